"""Warnings of every library, and what the service itself reports, as single lines on standard error; never a flood."""

import logging
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TextIO

from bot.log.hidden import concealed

_PER_MINUTE = 5  # of one kind of message
_WARNINGS_PER_MINUTE = 100  # of all kinds
_MINUTE = 60.0
_LONGEST = 2_000  # characters of a line


def log_to_standard_error(hidden: Sequence[str]) -> None:
    """From now on, in this process."""
    handler = _StandardError()
    handler.setFormatter(_Formatter(hidden))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for ours in ("bot", "rag"):
        logging.getLogger(ours).setLevel(logging.INFO)
    for library in ("httpx", "httpcore", "openai", "telegram", "uvicorn.error"):
        # an address of the Bot API holds the token; failures reach the person and the failure log in our own words
        logging.getLogger(library).setLevel(logging.CRITICAL)


class Repeats:
    """Lets the same message through only so often in a minute, then says how often it came."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._counted: dict[str, int] = {}
        self._first: dict[str, str] = {}
        self._warnings = 0
        self._begun = now()

    def let_through(self, record: logging.LogRecord) -> Iterator[logging.LogRecord]:
        """What is to be written where `record` was: nothing, or it; before it what the last minute kept back."""
        if self._now() - self._begun >= _MINUTE:
            yield from self.kept_back()
        line = record.getMessage().partition("\n")[0]
        warning = record.levelno >= logging.WARNING
        kind = re.sub(r"\d+", "", line) if warning else line
        if warning and kind not in self._counted and self._warnings >= _WARNINGS_PER_MINUTE:
            kind = line = "other messages"
            self._counted.setdefault(kind, _PER_MINUTE)
        self._counted[kind] = self._counted.get(kind, 0) + 1
        self._first.setdefault(kind, line)
        if self._counted[kind] <= _PER_MINUTE:
            self._warnings += warning
            yield record

    def kept_back(self) -> Iterator[logging.LogRecord]:
        """A line for each kind that came too often; a new minute begins."""
        for kind, count in self._counted.items():
            if count > _PER_MINUTE:
                said = f"{count - _PER_MINUTE} times more: {self._first[kind]}"
                yield logging.LogRecord(__name__, logging.WARNING, "", 0, said, (), None)
        self._counted.clear()
        self._first.clear()
        self._warnings = 0
        self._begun = self._now()


class _Formatter(logging.Formatter):
    """One line a record, without secrets."""

    def __init__(self, hidden: Sequence[str]) -> None:
        super().__init__(datefmt="%Y-%m-%d %H:%M:%S")
        self._hidden = tuple(hidden)

    def format(self, record: logging.LogRecord) -> str:
        """The line; a traceback is left to the failure log."""
        line = f"{self.formatTime(record, self.datefmt)} {record.levelname.lower()}: {record.getMessage()}"
        return " ".join(concealed(line, self._hidden).split())[:_LONGEST]


class _StandardError(logging.StreamHandler[TextIO]):
    """Writes to what is standard error at the moment, as it may be redirected."""

    def __init__(self) -> None:
        logging.Handler.__init__(self)
        self._repeats = Repeats()

    def emit(self, record: logging.LogRecord) -> None:
        """Write it, unless it comes too often."""
        for passed in self._repeats.let_through(record):
            super().emit(passed)

    def close(self) -> None:
        """Say what was kept back."""
        for line in self._repeats.kept_back():
            super().emit(line)
        super().close()

    @property
    def stream(self) -> TextIO:  # type: ignore[override]
        """Standard error."""
        return sys.stderr
