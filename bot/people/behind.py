"""Works are done with the ledger behind the answers: in order, by one thread that nobody has to wait for."""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from typing import Any, NamedTuple, TypeVar

from bot.people.ledger import Ledger, Unusable, Work

log = logging.getLogger(__name__)
Result = TypeVar("Result")

MOST_WAITING = 2_000  # works; the oldest are given up first
TOGETHER = 200  # works in one transaction
PATIENCE = 0.5  # seconds that an answer waits for the file, once: the next do not wait
REST = 1.0  # seconds before a file that cannot be used is tried again
LAST_SECONDS = 1.5  # for what is still waiting at the end
_AGAIN_SECONDS = 0.05  # between the tries of those seconds
_MORE_SECONDS = 0.4  # for a try that has begun


class NotNow(Exception):
    """The file cannot be used at the moment."""


class _Task(NamedTuple):
    work: Work
    lasting: bool  # tried again until it is done
    done: "Future[Any]"


class Behind:
    """Does works with a ledger. Close."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._waiting: deque[_Task] = deque()
        self._changed = threading.Condition()
        self._trouble = False
        self._rests_until = 0.0
        self._ends_at: float | None = None
        self._thread = threading.Thread(target=self._run, name="people", daemon=True)
        self._thread.start()

    def later(self, work: Callable[[Ledger], Result]) -> "Future[Result]":
        """Do `work` as soon as the file can be used; `awaited` says how it ended."""
        return self._put(work, lasting=True)

    def now(self, work: Callable[[Ledger], Result], seconds: float | None = None) -> Result:
        """The result of `work` after all that was put before. Raises NotNow, and then it may never be done."""
        if self._rests():
            raise NotNow
        return self.awaited(self._put(work, lasting=False), seconds)

    def awaited(self, done: "Future[Result]", seconds: float | None = None) -> Result:
        """The result of what was put. Raises NotNow where it is not there in time, at once while the file rests."""
        rests = self._rests()
        patience = PATIENCE if seconds is None else seconds
        try:
            return done.result(0 if rests else patience)
        except (TimeoutError, CancelledError):
            if not rests:
                self._rests_until = time.monotonic() + REST  # the next one does not wait
            raise NotNow from None

    def close(self) -> None:
        """Do what is waiting, within seconds."""
        with self._changed:
            self._ends_at = time.monotonic() + LAST_SECONDS
            self._changed.notify()
        self._thread.join(LAST_SECONDS + _MORE_SECONDS)
        if self._thread.is_alive() or any(task.lasting for task in self._waiting):
            log.warning("Not everything that people asked could be written before the end; it is not remembered.")

    def _rests(self) -> bool:
        return self._ends_at is not None or time.monotonic() < self._rests_until

    def _put(self, work: Callable[[Ledger], Result], *, lasting: bool) -> "Future[Result]":
        done: Future[Result] = Future()
        with self._changed:
            self._waiting.append(_Task(work, lasting, done))
            while len(self._waiting) > MOST_WAITING:
                self._waiting.popleft().done.cancel()
            self._changed.notify()
        return done

    def _run(self) -> None:
        while batch := self._next():
            if self._done(batch):
                continue
            if self._ends_at is None:
                self._rests_until = time.monotonic() + REST
            else:
                time.sleep(_AGAIN_SECONDS)
        self._ledger.close()

    def _next(self) -> list[_Task]:
        """What is to be done now, as soon as there is something; nothing at the end."""
        with self._changed:
            while True:
                now = time.monotonic()
                if self._ends_at is not None and (not self._waiting or now >= self._ends_at):
                    return []
                if self._waiting and (self._ends_at is not None or now >= self._rests_until):
                    return [self._waiting.popleft() for _ in range(min(TOGETHER, len(self._waiting)))]
                self._changed.wait(self._rests_until - now if self._waiting else None)

    def _done(self, batch: list[_Task]) -> bool:
        """Do these works together; False where the file cannot be used, and what lasts waits again."""
        try:
            results = self._ledger.carry_out([task.work for task in batch])
        except Unusable as error:
            if not self._trouble:
                log.warning(
                    "What people ask is answered, but not remembered for now (%s): check the disk's free space, the "
                    "folder's permissions and who else uses the file; it is tried again.",
                    error,
                )
            self._trouble = True
            for task in batch:
                if not task.done.done():
                    task.done.set_exception(NotNow())  # who waits for it goes on
            with self._changed:
                self._waiting.extendleft(task for task in reversed(batch) if task.lasting)
            return False
        except Exception as error:  # noqa: BLE001 - a work that cannot be done must not keep the others from it
            if len(batch) > 1:
                return self._done_singly(batch)
            log.error("Something of what people ask cannot be remembered (%r); it is passed over.", error)
            batch[0].done.cancel()
            return True
        if self._trouble:
            log.info("What people ask is remembered again.")
        self._trouble = False
        for task, result in zip(batch, results, strict=True):
            if not task.done.done():
                task.done.set_result(result)
        return True

    def _done_singly(self, batch: list[_Task]) -> bool:
        """One after the other; those after the one at which the file became unusable wait behind it."""
        for at, task in enumerate(batch):
            if not self._done([task]):
                with self._changed:
                    held = [self._waiting.popleft()] if task.lasting else []
                    self._waiting.extendleft(reversed([*held, *batch[at + 1 :]]))
                return False
        return True
