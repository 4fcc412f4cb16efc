"""Which conversation a question belongs to: one that the service began, or a word that only its own sender goes on with."""

import hmac
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable

from fastapi import Request

from bot.people import Who

HEADER = "Chidao-Session"
_RANDOM = 16  # bytes
_SEAL = 8


class Sessions:
    """Begins conversations and knows its own again; `seal` is a keyed hash that survives a restart."""

    def __init__(self, seal: Callable[[str], str]) -> None:
        self._seal = seal

    def begin(self) -> str:
        """A session that nobody can guess. Whoever holds it takes part in its conversation."""
        return self._sealed(secrets.token_bytes(_RANDOM))

    def who(self, request: Request, session: str) -> Who:
        """A session made here stands for itself. Any other may be somebody else's word too: it counts for one address and browser."""
        if self._made_here(session):
            name = f"web:{session}"
        else:
            address = request.client.host if request.client else ""
            name = json.dumps(["web", address, request.headers.get("user-agent", ""), session])
        return Who(name, name)

    def _made_here(self, session: str) -> bool:
        try:
            random = urlsafe_b64decode(session)[:_RANDOM]
        except ValueError:
            return False
        return hmac.compare_digest(self._sealed(random), session)

    def _sealed(self, random: bytes) -> str:
        seal = bytes.fromhex(self._seal(f"session:{random.hex()}"))
        return urlsafe_b64encode(random + seal[:_SEAL]).decode()
