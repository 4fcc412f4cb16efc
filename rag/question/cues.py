"""The slot a question asks for, and the flags beside it, by the cue words of the lexicon."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from corpus.lexicon import abbreviations, cues, of_notice, questions
from corpus.models import Facet
from corpus.patterns import placed
from corpus.text import canonical, fold, has_diacritics
from rag.allowance import spend
from rag.models import Asked, Term
from rag.question.ahead import in_one_go
from rag.question.language import language_of
from rag.question.vocabulary import folded_functions

_OF_A_TASK = (Facet.LEAD, Facet.COORDINATING, Facet.DEADLINE, Facet.BASIS, Facet.REPORTS_TO)
_WORD = re.compile(r"\w+")
_PARTS = re.compile(r",|;|\?|\b(?:va|and|roi|con)\b")


class Intent(NamedTuple):
    """What is asked: one slot, and any further facts of the notice as a whole (number *and* date)."""

    wanted: tuple[Asked, ...]
    yes_no: bool
    comparison: bool


def intent_of(folded: str, language: str = "vi") -> Intent:
    """What a question in folded words asks for; the first slot of the list whose cue it holds."""
    folded = _spoken_out(folded) if language == "vi" else folded
    found = list(dict.fromkeys(slot for slot, pattern in _slots() if pattern.search(folded)))
    slot = found[0] if found else Facet.FACT
    also: tuple[Facet, ...] = tuple(
        other
        for other in found[1:]
        if of_notice(slot)
        and other in (Facet.NUMBER, Facet.ISSUED_ON, Facet.MEETING_PLACE, Facet.HELD_ON, Facet.CHAIR, Facet.SIGNER)
    )
    if not also and (second := _second(folded, slot)):
        also = (second,)
    yes_no = flag("yes_no_english" if language == "en" else "yes_no", folded)
    yes_no = yes_no and not flag("asks_which", folded)
    if yes_no and not of_notice(slot):
        slot = Facet.LEAD if flag("supposes_lead", folded) else Facet.FACT
    return Intent(
        tuple(Asked(facet=facet) for facet in (slot, *also)),
        yes_no,
        flag("comparison", folded),
    )


def _spoken_out(folded: str) -> str:
    """A question with the chat spellings of words that ask in full: nhg, j, dc, ntn."""
    return _WORD.sub(lambda match: _chat().get(match[0], match[0]), folded)


@cache
def _chat() -> dict[str, str]:
    asking = folded_functions() | asking_words()
    first = {short: fold(readings[0]) for short, readings in abbreviations().items() if short not in asking}
    return {short: reading for short, reading in first.items() if set(reading.split()) <= asking}


def _second(folded: str, first: Facet) -> Facet | None:
    """The other slot of a question in two parts: "ai chu tri, han khi nao"."""
    if first not in _OF_A_TASK:
        return None
    for part in _PARTS.split(folded):
        spend()
        slot = next((slot for slot, pattern in _slots() if pattern.search(part)), None)
        if slot in _OF_A_TASK and slot is not first:
            return slot
    return None


def flag(name: str, folded: str) -> bool:
    """True where the question carries the cue words of that name."""
    return _flag(name).search(folded) is not None


def acts_asked(folded: str) -> list[re.Pattern[str]]:
    """What a sentence has to say where a question asks for an act that no assignment of work answers."""
    return [stated for asks, stated in _acts() if asks.search(folded)]


@cache
def _acts() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((_compiled(act["asked"]), _compiled(act["stated"])) for act in questions()["acts"])


def points_back(text: str) -> bool:
    """True where a question's own words say that it goes on from the one before."""
    if language_of(text) == "en":
        return _pattern("english").search(text.lower()) is not None
    if has_diacritics(text):
        return _pattern("accented").search(canonical(text)) is not None
    return _pattern("folded").search(fold(text)) is not None


@cache
def _pattern(writing: str) -> re.Pattern[str]:
    return _compiled(questions()["points_back"][writing])


@cache
def asking_words() -> frozenset[str]:
    """Folded words that ask and name no matter of their own, with those by which work is assigned or considered."""
    assigning = fold(" ".join([*cues()["assign"], *cues()["undecided"]]))
    return frozenset([*questions()["asking_words"], *assigning.split()])


def of_matter(terms: Sequence[Term]) -> list[Term]:
    """The terms that say what a question is about: those with a word that does not only ask."""
    return [term for term in terms if not set(term.alternatives[0].words) <= asking_words()]


@cache
def _slots() -> tuple[tuple[Facet, re.Pattern[str]], ...]:
    slots = ((Facet(name), pattern) for entry in questions()["slots"] for name, pattern in entry.items())
    return tuple((slot, re.compile(in_one_go(pattern))) for slot, pattern in slots)


@cache
def _flag(name: str) -> re.Pattern[str]:
    return _compiled(questions()[name])


def _compiled(lists: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    return re.compile(in_one_go(placed(lists)))
