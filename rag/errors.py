"""What can go wrong, as one tree. Each error is ONE sentence (or two) that ends with the next step to take;
the command line prints it and exits with a code other than 0, the faces show a calm line and log the rest.

    ChidaoError
    ├── EmbeddingError          the embedding model is missing or cannot be read
    ├── NoticesError            the notices folder is missing, unreadable or empty
    └── StorageError            the data folder
        ├── DataFolderError     cannot be created or written, or the disk is full
        ├── IndexLocked         another process owns it
        ├── IndexVersionError   made by another version of chidao
        ├── IndexDamaged        SQLite (the truth) cannot be read
        ├── NoticeDamaged       one notice is not stored as it was written
        └── VectorsError        Chroma (derived) failed; the notices are safe, `--rebuild` makes it anew

Errors about one file of the corpus (`LoadError`, `UnsupportedKind`) are in `corpus.errors`: `rag.index.refresh`
turns them into entries of its report, because one broken file never stops the others.
"""


class ChidaoError(Exception):
    """Carries one sentence for people, with the next step."""


class EmbeddingError(ChidaoError):
    """The embedding model cannot be loaded."""


class NoticesError(ChidaoError):
    """The notices folder cannot be used."""


class StorageError(ChidaoError):
    """The data folder cannot be used."""


class DataFolderError(StorageError):
    """The data folder cannot be created or written."""


class IndexLocked(StorageError):
    """Another process owns the data folder; `pid` is its number where it is known."""

    def __init__(self, message: str, pid: int | None = None) -> None:
        super().__init__(message)
        self.pid = pid


class IndexVersionError(StorageError):
    """The data folder was made by another version."""


class IndexDamaged(StorageError):
    """The notices' database cannot be read."""


class NoticeDamaged(StorageError):
    """A notice is not stored as it was written; it is taken out and read again."""

    def __init__(self, notice_id: str) -> None:
        super().__init__(
            f"The notice {notice_id} is damaged in the index: it is read again in a moment, try again then."
        )
        self.notice_id = notice_id


class VectorsError(StorageError):
    """The vectors cannot be written or read."""
