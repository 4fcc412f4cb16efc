"""Brings the index in line with a folder of notices. One broken file never stops the others.

A file is read in a process of its own (`corpus.reading`). One that breaks it is in quarantine: it is said, and not
tried again until it changes. Scans take seconds a page, and are read after all other files.
"""

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path

import corpus
from corpus.errors import BreaksReading, CorpusError, FileChanged, ScanWaits, SecretDocument, UnsupportedKind
from corpus.load import content
from corpus.load.folder import Contents, Found, named, placed, recognized
from corpus.load.scans import When
from corpus.load.scans.kept import forget
from corpus.reading import Reading, ReadingStopped, reader
from rag.index.alignment import Progress
from rag.index.index import Addition, BeingRead, Index
from rag.index.notices_folder import held
from rag.index.records import Origin, Quarantined
from rag.index.report import Entry, Report, State

_TOGETHER = 500  # notices that are stored in one change
_SECONDS = 10.0  # that a notice waits for others


def refresh(index: Index, folder: Path, progress: Progress | None = None, *, scans: bool = True) -> Report:
    """Vanished files are removed first, new and changed ones added, removed ones kept out. Without `scans` those wait for
    another round. `progress` is called before each file, and before each page of a scan; `index.being_read` says which, and
    what it raises ends the round. Raises NoticesError.
    """
    known = _origins(index)  # first: the file of a notice that is published meanwhile is not missed
    there = held(folder)
    entries = [*_not_read(there), *_vanished(index, known, folder, there)]
    return _report(index, [*entries, *_Taking(index, progress, named=False).taken_in(there.files, scans=scans)])


def add_files(
    index: Index, paths: Iterable[Path], progress: Progress | None = None, folder: Path | None = None
) -> Report:
    """The files named, and those of the folders named, are added, whatever was removed before; what lies in the notices
    folder goes by the same id as with it, and goes when it does.
    """
    there = named(paths, folder)
    taking = _Taking(index, progress, named=True, folder=folder)
    return _report(index, [*_not_read(there), *taking.taken_in(there.files)])


def add_read(index: Index, found: Found, reading: Reading, digest: str) -> None:
    """A file of the notices folder that was read before it was put there, when it had this SHA-256; by another name, perhaps.

    A mark of an earlier removal is lifted.
    """
    notice = reading.notice.model_copy(update={"id": found.id})
    passages = [one.model_copy(update={"notice_id": found.id}) for one in reading.passages]
    index.add(Addition(notice, passages, Origin(f"{digest}-{recipe()}", _full(found.path))))


def add_again(index: Index, lost: Mapping[str, Path], progress: Progress | None = None) -> Report:
    """The files of notices that were lost, each under the id it had."""
    files = [recognized(path, known) for known, path in lost.items()]
    return _report(index, _Taking(index, progress, named=True).taken_in(files))


def unread(index: Index, folder: Path) -> list[str]:
    """The files of the folder that are answered from by no notice of the index. Raises NoticesError."""
    there = set(index.ids())
    return [found.shown for found in held(folder).files if found.supported and found.id not in there]


def outdated(index: Index) -> bool:
    """True where a notice of the folder was read by another version: what this one asks of it may not have been read."""
    origins = _origins(index).values()
    return any(not origin.named and not origin.content_hash.endswith(f"-{recipe()}") for origin in origins)


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


def _origins(index: Index) -> dict[str, Origin]:
    return {known: origin for known in index.ids() if (origin := index.source(known))}


def _vanished(index: Index, origins: Mapping[str, Origin], folder: Path, there: Contents) -> list[Entry]:
    """Takes out those of the notices whose files are not in the folder any more; those of a closed folder stay."""
    ids = {found.id for found in there.files if found.supported}
    closed = tuple(f"{_full(found.path)}/" for found, _ in there.closed)
    gone = {
        known: origin
        for known, origin in origins.items()
        if known not in ids and not origin.named and not origin.path.startswith(closed)
    }
    index.remove_all(gone)
    paths = {known: Path(origin.path) for known, origin in gone.items()}
    files = {known: placed(path, folder) or Found(path) for known, path in paths.items()}
    reason = "its file is gone"
    return [Entry(id=known, path=one.shown, state=State.REMOVED, reason=reason) for known, one in files.items()]


def _not_read(there: Contents) -> Iterator[Entry]:
    for state, ones in ((State.REFUSED, there.refused), (State.BROKEN, there.closed)):
        for found, why in ones:
            yield Entry(id=found.id, path=found.shown, state=state, reason=f"{found.shown}: {why}")


