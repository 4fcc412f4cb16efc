"""The pages people open: the questions, and one notice with the quote in its place."""

import json
import re

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from bot.desk import Desk, preferred_language
from bot.web.pages import Markup, notice_page, page

WORDS = ("searching", "failed", "retry", "too_long", "nearest", "choices", "suggestions", "new_tab")
_QUOTE = re.compile(r"(\d{1,9})-(\d{1,9})")


def pages(desk: Desk) -> APIRouter:
    """The routes that answer with HTML."""
    routes = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    @routes.get("/")
    async def chat(request: Request, lang: str | None = None) -> str:
        language = preferred_language("", lang)
        keys = ("title", "name", "tagline", "disclosure", "label", "placeholder", "send", "conversation")
        said = {key: desk.wording.say(language, f"web.{key}") for key in (*keys, "examples", "noscript")}
        words = {key: desk.wording.say(language, f"web.{key}", limit="{limit}") for key in WORDS}
        other = "en" if language == "vi" else "vi"
        return page(
            "chat.html",
            language=language,
            other=other,
            other_language=desk.wording.say(language, "web.other_language"),
            words=script_data({**words, "examples": list(await desk.examples(language))}),
            **said,
        )

    @routes.get("/notices/{notice_id}")
    async def notice(request: Request, notice_id: str, quote: str = "", lang: str | None = None) -> str:
        found = await desk.notice(notice_id)
        if found is None:
            raise HTTPException(404)
        language = preferred_language(request.headers.get("accept-language", ""), lang)
        return notice_page(found, quoted_slice(quote, len(found.text)), desk.wording, language)

    return routes


def quoted_slice(quote: str, length: int) -> tuple[int, int] | None:
    """`2410-2541` as offsets; None for anything that is not a slice of a text of this length."""
    match = _QUOTE.fullmatch(quote)
    if match is None:
        return None
    start, end = int(match[1]), int(match[2])
    return (start, end) if start < end <= length else None


def script_data(value: object) -> Markup:
    """JSON that cannot end the script element it stands in."""
    return Markup(json.dumps(value, ensure_ascii=False).replace("<", "\\u003c"))
