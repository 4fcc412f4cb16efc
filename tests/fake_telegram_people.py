"""What Telegram says of people, their chats and their messages, as it stands in an update."""

import re
from typing import Any

from fake_telegram_html import Data, units

ME: Data = {
    "id": 123456, "is_bot": True, "first_name": "Chỉ Đạo", "username": "chidao_bot", "can_join_groups": True,
    "can_read_all_group_messages": False, "supports_inline_queries": True,
}  # fmt: skip

_ENTITY = re.compile(r"(?<!\S)/[A-Za-z0-9_]{1,32}(?:@\w+)?|(?<!\w)@[A-Za-z]\w{2,31}")
_FILE = {"file_id": "f1", "file_unique_id": "u1"}
_KINDS: dict[str, Any] = {
    "voice": _FILE | {"duration": 2},
    "audio": _FILE | {"duration": 2},
    "video": _FILE | {"duration": 2, "width": 2, "height": 2},
    "video_note": _FILE | {"duration": 2, "length": 2},
    "document": _FILE | {"file_name": "a.pdf"},
    "photo": [_FILE | {"width": 2, "height": 2}],
    "sticker": _FILE | {"width": 2, "height": 2, "type": "regular", "is_animated": False, "is_video": False},
    "location": {"latitude": 15.57, "longitude": 108.47},
    "contact": {"phone_number": "+84900000000", "first_name": "Lan"},
    "dice": {"emoji": "🎲", "value": 4},
    "new_chat_members": [ME],
    "left_chat_member": ME,
}


def person(user: int, language: str | None = "vi") -> Data:
    """Who writes; `language` is that of the application, which not everyone tells."""
    return {"id": user, "is_bot": False, "first_name": f"Người {user}"} | (
        {"language_code": language} if language else {}
    )


def private_chat(user: int) -> Data:
    """The chat of a person with the bot."""
    return {"id": user, "type": "private", "first_name": f"Người {user}"}


def group_chat(chat: int, *, forum: bool) -> Data:
    """A group, with topics or without."""
    return {"id": chat, "type": "supergroup", "title": f"Nhóm {-chat}"} | ({"is_forum": True} if forum else {})


def content(kind: str) -> Data:
    """The content of a message without text."""
    return {kind: _KINDS[kind]}


def addressed(text: str) -> str:
    """`text` as it is written to the bot where others read along: "/ask@chidao_bot …", "@chidao_bot …"."""
    name = f"@{ME['username']}"
    return re.sub(r"^(/\w+)", rf"\1{name}", text) if text.startswith("/") else f"{name} {text}"


def entities(text: str) -> list[Data]:
    """The commands and the names in a text, with offsets in UTF-16 units."""
    return [
        {
            "type": "bot_command" if found[0].startswith("/") else "mention",
            "offset": units(text[: found.start()]),
            "length": units(found[0]),
        }
        for found in _ENTITY.finditer(text)
    ]
