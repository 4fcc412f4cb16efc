"""The answer in the words of a chat model: what it is asked, what it replies.

It is asked only where the rules have an answer, and sees nothing but what the rules found. `rag.chat.reword` says what becomes
of the reply.
"""

import contextlib
import json
import logging
import threading
from collections.abc import Sequence
from time import perf_counter
from typing import Any, NamedTuple

from pydantic import ValidationError

from corpus.lexicon import of_notice
from rag.chat.guard import GuardedModel
from rag.chat.model import Unanswered
from rag.chat.prompts import filled
from rag.draft import Finding
from rag.models import Answer, AnswerStatus, Question, Turn
from rag.proof.claims import Reply
from rag.proof.sources import Source, fenced, shown
from rag.question import LONGEST

log = logging.getLogger(__name__)

_REMEMBERED = 512  # replies
_QUERY_SHARE = 1 / 3  # of the deadline


class Material(NamedTuple):
    """What the model is asked: the question as it was understood, the sources by token, the prompt, the key of its reply.

    `query` is the prompt for a second query, empty where none is wanted; `spent` the seconds that one took.
    """

    question: Question
    sources: tuple[Source, ...]
    prompt: str
    key: tuple[str, ...]
    query: str = ""
    spent: float = 0.0


class Written(NamedTuple):
    """What the model replied, or why it did not; the tokens and the time it took."""

    reply: Reply | None
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


class Generator:
    """Asks a guarded chat model, and remembers its replies while the index stays as it is. From several threads at once."""

    def __init__(self, model: GuardedModel, *, queries: bool = False) -> None:
        """With `queries` the model is first asked for a second query, which may only add sources."""
        self.model = model
        self._queries = queries
        self._lock = threading.Lock()
        self._replies: dict[tuple[str, ...], Reply] = {}

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
        return Material(question, sources, prompt, (prompt, str(generation), self.model.name), query)

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
        said = " / ".join(fenced(f"{turn.question} → {turn.answer[:300]}") for turn in history[-3:])
        return filled("follow_up", question.language, question=fenced(question.text), history=said)

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
        reply = read(said.text)
        if reply is None:
            log.warning("The chat model gave no usable answer; the answer of the rules stands.")
            return Written(None, "not the JSON that was asked for", said.tokens)
        with self._lock:
            self._replies[material.key] = reply
            if len(self._replies) > _REMEMBERED:
                del self._replies[next(iter(self._replies))]
        return Written(reply, "", said.tokens)


def read(text: str) -> Reply | None:
    """The reply in what a model said: the first JSON object, whatever stands around it; None where that is no reply."""
    with contextlib.suppress(ValidationError):
        return Reply.model_validate(first_object(text))
    return None


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
