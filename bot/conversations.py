"""The last turns of each conversation, in memory, so that a follow-up can be understood."""

import time
from collections import OrderedDict

from rag.models import Answer, Turn

TURNS = 6
CONVERSATIONS = 1_000
IDLE_SECONDS = 30 * 60.0


class Conversations:
    """Turns by session. Bounded three ways: turns per session, sessions, and idle time."""

    def __init__(self) -> None:
        self._turns: OrderedDict[str, tuple[float, tuple[Turn, ...]]] = OrderedDict()

    def history(self, session: str | None) -> tuple[Turn, ...]:
        """What was said in `session`, oldest first; nothing for a stranger or after a long silence."""
        seen, turns = self._turns.get(session or "", (0.0, ()))
        return turns if time.monotonic() - seen < IDLE_SECONDS else ()

    def remember(self, session: str | None, answer: Answer) -> None:
        """Keep this turn where there is a session to keep it for."""
        if not session:
            return
        turn = Turn(question=answer.question, answer=answer.headline or answer.text)
        self._turns[session] = (time.monotonic(), (*self.history(session), turn)[-TURNS:])
        self._turns.move_to_end(session)
        while len(self._turns) > CONVERSATIONS:
            self._turns.popitem(last=False)
