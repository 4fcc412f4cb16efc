"""The HTTP interface: questions and notices as JSON."""

from typing import Any, Literal

from fastapi import APIRouter, HTTPException, Response
from pydantic import BaseModel, ConfigDict, Field

from bot.desk import Desk
from bot.given import GivenText
from bot.parsed import parsed_notice
from bot.people import Who
from bot.web.pages import notice_url
from corpus.models import Notice
from rag.label import label
from rag.models import Answer


class AskRequest(BaseModel):
    """A question. `session` ties follow-ups together; `language` is that of the answer."""

    model_config = ConfigDict(extra="forbid", strict=True)

    question: GivenText
    session: GivenText | None = Field(default=None, max_length=200)
    language: Literal["vi", "en"] | None = None


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


def api(desk: Desk) -> APIRouter:
    """The routes under `/api`, and whether the service lives and is ready."""
    routes = APIRouter()

    @routes.post("/api/ask")
    async def ask(asked: AskRequest) -> Answer:
        """Answer a question from the notices, with quotes."""
        who = Who(f"web:{asked.session}", f"web:{asked.session}") if asked.session else None
        return await desk.ask(asked.question, who, asked.language)

    @routes.get("/api/notices")
    async def notices() -> list[NoticeSummary]:
        """The notices in the index."""
        return [_summary(notice) for notice in await desk.notices()]

    @routes.get("/api/notices/{notice_id}")
    async def notice(notice_id: str) -> dict[str, Any]:
        """What is understood of one notice, and its text."""
        found = await desk.notice(notice_id)
        if found is None:
            raise HTTPException(404)
        return {
            **parsed_notice(found),
            "label": label(found),
            "text": found.text,
            "url": notice_url(found.id),
        }

    @routes.get("/healthz")
    async def healthz() -> dict[str, str]:
        """The process lives."""
        return {"status": "ok"}

    @routes.get("/readyz")
    async def readyz(response: Response) -> dict[str, str]:
        """Questions can be answered; 503 until then."""
        if not desk.worker.ready:
            raise HTTPException(503)
        return {"status": "ready"}

    return routes


def _summary(notice: Notice) -> NoticeSummary:
    known = parsed_notice(notice)
    fields = {name: known[name] for name in ("number", "type", "issuer", "date", "subject")}
    return NoticeSummary(notice_id=notice.id, label=label(notice), url=notice_url(notice.id), **fields)
