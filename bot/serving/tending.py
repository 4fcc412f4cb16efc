"""While nobody waits: what could not be overwritten is, and each notice is compared with what was written of it."""

import asyncio
import logging
from functools import partial

from bot.app import Application
from bot.assistant.worker import Worker
from bot.errors import EXPECTED, sentence
from bot.terminal import Progress
from rag.index.healing import heal

EVERY_SECONDS = 5.0  # one notice: a thousand in an hour and a half
log = logging.getLogger(__name__)


async def keep_sound(worker: Worker[Application], every: float = EVERY_SECONDS) -> None:
    """Until cancelled, or the service ends. A notice that differs is answered from no more, and read again from its file; where the database
    itself is damaged it is opened anew, which sets it aside.
    """
    due: list[str] = []
    while True:
        await asyncio.sleep(every)
        try:
            if worker.leaving:
                return
            if not worker.ready or await worker.run(lambda application: application.index.damaged):
                log.warning("The index is opened anew, as it was found damaged.")
                await worker.reopen()
                continue
            due = due or list(await worker.run(lambda application: application.index.ids()))
            if due:
                await worker.change(partial(_tended, notice_id=due.pop(), go_on=worker.go_on))
        except EXPECTED as error:
            log.warning("%s", sentence(error))


def _tended(application: Application, notice_id: str, go_on: Progress) -> None:
    index = application.index
    index.tend()
    index.check(notice_id)
    if index.lost:
        heal(index, application.settings.notices, go_on)
