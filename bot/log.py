"""The log of a service: what failed, under a code that the person was given, and no secret in it."""

import logging
import secrets
import sys
import tempfile
import traceback
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TextIO

NAME = "chidao.log"
_BYTES = 1_000_000
_HIDDEN = "[hidden]"


class FailureLog:
    """Writes tracebacks to a file in `folder`; the `hidden` strings never stand in it."""

    def __init__(self, folder: Path, hidden: Sequence[str] = ()) -> None:
        self._folder = folder
        self._hidden = tuple(hidden)

    def record(self, error: BaseException) -> tuple[str, Path]:
        """Write the traceback of `error`; returns its reference code and the log's path.

        Where the folder cannot be written the log goes to the folder for temporary files, so that the failure
        of a disk does not hide the failure of the program.
        """
        reference = secrets.token_hex(4)
        lines = concealed("".join(traceback.format_exception(error)), self._hidden)
        entry = f"{datetime.now().astimezone().isoformat(timespec='seconds')} reference {reference}\n{lines}\n"
        for place in (self._folder, Path(tempfile.gettempdir())):
            path = place / NAME
            try:
                place.mkdir(parents=True, exist_ok=True)
                if path.exists() and path.stat().st_size > _BYTES:
                    path.replace(path.with_name(NAME + ".1"))
                with path.open("a", encoding="utf-8", errors="backslashreplace") as log:
                    log.write(entry)
            except OSError:
                continue
            return reference, path
        return reference, Path(NAME)


def concealed(text: str, hidden: Sequence[str]) -> str:
    """`text` with every secret in `hidden` taken out."""
    for secret in hidden:
        if secret:
            text = text.replace(secret, _HIDDEN)
    return text


class _Formatter(logging.Formatter):
    """One line a record, without secrets."""

    def __init__(self, hidden: Sequence[str]) -> None:
        super().__init__(datefmt="%Y-%m-%d %H:%M:%S")
        self._hidden = tuple(hidden)

    def format(self, record: logging.LogRecord) -> str:
        """The line; a traceback is left to the failure log."""
        line = f"{self.formatTime(record, self.datefmt)} {record.levelname.lower()}: {record.getMessage()}"
        return " ".join(concealed(line, self._hidden).split())


class _StandardError(logging.StreamHandler[TextIO]):
    """Writes to what is standard error at the moment, as it may be redirected."""

    def __init__(self) -> None:
        logging.Handler.__init__(self)

    @property
    def stream(self) -> TextIO:  # type: ignore[override]
        """Standard error."""
        return sys.stderr


def log_to_standard_error(hidden: Sequence[str]) -> None:
    """Warnings of every library, and what the service itself reports, as single lines on standard error."""
    handler = _StandardError()
    handler.setFormatter(_Formatter(hidden))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for ours in ("bot", "rag"):
        logging.getLogger(ours).setLevel(logging.INFO)
    for library in ("httpx", "httpcore", "openai", "telegram", "uvicorn.error"):
        # an address of the Bot API holds the token; failures reach the person and the failure log in our own words
        logging.getLogger(library).setLevel(logging.CRITICAL)
