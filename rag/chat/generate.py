"""What a chat model is asked, and what it replies.

One that words is asked only where the rules have an answer; one that reads, wherever there is something to read
(`rag.chat.dossier`). Neither sees more than what was found. `rag.chat.reword` and `rag.chat.reading` say what becomes of the reply.
"""

import contextlib
import json
import logging
import threading
from collections import deque
from collections.abc import Callable, Sequence
from time import perf_counter
from typing import Any, NamedTuple

from pydantic import ValidationError

from corpus.lexicon import of_notice
from corpus.models import Notice
from rag.chat.dossier import ROOM, dossier
from rag.chat.guard import Speaker
from rag.chat.model import Unanswered
from rag.chat.prompts import filled
from rag.chat.role import Role
from rag.draft import Finding
from rag.models import Answer, AnswerStatus, Question, Turn
from rag.proof.claims import Reply
from rag.proof.reply import Reading
from rag.proof.sources import Source, fenced, shown
from rag.question import LONGEST

log = logging.getLogger(__name__)

_REMEMBERED = 512  # replies
_QUERY_SHARE = 1 / 3  # of the deadline
_PROPOSAL = 1_500  # characters
_LAST, _ENOUGH, _PROVED = 100, 40, 0.7  # statements that are looked back at, at least; the share that has to be proved


class Material(NamedTuple):
    """What the model is asked: the question as it was understood, the sources by token, the prompt, the key of its reply.

    `query` is the prompt for a second query, empty where none is wanted; `spent` the seconds that one took. `role`: what the
    model does with it; `generation`: the state of the index that it is of.
    """

    question: Question
    sources: tuple[Source, ...]
    prompt: str
    key: tuple[str, ...]
    query: str = ""
    spent: float = 0.0
    role: Role = Role.WORD
    generation: int = 0


class Written(NamedTuple):
    """What the model replied, or why it did not; the tokens and the time it took."""

    reply: Reply | Reading | None
    reason: str = ""
    tokens: int = 0
    milliseconds: float = 0.0


def worth_wording(question: Question, found: Finding, answer: Answer) -> bool:
    """True where a model may word the answer: the rules have one, it comes from passages, and is no list.

    What the rules refuse stays refused; lists and facts of the header are complete as they are.
    """
    answered = answer.status in (AnswerStatus.ANSWERED, AnswerStatus.PARTIAL) and bool(answer.citations)
    return (
        answered and bool(found.hits) and not (found.draft.listing or of_notice(question.facet) or question.comparison)
    )


def worth_reading(answer: Answer) -> bool:
    """True where a model may read for itself: whatever the rules say of a question about notices."""
    return answer.status not in (AnswerStatus.SMALL_TALK, AnswerStatus.UNCLEAR, AnswerStatus.OUT_OF_SCOPE)


