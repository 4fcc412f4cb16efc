"""Was anything stored touched since it was last known to be sound?

While a file or folder is at rest its sizes and times stand in a seal beside it. The seal is broken before
anything is written and made anew afterwards; so after a kill -9, a crash or a strange hand it is missing or
wrong. The database is then checked to the last page (`soundness`); the Chroma folder is first tried in a process
of its own (`probe`), which a segmentation fault may end.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from rag.index import probe

TIMEOUT = 60.0  # seconds; importing chromadb alone takes 2 to 5


class Seal:
    """The seal of one Chroma folder, or of one SQLite file with its log."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.with_name(path.stem + ".seal")

    def holds(self) -> bool:
        """True if nothing has touched what is sealed since `close`."""
        try:
            return bool(json.loads(self._file.read_text()) == self._state())
        except (OSError, ValueError):
            return False

    def exists(self) -> bool:
        """False between a write's beginning and its good end."""
        return self._file.exists()

    def break_(self) -> None:
        """Before a write: from here on a crash leaves the path unsealed."""
        self._file.unlink(missing_ok=True)

    def close(self) -> None:
        """After a write that went well."""
        new = self._file.with_name(self._file.name + ".new")
        new.write_text(json.dumps(self._state()))
        new.replace(self._file)

    def _state(self) -> dict[str, list[int]]:
        inside = [Path(root) / name for root, _, names in os.walk(self._path) for name in names]
        log = self._path.with_name(self._path.name + "-wal")
        files = inside or [path for path in (self._path, log) if path.is_file()]
        statuses = ((str(file.relative_to(self._path.parent)), file.stat()) for file in files)
        return {name: [status.st_size, status.st_mtime_ns] for name, status in statuses}


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
