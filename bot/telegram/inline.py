"""`@bot words` in any chat: the answer as a card, then the notices that hold the words."""

from typing import Any

from telegram import InlineQueryResultArticle, InlineQueryResultsButton, InputTextMessageContent, Update
from telegram.constants import ParseMode
from telegram.ext import CallbackContext

from bot.errors import Busy
from bot.show.paging import TELEGRAM_INLINE
from bot.show.render import Page, telegram_pages
from bot.telegram.button_data import reference
from bot.telegram.notices import facts_page, newest_first, subject_of
from bot.telegram.room import Room, language_of
from corpus.models import Notice
from corpus.text import fold
from rag.label import label

_CACHE_SECONDS = 30
_TITLE = 100


class Inline:
    """The handler of inline queries."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def asked(self, update: Update, context: "CallbackContext[Any, Any, Any, Any]") -> None:
        """Answer with cards; nothing is remembered of what is typed here."""
        query = update.inline_query
        if query is None:
            return
        language = language_of(query.from_user)
        words = query.query.strip()
        cards = [*await self._answer(words), *await self._notices(words, language)] if self._room.admits(update) else []
        await query.answer(
            cards[:TELEGRAM_INLINE],
            cache_time=_CACHE_SECONDS,
            is_personal=bool(self._room.allowed),
            button=InlineQueryResultsButton(self._room.say(language, "button.ask_in_private"), start_parameter="start"),
        )

    async def _answer(self, words: str) -> list[InlineQueryResultArticle]:
        if not words:
            return []
        try:
            answer = await self._room.assistant.answer_once(words)
        except Busy:
            return []  # the notices that hold the words are shown all the same
        if answer.abstained or not answer.citations:
            return []
        page = telegram_pages(answer, self._room.assistant.wording)[0]
        return [_card(answer.id, answer.headline or words, answer.citations[0].label, page)]

    async def _notices(self, words: str, language: str) -> list[InlineQueryResultArticle]:
        wanted = fold(words).split()
        cards = []
        for notice in newest_first(await self._room.assistant.notices()):
            if all(word in _searched(notice) for word in wanted):
                page = facts_page(self._room, language, notice)
                cards.append(_card(reference(notice.id), label(notice), subject_of(notice), page))
        return cards


def _searched(notice: Notice) -> str:
    return fold(f"{label(notice)} {subject_of(notice)} {notice.province or ''}")


def _card(identity: str, title: str, description: str, page: Page) -> InlineQueryResultArticle:
    content = InputTextMessageContent(page.html, parse_mode=ParseMode.HTML)
    return InlineQueryResultArticle(identity, title[:_TITLE], content, description=description[:_TITLE])
