"""Work in the background goes on after whatever fails."""

import asyncio
from pathlib import Path

import pytest

from bot.log import FailureLog
from bot.serving.untiring import untiring
from rag.errors import DataFolderError


@pytest.mark.parametrize("error", [DataFolderError("The disk is full: make room."), KeyError("nobody foresaw this")])
def test_it_begins_again_and_says_so(error: Exception, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    begun = 0

    async def work() -> None:
        nonlocal begun
        begun += 1
        if begun < 3:
            raise error

    asyncio.run(untiring(work, FailureLog(tmp_path), pause=0.01))
    assert begun == 3
    assert len(caplog.records) == 2 and "Traceback" not in caplog.text


def test_it_can_be_ended(tmp_path: Path) -> None:
    async def ended() -> bool:
        task = asyncio.create_task(untiring(lambda: asyncio.sleep(60), FailureLog(tmp_path)))
        await asyncio.sleep(0.01)
        task.cancel()
        await asyncio.wait({task}, timeout=10)
        return task.cancelled()

    assert asyncio.run(ended())
