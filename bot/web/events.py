"""An answer as server-sent events: what is being done, the text as it comes, at last the whole answer."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

from fastapi.sse import KEEPALIVE_COMMENT, format_sse_event

from rag.models import Answer

HEARTBEAT_SECONDS = 10.0

EVENT_STREAM: dict[str, Any] = {
    "text/event-stream": {
        "schema": {
            "type": "string",
            "description": (
                'Events, each with JSON data: "status" {"stage"}, "delta" {"text"} for each paragraph of the text, '
                'last "answer" with the whole Answer, or "error" {"code", "message"}. Comments keep the line open.'
            ),
        }
    }
}


async def answer_events(
    ask: Callable[[], Coroutine[Any, Any, Answer]],
    as_shown: Callable[[Answer], dict[str, Any]],
    failed: Callable[[BaseException], dict[str, str]],
    heartbeat: float = HEARTBEAT_SECONDS,
) -> AsyncIterator[bytes]:
    """The events of one answer. The work ends with the stream: a reader who went away leaves nothing behind."""
    answering = asyncio.create_task(ask())
    try:
        yield _event("status", {"stage": "searching"})
        while not (await asyncio.wait({answering}, timeout=heartbeat))[0]:
            yield KEEPALIVE_COMMENT
        if error := answering.exception():
            yield _event("error", failed(error))
            return
        answer = answering.result()
        for paragraph in re.findall(r".+?(?:\n\s*\n|\Z)", answer.text, re.DOTALL):
            yield _event("delta", {"text": paragraph})
        yield _event("answer", as_shown(answer))
    finally:
        answering.cancel()


def _event(name: str, data: dict[str, Any]) -> bytes:
    return format_sse_event(event=name, data_str=json.dumps(data, ensure_ascii=False))
