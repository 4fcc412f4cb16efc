"""The client of `corpus.reading.server`: asks for one file at a time, and starts the process when it is first needed."""

import atexit
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import weakref
from base64 import b64decode
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import corpus
from corpus.errors import (
    BreaksReading,
    CorpusError,
    FileChanged,
    FileGone,
    Flaw,
    LoadError,
    ScanWaits,
    SecretDocument,
    UnsupportedKind,
)
from corpus.load import shown
from corpus.load.drawn import Box
from corpus.load.scans import When
from corpus.load.scans.tesseract import PATIENCE
from corpus.reading.read import Reading

SECONDS = 30  # of processor time; a long notice takes one
MEMORY = 1536  # MB of address space
_PATIENCE = 4  # times the seconds are waited for: a busy machine gives less of its processor
_DRAWING_SECONDS = 8  # of processor time; a page takes a tenth of one
_ERRORS = (LoadError, UnsupportedKind, SecretDocument, BreaksReading, ScanWaits, FileGone, FileChanged)
_KINDS = {kind.__name__: kind for kind in _ERRORS}
_PAGE_SECONDS = 3 * PATIENCE  # more by the clock for a page that is recognised: twice, and its turn
OnPage = Callable[[int, int], None]  # the page that is about to be recognised, from 1, and how many there are


class ReadingStopped(CorpusError):
    """The reading was given up because `close` was called."""

    flaw = Flaw.MACHINE


class _Ended(Exception):
    """The process says nothing more."""


class Reader:
    """Reads files in a process of its own; from any thread, one file at a time. `scans`: whether it may recognise pages."""

    scans = True

    def __init__(self, seconds: int = SECONDS, memory: int = MEMORY) -> None:
        self._seconds = seconds
        self._memory = memory * 2**20
        self._asking = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._tidy: Callable[[], object] = lambda: None  # takes away what it wrote while it read
        self._stops = 0  # how often `close` was called

    def read(
        self,
        notice_id: str,
        path: Path,
        go_on: Callable[[], object] = lambda: None,
        *,
        digest: str = "",
        scans: When = When.NOW,
        kept: Path | None = None,
        on_page: OnPage = lambda page, of: None,
    ) -> Reading:
        """The notice of a file, as `corpus.reading.read`. Raises its errors, BreaksReading where the file ends, fills or
        holds up its reading, and ReadingStopped. `go_on` is asked once `close` can stop it, `on_page` before each page that is
        recognised; what they raise ends the reading and is passed on. Pages wait in `kept` until the file is finished.
        `digest`: the SHA-256 it has to have.
        """
        request = {
            "id": notice_id,
            "path": os.fsencode(path).hex(),
            "digest": digest,
            "scans": scans if self.scans else When.NEVER,
            "kept": os.fsencode(kept).hex() if kept else "",
        }
        return Reading.model_validate_json(self._told("reading", path, request, go_on, on_page))

    def draw(self, path: Path, digest: str, page: int, marks: Sequence[Box]) -> bytes:
        """A page of a file as `corpus.load.drawn`. Raises its errors, BreaksReading and ReadingStopped."""
        request = {
            "path": os.fsencode(path).hex(),
            "digest": digest,
            "page": page,
            "marks": [list(box) for box in marks],
        }
        return b64decode(self._told("picture", path, request))

    def close(self) -> None:
        """End the process, in the middle of a file if need be. The next `read` starts another."""
        self._stops += 1
        _end(self._process)
        self._tidy()

    def _told(
        self,
        what: str,
        path: Path,
        request: dict[str, Any],
        go_on: Callable[[], object] = lambda: None,
        on_page: OnPage = lambda page, of: None,
    ) -> str:
        """What was asked for, or the error that stands in its place."""
        with self._asking:
            reply = self._reply(request, go_on, on_page) or self._reply(request, go_on, on_page)
        if reply is None:  # twice: it is not somebody else who ends the process
            reply = {"broken": "ended its reading"}
        if what in reply:
            return str(reply[what])
        if "error" in reply:
            raise _KINDS[reply["kind"]](reply["error"], Flaw(reply["flaw"]))
        raise BreaksReading(f"{shown(path)}: {reply['broken']}; mend the file or take it away.")

    def _reply(self, request: dict[str, Any], go_on: Callable[[], object], on_page: OnPage) -> dict[str, Any] | None:
        """What is said of the file; None where the process ended for no reason that is known."""
        stops = self._stops
        process = self._running(stops)
        go_on()
        late = threading.Event()

        def give_up() -> None:
            late.set()
            _end(process)

        try:
            _ask(process, request)
            reply = _said(process, _PATIENCE * self._seconds, give_up)
            while "page" in reply:
                on_page(reply["page"], reply["of"])
                reply = _said(process, _PATIENCE * self._seconds + _PAGE_SECONDS, give_up)
        except _Ended:  # perhaps in the middle of a line
            _end(process)
            self._unless_stopped(stops)
            slow = late.is_set() or process.returncode == -signal.SIGXCPU
            return {"broken": f"was not read within {self._seconds} seconds"} if slow else None
        except BaseException:
            _end(process)
            raise
        if reply.pop("last"):
            _end(process)
        return reply

    def _running(self, stops: int) -> "subprocess.Popen[bytes]":
        """The process, once it is ready. Raises LoadError where none can be had, and ReadingStopped where `close` was called
        after the first `stops` times.
        """
        if self._process and self._process.poll() is None:
            return self._process
        _end(self._process)
        self._tidy()
        command = [sys.executable, "-P", "-m", "corpus.reading.server", str(self._seconds), str(self._memory)]
        try:
            place = tempfile.mkdtemp(prefix="chidao-")
            self._tidy = weakref.finalize(self, shutil.rmtree, place, ignore_errors=True)
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": str(Path(corpus.__file__).parent.parent), "TMPDIR": place},
                start_new_session=True,  # Ctrl-C is for whoever asks
            )
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise LoadError(
                f"No process can be started to read files ({reason}); index again later.", Flaw.MACHINE
            ) from error
        process = self._process
        if self._stops > stops or not _is_ready(process):
            _end(process)
            self._unless_stopped(stops)
            raise LoadError(
                f"The process that reads files ends at once (code {process.returncode}): it needs "
                f"{self._memory // 2**20} MB of memory; index again when there is.",
                Flaw.MACHINE,
            )
        return process

    def _unless_stopped(self, stops: int) -> None:
        if self._stops > stops:
            raise ReadingStopped("The reading of files was stopped: index again to go on.")


