"""Candidates for a question: the union of the best by BM25 and the nearest vectors, each with both scores."""

import logging
import sqlite3
from collections.abc import Callable, Collection
from typing import NamedTuple

import numpy as np

from corpus.models import Passage
from rag.index import dense, lexical, records
from rag.index.dense import Places
from rag.index.embed import Vectors as Rows
from rag.index.lexical import Words
from rag.index.tokens import Tokens
from rag.index.vectors import Vectors, passage_id

LOOKED_THROUGH = 2_000  # passages: of so few the vectors are read by themselves
log = logging.getLogger(__name__)


class Candidate(NamedTuple):
    """A passage with what both searches say of it: BM25 (0.0: no token shared) and cosine (0.0: no vector)."""

    passage: Passage
    lexical: float
    dense: float


class Known(NamedTuple):
    """What is remembered of one state of the index. `matrix` gives every vector; `chroma` opens the folder."""

    words: Words
    places: Places
    matrix: Callable[[], Rows]
    chroma: Callable[[], Vectors]


def search(
    db: sqlite3.Connection, known: Known, asked: Tokens, vector: Rows, notices: Collection[str] | None, limit: int
) -> list[Candidate]:
    """At most `2 * limit` candidates of the given notices (None: of all), best BM25 first."""
    if limit < 1 or (notices is not None and not notices):
        return []
    near = _nearest(db, known, vector, notices, limit) if vector.any() else []  # else every distance would be the same
    rows, scores = lexical.search(db, asked, known.words, notices)
    if notices is not None:
        within = np.isin(rows, known.places.passages[known.places.among(notices)])
        rows, scores = rows[within], scores[within]
    best = rows[np.argsort(-scores, kind="stable")[:limit]].tolist()
    found = records.passages_by_row(db, {*best, *near})
    shared = np.isin(rows, list(found))
    score = dict(zip(rows[shared].tolist(), scores[shared].tolist(), strict=True))
    cosine = dense.cosines(db, vector, found) if vector.any() else {}
    candidates = [Candidate(passage, score.get(row, 0.0), cosine.get(row, 0.0)) for row, passage in found.items()]
    # equal scores in one order whatever the order of the rows
    return sorted(candidates, key=lambda one: (-one.lexical, -one.dense, passage_id(one.passage)))


def _nearest(
    db: sqlite3.Connection, known: Known, vector: Rows, notices: Collection[str] | None, limit: int
) -> list[int]:
    """The rows of the `limit` nearest passages."""
    passages = known.places.passages
    among = None if notices is None else known.places.among(notices)
    if len(passages) <= dense.EXACT:
        return passages[dense.nearest(known.matrix(), vector, limit, among)].tolist()  # type: ignore[no-any-return]
    if among is not None and len(among) <= LOOKED_THROUGH:
        cosine = dense.cosines(db, vector, passages[among].tolist())
        return sorted(cosine, key=lambda row: -round(cosine[row], 6))[:limit]
    try:
        return records.rows_of(db, known.chroma().nearest(vector, limit, notices))
    # Chroma's own errors, SQLite's and the network's have no common base
    except Exception:
        log.exception("the vectors could not be searched; this question is answered by its words alone")
        return []
