"""What every handler works with, and who may be answered."""

from dataclasses import dataclass, field

from telegram import Chat, Message, Update, User

from bot.desk import Desk
from bot.log import FailureLog
from bot.people import Who


@dataclass(frozen=True)
class Room:
    """The desk, the log of failures, and the ids that are answered (none: everyone)."""

    desk: Desk
    failures: FailureLog
    allowed: frozenset[int] = field(default_factory=frozenset)

    def say(self, language: str, key: str, **values: object) -> str:
        """A sentence of the bot."""
        return self.desk.wording.say(language, f"telegram.{key}", **values)

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
