"""`GET /tasks`: the address of the register's page."""

import datetime

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from bot.assistant import Assistant, preferred_language
from bot.web.pages import Frame
from bot.web.tasks.fields import fields_of
from bot.web.tasks.page import tasks_page


def tasks_pages(assistant: Assistant) -> APIRouter:
    """The route of the page. What cannot be used of its address is told beside the form, never an error page."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/tasks", response_class=HTMLResponse)
    async def tasks(request: Request, lang: str | None = None, page: str = "") -> HTMLResponse:
        frame = Frame(assistant.wording, preferred_language(request.headers.get("accept-language", ""), lang))
        fields = fields_of(request.query_params, frame)
        found = await assistant.tasks(fields.wanted) if fields.wanted else None
        number = int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1
        content = tasks_page(fields, found, await assistant.offered_tasks(), frame, number, datetime.date.today())
        return HTMLResponse(content, 200 if fields.wanted else 422)

    return routes
