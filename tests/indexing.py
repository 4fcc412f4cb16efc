"""An index that is opened, filled and searched."""

import resource
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from answering import shipped

from corpus.models import Notice
from corpus.passages import passages
from rag.index import Candidate, Index, tokens
from rag.index.index import Addition
from rag.index.records import Origin

FIRST, SECOND = FEW = ("quang-nam-46-2018", "huong-an-2018")


def opened(data: Path) -> Index:
    return Index.open(data, shipped(), timeout=0.2)


def put(index: Index, notice: Notice, content_hash: str = "1") -> None:
    index.add(Addition(notice, passages(notice), Origin(content_hash, f"{notice.id}.txt")))


def searched(index: Index, words: str, notices: Sequence[str] | None = None, limit: int = 60) -> list[Candidate]:
    return index.search(**tokens(words)._asdict(), text=words, notices=notices, limit=limit)


def found(index: Index, words: str, notices: Sequence[str] | None = None) -> set[str]:
    return {candidate.passage.notice_id for candidate in searched(index, words, notices)}


def vectors_of(index: Index, notice_id: str) -> set[str]:
    return {key for key in index._alignment.vectors.ids() if key.rpartition(":")[0] == notice_id}


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """No file can be written beyond this size, as where a disk is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
