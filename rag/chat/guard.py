"""A chat model that may fail: asked again where the line failed, left alone where it keeps failing, never beyond a budget."""

import itertools
import random
import threading
import time
from collections.abc import Callable
from typing import Protocol

from rag.chat.budget import Budget
from rag.chat.model import MOST_TOKENS, ChatModel, Said, Unanswered

FAILURES = 3  # of the line in a row, after which it is left alone
PAUSE = 60.0  # seconds it is left alone
_FIRST_WAIT = 0.3  # seconds; doubled each time
_LEAST = 0.5  # seconds without which it is not asked again
_CHARACTERS_A_TOKEN = 2.5  # of Vietnamese, where the model does not count


class Speaker(Protocol):
    """Whoever a generator asks: `deadline` is what it has for one answer, in seconds."""

    name: str
    deadline: float

    def say(self, prompt: str, seconds: float | None = None) -> Said:
        """What it says. Raises Unanswered."""


class GuardedModel:
    """`say` within a deadline for everything: attempts, waits between them, and the answer."""

    def __init__(
        self,
        model: ChatModel,
        budget: Budget,
        *,
        deadline: float = 20.0,
        retries: int = 2,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        """`deadline`: seconds the model has for one answer, all that is asked of it for that answer included."""
        self.name = model.name
        self.deadline = deadline
        self._model = model
        self._budget = budget
        self._retries = retries
        self._clock = clock
        self._wait = wait
        self._lock = threading.Lock()
        self._failures = 0
        self._closed_until = 0.0

    @property
    def resting(self) -> bool:
        """True while the model is left alone."""
        with self._lock:
            return self._clock() < self._closed_until

    def say(self, prompt: str, seconds: float | None = None) -> Said:
        """What the model says. Raises Unanswered: with the reason, at the latest at the deadline or after `seconds`."""
        if self.resting:
            raise Unanswered("left alone after failures of the line", transport=True)
        estimate = estimated(prompt) + MOST_TOKENS
        if not self._budget.reserve(estimate):
            raise Unanswered("the tokens of today are used up")
        spent = estimated(prompt)  # it may have been read, whatever comes of it
        try:
            said = self._attempts(prompt, self._clock() + (self.deadline if seconds is None else seconds))
            spent = said.tokens or estimated(prompt + said.text)
            return said._replace(tokens=spent)
        finally:
            self._budget.settle(estimate, spent)

    def _attempts(self, prompt: str, until: float) -> Said:
        for attempt in itertools.count():
            try:
                said = self._model.say(prompt, max(until - self._clock(), 0.01))
            except Unanswered as failure:
                wait = _FIRST_WAIT * 2**attempt * (1 + random.random() / 4)
                again = failure.transport and attempt < self._retries
                if not again or until - self._clock() - wait <= _LEAST:
                    self._count(failure.transport)
                    raise
                self._wait(wait)
            else:
                self._count(False)
                return said
        raise AssertionError("unreachable: the last attempt returns or raises")

    def _count(self, failed: bool) -> None:
        with self._lock:
            self._failures = self._failures + 1 if failed else 0
            if self._failures >= FAILURES:
                self._closed_until = self._clock() + PAUSE
                self._failures = FAILURES - 1  # after the pause one try decides


def estimated(text: str) -> int:
    """Tokens of a text, rather too many."""
    return int(len(text) / _CHARACTERS_A_TOKEN) + 1
