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
from rag.index.report import Report

EVERY_SECONDS = 2.0
LONGEST_PAUSE = 60.0  # between two attempts
log = logging.getLogger(__name__)


class _GivesWay(Exception):
    """The folder changed while a scan was read: its other files come first, then the scan goes on at the page it had reached."""


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
            try:
                done = await _bring_in_line(worker, folder, now, told)
            except _GivesWay:
                pause = every
            else:
                known, pause = (now, every) if done else (known, min(2 * pause, LONGEST_PAUSE))
        before = now


async def _bring_in_line(worker: Worker[Application], folder: Path, now: Look, told: set[str]) -> bool:
    """False where it has to be done again. What was `told` the last time is not said again. Raises _GivesWay."""

    def refreshed(application: Application) -> Report:
        def go_on(done: int, total: int) -> None:
            worker.go_on()
            if application.index.being_read and look(folder) != now:
                raise _GivesWay

        return refresh(application.index, folder, go_on)

    try:
        report = await worker.change(refreshed)
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
