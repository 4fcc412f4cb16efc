"""Which web sites may use the interface: this one, and those the settings name, letter for letter."""

from collections.abc import Collection
from urllib.parse import urlsplit

from fastapi import Request
from fastapi.responses import Response
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.web.errors import Refused, error_response
from bot.web.sessions import HEADER as SESSION
from rag.wording import Wording

PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": "content-type, accept, accept-language",
    "Access-Control-Max-Age": "600",
}


class Origins:
    """ASGI middleware: an unknown origin is refused unread by the interface; files of the widget are for all to load."""

    def __init__(self, app: ASGIApp, wording: Wording, allowed: Collection[str]) -> None:
        self._app = app
        self._wording = wording
        self._allowed = frozenset(allowed)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer in place of the interface where the origin is refused or only asks for leave."""
        interface = scope["type"] == "http" and scope["path"].startswith("/api/")
        if not interface and not (scope["type"] == "http" and loaded_by_widget(scope["path"])):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origins = headers.getlist("origin")
        listed = len(origins) == 1 and origins[0].lower() in self._allowed
        known = listed or not origins or (len(origins) == 1 and _is_own(origins[0], headers.get("host", "")))

        async def with_leave(message: Message) -> None:
            if message["type"] == "http.response.start":
                answered = MutableHeaders(scope=message)
                answered.add_vary_header("Origin")
                if listed:
                    answered["Access-Control-Allow-Origin"] = origins[0]
                    answered["Access-Control-Expose-Headers"] = f"Retry-After, {SESSION}"
            await send(message)

        preflight = scope["method"] == "OPTIONS" and "access-control-request-method" in headers
        if interface and not known:
            refusal = error_response(Request(scope), self._wording, Refused(403, "origin_refused"))
            await refusal(scope, receive, with_leave)
        elif interface and origins and preflight:
            await Response(status_code=204, headers=PREFLIGHT)(scope, receive, with_leave)
        else:
            await self._app(scope, receive, with_leave)


def loaded_by_widget(path: str) -> bool:
    """True for the files another web site loads to show the widget."""
    return path == "/widget.js" or (path.startswith("/static/") and path.endswith((".js", ".css")))


def _is_own(origin: str, host: str) -> bool:
    """True for the origin of the service itself; a proxy may have taken the scheme away."""
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(host) and parts.netloc.lower() == host.lower()
