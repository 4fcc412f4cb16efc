"""A question in, a grounded answer out: read, find, present; where a chat model is switched on, it words what is proved.

`rag.question` reads the question, `rag.answers.ways` finds the draft of an answer, `rag.answers.present` lets only what
is proved through. The answer of the rules is there after `begin`, without the model; `finish` puts the model's words in
its place as far as they are proved (`rag.chat.steps`).
"""

from collections.abc import Sequence
from contextlib import suppress
from time import perf_counter

from corpus.models import Notice
from rag.allowance import Spent, allowed
from rag.answers.messages import MOST, together
from rag.answers.present import presented
from rag.answers.said_scope import held, named_nowhere, of_all, within_limits
from rag.answers.ways import found as found_for
from rag.chat import steps
from rag.chat.generate import Generator, Written
from rag.chat.steps import Begun
from rag.coverage import words_of
from rag.draft import Draft, Finding
from rag.errors import ChidaoError, NoticeDamaged
from rag.index import Index
from rag.models import Answer, AnswerStatus, Hit, Question, Trace, Turn
from rag.question import LONGEST, cleaned
from rag.question.follow_up import stands_alone
from rag.question.language import language_of
from rag.question.pointing import points_back
from rag.question.reading import read_question, read_questions
from rag.search.retrieve import retrieve
from rag.search.scope import scope_of
from rag.wording import Wording

SECONDS = 2.0  # of the processor, that finding one answer may take
_HISTORY = 6  # turns that are looked back at
_REJECTED = 10  # hits that are kept to be explained


class Answerer:
    """Answers from one index, in the sentences of one wording; from several threads at once if need be."""

    def __init__(
        self, index: Index, wording: Wording, generator: Generator | None = None, seconds: float = SECONDS
    ) -> None:
        self._index = index
        self._wording = wording
        self.generator = generator
        self._seconds = seconds
        self._answered = -1  # the state of the index that a question was answered from

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

    def begin(self, question: str, history: Sequence[Turn] = (), language: str | None = None) -> Begun:
        """The answer of the rules, and what a chat model is to be asked about it; all of it from one state of the index."""
        while True:
            try:
                with self._index.snapshot():
                    return self._begun(question, history, language)
            except NoticeDamaged as damaged:
                if self._index.check(damaged.notice_id):  # it is taken out only where it differs from what was written
                    raise

    def _begun(self, question: str, history: Sequence[Turn], language: str | None) -> Begun:
        began = perf_counter()
        text = cleaned(question[: 4 * LONGEST])
        asked = Question(text=text[:LONGEST], language=language or "vi")
        reason = "answer.too_long" if len(text) > LONGEST else ""
        found = Finding(Draft(status=AnswerStatus.UNCLEAR, reason=reason))
        read = began
        if words_of(text).single and len(text) <= LONGEST:
            asked, found, read = self._within_allowance(text, history, language)
        retrieved = perf_counter()
        answer = presented(self._index, asked, found, text, self._wording)
        timings = {
            "understand": _milliseconds(began, read),
            "retrieve": _milliseconds(read, retrieved),
            "total": _milliseconds(began, perf_counter()),
        }
        hits = [hit for hit in found.hits if _is_cited(hit, answer)]
        rejected = [hit for hit in found.hits if hit not in hits][:_REJECTED]
        trace = Trace(answer.model_copy(update={"timings_ms": timings}), asked, tuple(hits), tuple(rejected))
        with allowed(self._seconds):
            return steps.begun(self._index, self.generator, trace, found, history)

    def _within_allowance(
        self, text: str, history: Sequence[Turn], language: str | None
    ) -> tuple[Question, Finding, float]:
        """What is asked, what is found for it, and when it was read; never what was best when the allowance was spent.

        Who comes first pays for what is then remembered for all, and is given the allowance twice.
        """
        generation = self._index.generation
        for _ in range(1 if self._answered == generation else 2):
            with suppress(Spent), allowed(self._seconds):
                questions = read_questions(self._index, text, history[-_HISTORY:], language)
                read = perf_counter()
                found = self._find(questions, text, language)
                self._answered = generation
                return *found, read
        asked = Question(text=text, language=language or language_of(text))
        draft = Draft(status=AnswerStatus.UNCLEAR, reason="answer.too_much")
        return asked, Finding(draft), perf_counter()

    def _find(self, questions: Sequence[Question], text: str, language: str | None) -> tuple[Question, Finding]:
        """What is found for a message; where that is nothing with what came before, what is found for it alone."""
        asked = questions[0]
        if len(questions) > 1:
            findings = [self._found(one) for one in questions[:MOST]]
            return of_all(questions), together(questions, findings, self._wording, more=len(questions) > MOST)
        asked = held(self._index, asked, self._found)
        if named_nowhere(self._index, asked):
            return asked, Finding(Draft(status=AnswerStatus.NOT_IN_NOTICES, reason="answer.no_such_number"))
        found = within_limits(asked, self._found(asked))
        if asked.after and found.draft.status.abstained and not points_back(text):
            alone = read_question(self._index, text, (), language)
            other = self._found(alone)
            if stands_alone(alone) and not other.draft.status.abstained:
                return alone, other
        return asked, found

    def _found(self, question: Question) -> Finding:
        return found_for(self._index, question, self._wording)

    def widened(self, begun: Begun, query: str, seconds: float) -> Begun:
        """With what a second query of the chat model finds; `seconds`: what that query took of the deadline."""
        if self.generator is None:
            return begun
        # KeyError: a notice of the first step has been taken out of the index since
        with suppress(Spent, KeyError), allowed(self._seconds), self._index.snapshot():
            return steps.widened(self._index, self.generator, begun, query, seconds)
        return begun

    def finish(self, begun: Begun, written: Written) -> Trace:
        """The answer in the words of a chat model as far as they are proved; else that of the rules."""
        question, said = begun.trace.question, begun.trace.answer.question
        with allowed(self._seconds), self._index.snapshot():
            return steps.finished(
                self._index,
                self.generator,
                begun,
                written,
                lambda found: presented(self._index, question, found, said, self._wording),
                self._wording,
            )

    def hits(self, question: str) -> list[Hit]:
        """The passages that are about a question, best first, whether they answer it or not."""
        with self._index.snapshot():
            asked = read_question(self._index, cleaned(question[: 4 * LONGEST])[:LONGEST])
            return retrieve(self._index, asked, scope_of(asked, self._index.originals()))[1]

    def notice(self, notice_id: str) -> Notice:
        """A notice of the index; KeyError where there is none."""
        return self._index.notice(notice_id)


def no_model() -> ChidaoError:
    """What is said to whoever wants a chat model where none is."""
    return ChidaoError("No chat model is switched on: name one in CHIDAO_CHAT_MODEL, or ask without it.")


def _is_cited(hit: Hit, answer: Answer) -> bool:
    """True where a citation begins in the hit's passage."""
    passage = hit.passage
    return any(c.notice_id == passage.notice_id and passage.start <= c.start < passage.end for c in answer.citations)


def _milliseconds(start: float, end: float) -> float:
    return round((end - start) * 1000, 2)
