"""A question in, a grounded answer out: understand, find, present.

`rag.paths` says which way a question goes, `rag.present` lets only what is proved through.
"""

from collections.abc import Sequence
from time import perf_counter
from typing import NamedTuple

from rag.draft import Draft, Found
from rag.features import words_of
from rag.index import Index
from rag.models import Answer, AnswerStatus, Hit, Question, Turn
from rag.paths import Finder
from rag.present import presented
from rag.question import LONGEST, cleaned
from rag.question.understood import understood
from rag.wording import Wording


class Trace(NamedTuple):
    """An answer with how it came about: the question as understood, the hits used and those rejected."""

    answer: Answer
    question: Question
    hits: tuple[Hit, ...]
    rejected: tuple[Hit, ...]


class Answerer:
    """Answers from one index, in the sentences of one wording; from several threads at once if need be."""

    def __init__(self, index: Index, wording: Wording) -> None:
        self._index = index
        self._wording = wording

    def ask(self, question: str, history: Sequence[Turn] = (), language: str | None = None) -> Answer:
        """The answer; never raises for anything a question may hold."""
        return self.trace(question, history, language).answer

    def trace(self, question: str, history: Sequence[Turn] = (), language: str | None = None) -> Trace:
        """The answer and how it came about."""
        began = perf_counter()
        text = cleaned(question[: 4 * LONGEST])
        if not words_of(text).single or len(text) > LONGEST:
            asked = Question(text=text[:LONGEST], language=language or "vi")
            found = Found(Draft(status=AnswerStatus.UNCLEAR))
            read = perf_counter()
        else:
            asked = understood(self._index, text, history[-6:], language)
            read = perf_counter()
            found = Finder(self._index, self._wording).found(asked)
        retrieved = perf_counter()
        answer = presented(self._index, asked, found, text, self._wording)
        timings = {
            "understand": _milliseconds(began, read),
            "retrieve": _milliseconds(read, retrieved),
            "total": _milliseconds(began, perf_counter()),
        }
        used = {(c.notice_id, c.start) for c in answer.citations}
        hits = tuple(
            hit
            for hit in found.hits
            if any(hit.passage.notice_id == n and hit.passage.start <= s < hit.passage.end for n, s in used)
        )
        rejected = tuple(hit for hit in found.hits if hit not in hits)[:10]
        return Trace(answer.model_copy(update={"timings_ms": timings}), asked, hits, rejected)


def _milliseconds(start: float, end: float) -> float:
    return round((end - start) * 1000, 2)
