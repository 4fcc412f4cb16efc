"""Is `people.sqlite` fit for use? Made where there is none, told apart: in use, full, damaged; set aside where damaged."""

import logging
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

log = logging.getLogger(__name__)

_BUSY_SECONDS = 0.1
# a log beside it that others read is not needed, and one that is cut while it is in use would end the process
_PRAGMAS = ("journal_mode = DELETE", "synchronous = NORMAL", "foreign_keys = ON", "secure_delete = ON")
_COMPANIONS = ("-journal", "-wal", "-shm")
_PASSING = {  # what says nothing about the content of the file
    *(sqlite3.SQLITE_PERM, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_READONLY),
    *(sqlite3.SQLITE_INTERRUPT, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN),
    *(sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_NOLFS, sqlite3.SQLITE_AUTH),
}
_TABLES = """
CREATE TABLE IF NOT EXISTS secret (value BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS exchanges (
    id TEXT PRIMARY KEY, person TEXT NOT NULL, conversation TEXT NOT NULL, asked_at REAL NOT NULL,
    question TEXT NOT NULL, answer TEXT);
CREATE INDEX IF NOT EXISTS by_conversation ON exchanges (conversation, asked_at);
CREATE INDEX IF NOT EXISTS by_person ON exchanges (person);
CREATE INDEX IF NOT EXISTS by_age ON exchanges (asked_at);
CREATE TABLE IF NOT EXISTS feedback (
    exchange TEXT PRIMARY KEY REFERENCES exchanges ON DELETE CASCADE, given_at REAL NOT NULL,
    verdict TEXT NOT NULL, reason TEXT, comment TEXT);
CREATE TABLE IF NOT EXISTS updates (id INTEGER PRIMARY KEY, content TEXT);
"""


class Contradiction(sqlite3.DatabaseError):
    """Damage that SQLite does not see."""


def opened(path: Path) -> sqlite3.Connection:
    """The database, made where there is none. Raises OSError and sqlite3.Error."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        set_aside(_companions(path), "is without its database")  # it must never be played into a new one
    set_aside([one for one in (path, *_companions(path)) if one.is_dir()], "is no file")
    db = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        db.text_factory = lambda content: content.decode("utf-8", "replace")
        for pragma in _PRAGMAS:
            db.execute(f"PRAGMA {pragma}")
        db.executescript(f"BEGIN; {_TABLES} COMMIT")
        with suppress(PermissionError):  # somebody else's, who lets us write
            path.chmod(path.stat().st_mode & 0o600)
    except BaseException:
        db.close()
        raise
    return db


def begin_anew(path: Path, error: sqlite3.Error) -> None:
    """Set the database aside with all that belongs to it."""
    set_aside([path], f"is damaged ({error})")
    set_aside(_companions(path), "belongs to it")


def set_aside(paths: Sequence[Path], why: str) -> None:
    """Give what is there a name of its own, so that nothing is overwritten, and say so."""
    for path in paths:
        if path.exists():
            from rag.index.soundness import move_aside

            log.warning("%s %s: it was moved to %s and a new one is begun.", path, why, move_aside([path]))


def drop_set_aside(path: Path, oldest: float) -> None:
    """Delete the files that were set aside and are older."""
    for file in path.parent.glob(f"{path.name}*.broken*"):
        if file.is_file() and file.stat().st_mtime < oldest:
            file.unlink()


def damaged(path: Path, error: sqlite3.Error) -> bool:
    """True where the content of the file is at fault, not its lock, its disk or this program."""
    code = getattr(error, "sqlite_errorcode", None)
    if isinstance(error, Contradiction) or code == sqlite3.SQLITE_IOERR_SHORT_READ:
        return True
    if code == sqlite3.SQLITE_READONLY:
        return _versions(path) > 2  # a damaged head says that a later SQLite wrote it
    return code is not None and code & 0xFF not in _PASSING


def identity(path: Path) -> tuple[int, int]:
    """Which file it is: another may be put in its place."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return (0, 0)
    return found.st_dev, found.st_ino


def _versions(path: Path) -> int:
    """The later of the two versions that the head of a database names, for writing and for reading."""
    with path.open("rb") as file:
        return max(file.read(20)[18:], default=0)


def _companions(path: Path) -> list[Path]:
    return [path.with_name(path.name + ending) for ending in _COMPANIONS]
