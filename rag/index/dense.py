"""Cosines from the vectors that stand in SQLite beside their passages: exact, of the reader's own state, without Chroma.

Up to EXACT passages every vector is compared, which is faster than an approximate search is loaded. Above, Chroma finds the
nearest; their cosines, and those of whatever the words found, are still computed here.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rag.index.embed import Vectors as Rows

EXACT = 40_000
_SELECT = "SELECT passages.id, vectors.value FROM vectors JOIN passages ON passages.id = vectors.passage"


class Matrix(NamedTuple):
    """The vectors as rows, and the numbers of their passages, in the order of notices and texts."""

    passages: NDArray[np.int64]
    vectors: Rows

    def of(self, passages: Collection[int]) -> "Matrix":
        """Only these."""
        wanted = np.isin(self.passages, list(passages))
        return Matrix(self.passages[wanted], self.vectors[wanted])


def matrix(db: sqlite3.Connection, notices: Collection[str] | None = None) -> Matrix:
    """Of all passages, or of those of these notices."""
    order = " ORDER BY notice_id, position"
    if notices is None:
        return _matrix(db.execute(_SELECT + order))
    among = " WHERE notice_id IN (SELECT value FROM json_each(?))"
    return _matrix(db.execute(_SELECT + among + order, (json.dumps(list(notices)),)))


def nearest(among: Matrix, vector: Rows, limit: int) -> dict[int, float]:
    """Cosine by passage of the `limit` nearest; of equally near ones the first in the order of the rows."""
    if not len(among.passages):
        return {}
    rough = np.round(among.vectors @ vector, 6)  # equal vectors may differ in the last bit here
    first = np.argsort(-rough, kind="stable")[:limit]
    return _cosines(Matrix(among.passages[first], among.vectors[first]), vector)


def cosines(db: sqlite3.Connection, vector: Rows, passages: Iterable[int]) -> dict[int, float]:
    """Cosine of exactly these passages; one without a vector is left out."""
    among = " WHERE passages.id IN (SELECT value FROM json_each(?))"
    return _cosines(_matrix(db.execute(_SELECT + among, (json.dumps(list(passages)),))), vector)


def put(db: sqlite3.Connection, notice_id: str, rows: Rows) -> None:
    """The vectors of a notice's passages, in the order of its text."""
    ids = db.execute("SELECT id FROM passages WHERE notice_id = ? ORDER BY position", (notice_id,)).fetchall()
    values = (row.astype("<f4").tobytes() for row in rows)
    db.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", zip((i[0] for i in ids), values, strict=True))


def of_notice(db: sqlite3.Connection, notice_id: str) -> Rows:
    """The vectors of a notice's passages, in the order of its text."""
    return matrix(db, [notice_id]).vectors


def _matrix(rows: Iterable[tuple[int, bytes]]) -> Matrix:
    found = list(rows)
    values = np.frombuffer(b"".join(value for _, value in found), dtype="<f4").astype(np.float32, copy=False)
    passages = np.array([number for number, _ in found], dtype=np.int64)
    return Matrix(passages, values.reshape(len(found), -1) if found else values.reshape(0, 0))


def _cosines(among: Matrix, vector: Rows) -> dict[int, float]:
    """One formula, so that equal passages are equally near whichever way they were found."""
    if not len(among.passages):
        return {}
    values = np.clip((among.vectors * vector).sum(axis=1), -1.0, 1.0)  # both are of unit length
    return dict(zip(among.passages.tolist(), values.tolist(), strict=True))
