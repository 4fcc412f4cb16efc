"""Keeps Chroma in line with SQLite: opened only when it is needed, with distrust, and rebuilt when in doubt.

SQLite's `outbox` names the notices whose vectors in Chroma may be out of line. A change commits the notice, its vectors and
its outbox row together; then Chroma follows, and the row is cleared. A process that ends in between leaves the row, and the
next one does it again: deleting and adding is the same done once or twice. To rebuild is to put every notice into it.
"""

import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import numpy as np

from corpus.models import Passage
from rag.errors import StorageError, VectorsError
from rag.index import checksum, dense, records
from rag.index.database import Database
from rag.index.embed import Embedder
from rag.index.embed import Vectors as Rows
from rag.index.repairs import Repairs
from rag.index.soundness import move_aside
from rag.index.trust import Seal, survives_opening
from rag.index.vectors import Vectors, collection_name, embedded_client, server_client

_TOGETHER = 100  # notices whose vectors are written in one go
_SILENT = 20.0  # seconds; a large model takes minutes for many notices
_DUE = "SELECT notice_id FROM outbox ORDER BY 1"
_STORED = """
    SELECT value, notice_id, position, notices.header ->> '$.province' AS province,
        CAST(replace(notices.header ->> '$.issued_on.value', '-', '') AS INTEGER) AS issued_on  -- Chroma's `$gt` refuses strings
    FROM passages JOIN vectors ON passage = passages.id JOIN notices ON notices.id = notice_id
    WHERE notice_id IN (SELECT notice_id FROM outbox ORDER BY 1 LIMIT ?) ORDER BY notice_id, position"""
Progress = Callable[[int, int], None]
log = logging.getLogger(__name__)


