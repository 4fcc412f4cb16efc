"""A question in, a grounded answer out: understand, find, present; where a chat model is switched on, word it and check.

`rag.answers.paths` says which way a question goes, `rag.answers.present` lets only what is proved through. The answer of the rules is
there after `begin`, without the model; `finish` puts the model's words in its place as far as they are proved.
"""

import logging
from collections.abc import Sequence
from time import perf_counter
from typing import NamedTuple

from corpus.models import Notice
from rag.answers.paths import Finder
from rag.answers.present import presented
from rag.chat.generate import Generator, Material, Written, worth_wording
from rag.chat.reword import Reworded, reworded
from rag.coverage import words_of
from rag.draft import Draft, Found
from rag.errors import ChidaoError
from rag.index import Index
from rag.models import Answer, AnswerStatus, Hit, Question, Turn
from rag.proof.claims import Reply, Verdict
from rag.proof.sources import sources_of
from rag.question import LONGEST, cleaned
from rag.question.cues import points_back
from rag.question.reading import understood
from rag.search.retrieve import retrieve
from rag.search.scope import scope_of
from rag.wording import Wording

log = logging.getLogger(__name__)


class Trace(NamedTuple):
    """An answer with how it came about: the question as understood, the hits used and those rejected; what a chat model
    said of it and what became of that."""

    answer: Answer
    question: Question
    hits: tuple[Hit, ...]
    rejected: tuple[Hit, ...]
    verdicts: tuple[Verdict, ...] = ()
    model: str = ""
    tokens: int = 0


class Begun(NamedTuple):
    """The answer of the rules, and what a chat model is to be asked, if it is."""

    trace: Trace
    found: Found
    material: Material | None = None


class Answerer:
    """Answers from one index, in the sentences of one wording; from several threads at once if need be."""

    def __init__(self, index: Index, wording: Wording, generator: Generator | None = None) -> None:
        self._index = index
        self._wording = wording
        self.generator = generator

    def ask(self, question: str, history: Sequence[Turn] = (), language: str | None = None) -> Answer:
        """The answer; never raises for anything a question may hold."""
        return self.trace(question, history, language).answer

    def trace(
        self, question: str, history: Sequence[Turn] = (), language: str | None = None, engine: str | None = None
    ) -> Trace:
        """The answer and how it came about. `engine`: `extractive` asks no chat model though one is switched on.

        Raises ChidaoError where the engine is to be `chat` and none is.
        """
        if engine == "chat" and self.generator is None:
            raise no_model()
        begun = self.begin(question, history, language)
        if begun.material is None or self.generator is None or engine == "extractive":
            return begun.trace
        if begun.material.query:
            begun = self.widened(begun, *self.generator.second_query(begun.material))
        assert begun.material is not None
        return self.finish(begun, self.generator.write(begun.material))

    def _found(
        self, asked: Question, text: str, history: Sequence[Turn], language: str | None
    ) -> tuple[Question, Found]:
        """What is found for a question; where that is nothing with what came before, what is found for it alone."""
        finder = Finder(self._index, self._wording)
        found = finder.found(asked)
        if history and found.draft.status.abstained and not points_back(text):
            alone = understood(self._index, text, (), language)
            other = finder.found(alone)
            if alone.terms and not other.draft.status.abstained:
                return alone, other
        return asked, found

    def begin(self, question: str, history: Sequence[Turn] = (), language: str | None = None) -> Begun:
        """The answer of the rules, and what a chat model is to be asked about it."""
        began = perf_counter()
        text = cleaned(question[: 4 * LONGEST])
        if not words_of(text).single or len(text) > LONGEST:
            asked = Question(text=text[:LONGEST], language=language or "vi")
            found = Found(Draft(status=AnswerStatus.UNCLEAR))
            read = perf_counter()
        else:
            asked = understood(self._index, text, history[-6:], language)
            read = perf_counter()
            asked, found = self._found(asked, text, history, language)
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
        trace = Trace(answer.model_copy(update={"timings_ms": timings}), asked, hits, rejected)
        if self.generator is None or not worth_wording(asked, found, answer):
            return Begun(trace, found)
        sources = sources_of(answer, [*hits, *rejected], self._index.notice)
        material = self.generator.material(asked, sources, answer, self._index.generation, history)
        return Begun(trace, found, material)

    def widened(self, begun: Begun, query: str, seconds: float) -> Begun:
        """With the passages that a second query finds among the notices of the first: more is shown, nothing replaced."""
        first, material = begun.trace, begun.material
        if material is None or self.generator is None:
            return begun
        other: list[Hit] = []
        text = cleaned(query)[:LONGEST]
        if words_of(text).single:
            scope = scope_of(first.question, self._index.catalogue())
            other = retrieve(self._index, understood(self._index, text), scope)[1]
        sources = sources_of(first.answer, [*first.hits, *first.rejected], self._index.notice, other)
        more = self.generator.material(first.question, sources, first.answer, self._index.generation)
        return begun._replace(material=more._replace(key=material.key, spent=seconds))

    def hits(self, question: str) -> list[Hit]:
        """The passages that are about a question, best first, whether they answer it or not."""
        asked = understood(self._index, cleaned(question[: 4 * LONGEST])[:LONGEST])
        return retrieve(self._index, asked, scope_of(asked, self._index.catalogue()))[1]

    def notice(self, notice_id: str) -> Notice:
        """A notice of the index; KeyError where there is none."""
        return self._index.notice(notice_id)

    def finish(self, begun: Begun, written: Written) -> Trace:
        """The answer in the words of a chat model as far as they are proved; else that of the rules."""
        began, first = perf_counter(), begun.trace
        outcome, answer = Reworded(), first.answer
        if begun.material and written.reply:
            try:
                outcome, answer = self._reworded(begun, begun.material, written.reply)
            except Exception:  # whatever a model's words do to the checks: there is an answer already
                log.exception("What the chat model said could not be checked; the answer of the rules stands.")
        timings = {
            **first.answer.timings_ms,
            "generate": written.milliseconds,
            "check": _milliseconds(began, perf_counter()),
        }
        timings["total"] = round(sum(timings[name] for name in ("total", "generate", "check")), 2)
        return first._replace(
            answer=answer.model_copy(update={"timings_ms": timings}),
            verdicts=outcome.verdicts, model=written.reason, tokens=written.tokens,
        )  # fmt: skip

    def _reworded(self, begun: Begun, material: Material, reply: Reply) -> tuple[Reworded, Answer]:
        answer = begun.trace.answer
        outcome = reworded(begun.found.draft, answer.headline, material, reply)
        if outcome.draft is not None:
            said = begun.found._replace(draft=outcome.draft)
            other = presented(self._index, begun.trace.question, said, answer.question, self._wording)
            if other.status is answer.status and other.citations:
                answer = other.model_copy(update={"id": answer.id, "engine": "chat"})
        return outcome, answer


def no_model() -> ChidaoError:
    """What is said to whoever wants a chat model where none is."""
    return ChidaoError("No chat model is switched on: name one in CHIDAO_CHAT_MODEL, or ask without it.")


def _milliseconds(start: float, end: float) -> float:
    return round((end - start) * 1000, 2)
