"""A Telegram on this machine: the Bot API as a bot meets it, and the people who talk to the bot.

    with FakeTelegram() as telegram:
        ...  # a bot with the address `telegram.url` and the token `telegram.token`
        telegram.private("ai khảo sát?")
        [message] = telegram.wait_message(chat=7, count=1)
        telegram.press(message, "Nguồn")

What people do can be called from any thread, and returns the id of the update.
"""

import http.client
import json
import time
from collections.abc import Callable
from contextlib import closing
from typing import Any, Self, TypeVar
from urllib.parse import urlencode, urlsplit

from fake_telegram_calls import TOKEN, Call, Calls
from fake_telegram_faults import FAULTS, Fault
from fake_telegram_html import Data
from fake_telegram_messages import Message
from fake_telegram_people import ME, addressed, content, entities, group_chat, person, private_chat

__all__ = ["FAULTS", "ME", "TOKEN", "Call", "FakeTelegram", "Fault", "Message"]

T = TypeVar("T")


class FakeTelegram(Calls):
    """Use as a context. What the bot did is in `calls`, what people see of it in `chats`."""

    def __init__(self, token: str = TOKEN) -> None:
        super().__init__(token)
        self.said: dict[int, Data] = {}  # messages of people, by the id of their update

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.stop()

    @property
    def url(self) -> str:
        """The address of the Bot API, without a path."""
        return f"http://127.0.0.1:{self._server.port}"

    def call(self, method: str, **data: Any) -> Any:
        """A call of the bot by plain HTTP: its result, or the description of why there is none."""
        form = {name: value if isinstance(value, str) else json.dumps(value) for name, value in data.items()}
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        status, content = _posted(f"{self.url}/bot{self.token}/{method}", urlencode(form), headers)
        reply = json.loads(content) if content.startswith(b"{") else {"ok": False, "description": str(status)}
        return reply["result"] if reply["ok"] else reply["description"]

    def private(self, text: str, user: int = 7, **parts: Any) -> int:
        """A person writes to the bot. See `_say` for `parts`."""
        return self._say(private_chat(user), user, text=text, **parts)

    def group(self, text: str, chat: int = -100, user: int = 7, mention: bool = False, **parts: Any) -> int:
        """A person writes in a group; `mention` addresses the bot. See `_say` for `parts`."""
        about = group_chat(chat, forum=bool(parts.get("thread")))
        return self._say(about, user, text=addressed(text) if mention else text, **parts)

    def other(self, kind: str = "voice", user: int = 7, chat: int | None = None, **parts: Any) -> int:
        """A message without text, in the chat with the bot or in a group; `kind` as the message's field is called."""
        about = private_chat(user) if chat is None else group_chat(chat, forum=bool(parts.get("thread")))
        return self._say(about, user, **{**content(kind), **parts})

    def edit(self, message_id: int, text: str) -> int:
        """A person changes a message; its id is `telegram.said[update_id]["message_id"]`."""
        with self.changed:
            raw = self._heard[message_id]
            raw |= {"text": text, "entities": entities(text), "edit_date": int(time.time())}
            return self.push({"edited_message": dict(raw)})

    def press(self, message: Message, label_or_data: str, user: int = 7, language: str | None = "vi") -> int:
        """A person presses a button that has data. Raises AssertionError where there is none such."""
        with self.changed:
            rows = (message.raw.get("reply_markup") or {}).get("inline_keyboard", [])
            having = [button for row in rows for button in row if "callback_data" in button]
            found = [button for button in having if label_or_data in (button["text"], button["callback_data"])]
            assert found, f"no button {label_or_data!r} that can be pressed among {message.buttons}"
            query = {"message": dict(message.raw), "chat_instance": "1", "data": found[0]["callback_data"]}
            return self._ask("callback_query", query | {"from": person(user, language)})

    def inline(self, query: str, user: int = 7, offset: str = "", language: str | None = "vi") -> int:
        """A person types the bot's name and a query in some chat."""
        return self._ask("inline_query", {"from": person(user, language), "query": query, "offset": offset})

    def answer_to(self, update_id: int) -> Data | None:
        """The last answer to a pressed button or an inline query."""
        fields = ("callback_query_id", "inline_query_id")
        found = [data for data in self.answered if str(update_id) in (str(data.get(field)) for field in fields)]
        return found[-1] if found else None

    def expire(self) -> None:
        """Every pressed button and inline query is too old to be answered from now on."""
        with self.changed:
            self._queries.clear()

    def deliver_webhook(self, to: str | None = None) -> list[int]:
        """Post the pending updates to the webhook, in order, until one is not taken; returns the statuses.

        `to` takes the place of the address before its path: "http://127.0.0.1:8000" for a server behind a proxy.
        """
        address = urlsplit(self.webhook["url"])
        headers = {"Content-Type": "application/json"}
        if secret := self.webhook.get("secret_token"):
            headers["X-Telegram-Bot-Api-Secret-Token"] = secret
        statuses: list[int] = []
        for queue in (self._again, self._pending):
            while queue and all(200 <= status < 300 for status in statuses):
                statuses.append(
                    _posted(f"{to}{address.path}" if to else address.geturl(), json.dumps(queue[0]), headers)[0]
                )
                if 200 <= statuses[-1] < 300:
                    with self.changed:
                        del queue[:1]
        return statuses

    def wait_for(self, predicate: Callable[[], T], seconds: float = 5) -> T:
        """What the predicate returns when it is true at last. Raises AssertionError with the calls when time is up."""
        until = time.monotonic() + seconds
        with self.changed:
            while not (found := predicate()):
                left = until - time.monotonic()
                if left <= 0:
                    calls = [call for call in self.calls if call.method != "getUpdates"]
                    told = "\n".join(f"{call.status} {call.method} {call.data}" for call in calls)
                    raise AssertionError(f"waited {seconds} s in vain; the bot called:\n{told or 'nothing'}")
                self.changed.wait(min(left, 0.1))  # the predicate may look at more than what is announced
            return found

    def wait_message(self, chat: int = 7, count: int = 1, seconds: float = 5) -> list[Message]:
        """The bot's messages in a chat as soon as there are `count` of them."""
        self.wait_for(lambda: len(self.chats[chat]) >= count, seconds)
        return list(self.chats[chat])

    def _say(
        self,
        chat: Data,
        user: int,
        *,
        reply_to: Message | int | None = None,
        thread: int | None = None,
        language: str | None = "vi",
        **parts: Any,
    ) -> int:
        """A message of a person: a reply to a message, in a topic, with further fields as the Bot API calls them."""
        with self.changed:
            raw: Data = {"message_id": next(self._ids), "date": int(time.time()), "chat": chat}
            raw["from"] = person(user, language)
            if found := entities(parts.get("text", "")):
                raw["entities"] = found
            if thread:
                raw |= {"message_thread_id": thread, "is_topic_message": True}
                self._threads.add((chat["id"], thread))
            if reply_to is not None:
                replied = self._message(chat["id"], reply_to.id if isinstance(reply_to, Message) else reply_to)
                assert replied, f"there is no message {reply_to} in chat {chat['id']}"
                raw["reply_to_message"] = {name: part for name, part in replied.items() if name != "reply_to_message"}
            raw |= parts
            self._known[chat["id"]] = chat
            self._heard[raw["message_id"]] = raw
            update_id = self.push({"message": dict(raw)})
            self.said[update_id] = raw
            return update_id

    def _ask(self, kind: str, query: Data) -> int:
        with self.changed:
            update_id = next(self._update_ids)
            self._queries[str(update_id)] = 0
            return self.push({"update_id": update_id, kind: {"id": str(update_id), **query}})


def _posted(url: str, body: str, headers: dict[str, str]) -> tuple[int, bytes]:
    """The status and the content of the answer."""
    address = urlsplit(url)
    with closing(http.client.HTTPConnection(address.netloc, timeout=10)) as server:
        server.request("POST", address.path or "/", body.encode(), headers)
        answer = server.getresponse()
        return answer.status, answer.read()
