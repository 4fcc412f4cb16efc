"""How often one conversation, and one address, may ask."""

import math
import time
from collections import OrderedDict
from collections.abc import Callable

from fastapi import Request

from bot.web.errors import Refused

KEYS = 10_000  # remembered; who has not asked for longest is forgotten first
ADDRESS_TIMES = 10  # an office shares one address


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
    """The two limits of the interface; use from the event loop only."""

    def __init__(self, questions_per_minute: int, now: Callable[[], float] = time.monotonic) -> None:
        self._sessions = Buckets(questions_per_minute, now)
        self._addresses = Buckets(questions_per_minute * ADDRESS_TIMES, now)

    def admit(self, request: Request, session: str | None = None) -> None:
        """Count one request; raises Refused with the seconds to wait where there were too many."""
        wait = self._addresses.wait(request.client.host if request.client else "")
        if not wait and session:
            wait = self._sessions.wait(session)
        if wait:
            seconds = max(1, math.ceil(wait))
            raise Refused(429, "too_many", headers={"Retry-After": str(seconds)}, seconds=seconds)
