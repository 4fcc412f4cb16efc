"""What is asked of the index, by any number of threads at once. `rag.index.index` adds what changes it."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from functools import lru_cache, partial
from typing import TypeVar, cast

from corpus.models import Directive, Notice, Passage
from rag.index import dense, lexical, records
from rag.index.alignment import Alignment
from rag.index.candidates import Candidate, Known, search
from rag.index.copies import Copies, copies
from rag.index.database import Database
from rag.index.records import Origin, Quarantined
from rag.index.tokens import Tokens

Made = TypeVar("Made")


class Views:
    """What can be looked up."""

    def __init__(self, database: Database, alignment: Alignment) -> None:
        self._database = database
        self._alignment = alignment
        self._read_notice = lru_cache(1024)(self._notice_at)
        self._of_all: dict[str, tuple[int, object]] = {}

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
            matrix = partial(self._remembered, "matrix", dense.matrix)
            known = Known(
                self._words(), self._remembered("places", dense.places), matrix, lambda: self._alignment.vectors
            )
            return search(db, known, Tokens(accented, folded, bigrams), vector, notices, limit)

    def document_frequencies(self, words: Iterable[str]) -> dict[str, int]:
        """In how many passages' text each folded syllable or bigram stands."""
        known = self.vocabulary()
        with self._database.reading() as db:
            return lexical.document_frequencies(db, words, known)

    def holding(self, phrases: Iterable[Sequence[str]]) -> Set[str]:
        """The ids of the notices that have a passage with every folded syllable of one of the phrases."""
        with self._database.reading() as db:
            return lexical.holding(db, phrases)

    def vocabulary(self) -> Mapping[str, int]:
        """Every folded syllable of the passages, and in how many of them it stands."""
        return self._words().frequencies

    def accented(self) -> Set[str]:
        """Every syllable of the passages as it is written, in small letters."""
        return self._remembered("accented", lexical.accented)

    @property
    def embedding(self) -> str:
        """The name of the model that the vectors are of."""
        return self._alignment.embedder.name

    def notice(self, notice_id: str) -> Notice:
        """The whole notice; KeyError if it is not in the index."""
        with self._database.reading() as db:
            return self._read_notice(notice_id, self._database.generation(db))

    def passages(self, notice_id: str, first: int | None = None) -> list[Passage]:
        """A notice's passages in the order of its text, or the first so many."""
        with self._database.reading() as db:
            return records.passages(db, notice_id, first)

    def catalogue(self) -> tuple[Notice, ...]:
        """Every notice WITHOUT its text, items, cited documents and directives, by id."""
        return self._remembered("catalogue", records.headers)

    def copies(self) -> Mapping[str, str]:
        """By id of each notice that is a copy: the notice that speaks for it."""
        return self._copies().of

    def namesakes(self) -> Mapping[str, str]:
        """By id of a notice: another one of its number, issuer and day that says something else."""
        return self._copies().namesakes

    def copies_of(self, notice_id: str) -> tuple[str, ...]:
        """The ids of the other notices that are the same document, sorted."""
        known = self.copies()
        original = known.get(notice_id, notice_id)
        same = {original, *(copy for copy, of in known.items() if of == original)}
        return tuple(sorted(same - {notice_id}))

    def originals(self) -> tuple[Notice, ...]:
        """The catalogue without copies: each document once."""
        copied = self.copies()
        return self.derived("originals", lambda every: tuple(notice for notice in every if notice.id not in copied))

    def directives(self) -> tuple[tuple[str, Directive], ...]:
        """(notice id, directive) of every document, in the order of the ids and texts; those of copies are left out."""
        return self._remembered("directives", self._directives)

    def derived(self, key: str, make: Callable[[tuple[Notice, ...]], Made]) -> Made:
        """What `make` finds in the catalogue, remembered until the index changes; `key` names it."""
        return self._remembered(key, lambda db: make(self.catalogue()))

    def ids(self) -> tuple[str, ...]:
        """The ids of all notices, sorted."""
        with self._database.reading() as db:
            return tuple(row[0] for row in db.execute("SELECT id FROM notices ORDER BY id"))

    def __len__(self) -> int:
        """How many passages there are."""
        return self._remembered("passages", lambda db: int(db.execute("SELECT count(*) FROM passages").fetchone()[0]))

    @property
    def generation(self) -> int:
        """Raised by every change: what was computed under another one is out of date."""
        with self._database.reading() as db:
            return self._database.generation(db)

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

    def _words(self) -> lexical.Words:
        return self._remembered("words", lexical.words)

    def _copies(self) -> Copies:
        return self._remembered("copies", lambda db: copies(self.catalogue(), records.texts(db)))

    def _directives(self, db: sqlite3.Connection) -> tuple[tuple[str, Directive], ...]:
        copied = self.copies()
        return tuple(row for row in records.directives(db) if row[0] not in copied)

    def _notice_at(self, notice_id: str, _generation: int) -> Notice:
        with self._database.reading() as db:
            found = records.notice(db, notice_id)
        if found is None:
            raise KeyError(notice_id)
        return found

    def _remembered(self, key: str, make: Callable[[sqlite3.Connection], Made]) -> Made:
        with self._database.reading() as db:
            generation = self._database.generation(db)
            known = self._of_all.get(key)
            if known is None or known[0] != generation:
                known = self._of_all[key] = (generation, make(db))
        return cast(Made, known[1])
