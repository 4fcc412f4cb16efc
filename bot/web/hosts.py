"""Which names the service answers to: a page of another name must not speak to it through a reader's browser."""

import re
from collections.abc import Collection

from fastapi import Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.settings import host_name
from bot.web.errors import Refused, error_response
from rag.wording import Wording

_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^:\[\]]+)(?::\d{0,5})?")


class Hosts:
    """ASGI middleware: 421 for a `Host` that is not served, 400 for none, two, or what is no name. Its port is not looked at."""

    def __init__(self, app: ASGIApp, wording: Wording, served: Collection[str]) -> None:
        self._app = app
        self._wording = wording
        self._served = served

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer in place of the service where it is not meant. Redirections name no host at all."""

        async def without_host(message: Message) -> None:
            if message["type"] == "http.response.start":
                answered = MutableHeaders(scope=message)
                if "location" in answered:
                    answered["location"] = re.sub(r"^https?://[^/]+(?=/)", "", answered["location"])
            await send(message)

        named = Headers(scope=scope).getlist("host")
        host = _named(named[0]) if len(named) == 1 else None
        if host in self._served:
            await self._app(scope, receive, without_host)
        else:
            refused = Refused(400, "invalid", "no_host") if host is None else Refused(421, "misdirected")
            await error_response(Request(scope), self._wording, refused)(scope, receive, send)


def _named(header: str) -> str | None:
    """The name without the port; None where it is none."""
    match = _HOST.fullmatch(header)
    try:
        return host_name(match[1]) if match else None
    except ValueError:
        return None
