"""`notices.sqlite`: one writer at a time, any number of readers, every change whole or not at all.

WAL lets questions be answered while a notice is added; `synchronous = FULL` keeps a committed notice
through a power cut; `secure_delete` overwrites what is removed.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rag.errors import DataFolderError, IndexDamaged

READERS_END = 5.0  # seconds; an answer reads for a tenth of one


class Database:
    """Connections to one file: one that writes, one per thread that reads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._writer = connect(path)
        self._writing = threading.RLock()
        self._own = threading.local()
        self._readers: list[sqlite3.Connection] = []
        self._gate = threading.Condition()
        self._reading = 0  # threads within `reading`
        self._closed = False  # no new ones are let in
        self.damaged = False  # found so while in use: the next start checks every page

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one state of the file from beginning to end."""
        db: sqlite3.Connection | None = getattr(self._own, "reader", None)
        with self._explained():
            if db is None:
                db = self._own.reader = connect(self.path)
                self._readers.append(db)
            if db.in_transaction:  # nested: the outer reader's state
                yield db
                return
            with self._counted():
                db.execute("BEGIN")
                try:
                    yield db
                finally:
                    if db.in_transaction:
                        db.execute("COMMIT")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One change: committed at the end, undone by any exception (and by the end of the process)."""
        with self._writing, self._explained():
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
                self._writer.execute("COMMIT")
            finally:
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")

    def shrink(self) -> bool:
        """Leave nothing of what was removed in the file, its search index or its log; False if readers kept it from that."""
        with self._writing, self._explained():
            self._writer.execute("INSERT INTO words(words) VALUES ('optimize')")
            with self._alone() as alone:
                busy = not alone or self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        return not busy

    def close(self) -> None:
        """Close every connection; the last one folds the log into the file."""
        for reader in self._readers:
            reader.close()
        self._writer.close()

    @contextmanager
    def _counted(self) -> Iterator[None]:
        with self._gate:
            self._gate.wait_for(lambda: not self._closed)
            self._reading += 1
        try:
            yield
        finally:
            with self._gate:
                self._reading -= 1
                self._gate.notify_all()

    @contextmanager
    def _alone(self) -> Iterator[bool]:
        """No thread begins to read within the block; True if all that did have ended.

        SQLite's own waiting is starved by readers that follow one another without a gap.
        """
        with self._gate:
            self._closed = True
            ended = self._gate.wait_for(lambda: not self._reading, READERS_END)
        try:
            yield ended
        finally:
            with self._gate:
                self._closed = False
                self._gate.notify_all()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """SQLite's own errors as sentences with a next step."""
        try:
            yield
        except sqlite3.OperationalError as error:
            raise DataFolderError(
                f"The index {self.path} cannot be written or read ({error}): the last change was undone; "
                "check the disk's free space and the folder's permissions, then try again."
            ) from error
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
                raise  # a mistake in this program, not a damaged file
            self.damaged = True
            raise IndexDamaged(
                f"The index {self.path} is damaged ({error}): start chidao again, it is then checked, set aside "
                "if it must be, and made anew by `chidao index`."
            ) from error


def connect(path: Path) -> sqlite3.Connection:
    """A connection in autocommit mode; transactions are written out."""
    # `close` may run in another thread than the one that read
    db = sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA secure_delete = ON")
    return db
