"""Why an upload is not taken, or not published: one sentence with the next step, in the reader's language."""

from enum import StrEnum

from bot.errors import FaceError
from bot.messages import messages
from corpus.errors import Flaw


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
