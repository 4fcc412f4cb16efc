"""The one interface to what is stored. Behind it: SQLite (the truth) and Chroma (derived from it)."""

import sqlite3
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import ExitStack, contextmanager
from functools import lru_cache, partial
from pathlib import Path
from typing import Self, TypeVar, cast

from corpus.models import Directive, Notice, Passage
from rag.index import checksum, dense, lexical, records
from rag.index.alignment import Alignment, Progress
from rag.index.candidates import Candidate, Near, QueryWords, search
from rag.index.copies import copies
from rag.index.database import Database
from rag.index.embed import Embedder
from rag.index.lock import DataLock, make_data_folder
from rag.index.marks import Marks
from rag.index.mending import agree, take_out, take_out_damaged, write
from rag.index.records import Origin, Quarantined
from rag.index.repairs import Repairs
from rag.index.soundness import prepare
from rag.index.trust import Seal
from rag.index.verify import problems

Made = TypeVar("Made")


class Index:
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
            seal.break_()
            database = Database(path)
            undo.callback(lambda: None if database.damaged else seal.close())
            undo.callback(database.close)
            agree(marks, database, repairs)
            lost = {} if untouched else take_out_damaged(database, repairs)
            alignment = Alignment(data, database, embedder, repairs, chroma_url)
            undo.callback(alignment.close)
            alignment.open()
            index = cls(database, alignment, repairs, marks, undo.pop_all())
            index.lost = lost
            index._wipe()
            return index
        raise AssertionError("unreachable: ExitStack passes exceptions on")

    def __init__(
        self, database: Database, alignment: Alignment, repairs: Repairs, marks: Marks, closing: ExitStack
    ) -> None:
        self._database = database
        self._alignment = alignment
        self._closing = closing
        self._changing = threading.RLock()
        self._read_notice = lru_cache(1024)(self._notice_at)
        self._of_all: dict[str, tuple[int, object]] = {}
        self._marks = marks
        self._repairs = repairs
        self.lost: dict[str, Origin | None] = {}  # taken out because they were damaged, not yet read again

    @property
    def notes(self) -> tuple[str, ...]:
        """What was found broken, and made good, since the index was opened."""
        return tuple(self._repairs.said)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Whatever this thread reads within the block is one state of the index, whoever changes it meanwhile."""
        with self._database.reading():
            yield

    def search(
        self,
        *,
        accented: Sequence[str],
        folded: Sequence[str],
        bigrams: Sequence[str],
        text: str,
        notices: Collection[str] | None = None,
        limit: int = 60,
    ) -> list[Candidate]:
        """The union of the `limit` best passages by BM25 and the `limit` nearest, each with both scores.

        `notices` restricts both to these ids. The tokens are those of `rag.index.tokens`; `text` is embedded.
        """
        vector = self._alignment.embedder.embed_query(text)
        with self._database.reading() as db:
            words = QueryWords(accented, folded, bigrams, self.vocabulary())
            every = partial(self._remembered, "matrix", dense.matrix)
            return search(db, Near(vector, every, lambda: self._alignment.vectors), words, notices, limit)

    def document_frequencies(self, words: Iterable[str]) -> dict[str, int]:
        """In how many passages' text each folded syllable or bigram stands."""
        known = self.vocabulary()
        with self._database.reading() as db:
            return lexical.document_frequencies(db, words, known)

    def vocabulary(self) -> Mapping[str, int]:
        """Every folded syllable of the passages, and in how many of them it stands."""
        return self._remembered("vocabulary", lexical.vocabulary)

    def accented(self) -> Set[str]:
        """Every syllable of the passages as it is written, in small letters."""
        return self._remembered("accented", lexical.accented)

    def notice(self, notice_id: str) -> Notice:
        """The whole notice; KeyError if it is not in the index."""
        with self._database.reading() as db:
            return self._read_notice(notice_id, _generation(db))

    def passages(self, notice_id: str, first: int | None = None) -> list[Passage]:
        """A notice's passages in the order of its text, or the first so many."""
        with self._database.reading() as db:
            return records.passages(db, notice_id, first)

    def catalogue(self) -> tuple[Notice, ...]:
        """Every notice WITHOUT its text, items, cited documents and directives, by id."""
        return self._remembered("catalogue", records.headers)

    def copies(self) -> Mapping[str, str]:
        """By id of each notice that is a copy: the notice that speaks for it."""
        return self._remembered("copies", copies)

    def copies_of(self, notice_id: str) -> tuple[str, ...]:
        """The ids of the other notices that are the same document, sorted."""
        copies = self.copies()
        original = copies.get(notice_id, notice_id)
        same = {original, *(copy for copy, of in copies.items() if of == original)}
        return tuple(sorted(same - {notice_id}))

    def originals(self) -> tuple[Notice, ...]:
        """The catalogue without copies: each document once."""
        copied = self.copies()
        return tuple(notice for notice in self.catalogue() if notice.id not in copied)

    def directives(self) -> tuple[tuple[str, Directive], ...]:
        """(notice id, directive) of every document, in the order of the ids and texts; those of copies are left out."""
        return self._remembered("directives", _directives)

    def derived(self, key: str, make: Callable[[tuple[Notice, ...]], Made]) -> Made:
        """What `make` finds in the catalogue, remembered until the index changes; `key` names it."""
        return self._remembered(key, lambda db: make(records.headers(db)))

    def ids(self) -> tuple[str, ...]:
        """The ids of all notices, sorted."""
        with self._database.reading() as db:
            return tuple(row[0] for row in db.execute("SELECT id FROM notices ORDER BY id"))

    def __len__(self) -> int:
        """How many passages there are."""
        with self._database.reading() as db:
            return int(db.execute("SELECT count(*) FROM passages").fetchone()[0])

    @property
    def generation(self) -> int:
        """Raised by every change: what was computed under another one is out of date."""
        with self._database.reading() as db:
            return _generation(db)

    def add(
        self,
        notice: Notice,
        passages: Sequence[Passage],
        content_hash: str,
        source: str,
        *,
        named: bool = False,
    ) -> None:
        """The notice, whole, in place of an earlier one of its id. Lifts the mark of an earlier removal.

        `named`: the file was named by an operator, so the notices folder does not decide whether it stays.
        """
        rows = self._alignment.embed(list(passages))
        with self._changing:
            marks = self.removed()
            if notice.id in marks:
                write(self._marks, marks - {notice.id})
            with self._database.writing() as db:
                records.put(db, notice, passages, Origin(content_hash, source, named))
                dense.put(db, notice.id, rows)
                checksum.stamp(db, notice.id)
            self.lost.pop(notice.id, None)
            self._alignment.settle(notice.id)

    def remove(self, notice_id: str, *, keep_out: bool = False) -> bool:
        """No trace is left; False if it was not there. `keep_out` leaves a mark against its return."""
        with self._changing:
            if keep_out:
                write(self._marks, self.removed() | {notice_id})
            with self._database.writing() as db:
                found = records.drop(db, notice_id)
                records.set_meta(db, "remains", "1")
                if keep_out:
                    db.execute("INSERT OR IGNORE INTO removed VALUES (?)", (notice_id,))
            self._alignment.settle(notice_id)
            self._wipe()
        return found

    def source(self, notice_id: str) -> Origin | None:
        """The file a notice was read from and its content hash; None if it is not in the index."""
        with self._database.reading() as db:
            return records.source(db, notice_id)

    def removed(self) -> frozenset[str]:
        """The ids marked by `remove(keep_out=True)`."""
        with self._database.reading() as db:
            return frozenset(row[0] for row in db.execute("SELECT notice_id FROM removed"))

    def quarantine(self) -> Mapping[str, Quarantined]:
        """By path: the files that broke their reading; each is tried again once it has changed."""
        with self._database.reading() as db:
            return records.quarantine(db)

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
            with self._database.reading() as db:
                if checksum.holds(db, notice_id) or not checksum.any_of(db, notice_id):
                    return True
                origin = records.source(db, notice_id)
            take_out(self._database, notice_id, self._repairs)
            self._alignment.settle(notice_id)
            self.lost[notice_id] = origin
        return False

    def tend(self) -> None:
        """What could not be done when it was due: Chroma brought in line, what was removed overwritten."""
        with self._changing:
            self._alignment.catch_up()
            self._wipe()

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

    def _notice_at(self, notice_id: str, _generation: int) -> Notice:
        with self._database.reading() as db:
            found = records.notice(db, notice_id)
        if found is None:
            raise KeyError(notice_id)
        return found

    def _remembered(self, key: str, make: Callable[[sqlite3.Connection], Made]) -> Made:
        with self._database.reading() as db:
            generation = _generation(db)
            known = self._of_all.get(key)
            if known is None or known[0] != generation:
                known = self._of_all[key] = (generation, make(db))
        return cast(Made, known[1])


def _directives(db: sqlite3.Connection) -> tuple[tuple[str, Directive], ...]:
    copied = copies(db)
    return tuple(row for row in records.directives(db) if row[0] not in copied)


def _generation(db: sqlite3.Connection) -> int:
    """Names the state that a reader sees: what is remembered under it fits no other."""
    return int(records.meta(db, "generation"))
