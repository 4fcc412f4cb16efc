"""One process owns the data folder: two on one Chroma folder lose data without an error.

The lock is the operating system's (`flock`): it ends with its process, however that ends.
"""

import fcntl
import os
import time
from contextlib import suppress
from pathlib import Path

from rag.errors import DataFolderError, IndexLocked


class DataLock:
    """Held from construction to `release`; the file names the holder's pid."""

    def __init__(self, data: Path, timeout: float) -> None:
        try:
            self._file = os.open(data / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise _unusable(data, error) from error
        try:
            self._wait(data, timeout)
        except BaseException:
            os.close(self._file)
            raise
        with suppress(OSError):  # on a full disk: it is held, and nobody reads by whom
            os.ftruncate(self._file, 0)
            os.pwrite(self._file, f"{os.getpid()}\n".encode(), 0)

    def release(self) -> None:
        """Give the folder up. The file stays: deleting it would let two processes lock two files."""
        with suppress(OSError):
            os.ftruncate(self._file, 0)
        os.close(self._file)

    def _wait(self, data: Path, timeout: float) -> None:
        deadline = time.monotonic() + timeout
        while True:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise self._locked(data) from None
                time.sleep(0.05)

    def _locked(self, data: Path) -> IndexLocked:
        written = os.pread(self._file, 32, 0).strip()
        pid = int(written) if written.isdigit() else None
        holder = f"process {pid}" if pid else "another process"
        return IndexLocked(
            f"The data folder {data} is in use by {holder}: stop it, or wait until it is done, and try again.",
            pid,
        )


def make_data_folder(data: Path) -> None:
    """Create the folder for its owner alone."""
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise _unusable(data, error) from error
    if not os.access(data, os.W_OK | os.X_OK):
        raise _unusable(data, "no permission to write")


def _unusable(data: Path, reason: object) -> DataFolderError:
    return DataFolderError(
        f"The data folder {data} cannot be used ({reason}): name a folder that can be written in CHIDAO_DATA."
    )
