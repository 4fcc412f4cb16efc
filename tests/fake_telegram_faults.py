"""What goes wrong with a call on demand, and how it is answered then."""

import json
from typing import Any, Literal, NamedTuple

from fake_telegram_html import Data, Refused
from fake_telegram_server import Response

ANOTHER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
_DESCRIPTIONS = {
    400: "Bad Request: wrong request",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    409: ANOTHER,
    500: "Internal Server Error",
}


class Fault(NamedTuple):
    """What happens to a call in place of its answer."""

    how: Literal["answer", "timeout", "reset"] = "answer"
    status: int = 500
    retry_after: int | None = None
    description: str | None = None
    processed: bool = False  # the call is carried out, but the bot does not learn of it
    body: str = ""  # in place of what the Bot API would say


FAULTS = (
    Fault(status=429, retry_after=1), Fault(status=500), Fault(status=502), Fault("timeout"),
    Fault("timeout", processed=True), Fault("reset"), Fault("reset", processed=True),
    Fault(status=400, description="Bad Request: can't parse entities: a fault made by the test"),
)  # fmt: skip


def reply(status: int, content: Any) -> Response:
    return Response(status, json.dumps(content).encode())


def refusal(refused: Refused) -> Response:
    about: Data = {"ok": False, "error_code": refused.code, "description": refused.description}
    return reply(refused.code, about | ({"parameters": refused.parameters} if refused.parameters else {}))


def failure(fault: Fault) -> Response:
    if fault.body:
        return Response(fault.status, fault.body.encode())
    if fault.status in (502, 503, 504) and not fault.description:  # from the servers in front of Telegram
        return Response(fault.status, f"<html><h1>{fault.status}</h1></html>".encode(), "text/html")
    if fault.status == 429:
        seconds = fault.retry_after or 1
        description = fault.description or f"Too Many Requests: retry after {seconds}"
        return refusal(Refused(description, 429, retry_after=seconds))
    description = fault.description or _DESCRIPTIONS.get(fault.status, f"Error {fault.status}")
    return refusal(Refused(description, fault.status))
