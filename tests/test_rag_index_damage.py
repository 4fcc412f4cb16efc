"""What is broken is set aside and said, never used, never deleted; what is derived is made anew."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from indexing import FIRST, opened

from rag.errors import IndexVersionError
from rag.index import Index, tokens
from rag.index.refresh import refresh
from rag.index.trust import Seal

QUESTION = "khảo sát dịch vụ công trực tuyến"


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


@pytest.fixture
def data(few_data: Path, tmp_path: Path) -> Path:
    """A data folder that was indexed and closed."""
    return Path(shutil.copytree(few_data, tmp_path / "data"))


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
        assert_sound(index, count)
        assert any("made anew" in note for note in index.notes)


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
        index._alignment.vectors.drop([FIRST])
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
