"""Keeps Chroma in line with SQLite: opened only when it is needed, with distrust, and rebuilt when in doubt.

SQLite's `outbox` names the notices whose vectors in Chroma may be out of line. A change commits the notice, its vectors and
its outbox row together; then Chroma follows; then the row is cleared. A process that ends in between leaves the row, and the
next one does it again: deleting and adding is the same done once or twice.
"""

import logging
import threading
from collections.abc import Callable, Collection, Iterator
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
from rag.index.vectors import Embedded, Vectors, batches, collection_name, embedded_client, named, server_client

_TOGETHER = 100  # notices whose vectors are written in one go
Progress = Callable[[int, int], None]
log = logging.getLogger(__name__)


class Alignment:
    """The vectors of one data folder, in line with its database after `open` and after each `catch_up`."""

    def __init__(
        self, data: Path, database: Database, embedder: Embedder, repairs: Repairs, chroma_url: str = ""
    ) -> None:
        self._database = database
        self.embedder = embedder
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
                    vectors = self._opened() if self._url else self._open_folder()
                self._vectors = vectors
                self._bring_in_line(vectors)
            return self._vectors

    def open(self) -> None:
        """Vectors of this model in SQLite; Chroma is opened only if something was left, or has touched it."""
        with self._database.reading() as db:
            other_model = records.meta(db, "model") != collection_name(self.embedder)
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
        if self._database.in_memory or not (anyway or self._due()):
            return
        try:
            with self._writing("The vectors"):
                if self._vectors:
                    self._bring_in_line(self._vectors)
                else:
                    self.vectors  # noqa: B018  # opening brings them in line
        except StorageError as error:
            log.warning("%s", error)
            if not self._url and not any(self._folder.glob("*.sqlite3")):
                self._let_go()

    def _let_go(self) -> None:
        """Its folder was taken away: whoever needs Chroma next opens it anew."""
        with self._opening:
            vectors, self._vectors = self._vectors, None
        if vectors:
            with suppress(Exception):
                vectors.close()

    def rebuild(self, progress: Progress | None = None) -> None:
        """Every vector anew from the passages."""
        self._embed_all()
        self._rebuild(self.vectors, progress)

    def embed(self, passages: list[Passage]) -> Rows:
        """What the passages' vectors are. Raises VectorsError where the model gives others than it promises."""
        shape = (len(passages), self.embedder.dimensions)
        if not passages:
            return np.zeros(shape, dtype=np.float32)
        rows = self.embedder.embed([searched_text(passage) for passage in passages])
        if rows.shape != shape or not np.isfinite(rows).all():
            raise VectorsError(
                f"The embedding model {self.embedder.name} gave vectors of the shape {rows.shape} where {shape} was due: "
                "nothing was stored; name another model in CHIDAO_EMBEDDING_MODEL, or leave it empty for the shipped one."
            )
        return rows

    def _due(self) -> bool:
        with self._database.reading() as db:
            left = db.execute("SELECT 1 FROM outbox").fetchone()
            in_line = records.meta(db, "vectors") == named(self.embedder, records.meta(db, "identity"))
        return bool(left) or not in_line

    def _bring_in_line(self, vectors: Vectors) -> None:
        with self._database.reading() as db:
            due = [row[0] for row in db.execute("SELECT notice_id FROM outbox")]
            in_line_before = records.meta(db, "vectors") == vectors.name
        if in_line_before:
            self._settle(vectors, due)
        if not in_line_before or vectors.count() != self._passages():
            if in_line_before:
                self._repairs.say("The vectors did not match the notices; they were made anew.")
            self._rebuild(vectors)

    def _settle(self, vectors: Vectors, notice_ids: Collection[str]) -> None:
        ids = sorted(notice_ids)
        for part in (ids[batch] for batch in batches(len(ids), _TOGETHER)):
            with self._database.reading() as db:
                found = [
                    Embedded(notice, records.passages(db, notice.id), dense.of_notice(db, notice.id))
                    for notice_id in part
                    if (notice := records.notice(db, notice_id))
                ]
            with self._writing("The vectors of " + ", ".join(part[:3])):
                vectors.drop(part)
                vectors.put(found)
            with self._database.writing() as db:
                db.executemany("DELETE FROM outbox WHERE notice_id = ?", [(notice_id,) for notice_id in part])

    def _rebuild(self, vectors: Vectors, progress: Progress | None = None) -> None:
        """From SQLite; until the end the collection is marked as not in line."""
        with self._database.writing() as db:
            records.set_meta(db, "vectors", "")
        with self._writing("The vectors"):
            vectors.clear()
        ids = self._ids()
        for batch in batches(len(ids), _TOGETHER):
            self._settle(vectors, ids[batch])
            if progress:
                progress(min(batch.stop, len(ids)), len(ids))
        if not self._url:
            with self._writing("The vectors of other models"):
                vectors.drop_other_models()
        with self._database.writing() as db:
            db.execute("DELETE FROM outbox")
            records.set_meta(db, "vectors", vectors.name)
            records.changed(db)
        self._sound = True

    def _embed_all(self) -> None:
        """The vectors of this model beside every passage; a notice that is damaged is left to be found."""
        for notice_id in self._ids():
            with self._database.reading() as db:
                rows = self.embed(records.passages(db, notice_id))
            with self._database.writing() as db:
                if checksum.holds(db, notice_id):
                    dense.put(db, notice_id, rows)
                    checksum.stamp(db, notice_id)
        with self._database.writing() as db:
            records.set_meta(db, "model", collection_name(self.embedder))
            records.changed(db)

    def _ids(self) -> list[str]:
        with self._database.reading() as db:
            return [row[0] for row in db.execute("SELECT id FROM notices ORDER BY id")]

    def close(self) -> None:
        """Let go of the folder; it is sealed if all went well."""
        if self._vectors is None:
            return
        self._vectors.close()
        if self._sound and not self._url:
            self._seal.close()

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

    def _open_folder(self) -> Vectors:
        if self._folder.exists() and not self._seal.holds():
            problem = survives_opening(self._folder)
            if problem:
                self._replace_folder(problem)
        self._seal.break_()  # if opening ends this process, the next one probes
        try:
            vectors = self._opened()
            vectors.count()
        except Exception as error:  # noqa: BLE001  # as in `_writing`: Chroma's errors have no common base
            self._replace_folder(str(error))
            vectors = self._opened()
        return vectors

    def _opened(self) -> Vectors:
        with self._database.reading() as db:
            identity = records.meta(db, "identity")
        client = server_client(self._url) if self._url else embedded_client(self._folder)
        return Vectors(client, self.embedder, identity)

    def _replace_folder(self, problem: str) -> None:
        aside = move_aside([self._folder])
        with self._database.writing() as db:
            records.set_meta(db, "vectors", "")
        self._repairs.say(f"The vectors could not be read ({problem}); they were moved to {aside} and made anew.")

    def _passages(self) -> int:
        with self._database.reading() as db:
            return int(db.execute("SELECT count(*) FROM passages").fetchone()[0])


def searched_text(passage: Passage) -> str:
    """What a passage's vector is made of."""
    return passage.text
