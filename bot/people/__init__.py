"""What people asked and thought of the answers, in a database of its own: it survives a rebuild of the index.

No name, no number of a person and no address is stored: people and conversations are keyed hashes. Everything
is forgotten after `KEPT_DAYS`, or at once when a person asks for it.

Answering needs nothing of that file: what is kept is in memory at once and written behind (`behind.py`) by what
knows the file (`ledger.py`). While the file cannot be used, what is asked is answered and follow-ups work (`turns.py`).
"""

import hashlib
import secrets
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, Self, TypeVar

from bot.people.behind import Behind, NotNow
from bot.people.ledger import Exchange, Ledger
from bot.people.turns import TURNS, Said, said_in, stored_answer
from rag.models import Answer, Turn

__all__ = ["KEPT_DAYS", "NAME", "NotNow", "People", "Who"]

NAME = "people.sqlite"
KEPT_DAYS = 30
IDLE_SECONDS = 30 * 60.0  # after this silence a conversation begins anew
_RECENT = 1_000  # exchanges in memory
_TALKS = 2_000  # conversations in memory
_UPDATES = 5_000  # ids in memory
_LONGER = 3.0  # seconds that someone waits who wants what is stored, or wants it gone
_WHOLE = range(-(2**63), 2**63)  # what SQLite takes for a number

Key = TypeVar("Key")
Value = TypeVar("Value")


class Who(NamedTuple):
    """A person in a conversation, as the face names them: ("telegram:7", "telegram:-100:7")."""

    person: str
    conversation: str


class _Asked(NamedTuple):
    at: float
    who: Who
    question: str
    answer: Answer | None


