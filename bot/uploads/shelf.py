"""Where uploads wait: a folder each, for its owner alone, with the file, what was read of it, and a record, written last."""

import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.models import Value
from corpus.reading import Reading
from rag.index.written import write_whole

_ID = re.compile(r"[0-9a-f]{16}")
_COMING = 3_600  # seconds after its last byte or page that a file without a record may still be received, or read
_RECORD, _READING = "upload.json", "reading.json"  # no file has such an ending


class Upload(Value):
    """A file that somebody sent: a safe name, its SHA-256, and when it came, in seconds.

    `recipe`: the version that read it. `notice_id`: what it was published as; empty while it waits.
    """

    id: str
    name: str
    digest: str
    size: int
    sent_at: float
    recipe: str
    notice_id: str = ""


class Shelf:
    """The uploads of one folder. Nothing here is locked."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.sweep()

    def sweep(self) -> None:
        """Nothing is left of what was being read when its process ended; what may still be coming is left alone."""
        for place in self._places():
            if not self.get(place.name) and time.time() - _touched(place) > _COMING:
                shutil.rmtree(place, ignore_errors=True)

    def __len__(self) -> int:
        """How many files there are, those too that are being read."""
        return sum(1 for place in self._places() if not ((known := self.get(place.name)) and known.notice_id))

    def all(self) -> list[Upload]:
        """The oldest first, those too that were published."""
        found = [known for place in self._places() if (known := self.get(place.name))]
        return sorted(found, key=lambda upload: (upload.sent_at, upload.id))

    def get(self, upload_id: str) -> Upload | None:
        """None for what is not there, not whole, or no id."""
        if not _ID.fullmatch(upload_id):
            return None
        try:
            return Upload.model_validate_json((self._folder / upload_id / _RECORD).read_bytes())
        except (OSError, ValueError):
            return None

    def make(self) -> Path:
        """A place for one more; its name is the id. Raises OSError."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        place = self._folder / secrets.token_hex(8)
        place.mkdir(mode=0o700)
        return place

    @contextmanager
    def taking(self, place: Path) -> Iterator[None]:
        """Nothing is left of it where no record was written by the end of the block."""
        try:
            yield
        finally:
            if not self.get(place.name):
                shutil.rmtree(place, ignore_errors=True)

    def put(self, upload: Upload, reading: Reading) -> None:
        """Raises OSError."""
        place = self._folder / upload.id
        write_whole(place / _READING, reading.model_dump_json().encode())
        self._record(upload)

    def file(self, upload: Upload) -> Path:
        """Where its file lies."""
        return self._folder / upload.id / upload.name

    def reading(self, upload: Upload) -> Reading | None:
        """What was read of it; None where that is not there or not whole."""
        try:
            return Reading.model_validate_json((self._folder / upload.id / _READING).read_bytes())
        except (OSError, ValueError):
            return None

    def settle(self, upload: Upload, notice_id: str) -> None:
        """It was published: the record alone stays. Raises OSError."""
        self._record(upload.model_copy(update={"notice_id": notice_id}))
        for path in (self.file(upload), self._folder / upload.id / _READING):
            path.unlink(missing_ok=True)

    def drop(self, upload: Upload) -> None:
        """Nothing of it is left. Raises OSError."""
        (self._folder / upload.id / _RECORD).unlink(missing_ok=True)  # first: half of it is none
        shutil.rmtree(self._folder / upload.id)

    def _record(self, upload: Upload) -> None:
        write_whole(self._folder / upload.id / _RECORD, upload.model_dump_json().encode())

    def _places(self) -> list[Path]:
        return [path for path in self._folder.iterdir() if _ID.fullmatch(path.name)] if self._folder.is_dir() else []


def _touched(place: Path) -> float:
    """When something was last written there, in seconds; now, where it is being taken away."""
    try:
        return max(path.lstat().st_mtime for path in (place, *place.rglob("*")))
    except OSError:
        return time.time()
