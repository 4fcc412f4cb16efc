"""What is broken is set aside and said, never used, never deleted; what is derived is made anew."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fakes import SAMPLES

from rag.errors import IndexVersionError
from rag.index import Index, tokens
from rag.index.embed import load_embedder
from rag.index.refresh import refresh
from rag.index.soundness import move_aside
from rag.index.trust import Seal, survives_opening
from rag.index.verify import problems

FIRST, SECOND = "quang-nam-46-2018", "huong-an-2018"
QUESTION = "khảo sát dịch vụ công trực tuyến"


def opened(data: Path) -> Index:
    return Index.open(data, load_embedder(), timeout=0.2)


def changed(data: Path, *statements: str) -> None:
    """Change the database past the index."""
    with closing(sqlite3.connect(data / "notices.sqlite")) as db:
        for statement in statements:
            db.execute(statement)
        db.commit()


def vectors_of(index: Index) -> set[str]:
    return index._alignment.vectors.ids()


def assert_sound(index: Index, passages: int) -> None:
    """Whole, and found by its words and by its vectors."""
    assert index.verify() == []
    assert len(index) == len(vectors_of(index)) == passages
    best = index.search(**tokens(QUESTION)._asdict(), text=QUESTION)
    assert any(one.lexical for one in best)
    assert any(one.dense for one in best)


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A notices folder of two samples."""
    folder = tmp_path_factory.mktemp("notices")
    for notice_id in (FIRST, SECOND):
        shutil.copy(SAMPLES / f"{notice_id}.txt", folder)
    return folder


@pytest.fixture(scope="module")
def template(few: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template") / "data"
    with opened(folder) as index:
        refresh(index, few)
    return folder


@pytest.fixture
def data(template: Path, tmp_path: Path) -> Path:
    """A data folder that was indexed and closed."""
    return Path(shutil.copytree(template, tmp_path / "data"))


@pytest.fixture
def count(data: Path) -> int:
    with closing(sqlite3.connect(data / "notices.sqlite")) as db:
        return int(db.execute("SELECT count(*) FROM passages").fetchone()[0])


def overwritten(path: Path, start: int, length: int) -> None:
    with path.open("r+b") as file:
        file.seek(start)
        file.write(b"\xa5" * length)


def another_programs(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE a (b)")


DATABASE_DAMAGE: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "cut in half": lambda path: os.truncate(path, path.stat().st_size // 2),
    "middle overwritten": lambda path: overwritten(path, path.stat().st_size // 2, 3 * 4096),
    "another program's": another_programs,
}


@pytest.mark.parametrize("damage", DATABASE_DAMAGE)
def test_a_broken_database_is_set_aside(damage: str, data: Path) -> None:
    DATABASE_DAMAGE[damage](data / "notices.sqlite")
    with opened(data) as index:
        assert index.ids() == ()
        assert vectors_of(index) == set()
        (note,) = (note for note in index.notes if "chidao index" in note)
        (aside,) = data.glob("notices.sqlite.broken-*[0-9]")
        assert str(aside) in note


def test_a_missing_database_is_made_and_the_old_vectors_are_not_used(data: Path, few: Path, count: int) -> None:
    (data / "notices.sqlite").unlink()
    with opened(data) as index:
        assert index.ids() == ()
        assert vectors_of(index) == set()
        refresh(index, few)
        assert_sound(index, count)
    with opened(data) as index:
        assert index.notes == ()
        assert len(index) == count


def test_a_log_without_its_database_is_not_played_into_a_new_one(data: Path) -> None:
    with opened(data) as index:
        index.remove(FIRST)
        log = (data / "notices.sqlite-wal").read_bytes() or b"\x37\x7f\x06\x82" * 100
    (data / "notices.sqlite").unlink()
    (data / "notices.sqlite-wal").write_bytes(log)
    with opened(data) as index:
        assert index.ids() == ()
        assert list(data.glob("notices.sqlite-wal.broken-*"))


def test_marks_of_removed_notices_outlive_a_damaged_database(data: Path, few: Path) -> None:
    with opened(data) as index:
        index.remove(FIRST, keep_out=True)
    changed(data, "DROP TABLE directives")
    with opened(data) as index:
        assert index.ids() == ()
        assert index.removed() == {FIRST}
        assert any(FIRST in note for note in index.notes)
        refresh(index, few)
        assert FIRST not in index.ids()


def test_another_version_is_refused_and_nothing_is_changed(data: Path) -> None:
    changed(data, "PRAGMA user_version = 999")
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file() and path.name != "lock"}
    with pytest.raises(IndexVersionError, match="999"):
        opened(data)
    after = {path: path.read_bytes() for path in data.rglob("*") if path.is_file() and path.name != "lock"}
    assert after == before
    with pytest.raises(IndexVersionError):  # and the lock was given back
        opened(data)


VECTOR_DAMAGE: dict[str, Callable[[Path], object]] = {
    "deleted": shutil.rmtree,
    "everything garbage": lambda folder: [
        path.write_bytes(b"\xa5" * 5000) for path in folder.rglob("*") if path.is_file()
    ],
}


@pytest.mark.parametrize("damage", VECTOR_DAMAGE)
def test_broken_vectors_are_made_anew_from_the_database(damage: str, data: Path, count: int) -> None:
    VECTOR_DAMAGE[damage](data / "chroma")
    with opened(data) as index:
        assert index.notes
        assert_sound(index, count)


def test_a_seal_that_wrongly_holds_is_survived(data: Path, count: int) -> None:
    (data / "chroma" / "chroma.sqlite3").write_bytes(b"no database " * 5000)
    Seal(data / "chroma").close()
    with opened(data) as index:
        assert any("made anew" in note for note in index.notes)
        assert_sound(index, count)


def test_the_vectors_of_another_folder_are_not_taken_for_ours(
    data: Path, few: Path, tmp_path: Path, count: int
) -> None:
    """As many vectors as there are passages, but of notices that go by other names."""
    renamed = tmp_path / "renamed"
    renamed.mkdir()
    for sample in few.glob("*.txt"):
        shutil.copy(sample, renamed / f"x-{sample.name}")
    with opened(tmp_path / "other") as index:
        refresh(index, renamed)
        assert len(index) == count
    shutil.rmtree(data / "chroma")
    shutil.copytree(tmp_path / "other" / "chroma", data / "chroma")
    with opened(data) as index:
        assert_sound(index, count)


def test_what_an_interrupted_process_left_is_finished(data: Path, count: int) -> None:
    with opened(data) as index:
        index._alignment.vectors.drop(FIRST)
    changed(data, f"INSERT INTO outbox VALUES ('{FIRST}')")
    with opened(data) as index:
        assert_sound(index, count)


def test_a_rebuild_that_was_interrupted_is_done_again(data: Path, count: int) -> None:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with opened(data) as index, pytest.raises(KeyboardInterrupt):
        index.rebuild_vectors(stop)
    with opened(data) as index:
        assert_sound(index, count)


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
def whole(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index to look into, not to change."""
    with opened(Path(shutil.copytree(template, tmp_path_factory.mktemp("whole") / "data"))) as index:
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
