"""A database that is damaged while the service runs is opened anew: nobody has to start it again."""

import asyncio
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indexing import opened as opened_index

from bot.app import Application
from bot.assistant.worker import Worker
from bot.errors import Busy
from bot.messages import messages
from bot.serving.tending import keep_sound
from bot.settings import Settings
from rag.answer import Answerer
from rag.errors import IndexDamaged
from rag.index.refresh import refresh

QUESTION = "Ai ký Thông báo số 46/TB-UBND?"


def test_it_answers_again_by_itself(few: Path, few_data: Path, tmp_path: Path) -> None:
    data = Path(shutil.copytree(few_data, tmp_path / "data"))

    @contextmanager
    def opening() -> Iterator[Application]:
        with opened_index(data) as index:
            refresh(index, few)
            yield Application(Settings(data=data, notices=few), index, Answerer(index, messages()))

    def asked(application: Application) -> str:
        return application.answerer.ask(QUESTION).headline

    async def served(worker: Worker[Application]) -> None:
        expected = await worker.answer(asked)
        tending = asyncio.create_task(keep_sound(worker, every=0.05))
        file = data / "notices.sqlite"
        with file.open("r+b") as damaged:  # every page but the first
            damaged.seek(4_096)
            damaged.write(b"\xa5" * (file.stat().st_size - 4_096))
        failed = 0
        while True:
            try:
                again = await worker.answer(asked)
            except (Busy, IndexDamaged):
                failed += 1
                await asyncio.sleep(0.05)
            else:
                if failed or list(data.glob("notices.sqlite.broken-*")):
                    break
                await asyncio.sleep(0.05)
        assert again == expected
        tending.cancel()

    with Worker(opening, threading.Event()) as worker:
        asyncio.run(asyncio.wait_for(served(worker), 60))
    assert list(data.glob("notices.sqlite.broken-*"))
