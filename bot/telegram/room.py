"""What every handler works with, and who may be answered."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field

from telegram import Chat, Message, Update, User

from bot.assistant import Assistant
from bot.log import FailureLog
from bot.people import Who

_VIETNAM = datetime.timezone(datetime.timedelta(hours=7), "Asia/Ho_Chi_Minh")  # no summer time, no table needed


def today_in_vietnam() -> datetime.date:
    """The day it is where the notices are issued, wherever this machine stands."""
    return datetime.datetime.now(_VIETNAM).date()


@dataclass(frozen=True)
class Room:
    """The assistant, the log of failures, the ids that are answered (none: everyone), and what day it is."""

    assistant: Assistant
    failures: FailureLog
    allowed: frozenset[int] = field(default_factory=frozenset)
    today: Callable[[], datetime.date] = today_in_vietnam

    def say(self, language: str, key: str, **values: object) -> str:
        """A sentence of the bot."""
        return self.assistant.wording.say(language, f"telegram.{key}", **values)

    def admits(self, update: Update) -> bool:
        """True where the user or the chat is allowed, or everyone is."""
        ids = {party.id for party in (update.effective_user, update.effective_chat) if party}
        return not self.allowed or bool(self.allowed & ids)


def language_of(user: User | None) -> str:
    """English for those who set Telegram to English, else Vietnamese."""
    return "en" if user and (user.language_code or "").lower().startswith("en") else "vi"


def who_asks(user: User | None, chat: Chat | None) -> Who:
    """The person, in this chat; one who writes for a whole chat is that chat."""
    party = user or chat
    person = f"telegram:{party.id if party else 0}"
    return Who(person, f"{person}:{chat.id if chat else 0}")


def is_private(message: Message) -> bool:
    """True where nobody else reads."""
    return message.chat.type == Chat.PRIVATE
