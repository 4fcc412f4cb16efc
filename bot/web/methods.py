"""`HEAD` is answered wherever `GET` is."""

from starlette.types import ASGIApp, Receive, Scope, Send


class Heads:
    """ASGI middleware: the headers that `GET` would have; the server leaves the body out."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass it on as `GET`."""
        if scope["type"] == "http" and scope["method"] == "HEAD":
            scope = {**scope, "method": "GET"}
        await self._app(scope, receive, send)
