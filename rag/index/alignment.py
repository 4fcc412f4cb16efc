"""Keeps Chroma in line with SQLite: opened with distrust, used behind a broken seal, rebuilt when in doubt.

SQLite's `outbox` names the notices whose vectors may be out of line. A change commits the notice and its
outbox row together; then the vectors are written; then the row is cleared. A process that ends in between
leaves the row, and the next one does the vectors again: deleting and adding is the same done once or twice.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from corpus.models import Passage
from rag.errors import VectorsError
from rag.index import records
from rag.index.database import Database
from rag.index.embed import Embedder
from rag.index.embed import Vectors as Rows
from rag.index.repairs import Repairs
from rag.index.soundness import move_aside
from rag.index.trust import Seal, survives_opening
from rag.index.vectors import Vectors, embedded_client, server_client

Progress = Callable[[int, int], None]


class Alignment:
    """The vectors of one data folder, in line with its database after `open` and after each `settle`."""

    def __init__(
        self, data: Path, database: Database, embedder: Embedder, repairs: Repairs, chroma_url: str = ""
    ) -> None:
        self._database = database
        self.embedder = embedder
        self._url = chroma_url
        self._folder = data / "chroma"
        self._seal = Seal(self._folder)
        self.vectors: Vectors
        self._repairs = repairs
        self._sound = True  # until a write fails

    def open(self) -> None:
        """Open, or move aside and make anew; then finish what an interrupted process left."""
        if self._url:
            self.vectors = self._opened()
        else:
            self._open_folder()
        with self._database.reading() as db:
            due = [row[0] for row in db.execute("SELECT notice_id FROM outbox")]
            in_line_before = records.meta(db, "vectors") == self.vectors.name
        if in_line_before:
            for notice_id in due:
                self.settle(notice_id)
        if not in_line_before or self.vectors.count() != self._passages():
            if in_line_before:
                self._repairs.say("The vectors did not match the notices; they were made anew.")
            self.rebuild()

    def settle(self, notice_id: str, rows: Rows | None = None) -> None:
        """The vectors of one notice as SQLite has it now; `rows` where they are already computed."""
        with self._database.reading() as db:
            notice = records.notice(db, notice_id)
            passages = records.passages(db, notice_id)
        with self._writing(f"The vectors of {notice_id}"):
            if notice is None:
                self.vectors.drop(notice_id)
            else:
                self.vectors.replace(notice, passages, self._embed(passages) if rows is None else rows)
        with self._database.writing() as db:
            db.execute("DELETE FROM outbox WHERE notice_id = ?", (notice_id,))
            records.changed(db)

    def rebuild(self, progress: Progress | None = None) -> None:
        """Every vector anew from SQLite; until the end the collection is marked as not in line."""
        with self._database.writing() as db:
            records.set_meta(db, "vectors", "")
        with self._writing("The vectors"):
            self.vectors.clear()
        with self._database.reading() as db:
            ids = [row[0] for row in db.execute("SELECT id FROM notices ORDER BY id")]
        for done, notice_id in enumerate(ids):
            self.settle(notice_id)
            if progress:
                progress(done + 1, len(ids))
        if not self._url:
            with self._writing("The vectors of other models"):
                self.vectors.drop_other_models()
        with self._database.writing() as db:
            db.execute("DELETE FROM outbox")
            records.set_meta(db, "vectors", self.vectors.name)
            records.changed(db)
        self._sound = True

    def close(self) -> None:
        """Let go of the folder; it is sealed if all went well."""
        if not hasattr(self, "vectors"):
            return
        self.vectors.close()
        if self._sound and not self._url:
            self._seal.close()

    @contextmanager
    def _writing(self, what: str) -> Iterator[None]:
        """Chroma's errors as one sentence."""
        try:
            yield
        # Chroma's own errors, SQLite's, the network's and OSError have no common base
        except Exception as error:
            self._sound = False
            raise VectorsError(
                f"{what} could not be written ({error}); the notices themselves are stored: check the disk's free "
                "space and start again, the vectors are then brought in line."
            ) from error

    def _open_folder(self) -> None:
        if self._folder.exists() and not self._seal.holds():
            problem = survives_opening(self._folder)
            if problem:
                self._replace_folder(problem)
        self._seal.break_()  # if opening ends this process, the next one probes
        try:
            self.vectors = self._opened()
            self.vectors.count()
        except Exception as error:  # noqa: BLE001  # as in `_writing`: Chroma's errors have no common base
            self._replace_folder(str(error))
            self.vectors = self._opened()

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

    def _embed(self, passages: list[Passage]) -> Rows:
        if not passages:
            return np.zeros((0, self.embedder.dimensions), dtype=np.float32)
        return self.embedder.embed([searched_text(passage) for passage in passages])

    def _passages(self) -> int:
        with self._database.reading() as db:
            return int(db.execute("SELECT count(*) FROM passages").fetchone()[0])


def searched_text(passage: Passage) -> str:
    """What a passage's vector is made of."""
    return passage.text