class Alignment:
    """The vectors of one data folder, in line with its database after `open` and after each `catch_up`."""

    def __init__(
        self, data: Path, database: Database, embedder: Embedder, repairs: Repairs, chroma_url: str = ""
    ) -> None:
        self._database = database
        self.embedder = embedder
        self._model = collection_name(embedder)
        self._url = chroma_url
        self._folder = data / "chroma"
        self._seal = Seal(self._folder)
        self._vectors: Vectors | None = None
        self._opening = threading.RLock()
        self._repairs = repairs
        self._sound = True  # until a write fails

    @property
    def vectors(self) -> Vectors:
        """Chroma, opened by whoever is the first to need it. Raises VectorsError, and whatever Chroma raises."""
        with self._opening:
            if self._database.in_memory:
                raise VectorsError("The vectors cannot be opened on a full disk: make room on it.")
            if self._vectors is None:
                with self._writing("The vectors"):
                    self._vectors = self._opened()
                    self._bring_in_line(self._vectors)
            return self._vectors

    def open(self) -> None:
        """Vectors of this model in SQLite; Chroma is opened only if something was left, or has touched it."""
        with self._database.reading() as db:
            other_model = records.meta(db, "model") != self._model
        if other_model:
            self._embed_all()
        if self._url:
            self.vectors  # noqa: B018  # a server that does not answer is said at once
        else:
            self.catch_up(anyway=not self._seal.holds())

    def catch_up(self, *, anyway: bool = False) -> None:
        """What Chroma has missed; it is opened only if that is something, or `anyway`. Where it fails it stays due, and
        nothing else suffers.
        """
        with self._database.reading() as db:
            due = db.execute(_DUE).fetchone() or records.meta(db, "vectors") != self._name(db)
        if self._database.in_memory or not (anyway or due):
            return
        try:
            with self._writing("The vectors"):
                self._bring_in_line(self._vectors or self.vectors)  # opening brings them in line as well
        except StorageError as error:
            log.warning("%s", error)
            if not self._url and not any(self._folder.glob("*.sqlite3")):
                self._let_go()

    def rebuild(self, progress: Progress | None = None) -> None:
        """Every vector anew from the passages."""
        self._embed_all()
        self._bring_in_line(self.vectors, progress, anew=True)

    def embed(self, passages: Sequence[Passage]) -> Rows:
        """What the passages' vectors are. Raises VectorsError where the model gives others than it promises."""
        shape = (len(passages), self.embedder.dimensions)
        if not passages:
            return np.zeros(shape, dtype=np.float32)
        rows = self.embedder.embed([passage.text for passage in passages])
        if rows.shape != shape or not np.isfinite(rows).all():
            raise VectorsError(
                f"The embedding model {self.embedder.name} gave vectors of the shape {rows.shape} where {shape} was due: "
                "nothing was stored; name another model in CHIDAO_EMBEDDING_MODEL, or leave it empty for the shipped one."
            )
        return rows

    def close(self) -> None:
        """Let go of the folder; it is sealed if all went well."""
        if self._vectors is None:
            return
        self._vectors.close()
        if self._sound and not self._url:
            self._seal.close()

    def _bring_in_line(self, vectors: Vectors, progress: Progress | None = None, *, anew: bool = False) -> None:
        with self._database.reading() as db:
            anew = anew or records.meta(db, "vectors") != vectors.name
        if anew:
            with self._database.writing() as db, self._writing("The vectors"):
                db.execute("INSERT OR IGNORE INTO outbox SELECT id FROM notices")
                records.set_meta(db, "vectors", vectors.name)
                vectors.clear()
                if not self._url:
                    vectors.drop_other_models()
        self._settle(vectors, progress or (lambda done, total: None))
        with self._database.reading() as db:
            passages = db.execute("SELECT count(*) FROM passages").fetchone()[0]
        if not anew and vectors.count() != passages:
            self._repairs.say("The vectors did not match the notices; they were made anew.")
            self._bring_in_line(vectors, anew=True)

    def _settle(self, vectors: Vectors, progress: Progress) -> None:
        """The notices of the outbox: their vectors are written while nobody changes the rows they are read from."""
        done, left = 0, True
        while left:
            with self._database.writing() as db:
                due = [row[0] for row in db.execute(_DUE)]
                left, part = len(due) > _TOGETHER, due[:_TOGETHER]
                found = db.execute(_STORED, (_TOGETHER,))
                names = [column[0] for column in found.description[1:]]
                rows = found.fetchall()
                known = [
                    {name: value for name, value in zip(names, row[1:], strict=True) if value is not None}
                    for row in rows
                ]
                if part:
                    with self._writing("The vectors of " + ", ".join(part[:3])):
                        vectors.drop(part)
                        vectors.put([row[0] for row in rows], known)
                db.executemany("DELETE FROM outbox WHERE notice_id = ?", [(notice_id,) for notice_id in part])
            done += len(part)
            progress(done, done + len(due) - len(part))

    def _embed_all(self) -> None:
        """The vectors of this model beside every passage; a notice that is damaged is left to be found."""
        with self._database.reading() as db:
            ids = [row[0] for row in db.execute("SELECT id FROM notices")]
        said = time.monotonic()
        for done, notice_id in enumerate(ids):
            if time.monotonic() - said > _SILENT:
                said = time.monotonic()
                log.warning("Vectors of the model %s are made: %d of %d notices.", self.embedder.name, done, len(ids))
            with self._database.reading() as db:
                rows = self.embed(records.passages(db, notice_id))
            with self._database.writing() as db:
                if checksum.holds(db, notice_id):
                    dense.put(db, notice_id, rows)
                    checksum.stamp(db, notice_id)
        with self._database.writing() as db:
            records.set_meta(db, "model", self._model)
            records.changed(db)

    @contextmanager
    def _writing(self, what: str) -> Iterator[None]:
        """Chroma's errors as one sentence."""
        try:
            yield
        except StorageError:
            raise
        # Chroma's own errors, SQLite's, the network's and OSError have no common base
        except Exception as error:
            self._sound = False
            raise VectorsError(
                f"{what} could not be written ({error}); the notices themselves are stored: check the disk's free "
                "space and start again, the vectors are then brought in line."
            ) from error

    def _name(self, db: sqlite3.Connection) -> str:
        return f"{self._model}-{records.meta(db, 'identity')}"

    def _opened(self) -> Vectors:
        with self._database.reading() as db:
            name = self._name(db)
        if self._url:
            return Vectors(server_client(self._url), name)
        unsure = self._folder.exists() and not self._seal.holds()
        problem = survives_opening(self._folder) if unsure else None
        self._seal.break_()  # if opening ends this process, the next one probes
        if problem is None:
            try:
                vectors = Vectors(embedded_client(self._folder), name)
                vectors.count()
                return vectors
            except Exception as error:  # noqa: BLE001  # as in `_writing`: Chroma's errors have no common base
                problem = str(error)
        aside = move_aside([self._folder])
        with self._database.writing() as db:
            records.set_meta(db, "vectors", "")
        self._repairs.say(f"The vectors could not be read ({problem}); they were moved to {aside} and made anew.")
        return Vectors(embedded_client(self._folder), name)

    def _let_go(self) -> None:
        """Its folder was taken away: whoever needs Chroma next opens it anew."""
        with self._opening:
            vectors, self._vectors = self._vectors, None
        if vectors:
            with suppress(Exception):
                vectors.close()
