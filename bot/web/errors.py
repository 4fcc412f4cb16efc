"""Every failure as `{"error": {"code", "message"}}`, in the reader's language, never a traceback."""

import re
from collections.abc import Mapping
from html import escape

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.assistant import preferred_language
from bot.errors import Busy
from bot.log import FailureLog
from bot.web.pages import Frame, Markup, page
from rag.wording import Wording

CODES = {
    400: "invalid",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
    422: "invalid",
    503: "not_ready",
}
BUSY_SECONDS = 5  # after which those who wait now have been answered
_PAGES = re.compile(r"(?<![\w/])/(?:notices|docs)(?![\w/])")
_LONGEST_NAME = 60  # characters of a parameter that is told back


class Refused(HTTPException):
    """A request that is refused with a code and a sentence (`error.<sentence>`) of its own."""

    def __init__(
        self, status: int, code: str, sentence: str = "", headers: Mapping[str, str] | None = None, **values: object
    ) -> None:
        super().__init__(status, headers=headers)
        self.code = code
        self.sentence = sentence or code
        self.values = values


def language_of(request: Request) -> str:
    """The language a reader is told of a failure in."""
    return preferred_language(request.headers.get("accept-language", ""))


def error_response(request: Request, wording: Wording, refused: Refused) -> Response:
    """The error for a program as JSON; for a person who followed a link, as a page."""
    language = language_of(request)
    message = wording.say(language, f"error.{refused.sentence}", **refused.values)
    if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
        frame = Frame(wording, language)
        content = page(
            "error.html", language=language, message=_linked(message, language), back=frame.say("notice.back")
        )
        shown = frame.around(content, kind="error", title=frame.say("web.name"), address="/")
        return HTMLResponse(shown, refused.status_code, refused.headers)
    return JSONResponse({"error": {"code": refused.code, "message": message}}, refused.status_code, refused.headers)


def _linked(message: str, language: str) -> Markup:
    """The sentence, with the pages it names as links."""
    return Markup(_PAGES.sub(rf'<a href="\g<0>?lang={language}">\g<0></a>', escape(message)))


def handle_errors(app: FastAPI, wording: Wording) -> None:
    """Give `app` its handlers for refused requests."""

    async def refused(request: Request, error: Exception) -> Response:
        if not isinstance(error, Refused):
            error = _refusal(request, error)
        return error_response(request, wording, error)

    app.add_exception_handler(Busy, refused)
    app.add_exception_handler(HTTPException, refused)
    app.add_exception_handler(RequestValidationError, refused)


def _refusal(request: Request, error: Exception) -> Refused:
    """The framework's own complaint, or the worker's, as one of ours; of an address it names the parameter."""
    if isinstance(error, Busy):
        return Refused(503, "busy", headers={"Retry-After": str(BUSY_SECONDS)})
    if isinstance(error, RequestValidationError) and request.method == "GET":
        first = error.errors()[0]
        day = "day" if "due_" in str(first["loc"][-1]) and first["type"] == "value_error" else "query"
        return Refused(422, "invalid", f"invalid_{day}", name=str(first["loc"][-1])[:_LONGEST_NAME])
    status, headers = (error.status_code, error.headers) if isinstance(error, HTTPException) else (422, None)
    if status == 405:
        allowed = (headers or {}).get("Allow", "GET")
        headers = {"Allow": "GET, HEAD" if "GET" in allowed else allowed}
    return Refused(status, CODES.get(status, "refused"), headers=headers)


class UnexpectedErrors:
    """ASGI middleware: what nobody foresaw becomes a calm sentence, the traceback goes to the log."""

    def __init__(self, app: ASGIApp, wording: Wording, failures: FailureLog) -> None:
        self._app = app
        self._wording = wording
        self._failures = failures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; answer in its place where it fails before the first byte."""
        started = False

        async def note_start(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, note_start)
        except Exception as error:  # noqa: BLE001 - the last line of defence of the web
            reference, _ = self._failures.record(error)
            if not started and scope["type"] == "http":
                request = Request(scope)
                response = error_response(request, self._wording, Refused(500, "internal", reference=reference))
                await response(scope, receive, send)
