"""The second thing asked of the same task: "ai chủ trì, hạn khi nào?"; what the text does not state is said to be missing."""

from corpus.lexicon import of_notice
from corpus.models import Facet
from rag.answers.compose import compose
from rag.answers.decide import Decision
from rag.draft import Draft, Span
from rag.index import Index
from rag.models import AnswerStatus, Question
from rag.shorten import fitting
from rag.values import fill
from rag.wording import Wording


def second_of(question: Question) -> Facet | None:
    """The second slot of a task that a question asks for."""
    return next((slot for slot in (asked.facet for asked in question.wanted[1:]) if not of_notice(slot)), None)


def without(slot: Facet, question: Question, draft: Draft, wording: Wording) -> Draft:
    """The draft as a partial answer that says which part the text does not state."""
    missing = wording.say(question.language, f"answer.missing.{slot.value}")
    first = draft.lines[0].model_copy(update={"text": f"{draft.lines[0].text} {missing}"})
    return draft.model_copy(update={"status": AnswerStatus.PARTIAL, "lines": (first, *draft.lines[1:])})


def with_second(index: Index, question: Question, decision: Decision, draft: Draft, wording: Wording) -> Draft:
    """The draft with the second slot filled from the same hit, or as a partial answer that says which part is missing."""
    hit = decision.hit
    second = second_of(question)
    if second is None or hit is None or not draft.lines or not draft.headline:
        return draft
    asked = question.asking(second)
    filled = fill(asked, hit, index.notice(hit.passage.notice_id))
    if filled is None:
        return without(second, question, draft, wording)
    other = compose(index, asked, Decision(AnswerStatus.ANSWERED, hit, filled), wording)
    line = draft.lines[0]
    proof = tuple(dict.fromkeys((*line.proof, *(span for one in other.lines for span in one.proof))))
    return draft.model_copy(
        update={
            "headline": fitting([draft.headline, other.headline]),
            "lines": (line.model_copy(update={"proof": _outermost(proof)}), *draft.lines[1:]),
        }
    )


def _outermost(proof: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans without those that stand inside another."""
    return tuple(
        one
        for one in proof
        if not any(
            other is not one and other.notice_id == one.notice_id and other.start <= one.start and one.end <= other.end
            for other in proof
        )
    )
