"""A question becomes one message with its answer, its proof and its buttons."""

import re
from typing import Any

from telegram import InlineKeyboardMarkup, Message, MessageEntity, Update
from telegram.error import TelegramError
from telegram.ext import CallbackContext

from bot.show.outline import outline
from bot.show.render import Page, pages_of, telegram_pages
from bot.telegram.errors import Unsent
from bot.telegram.keyboards import answer_buttons
from bot.telegram.replies import amend, draft, reply, typing
from bot.telegram.room import Room, is_private, language_of, who_asks
from rag.models import Answer


class Questions:
    """What is written to the bot: in private everything, in a group what is addressed to it."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def private(self, update: Update, context: "CallbackContext[Any, Any, Any, Any]") -> None:
        """A text in a private chat is a question; one that was edited is asked anew."""
        if message := update.effective_message:
            await self.answer(message, update, message.text or "", quoting=update.edited_message is not None)

    async def group(self, update: Update, context: "CallbackContext[Any, Any, Any, Any]") -> None:
        """In a group only a mention and a reply to the bot are questions."""
        message = update.effective_message
        if message is None or not addressed(message, context.bot.username, context.bot.id):
            return
        question = without_mention(message, context.bot.username)
        if question:
            await self.answer(message, update, question, quoting=True)
        else:
            sentence = self._room.say(language_of(update.effective_user), "ask_after_mention")
            await reply(message, plain(sentence), quoting=True)

    async def not_text(self, update: Update, context: "CallbackContext[Any, Any, Any, Any]") -> None:
        """Voice, picture, sticker: one helpful line."""
        if message := update.effective_message:
            await reply(message, plain(self._room.say(language_of(update.effective_user), "text_only")), quoting=True)

    async def answer(self, message: Message, update: Update, question: str, *, quoting: bool) -> None:
        """Answer `question` where `message` was written. Raises Unsent where the answer did not get there."""
        who = who_asks(update.effective_user, update.effective_chat)
        thread = message.message_thread_id if message.is_topic_message else None
        quoting = quoting or not is_private(message)
        sent: list[Message | None] = []

        async def first(answer: Answer) -> None:
            """The answer of the rules, while a chat model words another: a draft in private, else the message itself."""
            if not (is_private(message) and await draft(message, self.shown(answer)[0])):
                sent.append(await self._sent(message, answer, quoting))

        async with typing(message.get_bot(), message.chat_id, thread):
            answer = await self._room.assistant.ask(question, who, None, first)
        if not sent:
            await self._sent(message, answer, quoting)
        elif sent[0] and answer.engine != "extractive":
            await amend(sent[0], *self.shown(answer))

    async def _sent(self, message: Message, answer: Answer, quoting: bool) -> Message | None:
        try:
            return await reply(message, *self.shown(answer), quoting=quoting)
        except TelegramError as error:
            raise Unsent(answer.id) from error

    def shown(
        self, answer: Answer, number: int = 0, *, thanked: bool = False
    ) -> tuple[Page, InlineKeyboardMarkup | None]:
        """Page `number` of an answer, with its buttons."""
        wording = self._room.assistant.wording
        pages = telegram_pages(answer, wording)
        number = number if 0 <= number < len(pages) else 0
        blocks = outline(answer, wording)
        return pages[number], answer_buttons(self._room, answer, blocks, number, len(pages), thanked=thanked)


def addressed(message: Message, name: str, identity: int) -> bool:
    """True for a text that mentions the bot or replies to it."""
    replied = message.reply_to_message
    if replied and replied.from_user and replied.from_user.id == identity and not replied.forum_topic_created:
        return True
    mentions = message.parse_entities([MessageEntity.MENTION]).values()
    return any(mention.casefold() == f"@{name}".casefold() for mention in mentions)


def without_mention(message: Message, name: str) -> str:
    """The text without the name of the bot."""
    return " ".join(re.sub(rf"@{re.escape(name)}\b", " ", message.text or "", flags=re.IGNORECASE).split())


def plain(text: str) -> Page:
    """A sentence as a message."""
    return pages_of([("", "", text)])[0]
