"""May the Chroma folder be opened in this process?

While the folder is at rest its files' sizes and times stand in a seal beside it. The seal is broken before
anything is written and made anew afterwards; so after a kill -9, a crash or a strange hand it is missing or
wrong, and the folder is first tried in a process of its own (`probe`), which a segmentation fault may end.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from rag.index import probe

TIMEOUT = 60.0  # seconds; importing chromadb alone takes 2 to 5


class Seal:
    """The seal of one Chroma folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder.with_name(folder.name + ".seal")

    def holds(self) -> bool:
        """True if nothing has touched the folder since `close`."""
        try:
            return bool(json.loads(self._file.read_text()) == self._state())
        except (OSError, ValueError):
            return False

    def exists(self) -> bool:
        """False between a write's beginning and its good end."""
        return self._file.exists()

    def break_(self) -> None:
        """Before a write: from here on a crash leaves the folder unsealed."""
        self._file.unlink(missing_ok=True)

    def close(self) -> None:
        """After a write that went well."""
        new = self._file.with_name(self._file.name + ".new")
        new.write_text(json.dumps(self._state()))
        new.replace(self._file)

    def _state(self) -> dict[str, list[int]]:
        state = {}
        for root, _, names in os.walk(self._folder):
            for name in names:
                status = (Path(root) / name).stat()
                state[str((Path(root) / name).relative_to(self._folder))] = [
                    status.st_size,
                    status.st_mtime_ns,
                ]
        return state


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
