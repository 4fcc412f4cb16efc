"""Brings the index in line with a folder of notices. One broken file never stops the others.

A file is read in a process of its own (`corpus.reading`). One that breaks it is in quarantine: it is said, and not
tried again until it changes. Scans take seconds a page, and are read after all other files.
"""

import hashlib
import time
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from functools import cache, partial
from pathlib import Path

import corpus
from corpus.errors import BreaksReading, CorpusError, ScanWaits, SecretDocument, UnsupportedKind
from corpus.honesty import Honesty
from corpus.load import KINDS, content, notice_id, shown
from corpus.load.scans import When
from corpus.load.scans.kept import forget
from corpus.models import Value
from corpus.reading import ReadingStopped, reader
from rag.index.alignment import Progress
from rag.index.folder import files_of, lies_in
from rag.index.index import Addition, BeingRead, Index
from rag.index.records import Origin, Quarantined

_TOGETHER = 500  # notices that are stored in one change
_SECONDS = 10.0  # that a notice waits for others


class State(StrEnum):
    """What happened to one file or notice."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REMOVED = "removed"
    BROKEN = "broken"
    UNSUPPORTED = "unsupported"
    DUPLICATE = "duplicate"
    QUARANTINED = "quarantined"
    REFUSED = "refused"
    KEPT_OUT = "kept out"
    WAITING = "waiting"


class Entry(Value):
    """One file: the notice it became and how well it was read, or the sentence that says why not.

    `honesty` is None where the file was not read in this run.
    """

    id: str
    path: str
    state: State
    reason: str = ""
    honesty: Honesty | None = None


class Report(Value):
    """The entries in the order of the files' names."""

    entries: tuple[Entry, ...] = ()


def refresh(index: Index, folder: Path, progress: Progress | None = None, *, scans: bool = True) -> Report:
    """Vanished files are removed first, new and changed ones added, removed ones kept out. Without `scans` those wait for
    another round. `progress` is called before each file, and before each page of a scan; `index.being_read` says which, and
    what it raises ends the round. Raises NoticesError.
    """
    paths = files_of(folder)
    outside = {path for path in paths if not lies_in(folder, path)}
    inside = [path for path in paths if path not in outside]
    entries = [*map(_refused, outside), *_vanished(index, inside)]
    return _report(index, [*entries, *_Taking(index, progress, named=False).taken_in(inside, scans=scans)])


def add_files(index: Index, paths: Iterable[Path], progress: Progress | None = None) -> Report:
    """The files named are added, whatever was removed before."""
    return _report(index, _Taking(index, progress, named=True).taken_in(list(paths)))


def unread(index: Index, folder: Path) -> list[str]:
    """The files of the folder that are answered from by no notice of the index. Raises NoticesError."""
    there = set(index.ids())
    return [shown(path) for path in files_of(folder) if path.suffix.lower() in KINDS and notice_id(path) not in there]


def outdated(index: Index) -> bool:
    """True where a notice of the folder was read by another version: what this one asks of it may not have been read."""
    origins = (origin for known in index.ids() if (origin := index.source(known)))
    return any(not origin.named and not origin.content_hash.endswith(f"-{_recipe()}") for origin in origins)


def _report(index: Index, entries: Sequence[Entry]) -> Report:
    """In the order of the files' names; of each copy it is said whose."""
    said = {
        **{copy: f"the same document as {of}; its tasks are counted once" for copy, of in index.copies().items()},
        **{
            one: f"it has the number, issuer and day of {of}, but says something else; look at both"
            for one, of in index.namesakes().items()
        },
    }
    told = [entry if entry.reason else entry.model_copy(update={"reason": said.get(entry.id, "")}) for entry in entries]
    return Report(entries=tuple(sorted(told, key=lambda entry: entry.path)))


def _vanished(index: Index, paths: Sequence[Path]) -> list[Entry]:
    """Takes out the notices of the folder whose files are not there any more."""
    found = {notice_id(path) for path in paths if path.suffix.lower() in KINDS}
    origins = {known: origin for known in index.ids() if (origin := index.source(known))}
    gone = {known: origin for known, origin in origins.items() if known not in found and not origin.named}
    index.remove_all(gone)
    return [
        Entry(id=known, path=shown(Path(origin.path)), state=State.REMOVED, reason="its file is gone")
        for known, origin in gone.items()
    ]


def _refused(path: Path) -> Entry:
    reason = f"{shown(path)}: a link to what lies outside the notices folder; put the file itself there."
    return Entry(id=notice_id(path), path=shown(path), state=State.REFUSED, reason=reason)


