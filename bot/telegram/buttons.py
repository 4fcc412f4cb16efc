"""What a press does. Every press is answered at once, an old or foreign one politely."""

import asyncio
import io
import json
from typing import Any

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, InputFile, Message, Update
from telegram.error import TelegramError
from telegram.ext import CallbackContext

from bot.people import NotNow
from bot.show.outline import Part, outline
from bot.telegram.button_data import Press, Verb, packed, unpacked
from bot.telegram.commands import Commands
from bot.telegram.keyboards import REASONS, reason_buttons, source_buttons
from bot.telegram.notices import source_page
from bot.telegram.questions import Questions, plain
from bot.telegram.replies import change, confirm
from bot.telegram.room import Room, language_of, who_asks
from bot.telegram.tasks.commands import Tasks
from bot.telegram.tasks.view import view_of
from rag.models import Answer


class Buttons:
    """The handler of every button."""

    def __init__(self, room: Room, questions: Questions, commands: Commands, tasks: Tasks) -> None:
        self._room = room
        self._questions = questions
        self._commands = commands
        self._tasks = tasks

    async def pressed(self, update: Update, context: "CallbackContext[Any, Any, Any, Any]") -> None:
        """Do what the button says, or say that it is too old."""
        query = update.callback_query
        if query is None:
            return
        press = unpacked(query.data or "") if isinstance(query.message, Message) else None
        failed = "old_button"
        try:
            done = press is not None and await self._do(press, query, update)
        except NotNow:
            done, failed = False, "not_now"
        if not done:
            await confirm(query, self._room.say(language_of(query.from_user), failed), alert=True)

    async def _do(self, press: Press, query: CallbackQuery, update: Update) -> bool:
        match press.verb:
            case Verb.EXAMPLE | Verb.OPTION:
                return await self._ask(press, query, update)
            case Verb.AGAIN:
                return await self._again(press, query, update)
            case Verb.ANSWER | Verb.SOURCE | Verb.JUDGE:
                return await self._on_answer(press, query)
            case Verb.LIST | Verb.NOTICE:
                return await self._on_notices(press, query)
            case Verb.TASKS | Verb.DUE:
                return await self._on_tasks(press, query)
            case Verb.EXPORT | Verb.FORGET:
                return await self._on_privacy(press, query)

    async def _ask(self, press: Press, query: CallbackQuery, update: Update) -> bool:
        """Ask what the button offers; the answer is a message of its own."""
        if press.verb is Verb.EXAMPLE:
            questions = list(await self._room.assistant.examples("en" if press.subject == "en" else "vi"))
        else:
            answer = await asyncio.to_thread(self._room.assistant.people.answer, press.subject)
            blocks = outline(answer, self._room.assistant.wording) if answer else ()
            questions = [block.question for block in blocks if block.part is Part.OPTION]
        if not 0 <= press.number < len(questions) or not isinstance(query.message, Message):
            return False
        await confirm(query)
        await self._questions.answer(query.message, update, questions[press.number], quoting=False)
        return True

    async def _again(self, press: Press, query: CallbackQuery, update: Update) -> bool:
        """Show the answer that may not have arrived, or ask again what failed, in place of the message that said so."""
        answer = await asyncio.to_thread(self._room.assistant.people.answer, press.subject)
        question = await asyncio.to_thread(self._room.assistant.people.question, press.subject)
        if answer is None and not question:
            return False
        await confirm(query)
        if answer is None:
            who = who_asks(update.effective_user, update.effective_chat)
            answer = await self._room.assistant.ask(question or "", who, None)
        await change(query, *self._questions.shown(answer))
        return True

    async def _on_answer(self, press: Press, query: CallbackQuery) -> bool:
        """Another page of an answer, one of its sources, or a verdict on it."""
        answer = await asyncio.to_thread(self._room.assistant.people.answer, press.subject)
        if answer is None:
            return False
        if press.verb is Verb.ANSWER:
            await confirm(query)
            await change(query, *self._questions.shown(answer, press.number))
            return True
        if press.verb is Verb.JUDGE:
            return await self._judge(press, query, answer)
        citations = (*answer.citations, *answer.nearest)
        if not 0 <= press.number < len(citations):
            return False
        citation = citations[press.number]
        notice = await self._room.assistant.notice(citation.notice_id)
        if notice is None or notice.text[citation.start : citation.end] != citation.quote:
            return False  # the notice was taken out or has changed since
        await confirm(query)
        quotes = [one for one in outline(answer, self._room.assistant.wording) if one.part is Part.QUOTE]
        buttons = source_buttons(self._room, answer, quotes[press.number])
        await change(query, source_page(notice, citation, quotes[press.number].doubt), buttons)
        return True

    async def _judge(self, press: Press, query: CallbackQuery, answer: Answer) -> bool:
        """Store the verdict; one that is bad may say why."""
        if press.place not in ("up", "down", *REASONS):
            return False
        reason = press.place if press.place in REASONS else None
        verdict = "up" if press.place == "up" else "down"
        await asyncio.to_thread(self._room.assistant.people.judge, answer.id, verdict, reason)
        await confirm(query, self._room.say(answer.language, "thanks"))
        page, buttons = self._questions.shown(answer, thanked=True)
        await change(query, page, reason_buttons(self._room, answer) if press.place == "down" else buttons)
        return True

    async def _on_notices(self, press: Press, query: CallbackQuery) -> bool:
        language = language_of(query.from_user)
        if press.verb is Verb.LIST:
            shown = await self._commands.list(language, press.number)
        elif found := await self._commands.notice(language, press.subject, press.number):
            shown = found
        else:
            return False
        await confirm(query)
        await change(query, *shown)
        return True

    async def _on_tasks(self, press: Press, query: CallbackQuery) -> bool:
        """Another page of tasks, the same narrowed, or a source; what the index no longer holds is said to be gone."""
        view, language = view_of(press), language_of(query.from_user)
        if view is None:
            return False
        shown = await self._tasks.shown(view, language)
        if shown is None:
            await confirm(query, self._room.say(language, "tasks.changed"), alert=True)
        else:
            await confirm(query)
            await change(query, *shown)
        return True

    async def _on_privacy(self, press: Press, query: CallbackQuery) -> bool:
        """Hand out or delete what is stored of the person who presses, whoever asked for the buttons."""
        language, person = language_of(query.from_user), who_asks(query.from_user, None).person
        people = self._room.assistant.people
        if press.verb is Verb.EXPORT:
            held = await asyncio.to_thread(people.held, person)
            content = json.dumps(held, ensure_ascii=False, indent=2).encode()
            try:
                await query.get_bot().send_document(query.from_user.id, InputFile(io.BytesIO(content), "chidao.json"))
            except TelegramError:
                await confirm(query, self._room.say(language, "export_failed"), alert=True)
            else:
                await confirm(query, self._room.say(language, "exported"))
        elif press.number == 1:
            count = await asyncio.to_thread(people.forget, person)
            await confirm(query)
            await change(query, plain(self._room.say(language, "forgotten", count=count)))
        else:
            await confirm(query)
            button = InlineKeyboardButton(
                self._room.say(language, "button.forget_now"), callback_data=packed(Verb.FORGET, place=1)
            )
            await change(query, plain(self._room.say(language, "forget")), InlineKeyboardMarkup([[button]]))
        return True
