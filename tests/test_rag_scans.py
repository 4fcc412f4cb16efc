"""Scans in the folder of notices: after all other files, told page by page, never started anew, never in the way."""

import asyncio
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fakes import SAMPLES
from indexing import opened
from scans_made import needs_tesseract, pages, scanned

from bot.app import Application
from bot.assistant.worker import Worker
from bot.messages import messages
from bot.serving.watching import keep_in_line
from bot.settings import Settings
from rag.answer import Answerer
from rag.index.index import BeingRead
from rag.index.refresh import refresh
from rag.index.report import State

SAYS = "Giao Sở Y tế chủ trì lập đề án khám chữa bệnh từ xa trước ngày 30/6/2021."


class Enough(Exception):
    """Whoever waits has seen enough."""


@pytest.fixture(scope="module")
def scan() -> bytes:
    needs_tesseract()
    return scanned([page for number in range(1, 4) for page in pages(f"Trang {number}. {SAYS}", dpi=150)], dpi=150)


@pytest.fixture
def folder(scan: bytes, tmp_path: Path) -> Path:
    made = tmp_path / "notices"
    made.mkdir()
    (made / "a.pdf").write_bytes(scan)
    shutil.copy(SAMPLES / "quang-nam-46-2018.txt", made / "b.txt")
    return made


def test_scans_come_last_and_are_told_page_by_page(folder: Path, tmp_path: Path) -> None:
    seen: list[tuple[int, BeingRead | None]] = []
    with opened(tmp_path / "data") as index:
        states = [entry.state for entry in refresh(index, folder, scans=False).entries]
        assert states == [State.WAITING, State.ADDED] and index.ids() == ("b",)
        report = refresh(index, folder, lambda done, total: seen.append((done, index.being_read)))
        assert [entry.state for entry in report.entries] == [State.ADDED, State.UNCHANGED]
        assert [one for _, one in seen if one] == [BeingRead("a.pdf", page, 3) for page in (1, 2, 3)]
        assert index.being_read is None and index.notice("a").page_of(index.notice("a").text.index("Trang 3")) == 3
        assert not index.unfinished.exists()


def test_an_interrupted_scan_goes_on_in_another_round(folder: Path, tmp_path: Path) -> None:
    with opened(tmp_path / "data") as index:

        def until(page: int) -> None:
            if index.being_read and index.being_read.page == page:
                raise Enough

        with pytest.raises(Enough):
            refresh(index, folder, lambda done, total: until(3))
        assert index.ids() == ("b",) and index.being_read is None and index.unfinished.exists()
        with pytest.raises(Enough):
            refresh(index, folder, lambda done, total: until(3))
        refresh(index, folder, lambda done, total: until(2))
        assert index.ids() == ("a", "b")


def test_a_file_that_comes_while_a_scan_is_read_is_read_first(folder: Path, tmp_path: Path) -> None:
    read: list[str] = []

    @contextmanager
    def opening() -> Iterator[Application]:
        with opened(tmp_path / "data") as index:
            yield Application(Settings(data=tmp_path / "data", notices=folder), index, Answerer(index, messages()))

    async def watched(worker: Worker[Application]) -> None:
        watching = asyncio.create_task(keep_in_line(worker, folder, None, every=0.05))
        put = False
        while len(read) < 3:
            state = await worker.run(lambda application: (application.index.being_read, application.index.ids()))
            if state[0] and not put:
                shutil.copy(SAMPLES / "tra-vinh-2020.txt", folder / "c.txt")
                put = True
            read.extend(sorted(set(state[1]) - set(read)))
            await asyncio.sleep(0.01)
        watching.cancel()

    with Worker(opening, threading.Event()) as worker:
        asyncio.run(asyncio.wait_for(watched(worker), 60))
    assert read == ["b", "c", "a"]
