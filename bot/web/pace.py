"""How often one conversation, and one address, may ask and look."""

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address, ip_network

from fastapi import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.web.errors import Refused, error_response
from rag.wording import Wording

KEYS = 10_000  # remembered; who has not asked for longest is forgotten first
ADDRESS_TIMES = 10  # an office shares one address
LOOK_TIMES = 50  # a page costs less than an answer
UNCOUNTED = ("/static/", "/healthz", "/readyz", "/widget.js")


class Buckets:
    """Token buckets by key: `per_minute` at once, then one for each share of a minute that goes by."""

    def __init__(self, per_minute: float, now: Callable[[], float], keys: int = KEYS) -> None:
        self._size = per_minute
        self._rate = per_minute / 60.0
        self._now = now
        self._keys = keys
        self._held: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._held)

    def wait(self, key: str) -> float:
        """Take a token: 0.0 where there is one, else the seconds until there is."""
        now = self._now()
        tokens, since = self._held.pop(key, (self._size, now))
        tokens = min(self._size, tokens + max(0.0, now - since) * self._rate)
        missing = max(0.0, 1.0 - tokens)
        self._held[key] = (tokens if missing else tokens - 1.0, now)
        if len(self._held) > self._keys:
            self._held.popitem(last=False)
        return missing / self._rate


class Pace:
    """The limits of the interface; use from the event loop only."""

    def __init__(self, questions_per_minute: int, now: Callable[[], float] = time.monotonic) -> None:
        self._sessions = Buckets(questions_per_minute, now)
        self._addresses = Buckets(questions_per_minute * ADDRESS_TIMES, now)
        self._looking = Buckets(questions_per_minute * LOOK_TIMES, now)

    def admit(self, request: Request, session: str | None = None) -> None:
        """Count one question or verdict; raises Refused with the seconds to wait where there were too many."""
        wait = self._addresses.wait(_address(request))
        if not wait and session:
            wait = self._sessions.wait(session)
        if wait:
            raise _too_many(wait, "too_many")

    def admit_look(self, request: Request) -> None:
        """The same for everything else."""
        if wait := self._looking.wait(_address(request)):
            raise _too_many(wait, "too_many_requests")


class Looks:
    """ASGI middleware that counts every request but those to post something, which count for themselves."""

    def __init__(self, app: ASGIApp, wording: Wording, pace: Pace) -> None:
        self._app = app
        self._wording = wording
        self._pace = pace

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer in place of the service where there were too many."""
        if scope["type"] == "http" and scope["method"] != "POST" and not scope["path"].startswith(UNCOUNTED):
            try:
                self._pace.admit_look(Request(scope))
            except Refused as refused:
                await error_response(Request(scope), self._wording, refused)(scope, receive, send)
                return
        await self._app(scope, receive, send)


def _too_many(wait: float, sentence: str) -> Refused:
    seconds = max(1, math.ceil(wait))
    return Refused(429, "too_many", sentence, headers={"Retry-After": str(seconds)}, seconds=seconds)


def _address(request: Request) -> str:
    """Whom a request counts for: an address; of IPv6 the network of a household, which has more than anybody can count."""
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host  # a trusted proxy may say anything
    return str(ip_network((int(address), 64), strict=False)) if isinstance(address, IPv6Address) else host
