"""The HTTP interface besides questions: notices as JSON, words for the widget, life and readiness."""

from typing import Any, Literal

from fastapi import APIRouter, HTTPException, Response
from pydantic import BaseModel

from bot.assistant import Assistant
from bot.show.parsed_notice import parsed_notice
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


def api(assistant: Assistant) -> APIRouter:
    """The routes under `/api` that only tell, and whether the service lives and is ready."""
    routes = APIRouter()

    @routes.get("/api/notices")
    async def notices() -> list[NoticeSummary]:
        """The notices in the index."""
        return [summary(notice) for notice in await assistant.notices()]

    @routes.get("/api/notices/{notice_id}")
    async def notice(notice_id: str) -> dict[str, Any]:
        """What is understood of one notice, and its text."""
        found = await assistant.notice(notice_id)
        if found is None:
            raise HTTPException(404)
        return {
            **parsed_notice(found),
            "label": label(found),
            "text": found.text,
            "url": notice_url(found.id),
        }

    @routes.get("/api/words")
    async def spoken(language: Literal["vi", "en"] = "vi") -> dict[str, Any]:
        """The words of a conversation and its example questions, for the page and the widget."""
        return await words(assistant, language)

    @routes.get("/healthz")
    async def healthz() -> dict[str, str]:
        """The process lives."""
        return {"status": "ok"}

    @routes.get("/readyz")
    async def readyz(response: Response) -> dict[str, str]:
        """Questions can be answered; 503 until then."""
        if not assistant.worker.ready:
            raise HTTPException(503)
        return {"status": "ready"}

    return routes


def summary(notice: Notice) -> NoticeSummary:
    """What the list of notices says of one."""
    known = parsed_notice(notice)
    fields = {name: known[name] for name in ("number", "type", "issuer", "date", "subject")}
    return NoticeSummary(notice_id=notice.id, label=label(notice), url=notice_url(notice.id), **fields)
