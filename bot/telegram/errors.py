"""What a person hears when something fails: one sentence, a reference, and a way to try again."""

import contextlib
import logging
from typing import Any

from telegram import Update
from telegram.error import Forbidden, TelegramError
from telegram.ext import CallbackContext

from bot.errors import Busy
from bot.show.render import pages_of
from bot.telegram.button_data import Verb, packed
from bot.telegram.keyboards import one_button
from bot.telegram.replies import confirm, reply
from bot.telegram.room import Room, language_of, who_asks

log = logging.getLogger(__name__)
_TELLINGS = 3


class Unsent(Exception):
    """An answer was made but may not have reached the person; `exchange` is its id."""

    def __init__(self, exchange: str) -> None:
        super().__init__(f"answer {exchange} may not have been sent")
        self.exchange = exchange


class Errors:
    """The handler of everything that was not foreseen."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def failed(self, update: object, context: "CallbackContext[Any, Any, Any, Any]") -> None:
        """Record what happened, tell the person once, offer another try."""
        error = context.error
        if error is None or isinstance(error, Forbidden) or isinstance(error.__cause__, Forbidden):
            return
        reference = ""
        if isinstance(error, Busy):
            log.warning("Telegram: %s", error)
        elif isinstance(error, Unsent):
            log.warning("An answer may not have been sent: %s", error.__cause__)
        else:
            reference, path = self._room.failures.record(error)
            log.error("Telegram: something failed, reference %s: the details are in %s", reference, path)
        if isinstance(update, Update):
            for _ in range(_TELLINGS):  # to be told twice is better than never
                with contextlib.suppress(TelegramError):
                    return await self._tell(update, error, reference)

    async def _tell(self, update: Update, error: BaseException, reference: str) -> None:
        language = language_of(update.effective_user)
        said = "busy" if isinstance(error, Busy) else "failed"
        if update.callback_query:
            await confirm(update.callback_query, self._room.say(language, said, reference=reference), alert=True)
            return
        message = update.effective_message
        if message is None:
            return
        if isinstance(error, Unsent):
            sentence, exchange = self._room.say(language, "unsent"), error.exchange
        else:
            sentence = self._room.say(language, said, reference=reference)
            who = who_asks(update.effective_user, update.effective_chat)
            exchange = self._room.assistant.people.keep_question(who, message.text or "")
        button = one_button(self._room.say(language, "button.again"), packed(Verb.AGAIN, exchange))
        await reply(message, pages_of([("", "", sentence)])[0], button, quoting=True)
