"""Which update is dealt with when: people do not wait for each other, one person's questions stay in order."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, cast

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.people import People

AT_ONCE = 1_024
WAITING = 10  # of one person's; what comes beyond is refused


class InOrder(BaseUpdateProcessor):
    """The updates of one person one after another; `refuse` is told of one too many."""

    def __init__(self, people: People, refuse: Callable[[Update], Awaitable[None]]) -> None:
        super().__init__(AT_ONCE)
        self._people = people
        self._refuse = refuse
        self._locks: dict[object, asyncio.Lock] = {}
        self._waiting: Counter[object] = Counter()
        self._refused: set[object] = set()
        self._begun: set[asyncio.Task[Any]] = set()

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to let go."""

    def abandon(self) -> None:
        """Leave what is not finished to the next start."""
        for task in self._begun:
            task.cancel()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Deal with the update when it is its turn; one that is abandoned is dealt with after the next start."""
        task = cast("asyncio.Task[Any]", asyncio.current_task())
        self._begun.add(task)
        try:
            if isinstance(update, Update):
                await self._in_turn(update, coroutine)
            else:
                await coroutine
        finally:
            if isinstance(update, Update) and not task.cancelling():  # one that failed would fail again
                self._people.dealt_with(update.update_id)
            self._begun.discard(task)
            cast("Coroutine[Any, Any, Any]", coroutine).close()  # it may never have begun

    async def _in_turn(self, update: Update, coroutine: Awaitable[Any]) -> None:
        user, chat = update.effective_user, update.effective_chat
        if update.inline_query or (user is None and chat is None):
            await coroutine
            return
        # a button is answered at once, however long the person's question takes
        key = (user and user.id, chat and chat.id, update.callback_query is not None)
        if self._waiting[key] >= WAITING:
            if key not in self._refused:  # told once, not each time
                self._refused.add(key)
                await self._refuse(update)
            return
        self._waiting[key] += 1
        try:
            async with self._locks.setdefault(key, asyncio.Lock()):
                await coroutine
        finally:
            self._waiting[key] -= 1
            if not self._waiting[key]:
                del self._waiting[key], self._locks[key]
                self._refused.discard(key)
