"""`POST /api/ask`: a question, its answer as JSON or as a stream of events."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any, Literal

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from fastapi.sse import EventSourceResponse
from pydantic import BaseModel, ConfigDict, Field

from bot.assistant import Assistant
from bot.errors import Busy
from bot.input_text import InputText
from bot.log import FailureLog
from bot.show.outline import Block, outline
from bot.web.errors import language_of
from bot.web.events import EVENT_STREAM, answer_events
from bot.web.pace import Pace
from bot.web.presence import while_there
from bot.web.sessions import HEADER, Sessions
from rag.models import Answer

_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


class AskRequest(BaseModel):
    """A question. `session` ties follow-ups together: what the header `Chidao-Session` of the first answer said, or a word of
    your own, which then goes on only from the same address and browser. `language` is that of the answer. An empty `scope`
    asks all notices, whatever the conversation was limited to: the question is then echoed as one that says so."""

    model_config = ConfigDict(extra="forbid", strict=True)

    question: InputText
    session: InputText | None = Field(default=None, max_length=200)
    language: Literal["vi", "en"] | None = None
    scope: list[str] | None = Field(default=None, max_length=0)


class OutlinedAnswer(Answer):
    """An answer with its blocks in the order they are read; a field that is empty is left out of a block."""

    outline: tuple[Block, ...]


def asking(assistant: Assistant, pace: Pace, failures: FailureLog) -> APIRouter:
    """The route that answers questions."""
    routes = APIRouter()
    sessions = Sessions(assistant.people.seal)

    begun = {HEADER: {"schema": {"type": "string"}, "description": "A session for follow-ups, where none was sent."}}
    given: dict[int | str, dict[str, Any]] = {200: {"content": EVENT_STREAM, "headers": begun}}

    @routes.post("/api/ask", response_model=Answer | OutlinedAnswer, responses=given)
    async def ask(request: Request, asked: AskRequest, view: Literal["outline"] | None = None) -> Response:
        """Answer a question from the notices, with quotes.

        With `Accept: text/event-stream` the answer comes as events. With `view=outline` it carries its blocks.
        """
        session = asked.session or sessions.begin()
        who = sessions.who(request, session)
        pace.admit(request, who.conversation)
        headers = _HEADERS if asked.session else {**_HEADERS, HEADER: session}
        early: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()

        async def first(answer: Answer) -> None:
            early.set_result(answer)

        question = asked.question if asked.scope is None else assistant.everywhere(asked.question)
        answering = partial(assistant.ask, question, who, asked.language, first)
        as_shown = _outlined(assistant) if view else _plain
        if "text/event-stream" not in request.headers.get("accept", ""):
            return JSONResponse(as_shown(await while_there(request, answering())), headers=headers)
        assistant.worker.admit()  # before the stream begins, which cannot be refused any more

        def failed(error: BaseException) -> dict[str, str]:
            if isinstance(error, Busy):
                return {"code": "busy", "message": assistant.wording.say(language_of(request), "error.busy")}
            reference, _ = failures.record(error)
            message = assistant.wording.say(language_of(request), "error.internal", reference=reference)
            return {"code": "internal", "message": message}

        events = answer_events(answering, as_shown, failed, early=early)
        return EventSourceResponse(events, headers=headers)

    return routes


def _plain(answer: Answer) -> dict[str, Any]:
    return answer.model_dump(mode="json")


def _outlined(assistant: Assistant) -> Callable[[Answer], dict[str, Any]]:
    def shown(answer: Answer) -> dict[str, Any]:
        blocks = outline(answer, assistant.wording)
        return {**_plain(answer), "outline": [block.model_dump(mode="json", exclude_defaults=True) for block in blocks]}

    return shown
