"""A checksum for each notice over everything that is stored of it: what changes without being written is found out.

Made in the transaction that writes the notice, from the rows as they are stored. A bit that turns on the disk, or
a strange hand, changes the rows and not the checksum; SQLite itself notices only what breaks its own structure.
"""

import hashlib
import sqlite3

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
    """True if the notice is stored as it was written, or nothing is stored under its name."""
    row = db.execute("SELECT value FROM checksums WHERE notice_id = ?", (notice_id,)).fetchone()
    return bool((row[0] if row else "") == _of(db, notice_id))


def every(db: sqlite3.Connection) -> list[str]:
    """The ids of which anything is stored, of a notice or of what is left of one."""
    return sorted(str(row[0]) for row in db.execute(_EVERY))


def _of(db: sqlite3.Connection, notice_id: str) -> str:
    """Empty where nothing is stored."""
    digest, empty = hashlib.blake2b(digest_size=16), True
    for sql in _ROWS:
        for row in db.execute(sql, (notice_id,)):
            digest.update(repr(row).encode("utf-8", "surrogatepass"))
            empty = False
        digest.update(b"\n")
    return "" if empty else digest.hexdigest()
