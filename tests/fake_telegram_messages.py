"""The messages of the fake Telegram: what a bot sends, edits and deletes, as people then see it."""

import itertools
import threading
import time
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from fake_telegram_html import MOST_CAPTION, Data, Formatted, Refused, bad, formatted
from fake_telegram_limits import buttons, check_keyboard
from fake_telegram_people import ME
from fake_telegram_server import Upload

_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)


@dataclass
class Message:
    """A message of the bot as people see it now; an edit changes it in place."""

    raw: Data
    html: str
    edited: int = 0
    content: bytes = b""  # of a document

    @property
    def id(self) -> int:
        return int(self.raw["message_id"])

    @property
    def chat(self) -> int:
        return int(self.raw["chat"]["id"])

    @property
    def text(self) -> str:
        return str(self.raw.get("text", self.raw.get("caption", "")))

    @property
    def buttons(self) -> list[list[tuple[str, str]]]:
        return buttons(self.raw.get("reply_markup"))

    @property
    def reply_to(self) -> int | None:
        return self.raw.get("reply_to_message", {}).get("message_id")

    @property
    def thread(self) -> int | None:
        return self.raw.get("message_thread_id")

    @property
    def filename(self) -> str | None:
        return self.raw.get("document", {}).get("file_name")


class Chats:
    """The chats a bot is in and what was said there. `changed` guards them."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.chats: defaultdict[int, list[Message]] = defaultdict(list)
        self.blocked: set[int] = set()
        self.warnings: list[str] = []
        self._known: dict[int, Data] = {}  # chats
        self._threads: set[tuple[int, int]] = set()
        self._heard: dict[int, Data] = {}  # messages of people, by id
        self._ids = itertools.count(1)

    def _formatted(self, data: Data, *, empty: bool = False) -> Formatted:
        form = formatted(data, empty=empty)
        self.warnings += form.warnings
        return form

    def _chat(self, data: Data) -> Data:
        if data.get("chat_id") in (None, ""):
            raise bad("chat_id is empty")
        chat = self._known.get(data["chat_id"])
        if chat is None:
            raise bad("chat not found")
        if chat["id"] in self.blocked:
            people = chat["type"] == "private"
            raise Refused(
                f"Forbidden: bot was {'blocked by the user' if people else 'kicked from the group chat'}", 403
            )
        return chat

    def _sent(self, data: Data, form: Formatted, content: bytes = b"", **parts: Any) -> Data:
        chat = self._chat(data)
        markup = data.get("reply_markup") or {}
        check_keyboard(markup)
        raw: Data = {"date": int(time.time()), "chat": chat, "from": ME}
        raw |= {name: part for name, part in parts.items() if part}
        if thread := data.get("message_thread_id"):
            if (chat["id"], thread) not in self._threads:
                raise bad("message thread not found")
            raw |= {"message_thread_id": thread, "is_topic_message": True}
        if replied := self._replied(chat, data):
            raw["reply_to_message"] = {name: part for name, part in replied.items() if name != "reply_to_message"}
        if "inline_keyboard" in markup:
            raw["reply_markup"] = markup
        raw["message_id"] = next(self._ids)
        self.chats[chat["id"]].append(Message(raw, form.html, content=content))
        return raw

    def _send_document(self, data: Data) -> Data:
        form = formatted(data, "caption", MOST_CAPTION, empty=True)
        self.warnings += form.warnings
        file = data.get("document")
        if isinstance(file, str) and file.startswith("attach://"):
            file = data.get(file.removeprefix("attach://"))
        if not isinstance(file, Upload):
            raise bad("there is no document in the request")
        if not file.content:
            raise bad("file must be non-empty")
        unique = f"file{len(self._heard)}-{sum(map(len, self.chats.values()))}"
        document = {"file_id": unique, "file_unique_id": unique, "file_size": len(file.content)}
        document |= {"file_name": file.filename, "mime_type": file.kind}
        parts = {"document": document, "caption": form.text, "caption_entities": form.entities}
        return self._sent(data, form, file.content, **parts)

    def _replied(self, chat: Data, data: Data) -> Data | None:
        about = data.get("reply_parameters") or {}
        wanted = about.get("message_id", data.get("reply_to_message_id"))
        if wanted is None:
            return None
        found = self._message(chat["id"], wanted)
        if found is None and not (about or data).get("allow_sending_without_reply"):
            raise bad("message to be replied not found")
        if found and str(about.get("quote") or "") not in found.get("text", ""):
            raise bad("QUOTE_TEXT_INVALID")
        return found

    def _message(self, chat: int, id: int) -> Data | None:
        own = {message.id: message.raw for message in self.chats[chat]}
        heard = self._heard.get(id)
        return own.get(id) or (heard if heard and heard["chat"]["id"] == chat else None)

    def _own(self, data: Data, what: str) -> Message:
        if "inline_message_id" in data:
            raise bad("MESSAGE_ID_INVALID")
        chat = self._chat(data)
        for message in self.chats[chat["id"]]:
            if message.id == data.get("message_id"):
                return message
        known = self._message(chat["id"], data.get("message_id") or 0)
        raise bad(f"message can't be {what}ed".replace("ee", "e") if known else f"message to {what} not found")

    def _edit(self, data: Data, form: Formatted | None) -> Data:
        message = self._own(data, "edit")
        markup = data.get("reply_markup") or {}
        check_keyboard(markup)
        new = {name: part for name, part in message.raw.items() if name not in ("reply_markup", "edit_date")}
        if form:
            if "text" not in new:
                raise bad("there is no text in the message to edit")
            new = {name: part for name, part in new.items() if name != "entities"} | {"text": form.text}
            new |= {"entities": form.entities} if form.entities else {}
        if markup.get("inline_keyboard"):
            new["reply_markup"] = markup
        if new == {name: part for name, part in message.raw.items() if name != "edit_date"}:
            raise bad(_NOT_MODIFIED)
        message.raw = new | {"edit_date": int(time.time())}
        message.html = form.html if form else message.html
        message.edited += 1
        return message.raw

    def _delete(self, data: Data) -> bool:
        if self._chat(data)["type"] == "private" and self._heard.pop(data.get("message_id") or 0, None):
            return True
        message = self._own(data, "delete")
        self.chats[message.chat].remove(message)
        return True
