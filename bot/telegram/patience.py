"""How the bot bears with Telegram: it waits longer after each failure, says a trouble once, and when it is over."""

import asyncio
import logging
import time
from dataclasses import dataclass

from telegram.error import Conflict, InvalidToken

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Waits:
    """Seconds: the first and the longest wait after a failure of each kind."""

    line: tuple[float, float] = (1.0, 15.0)
    another: tuple[float, float] = (2.0, 30.0)
    token: tuple[float, float] = (5.0, 60.0)
    undisturbed: float = 45.0  # without another instance before it is said to be gone: one more poll may chase it away
    file: float = 5.0  # before it is looked again what an earlier process left


class Patience:
    """For one thing that is tried until it is done."""

    def __init__(self, waits: Waits) -> None:
        self._waits = waits
        self._trouble = ""
        self._wait = 0.0
        self._failed_at = 0.0

    async def after(self, error: Exception, sentence: str = "Telegram cannot be reached") -> None:
        """Wait after a failure; `sentence` says what could not be done where nothing better is known."""
        trouble, waits, said = _trouble(error, sentence)
        first, longest = getattr(self._waits, waits)
        if trouble != self._trouble:
            log.warning("%s", said)
            self._trouble, self._wait = trouble, first
        self._failed_at = time.monotonic()
        await asyncio.sleep(self._wait)
        self._wait = min(2 * self._wait, longest)

    def over(self) -> None:
        """It was done."""
        another = self._trouble == Conflict.__name__
        if not self._trouble or (another and time.monotonic() - self._failed_at < self._waits.undisturbed):
            return
        log.info("Telegram: messages are fetched again." if another else "Telegram is reached again.")
        self._trouble = ""


def _trouble(error: Exception, sentence: str) -> tuple[str, str, str]:
    """Its name, the waits for it, and what is said of it; never the token, which a message of `InvalidToken` may hold."""
    if isinstance(error, Conflict):
        return (
            Conflict.__name__,
            "another",
            f"Telegram: another instance uses this token ({error}), so messages are not fetched here and the other "
            "faces go on; stop the other instance, this one keeps trying.",
        )
    if isinstance(error, InvalidToken):
        return (
            InvalidToken.__name__,
            "token",
            "Telegram: the token is not valid; put the one from @BotFather into TELEGRAM_BOT_TOKEN and start again, "
            "it is tried again in case something on the way refused it.",
        )
    return sentence, "line", f"{sentence} ({error}); the other faces go on, it is tried again."
