"""Is it answered, not stated, or not in the notices? An empty slot means abstain."""

from collections.abc import Sequence
from typing import NamedTuple

from corpus.agencies import key
from corpus.text import fold
from rag.fill import Filled, fill
from rag.index import Index
from rag.models import AnswerStatus, Hit, Question, Slot
from rag.retrieve import weights
from rag.scope import Scope


class Decision(NamedTuple):
    """How the question ends, the hit that decides it, and what fills its slot."""

    status: AnswerStatus
    hit: Hit | None = None
    filled: Filled | None = None


def decide(index: Index, question: Question, scope: Scope, hits: Sequence[Hit]) -> Decision:
    """The best hit that is about the topic and fills the slot, or why there is none."""
    limits = weights()["answerable"]
    numbers = [asked for asked in question.numbers if asked not in scope.own_numbers]
    if numbers:
        hits = [hit for hit in hits if hit.features["number"]]
    if not hits or _years_missing(question, hits) or _body_missing(index, question, scope):
        return Decision(AnswerStatus.NOT_IN_NOTICES)
    slot_weight = weights()["rank"]["slot"]
    topical = max(hits, key=lambda hit: hit.score - slot_weight * hit.features["slot"])
    best = topical.score - slot_weight * topical.features["slot"]
    familiar = max(hit.features["all_pairs"] for hit in hits[:5])
    about = max(hit.features["coverage"] for hit in hits[:5])
    anchored = scope.ids is not None or question.agencies or question.dates
    foreign = (
        not anchored and bool(question.pairs) and familiar < limits["familiar"] and about < limits["coverage_sure"]
    )
    least = limits["coverage" if anchored else "coverage_unanchored"]
    if (about < least or foreign) and not numbers and not (question.agencies and topical.features["agency"] >= 1.0):
        return Decision(AnswerStatus.NOT_IN_NOTICES, topical)
    for hit in hits:
        margin = best - (hit.score - slot_weight * hit.features["slot"])
        filled = fill(question, hit, index.notice(hit.passage.notice_id))
        if filled and margin <= limits["slot_margin"] * best:
            return Decision(AnswerStatus.ANSWERED, hit, filled)
    if question.slot in _LOOSE:
        span = Filled(values=(), start=topical.passage.start, end=topical.passage.end)
        return Decision(AnswerStatus.ANSWERED, topical, span)
    return Decision(AnswerStatus.NOT_STATED, topical)


# Slots that a sentence may fill without naming a value: the sentence itself is then the answer.
_LOOSE = frozenset((Slot.LEAD, Slot.REPORTS_TO))


def _years_missing(question: Question, hits: Sequence[Hit]) -> bool:
    """True where a year asked about stands nowhere near the topic: not in the passages, not in their headers."""
    texts = " ".join(f"{hit.passage.text} {hit.passage.context} {hit.passage.header}" for hit in hits)
    return any(str(year) not in texts for year in question.years)


def _body_missing(index: Index, question: Question, scope: Scope) -> bool:
    """True where a ministry asked about is named in none of the (at most twenty) notices in question."""
    ids = scope.ids if scope.ids is not None else index.ids()
    if not question.agencies or len(ids) > 20:
        return False
    texts = [key(index.notice(notice_id).text) for notice_id in ids]
    named = [name for name in question.agencies if fold(name).startswith("bo ")]
    return any(all(key(name) not in text for text in texts) for name in named)
