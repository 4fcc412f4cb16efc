"""A copy of `notices.sqlite` in memory: what is answered from while the disk takes nothing more.

SQLite needs a little room beside the file even to read it. Opened for one connection alone it needs none, and sees what the
log holds; so the copy is made that way. Nothing of it is ever written back.
"""

import itertools
import sqlite3
from contextlib import closing
from pathlib import Path

_NAMES = itertools.count()
_PRIMARY = 0xFF
_UNWRITABLE = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_PERM,
}


def unwritable(error: BaseException) -> bool:
    """True where the disk, not the file, is at fault: it is full, or may not be written."""
    code = getattr(error, "sqlite_errorcode", None)
    return isinstance(error, OSError) or (code is not None and code & _PRIMARY in _UNWRITABLE)


def room_needed(path: Path) -> int:
    """How many bytes a change may take: the file once more, into its log."""
    return 2**20 + (path.stat().st_size if path.is_file() else 0)


def make_room(path: Path) -> str:
    """The next step on a full disk, as the end of a sentence."""
    megabytes = -(-room_needed(path) // 2**20)
    return f"make {megabytes} MB free on its disk, or allow the folder to be written, then try again."


def readable(path: Path) -> sqlite3.Connection:
    """A connection to the file that surely reads: to a copy where the disk is full."""
    db = sqlite3.connect(path, timeout=5)
    try:
        db.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        db.close()
        if not unwritable(error):
            raise
        return copied(path)[0]
    return db


def copied(path: Path) -> tuple[sqlite3.Connection, str]:
    """A connection to a copy of the file, and the address by which others reach it while this one is open."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)) as alone:
        alone.execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()
        alone.execute("SELECT 1 FROM sqlite_master").fetchone()  # raises where `backup` would wait for ever
        return copy_of(alone)


def copy_of(db: sqlite3.Connection) -> tuple[sqlite3.Connection, str]:
    """The same of a database that is open."""
    address = f"file:chidao-{next(_NAMES)}?mode=memory&cache=shared"
    copy = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
    try:
        db.backup(copy)
    except BaseException:
        copy.close()
        raise
    return copy, address
