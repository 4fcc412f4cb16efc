"""No request is taken beyond its limits: that of its head, and that of its body, whether it announces its length or not."""

from fastapi import HTTPException, Request
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.web.errors import Refused, error_response
from bot.web.webhook import PATH as WEBHOOK
from rag.wording import Wording

HEAD_BYTES = 16 * 1024  # the server itself stops gathering one that is not whole by then
BODY_BYTES = 64 * 1024
_DIGITS = 20
LARGER = {WEBHOOK: 1024 * 1024}  # an update can hold two long messages, every letter escaped


class SizeLimits:
    """ASGI middleware: 431 for a head of more than `HEAD_BYTES`, 413 for a body of more than `BODY_BYTES` or `LARGER`."""

    def __init__(self, app: ASGIApp, wording: Wording) -> None:
        self._app = app
        self._wording = wording

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse by the announced length; count what comes where none is announced."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if _head_bytes(scope) > HEAD_BYTES:
            await self._refuse(scope, receive, send, Refused(431, "too_large", "head_too_large"))
            return
        limit = LARGER.get(scope["path"], BODY_BYTES)
        announced = Headers(scope=scope).get("content-length", "")
        if announced.isdecimal() and (len(announced) > _DIGITS or int(announced) > limit):
            await self._refuse(scope, receive, send, Refused(413, "too_large"))
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

    async def _refuse(self, scope: Scope, receive: Receive, send: Send, refused: Refused) -> None:
        await error_response(Request(scope), self._wording, refused)(scope, receive, send)


def _head_bytes(scope: Scope) -> int:
    named = sum(len(name) + len(value) + len(": \r\n") for name, value in scope["headers"])
    return named + len(scope.get("raw_path") or b"") + len(scope["query_string"])
