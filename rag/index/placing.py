"""A file from elsewhere into the notices folder: whether it is there already, under which name, and never over another."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from corpus.load.folder import Found
from corpus.load.original import is_still
from corpus.models import Notice
from corpus.text import nfc
from rag.index.copies import identity_of
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


@contextmanager
def put(index: Index, folder: Path, name: str, content: bytes) -> Iterator[Found]:
    """The file at its place, on the disk; taken away again where the block fails and no notice was read from it.

    Raises NoticesError and OSError.
    """
    found, is_new = _put(index, folder, name, content)
    try:
        yield found
    except BaseException:
        if is_new and index.source(found.id) is None:
            found.path.unlink(missing_ok=True)
        raise


def _put(index: Index, folder: Path, name: str, content: bytes) -> tuple[Found, bool]:
    """Where it stands, and whether it did not before."""
    for _ in range(_AGAIN):
        found = place_for(index, folder, name, content)
        if _holds(found.path, content):
            return found, False
        with suppress(FileExistsError):  # it came there since: another name
            put_new(found.path, content)
            return found, True
    raise FileExistsError(name)


def same_bytes(index: Index, digest: str) -> list[str]:
    """The ids of the notices that were read from a file of this SHA-256 that still has it: another may have taken its place."""
    origins = ((known, index.source(known)) for known in index.ids())
    return [
        known for known, origin in origins if origin and origin.digest == digest and is_still(Path(origin.path), digest)
    ]


def same_document(index: Index, notice: Notice, digest: str) -> list[str]:
    """The ids of these, and of the notices of that number, issuer and day, sorted."""
    identity = identity_of(notice)
    named = [one.id for one in index.catalogue() if identity and identity_of(one) == identity]
    return sorted({*named, *same_bytes(index, digest)})


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
