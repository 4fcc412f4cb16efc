"""The one interface to what is stored. Behind it: SQLite (the truth) and Chroma (derived from it)."""

import sqlite3
import threading
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from contextlib import ExitStack
from functools import lru_cache
from pathlib import Path
from typing import Self, TypeVar, cast

from corpus.models import Directive, Notice, Passage
from rag.index import lexical, records
from rag.index.alignment import Alignment, Progress, searched_text
from rag.index.candidates import Candidate, QueryWords, search
from rag.index.copies import copies
from rag.index.database import Database
from rag.index.embed import Embedder
from rag.index.lock import DataLock, make_data_folder
from rag.index.records import Origin, Quarantined
from rag.index.soundness import prepare
from rag.index.trust import Seal
from rag.index.verify import problems

Made = TypeVar("Made")


class Index:
    """Open with `Index.open`, use from any thread, close. `notes`: what was found broken and made anew."""

    @classmethod
    def open(cls, data: Path, embedder: Embedder, *, timeout: float = 5.0, chroma_url: str = "") -> Self:
        """Own the data folder and repair what an unclean end left. Raises the StorageErrors of `rag.errors`."""
        make_data_folder(data)
        with ExitStack() as undo:
            lock = DataLock(data, timeout)
            undo.callback(lock.release)
            path = data / "notices.sqlite"
            seal = Seal(path)
            notes = prepare(path, untouched=seal.holds())
            seal.break_()
            database = Database(path)
            undo.callback(lambda: None if database.damaged else seal.close())
            undo.callback(database.close)
            alignment = Alignment(data, database, embedder, chroma_url)
            undo.callback(alignment.close)
            alignment.open()
            return cls(database, alignment, notes + alignment.notes, undo.pop_all())
        raise AssertionError("unreachable: ExitStack passes exceptions on")

    def __init__(self, database: Database, alignment: Alignment, notes: list[str], closing: ExitStack) -> None:
        self._database = database
        self._alignment = alignment
        self._closing = closing
        self._changing = threading.RLock()
        self._read_notice = lru_cache(1024)(self._notice_at)
        self._of_all: dict[str, tuple[int, object]] = {}
        self.notes = tuple(notes)

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
        words = QueryWords(accented, folded, bigrams, self.vocabulary())
        with self._database.reading() as db:
            return search(db, self._alignment.vectors, words, vector, notices, limit)

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
        return self._read_notice(notice_id, self._database.changes)

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
            return int(records.meta(db, "generation"))

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
        rows = self._alignment.embedder.embed([searched_text(passage) for passage in passages])
        with self._changing:
            with self._database.writing() as db:
                records.put(db, notice, passages, Origin(content_hash, source, named))
            self._alignment.settle(notice.id, rows)

    def remove(self, notice_id: str, *, keep_out: bool = False) -> bool:
        """No trace is left; False if it was not there. `keep_out` leaves a mark against its return."""
        with self._changing:
            with self._database.writing() as db:
                found = records.drop(db, notice_id)
                if keep_out:
                    db.execute("INSERT OR IGNORE INTO removed VALUES (?)", (notice_id,))
            self._alignment.settle(notice_id)
            self._database.shrink()
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

    def _notice_at(self, notice_id: str, _changes: int) -> Notice:
        with self._database.reading() as db:
            found = records.notice(db, notice_id)
        if found is None:
            raise KeyError(notice_id)
        return found

    def _remembered(self, key: str, make: Callable[[sqlite3.Connection], Made]) -> Made:
        with self._database.reading() as db:
            generation = int(records.meta(db, "generation"))
            known = self._of_all.get(key)
            if known is None or known[0] != generation:
                known = self._of_all[key] = (generation, make(db))
        return cast(Made, known[1])


def _directives(db: sqlite3.Connection) -> tuple[tuple[str, Directive], ...]:
    copied = copies(db)
    return tuple(row for row in records.directives(db) if row[0] not in copied)
