"""A refresh that failed is done again until it succeeds; what vanished meanwhile is answered from no more."""

import asyncio
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fakes import SAMPLES
from indexing import FIRST, SECOND, largest_file
from indexing import opened as opened_index

from bot.app import Application
from bot.assistant.worker import Worker
from bot.messages import messages
from bot.serving.watching import keep_in_line, look
from bot.settings import Settings
from rag.answer import Answerer

NEW = "tra-vinh-2020"


def test_a_refresh_that_failed_is_repeated(few: Path, few_data: Path, tmp_path: Path) -> None:
    notices = Path(shutil.copytree(few, tmp_path / "notices"))
    data = Path(shutil.copytree(few_data, tmp_path / "data"))
    known = look(notices)
    waiting = Path(shutil.copy(SAMPLES / f"{NEW}.txt", tmp_path / "waiting.txt"))

    @contextmanager
    def opening() -> Iterator[Application]:
        with opened_index(data) as index:
            yield Application(Settings(data=data, notices=notices), index, Answerer(index, messages()))

    async def watched(worker: Worker[Application]) -> None:
        async def ids(*expected: str) -> None:
            while set(await worker.run(lambda application: application.index.ids())) != set(expected):
                await asyncio.sleep(0.02)

        watching = asyncio.create_task(keep_in_line(worker, notices, known, every=0.05))
        with largest_file(0):
            (notices / f"{FIRST}.txt").unlink()
            waiting.rename(notices / f"{NEW}.txt")
            await ids(SECOND)
        await ids(SECOND, NEW)
        (notices / "2020").mkdir()
        (notices / f"{NEW}.txt").rename(notices / "2020" / f"{NEW}.txt")
        await ids(SECOND, f"2020.{NEW}")
        shutil.rmtree(notices / "2020")
        await ids(SECOND)
        watching.cancel()

    with Worker(opening, threading.Event()) as worker:
        asyncio.run(asyncio.wait_for(watched(worker), 30))
