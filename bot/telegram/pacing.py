"""How fast the bot speaks, and what it says again when a call failed."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import httpx
from aiolimiter import AsyncLimiter
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, TimedOut
from telegram.ext import AIORateLimiter

A_SECOND = 30  # messages to everyone
BURST = 3  # messages to one person at once, then one a second
RETRIES = 5
_FIRST_WAIT_SECONDS = 0.5
_UNPACED = frozenset({"sendChatAction", "answerCallbackQuery", "answerInlineQuery", "getMe"})
_ONCE = frozenset({"sendChatAction", "getMe"})
_SAFE_TWICE = frozenset({"answerCallbackQuery", "answerInlineQuery", "editMessageText", "editMessageReplyMarkup"})
_FINAL = (BadRequest, Conflict, Forbidden, InvalidToken)
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
_CHATS = 1_000

Result = bool | dict[str, Any] | list[dict[str, Any]]
Call = Callable[..., Coroutine[Any, Any, Result]]


class Pacing(AIORateLimiter):
    """Beside Telegram's overall and group limits: one message a second to a person, and retries with longer waits.

    A call is made again after 429, 5xx, and where it surely did not arrive. After a time-out nobody knows whether
    a message was sent; it is not sent twice, whoever asked for it is told instead (`bot.telegram.errors`).
    """

    def __init__(self) -> None:
        super().__init__(overall_max_rate=A_SECOND, max_retries=RETRIES)
        self._people: dict[object, AsyncLimiter] = {}

    async def process_request(
        self,
        callback: Call,
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Result:
        """Wait for the turn of the chat, then call; see the class."""
        for attempt in range(RETRIES + 1):
            try:
                if endpoint in _UNPACED:
                    return await callback(*args, **kwargs)
                await self._turn(data.get("chat_id"))
                return await super().process_request(callback, args, kwargs, endpoint, data, rate_limit_args)
            except _FINAL:
                raise
            except NetworkError as error:
                again = endpoint in _SAFE_TWICE or surely_not_sent(error)
                if attempt == RETRIES or endpoint in _ONCE or not again:
                    raise
            await asyncio.sleep(_FIRST_WAIT_SECONDS * 2**attempt)
        raise AssertionError("unreachable: the last attempt returns or raises")

    async def _turn(self, chat: object) -> None:
        if not isinstance(chat, int) or chat < 0:
            return
        if len(self._people) > _CHATS:
            rested = [one for one, limiter in self._people.items() if limiter.has_capacity(BURST)]
            for one in rested:
                del self._people[one]
        await self._people.setdefault(chat, AsyncLimiter(BURST, BURST)).acquire()


def surely_not_sent(error: NetworkError) -> bool:
    """True for an answer of 5xx, and where no connection was made; False where the answer did not come."""
    cause = error.__cause__
    if isinstance(error, TimedOut) or isinstance(cause, httpx.HTTPError):
        return isinstance(cause, _NOT_SENT)
    return True
