"""How many tokens a chat model may use in a day, remembered across restarts; nothing else is remembered."""

import contextlib
import datetime
import json
import threading
from collections.abc import Callable
from pathlib import Path

NAME = "chat_tokens.json"


class Budget:
    """Counts the tokens of today; `cap` 0 counts without a limit."""

    def __init__(
        self, cap: int = 0, folder: Path | None = None, today: Callable[[], datetime.date] = datetime.date.today
    ) -> None:
        self._cap = cap
        self._path = folder / NAME if folder else None
        self._today = today
        self._lock = threading.Lock()
        self._day, self._used, self._reserved = today(), 0, 0
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            kept = json.loads(self._path.read_text(encoding="utf-8")) if self._path else {}
            self._used = int(kept["tokens"]) if kept["day"] == self._day.isoformat() else 0

    @property
    def used(self) -> int:
        """Tokens of today."""
        with self._lock:
            return self._used_today()

    def reserve(self, tokens: int) -> bool:
        """Set tokens aside before they are used; False where the day has not so many left."""
        with self._lock:
            if self._cap and self._used_today() + self._reserved + tokens > self._cap:
                return False
            self._reserved += tokens
            return True

    def settle(self, reserved: int, used: int) -> None:
        """Count what was used of what was set aside."""
        with self._lock:
            self._reserved = max(self._reserved - reserved, 0)
            self._used = self._used_today() + used
            self._write()

    def _used_today(self) -> int:
        if self._today() != self._day:
            self._day, self._used = self._today(), 0
        return self._used

    def _write(self) -> None:
        if self._path:
            with contextlib.suppress(OSError):  # a full disk must not keep an answer back
                partial = self._path.with_suffix(".part")
                partial.write_text(json.dumps({"day": self._day.isoformat(), "tokens": self._used}), encoding="utf-8")
                partial.replace(self._path)
