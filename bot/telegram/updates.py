"""What is delivered as an update: read where it can be, passed over where it is none, whatever its shape."""

import json
import logging
from typing import Any

from telegram import Bot, Update
from telegram.error import TelegramError
from telegram.request import HTTPXRequest

from bot.input_text import paired

log = logging.getLogger(__name__)
_IDS = range(2**63)


def update_of(delivered: object, bot: Bot | None) -> Update | None:
    """The update, with whole characters only; None where it is none, and the log says so."""
    try:
        content = json.loads(str(paired(json.dumps(delivered, ensure_ascii=False))))
        update = Update.de_json({**content, "update_id": _id_of(content)}, bot)
        for party in (update.effective_user, update.effective_chat):
            if party and not isinstance(party.id, int):
                raise TypeError(f"{party.id!r} is no number of a person or a chat")
        update.to_json()  # it is kept so
    except Exception as error:  # noqa: BLE001 - the library raises whatever the odd shape leads to
        log.warning("Telegram delivered what is no update (%.200r); it is passed over.", error)
        return None
    return update


def _id_of(content: dict[str, Any]) -> int:
    identity = int(content["update_id"])
    if identity not in _IDS:
        raise ValueError("its number is out of range")
    return identity


class Fetching(HTTPXRequest):
    """Fetches updates. One that cannot be read comes as a bare number, so that the others are not lost with it."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """What the Bot API says, with updates that can be read. Raises TelegramError."""
        try:
            answer = HTTPXRequest.parse_json_payload(payload)
        except RecursionError:
            raise TelegramError("Invalid server response") from None
        if not isinstance(answer, dict) or not (answer.get("ok") is False or isinstance(answer.get("result"), list)):
            raise TelegramError("Invalid server response")
        return {**answer, "result": [one for one in map(_readable, answer.get("result") or []) if one]}


def _readable(delivered: object) -> dict[str, Any] | None:
    """The update as it can be read; its bare number where it cannot; None where it has none."""
    if update := update_of(delivered, None):
        return dict(json.loads(update.to_json()))
    try:
        return {"update_id": _id_of(delivered)}  # type: ignore[arg-type]  # whatever it is
    except (LookupError, OverflowError, TypeError, ValueError):
        return None
