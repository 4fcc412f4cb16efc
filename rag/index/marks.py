"""`removed.txt`: the notices that are kept out, in a file of their own, so that no damage of the index brings them back.

One notice a line, as JSON; the last line says how many there are and proves that the list is whole. The table `removed`
holds the same marks: what one of the two has lost, the other gives back.
"""

import hashlib
import json
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from rag.errors import DataFolderError
from rag.index.written import write_whole

NAME = "removed.txt"
_HEAD = "# Notices taken out with `chidao index --remove`. Written by chidao: `chidao index FILE` brings one back.\n"


class Read(NamedTuple):
    """The marks that could be read, and what is wrong with the file; `missing` where there is none."""

    ids: frozenset[str]
    problem: str = ""
    missing: bool = False


class Marks:
    """The marks of one data folder."""

    def __init__(self, data: Path) -> None:
        self.path = data / NAME

    def read(self) -> Read:
        """Never raises: of a damaged list what is still readable is given."""
        try:
            lines = self.path.read_bytes().splitlines(keepends=True)
        except FileNotFoundError:
            return Read(frozenset(), missing=True)
        except OSError as error:
            return Read(frozenset(), f"cannot be read: {error.strerror}")
        ids = frozenset(found for line in lines if (found := _id(line)))
        whole = bool(lines) and lines[-1] == _foot(len(lines) - 2, b"".join(lines[:-1]))
        return Read(ids, "" if whole else "is damaged")

    def write(self, ids: Collection[str]) -> None:
        """All of them, whole or not at all, and on the disk when this returns. Raises DataFolderError."""
        lines = (json.dumps(one, ensure_ascii=False) + "\n" for one in sorted(ids))
        body = (_HEAD + "".join(lines)).encode("utf-8", "surrogatepass")
        try:
            write_whole(self.path, body + _foot(len(ids), body))
        except OSError as error:
            raise DataFolderError(
                f"The list of removed notices {self.path} cannot be written ({error.strerror}): nothing was changed; "
                "check the disk's free space and the folder's permissions, then try again."
            ) from error


def _id(line: bytes) -> str | None:
    try:
        value = json.loads(line)
    except ValueError:
        return None
    return value if isinstance(value, str) else None


def _foot(count: int, body: bytes) -> bytes:
    return f"# {count} notices, {hashlib.sha256(body).hexdigest()[:16]}\n".encode()
