"""A checksum for each notice over everything that is stored of it: what changes without being written is found out.

Made in the transaction that writes the notice, from the rows as they are stored. A bit that turns on the disk, or
a strange hand, changes the rows and not the checksum; SQLite itself notices only what breaks its own structure.
"""

import hashlib
import sqlite3
from collections.abc import Iterator

from rag.index import records
from rag.index.records import Origin

_ROWS = (
    "SELECT * FROM notices WHERE id = ?",
    "SELECT * FROM passages WHERE notice_id = ? ORDER BY position",
    "SELECT * FROM directives WHERE notice_id = ? ORDER BY position",
    "SELECT vectors.* FROM vectors JOIN passages ON passages.id = passage WHERE notice_id = ? ORDER BY position",
    "SELECT words.* FROM words JOIN passages ON passages.id = words.rowid WHERE notice_id = ? ORDER BY position",
)
_EVERY = "SELECT id FROM notices UNION SELECT notice_id FROM passages UNION SELECT notice_id FROM directives"


def stamp(db: sqlite3.Connection, notice_id: str) -> None:
    """The notice is as it was meant to be."""
    db.execute("INSERT OR REPLACE INTO checksums VALUES (?, ?)", (notice_id, _of(db, notice_id)))


def holds(db: sqlite3.Connection, notice_id: str) -> bool:
    """True if the notice is stored as it was written."""
    row = db.execute("SELECT value FROM checksums WHERE notice_id = ?", (notice_id,)).fetchone()
    return row is not None and bool(row[0] == _of(db, notice_id))


def any_of(db: sqlite3.Connection, notice_id: str) -> bool:
    """True if anything is stored under this id."""
    return any(db.execute(sql.partition(" ORDER")[0], (notice_id,)).fetchone() for sql in _ROWS[:3])


def every(db: sqlite3.Connection) -> list[str]:
    """The ids of which anything is stored, of a notice or of what is left of one."""
    return sorted(str(row[0]) for row in db.execute(_EVERY))


def damaged(db: sqlite3.Connection) -> Iterator[tuple[str, Origin | None]]:
    """The ids that are not stored as they were written, with the files they were read from where that is known."""
    for notice_id in every(db):
        if not holds(db, notice_id):
            yield notice_id, records.source(db, notice_id)


def _of(db: sqlite3.Connection, notice_id: str) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for sql in _ROWS:
        for row in db.execute(sql, (notice_id,)):
            digest.update(repr(row).encode("utf-8", "surrogatepass"))
        digest.update(b"\n")
    return digest.hexdigest()
