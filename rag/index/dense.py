"""The vectors that stand in SQLite beside their passages: cosines from them are exact, of the reader's own state, without Chroma.

Up to EXACT passages every vector is compared, which is faster than an approximate search is loaded. Above, Chroma finds the
nearest; their cosines, and those of whatever the words found, are still computed here.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rag.index.embed import Vectors as Rows

EXACT = 40_000


class Places(NamedTuple):
    """The numbers of the passages in the order of notices and texts, whose each is, and the numbers of the notices."""

    passages: NDArray[np.int64]
    owners: NDArray[np.int32]
    notices: Mapping[str, int]

    def among(self, notices: Collection[str]) -> NDArray[np.intp]:
        """Where the passages of these notices stand, in the same order."""
        wanted = np.zeros(len(self.notices), dtype=bool)
        wanted[[self.notices[one] for one in notices if one in self.notices]] = True
        return np.flatnonzero(wanted[self.owners])


def places(db: sqlite3.Connection) -> Places:
    """Of all passages."""
    notices: dict[str, int] = {}
    rows = db.execute("SELECT id, notice_id FROM passages ORDER BY notice_id, position")
    both = np.array([(row, notices.setdefault(notice_id, len(notices))) for row, notice_id in rows], dtype=np.int64)
    passages, owners = both.reshape(-1, 2).T
    return Places(passages.copy(), owners.astype(np.int32), notices)


def matrix(db: sqlite3.Connection) -> Rows:
    """The vectors of all passages as rows in the order of their places; zero where there is none."""
    sql = "SELECT value FROM passages LEFT JOIN vectors ON passage = id ORDER BY notice_id, position"
    size = db.execute("SELECT (SELECT count(*) FROM passages), coalesce(max(length(value)), 0) FROM vectors").fetchone()
    rows = np.zeros((size[0], size[1] // 4), dtype="<f4")
    for row, (value,) in zip(rows, db.execute(sql), strict=True):
        row[:] = np.frombuffer(value, dtype="<f4") if value else 0
    return rows


def nearest(rows: Rows, vector: Rows, limit: int, among: NDArray[np.intp] | None) -> NDArray[np.intp]:
    """The places of the `limit` nearest (among some); of equally near ones the first."""
    if not rows.size:
        return np.empty(0, dtype=np.intp)
    if among is None:
        among = np.arange(len(rows))
    few = len(among) * 4 < len(rows)  # copied rather than compared with the others
    cosine = rows[among] @ vector if few else (rows @ vector)[among]
    rough = np.round(cosine, 6)  # equal vectors may differ in the last bit here
    return among[np.argsort(-rough, kind="stable")[:limit]]


def cosines(db: sqlite3.Connection, vector: Rows, passages: Iterable[int]) -> dict[int, float]:
    """Cosine of exactly these passages, by one formula whichever way they were found; one without a vector is left out."""
    sql = "SELECT passage, value FROM vectors WHERE passage IN (SELECT value FROM json_each(?))"
    found = dict(db.execute(sql, (json.dumps(list(passages)),)).fetchall())
    rows = np.frombuffer(b"".join(found.values()), dtype="<f4").reshape(len(found), -1 if found else 0)
    values = np.clip((rows * vector).sum(axis=1), -1.0, 1.0) if found else rows  # both are of unit length
    return dict(zip(found, values.tolist(), strict=True))


def put(db: sqlite3.Connection, notice_id: str, rows: Rows) -> None:
    """The vectors of a notice's passages, in the order of its text."""
    ids = db.execute("SELECT id FROM passages WHERE notice_id = ? ORDER BY position", (notice_id,)).fetchall()
    values = (row.astype("<f4").tobytes() for row in rows)
    db.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", zip((i[0] for i in ids), values, strict=True))
