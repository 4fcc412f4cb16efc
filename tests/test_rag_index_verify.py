"""What is wrong with an index is found: planted damage, a seal that is broken, a store that ends its process."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from indexing import FIRST, opened

from rag.index import Index
from rag.index.embed import load_embedder
from rag.index.soundness import move_aside
from rag.index.trust import Seal, survives_opening
from rag.index.verify import problems


@pytest.fixture
def data(few_data: Path, tmp_path: Path) -> Path:
    """A data folder that was indexed and closed."""
    return Path(shutil.copytree(few_data, tmp_path / "data"))


PLANTED = {
    "a text that is no slice": (f"UPDATE passages SET text = 'x' || text WHERE notice_id = '{FIRST}'", "not a slice"),
    "a shifted offset": (f"UPDATE passages SET start = start + 1 WHERE notice_id = '{FIRST}'", "not a slice"),
    "a changed notice": (f"UPDATE notices SET text = 'x' || text WHERE id = '{FIRST}'", "not a slice"),
    "words without a passage": ("INSERT INTO words(rowid, folded) VALUES (99999, 'x')", "word index"),
    "a passage without words": ("DELETE FROM words WHERE rowid = (SELECT min(id) FROM passages)", "word index"),
    "a lost notice": (f"DELETE FROM notices WHERE id = '{FIRST}'", "belong to no notice"),
    "a lost passage": ("DELETE FROM passages WHERE id = (SELECT min(id) FROM passages)", "word index"),
    "vectors that are due": (f"INSERT INTO outbox VALUES ('{FIRST}')", "not yet written"),
    "a header that cannot be read": (f"UPDATE notices SET header = '{{' WHERE id = '{FIRST}'", "cannot be read"),
    "a directive that cannot be read": ("UPDATE directives SET value = '{}'", "cannot be read"),
}


@pytest.fixture(scope="module")
def whole(few_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index to look into, not to change."""
    with opened(Path(shutil.copytree(few_data, tmp_path_factory.mktemp("whole") / "data"))) as index:
        yield index


@pytest.mark.parametrize("planted", PLANTED)
def test_verify_finds_planted_damage(planted: str, whole: Index) -> None:
    statement, said = PLANTED[planted]
    with closing(sqlite3.connect(":memory:")) as db:
        with whole._database.reading() as stored:
            stored.backup(db)
        db.execute(statement)
        assert any(said in problem for problem in problems(db, whole._alignment.vectors))


def test_verify_finds_a_lost_and_a_strange_vector(data: Path) -> None:
    with opened(data) as index:
        collection = index._alignment.vectors._collection
        collection.delete(ids=[f"{FIRST}:0"])
        assert any(f"no vector, the first is {FIRST}:0" in problem for problem in index.verify())
        collection.add(ids=["x:0"], embeddings=[[1.0] * load_embedder().dimensions], metadatas=[{"notice_id": "x"}])
        assert any("belong to no passage, the first is x:0" in problem for problem in index.verify())


def test_a_probe_says_what_is_wrong(data: Path) -> None:
    (data / "chroma" / "chroma.sqlite3").write_bytes(b"no database " * 5000)
    assert survives_opening(data / "chroma")
    assert "within 0 seconds" in (survives_opening(data / "chroma", timeout=0.01) or "")


def test_a_seal_holds_until_anything_is_touched(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a").write_text("1")
    seal = Seal(folder)
    assert not seal.holds()
    seal.close()
    assert seal.holds()
    (folder / "b").write_text("")
    assert not seal.holds()
    seal.close()
    (folder / "a").write_text("22")
    assert not seal.holds()
    seal.close()
    seal.break_()
    assert not seal.exists()
    assert not seal.holds()


def test_nothing_that_was_set_aside_is_written_over(tmp_path: Path) -> None:
    for content in "123":
        (tmp_path / "a").write_text(content)
        move_aside([tmp_path / "a", tmp_path / "missing"])
    assert sorted(path.read_text() for path in tmp_path.glob("a.broken-*")) == ["1", "2", "3"]
