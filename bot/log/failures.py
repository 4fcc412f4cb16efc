"""The log of failures: tracebacks under the code that the person was given, two files of limited size."""

import os
import secrets
import sys
import tempfile
import threading
import traceback
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from functools import cache
from pathlib import Path

from bot.log.hidden import concealed

NAME = "chidao.log"
_BYTES = 1_000_000
_lock = threading.Lock()


class FailureLog:
    """Writes tracebacks to a file in `folder`; the `hidden` strings never stand in it."""

    def __init__(self, folder: Path, hidden: Sequence[str] = ()) -> None:
        self._folder = folder
        self._hidden = tuple(hidden)

    def record(self, error: BaseException) -> tuple[str, Path]:
        """Write the traceback of `error`; returns its reference code and the log's path.

        Where the folder cannot be written the log goes to a folder of this process among those for temporary files, or at
        last to standard error, so that the failure of a disk does not hide the failure of the program.
        """
        reference = secrets.token_hex(4)
        lines = concealed("".join(traceback.format_exception(error)), self._hidden)
        entry = f"{datetime.now().astimezone().isoformat(timespec='seconds')} reference {reference}\n{lines}\n"
        for place in (self._own_place, _place_of_this_process):
            with suppress(OSError), _lock:
                path = place() / NAME
                _append(path, entry.encode("utf-8", "backslashreplace"))
                return reference, path
        print(entry, file=sys.stderr)
        return reference, Path("standard error")

    def _own_place(self) -> Path:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self._folder


@cache
def _place_of_this_process() -> Path:
    """A new folder that nobody else can write: a name that others know could be a link of theirs."""
    return Path(tempfile.mkdtemp(prefix="chidao-"))


def _append(path: Path, entry: bytes) -> None:
    """Add to a file that is its owner's alone; a full one is kept as `.1`, in place of the one before."""
    with suppress(FileNotFoundError):
        if path.stat().st_size > _BYTES:
            path.replace(path.with_name(NAME + ".1"))
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "ab") as log:
        os.fchmod(descriptor, 0o600)
        log.write(entry)
