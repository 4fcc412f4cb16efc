"""Vectors of another model, and vectors that cannot be written."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from fakes import sample_notice

from corpus.passages import passages
from rag.errors import VectorsError
from rag.index import Index, tokens
from rag.index.embed import Embedder, Vectors, load_embedder
from rag.index.index import Addition
from rag.index.records import Origin

FIRST, SECOND = "quang-nam-46-2018", "tra-vinh-2020"
QUESTION = "khảo sát dịch vụ công trực tuyến"


class OtherEmbedder:
    """The shipped model under another name, cut to fewer dimensions: another model."""

    name = "other-model"
    dimensions = 16

    def __init__(self) -> None:
        self._shipped = load_embedder()

    def embed(self, texts: Sequence[str]) -> Vectors:
        return self._cut(self._shipped.embed(texts))

    def embed_query(self, text: str) -> Vectors:
        row: Vectors = self.embed([text])[0]
        return row

    def _cut(self, rows: Vectors) -> Vectors:
        return np.ascontiguousarray(rows[:, : self.dimensions])


class FailingEmbedder(OtherEmbedder):
    """Says 16 dimensions and gives fewer once it is `broken`."""

    broken = False

    def _cut(self, rows: Vectors) -> Vectors:
        return np.ascontiguousarray(rows[:, : self.dimensions - self.broken])


def opened(data: Path, embedder: Embedder | None = None) -> Index:
    return Index.open(data, embedder or load_embedder(), timeout=0.2)


def put(index: Index, notice_id: str) -> None:
    notice = sample_notice(notice_id)
    index.add(Addition(notice, passages(notice), Origin("1", f"{notice_id}.txt")))


def vectors_of(index: Index, notice_id: str) -> set[str]:
    return {key for key in index._alignment.vectors.ids() if key.rpartition(":")[0] == notice_id}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_a_model_that_keeps_no_promise_stores_nothing(data: Path) -> None:
    embedder = FailingEmbedder()
    with opened(data, embedder) as index:
        put(index, FIRST)
        embedder.broken = True
        with pytest.raises(VectorsError, match="CHIDAO_EMBEDDING_MODEL"):
            put(index, SECOND)
        assert index.ids() == (FIRST,)
        assert index.verify() == []


def test_vectors_that_could_not_be_written_are_written_as_soon_as_they_can(
    data: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def chroma(statement: str) -> None:
        with closing(sqlite3.connect(data / "chroma" / "chroma.sqlite3")) as db:
            db.execute(statement)
            db.commit()

    refuse = "CREATE TRIGGER refuse BEFORE INSERT ON embeddings_queue BEGIN SELECT RAISE(ABORT, 'no'); END"
    for restarted in (True, False):
        with opened(data) as index:
            put(index, FIRST)
            chroma(refuse)
            put(index, SECOND)
            assert "could not be written" in caplog.text
            assert SECOND in index.ids()
            assert any("not yet written" in problem for problem in index.verify())
            index.tend()
            assert any("not yet written" in problem for problem in index.verify())
            chroma("DROP TRIGGER refuse")
            if not restarted:
                index.tend()
                assert index.verify() == []
        with opened(data) as index:
            assert index.verify() == []
            assert index.ids() == (FIRST, SECOND)
            index.remove(SECOND)


def test_another_embedding_model_never_mixes(data: Path) -> None:
    with opened(data) as index:
        put(index, FIRST)
        shipped = index._alignment.vectors.name
    with opened(data, OtherEmbedder()) as index:
        assert index._alignment.vectors.name != shipped
        assert len(vectors_of(index, FIRST)) == len(index)
        put(index, SECOND)
        assert all(-1 <= one.dense <= 1 for one in index.search(**tokens(QUESTION)._asdict(), text=QUESTION))
        assert index.verify() == []
    with opened(data) as index:  # back again: what was changed meanwhile is there
        assert index._alignment.vectors.name == shipped
        assert len(vectors_of(index, SECOND)) == len(index.passages(SECOND))
        assert index.verify() == []
        collections = index._alignment.vectors._client.list_collections()
        assert [collection.name for collection in collections] == [shipped]
