"""A follow-up is completed from the turns before it; evidence is always looked up anew."""

from collections.abc import Sequence

from corpus.lexicon import of_notice
from corpus.models import Facet
from rag.models import Asked, Question
from rag.question.cues import of_matter, points_back

_OWN_TERMS = 1  # a question that names more of a matter of its own stands alone, unless it points back


def completed(question: Question, before: Sequence[Question], answers: Sequence[Question]) -> Question:
    """`question` with what it leaves out taken from the turns `before` it and from their `answers`."""
    if not before or not _leans(question):
        return question
    last, answer = completed(before[-1], before[:-1], answers[:-1]), answers[-1]
    slot = question.facet
    if slot is Facet.SOURCE:
        return last.model_copy(update={"text": question.text, "language": question.language, "source_only": True})
    if slot is Facet.FACT and len(question.terms) <= 1 and not question.yes_no:
        slot = last.facet
    of_a_body = slot is Facet.TASK and bool(question.agencies) and not points_back(question.text)
    inherits_topic = (not of_notice(slot) or slot is last.facet) and not of_a_body
    pool = [turn for pair in zip(before, answers, strict=True) for turn in pair]
    provinces = question.provinces or next((turn.provinces for turn in reversed(pool) if turn.provinces), ())
    carried = last.numbers or answer.numbers
    if question.provinces:  # of another province: the document asked about may be the same, the notice is not
        carried = tuple(number for number in last.numbers if number.kind != "thong bao")
    return question.model_copy(
        update={
            "wanted": (Asked(facet=slot), *question.wanted[1:]),
            "provinces": provinces,
            "numbers": question.numbers or carried,
            "dates": question.dates or last.dates,
            "date_parts": question.date_parts or last.date_parts,
            "agencies": question.agencies or (last.agencies if inherits_topic and slot is not Facet.LEAD else ()),
            "terms": question.terms
            + (last.terms if inherits_topic else ())
            + (answer.terms if len(last.terms) < 2 and inherits_topic else ()),
            "pairs": question.pairs + (last.pairs if inherits_topic else ()),
        }
    )


def _leans(question: Question) -> bool:
    """True for a question that points back, and for one that asks without naming a matter: "thời hạn khi nào?"."""
    if question.facet is Facet.SOURCE:
        return not (question.provinces or question.numbers or question.agencies) and len(question.terms) <= 2
    own = of_matter(question.terms)
    named = len(own) > _OWN_TERMS if question.facet is not Facet.FACT else bool(own)
    return points_back(question.text) or not named
