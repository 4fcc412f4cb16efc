"""The Telegram application put together: who hears what."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from telegram import LinkPreviewOptions, Update
from telegram.ext import (
    Application,
    ApplicationHandlerStop,
    CallbackContext,
    CallbackQueryHandler,
    CommandHandler,
    Defaults,
    ExtBot,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)
from telegram.request import HTTPXRequest

from bot.settings import Settings
from bot.telegram.buttons import Buttons
from bot.telegram.commands import Commands
from bot.telegram.errors import Errors
from bot.telegram.inline import Inline
from bot.telegram.order import InOrder
from bot.telegram.pacing import Pacing
from bot.telegram.questions import Questions, addressed, plain
from bot.telegram.replies import confirm, reply
from bot.telegram.room import Room, is_private, language_of
from bot.telegram.tasks.commands import Tasks
from bot.telegram.updates import Fetching

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "inline_query")
TELEGRAM = "https://api.telegram.org"
_SECONDS = 20.0
_CONNECTIONS = 64

App = Application[Any, Any, Any, Any, Any, Any]


def telegram_application(bot: "ExtBot[Any]", room: Room) -> tuple[App, InOrder]:
    """The application over a room, which fetches nothing itself, and the order it works in."""
    doorkeeper = _Doorkeeper(room)
    order = InOrder(room.assistant.people, doorkeeper.too_many)
    application = Application.builder().bot(bot).updater(None).concurrent_updates(order).build()
    _add_handlers(application, room, doorkeeper)
    return application, order


@asynccontextmanager
async def bot_of(settings: Settings) -> "AsyncIterator[ExtBot[Any]]":
    """The bot of the token, paced, by way of the proxy and the Bot API server that are set; its connections end
    with the block, whether it was ever reached or not.
    """
    root = settings.telegram_api_url or TELEGRAM
    calls, updates = _requests(settings, HTTPXRequest, _CONNECTIONS), _requests(settings, Fetching, 1)
    try:
        yield ExtBot(
            settings.telegram_bot_token.get_secret_value(),
            base_url=f"{root}/bot",
            base_file_url=f"{root}/file/bot",
            request=calls,
            get_updates_request=updates,
            defaults=Defaults(link_preview_options=LinkPreviewOptions(is_disabled=True)),
            rate_limiter=Pacing(),
        )
    finally:
        await calls.shutdown()
        await updates.shutdown()


def _requests(settings: Settings, kind: type[HTTPXRequest], connections: int) -> HTTPXRequest:
    return kind(
        connection_pool_size=connections,
        proxy=settings.telegram_proxy_url or None,
        read_timeout=_SECONDS,
        write_timeout=_SECONDS,
        connect_timeout=_SECONDS / 2,
        pool_timeout=_SECONDS,
    )


def _add_handlers(application: App, room: Room, doorkeeper: "_Doorkeeper") -> None:
    questions, commands, tasks = Questions(room), Commands(room), Tasks(room)
    private = filters.ChatType.PRIVATE
    group = filters.ChatType.GROUPS
    application.add_handler(TypeHandler(Update, doorkeeper.look), group=-1)
    for name, handler in (
        ("start", commands.start),
        ("help", commands.help),
        ("nhiemvu", tasks.of_body),
        ("hanchot", tasks.deadlines),
        ("vanban", commands.notices),
        ("privacy", commands.privacy),
    ):
        application.add_handler(CommandHandler(name, handler, filters=filters.UpdateType.MESSAGE))
    application.add_handler(CallbackQueryHandler(Buttons(room, questions, commands, tasks).pressed))
    application.add_handler(InlineQueryHandler(Inline(room).asked))
    application.add_handler(MessageHandler(private & filters.TEXT & ~filters.COMMAND, questions.private))
    application.add_handler(MessageHandler(private & filters.COMMAND & filters.UpdateType.MESSAGE, commands.help))
    application.add_handler(MessageHandler(group & filters.TEXT & ~filters.COMMAND, questions.group))
    application.add_handler(
        MessageHandler(
            private & ~filters.TEXT & ~filters.StatusUpdate.ALL & filters.UpdateType.MESSAGE, questions.not_text
        )
    )
    application.add_error_handler(Errors(room).failed)


class _Doorkeeper:
    """Lets in whom the settings allow, and asks the hasty to wait."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def look(self, update: Update, context: "CallbackContext[Any, Any, Any, Any]") -> None:
        """Stop an update of someone who is not allowed, with one line where it was meant for the bot."""
        if self._room.admits(update) or update.inline_query:
            return  # an inline query gets an empty list
        language = language_of(update.effective_user)
        user = update.effective_user.id if update.effective_user else 0
        sentence = self._room.say(language, "not_allowed", user=user)
        message = update.effective_message
        if update.callback_query:
            await confirm(update.callback_query, sentence, alert=True)
        elif message and (is_private(message) or addressed(message, context.bot.username, context.bot.id)):
            await reply(message, plain(sentence), quoting=not is_private(message))
        raise ApplicationHandlerStop

    async def too_many(self, update: Update) -> None:
        """Say once that the earlier questions come first."""
        sentence = self._room.say(language_of(update.effective_user), "too_many")
        if update.callback_query:
            await confirm(update.callback_query, sentence, alert=True)
        elif update.effective_message and is_private(update.effective_message):
            await reply(update.effective_message, plain(sentence), quoting=True)
