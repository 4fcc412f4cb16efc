"""A file from elsewhere into the notices folder: under which name, and never over another."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

from corpus.load.folder import Found
from corpus.text import nfc
from rag.index.index import Index
from rag.index.notices_folder import walked
from rag.index.written import put_new

_AGAIN = 10  # times that others may be quicker


def place_for(index: Index, folder: Path, name: str, content: bytes) -> Found:
    """Where the file may stand: by that name or, where another file or notice goes by it, by the first free one after it
    (`46-2.pdf`). A file of the same content that no notice was read from is the place itself. Raises NoticesError and OSError.
    """
    ids = {_alike(one) for one in (*index.ids(), *(found.id for found in walked(folder).files))}
    names = {_alike(path.name) for path in folder.iterdir()}
    for found in _places(folder, name):
        if _alike(found.path.name) in names:
            if index.source(found.id) is None and _holds(found.path, content):
                return found
        elif _alike(found.id) not in ids:
            return found
    raise AssertionError("unreachable: there is always another number")


def put(index: Index, folder: Path, name: str, content: bytes) -> Found:
    """The file at its place, on the disk when this returns. Raises NoticesError and OSError."""
    for _ in range(_AGAIN):
        found = place_for(index, folder, name, content)
        try:
            if not found.path.exists():
                put_new(found.path, content)
            return found
        except FileExistsError:  # it came there since: another name
            continue
    raise FileExistsError(name)


def _places(folder: Path, name: str) -> Iterator[Found]:
    path = folder / name
    yield Found(path)
    for number in count(2):
        yield Found(path.with_name(f"{path.stem}-{number}{path.suffix}"))


def _holds(path: Path, content: bytes) -> bool:
    return (
        path.is_file()
        and not path.is_symlink()
        and path.stat().st_size == len(content)
        and path.read_bytes() == content
    )


def _alike(name: str) -> str:
    """Names that some file system, or a reader, takes for one another."""
    return nfc(name).casefold()
