"""The pages people open: the questions, the notices, one notice with the quote in its place, the widget."""

from typing import Literal

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import HTMLResponse

from bot.assistant import Assistant, preferred_language
from bot.web.api import summary
from bot.web.notice_page import notice_page
from bot.web.notices_page import notices_page, told_by_file
from bot.web.pages import Frame, page, quoted_slice, script_data
from bot.web.widget import demo_page, launcher
from bot.web.words import words


def pages(assistant: Assistant) -> APIRouter:
    """The routes that answer with HTML, and the script of the widget."""
    routes = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    def frame(request: Request, lang: str | None) -> Frame:
        return Frame(assistant.wording, preferred_language(request.headers.get("accept-language", ""), lang))

    @routes.get("/")
    async def chat(lang: str | None = None) -> str:
        shown = Frame(assistant.wording, preferred_language("", lang))
        title = shown.say("web.title")
        data = script_data(await words(assistant, shown.language))
        content = page("chat.html", title=title, noscript=shown.say("web.noscript"), words=data)
        styles = ("conversation.css", "composer.css")
        return shown.around(content, kind="chat", title=title, address="/", styles=styles, scripts=("chat.js",))

    @routes.get("/notices")
    async def notices(request: Request, lang: str | None = None) -> str:
        listed = [summary(notice) for notice in await assistant.notices()]
        copies = await assistant.copies()
        names = await assistant.file_names(told_by_file(listed, copies))
        return notices_page(listed, frame(request, lang), names, copies)

    @routes.get("/notices/{notice_id}")
    async def notice(request: Request, notice_id: str, quote: str = "", lang: str | None = None) -> str:
        found = await assistant.notice(notice_id)
        if found is None:
            raise HTTPException(404)
        copies = await assistant.copies_of(notice_id)
        return notice_page(found, quoted_slice(quote, len(found.text)), frame(request, lang), copies)

    @routes.get("/widget")
    async def widget(request: Request, lang: Literal["vi", "en"] | None = None) -> str:
        return demo_page(frame(request, lang))

    @routes.get("/widget.js")
    async def widget_script() -> Response:
        return Response(
            launcher(assistant.wording), media_type="text/javascript", headers={"Cache-Control": "max-age=300"}
        )

    return routes
