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
                'last "answer" with the whole Answer, or "error" {"code", "message"}. Comments keep the line open. '
                "Where a chat model words the answer, the deltas are that of the rules, headline first, as soon as it is "
                'there, and "answer" stands in their place.'
            ),
        }
    }
}


async def answer_events(
    ask: Callable[[], Coroutine[Any, Any, Answer]],
    as_shown: Callable[[Answer], dict[str, Any]],
    failed: Callable[[BaseException], dict[str, str]],
    heartbeat: float = HEARTBEAT_SECONDS,
    early: "asyncio.Future[Answer] | None" = None,
) -> AsyncIterator[bytes]:
    """The events of one answer. The work ends with the stream: a reader who went away leaves nothing behind.

    `early` gets the answer of the rules where another wording of it may follow.
    """
    answering = asyncio.create_task(ask())
    begun = False
    try:
        yield _event("status", {"stage": "searching"})
        waiting: set[asyncio.Future[Answer]] = {answering} if early is None else {answering, early}
        while not answering.done():
            if not (await asyncio.wait(waiting, timeout=heartbeat, return_when=asyncio.FIRST_COMPLETED))[0]:
                yield KEEPALIVE_COMMENT
            elif early and early in waiting and early.done():
                waiting.discard(early)
                begun = True
                for paragraph in _paragraphs(f"{early.result().headline}\n\n{early.result().text}"):
                    yield _event("delta", {"text": paragraph})
                yield _event("status", {"stage": "wording"})
        if error := answering.exception():
            yield _event("error", failed(error))
            return
        answer = answering.result()
        for paragraph in () if begun else _paragraphs(answer.text):
            yield _event("delta", {"text": paragraph})
        yield _event("answer", as_shown(answer))
    finally:
        answering.cancel()


def _paragraphs(text: str) -> list[str]:
    return re.findall(r".+?(?:\n\s*\n|\Z)", text, re.DOTALL)


def _event(name: str, data: dict[str, Any]) -> bytes:
    return format_sse_event(event=name, data_str=json.dumps(data, ensure_ascii=False))
