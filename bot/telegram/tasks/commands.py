"""/nhiemvu and /hanchot, and what their buttons show."""

from collections.abc import Iterable
from typing import Any

from telegram import InlineKeyboardMarkup, Update
from telegram.ext import CallbackContext

from bot.app import Application
from bot.show.render import Page
from bot.tasks.bodies import Body, Selection, bodies, in_particular, nearest, select_body
from bot.telegram.button_data import Verb
from bot.telegram.notices import source_page
from bot.telegram.questions import plain
from bot.telegram.replies import reply
from bot.telegram.room import Room, is_private, language_of
from bot.telegram.tasks.keyboard import body_buttons, list_buttons, source_buttons
from bot.telegram.tasks.listing import listing, task_of
from bot.telegram.tasks.page import page_of
from bot.telegram.tasks.view import View, body_reference, province_reference
from corpus.models import Notice
from rag.index import Index
from rag.label import citation

MOST_OFFERED = 8
MOST_NEAREST = 4

Shown = tuple[Page, InlineKeyboardMarkup | None]
_Context = CallbackContext[Any, Any, Any, Any]


class Tasks:
    """The handlers of both commands. Everything that touches the index runs in the worker's threads."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def of_body(self, update: Update, context: _Context) -> None:
        """The tasks of the body that is named; without a name, those that have most to choose from."""
        await self._answer(update, context, Verb.TASKS)

    async def deadlines(self, update: Update, context: _Context) -> None:
        """The deadlines from today on, of the body that is named or of all."""
        await self._answer(update, context, Verb.DUE)

    async def shown(self, view: View, language: str) -> Shown | None:
        """The list or the source a view names; None where the index no longer holds it."""

        def work(application: Application) -> Shown | None:
            return (
                self._source(application.index, view, language)
                if view.task
                else self._list(application.index, view, language)
            )

        return await self._room.assistant.worker.run(work)

    async def _answer(self, update: Update, context: _Context, verb: Verb) -> None:
        language, text = language_of(update.effective_user), " ".join(context.args or ())
        shown = await self._room.assistant.worker.run(
            lambda application: self._asked(application.index, verb, text, language)
        )
        if message := update.effective_message:
            await reply(message, *shown, quoting=not is_private(message))

    def _asked(self, index: Index, verb: Verb, text: str, language: str) -> Shown:
        """The list that a text asks for, or the way to one."""
        known, view = bodies(index), View(verb)
        if not known:
            return plain(self._room.say(language, "tasks.none")), None
        provinces = {notice.province for notice in index.catalogue() if notice.province}
        selection = select_body(text, known, provinces) if text else Selection(alone=True)
        if selection.body:
            view = view._replace(body=body_reference(selection.body))
        elif not selection.alone:
            sentence = self._room.say(
                language, "tasks.absent" if selection.absent else "tasks.unknown", body=selection.absent
            )
            return self._offer(language, sentence, view, nearest(text, known, MOST_NEAREST))
        if selection.province:
            view = view._replace(province=province_reference(selection.province))
        shown = self._list(index, view, language) if verb is Verb.DUE or selection.body else None
        return shown or self._choice(index, view, selection.province, language)

    def _choice(self, index: Index, view: View, province: str, language: str) -> Shown:
        """The bodies that have most tasks, of one province where it is named."""
        offered = in_particular(bodies(index, province))[:MOST_OFFERED]
        if offered and province:
            sentence = self._room.say(language, "tasks.choose_in", province=province)
        elif offered:
            sentence = self._room.say(language, "tasks.choose", example=offered[0].name)
        else:
            sentence = self._room.say(language, "tasks.nothing")
        return self._offer(language, sentence, view, offered)

    def _offer(self, language: str, sentence: str, view: View, offered: Iterable[Body]) -> Shown:
        return plain(sentence), InlineKeyboardMarkup(body_buttons(self._room, language, view, offered))

    def _list(self, index: Index, view: View, language: str) -> Shown | None:
        today = self._room.today()
        shown = listing(index, view, today)
        if shown is None:
            return None
        return page_of(self._room, language, shown, today), list_buttons(self._room, language, shown)

    def _source(self, index: Index, view: View, language: str) -> Shown | None:
        task = task_of(index, view)
        notice = _notice(index, task.notice_id) if task else None
        if task is None or notice is None:
            return None
        directive = task.directive
        if notice.text[directive.start : directive.end] != directive.quote:
            return None  # it was read anew since
        cited = citation(notice, 1, directive.start, directive.end, directive.item)
        doubt = self._room.assistant.wording.say(language, "render.doubtful")
        return source_page(notice, cited, doubt), source_buttons(self._room, language, view, cited)


def _notice(index: Index, notice_id: str) -> Notice | None:
    try:
        return index.notice(notice_id)
    except KeyError:  # it has just been taken out of the index
        return None
