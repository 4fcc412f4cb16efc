"""Brings the index in line with a folder of notices. One broken file never stops the others."""

import hashlib
import logging
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import corpus
from corpus.errors import CorpusError, UnsupportedKind
from corpus.honesty import Honesty, honesty
from corpus.load import KINDS, load, notice_id, shown
from corpus.models import Notice, Passage
from corpus.parse import parse
from corpus.passages import passages
from rag.errors import NoticesError
from rag.index.alignment import Progress
from rag.index.index import Index
from rag.index.records import Origin
from rag.index.report import Entry, Report, State

log = logging.getLogger(__name__)

__all__ = ["Entry", "Report", "State", "add_files", "refresh"]


def refresh(index: Index, folder: Path, progress: Progress | None = None) -> Report:
    """New and changed files are added, vanished ones removed, removed ones kept out. Raises NoticesError."""
    paths = _files(folder)
    entries = _taken_in(index, paths, progress, named=False)
    found = {notice_id(path) for path in paths if path.suffix.lower() in KINDS}
    for known in index.ids():
        source = index.source(known)
        if known not in found and source is not None and not source.named:
            index.remove(known)
            gone = shown(Path(source.path))
            entries.append(Entry(id=known, path=gone, state=State.REMOVED, reason="its file is gone"))
    return Report(entries=tuple(sorted(entries, key=lambda entry: entry.path)))


def add_files(index: Index, paths: Iterable[Path], progress: Progress | None = None) -> Report:
    """The files named are added, whatever was removed before."""
    return Report(entries=tuple(_taken_in(index, list(paths), progress, named=True)))


def _files(folder: Path) -> list[Path]:
    try:
        paths = sorted(path for path in folder.iterdir() if not path.name.startswith((".", "~$")))
    except FileNotFoundError as error:
        raise NoticesError(f"The notices folder {folder} does not exist; create it or set CHIDAO_NOTICES.") from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise NoticesError(f"The notices folder {folder} cannot be read ({reason}); check CHIDAO_NOTICES.") from error
    if not paths:
        raise NoticesError(f"The notices folder {folder} is empty; put notices (.txt) into it or set CHIDAO_NOTICES.")
    return paths


def _taken_in(index: Index, paths: Sequence[Path], progress: Progress | None, *, named: bool) -> list[Entry]:
    """One entry a file. Of two files of one name the one that is already in the index keeps it."""
    kept_out = frozenset() if named else index.removed()
    taken: dict[str, str] = {}
    entries = []
    for done, path in enumerate(sorted(paths, key=lambda path: not _is_source(index.source(notice_id(path)), path))):
        if progress:
            progress(done, len(paths))
        entries.append(_entry(index, path, taken, named, kept_out))
    if progress:
        progress(len(paths), len(paths))
    return entries


def _entry(index: Index, path: Path, taken: dict[str, str], named: bool, kept_out: frozenset[str]) -> Entry:
    """Takes in one file, or says why not."""
    name = notice_id(path)
    before = index.source(name)

    def entry(state: State, reason: str = "") -> Entry:
        return Entry(id=name, path=shown(path), state=state, reason=reason)

    try:
        text = load(path)
        if name not in taken and before is not None and _is_anothers(before, path, named):
            taken[name] = before.path
        if name in taken:
            return entry(State.DUPLICATE, f"{taken[name]} goes by the same name; rename one of them")
        if name in kept_out:
            return entry(State.KEPT_OUT, "removed before; add it by name to bring it back")
        digest = f"{hashlib.sha256(text.encode()).hexdigest()}-{_reading()}"
        if before is not None and before.content_hash == digest:
            taken[name] = shown(path)
            return entry(State.UNCHANGED)
        notice, cut, told = _understood(name, text, shown(path))
    except UnsupportedKind as error:
        return entry(State.UNSUPPORTED, str(error))
    except CorpusError as error:
        kept = " What was read of it before stays in the index." if before and _is_source(before, path) else ""
        return entry(State.BROKEN, f"{error}{kept}")
    taken[name] = shown(path)
    index.add(notice, cut, digest, _full(path), named=named)
    state = State.CHANGED if before else State.ADDED
    return Entry(id=name, path=shown(path), state=state, honesty=told)


def _understood(name: str, text: str, file: str) -> tuple[Notice, tuple[Passage, ...], Honesty]:
    try:
        notice = parse(name, text)
        return notice, passages(notice), honesty(notice)
    # a mistake in the parser is this program's fault, and must not keep the other notices out
    except Exception as error:
        log.exception("the notice %s could not be understood", name)
        raise CorpusError(f"{file}: could not be understood ({error!r}); please report it with the file.") from error


def _is_anothers(before: Origin, path: Path, named: bool) -> bool:
    """True where the name belongs to another file that is still there. Within the notices folder `taken` decides;
    a folder that took the place of another one keeps nothing of it."""
    return (named or before.named) and not _is_source(before, path) and Path(before.path).exists()


def _is_source(source: Origin | None, path: Path) -> bool:
    return source is not None and source.path == _full(path)


def _full(path: Path) -> str:
    return str(path.absolute()).encode("utf-8", "replace").decode()


@cache
def _reading() -> str:
    """Changes with the code and the words that read notices: what another version read is read again."""
    folder = Path(corpus.__file__).parent
    files = sorted(path for path in folder.rglob("*") if path.suffix in {".py", ".yaml", ".tsv"})
    return hashlib.sha256(b"".join(hashlib.sha256(path.read_bytes()).digest() for path in files)).hexdigest()[:12]
