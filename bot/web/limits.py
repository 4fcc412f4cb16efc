"""No request body is read beyond its limit, whether it announces its length or not."""

from fastapi import HTTPException, Request
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.web.errors import Refused, error_response
from bot.web.webhook import PATH as WEBHOOK
from rag.wording import Wording

BODY_BYTES = 64 * 1024
_DIGITS = 20
LARGER = {WEBHOOK: 1024 * 1024}  # an update can hold two long messages, every letter escaped


class BodyLimit:
    """ASGI middleware that answers 413 for a body of more than `BODY_BYTES`, or what `LARGER` says of its path."""

    def __init__(self, app: ASGIApp, wording: Wording) -> None:
        self._app = app
        self._wording = wording

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse by the announced length; count what comes where none is announced."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = LARGER.get(scope["path"], BODY_BYTES)
        announced = Headers(scope=scope).get("content-length", "")
        if announced.isdecimal() and (len(announced) > _DIGITS or int(announced) > limit):
            await error_response(Request(scope), self._wording, Refused(413, "too_large"))(scope, receive, send)
            return
        size = 0

        async def counted() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > limit:
                raise HTTPException(413)
            return message

        await self._app(scope, counted, send)
