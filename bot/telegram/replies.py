"""Messages on their way out: as HTML, as plain text where that is refused, never twice, never silently lost."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import Bot, CallbackQuery, InlineKeyboardMarkup, Message, ReplyParameters
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.show.render import Page

_TYPING_SECONDS = 4.0  # Telegram shows it for five
_LAST_SECONDS = 1.0  # an answer waits no longer for the last call


async def reply(
    message: Message, page: Page, buttons: InlineKeyboardMarkup | None = None, *, quoting: bool
) -> Message | None:
    """Send `page` where `message` was written; with `quoting` as a reply to it. Returns what was sent.

    A person who has blocked the bot is left alone. Raises TelegramError.
    """
    to = ReplyParameters(message.message_id, allow_sending_without_reply=True) if quoting else None
    thread = message.message_thread_id if message.is_topic_message else None
    with contextlib.suppress(Forbidden):
        for text, mode, markup in _attempts(page, buttons):
            try:
                sent: Message = await message.get_bot().send_message(
                    message.chat_id,
                    text,
                    parse_mode=mode,
                    reply_markup=markup,
                    reply_parameters=to,
                    message_thread_id=thread,
                )
            except BadRequest:
                if mode is None and markup is None:
                    raise
            else:
                return sent
    return None


async def draft(message: Message, page: Page) -> bool:
    """Show `page` in a private chat while the message is not there yet; False where Telegram does not do that."""
    thread = message.message_thread_id if message.is_topic_message else None
    with contextlib.suppress(TelegramError):
        return await message.get_bot().send_message_draft(
            message.chat_id, message.message_id, page.html, parse_mode=ParseMode.HTML, message_thread_id=thread
        )
    return False


async def amend(sent: Message, page: Page, buttons: InlineKeyboardMarkup | None = None) -> None:
    """Put `page` into a message of the bot, once; where that fails, the message stays as it is."""
    for text, mode, markup in _attempts(page, buttons):
        try:
            await sent.edit_text(text, parse_mode=mode, reply_markup=markup)
        except BadRequest:
            continue
        except TelegramError:
            return
        return


async def change(query: CallbackQuery, page: Page, buttons: InlineKeyboardMarkup | None = None) -> None:
    """Put `page` into the message whose button was pressed. Raises TelegramError."""
    for text, mode, markup in _attempts(page, buttons):
        try:
            await query.edit_message_text(text, parse_mode=mode, reply_markup=markup)
        except BadRequest as error:
            if "not modified" in str(error).lower():
                return  # pressed twice
            if mode is None and markup is None:
                raise
        else:
            return


async def confirm(query: CallbackQuery, sentence: str = "", *, alert: bool = False) -> None:
    """Answer a press at once; one that has become too old needs no answer."""
    with contextlib.suppress(TelegramError):
        await query.answer(sentence[:200] or None, show_alert=alert)


@asynccontextmanager
async def typing(bot: Bot, chat: int, thread: int | None = None) -> AsyncIterator[None]:
    """Show that an answer is on its way, until it is there. A call that has begun is not torn off: its connection
    would be lost with it, and after the answer it would show that another one comes.
    """
    there = asyncio.Event()

    async def show() -> None:
        while not there.is_set():
            with contextlib.suppress(TelegramError):
                await bot.send_chat_action(chat, ChatAction.TYPING, message_thread_id=thread)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(there.wait(), _TYPING_SECONDS)

    task = asyncio.create_task(show())
    try:
        yield
    finally:
        there.set()
        await asyncio.wait({task}, timeout=_LAST_SECONDS)
        task.cancel()


def _attempts(
    page: Page, buttons: InlineKeyboardMarkup | None
) -> tuple[tuple[str, ParseMode | None, InlineKeyboardMarkup | None], ...]:
    """How a message is sent, the best way first."""
    html, plain, bare = (page.html, ParseMode.HTML, buttons), (page.text, None, buttons), (page.text, None, None)
    return (html, plain, bare)
