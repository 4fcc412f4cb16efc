"""A notice that is not stored as it was written is answered from no more, and comes back from its file."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from indexing import FIRST, SECOND, opened

from bot.cli import run
from rag.index import Index
from rag.index.healing import check_all, heal
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
