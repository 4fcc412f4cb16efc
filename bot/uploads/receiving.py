"""What somebody sends -> a file of a safe name -> what is read of it, by a process that nobody else waits for."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from bot.uploads.refused import UploadRefused, Why, not_taken, storing
from corpus.errors import CorpusError, SecretDocument
from corpus.load import most_bytes
from corpus.load.safe_name import safe_name
from corpus.reading import Reading, proofreader
from corpus.reading.reader import OnPage
from corpus.secrecy import secrecy_of_name
from corpus.text import seen


def named(given: str) -> str:
    """The name it is kept under. Raises UploadRefused, also where the name says that the document is secret."""
    try:
        if mark := secrecy_of_name(seen(given)):
            raise SecretDocument(f"Its name is marked {mark}.")
        return safe_name(given)
    except CorpusError as error:
        raise not_taken(error) from error


def written(file: Path, chunks: Iterable[bytes], largest: int) -> tuple[str, int]:
    """SHA-256 and size of what came; no more of it is taken than a file of its kind may have. Raises UploadRefused."""
    most = min(largest, most_bytes(file))
    digest, size = hashlib.sha256(), 0
    with storing():
        target = os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb", buffering=0)
    with target:
        for chunk in chunks:
            size += len(chunk)
            if size > most:
                raise UploadRefused(Why.TOO_LARGE, name=file.name, limit=most // 1024 // 1024)
            digest.update(chunk)
            rest = memoryview(chunk)
            with storing():  # what ends the stream is no fault of the disk
                while rest:
                    rest = rest[target.write(rest) :]
    return digest.hexdigest(), size


def unwatched(page: int, of: int) -> None:
    """Nobody is told which page is recognised."""


def read(file: Path, on_page: OnPage = unwatched) -> Reading:
    """What the file says. Raises UploadRefused, and what `on_page` raises."""
    try:
        return proofreader().read(file.stem, file, kept=file.parent / "pages", on_page=on_page)
    except CorpusError as error:
        raise not_taken(error, file.name) from error
