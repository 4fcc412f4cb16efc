"""The client of `corpus.reading.server`: asks for one file at a time, and starts the process when it is first needed."""

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import corpus
from corpus.errors import BreaksReading, CorpusError, LoadError, SecretDocument, UnsupportedKind
from corpus.load import shown
from corpus.reading.read import Reading

SECONDS = 30  # of processor time; a long notice takes one
MEMORY = 1536  # MB of address space
_PATIENCE = 4  # times the seconds are waited for: a busy machine gives less of its processor
_KINDS = {kind.__name__: kind for kind in (LoadError, UnsupportedKind, SecretDocument)}


class ReadingStopped(CorpusError):
    """The reading was given up because `close` was called."""


class Reader:
    """Reads files in a process of its own; from any thread, one file at a time."""

    def __init__(self, seconds: int = SECONDS, memory: int = MEMORY) -> None:
        self._seconds = seconds
        self._memory = memory * 2**20
        self._asking = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._stops = 0  # how often `close` was called

    def read(self, notice_id: str, path: Path) -> Reading:
        """The notice of a file, as `corpus.reading.read`. Raises its errors, BreaksReading where the file ends, fills or
        holds up its reading, and ReadingStopped.
        """
        with self._asking:
            stops = self._stops
            reply = self._reply({"id": notice_id, "path": os.fsencode(path).hex()})
        if "reading" in reply:
            return Reading.model_validate_json(json.dumps(reply["reading"]))
        if "error" in reply:
            raise _KINDS[reply["kind"]](reply["error"])
        if self._stops > stops:
            raise ReadingStopped(f"{shown(path)}: its reading was stopped; index again to go on.")
        raise BreaksReading(f"{shown(path)}: {reply['broken']}; mend the file or take it away.")

    def close(self) -> None:
        """End the process, in the middle of a file if need be. The next `read` starts another."""
        self._stops += 1
        _end(self._process)

    def _reply(self, request: dict[str, str]) -> dict[str, Any]:
        try:
            process = self._running()
        except OSError as error:
            reason = error.strerror or type(error).__name__
            sentence = f"No process can be started to read files ({reason}); index again later."
            return {"error": sentence, "kind": LoadError.__name__}
        assert process.stdin and process.stdout
        late = threading.Timer(_PATIENCE * self._seconds, _end, (process,))
        late.daemon = True
        late.start()
        try:
            process.stdin.write(json.dumps(request).encode() + b"\n")
            process.stdin.flush()
            reply: dict[str, Any] = json.loads(process.stdout.readline())
        except (OSError, ValueError):  # it ended, perhaps in the middle of a line
            _end(process)
            slow = process.returncode == -signal.SIGXCPU or not late.is_alive()
            return {"broken": f"was not read within {self._seconds} seconds" if slow else "ended its reading"}
        finally:
            late.cancel()
        if reply.pop("last", True):
            _end(process)
        return reply

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._process is None or self._process.poll() is not None:
            _end(self._process)
            command = [sys.executable, "-P", "-m", "corpus.reading.server", str(self._seconds), str(self._memory)]
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": str(Path(corpus.__file__).parent.parent)},
                start_new_session=True,  # Ctrl-C is for whoever asks
            )
        return self._process


def _end(process: "subprocess.Popen[bytes] | None") -> None:
    if process and process.stdin and process.stdout:
        process.kill()
        process.wait()
        with suppress(BrokenPipeError):
            process.stdin.close()
        process.stdout.close()


@cache
def reader() -> Reader:
    """The one of this process."""
    made = Reader()
    atexit.register(made.close)
    return made
