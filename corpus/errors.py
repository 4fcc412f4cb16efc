"""What can be wrong with one file of notices. Each error is one sentence for the clerk who owns the file."""

from enum import StrEnum


class Flaw(StrEnum):
    """What is the matter, in one word: faces have a sentence for each, in the reader's language."""

    DAMAGED = "damaged"
    EMPTY = "empty"
    LONG = "long"  # more pages, characters, parts or pixels than are read
    LOCKED = "locked"  # with a password
    MACROS = "macros"
    LETTERS = "letters"  # of no encoding that is known
    DISGUISED = "disguised"  # not what its ending says
    FAINT = "faint"  # a scan on which nothing is recognised
    SCAN = "scan"  # and none are recognised here
    OLD_WORD = "old_word"  # and none are read here
    MACHINE = "machine"  # no fault of the file
    KIND = "kind"
    SECRET = "secret"
    BREAKS = "breaks"


class CorpusError(Exception):
    """A file cannot be turned into a notice."""

    flaw = Flaw.DAMAGED

    def __init__(self, sentence: str, flaw: Flaw | None = None) -> None:
        super().__init__(sentence)
        self.flaw = flaw or self.flaw


class LoadError(CorpusError):
    """The file cannot be read as text: empty, binary, damaged, too large, or in an unknown encoding."""


class UnsupportedKind(CorpusError):
    """The file is of a kind that is not read."""

    flaw = Flaw.KIND


class SecretDocument(CorpusError):
    """The document is marked as a state secret: nothing of it is kept."""

    flaw = Flaw.SECRET


class ScanWaits(CorpusError):
    """The file is a scan, and scans are not read in this round."""


class FileGone(CorpusError):
    """The file is not where it was read any more, or cannot be opened."""


class FileChanged(CorpusError):
    """The file is no longer what was read: it is read again before anything of it is shown."""


class BreaksReading(CorpusError):
    """The file ends its reading, fills the memory or is not read in time: it is kept apart until it changes."""

    flaw = Flaw.BREAKS
