"""What can be wrong with one file of notices. Each error is one sentence for the clerk who owns the file."""


class CorpusError(Exception):
    """A file cannot be turned into a notice."""


class LoadError(CorpusError):
    """The file cannot be read as text: empty, binary, damaged, too large, or in an unknown encoding."""


class UnsupportedKind(CorpusError):
    """The file is of a kind that is not read."""


class SecretDocument(CorpusError):
    """The document is marked as a state secret: nothing of it is kept."""


class ScanWaits(CorpusError):
    """The file is a scan, and scans are not read in this round."""


class FileGone(CorpusError):
    """The file is not where it was read any more, or cannot be opened."""


class FileChanged(CorpusError):
    """The file is no longer what was read: it is read again before anything of it is shown."""


class BreaksReading(CorpusError):
    """The file ends its reading, fills the memory or is not read in time: it is kept apart until it changes."""
