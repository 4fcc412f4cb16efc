"""/start, /help, /vanban, /privacy: what can be done without a question."""

from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import CallbackContext

from bot.people import KEPT_DAYS
from bot.show.render import Page
from bot.telegram.button_data import Verb, packed, reference, referred
from bot.telegram.keyboards import list_buttons, notice_buttons
from bot.telegram.notices import facts_page, notices_page, text_pages
from bot.telegram.questions import plain
from bot.telegram.replies import reply
from bot.telegram.room import Room, is_private, language_of

Shown = tuple[Page, InlineKeyboardMarkup | None]
_Context = CallbackContext[Any, Any, Any, Any]


class Commands:
    """The handlers of commands, and what they show, for buttons that show it again."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def start(self, update: Update, context: _Context) -> None:
        """Who this is, with three questions to press; a link that names a notice shows it."""
        language = language_of(update.effective_user)
        if context.args and (shown := await self.notice(language, context.args[0], 0)):
            await self._reply(update, shown)
            return
        examples = await self._room.assistant.examples(language)
        buttons = [
            [InlineKeyboardButton(question, callback_data=packed(Verb.EXAMPLE, language, number))]
            for number, question in enumerate(examples)
        ]
        await self._reply(update, (plain(self._room.say(language, "start")), InlineKeyboardMarkup(buttons)))

    async def help(self, update: Update, context: _Context) -> None:
        """How to ask, in private and in groups."""
        sentence = self._room.say(language_of(update.effective_user), "help", name=context.bot.username)
        await self._reply(update, (plain(sentence), None))

    async def notices(self, update: Update, context: _Context) -> None:
        """The first page of the list."""
        await self._reply(update, await self.list(language_of(update.effective_user), 0))

    async def privacy(self, update: Update, context: _Context) -> None:
        """What is stored, for how long, and how to have it back or gone."""
        await self._reply(update, self.kept(language_of(update.effective_user)))

    async def list(self, language: str, page: int) -> Shown:
        """Page `page` of the list of notices."""
        message, shown = notices_page(self._room, language, await self._room.assistant.notices(), page)
        references = [reference(one.id) for one in shown.rows]
        return message, list_buttons(references, shown.first, shown.number, shown.pages)

    async def notice(self, language: str, name: str, page: int) -> Shown | None:
        """What is known of a notice (page 0), or a page of its text; None where there is none of that name."""
        known = referred(name, [notice.id for notice in await self._room.assistant.notices()])
        notice = await self._room.assistant.notice(known) if known else None
        if notice is None:
            return None
        pages = text_pages(notice)
        page = page if 0 <= page <= len(pages) else 0
        shown = pages[page - 1] if page else facts_page(self._room, language, notice)
        return shown, notice_buttons(self._room, language, name, page, len(pages))

    def kept(self, language: str) -> Shown:
        """What is said of privacy, with its buttons."""
        rows = [
            [InlineKeyboardButton(self._room.say(language, f"button.{name}"), callback_data=packed(verb))]
            for name, verb in (("export", Verb.EXPORT), ("forget", Verb.FORGET))
        ]
        model = self._room.assistant.chat
        where = self._room.say(language, "privacy.model" if model else "privacy.here", model=model)
        return plain(f"{self._room.say(language, 'privacy', days=KEPT_DAYS)} {where}"), InlineKeyboardMarkup(rows)

    async def _reply(self, update: Update, shown: Shown) -> None:
        if message := update.effective_message:
            await reply(message, *shown, quoting=not is_private(message))