def _is_ready(process: "subprocess.Popen[bytes]") -> bool:
    try:
        assert process.stdout
        return bool(process.stdout.readline())
    except (OSError, ValueError):  # closed meanwhile
        return False


def _ask(process: "subprocess.Popen[bytes]", request: dict[str, Any]) -> None:
    """Raises _Ended."""
    try:
        assert process.stdin
        process.stdin.write(json.dumps(request).encode() + b"\n")
        process.stdin.flush()
    except (OSError, ValueError) as error:  # ended, or closed meanwhile
        raise _Ended from error


def _said(process: "subprocess.Popen[bytes]", seconds: float, give_up: Callable[[], None]) -> dict[str, Any]:
    """The next line of the process; `give_up` is called where it takes longer. Raises _Ended."""
    timer = threading.Timer(seconds, give_up)
    timer.daemon = True
    timer.start()
    try:
        assert process.stdout
        said: dict[str, Any] = json.loads(process.stdout.readline())
        return said
    except (OSError, ValueError) as error:
        raise _Ended from error
    finally:
        timer.cancel()


def _end(process: "subprocess.Popen[bytes] | None") -> None:
    """With what it started: a page may be being recognised."""
    if process and process.stdin and process.stdout:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        with suppress(BrokenPipeError):
            process.stdin.close()
        process.stdout.close()


@cache
def reader() -> Reader:
    """The one of this process."""
    return _closed_at_exit(Reader())


@cache
def drawer() -> Reader:
    """The one that draws pages for people: nobody who looks at one waits until a file is read."""
    return _closed_at_exit(Reader(_DRAWING_SECONDS))


@cache
def proofreader() -> Reader:
    """The one that reads what somebody sent and waits for: not behind the scans of the notices folder."""
    return _closed_at_exit(Reader())


def _closed_at_exit(made: Reader) -> Reader:
    atexit.register(made.close)
    return made
