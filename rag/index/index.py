"""The one interface to what is stored. Behind it: SQLite (the truth) and Chroma (derived from it)."""

import logging
import threading
from collections.abc import Collection, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import NamedTuple, Self

from corpus.models import Notice, Passage
from rag.errors import DataFolderError
from rag.index import checksum, dense, records
from rag.index.alignment import Alignment, Progress
from rag.index.database import Database
from rag.index.embed import Embedder
from rag.index.lock import DataLock, make_data_folder
from rag.index.marks import Marks
from rag.index.memory import make_room, unwritable
from rag.index.mending import agree, carry_over, take_out_damaged
from rag.index.records import Origin, Quarantined
from rag.index.repairs import Repairs
from rag.index.soundness import prepare
from rag.index.trust import Seal
from rag.index.verify import problems
from rag.index.views import Views

log = logging.getLogger(__name__)


class Addition(NamedTuple):
    """A notice to be added, with its passages and where it came from."""

    notice: Notice
    passages: Sequence[Passage]
    origin: Origin


class BeingRead(NamedTuple):
    """A scan that is being read: its file, the page that is recognised, from 1, and how many there are."""

    path: str
    page: int
    of: int


class Index(Views):
    """Open with `Index.open`, use from any thread, close."""

    @classmethod
    def open(cls, data: Path, embedder: Embedder, *, timeout: float = 5.0, chroma_url: str = "") -> Self:
        """Own the data folder and repair what an unclean end left. Raises the StorageErrors of `rag.errors`."""
        make_data_folder(data)
        with ExitStack() as undo:
            lock = DataLock(data, timeout)
            undo.callback(lock.release)
            path, repairs, marks = data / "notices.sqlite", Repairs(data), Marks(data)
            seal = Seal(path)
            untouched = seal.holds()
            for sentence in prepare(path, untouched=untouched):
                repairs.say(sentence)
            database = Database(path, seal)
            undo.callback(database.close)
            if database.in_memory:
                repairs.say(
                    f"{path} cannot be written: questions are answered, nothing is added or removed; {make_room(path)}"
                )
            agree(marks, database, repairs)
            lost = {} if untouched else take_out_damaged(database, repairs)
            alignment = Alignment(data, database, embedder, repairs, chroma_url)
            undo.callback(alignment.close)
            alignment.open()
            index = cls(database, alignment, repairs, marks, data / "ocr", undo.pop_all())
            index.lost = lost
            index.tend()
            return index
        raise AssertionError("unreachable: ExitStack passes exceptions on")

    def __init__(
        self,
        database: Database,
        alignment: Alignment,
        repairs: Repairs,
        marks: Marks,
        unfinished: Path,
        closing: ExitStack,
    ) -> None:
        super().__init__(database, alignment)
        self._closing = closing
        self._changing = threading.RLock()
        self._marks = marks
        self._repairs = repairs
        self.unfinished = unfinished  # the pages of scans that are not read whole yet
        self.being_read: BeingRead | None = None
        self.lost: dict[str, Origin | None] = {}  # taken out because they were damaged, not yet read again

    @property
    def damaged(self) -> bool:
        """True once the database was found so while in use: it has to be opened anew."""
        return self._database.damaged

    @property
    def notes(self) -> tuple[str, ...]:
        """What was found broken, and made good, since the index was opened."""
        return tuple(self._repairs.said)

    def add(self, *additions: Addition, lifting: bool = True) -> None:
        """Notices, whole, in place of earlier ones of their ids, in one change: all of them or, where that fails, none.

        `lifting`: marks of earlier removals are lifted; else what is marked is left out.
        """
        rows = [self._alignment.embed(list(one.passages)) for one in additions]
        with self._changing:
            self._back_to_the_file()
            marks = self.removed()
            taken = {one.notice.id: (one, vectors) for one, vectors in zip(additions, rows, strict=True)}
            if not lifting:
                taken = {notice_id: pair for notice_id, pair in taken.items() if notice_id not in marks}
            if taken.keys() & marks:
                self._marks.write(marks - taken.keys())
            with self._database.writing() as db:
                for notice_id, (one, vectors) in taken.items():
                    records.put(db, one.notice, one.passages, one.origin)
                    dense.put(db, notice_id, vectors)
                    checksum.stamp(db, notice_id)
            for notice_id in taken:
                self.lost.pop(notice_id, None)
            self._alignment.catch_up()

    def remove(self, notice_id: str, *, keep_out: bool = False) -> bool:
        """No trace is left; False if it was not there. `keep_out` leaves a mark against its return.

        Raises DataFolderError where that cannot be written; it is answered from no more all the same, until the process ends.
        """
        return bool(self.remove_all([notice_id], keep_out=keep_out))

    def remove_all(self, notice_ids: Collection[str], *, keep_out: bool = False) -> list[str]:
        """`remove` of several in one change; returns those that were there."""
        with self._changing:
            try:
                self._back_to_the_file()
                notice_ids = [notice_id for notice_id in notice_ids if self.source(notice_id)]
                if keep_out and notice_ids:
                    self._marks.write(self.removed().union(notice_ids))
                found = self._dropped(notice_ids, keep_out)
            except DataFolderError as error:
                if not unwritable(error.__cause__ or error):
                    raise
                self._database.retreat()  # a copy in memory, until the file can be written
                found = self._dropped(notice_ids, keep_out)
                if found:
                    raise DataFolderError(
                        f"No more is answered from {', '.join(found)}, but it is still in the files, which cannot be written "
                        f"({error.__cause__ or error}): {make_room(self._database.path)}"
                    ) from error
                return found
            self.tend()
            return found

    def _dropped(self, notice_ids: Collection[str], keep_out: bool) -> list[str]:
        with self._database.writing() as db:
            found = [notice_id for notice_id in notice_ids if records.drop(db, notice_id)]
            if found:
                records.set_meta(db, "remains", "1")
            if keep_out:
                db.executemany("INSERT OR IGNORE INTO removed VALUES (?)", [(notice_id,) for notice_id in notice_ids])
        return found

    def _back_to_the_file(self) -> None:
        """Where a copy in memory stands in for it. Raises DataFolderError while it cannot be written."""
        if self._database.in_memory:
            self._database.restore(carry_over)
            agree(self._marks, self._database, self._repairs)
            self._repairs.say(f"{self._database.path} can be written again; what was to be removed is removed.")

    def set_quarantine(self, held: Mapping[str, Quarantined]) -> None:
        """These files are in quarantine, and no others."""
        with self._changing, self._database.writing() as db:
            records.set_quarantine(db, held)

    def rebuild_vectors(self, progress: Progress | None = None) -> None:
        """Every vector anew from SQLite; `progress(done, total)` after each notice."""
        with self._changing:
            self._alignment.rebuild(progress)

    def check(self, notice_id: str) -> bool:
        """True if the notice is stored as it was written; else it is taken out at once, into `lost`."""
        with self._changing:
            damaged = take_out_damaged(self._database, self._repairs, [notice_id])
            self.lost |= damaged
            if damaged:
                self._alignment.catch_up()
        return not damaged

    def tend(self) -> None:
        """What could not be done when it was due: back to the file, Chroma in line, what was removed overwritten."""
        with self._changing:
            with suppress(DataFolderError):  # it was said when it began
                self._back_to_the_file()
            if self._database.in_memory:
                return
            self._alignment.catch_up()
            try:
                self._wipe()
            except DataFolderError as error:
                log.warning("What was removed is not overwritten yet: %s", error)

    def repaired(self, sentence: str) -> None:
        """Remember, and say, what was made good."""
        self._repairs.say(sentence)

    def verify(self) -> list[str]:
        """What is wrong, as sentences; empty if every stored thing is whole, quotable and findable."""
        with self._changing, self._database.reading() as db:
            return problems(db, self._alignment.vectors)

    def close(self) -> None:
        """Give the folder to the next process."""
        self._closing.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _wipe(self) -> None:
        """Overwrite what was removed, if that is due; where somebody reads too long it stays due."""
        with self._database.reading() as db:
            due = records.meta(db, "remains")
        if due and self._database.shrink():
            with self._database.writing() as db:
                records.set_meta(db, "remains", "")
