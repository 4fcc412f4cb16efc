"""Is the answer of the kind asked for? The noun of the question word says which: a company, a fund, a group of people."""

from collections.abc import Mapping, Sequence
from functools import cache

from corpus.dates import date_parts
from corpus.lexicon import provinces, questions
from corpus.models import Facet, Notice
from corpus.names.mentions import mentions
from corpus.phrases import PhraseTable, words
from corpus.text import fold
from rag.models import Hit, Question
from rag.values import Filled

_DATED = frozenset((Facet.ISSUED_ON, Facet.HELD_ON))
_NAMING = frozenset((Facet.LEAD, Facet.ASSIGNED, Facet.COORDINATING))


def of_kind(question: Question, hit: Hit, filled: Filled, notice: Notice) -> bool:
    """True where the values, or the sentence where there are none, name something of the kind asked for."""
    if question.facet in _DATED:
        return any(part.day for part in date_parts(hit.passage.text))
    said = words(fold("; ".join(filled.values) if filled.values else hit.passage.text))
    kind = kind_asked(question)
    if kind == "province":
        return any(fold(one.name) in fold(hit.passage.text) for one in provinces() if one.name not in question.provinces)
    if kind:
        return bool(_stated()[kind].find(said))
    if filled.values or question.facet not in _NAMING:
        return True
    return bool(mentions(notice.text, hit.passage.start, hit.passage.end) or _stated()["people"].find(said))


def kind_asked(question: Question) -> str | None:
    """The kind that the noun beside a question word names."""
    found = _asked()[question.language].find(words(fold(question.text)))
    return found[0][2] if found else None


@cache
def _asked() -> Mapping[str, PhraseTable[str]]:
    kinds = questions()["kinds_of_answer"]
    vietnamese = [(f"{noun} {word}", kind) for kind, one in kinds.items() for noun in one["vi"] for word in ("nào", "gì")]
    english = [(f"{word} {noun}", kind) for kind, one in kinds.items() for noun in one["en"] for word in ("which", "what")]
    return {"vi": _table(vietnamese), "en": _table(english)}


@cache
def _stated() -> Mapping[str, PhraseTable[str]]:
    return {
        kind: _table([(phrase, kind) for phrase in one["stated"]])
        for kind, one in questions()["kinds_of_answer"].items()
    }


def _table(phrases: Sequence[tuple[str, str]]) -> PhraseTable[str]:
    return PhraseTable((fold(phrase), kind) for phrase, kind in phrases)
