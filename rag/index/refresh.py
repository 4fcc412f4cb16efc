"""Brings the index in line with a folder of notices. One broken file never stops the others."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from corpus.errors import CorpusError, UnsupportedKind
from corpus.load import KINDS, decoded, notice_id, read_bytes, shown
from corpus.parse import parse
from corpus.passages import passages
from rag.errors import NoticesError
from rag.index.index import Index
from rag.index.report import Entry, Report, State, missing_fields

Progress = Callable[[int, int], None]

READING = 1  # raised when parsing changes, so that unchanged files are read again

__all__ = ["Entry", "Report", "State", "add_files", "refresh"]


def refresh(index: Index, folder: Path, progress: Progress | None = None) -> Report:
    """New and changed files are added, vanished ones removed, removed ones kept out. Raises NoticesError."""
    paths = _files(folder)
    found = {notice_id(path) for path in paths if path.suffix.lower() in KINDS}
    entries = _taken_in(index, paths, progress, named=False, kept_out=index.removed())
    for known in index.ids():
        source = index.source(known)
        if known not in found and source is not None and not source.named:
            index.remove(known)
            entries.append(Entry(id=known, path=source.path, state=State.REMOVED, reason="its file is gone"))
    return Report(entries=tuple(entries))


def add_files(index: Index, paths: Iterable[Path], progress: Progress | None = None) -> Report:
    """The files named are added, whatever was removed before."""
    return Report(entries=tuple(_taken_in(index, list(paths), progress, named=True, kept_out=frozenset())))


def _files(folder: Path) -> list[Path]:
    try:
        paths = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    except FileNotFoundError as error:
        raise NoticesError(f"The notices folder {folder} does not exist; create it or set CHIDAO_NOTICES.") from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise NoticesError(f"The notices folder {folder} cannot be read ({reason}); check CHIDAO_NOTICES.") from error
    if not paths:
        raise NoticesError(f"The notices folder {folder} is empty; put notices (.txt) into it or set CHIDAO_NOTICES.")
    return paths


def _taken_in(
    index: Index, paths: Sequence[Path], progress: Progress | None, *, named: bool, kept_out: frozenset[str]
) -> list[Entry]:
    entries: list[Entry] = []
    taken: dict[str, str] = {}
    for done, path in enumerate(paths):
        if progress:
            progress(done, len(paths))
        entries.append(_entry(index, path, taken, named, kept_out))
    if progress:
        progress(len(paths), len(paths))
    return entries


def _entry(index: Index, path: Path, taken: dict[str, str], named: bool, kept_out: frozenset[str]) -> Entry:
    """Takes in one file, or says why not."""
    name = notice_id(path)

    def entry(state: State, reason: str = "") -> Entry:
        return Entry(id=name, path=shown(path), state=state, reason=reason)

    try:
        data = read_bytes(path)
        if name in taken:
            return entry(State.DUPLICATE, f"{taken[name]} goes by the same name; rename one of them")
        taken[name] = shown(path)
        if name in kept_out:
            return entry(State.KEPT_OUT, "removed before; add it by name to bring it back")
        digest = hashlib.sha256(f"{READING}:".encode() + data).hexdigest()
        before = index.source(name)
        if before is not None and before.content_hash == digest:
            return entry(State.UNCHANGED)
        notice = parse(name, decoded(data, shown(path)))
    except UnsupportedKind as error:
        return entry(State.UNSUPPORTED, str(error))
    except CorpusError as error:
        return entry(State.BROKEN, str(error))
    cut = passages(notice)
    index.add(notice, cut, digest, str(path), named=named)
    return Entry(
        id=name, path=shown(path), state=State.CHANGED if before else State.ADDED, items=len(notice.items),
        passages=len(cut), directives=len(notice.directives), missing=missing_fields(notice),
    )  # fmt: skip
