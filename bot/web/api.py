"""The HTTP interface besides questions: notices as JSON, words for the widget, life and readiness."""

from typing import Any, Literal

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel

from bot.assistant import Assistant
from bot.show.parsed_notice import parsed_notice
from bot.web.description import ErrorBody, Fault, errors
from bot.web.errors import language_of
from bot.web.pages import notice_url
from bot.web.words import words
from corpus.models import Notice
from rag.label import label


class NoticeSummary(BaseModel):
    """One notice of the list."""

    notice_id: str
    label: str
    number: str | None
    type: str | None
    issuer: str | None
    date: str | None
    subject: str | None
    url: str


class Life(BaseModel):
    """The process answers."""

    status: Literal["ok"] = "ok"


class Ready(BaseModel):
    """Questions can be answered."""

    ready: Literal[True] = True
    status: Literal["ready"] = "ready"


class NotReady(ErrorBody):
    """Questions cannot be answered, and what is missing."""

    ready: Literal[False] = False
    reasons: list[str]
    status: Literal["not_ready"] = "not_ready"


def api(assistant: Assistant) -> APIRouter:
    """The routes under `/api` that only tell, and whether the service lives and is ready."""
    routes = APIRouter()

    @routes.get("/api/notices")
    async def notices() -> list[NoticeSummary]:
        """The notices in the index."""
        return [summary(notice) for notice in await assistant.notices()]

    @routes.get("/api/notices/{notice_id}", responses=errors(404))
    async def notice(notice_id: str) -> dict[str, Any]:
        """What is understood of one notice, and its text."""
        found = await assistant.notice(notice_id)
        if found is None:
            raise HTTPException(404)
        return {
            **parsed_notice(found, await assistant.copies_of(notice_id)),
            "label": label(found),
            "text": found.text,
            "url": notice_url(found.id),
        }

    @routes.get("/api/words")
    async def spoken(language: Literal["vi", "en"] = "vi") -> dict[str, Any]:
        """The words of a conversation and its example questions, for the page and the widget."""
        return await words(assistant, language)

    @routes.get("/healthz")
    async def healthz() -> Life:
        """The process lives."""
        return Life()

    @routes.get("/readyz", response_model=Ready, responses={503: {"model": NotReady}})
    async def readyz(request: Request) -> Response:
        """Questions can be answered; 503 with the reasons until then."""
        reasons = reasons_not_ready(assistant)
        if not reasons:
            return JSONResponse(Ready().model_dump())
        message = assistant.wording.say(language_of(request), "error.not_ready")
        missing = NotReady(reasons=reasons, error=Fault(code="not_ready", message=message))
        return JSONResponse(missing.model_dump(), 503)

    return routes


def reasons_not_ready(assistant: Assistant) -> list[str]:
    """What is missing before questions can be answered; empty where nothing is."""
    well = {"index": assistant.worker.ready}
    return [reason for reason, there in well.items() if not there]


def summary(notice: Notice) -> NoticeSummary:
    """What the list of notices says of one."""
    known = parsed_notice(notice)
    fields = {name: known[name] for name in ("number", "type", "issuer", "date", "subject")}
    return NoticeSummary(notice_id=notice.id, label=label(notice), url=notice_url(notice.id), **fields)
