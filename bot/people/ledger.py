"""What is kept in the file, in transactions; a file that proves damaged is begun anew.

One thread uses it. Whatever is wrong with the file at the moment is `Unusable`, and may be right the next time.
"""

import hashlib
import logging
import secrets
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from bot.people.soundness import Contradiction, begin_anew, damaged, drop_set_aside, identity, opened

log = logging.getLogger(__name__)

MOST_EXCHANGES = 100_000  # the oldest go first
UPDATES = 5_000  # remembered so that one delivered twice is answered once


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
                if not self._sound or not damaged(self._path, error):
                    raise
                self._sound = False
                begin_anew(self._path, error)
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
        drop_set_aside(self._path, float("inf"))
        return self._do("DELETE FROM exchanges WHERE person = ?", self._hash(person)).rowcount

    def forget_before(self, oldest: float) -> None:
        """Delete what is older, and the oldest where there is too much."""
        drop_set_aside(self._path, oldest)
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
        if self._db is None or self._file != identity(self._path):
            if self._db and not self._path.exists():
                log.warning("%s was taken away: a new one is begun.", self._path)
            self.close()
            self._db = opened(self._path)
            self._file = identity(self._path)
        self._db.execute("BEGIN")
        try:
            self._secret = self._secret_of_file()
            yield
            self._db.execute("COMMIT")
        except BaseException:
            self.close()  # and so take back what was done
            raise

    def _secret_of_file(self) -> bytes:
        """The key of the hashes, as long as there is this file; read each time, as another may have been copied over it."""
        row = self._do("SELECT value FROM secret").fetchone()
        if row is None:
            self._do("INSERT INTO secret VALUES (?)", secrets.token_bytes(32))
            row = self._do("SELECT value FROM secret").fetchone()
        if not isinstance(row[0], bytes) or len(row[0]) != 32:
            raise Contradiction("the key of the hashes is none")
        return row[0]

    def key(self) -> bytes:
        """A key for what else has to be known again, and no hash of a person."""
        return hashlib.blake2b(b"seal", key=self._secret, digest_size=32).digest()

    def _do(self, sql: str, *values: object) -> sqlite3.Cursor:
        assert self._db
        return self._db.execute(sql, values)

    def _hash(self, name: str) -> str:
        return hashlib.blake2b(name.encode("utf-8", "replace"), key=self._secret, digest_size=16).hexdigest()
