"""A file that an administrator sends -> what is understood of it -> published or discarded.

    upload = uploads.receive("46.pdf", chunks)     # read, not live; takes as long as reading takes, needs no index
    uploads.preview(index, upload.id)              # what was understood, what it will be called, whether it is there already
    uploads.publish(index, upload.id)              # its notice's id: answered from at once
    uploads.discard(upload.id)

receiving.py takes and reads one, shelf.py is where they wait. Every refusal is an UploadRefused (refused.py).
"""

import hashlib
import logging
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from bot.uploads.receiving import named, read, unwatched, written
from bot.uploads.refused import UploadRefused, Why, storing
from bot.uploads.shelf import Shelf, Upload
from corpus.errors import Flaw
from corpus.honesty import Honesty
from corpus.load import LARGEST_FILE
from corpus.models import Notice, Value
from corpus.reading import Reading
from corpus.reading.reader import OnPage
from rag.errors import StorageError
from rag.index import Index
from rag.index.placing import place_for, put, same_bytes, same_document
from rag.index.refresh import add_read, recipe

__all__ = ["DAYS", "MOST", "Preview", "Upload", "UploadRefused", "Uploads", "Why"]

FOLDER = "uploads"
DAYS = 7  # that one waits
MOST = 20  # that wait: a gigabyte of the largest
log = logging.getLogger(__name__)


class Preview(Value):
    """What an administrator sees before the decision.

    `name`, `notice.id`: as it will be called if it is published now. `same`: the ids of notices that are the same document, by
    number, issuer and day, or byte for byte. `removed`: a notice of this id was taken out; publishing lifts the mark.
    """

    upload: Upload
    name: str
    notice: Notice
    honesty: Honesty
    same: tuple[str, ...]
    removed: bool


