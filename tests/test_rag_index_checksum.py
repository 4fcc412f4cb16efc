"""A notice that is not stored as it was written is answered from no more, and comes back from its file."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from indexing import FIRST, SECOND, opened

from bot.cli import run
from bot.messages import messages
from rag.answer import Answerer
from rag.errors import DataFolderError
from rag.index import Index
from rag.index.healing import check_all, heal
from rag.index.records import changed
from rag.index.refresh import add_files, refresh

ROTTEN = f"UPDATE directives SET value = replace(value, 'Sở', 'Số') WHERE notice_id = '{FIRST}'"


@pytest.fixture
def notices(few: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(few, tmp_path / "notices"))


@pytest.fixture
def data(notices: Path, tmp_path: Path) -> Path:
    with opened(tmp_path / "data") as index:
        refresh(index, notices)
    return tmp_path / "data"


def rot(data: Path) -> None:
    with closing(sqlite3.connect(data / "notices.sqlite")) as db:
        assert db.execute(ROTTEN).rowcount
        db.commit()


def test_it_is_found_when_the_index_is_opened(data: Path, notices: Path) -> None:
    with opened(data) as index:
        whole = index.notice(FIRST)
    rot(data)
    with opened(data) as index:
        assert index.ids() == (SECOND,)
        assert FIRST in index.notes[0]
        heal(index, notices)
        assert index.notice(FIRST) == whole
        assert index.lost == {}
        origin = index.source(FIRST)
        assert origin and not origin.named
        assert index.verify() == []


def test_it_is_found_while_the_index_is_in_use(data: Path, notices: Path) -> None:
    with opened(data) as index:
        assert index.check(FIRST) and index.check(SECOND) and index.check("nobody")
        rot(data)
        assert any(FIRST in problem for problem in index.verify())
        assert not index.check(FIRST)
        assert index.ids() == (SECOND,)
        check_all(index, notices)
        assert set(index.ids()) == {FIRST, SECOND}
        assert index.verify() == []


@pytest.mark.parametrize(
    "column", ["notices SET header = '{'", "notices SET body = 'null'", "directives SET value = '[]'"]
)
def test_what_is_damaged_while_it_is_open_costs_no_answer(column: str, data: Path, notices: Path) -> None:
    key = "notice_id" if column.startswith("directives") else "id"
    with opened(data) as index:
        answerer = Answerer(index, messages())
        with index._database.writing() as db:  # the state that is remembered is out of date
            assert db.execute(f"UPDATE {column} WHERE {key} = '{FIRST}'").rowcount
            changed(db)
        for question in (
            "Ai ký Thông báo số 46/TB-UBND?",
            "Sở Nội vụ làm gì?",
            "Cơ quan nào khảo sát ý kiến người dân?",
        ):
            assert FIRST not in {one.notice_id for one in answerer.ask(question).citations}
        heal(index, notices)
        assert set(index.ids()) == {FIRST, SECOND} and index.verify() == []


def test_what_cannot_be_read_again_just_now_is_tried_again(
    data: Path, notices: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rot(data)
    with opened(data) as index:
        with monkeypatch.context() as failing:
            failing.setattr(Index, "add", full)
            heal(index, notices)
        assert FIRST in index.lost
        heal(index, notices)
        assert index.lost == {} and set(index.ids()) == {FIRST, SECOND}


def full(*_: object, **__: object) -> None:
    raise DataFolderError("The disk is full: make room on it.")


@pytest.mark.parametrize("there", [True, False])
def test_a_notice_added_by_name_comes_back_from_its_own_file(there: bool, data: Path, notices: Path) -> None:
    apart = notices.parent / "apart"
    apart.mkdir()
    (notices / f"{FIRST}.txt").rename(apart / f"{FIRST}.txt")
    with opened(data) as index:
        refresh(index, notices)
        add_files(index, [apart / f"{FIRST}.txt"])
    rot(data)
    if not there:
        shutil.rmtree(apart)
    with opened(data) as index:
        heal(index, notices)
        assert (FIRST in index.ids()) is there
        assert index.lost == {}
        assert ("read again" if there else "not in the index any more") in index.notes[-1]


def test_the_doctor_heals_and_tells_it_afterwards(
    data: Path, notices: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CHIDAO_NOTICES", str(notices))
    monkeypatch.setenv("CHIDAO_PORT", "0")
    rot(data)
    for _ in range(2):
        assert run(["doctor"]) == 0
        said = capsys.readouterr().out
        assert "2 notices" in said
        assert [line for line in said.splitlines() if "repaired:" in line and FIRST in line]


def test_a_rebuild_of_the_vectors_does_not_bless_what_is_rotten(data: Path) -> None:
    index: Index
    with opened(data) as index:
        rot(data)
        index.rebuild_vectors()
        assert not index.check(FIRST)
