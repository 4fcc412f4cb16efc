"""A file put into the notices folder is answered from within seconds, one that is taken away no longer."""

import asyncio
import logging
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from bot.app import Application
from bot.assistant.worker import Worker
from bot.errors import EXPECTED, sentence
from bot.show.honesty import compact
from bot.terminal import report_line
from corpus.errors import LoadError
from corpus.load.folder import contents
from rag.errors import StorageError
from rag.index.refresh import refresh

EVERY_SECONDS = 2.0
LONGEST_PAUSE = 60.0  # between two attempts
log = logging.getLogger(__name__)

Look = Mapping[str, tuple[int, int]] | None


def look(folder: Path) -> Look:
    """Name, size and time of every file, those below the folder too; None where the folder cannot be read."""
    try:
        files = contents(folder).files
    except (OSError, LoadError):
        return None
    seen = {}
    for found in files:
        with suppress(OSError):  # it was taken away meanwhile
            status = found.path.stat()
            seen[str(found.path)] = (status.st_size, status.st_mtime_ns)
    return seen


async def keep_in_line(worker: Worker[Application], folder: Path, known: Look, every: float = EVERY_SECONDS) -> None:
    """Until cancelled: what differs from `known` is read as soon as it has stopped changing, again where that failed."""
    before, pause, told = known, every, set[str]()
    while True:
        await asyncio.sleep(pause)
        now = await asyncio.to_thread(look, folder)
        if now == before and now != known:  # a file that is still being copied looks different each time
            if await _bring_in_line(worker, folder, told):
                known, pause = now, every
            else:
                pause = min(2 * pause, LONGEST_PAUSE)
        before = now


async def _bring_in_line(worker: Worker[Application], folder: Path, told: set[str]) -> bool:
    """False where it has to be done again. What was `told` the last time is not said again."""
    try:
        report = await worker.change(lambda application: refresh(application.index, folder, worker.go_on))
    except EXPECTED as error:
        log.warning("%s", sentence(error))
        return not isinstance(error, StorageError)
    lines = [report_line(entry) for entry in report.entries if entry.state != "unchanged"]
    for line in lines:
        if line not in told:
            log.info("%s", line)
    told.clear()
    told.update(lines)
    for entry in report.entries:
        if entry.honesty:
            log.info("%s", compact(entry.id, entry.honesty))
    return True
