"""Is the answer of the kind asked for? The noun of the question word says which: a company, a fund, a group of people."""

from collections.abc import Mapping
from functools import cache

from corpus.dates import date_parts
from corpus.lexicon import provinces, questions
from corpus.models import Facet, Notice
from corpus.names.mentions import mentions
from corpus.phrases import PhraseTable, words
from corpus.text import fold
from rag.models import PLACE, Hit, Question
from rag.values import Filled

_DATED = frozenset((Facet.ISSUED_ON, Facet.HELD_ON))
_NAMING = frozenset((Facet.LEAD, Facet.ASSIGNED, Facet.COORDINATING))


def of_kind(question: Question, hit: Hit, filled: Filled, notice: Notice) -> bool:
    """True where the values, or the sentence where there are none, name something of the kind asked for."""
    if question.facet in _DATED:
        return any(part.day for part in date_parts(hit.passage.text))
    said = words(fold("; ".join(filled.values) if filled.values else hit.passage.text))
    kind = question.wanted[0].kind
    if kind == "province":  # of notices that name none, the one each is from is asked
        others = (fold(one.name) for one in provinces() if one.name not in question.provinces)
        text = fold(hit.passage.text)
        return not question.provinces or any(name in text for name in others)
    if kind and kind != PLACE:  # any words may say where
        return bool(_stated()[kind].find(said))
    if question.facet is Facet.PURPOSE and not filled.values:
        return bool(_stated()["needed"].find(said))
    if filled.values or question.facet not in _NAMING:
        return True
    return bool(mentions(notice.text, hit.passage.start, hit.passage.end) or _stated()["people"].find(said))


@cache
def _stated() -> Mapping[str, PhraseTable[str]]:
    listed = {kind: one.get("stated", ()) for kind, one in questions()["kinds_of_answer"].items()}
    listed["needed"] = questions()["needed"]
    return {kind: PhraseTable((fold(one), kind) for one in phrases) for kind, phrases in listed.items()}
