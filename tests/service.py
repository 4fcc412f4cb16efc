"""`chidao serve` as a process of its own, as an operator runs it."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Service:
    """A running service: its address, and what it says on both streams."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.said: list[str] = []
        assert process.stdout and process.stderr
        first = process.stdout.readline()
        assert first, process.stderr.read()
        self.said.append(first)
        self.address = first.split()[-1]
        self._listeners = [
            threading.Thread(target=self.said.extend, args=(stream,)) for stream in (process.stdout, process.stderr)
        ]
        for listener in self._listeners:
            listener.start()

    def end(self) -> None:
        """Stop it, and hear it out."""
        self.process.terminate()
        self.process.wait(30)
        for listener in self._listeners:
            listener.join()
        self.process.stdout.close()  # type: ignore[union-attr]
        self.process.stderr.close()  # type: ignore[union-attr]

    @property
    def port(self) -> int:
        return int(self.address.rstrip("/").rpartition(":")[2])


@contextmanager
def served(folder: Path | None = None) -> Iterator[Service]:
    """The service over the settings of the environment, until the end of the block."""
    command = [sys.executable, "-m", "bot", "serve"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=folder)
    service = Service(process)
    try:
        yield service
    finally:
        service.end()
