"""The bot as part of the service: it connects when it can, and the other faces never wait for it."""

import asyncio
import contextlib
import datetime
import json
import logging
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from telegram import Update
from telegram.error import Conflict, RetryAfter, TelegramError, TimedOut
from telegram.ext import ExtBot

from bot.assistant import Assistant
from bot.log import FailureLog
from bot.people import NotNow
from bot.settings import Settings
from bot.telegram.application import ALLOWED_UPDATES, bot_of, telegram_application
from bot.telegram.menu import set_menu
from bot.telegram.patience import Patience, Waits
from bot.telegram.room import Room, today_in_vietnam
from bot.telegram.updates import update_of

POLL_SECONDS = 25
_AT_ONCE_SECONDS = 0.1
_LEFT_SECONDS = 1.0  # for what an earlier process left to come before what is new
_END_SECONDS = 5.0
log = logging.getLogger(__name__)


class TelegramBot:
    """One bot, by polling or by webhook. `secret` and `take` are for the webhook's route."""

    def __init__(
        self,
        bot: "ExtBot[Any]",
        settings: Settings,
        assistant: Assistant,
        failures: FailureLog,
        today: Callable[[], datetime.date],
        waits: Waits,
    ) -> None:
        self._waits = waits
        self._room = Room(assistant, failures, frozenset(settings.telegram_allowed), today)
        self._application, self._order = telegram_application(bot, self._room)
        self._webhook = settings.telegram_webhook
        self.secret = secrets.token_urlsafe(32)

    async def take(self, update: dict[str, Any]) -> None:
        """An update that Telegram delivered; one that is delivered twice is taken on once."""
        if taken := update_of(update, self._application.bot):
            await self._take_on(taken)

    async def run(self) -> None:
        """Connect, then deal with updates until cancelled."""
        await self._connected()
        await self._application.initialize()
        await self._application.start()
        log.info("Telegram: @%s answers.", self._application.bot.username)
        async with asyncio.TaskGroup() as tasks:
            await asyncio.wait({tasks.create_task(self._resume())}, timeout=_LEFT_SECONDS)
            tasks.create_task(self._show_menu())
            tasks.create_task(self._deliver() if self._webhook else self._fetch())

    async def close(self) -> None:
        """Finish the answers that have begun, within seconds; leave the others to the next start."""
        if self._application.running:
            stopping = asyncio.create_task(self._application.stop())
            await asyncio.wait({stopping}, timeout=_END_SECONDS)
            self._order.abandon()
            await stopping
        with contextlib.suppress(TelegramError):
            await self._application.shutdown()

    async def _take_on(self, update: Update) -> None:
        if await asyncio.to_thread(self._room.assistant.people.accept, update.update_id, update.to_json()):
            await self._application.update_queue.put(update)

    async def _resume(self) -> None:
        """Deal with what an earlier process took on, as soon as it can be read."""
        while True:
            try:
                left = await asyncio.to_thread(self._room.assistant.people.accepted)
            except NotNow:
                await asyncio.sleep(self._waits.file)
            else:
                break
        for content in left:
            if update := update_of(_json(content), self._application.bot):
                await self._application.update_queue.put(update)

    async def _connected(self) -> None:
        """Wait until the Bot API answers, however long there is no network."""
        patience = Patience(self._waits)
        while True:
            try:
                await self._application.bot.initialize()
                return
            except Exception as error:  # noqa: BLE001 - something on the way may answer in any shape
                await patience.after(error)

    async def _fetch(self) -> None:
        """Long polling. Fetching the next updates confirms the earlier ones: they were taken on."""
        bot, offset, patience = self._application.bot, 0, Patience(self._waits)
        unhooked, late = False, 0  # how many times in a row there was no answer
        while True:
            try:
                if not unhooked:
                    unhooked = await bot.delete_webhook()
                updates = await bot.get_updates(
                    offset, timeout=POLL_SECONDS, read_timeout=POLL_SECONDS + 10, allowed_updates=ALLOWED_UPDATES
                )
            except RetryAfter as error:
                after = error.retry_after
                await asyncio.sleep(after if isinstance(after, int) else after.total_seconds())
            except TimedOut as error:
                late += 1
                await (patience.after(error) if late > 1 else asyncio.sleep(_AT_ONCE_SECONDS))
            except Exception as error:  # noqa: BLE001 - something on the way may answer in any shape
                unhooked = unhooked and not isinstance(error, Conflict)  # it may have set a webhook
                await patience.after(error)
            else:
                patience.over()
                late = 0
                for update in updates:
                    await self._take_on(update)
                confirmed, offset = offset, max([offset, *(update.update_id + 1 for update in updates)])
                if updates and confirmed == offset:
                    await asyncio.sleep(_AT_ONCE_SECONDS)  # delivered again, against what was confirmed

    async def _deliver(self) -> None:
        """Let Telegram deliver to our address, with a secret that is new with every start."""
        patience = Patience(self._waits)
        while True:
            try:
                await self._application.bot.set_webhook(
                    f"{self._webhook}/telegram/webhook", allowed_updates=ALLOWED_UPDATES, secret_token=self.secret
                )
                return
            except Exception as error:  # noqa: BLE001 - something on the way may answer in any shape
                await patience.after(error, f"Telegram does not take the webhook {self._webhook}")

    async def _show_menu(self) -> None:
        try:
            await set_menu(self._application.bot, self._room)
        except Exception as error:  # noqa: BLE001 - something on the way may answer in any shape
            log.warning("Telegram: the menu of commands could not be set (%s); it is tried at the next start.", error)


@asynccontextmanager
async def telegram_bot(
    settings: Settings,
    assistant: Assistant,
    failures: FailureLog,
    today: Callable[[], datetime.date] = today_in_vietnam,
    waits: Waits = Waits(),  # noqa: B008 - it cannot change
) -> AsyncIterator[TelegramBot]:
    """The bot at work in the background until the end of the block."""
    async with bot_of(settings) as sender:
        bot = TelegramBot(sender, settings, assistant, failures, today, waits)
        running = asyncio.create_task(_guarded(bot, failures))
        try:
            yield bot
        finally:
            running.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await running
            await bot.close()


async def _guarded(bot: TelegramBot, failures: FailureLog) -> None:
    try:
        await bot.run()
    except Exception as error:  # noqa: BLE001 - the bot may fail, the other faces go on
        reference, path = failures.record(error)
        log.error("Telegram: the bot has ended, reference %s: the details are in %s", reference, path)


def _json(content: str) -> object:
    """What was kept of an update; None where the file has garbage in its place."""
    try:
        return json.loads(content)
    except ValueError:
        return None
