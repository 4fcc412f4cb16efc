"""Was anything stored touched since it was last known to be sound?

While a file or folder is at rest, the sizes, times and checksums of its files stand in a seal beside it. The seal is broken
when it is opened and made anew when it is closed; so after a kill -9, a crash, a strange hand or a bit that turned on the
disk it is missing or wrong. The database is then checked to the last page and notice (`soundness`, `checksum`); the Chroma
folder is first tried in a process of its own (`probe`), which a segmentation fault may end.
"""

import json
import logging
import os
import subprocess
import sys
import zlib
from pathlib import Path

from rag.index import probe

log = logging.getLogger(__name__)
TIMEOUT = 60.0  # seconds; importing chromadb alone takes 2 to 5


class Seal:
    """The seal of one Chroma folder, or of one SQLite file with its log."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.with_name(path.stem + ".seal")
        self._read: dict[str, list[int]] = {}

    def holds(self) -> bool:
        """True if nothing has touched what is sealed since `close`; reads every byte of it."""
        try:
            sealed = json.loads(self._file.read_text())
            state = self._state()
        except (OSError, ValueError):
            return False
        if sealed != state:
            return False
        self._read = state
        return True

    def exists(self) -> bool:
        """False between a write's beginning and its good end."""
        return self._file.is_file()

    def break_(self) -> None:
        """Before a write: from here on a crash leaves the path unsealed. Raises OSError where that cannot be."""
        if self.exists():
            self._file.unlink()

    def close(self) -> None:
        """After writes that went well. What cannot be sealed is looked at more closely when it is opened again."""
        new = self._file.with_name(self._file.name + ".new")
        try:
            new.write_text(json.dumps(self._state()))
            new.replace(self._file)
        except OSError as error:
            log.warning(
                "%s is not sealed (%s): it is looked at more closely when it is opened again.", self._path, error
            )

    def _state(self) -> dict[str, list[int]]:
        """Size, time and checksum of each file; a checksum is taken over from `holds` where size and time are the same."""
        inside = [Path(root) / name for root, _, names in os.walk(self._path) for name in names]
        alone = (self._path, self._path.with_name(self._path.name + "-wal"))
        state = {}
        for file in inside or [path for path in alone if path.is_file()]:
            name, status = str(file.relative_to(self._path.parent)), file.stat()
            stamp, known = [status.st_size, status.st_mtime_ns], self._read.get(name, [])
            state[name] = [*stamp, known[2] if known[:2] == stamp else _checksum(file)]
        return state


def _checksum(file: Path) -> int:
    """CRC-32: finds every turned bit, and reads several gigabytes a second."""
    checksum = 0
    with file.open("rb") as opened:
        while part := opened.read(2**20):
            checksum = zlib.crc32(part, checksum)
    return checksum


def survives_opening(folder: Path, timeout: float = TIMEOUT) -> str | None:
    """None if a process of its own could open and search the folder, else what happened to it."""
    # -P: neither this package's modules nor the current folder's may be taken for chromadb's
    command = [sys.executable, "-P", probe.__file__, str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=timeout, check=False)
    except subprocess.TimeoutExpired:
        return f"it could not be opened within {timeout:.0f} seconds"
    if done.returncode == 0:
        return None
    if done.returncode < 0:
        return f"opening it ended with signal {-done.returncode}"
    lines = done.stderr.strip().splitlines()
    return lines[-1] if lines else f"opening it ended with code {done.returncode}"
