"""A file as it was read: handed on only while it holds, byte for byte, what it held then."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO

from corpus.errors import FileChanged, FileGone
from corpus.load import most_bytes, shown

_PIECE = 256 * 1024  # bytes


class Original:
    """A file that was looked through and is still open; `size` in bytes."""

    def __init__(self, name: str, file: BinaryIO, digests: Sequence[bytes], size: int) -> None:
        self._name = name
        self._file = file
        self._digests = digests
        self.size = size

    def close(self) -> None:
        """It is not handed on."""
        self._file.close()

    def pieces(self) -> Iterator[bytes]:
        """What it holds, once, and closes it. Raises FileChanged where somebody writes into it meanwhile."""
        with self._file:
            self._file.seek(0)
            for digest in self._digests:
                piece = self._file.read(_PIECE)
                if hashlib.sha256(piece).digest() != digest:
                    raise _changed(self._name)
                yield piece


def original(path: Path, digest: str) -> Original:
    """The file whose SHA-256 was `digest` when it was read. Raises FileGone, FileChanged."""
    name = shown(path)
    try:
        file = open(path, "rb", opener=_at_once)  # noqa: SIM115 - it stays open for who is given it
    except OSError as error:
        raise _gone(name, error) from error
    try:
        status = os.fstat(file.fileno())
        if not S_ISREG(status.st_mode) or status.st_size > most_bytes(path):
            raise _changed(name)
        return _looked_through(name, file, digest, status.st_size)
    except OSError as error:
        file.close()
        raise _gone(name, error) from error
    except BaseException:
        file.close()
        raise


def is_still(path: Path, digest: str) -> bool:
    """True where the file holds what it held when its SHA-256 was `digest`."""
    try:
        original(path, digest).close()
    except (FileGone, FileChanged):
        return False
    return True


def _looked_through(name: str, file: BinaryIO, digest: str, size: int) -> Original:
    whole, digests, seen = hashlib.sha256(), list[bytes](), 0
    while seen <= size and (piece := file.read(_PIECE)):
        whole.update(piece)
        digests.append(hashlib.sha256(piece).digest())
        seen += len(piece)
    if whole.hexdigest() != digest:
        raise _changed(name)
    return Original(name, file, digests, seen)


def _at_once(path: str, flags: int) -> int:
    """What took the place of a file, such as a pipe, is not waited for."""
    return os.open(path, flags | os.O_NONBLOCK | os.O_NOCTTY)


def _gone(name: str, error: OSError) -> FileGone:
    reason = error.strerror or type(error).__name__
    return FileGone(f"{name}: the file is gone or cannot be opened ({reason}); put it back.")


def _changed(name: str) -> FileChanged:
    return FileChanged(f"{name}: the file has changed since it was read; wait until it is read again.")
