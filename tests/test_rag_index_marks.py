"""What was removed stays out, whatever becomes of the index; and what was made good is remembered."""

import json
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from indexing import FIRST, SECOND, opened

from rag.errors import DataFolderError
from rag.index.marks import Marks
from rag.index.refresh import add_files, refresh
from rag.index.repairs import Repairs


@pytest.fixture
def data(few_data: Path, tmp_path: Path) -> Path:
    """A data folder of two notices, one of which was removed."""
    data = Path(shutil.copytree(few_data, tmp_path / "data"))
    with opened(data) as index:
        index.remove(FIRST, keep_out=True)
    return data


def test_the_list_can_be_read_by_people(data: Path) -> None:
    lines = (data / "removed.txt").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines[1:-1]] == [FIRST]
    assert "--remove" in lines[0] and "1 notices" in lines[-1]


@pytest.mark.parametrize("damage", ["gone", "empty", "a page of zeros", "another version's tables"])
def test_a_removed_notice_does_not_return_with_a_new_database(damage: str, data: Path, few: Path) -> None:
    database = data / "notices.sqlite"
    match damage:
        case "gone":
            database.unlink()
        case "empty":
            database.write_bytes(b"")
        case "a page of zeros":
            database.write_bytes(b"\0" * 4096 + database.read_bytes()[4096:])
        case _:
            with closing(sqlite3.connect(database)) as db:
                db.execute("DROP TABLE removed")
    with opened(data) as index:
        assert index.removed() == {FIRST}
        refresh(index, few)
        assert index.ids() == (SECOND,)


@pytest.mark.parametrize("names", [["đã gỡ", "a\nb", '"', "#", "\udcff", "x" * 300]])
def test_any_name_is_kept(names: list[str], tmp_path: Path) -> None:
    marks = Marks(tmp_path)
    marks.write(names)
    assert marks.read() == (frozenset(names), "", False)


def test_a_damaged_list_is_said_and_made_good_from_the_table(data: Path) -> None:
    content = (data / "removed.txt").read_bytes()
    for cut in range(0, len(content), 7):
        (data / "removed.txt").write_bytes(content[:cut])
        with opened(data) as index:
            assert index.removed() == {FIRST}
            (note,) = index.notes
            assert "list of removed notices" in note and FIRST in note
        assert (data / "removed.txt").read_bytes() == content
    assert len(list(data.glob("removed.txt.broken-*"))) > 1


def test_an_index_of_the_first_version_gives_its_marks_to_the_list(data: Path, few: Path) -> None:
    (data / "removed.txt").unlink()
    with closing(sqlite3.connect(data / "notices.sqlite")) as db:
        db.executescript(
            "DROP TABLE checksums; DROP TABLE vectors; DELETE FROM meta WHERE key = 'model'; PRAGMA user_version = 1;"
        )
    with opened(data) as index:
        assert index.notes == ()
        assert index.removed() == Marks(data).read().ids == {FIRST}
        assert index.ids() == (SECOND,)
        assert index.verify() == []
    (data / "notices.sqlite").unlink()
    with opened(data) as index:
        refresh(index, few)
        assert index.ids() == (SECOND,)


def test_adding_by_name_lifts_the_mark_for_good(data: Path, few: Path) -> None:
    with opened(data) as index:
        add_files(index, [few / f"{FIRST}.txt"])
        assert index.removed() == Marks(data).read().ids == frozenset()
    with opened(data) as index:
        assert index.notes == ()
        assert FIRST in index.ids()


@pytest.mark.parametrize("step", ["marked", "taken out"])
def test_a_removal_that_was_interrupted_is_finished(step: str, few_data: Path, tmp_path: Path, few: Path) -> None:
    data = Path(shutil.copytree(few_data, tmp_path / "other"))
    Marks(data).write([FIRST])
    if step == "taken out":
        shutil.copytree(data, tmp_path / "before")
        with opened(data) as index:
            index.remove(FIRST)
    with opened(data) as index:
        refresh(index, few)
        assert index.ids() == (SECOND,)
        assert index.removed() == {FIRST}


def test_what_cannot_be_marked_is_answered_from_no_more_and_removed_as_soon_as_it_can(data: Path) -> None:
    with opened(data) as index:
        aside = (data / "removed.txt").rename(data / "aside.txt")
        (data / "removed.txt").mkdir()  # over which nothing is written
        with pytest.raises(DataFolderError, match=r"removed\.txt"):
            index.remove(SECOND, keep_out=True)
        assert SECOND not in index.ids()
        (data / "removed.txt").rmdir()
        aside.rename(data / "removed.txt")
        index.tend()
        assert index.removed() == Marks(data).read().ids == {FIRST, SECOND}
        assert index.verify() == []
    with opened(data) as index:
        assert index.ids() == ()


def test_repairs_are_remembered_with_their_day(tmp_path: Path) -> None:
    repairs = Repairs(tmp_path)
    assert repairs.recent() == []
    repairs.say("one\n sentence")
    with (tmp_path / "repairs.log").open("a") as file:
        file.write("2001-01-01T00:00:00+00:00 long ago\nhalf a li")
    assert [repair.sentence for repair in Repairs(tmp_path).recent()] == ["one sentence"]
    os.truncate(tmp_path / "repairs.log", 3)
    assert Repairs(tmp_path).recent() == []
