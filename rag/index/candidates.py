"""Candidates for a question: the union of the best by BM25 and the nearest vectors, each with both scores."""

import logging
import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from heapq import nlargest
from typing import NamedTuple

from corpus.models import Passage
from rag.index import lexical, records
from rag.index.embed import Vectors as Rows
from rag.index.vectors import Vectors, passage_id

log = logging.getLogger(__name__)


class Candidate(NamedTuple):
    """A passage with what both searches say of it: BM25 (0.0: no token shared) and cosine (0.0: no vector)."""

    passage: Passage
    lexical: float
    dense: float


class QueryWords(NamedTuple):
    """A question in the forms of `rag.index.tokens`, and in how many passages each syllable of the index stands."""

    accented: Sequence[str]
    folded: Sequence[str]
    bigrams: Sequence[str]
    vocabulary: Mapping[str, int]


def search(
    db: sqlite3.Connection,
    vectors: Vectors,
    words: QueryWords,
    vector: Rows,
    notices: Collection[str] | None,
    limit: int,
) -> list[Candidate]:
    """At most `2 * limit` candidates of the given notices (None: of all), best BM25 first."""
    if limit < 1 or (notices is not None and not notices):
        return []
    cosines = _Cosines(vectors, vector)
    near = cosines.nearest(limit, notices)
    scores = lexical.search(db, words.accented, words.folded, words.bigrams, notices, words.vocabulary)
    best = nlargest(limit, scores, key=scores.__getitem__)
    found = records.passages_by_row(db, {*best, *records.rows_of(db, near)})
    cosine = cosines.of([passage_id(passage) for passage in found.values()], near)
    candidates = [
        Candidate(passage, scores.get(row, 0.0), cosine.get(passage_id(passage), 0.0)) for row, passage in found.items()
    ]
    # equal scores in one order whatever the order of the rows
    return sorted(candidates, key=lambda one: (-one.lexical, -one.dense, passage_id(one.passage)))


class _Cosines:
    """The dense side of one question. If Chroma fails the question is still answered from the words."""

    def __init__(self, vectors: Vectors, vector: Rows) -> None:
        self._vectors = vectors
        self._vector = vector
        self._usable = bool(vector.any())  # no known word: every distance would be the same

    def nearest(self, limit: int, notices: Collection[str] | None) -> dict[str, float]:
        return self._asked(lambda: self._vectors.nearest(self._vector, limit, notices))

    def of(self, ids: Sequence[str], known: dict[str, float]) -> dict[str, float]:
        missing = [key for key in ids if key not in known]
        return known | self._asked(lambda: self._vectors.cosines(self._vector, missing))

    def _asked(self, ask: Callable[[], dict[str, float]]) -> dict[str, float]:
        if not self._usable:
            return {}
        try:
            return ask()
        # Chroma's own errors, SQLite's and the network's have no common base
        except Exception:
            self._usable = False
            log.exception("the vectors could not be searched; this question is answered by its words alone")
            return {}