class _Taking:
    """Takes files into the index one by one; `named`: an operator named them."""

    def __init__(self, index: Index, progress: Progress | None, *, named: bool) -> None:
        self._index = index
        self._progress = progress or (lambda done, total: None)
        self._named = named
        self._quarantine = dict(index.quarantine())
        self._taken: dict[str, str] = {}  # notice id -> the file that goes by it in this run
        self._waiting: list[Addition] = []
        self._due = time.monotonic() + _SECONDS
        self._go_on: Callable[[], None] = lambda: None

    def taken_in(self, paths: Sequence[Path], *, scans: bool = True) -> list[Entry]:
        """One entry a file, scans last. Of two files of one name the one that is already in the index keeps it."""
        entries: list[Entry] = []
        waiting: list[Path] = []
        indexed_first = sorted(paths, key=lambda path: not _is_source(self._index.source(notice_id(path)), path))
        try:
            for files, when in ((indexed_first, When.LATER), (waiting, When.NOW)):
                for path in files:
                    self._index.being_read = None
                    self._go_on = partial(self._progress, len(entries), len(paths))
                    self._go_on()
                    entry = self._entry(path, when)
                    waits = scans and entry.state is State.WAITING
                    (waiting.append(path) if waits else entries.append(entry))
                    if len(self._waiting) == _TOGETHER or time.monotonic() > self._due or when is When.NOW:
                        self._store()
                self._store()
        finally:
            self._index.being_read = None
            self._store()
        self._progress(len(paths), len(paths))
        if not self._named:
            for gone in self._quarantine.keys() - {_full(path) for path in paths}:
                self._hold(gone, None)
            if scans:
                forget(self._index.unfinished)
        return entries

    def _entry(self, path: Path, when: When) -> Entry:
        """Takes in one file, or says why not."""
        name, file = notice_id(path), _full(path)
        before = self._index.source(name)
        if when is When.NOW and self._taken.get(name) == shown(path):
            del self._taken[name]  # it was kept for this one
        digest = ""

        def entry(state: State, reason: str = "") -> Entry:
            return Entry(id=name, path=shown(path), state=state, reason=reason)

        try:
            digest = f"{hashlib.sha256(content(path)).hexdigest()}-{_recipe()}"
            if name not in self._taken and before is not None and _is_anothers(before, path, self._named):
                self._taken[name] = before.path
            if name in self._taken:
                return entry(State.DUPLICATE, f"{self._taken[name]} goes by the same name; rename one of them")
            if not self._named and name in self._index.removed():
                return entry(State.KEPT_OUT, "removed before; `chidao index FILE` brings it back")
            known = Origin(digest, file, True) == before if self._named else before and before.content_hash == digest
            if known:
                self._taken[name] = shown(path)
                return entry(State.UNCHANGED)
            held = self._quarantine.get(file)
            if held and held.content_hash == digest and not self._named:
                return entry(State.QUARANTINED, held.reason)
            pages, on_page = self._index.unfinished / digest, partial(self._page, path)
            reading = reader().read(name, path, self._go_on, scans=when, kept=pages, on_page=on_page)
        except ReadingStopped:
            raise
        except ScanWaits as error:
            if _is_source(before, path):
                self._taken[name] = shown(path)
            return entry(State.WAITING, str(error))
        except UnsupportedKind as error:
            return entry(State.UNSUPPORTED, str(error))
        except SecretDocument as error:
            if before and (_is_source(before, path) or not before.named):
                self._index.remove(name)
            return entry(State.REFUSED, str(error))
        except CorpusError as error:
            kept = " What was read of it before stays in the index." if before else ""
            if isinstance(error, BreaksReading):
                forget(self._index.unfinished / digest)
                self._hold(file, Quarantined(digest, f"{error}{kept}"))
                return entry(State.QUARANTINED, f"{error}{kept}")
            return entry(State.BROKEN, f"{error}{kept}")
        self._hold(file, None)
        self._taken[name] = shown(path)
        self._waiting.append(Addition(reading.notice, reading.passages, Origin(digest, file, self._named)))
        state = State.CHANGED if before else State.ADDED
        return Entry(id=name, path=shown(path), state=state, honesty=reading.honesty)

    def _page(self, path: Path, page: int, of: int) -> None:
        self._index.being_read = BeingRead(shown(path), page, of)
        self._go_on()

    def _store(self) -> None:
        """What was read since, in one change: each change makes the answers look at everything anew."""
        waiting, self._waiting = self._waiting, []
        self._due = time.monotonic() + _SECONDS
        if waiting:
            self._index.add(*waiting, lifting=self._named)

    def _hold(self, file: str, broke: Quarantined | None) -> None:
        """Put a file into quarantine, or let it out."""
        if broke:
            self._quarantine[file] = broke
        elif self._quarantine.pop(file, None) is None:
            return
        self._index.set_quarantine(self._quarantine)


def _is_anothers(before: Origin, path: Path, named: bool) -> bool:
    """True where the name belongs to another file that is still there. Within the notices folder `taken` decides;
    a folder that took the place of another one keeps nothing of it."""
    return (named or before.named) and not _is_source(before, path) and Path(before.path).exists()


def _is_source(source: Origin | None, path: Path) -> bool:
    return source is not None and source.path == _full(path)


def _full(path: Path) -> str:
    return str(path.absolute()).encode("utf-8", "replace").decode()


@cache
def _recipe() -> str:
    """Changes with the code and the words that read notices: what another version read is read again."""
    folder = Path(corpus.__file__).parent
    files = sorted(path for path in folder.rglob("*") if path.suffix in {".py", ".yaml", ".tsv"})
    return hashlib.sha256(b"".join(hashlib.sha256(path.read_bytes()).digest() for path in files)).hexdigest()[:12]