class Generator:
    """Asks a chat model, and remembers its replies: those of one that words while the index stays as it is.

    From several threads at once.
    """

    def __init__(
        self,
        model: Speaker,
        *,
        role: Role = Role.WORD,
        queries: bool = False,
        room: int = ROOM,
        failing: Callable[[], None] | None = None,
    ) -> None:
        """With `queries` a model that words is first asked for a second query, which may only add sources. `room`: characters of
        the passages that one which reads is shown. With `failing` it is watched: called when too much of what that one says is not
        proved, and then it words.
        """
        self.model = model
        self.role = role
        self.room = room
        self._queries = queries
        self._failing = failing
        self._kept: deque[bool] = deque(maxlen=_LAST)
        self._lock = threading.Lock()
        self._replies: dict[tuple[str, ...], Reply | Reading] = {}

    def heard(self, kept: Sequence[bool]) -> None:
        """Count which statements of a model that reads were proved; where too few of the last ones are, it only words from then on."""
        if self._failing is None:
            return
        with self._lock:
            self._kept.extend(kept)
            failing = len(self._kept) >= _ENOUGH and sum(self._kept) < _PROVED * len(self._kept)
            if not failing or self.role is not Role.READ:
                return
            self.role = Role.WORD
        log.warning("Too much of what the chat model said was not proved: it words answers until it is examined again.")
        self._failing()

    def material(
        self,
        question: Question,
        sources: tuple[Source, ...],
        answer: Answer,
        generation: int,
        history: Sequence[Turn] = (),
    ) -> Material:
        """What the model is to be asked about an answer of the rules."""
        prompt = filled(
            "answer", question.language, question=fenced(question.text), found=fenced(answer.headline),
            sources="\n\n".join(map(shown, sources)),
        )  # fmt: skip
        query = self._query_prompt(question, history) if self._queries else ""
        key = (prompt, str(generation), self.model.name)
        return Material(question, sources, prompt, key, query, generation=generation)

    def reading(
        self,
        question: Question,
        sources: tuple[Source, ...],
        answer: Answer,
        catalogue: Sequence[Notice],
        generation: int,
        history: Sequence[Turn] = (),
    ) -> Material:
        """What the model is to read, with the answer of the rules beside it."""
        proposal = f"{answer.status}: {answer.headline}\n{answer.text}"
        prompt = filled(
            "read", question.language, question=fenced(answer.question), found=fenced(proposal)[:_PROPOSAL],
            history=_turns(history) or "–", sources=dossier(sources, catalogue),
        )  # fmt: skip
        key = (prompt, self.model.name)  # the prompt holds all that the reply is of
        return Material(question, sources, prompt, key, role=Role.READ, generation=generation)

    def second_query(self, material: Material) -> tuple[str, float]:
        """Other words for the question, empty where the model has none; and the seconds it took for them."""
        began = perf_counter()
        with self._lock:
            if material.key in self._replies:
                return "", 0.0
        query: Any = None
        with contextlib.suppress(Unanswered):
            said = self.model.say(material.query, self.model.deadline * _QUERY_SHARE)
            query = (first_object(said.text) or {}).get("query")
        return query[:LONGEST] if isinstance(query, str) else "", perf_counter() - began

    def _query_prompt(self, question: Question, history: Sequence[Turn]) -> str:
        if not history:
            return filled("query", question.language, question=fenced(question.text))
        return filled("follow_up", question.language, question=fenced(question.text), history=_turns(history))

    def write(self, material: Material) -> Written:
        """The model's reply, at the latest at its deadline; never raises for anything the model may do."""
        began = perf_counter()
        written = self._written(material)
        return written._replace(milliseconds=round((perf_counter() - began) * 1000, 2))

    def _written(self, material: Material) -> Written:
        with self._lock:
            if known := self._replies.get(material.key):
                return Written(known, "remembered")
        try:
            said = self.model.say(material.prompt, max(self.model.deadline - material.spent, 0.1))
        except Unanswered as failure:
            log.warning("The chat model gave no answer (%s); the answer of the rules stands.", failure)
            return Written(None, str(failure))
        reply = read(said.text, material.role)
        if reply is None:
            log.warning("The chat model gave no usable answer; the answer of the rules stands.")
            return Written(None, "not the JSON that was asked for", said.tokens)
        with self._lock:
            self._replies[material.key] = reply
            if len(self._replies) > _REMEMBERED:
                del self._replies[next(iter(self._replies))]
        return Written(reply, "", said.tokens)


def read(text: str, role: Role = Role.WORD) -> Reply | Reading | None:
    """The reply in what a model said: the first JSON object, whatever stands around it; None where that is no reply."""
    with contextlib.suppress(ValidationError):
        return (Reading if role is Role.READ else Reply).model_validate(first_object(text))
    return None


def _turns(history: Sequence[Turn]) -> str:
    """The last turns on one line."""
    return " / ".join(fenced(f"{turn.question} → {turn.answer[:300]}") for turn in history[-3:])


def first_object(text: str) -> dict[str, Any] | None:
    """The first JSON object of a text; None where there is none."""
    text = text.rpartition("</think>")[2]  # what a model thought before
    try:
        said, _ = json.JSONDecoder().raw_decode(text[text.index("{") :])
        whole = json.dumps(said, ensure_ascii=False).encode("utf-8", "replace").decode()  # half characters
        found: dict[str, Any] = json.loads(whole)
    except (ValueError, RecursionError):
        return None
    return found
