"""The file in which exchanges are kept: opened when it is needed, set aside where it is damaged, begun anew.

One thread uses it. Whatever is wrong with the file at the moment is `Unusable`, and may be right the next time.
"""

import hashlib
import logging
import os
import secrets
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

log = logging.getLogger(__name__)

MOST_EXCHANGES = 100_000  # the oldest go first
UPDATES = 5_000  # remembered so that one delivered twice is answered once
_BUSY_SECONDS = 0.1
_COMPANIONS = ("-journal", "-wal", "-shm")
_PRAGMAS = ("journal_mode = DELETE", "synchronous = NORMAL", "foreign_keys = ON", "secure_delete = ON")
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


class Unusable(Exception):
    """The file cannot be used at the moment; says why."""


class Exchange(NamedTuple):
    """A question and, where there is one, its answer as JSON; person and conversation as the face names them."""

    id: str
    person: str
    conversation: str
    asked_at: float
    question: str
    answer: str | None


Work = Callable[["Ledger"], Any]


class Ledger:
    """What is done with the file, by `carry_out`; every other method is for the works that are given to it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._db: sqlite3.Connection | None = None
        self._file = (0, 0)  # which one is open: another may have been put in its place
        self._secret = b""
        self._sound = True  # False from being begun anew until it was used

    def carry_out(self, works: Sequence[Work]) -> list[Any]:
        """What the works return, done together or not at all; a damaged file is begun anew. Raises Unusable."""
        try:
            try:
                return self._carried_out(works)
            except sqlite3.Error as error:
                self.close()
                if not self._damaged_by(error):
                    raise
                self._set_aside(error)
                return self._carried_out(works)
        except (OSError, sqlite3.Error) as error:
            self.close()
            raise Unusable(str(error)) from error

    def close(self) -> None:
        """Let go of the file until it is needed again."""
        if self._db:
            with closing(self._db):
                self._db = None

    def put(self, exchange: Exchange) -> None:
        """Store an exchange in place of one of the same id."""
        row = exchange._replace(person=self._hash(exchange.person), conversation=self._hash(exchange.conversation))
        self._do("INSERT OR REPLACE INTO exchanges VALUES (?, ?, ?, ?, ?, ?)", *row)

    def last(self, conversation: str, count: int) -> list[tuple[float, str, str]]:
        """(when, id, answer) of the last exchanges of a conversation that have an answer, the latest first."""
        return self._do(
            "SELECT CAST(asked_at AS REAL), id, CAST(answer AS TEXT) FROM exchanges WHERE conversation = ? AND answer IS NOT NULL "
            "ORDER BY asked_at DESC, rowid DESC LIMIT ?",
            self._hash(conversation),
            count,
        ).fetchall()

    def exchange(self, identity: str) -> tuple[str, str | None] | None:
        """The question and the answer of that id."""
        found: tuple[str, str | None] | None = self._do(
            "SELECT CAST(question AS TEXT), CAST(answer AS TEXT) FROM exchanges WHERE id = ?", identity
        ).fetchone()
        return found

    def judge(self, exchange: str, given_at: float, verdict: str, reason: str | None, comment: str | None) -> bool:
        """Store a verdict in place of an earlier one; False where there is no such answer."""
        done = self._do(
            "INSERT OR REPLACE INTO feedback SELECT id, ?, ?, ?, ? FROM exchanges WHERE id = ? AND answer IS NOT NULL",
            *(given_at, verdict, reason, comment, exchange),
        )
        return done.rowcount > 0

    def held(self, person: str) -> list[tuple[Any, ...]]:
        """(when, question, answer, verdict, reason, comment) of everything a person asked, oldest first."""
        return self._do(
            "SELECT datetime(asked_at, 'unixepoch'), CAST(question AS TEXT), CAST(answer AS TEXT), verdict, reason, comment FROM exchanges "
            "LEFT JOIN feedback ON exchange = id WHERE person = ? ORDER BY asked_at",
            self._hash(person),
        ).fetchall()

    def forget(self, person: str) -> int:
        """Delete what a person asked, and every file that was set aside: nobody can take one person out of those."""
        self._drop_set_aside()
        return self._do("DELETE FROM exchanges WHERE person = ?", self._hash(person)).rowcount

    def forget_before(self, oldest: float) -> None:
        """Delete what is older, and the oldest where there is too much."""
        self._drop_set_aside(oldest)
        self._do("DELETE FROM exchanges WHERE asked_at < ?", oldest)
        self._do(
            "DELETE FROM exchanges WHERE asked_at <= "
            "(SELECT asked_at FROM exchanges ORDER BY asked_at DESC LIMIT 1 OFFSET ?)",
            MOST_EXCHANGES,
        )

    def accept(self, update_id: int, content: str) -> bool:
        """Store an update; False for one that was stored before."""
        return self._do("INSERT OR IGNORE INTO updates VALUES (?, ?)", update_id, content).rowcount > 0

    def accepted(self) -> list[tuple[int, str]]:
        """The updates that still have their content, oldest first."""
        return self._do("SELECT id, content FROM updates WHERE content IS NOT NULL ORDER BY id").fetchall()

    def dealt_with(self, update_id: int) -> None:
        """Keep nothing of an update but its id."""
        self._do("UPDATE updates SET content = NULL WHERE id = ?", update_id)
        self._do("DELETE FROM updates WHERE id <= (SELECT id FROM updates ORDER BY id DESC LIMIT 1 OFFSET ?)", UPDATES)

    def _carried_out(self, works: Sequence[Work]) -> list[Any]:
        with self._transaction():
            results = [work(self) for work in works]
        self._sound = True
        return results

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        if self._db is None or self._file != _identity(self._path):
            self.close()
            self._db = self._opened()
        self._db.execute("BEGIN")
        try:
            self._secret = self._secret_of_file()
            yield
            self._db.execute("COMMIT")
        except BaseException:
            self.close()  # and so take back what was done
            raise

    def _opened(self) -> sqlite3.Connection:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        begun = not self._path.exists()
        companions = [self._path.with_name(self._path.name + ending) for ending in _COMPANIONS]
        # a log without its database must never be played into a new one
        self._move_aside([one for one in (self._path, *companions) if one.is_dir() or (begun and one.exists())])
        db = sqlite3.connect(self._path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        try:
            db.text_factory = lambda content: content.decode("utf-8", "replace")
            for pragma in _PRAGMAS:
                db.execute(f"PRAGMA {pragma}")
            db.executescript(f"BEGIN; {_TABLES} COMMIT")
            with suppress(PermissionError):  # somebody else's, who lets us write
                self._path.chmod(0o600)
            self._file = _identity(self._path)
        except BaseException:
            db.close()
            raise
        return db

    def _secret_of_file(self) -> bytes:
        """The key of the hashes, as long as there is this file; read each time, as another may have been copied over it."""
        row = self._do("SELECT value FROM secret").fetchone()
        if row is None:
            self._do("INSERT INTO secret VALUES (?)", secrets.token_bytes(32))
            row = self._do("SELECT value FROM secret").fetchone()
        if not isinstance(row[0], bytes) or len(row[0]) != 32:
            raise _Contradiction("the key of the hashes is none")
        return row[0]

    def _damaged_by(self, error: sqlite3.Error) -> bool:
        """True where the content of the file is at fault, not its lock, its disk or this program."""
        code = getattr(error, "sqlite_errorcode", None)
        if isinstance(error, _Contradiction) or code == sqlite3.SQLITE_IOERR_SHORT_READ:
            return self._sound
        if code == sqlite3.SQLITE_READONLY and os.access(self._path, os.W_OK):
            return self._sound  # its head says that another version wrote it
        return self._sound and code is not None and code & 0xFF not in _PASSING

    def _set_aside(self, error: sqlite3.Error) -> None:
        self._sound = False
        aside = self._move_aside([self._path, *(self._path.with_name(self._path.name + end) for end in _COMPANIONS)])
        log.warning("%s was damaged (%s); it was moved to %s and a new one was begun.", self._path, error, aside)

    def _move_aside(self, paths: Sequence[Path]) -> Path | None:
        from rag.index.soundness import move_aside

        return move_aside(paths)

    def _drop_set_aside(self, oldest: float = float("inf")) -> None:
        for file in self._path.parent.glob(f"{self._path.name}*.broken*"):
            if file.is_file() and file.stat().st_mtime < oldest:
                file.unlink()

    def _do(self, sql: str, *values: object) -> sqlite3.Cursor:
        assert self._db
        return self._db.execute(sql, values)

    def _hash(self, name: str) -> str:
        return hashlib.blake2b(name.encode("utf-8", "replace"), key=self._secret, digest_size=16).hexdigest()


class _Contradiction(sqlite3.DatabaseError):
    """What SQLite cannot see."""


def _identity(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except FileNotFoundError:
        return (0, 0)
    return found.st_dev, found.st_ino
