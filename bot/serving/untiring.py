"""Work in the background that nobody waits for, and so nobody would miss: a failure is recorded, and it begins again."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from bot.errors import EXPECTED, sentence
from bot.log import FailureLog

PAUSE_SECONDS = 10.0
log = logging.getLogger(__name__)


async def untiring(
    work: Callable[[], Coroutine[Any, Any, None]], failures: FailureLog, pause: float = PAUSE_SECONDS
) -> None:
    """Until `work` ends well, or this is cancelled."""
    while True:
        try:
            return await work()
        except EXPECTED as error:
            log.warning("%s", sentence(error))
        except Exception as error:  # noqa: BLE001 - whatever it is, the folder has to be watched and the index tended
            reference, path = failures.record(error)
            log.error("Something failed in the background, reference %s: the details are in %s", reference, path)
        await asyncio.sleep(pause)