class People:
    """Open with the data folder; use from any thread; close.

    `NotNow` is raised only by what cannot do without the file.
    """

    def __init__(self, folder: Path, now: Callable[[], float] = time.time) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._recent: OrderedDict[str, _Asked] = OrderedDict()
        self._talks: OrderedDict[Who, deque[Said]] = OrderedDict()
        self._taken: OrderedDict[int, None] = OrderedDict()
        self._sealing = b""
        self._behind = Behind(Ledger(folder / NAME))
        self.seal("")  # the key is read, and a file that is damaged is seen, before anybody waits

    def keep(self, who: Who, answer: Answer) -> None:
        """Remember an exchange, so that its buttons, its feedback and a follow-up work."""
        at = self._put(answer.id, who, answer.question, answer)
        with self._lock:
            talk = self._talks.get(who)
            if talk is not None:
                before = [said for said in talk if said.exchange != answer.id]
                self._talks[who] = deque([*before, *said_in([(at, answer.id, answer)])], TURNS)

    def keep_question(self, who: Who, question: str) -> str:
        """Remember a question that could not be answered, to be asked again; returns its id."""
        identity = secrets.token_hex(16)
        self._put(identity, who, question, None)
        return identity

    def history(self, who: Who) -> tuple[Turn, ...]:
        """The last turns of the conversation, oldest first; nothing after a long silence."""
        with self._lock:
            talk = self._talks.get(who)
        if talk is None:
            talk = self._read(who)
        turns: list[Turn] = []
        later = self._now()
        for said in reversed(talk):
            if later - said.at >= IDLE_SECONDS:
                break
            turns.append(said.turn)
            later = said.at
        return tuple(reversed(turns))

    def answer(self, exchange: str) -> Answer | None:
        """The answer of that id; None where there is none, or no longer. Raises NotNow."""
        if asked := self._recent.get(exchange):
            return asked.answer
        found = self._behind.now(lambda ledger: ledger.exchange(exchange))
        return stored_answer(found[1]) if found else None

    def question(self, exchange: str) -> str | None:
        """The question of that id; None where there is none, or no longer. Raises NotNow."""
        if asked := self._recent.get(exchange):
            return asked.question
        found = self._behind.now(lambda ledger: ledger.exchange(exchange))
        return found[0] if found else None

    def judge(self, exchange: str, verdict: str, reason: str | None = None, comment: str | None = None) -> bool:
        """Store what someone thought of an answer, in place of what was thought before; False for no such answer.

        Raises NotNow where it is not known whether there is one.
        """
        at = self._now()
        asked = self._recent.get(exchange)
        if asked and asked.answer is None:
            return False
        stored = self._behind.later(lambda ledger: ledger.judge(exchange, at, verdict, reason, comment))
        return True if asked else self._behind.awaited(stored)

    def held(self, person: str) -> list[dict[str, Any]]:
        """Everything that is stored of a person, oldest first. Raises NotNow."""
        held = []
        for asked_at, question, content, *feedback in self._behind.now(lambda ledger: ledger.held(person), _LONGER):
            answer = stored_answer(content)
            said = {"answer": answer.text, "headline": answer.headline} if answer else {}
            given = dict(zip(("verdict", "reason", "comment"), feedback, strict=True))
            held.append({"asked_at": f"{asked_at}Z", "question": question, **said, **given})
        return held

    def forget(self, person: str) -> int:
        """Delete everything that is stored of a person; returns how many exchanges there were. Raises NotNow."""
        count = self._behind.now(lambda ledger: ledger.forget(person), _LONGER)
        with self._lock:
            for exchange in [one for one, asked in self._recent.items() if asked.who.person == person]:
                del self._recent[exchange]
            for who in [one for one in self._talks if one.person == person]:
                del self._talks[who]
        return count

    def accept(self, update_id: int, content: str) -> bool:
        """Take an update on, so that it is dealt with even if this process ends; False for one taken on before.

        Where the file cannot be used it is taken on as long as this process lives.
        """
        with self._lock:
            if update_id in self._taken:
                return False
            _remember(self._taken, update_id, None, _UPDATES)
        if update_id not in _WHOLE:
            return True
        try:
            return self._behind.awaited(self._behind.later(lambda ledger: ledger.accept(update_id, content)))
        except NotNow:
            return True

    def accepted(self) -> list[str]:
        """The updates that an earlier process took on and did not deal with, oldest first. Raises NotNow."""
        with self._lock:
            own = set(self._taken)
        return [content for update_id, content in self._behind.now(Ledger.accepted, _LONGER) if update_id not in own]

    def dealt_with(self, update_id: int) -> None:
        """Keep nothing of an update but its id."""
        if update_id in _WHOLE:
            self._behind.later(lambda ledger: ledger.dealt_with(update_id))

    def seal(self, name: str) -> str:
        """A hash of `name`, hexadecimal, that nobody else can make; the same as long as this file lives (or this process,
        where the file cannot be used)."""
        if not self._sealing:
            try:
                self._sealing = self._behind.now(Ledger.key)
            except NotNow:
                self._sealing = secrets.token_bytes(32)
        return hashlib.blake2b(name.encode("utf-8", "replace"), key=self._sealing, digest_size=16).hexdigest()

    def purge(self) -> None:
        """Forget what is older than `KEPT_DAYS`, and the oldest where there is too much."""
        now = self._now()
        oldest = now - KEPT_DAYS * 86_400
        with self._lock:
            for exchange in [one for one, asked in self._recent.items() if asked.at < oldest]:
                del self._recent[exchange]
            for who in [one for one, talk in self._talks.items() if not talk or now - talk[-1].at >= IDLE_SECONDS]:
                del self._talks[who]
        self._behind.later(lambda ledger: ledger.forget_before(oldest))

    def close(self) -> None:
        """Write what is not written yet, within two seconds, and let go of the file."""
        self._behind.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _put(self, identity: str, who: Who, question: str, answer: Answer | None) -> float:
        at = self._now()
        with self._lock:
            _remember(self._recent, identity, _Asked(at, who, question, answer), _RECENT)

        def put(ledger: Ledger) -> None:
            ledger.put(Exchange(identity, *who, at, question, answer.model_dump_json() if answer else None))

        self._behind.later(put)
        return at

    def _read(self, who: Who) -> deque[Said]:
        """What is known of a conversation; from now on without the file."""
        try:
            rows = self._behind.now(lambda ledger: ledger.last(who.conversation, TURNS))
        except NotNow:
            rows = []
        stored = {exchange: (at, exchange, stored_answer(content)) for at, exchange, content in reversed(rows)}
        with self._lock:
            recent = {name: (one.at, name, one.answer) for name, one in self._recent.items() if one.who == who}
            talk = said_in({**{name: one for name, one in stored.items() if name not in recent}, **recent}.values())
            return _remember(self._talks, who, self._talks.get(who, talk), _TALKS)


def _remember(kept: OrderedDict[Key, Value], key: Key, value: Value, most: int) -> Value:
    """Put something at the end; the oldest go."""
    kept[key] = value
    kept.move_to_end(key)
    while len(kept) > most:
        kept.popitem(last=False)
    return value
