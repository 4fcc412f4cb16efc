"""Where Telegram delivers updates, when it is asked to."""

import hmac
from typing import Any, Protocol

from fastapi import APIRouter, Request
from fastapi.exceptions import HTTPException

PATH = "/telegram/webhook"
_HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Webhook(Protocol):
    """Who takes updates; `secret` is what Telegram was told to send along."""

    secret: str

    async def take(self, update: dict[str, Any]) -> None:
        """Put one update where it will be dealt with, whatever happens to this process."""


def webhook(telegram: Webhook) -> APIRouter:
    """The route Telegram calls; it is answered as soon as the update is taken on."""
    routes = APIRouter(include_in_schema=False)

    @routes.post(PATH)
    async def deliver(request: Request) -> dict[str, str]:
        given = request.headers.get(_HEADER, "").encode()
        if not telegram.secret or not hmac.compare_digest(given, telegram.secret.encode()):
            raise HTTPException(403)
        try:
            update = await request.json()
        except (ValueError, RecursionError):
            raise HTTPException(400) from None
        if not isinstance(update, dict):
            raise HTTPException(400)
        await telegram.take(update)
        return {"status": "ok"}

    return routes
