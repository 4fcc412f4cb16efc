"""Why an upload is not taken, or not published: one sentence with the next step, in the reader's language."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from bot.errors import FaceError
from bot.messages import messages
from corpus.errors import CorpusError, Flaw
from rag.errors import NoticesError, StorageError

log = logging.getLogger(__name__)


class Why(StrEnum):
    """What is the matter, where it is not the file itself (`corpus.errors.Flaw`)."""

    TOO_LARGE = "too_large"
    FULL = "full"  # too many wait already
    GONE = "gone"  # discarded, or too old
    PUBLISHED = "published"
    DISK = "disk"
    FOLDER = "folder"  # of the notices


class UploadRefused(FaceError):
    """Nothing was done; each value of `Why` and `Flaw` has one sentence, `upload.<value>`."""

    def __init__(self, why: Why | Flaw, **values: object) -> None:
        self.why = why
        self._values = values
        super().__init__(self.said("en"))

    def said(self, language: str) -> str:
        """The sentence in `language`."""
        return messages().say(language, f"upload.{self.why}", **self._values)


def not_taken(error: CorpusError, name: str = "") -> UploadRefused:
    """What is the matter with the file of that name, which is kept no longer; the log has it in full, but nothing of
    what is secret: its name may tell."""
    log.info("An upload was not taken: %s", "it is marked secret." if error.flaw is Flaw.SECRET else error)
    return UploadRefused(error.flaw, name=name)


@contextmanager
def storing() -> Iterator[None]:
    """Around what the shelf, the notices folder and the index do, and nothing else: what they do not take is one sentence."""
    try:
        yield
    except NoticesError as error:
        raise _not_stored(Why.FOLDER, error) from error
    except (StorageError, OSError) as error:
        raise _not_stored(Why.DISK, error) from error


def _not_stored(why: Why, error: Exception) -> UploadRefused:
    log.warning("%s", error)
    return UploadRefused(why)
