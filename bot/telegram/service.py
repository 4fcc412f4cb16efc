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
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError, TimedOut
from telegram.ext import ExtBot

from bot.assistant import Assistant
from bot.log import FailureLog
from bot.settings import Settings
from bot.telegram.application import ALLOWED_UPDATES, bot_of, telegram_application
from bot.telegram.menu import set_menu
from bot.telegram.room import Room, today_in_vietnam

POLL_SECONDS = 25
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 15.0
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
    ) -> None:
        self._room = Room(assistant, failures, frozenset(settings.telegram_allowed), today)
        self._application, self._order = telegram_application(bot, self._room)
        self._webhook = settings.telegram_webhook
        self.secret = secrets.token_urlsafe(32)

    async def take(self, update: dict[str, Any]) -> None:
        """An update that Telegram delivered; one that is delivered twice is taken on once."""
        try:
            taken = Update.de_json({**update, "update_id": int(update["update_id"])}, self._application.bot)
        except Exception as error:  # noqa: BLE001 - the library raises whatever the odd shape leads to
            log.warning("Telegram delivered what is no update (%r); it is passed over.", error)
            return
        await self._take_on(taken)

    async def run(self) -> None:
        """Connect, then deal with updates until cancelled; returns only where there is no use in going on."""
        try:
            await self._connected()
            await self._application.initialize()
            await self._application.start()
            log.info("Telegram: @%s answers.", self._application.bot.username)
            for content in self._room.assistant.people.accepted():
                await self._application.update_queue.put(Update.de_json(json.loads(content), self._application.bot))
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._show_menu())
                tasks.create_task(self._deliver() if self._webhook else self._fetch())
        except* InvalidToken:
            log.error("Telegram: the token is not valid; put the one from @BotFather into TELEGRAM_BOT_TOKEN.")
        except* Conflict:
            log.error(
                "Telegram: another instance uses this token, so this one stopped fetching messages and the other "
                "faces go on; stop the other instance, then start chidao serve again."
            )

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
        if self._room.assistant.people.accept(update.update_id, update.to_json()):
            await self._application.update_queue.put(update)

    async def _connected(self) -> None:
        """Wait until the Bot API answers, however long there is no network."""
        wait = _FIRST_WAIT
        while True:
            try:
                await self._application.bot.initialize()
                return
            except InvalidToken:
                raise
            except TelegramError as error:
                if wait == _FIRST_WAIT:
                    log.warning("Telegram cannot be reached (%s); the other faces go on, it is tried again.", error)
            await asyncio.sleep(wait)
            wait = min(2 * wait, _LONGEST_WAIT)

    async def _fetch(self) -> None:
        """Long polling. Fetching the next updates confirms the earlier ones: they were taken on."""
        bot, offset, wait = self._application.bot, 0, _FIRST_WAIT
        unhooked = False
        while True:
            try:
                if not unhooked:
                    unhooked = await bot.delete_webhook()
                updates = await bot.get_updates(
                    offset, timeout=POLL_SECONDS, read_timeout=POLL_SECONDS + 10, allowed_updates=ALLOWED_UPDATES
                )
            except (Conflict, InvalidToken):
                raise
            except RetryAfter as error:
                after = error.retry_after
                await asyncio.sleep(after if isinstance(after, int) else after.total_seconds())
            except TimedOut:
                await asyncio.sleep(_FIRST_WAIT / 10)
            except TelegramError as error:
                if wait == _FIRST_WAIT:
                    log.warning("Telegram cannot be reached (%s); it is tried again.", error)
                await asyncio.sleep(wait)
                wait = min(2 * wait, _LONGEST_WAIT)
            else:
                if wait > _FIRST_WAIT:
                    log.info("Telegram is reached again.")
                wait = _FIRST_WAIT
                for update in updates:
                    await self._take_on(update)
                    offset = update.update_id + 1

    async def _deliver(self) -> None:
        """Let Telegram deliver to our address, with a secret that is new with every start."""
        wait = _FIRST_WAIT
        while True:
            try:
                await self._application.bot.set_webhook(
                    f"{self._webhook}/telegram/webhook", allowed_updates=ALLOWED_UPDATES, secret_token=self.secret
                )
                return
            except InvalidToken:
                raise
            except TelegramError as error:
                log.warning("Telegram does not take the webhook %s (%s); it is tried again.", self._webhook, error)
            await asyncio.sleep(wait)
            wait = min(2 * wait, _LONGEST_WAIT)

    async def _show_menu(self) -> None:
        try:
            await set_menu(self._application.bot, self._room)
        except TelegramError as error:
            log.warning("Telegram: the menu of commands could not be set (%s); it is tried at the next start.", error)


@asynccontextmanager
async def telegram_bot(
    settings: Settings,
    assistant: Assistant,
    failures: FailureLog,
    today: Callable[[], datetime.date] = today_in_vietnam,
) -> AsyncIterator[TelegramBot]:
    """The bot at work in the background until the end of the block."""
    async with bot_of(settings) as sender:
        bot = TelegramBot(sender, settings, assistant, failures, today)
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
