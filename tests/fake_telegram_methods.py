"""The bot's side of the fake Telegram: what each method of the Bot API does, and what people then see."""

import re
import time
from collections import defaultdict
from typing import Any

from fake_telegram_html import Data, bad, units
from fake_telegram_limits import check_commands, check_inline, check_webhook
from fake_telegram_messages import Chats
from fake_telegram_people import ME

METHODS = (
    "getMe logOut close getUpdates setWebhook deleteWebhook getWebhookInfo setMyCommands getMyCommands "
    "deleteMyCommands setMyName getMyName setMyDescription getMyDescription setMyShortDescription "
    "getMyShortDescription sendMessage sendDocument sendChatAction sendMessageDraft editMessageText "
    "editMessageReplyMarkup deleteMessage answerCallbackQuery answerInlineQuery"
).split()

_PROFILE = {"Name": ("name", 64), "Description": ("description", 512), "ShortDescription": ("short_description", 120)}
_ACTION = re.compile(
    "typing|choose_sticker|find_location|(upload_(photo|document))|((record|upload)_(video|voice|video_note))"
)


class BotSide(Chats):
    """Everything Telegram keeps for a bot. `changed` guards it; it is held while a method is carried out."""

    def __init__(self) -> None:
        super().__init__()
        self.answered: list[Data] = []
        self.drafts: dict[int, str] = {}
        self.commands: dict[tuple[str, str], list[Data]] = {}
        self.profile: dict[tuple[str, str], str] = {}
        self.webhook: Data = {}
        self._queries: dict[str, int] = {}  # how often each was answered
        self._typing: defaultdict[int, list[float]] = defaultdict(list)
        self._pending: list[Data] = []
        self._again: list[Data] = []  # delivered once more, whatever was confirmed
        self._allowed: list[str] = []

    def perform(self, method: str, data: Data) -> Any:
        """The result of a method other than getUpdates. Raises Refused."""
        match method:
            case "getMe":
                return ME
            case "sendMessage":
                form = self._formatted(data)
                return self._sent(data, form, text=form.text, entities=form.entities)
            case "sendDocument":
                return self._send_document(data)
            case "editMessageText":
                return self._edit(data, self._formatted(data))
            case "editMessageReplyMarkup":
                return self._edit(data, None)
            case "deleteMessage":
                return self._delete(data)
            case "sendChatAction":
                chat = self._chat(data)
                if not _ACTION.fullmatch(str(data.get("action"))):
                    raise bad("wrong parameter action in request")
                self._typing[chat["id"]].append(time.monotonic())
            case "sendMessageDraft":
                form = self._formatted(data, empty=True)
                if self._chat(data)["type"] != "private" or not data.get("draft_id"):
                    raise bad("DRAFT_ID_INVALID" if not data.get("draft_id") else "PEER_ID_INVALID")
                self.drafts[data["chat_id"]] = form.text
            case "answerCallbackQuery":
                if units(str(data.get("text") or "")) > 200:
                    raise bad("MESSAGE_TOO_LONG")
                self._answer(data, "callback_query_id")
            case "answerInlineQuery":
                self.warnings += [warning for form in check_inline(data) for warning in form.warnings]
                self._answer(data, "inline_query_id")
            case "setWebhook" | "deleteWebhook":
                self._set_webhook(data if method == "setWebhook" else data | {"url": ""})
            case "getWebhookInfo":
                shown = {"url": "", "has_custom_certificate": False, "pending_update_count": len(self._pending)}
                return shown | {name: value for name, value in self.webhook.items() if name != "secret_token"}
            case "setMyCommands" | "getMyCommands" | "deleteMyCommands":
                return self._my_commands(method, data)
            case "logOut" | "close":
                pass
            case _:
                return self._my_profile(method, data)
        return True

    def typing(self, chat: int) -> list[float]:
        """When the bot was seen typing there (time.monotonic)."""
        return list(self._typing[chat])

    def _answer(self, data: Data, field: str) -> None:
        id = str(data.get(field) or "")
        if id not in self._queries:
            raise bad("query is too old and response timeout expired or query ID is invalid")
        self._queries[id] += 1
        if self._queries[id] > 1:
            self.warnings.append(f"query {id} was answered {self._queries[id]} times")
        self.answered.append(data)

    def _set_webhook(self, data: Data) -> None:
        check_webhook(data)
        self.webhook = {name: data[name] for name in ("url", "secret_token", "max_connections") if data.get(name)}
        self._allowed = data.get("allowed_updates", self._allowed)
        if data.get("drop_pending_updates"):
            self._pending.clear()

    def _my_commands(self, method: str, data: Data) -> Any:
        scope = data.get("scope") or {"type": "default"}
        key = (":".join(str(part) for part in scope.values()), str(data.get("language_code") or ""))
        if method == "getMyCommands":
            return self.commands.get(key, [])
        commands = data.get("commands", []) if method == "setMyCommands" else []
        check_commands(commands)
        self.commands[key] = commands
        return True

    def _my_profile(self, method: str, data: Data) -> Any:
        field, most = _PROFILE[method[5:]]
        key = (field, str(data.get("language_code") or ""))
        if method.startswith("get"):
            return {
                field: self.profile.get(key, self.profile.get((field, ""), ME["first_name"] if field == "name" else ""))
            }
        value = str(data.get(field) or "")
        if units(value) > most:
            raise bad(f"{field.replace('_', ' ')} is too long")
        self.profile[key] = value
        return True
