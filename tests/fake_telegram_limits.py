"""What Telegram refuses, in its words: keyboards, inline results, what a bot says of itself."""

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from fake_telegram_html import Data, Formatted, bad, formatted, is_address, units

_MOST_BUTTONS = 100
_MOST_IN_A_ROW = 8
_MOST_RESULTS = 50
_ACTIONS = {
    "callback_data", "copy_text", "url", "web_app", "login_url", "callback_game", "pay",
    "switch_inline_query", "switch_inline_query_current_chat", "switch_inline_query_chosen_chat",
}  # fmt: skip


def check_keyboard(markup: Any) -> None:
    """Raises Refused."""
    if not markup:
        return
    if not isinstance(markup, dict):
        raise bad("object expected as reply markup")
    rows = markup.get("inline_keyboard", [])
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad('field "inline_keyboard" must be an Array of Arrays')
    if sum(map(len, rows)) > _MOST_BUTTONS or any(len(row) > _MOST_IN_A_ROW for row in rows):
        raise bad("REPLY_MARKUP_TOO_LONG")
    for button in (button for row in rows for button in row):
        _check_button(button)


def buttons(markup: Any) -> list[list[tuple[str, str]]]:
    """The rows of an inline keyboard: what stands on each button, and its data, address or text to copy."""

    def behind(button: Data) -> str:
        found = next(value for name, value in button.items() if name in _ACTIONS)
        return str(next(iter(found.values())) if isinstance(found, dict) and found else found)

    rows = (markup or {}).get("inline_keyboard", [])
    return [[(button["text"], behind(button)) for button in row] for row in rows]


def check_inline(data: Data) -> list[Formatted]:
    """The texts of the results of an inline query. Raises Refused."""
    results: Sequence[Data] = data.get("results") or []
    if len(results) > _MOST_RESULTS:
        raise bad("RESULTS_TOO_MUCH")
    ids = [str(result.get("id", "")) for result in results]
    if not all(1 <= len(id.encode()) <= 64 for id in ids):
        raise bad("RESULT_ID_INVALID")
    if len(set(ids)) < len(ids):
        raise bad("RESULT_ID_DUPLICATE")
    texts = []
    for result in results:
        check_keyboard(result.get("reply_markup"))
        if result.get("type") == "article" and not str(result.get("title") or "").strip():
            raise bad("ARTICLE_TITLE_EMPTY")
        content = result.get("input_message_content")
        if result.get("type") == "article" and not content:
            raise bad("MESSAGE_EMPTY")
        if content and "message_text" in content:
            texts.append(formatted(content, "message_text"))
    if len(str(data.get("next_offset") or "").encode()) > 64:
        raise bad("NEXT_OFFSET_INVALID")
    if button := data.get("button"):
        if not button.get("text"):
            raise bad("BUTTON_TEXT_INVALID")
        if "web_app" not in button and not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", str(button.get("start_parameter", ""))):
            raise bad("START_PARAM_INVALID")
    return texts


def check_commands(commands: Any) -> None:
    """Raises Refused."""
    if not isinstance(commands, list):
        raise bad("expected an Array of BotCommand")
    if len(commands) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", str(command.get("command", ""))):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", "")).strip()) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")


def check_webhook(data: Data) -> None:
    """An HTTPS address on a port Telegram serves; for tests, plain HTTP on this machine too. Raises Refused."""
    address = urlsplit(str(data.get("url") or ""))
    if address.hostname not in (None, "127.0.0.1"):
        if address.scheme != "https":
            raise bad("bad webhook: An HTTPS URL must be provided for webhook")
        if (address.port or 443) not in (80, 88, 443, 8443):
            raise bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", str(data.get("secret_token") or "")):
        raise bad("secret token contains unallowed characters")


def _check_button(button: Any) -> None:
    if not isinstance(button, dict) or "text" not in button:
        raise bad("can't parse inline keyboard button: Can't find field \"text\"")
    if not str(button["text"]).strip():
        raise bad("BUTTON_TEXT_INVALID")
    if not _ACTIONS & set(button):
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if "callback_data" in button and not 1 <= len(str(button["callback_data"]).encode()) <= 64:
        raise bad("BUTTON_DATA_INVALID")
    if "copy_text" in button and not 1 <= units(str(button["copy_text"].get("text", ""))) <= 256:
        raise bad("BUTTON_COPY_TEXT_INVALID")
    if "url" in button and not is_address(str(button["url"])):
        raise bad(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