class _Taking:
    """Takes files into the index one by one; `named`: an operator named them, `folder` is that of the notices."""

    def __init__(self, index: Index, progress: Progress | None, *, named: bool, folder: Path | None = None) -> None:
        self._index = index
        self._progress = progress or (lambda done, total: None)
        self._named = named
        self._folder = folder
        self._quarantine = dict(index.quarantine())
        self._taken: dict[str, str] = {}  # notice id -> the file that goes by it in this run
        self._waiting: list[Addition] = []
        self._due = time.monotonic() + _SECONDS
        self._go_on: Callable[[], None] = lambda: None

    def taken_in(self, files: Sequence[Found], *, scans: bool = True) -> list[Entry]:
        """One entry a file, scans last. Of two files of one name the one that is already in the index keeps it."""
        entries: list[Entry] = []
        waiting: list[Found] = []
        indexed_first = sorted(files, key=lambda found: not _is_source(self._index.source(found.id), found.path))
        try:
            for ones, when in ((indexed_first, When.LATER), (waiting, When.NOW)):
                for found in ones:
                    self._index.being_read = None
                    self._go_on = partial(self._progress, len(entries), len(files))
                    self._go_on()
                    entry = self._entry(found, when)
                    waits = scans and when is When.LATER and entry.state is State.WAITING
                    (waiting.append(found) if waits else entries.append(entry))
                    if len(self._waiting) == _TOGETHER or time.monotonic() > self._due or when is When.NOW:
                        self._store()
                self._store()
        finally:
            self._index.being_read = None
            self._store()
        self._progress(len(files), len(files))
        if not self._named:
            for gone in self._quarantine.keys() - {_full(found.path) for found in files}:
                self._hold(gone, None)
            if scans:
                forget(self._index.unfinished)
        return entries

    def _entry(self, found: Found, when: When) -> Entry:
        """Takes in one file, or says why not."""
        name, path, file = found.id, found.path, _full(found.path)
        before = self._index.source(name)
        if when is When.NOW and self._taken.get(name) == found.shown:
            del self._taken[name]  # it was kept for this one
        digest = ""

        def entry(state: State, reason: str = "") -> Entry:
            return Entry(id=name, path=found.shown, state=state, reason=reason)

        try:
            sha256 = hashlib.sha256(content(path)).hexdigest()
            digest = f"{sha256}-{recipe()}"
            origin = Origin(digest, file, self._named and not placed(path, self._folder))
            if name not in self._taken and before is not None and _is_anothers(before, path, self._named):
                self._taken[name] = before.path
            if name in self._taken:
                return entry(State.DUPLICATE, f"{self._taken[name]} goes by the same name; rename one of them")
            if not self._named and name in self._index.removed():
                return entry(State.KEPT_OUT, "removed before; `chidao index FILE` brings it back")
            if origin == before if self._named else before and before.content_hash == digest:
                self._taken[name] = found.shown
                return entry(State.UNCHANGED)
            broke = self._quarantine.get(file)
            if broke and broke.content_hash == digest and not self._named:
                return entry(State.QUARANTINED, broke.reason)
            pages, on_page = self._index.unfinished / digest, partial(self._page, found)
            reading = reader().read(name, path, self._go_on, digest=sha256, scans=when, kept=pages, on_page=on_page)
        except ReadingStopped:
            raise
        except (ScanWaits, FileChanged) as error:
            if _is_source(before, path):
                self._taken[name] = found.shown
            return entry(State.WAITING, found.told(str(error)))
        except UnsupportedKind as error:
            return entry(State.UNSUPPORTED, found.told(str(error)))
        except SecretDocument as error:
            if before and (_is_source(before, path) or not before.named):
                self._index.remove(name)
            return entry(State.REFUSED, found.told(str(error)))
        except CorpusError as error:
            kept = " What was read of it before stays in the index." if before else ""
            reason = f"{found.told(str(error))}{kept}"
            if isinstance(error, BreaksReading):
                forget(self._index.unfinished / digest)
                self._hold(file, Quarantined(digest, reason))
                return entry(State.QUARANTINED, reason)
            return entry(State.BROKEN, reason)
        self._hold(file, None)
        self._taken[name] = found.shown
        self._waiting.append(Addition(reading.notice, reading.passages, origin))
        state = State.CHANGED if before else State.ADDED
        return Entry(id=name, path=found.shown, state=state, honesty=reading.honesty)

    def _page(self, found: Found, page: int, of: int) -> None:
        self._index.being_read = BeingRead(found.shown, page, of)
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
def recipe() -> str:
    """Changes with the code and the words that read notices: what another version read is read again."""
    folder = Path(corpus.__file__).parent
    files = sorted(path for path in folder.rglob("*") if path.suffix in {".py", ".yaml", ".tsv"})
    return hashlib.sha256(b"".join(hashlib.sha256(path.read_bytes()).digest() for path in files)).hexdigest()[:12]
