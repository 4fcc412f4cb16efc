"""What people asked and thought of the answers, in a database of its own: it survives a rebuild of the index.

No name, no number of a person and no address is stored: people and conversations are keyed hashes. Everything
is forgotten after `KEPT_DAYS`, or at once when a person asks for it.
"""

import hashlib
import logging
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, Self

from pydantic import ValidationError

from rag.errors import DataFolderError
from rag.models import Answer, Turn

log = logging.getLogger(__name__)

NAME = "people.sqlite"
KEPT_DAYS = 30
TURNS = 6  # of a conversation that a follow-up is understood by
IDLE_SECONDS = 30 * 60.0  # after this silence a conversation begins anew
MOST_EXCHANGES = 100_000  # the oldest go first
_UPDATES = 5_000  # remembered so that one delivered twice is answered once

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


class Who(NamedTuple):
    """A person in a conversation, as the face names them: ("telegram:7", "telegram:-100:7")."""

    person: str
    conversation: str


class People:
    """Open with the data folder; use from any thread; close."""

    def __init__(self, folder: Path, now: Callable[[], float] = time.time) -> None:
        """Raises DataFolderError. A database that cannot be read is set aside, its name ends in `.broken`."""
        self._now = now
        self._lock = threading.Lock()
        path = folder / NAME
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                self._db = _opened(path)
            except sqlite3.DatabaseError as error:
                if isinstance(error, sqlite3.OperationalError):
                    raise
                for broken in (path, *(path.with_name(NAME + ending) for ending in ("-wal", "-shm"))):
                    if broken.exists():
                        broken.replace(broken.with_name(broken.name + ".broken"))
                self._db = _opened(path)
        except (OSError, sqlite3.Error) as error:
            raise DataFolderError(
                f"{path} cannot be used ({error}): check the folder's permissions and the disk's free space."
            ) from error
        self._secret: bytes = self._db.execute("SELECT value FROM secret").fetchone()[0]

    def keep(self, who: Who, answer: Answer) -> None:
        """Remember an exchange, so that its buttons, its feedback and a follow-up work."""
        self._put(answer.id, who, answer.question, answer.model_dump_json())

    def keep_question(self, who: Who, question: str) -> str:
        """Remember a question that could not be answered, to be asked again; returns its id."""
        identity = secrets.token_hex(16)
        self._put(identity, who, question, None)
        return identity

    def history(self, who: Who) -> tuple[Turn, ...]:
        """The last turns of the conversation, oldest first; nothing after a long silence."""
        rows = self._rows(
            "SELECT asked_at, answer FROM exchanges WHERE conversation = ? AND answer IS NOT NULL "
            "ORDER BY asked_at DESC, rowid DESC LIMIT ?",
            (self._hash(who.conversation), TURNS),
        )
        turns: list[Turn] = []
        later = self._now()
        for asked_at, content in rows:
            if later - asked_at >= IDLE_SECONDS:
                break
            if answer := _answer(content):
                turns.append(_turn(answer))
            later = asked_at
        return tuple(reversed(turns))

    def answer(self, exchange: str) -> Answer | None:
        """The answer of that id; None where there is none, or no longer."""
        rows = self._rows("SELECT answer FROM exchanges WHERE id = ?", (exchange,))
        return _answer(rows[0][0]) if rows else None

    def question(self, exchange: str) -> str | None:
        """The question of that id; None where there is none, or no longer."""
        rows = self._rows("SELECT question FROM exchanges WHERE id = ?", (exchange,))
        return str(rows[0][0]) if rows else None

    def judge(self, exchange: str, verdict: str, reason: str | None = None, comment: str | None = None) -> bool:
        """Store what someone thought of an answer, in place of what was thought before; False for no such answer."""
        with self._lock, self._db:
            done = self._db.execute(
                "INSERT OR REPLACE INTO feedback SELECT id, ?, ?, ?, ? FROM exchanges WHERE id = ? AND answer IS NOT NULL",
                (self._now(), verdict, reason, comment, exchange),
            )
        return done.rowcount > 0

    def held(self, person: str) -> list[dict[str, Any]]:
        """Everything that is stored of a person, oldest first."""
        rows = self._rows(
            "SELECT datetime(asked_at, 'unixepoch'), question, answer, verdict, reason, comment FROM exchanges "
            "LEFT JOIN feedback ON exchange = id WHERE person = ? ORDER BY asked_at",
            (self._hash(person),),
        )
        held = []
        for asked_at, question, content, *feedback in rows:
            answer = _answer(content)
            said = {"answer": answer.text, "headline": answer.headline} if answer else {}
            given = dict(zip(("verdict", "reason", "comment"), feedback, strict=True))
            held.append({"asked_at": f"{asked_at}Z", "question": question, **said, **given})
        return held

    def forget(self, person: str) -> int:
        """Delete everything that is stored of a person; returns how many exchanges there were."""
        with self._lock:
            with self._db:
                count = self._db.execute("DELETE FROM exchanges WHERE person = ?", (self._hash(person),)).rowcount
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return count

    def accept(self, update_id: int, content: str) -> bool:
        """Take an update on, so that it is dealt with even if this process ends; False for one taken on before."""
        with self._lock, self._db:
            return self._db.execute("INSERT OR IGNORE INTO updates VALUES (?, ?)", (update_id, content)).rowcount > 0

    def accepted(self) -> list[str]:
        """The updates that were taken on and not dealt with, oldest first."""
        return [row[0] for row in self._rows("SELECT content FROM updates WHERE content IS NOT NULL ORDER BY id", ())]

    def dealt_with(self, update_id: int) -> None:
        """Keep nothing of an update but its id."""
        with self._lock, self._db:
            self._db.execute("UPDATE updates SET content = NULL WHERE id = ?", (update_id,))
            self._db.execute(
                "DELETE FROM updates WHERE id <= (SELECT id FROM updates ORDER BY id DESC LIMIT 1 OFFSET ?)",
                (_UPDATES,),
            )

    def seal(self, name: str) -> str:
        """A hash of `name`, hexadecimal, that nobody else can make; the same as long as this database lives."""
        return self._hash(f"seal:{name}")

    def purge(self) -> None:
        """Forget what is older than `KEPT_DAYS`, and the oldest where there is too much."""
        oldest = self._now() - KEPT_DAYS * 86_400
        with self._lock, self._db:
            self._db.execute("DELETE FROM exchanges WHERE asked_at < ?", (oldest,))
            self._db.execute(
                "DELETE FROM exchanges WHERE asked_at <= "
                "(SELECT asked_at FROM exchanges ORDER BY asked_at DESC LIMIT 1 OFFSET ?)",
                (MOST_EXCHANGES,),
            )

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _put(self, identity: str, who: Who, question: str, answer: str | None) -> None:
        row = (identity, self._hash(who.person), self._hash(who.conversation), self._now(), question, answer)
        try:
            with self._lock, self._db:
                self._db.execute("INSERT OR REPLACE INTO exchanges VALUES (?, ?, ?, ?, ?, ?)", row)
        except sqlite3.OperationalError as error:
            log.warning("A question was answered but not remembered (%s): check the disk's free space.", error)

    def _rows(self, sql: str, values: tuple[object, ...]) -> list[Any]:
        with self._lock:
            return self._db.execute(sql, values).fetchall()

    def _hash(self, name: str) -> str:
        return hashlib.blake2b(name.encode("utf-8", "replace"), key=self._secret, digest_size=16).hexdigest()


def _turn(answer: Answer) -> Turn:
    """What was said, with the notice it stands in: "ai ký?" asks who signed that one."""
    said = answer.headline or answer.text
    return Turn(question=answer.question, answer=" ".join([said, *(one.label for one in answer.citations[:1])]))


def _answer(content: str | None) -> Answer | None:
    """The stored answer; None where there is none, or where another version of chidao stored it."""
    try:
        return Answer.model_validate_json(content) if content else None
    except ValidationError:
        return None


def _opened(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=5, check_same_thread=False)
    try:
        path.chmod(0o600)
        for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON", "secure_delete = ON"):
            db.execute(f"PRAGMA {pragma}")
        db.executescript(_TABLES)
        with db:
            if not db.execute("SELECT 1 FROM secret").fetchone():
                db.execute("INSERT INTO secret VALUES (?)", (secrets.token_bytes(32),))
    except BaseException:
        db.close()
        raise
    return db
