"""`notices.sqlite`: one writer at a time, any number of readers, every change whole or not at all.

WAL lets questions be answered while a notice is added; `synchronous = FULL` keeps a committed notice
through a power cut; `secure_delete` overwrites what is removed. While the disk takes nothing more, a copy
in memory stands in for the file.
"""

import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from rag.errors import DataFolderError, IndexDamaged
from rag.index.memory import copied, copy_of, make_room, room_needed, unwritable
from rag.index.trust import Seal

READERS_END = 5.0  # seconds; an answer that begins with a new state may read for four


class Database:
    """Connections to one file: one that writes, one per thread that reads."""

    def __init__(self, path: Path, seal: Seal) -> None:
        self.path = path
        self._seal = seal
        self._writing = threading.RLock()
        self._own = threading.local()
        self._readers: list[sqlite3.Connection] = []
        self._gate = threading.Condition()
        self._reading = 0  # threads within `reading`
        self._closed = False  # no new ones are let in
        self.damaged = False  # found so while in use: the next start checks every page
        self._copy = ""  # the address of the copy in memory, while there is one
        with self._explained():
            try:
                self._writer = self._stored()
            except (sqlite3.OperationalError, OSError) as error:
                if not unwritable(error):
                    raise
                self._writer, self._copy = copied(path)

    @property
    def in_memory(self) -> bool:
        """True while a copy stands in for the file: what is changed then is not kept."""
        return bool(self._copy)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one state of the file from beginning to end."""
        with self._explained():
            if getattr(self._own, "reads", False):  # nested: the outer reader's state
                yield self._own.reader
                return
            with self._gate:
                self._gate.wait_for(lambda: not self._closed)
                self._reading += 1
            try:
                db = self._reader()
                db.execute("BEGIN")
                self._own.reads, self._own.generation = True, None
                try:
                    yield db
                finally:
                    self._own.reads = False
                    if db.in_transaction:
                        db.execute("COMMIT")
            finally:
                with self._gate:
                    self._reading -= 1
                    self._gate.notify_all()

    def generation(self, db: sqlite3.Connection) -> int:
        """Names the state that this thread reads: what is remembered under it fits no other."""
        if self._own.generation is None:
            self._own.generation = _generation(db)
        return int(self._own.generation)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One change: committed at the end, undone by any exception (and by the end of the process)."""
        # a copy in memory knows no log: who writes it waits for those who read
        with self._writing, self._explained(), self._alone() if self._copy else nullcontext():
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

    def retreat(self) -> None:
        """From the file to a copy in memory."""
        with self._writing, self._explained(), self._alone():
            if not self._copy:
                self._readers.append(self._writer)  # closed with them
                self._writer, self._copy = copy_of(self._writer)

    def restore(self, carry: Callable[[sqlite3.Connection, sqlite3.Connection], None]) -> None:
        """From the copy back to the file, which first takes over what `carry` brings from the one to the other.

        Raises DataFolderError where there is no room for a change yet.
        """
        with self._writing, self._explained(), self._alone() as alone:
            if not self._copy:
                return
            if shutil.disk_usage(self.path.parent).free < room_needed(self.path):
                raise DataFolderError(f"The index {self.path} is answered from memory: {make_room(self.path)}")
            writer = self._stored()
            try:
                writer.execute("BEGIN IMMEDIATE")
                carry(self._writer, writer)
                # no state of the file goes by the name of one of the copy
                reached = max(_generation(self._writer), _generation(writer)) + 1
                writer.execute("UPDATE meta SET value = ? WHERE key = 'generation'", (str(reached),))
                writer.execute("COMMIT")
            except BaseException:
                writer.close()
                raise
            self._readers.append(self._writer)
            self._writer, self._copy = writer, ""
            if alone:  # what the copy took of the memory is given back
                self._close_readers()

    def close(self) -> None:
        """Close every connection; the last one folds the log into the file, which is sealed if it is sound."""
        self._close_readers()
        self._writer.close()
        if not self.damaged and not self._copy:
            self._seal.close()

    def _close_readers(self) -> None:
        self._own = threading.local()
        while self._readers:
            self._readers.pop().close()

    def _stored(self) -> sqlite3.Connection:
        self._seal.break_()
        db = connect(self.path)
        try:
            _generation(db)
        except BaseException:
            db.close()
            raise
        return db

    def _reader(self) -> sqlite3.Connection:
        """This thread's connection to the file, or to the copy that stands in for it."""
        if getattr(self._own, "of", None) != self._copy:
            self._own.reader = connect(self._copy or self.path)
            self._own.of = self._copy
            self._readers.append(self._own.reader)
        reader: sqlite3.Connection = self._own.reader
        return reader

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
            if getattr(error, "sqlite_errorcode", None) is None:  # what is stored is no text
                raise self._damaged(error) from error
            step = make_room(self.path) if unwritable(error) else "end the program that holds it, then try again."
            raise DataFolderError(
                f"The index {self.path} cannot be written or read ({error}): the last change was undone; {step}"
            ) from error
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
                raise  # a mistake in this program, not a damaged file
            raise self._damaged(error) from error

    def _damaged(self, error: sqlite3.DatabaseError) -> IndexDamaged:
        self.damaged = True
        reason = str(error).partition(" with text")[0]  # which would be quoted
        return IndexDamaged(
            f"The index {self.path} is damaged ({reason}): start chidao again (serve does so by itself), it is then checked, "
            "set aside if it must be, and made anew from the notices."
        )


def connect(path: Path | str) -> sqlite3.Connection:
    """A connection in autocommit mode; transactions are written out. A string is an address."""
    # `close` may run in another thread than the one that read
    db = sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False, uri=isinstance(path, str))
    try:
        for setting in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
            db.execute(f"PRAGMA {setting}")
    except BaseException:
        db.close()  # left open it would keep `memory.copied` from the file
        raise
    return db


def _generation(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT value FROM meta WHERE key = 'generation'").fetchone()[0])