class Uploads:
    """The uploads of a data folder; one a process, from any thread. `largest`: bytes of a file."""

    def __init__(
        self, data: Path, notices: Path, largest: int = LARGEST_FILE, now: Callable[[], float] = time.time
    ) -> None:
        self._shelf = Shelf(data / FOLDER)
        self._notices = notices
        self._largest = largest
        self._now = now
        self._deciding = threading.RLock()  # of two administrators the second finds what the first has done

    def receive(self, name: str, chunks: bytes | Iterable[bytes], on_page: OnPage = unwatched) -> Upload:
        """Read, and kept until it is decided. `on_page` is called before each page of a scan: what it raises ends the reading,
        is passed on, and nothing is left."""
        known_as = named(name)
        with storing():
            place = self._place()
        with self._shelf.taking(place):
            file = place / known_as
            digest, size = written(file, [chunks] if isinstance(chunks, bytes) else chunks, self._largest)
            reading = read(file, on_page)
            upload = Upload(
                id=place.name, name=known_as, digest=digest, size=size, sent_at=self._now(), recipe=recipe()
            )
            with storing():
                self._shelf.put(upload, reading)
        return upload

    def waiting(self) -> tuple[Upload, ...]:
        """Those that are not decided, the oldest first."""
        self.tidy()
        return tuple(upload for upload in self._shelf.all() if not upload.notice_id)

    def preview(self, index: Index, upload_id: str) -> Preview:
        """What was understood, and what would come of it."""
        self._bring_up_to_date(upload_id)
        with self._deciding, storing():
            upload = self._known(upload_id)
            if upload.notice_id:
                raise UploadRefused(Why.PUBLISHED, notice=upload.notice_id)
            reading = self._reading(upload)
            found = place_for(index, self._notices, upload.name, self._content(upload))
            return Preview(
                upload=upload,
                name=found.path.name,
                notice=reading.notice.model_copy(update={"id": found.id}),
                honesty=reading.honesty,
                same=tuple(same_document(index, reading.notice, upload.digest)),
                removed=found.id in index.removed(),
            )

    def publish(self, index: Index, upload_id: str) -> str:
        """The id of its notice, which is answered from when this returns; the same again where it was published before.

        Of a file that is there already, byte for byte, the id it has.
        """
        self._bring_up_to_date(upload_id)
        with self._deciding, storing():
            upload = self._known(upload_id)
            if upload.notice_id:
                return upload.notice_id
            content, reading = self._content(upload), self._reading(upload)
            there = same_bytes(index, upload.digest)
            notice_id = there[0] if there else self._put(index, upload, content, reading)
            self._settle(upload, notice_id)
            log.info("published: %s", notice_id)
            return notice_id

    def discard(self, upload_id: str) -> None:
        """Nothing of it is left; nothing happens where it is gone. Refused once it is published."""
        with self._deciding, storing():
            upload = self._shelf.get(upload_id)
            if upload is None:
                return
            if upload.notice_id:
                raise UploadRefused(Why.PUBLISHED, notice=upload.notice_id)
            self._shelf.drop(upload)

    def tidy(self) -> None:
        """Nothing is left of those that are too old, or were never received whole."""
        with self._deciding, storing():
            self._shelf.sweep()
            for upload in self._shelf.all():
                if self._is_old(upload):
                    self._shelf.drop(upload)

    def _place(self) -> Path:
        with self._deciding:
            self.tidy()
            if len(self._shelf) >= MOST:
                raise UploadRefused(Why.FULL, count=MOST)
            return self._shelf.make()

    def _known(self, upload_id: str) -> Upload:
        upload = self._shelf.get(upload_id)
        if upload is None or self._is_old(upload):
            raise UploadRefused(Why.GONE, days=DAYS)
        return upload

    def _content(self, upload: Upload) -> bytes:
        """The file as it came."""
        try:
            content = self._shelf.file(upload).read_bytes()
        except FileNotFoundError as error:
            raise UploadRefused(Why.GONE, days=DAYS) from error
        if hashlib.sha256(content).hexdigest() != upload.digest:
            raise UploadRefused(Why.GONE, days=DAYS)
        return content

    def _reading(self, upload: Upload) -> Reading:
        """What was read of it."""
        reading = self._shelf.reading(upload)
        if reading is None:
            raise UploadRefused(Why.GONE, days=DAYS)
        return reading

    def _bring_up_to_date(self, upload_id: str) -> None:
        """What another version read, or what was lost of it, is read anew by this one, which may refuse it. Others decide
        meanwhile, about this one too.
        """
        with self._deciding, storing():
            upload = self._known(upload_id)
            if upload.notice_id or (upload.recipe == recipe() and self._shelf.reading(upload)):
                return
        file = self._shelf.file(upload)
        with self._shelf.taking(file.parent):
            try:
                reading = read(file)
            except UploadRefused as error:
                with self._deciding, storing():
                    if self._known(upload_id).notice_id:  # its file was taken away: nothing is wrong with it
                        return
                    if error.why is Flaw.SECRET:
                        self._shelf.drop(upload)
                raise
            with self._deciding, storing():
                if not self._known(upload_id).notice_id:
                    self._shelf.put(upload.model_copy(update={"recipe": recipe()}), reading)

    def _put(self, index: Index, upload: Upload, content: bytes, reading: Reading) -> str:
        """The id of its notice. Where something fails once the notice is stored, it is published all the same."""
        try:
            with put(index, self._notices, upload.name, content) as found:
                add_read(index, found, reading, upload.digest)
                return found.id
        except (StorageError, OSError) as error:
            there = same_bytes(index, upload.digest)
            if not there:
                raise
            log.warning("%s is published, but: %s", there[0], error)
            return there[0]

    def _settle(self, upload: Upload, notice_id: str) -> None:
        """Where that fails it waits on, and is found to be published by whoever publishes it again."""
        try:
            self._shelf.settle(upload, notice_id)
        except OSError as error:
            log.warning("%s is published, but its upload is kept: %s", notice_id, error)

    def _is_old(self, upload: Upload) -> bool:
        """Never where the clock was put back: it says nothing then."""
        return self._now() - upload.sent_at > DAYS * 86_400
