"""`POST /api/feedback`: what someone thought of an answer."""

import asyncio
from typing import Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from bot.assistant import Assistant
from bot.input_text import InputText
from bot.people import NotNow
from bot.web.description import errors
from bot.web.errors import Refused
from bot.web.pace import Pace


class Feedback(BaseModel):
    """A verdict on an answer, with a reason and words of one's own where there are any."""

    model_config = ConfigDict(extra="forbid", strict=True)

    answer_id: InputText = Field(max_length=200)
    verdict: Literal["up", "down"]
    reason: InputText | None = Field(default=None, max_length=200)
    comment: InputText | None = Field(default=None, max_length=2_000)


class Stored(BaseModel):
    """The verdict is kept, in place of an earlier one on the same answer."""

    status: Literal["stored"] = "stored"


def feedback(assistant: Assistant, pace: Pace) -> APIRouter:
    """The route that takes verdicts."""
    routes = APIRouter()

    @routes.post("/api/feedback", responses=errors(404))
    async def judge(request: Request, given: Feedback) -> Stored:
        """Say whether an answer was right; 404 where it is no longer kept, 503 where that cannot be told just now."""
        pace.admit(request)
        judged = (given.answer_id, given.verdict, given.reason, given.comment)
        try:
            stored = await asyncio.to_thread(assistant.people.judge, *judged)
        except NotNow:
            raise Refused(503, "not_ready", "not_now") from None
        if not stored:
            raise Refused(404, "not_found", "answer_not_found")
        return Stored()

    return routes
