"""A disk that takes nothing more: what is there is answered, what is withdrawn is not, and all recovers without a restart."""

import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from answering import shipped
from indexing import FIRST, SECOND, largest_file

from bot.app import opened as opened_application
from bot.messages import messages
from bot.settings import Settings
from rag.answer import Answerer
from rag.errors import ChidaoError, DataFolderError
from rag.index import Index
from rag.index.refresh import refresh

QUESTION = "Ai ký Thông báo số 46/TB-UBND?"
NEW = "tra-vinh-2020"
POINTS = (0, 1, 100, 4_096, 20_000, 32_768, 40_000, 65_536, 100_000, 131_072, *range(200_000, 1_200_000, 100_000))


@pytest.fixture
def notices(few: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(few, tmp_path / "notices"))


@pytest.fixture
def data(notices: Path, tmp_path: Path) -> Path:
    data = tmp_path / "data"
    with Index.open(data, shipped()) as index:
        refresh(index, notices)
    return data


def headline(index: Index) -> str:
    return Answerer(index, messages()).ask(QUESTION).headline


@pytest.mark.parametrize("size", POINTS)
def test_it_is_answered_and_recovers(size: int, data: Path, notices: Path) -> None:
    from fakes import SAMPLES

    with Index.open(data, shipped()) as index:
        expected = headline(index)
        (notices / f"{SECOND}.txt").unlink()
        shutil.copy(SAMPLES / f"{NEW}.txt", notices)
        with largest_file(size):
            with suppress(ChidaoError):
                refresh(index, notices)
            assert headline(index) == expected
            assert SECOND not in index.ids()
            with suppress(ChidaoError):
                index.remove(FIRST, keep_out=True)
            assert FIRST not in index.ids()
            assert headline(index) != expected
            index.tend()
            assert not {FIRST, SECOND} & {*index.ids()}
        index.tend()
        refresh(index, notices)
        index.tend()
        assert index.ids() == (NEW,)
        assert index.removed() == {FIRST}
        assert index.verify() == []
    with Index.open(data, shipped()) as index:
        assert index.ids() == (NEW,)
        assert index.verify() == []


@pytest.mark.parametrize("killed", [False, True])
@pytest.mark.parametrize("size", POINTS[:8])
def test_it_starts_on_a_full_disk(size: int, killed: bool, data: Path, notices: Path) -> None:
    with Index.open(data, shipped()) as index:
        expected = headline(index)
    if killed:
        (data / "notices.seal").unlink()
        (data / "chroma.seal").unlink()
    with (
        largest_file(size),
        opened_application(Settings(data=data, notices=notices), lambda done, total: None) as there,
    ):
        assert there.answerer.ask(QUESTION).headline == expected
        if there.index._database.in_memory:
            with pytest.raises(DataFolderError, match="MB free"):
                there.index.remove(FIRST)
            assert headline(there.index) != expected
    with Index.open(data, shipped()) as index:
        index.tend()
        assert index.verify() == []
        assert not list(data.glob("notices.sqlite.broken-*"))


def test_what_was_withdrawn_is_not_there_for_a_moment_when_the_file_is_back(data: Path) -> None:
    with Index.open(data, shipped()) as index:
        with largest_file(0):
            with pytest.raises(DataFolderError, match=FIRST):
                index.remove(FIRST, keep_out=True)
            generation = index.generation
            assert FIRST not in {notice.id for notice in index.catalogue()}
        index.tend()
        assert not index._database.in_memory
        assert index.generation > generation
        assert FIRST not in index.ids()
        assert any("can be written again" in note for note in index.notes)
