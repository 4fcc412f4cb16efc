"""What is done with files of notices, in a few threads of its own; what can go wrong is one sentence each."""

import asyncio
import logging
from collections.abc import Callable
from typing import TypeVar

from bot.assistant.lanes import Lane
from bot.errors import Busy
from bot.web.errors import BUSY_SECONDS, Refused
from corpus.errors import CorpusError, FileChanged, FileGone
from corpus.reading import ReadingStopped

log = logging.getLogger(__name__)
Result = TypeVar("Result")

_PATIENCE = 45.0  # seconds, with those who were there before


async def done(lane: Lane, work: Callable[[], Result]) -> Result:
    """`work` in its turn; of who goes away before it begins nothing is done. Raises Refused."""
    try:
        return await asyncio.wait_for(asyncio.wrap_future(lane.submit(work)), _PATIENCE)
    except (Busy, ReadingStopped, TimeoutError):
        raise Refused(503, "busy", "files_busy", headers={"Retry-After": str(BUSY_SECONDS)}) from None
    except FileGone as error:
        log.warning("%s", error)
        raise Refused(404, "file_gone") from None
    except FileChanged:
        raise Refused(409, "file_changed") from None
    except CorpusError as error:
        log.warning("A page was not drawn: %s", error)
        raise Refused(500, "page_not_drawn") from None
