"""Candidates for a question: the union of the best by BM25 and the nearest vectors, each with both scores."""

import logging
import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from heapq import nlargest
from typing import NamedTuple

from corpus.models import Passage
from rag.index import dense, lexical, records
from rag.index.dense import Matrix
from rag.index.embed import Vectors as Rows
from rag.index.vectors import Vectors, passage_id

LOOKED_THROUGH = 30  # notices: the vectors of so few are read by themselves
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


class Near(NamedTuple):
    """Where the nearest vectors are found: `every` gives those of all passages, `chroma` opens the folder."""

    vector: Rows
    every: Callable[[], Matrix]
    chroma: Callable[[], Vectors]


def search(
    db: sqlite3.Connection, near: Near, words: QueryWords, notices: Collection[str] | None, limit: int
) -> list[Candidate]:
    """At most `2 * limit` candidates of the given notices (None: of all), best BM25 first."""
    if limit < 1 or (notices is not None and not notices):
        return []
    known = near.vector.any()  # without a known word every distance would be the same
    nearest = _nearest(db, near, notices, limit) if known else {}
    scores = lexical.search(db, words.accented, words.folded, words.bigrams, notices, words.vocabulary)
    best = nlargest(limit, scores, key=scores.__getitem__)
    found = records.passages_by_row(db, {*best, *nearest})
    cosine = nearest | dense.cosines(db, near.vector, found.keys() - nearest.keys()) if known else {}
    candidates = [Candidate(passage, scores.get(row, 0.0), cosine.get(row, 0.0)) for row, passage in found.items()]
    # equal scores in one order whatever the order of the rows
    return sorted(candidates, key=lambda one: (-one.lexical, -one.dense, passage_id(one.passage)))


def _nearest(db: sqlite3.Connection, near: Near, notices: Collection[str] | None, limit: int) -> dict[int, float]:
    if notices is not None and len(notices) <= LOOKED_THROUGH:
        return dense.nearest(dense.matrix(db, notices), near.vector, limit)
    passages = db.execute("SELECT count(*) FROM passages").fetchone()[0]
    if passages <= dense.EXACT:
        among = near.every()
        return dense.nearest(among if notices is None else among.of(records.rows_in(db, notices)), near.vector, limit)
    try:
        ids = near.chroma().nearest(near.vector, limit, notices)
    # Chroma's own errors, SQLite's and the network's have no common base
    except Exception:
        log.exception("the vectors could not be searched; this question is answered by its words alone")
        return {}
    return dense.cosines(db, near.vector, records.rows_of(db, ids))
