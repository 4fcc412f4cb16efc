"""The slot a question asks for, and the flags beside it, by the cue words of the lexicon."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from corpus.lexicon import abbreviations, cues, kinds, questions
from corpus.patterns import placed
from corpus.text import fold, has_diacritics
from rag.models import Term
from rag.question.ahead import in_one_go
from rag.question.vocabulary import folded_functions

_WORD = re.compile(r"\w+")


class Intent(NamedTuple):
    """What a question shows beside what it asks for."""

    comparison: bool


def intent_of(folded: str) -> Intent:
    """The flags of a question in folded words."""
    return Intent(flag("comparison", folded))


def spoken_out(text: str) -> str:
    """A question with the chat spellings of words that ask in full: nhg, j, dc, ntn."""
    spelled = (lambda reading: reading) if has_diacritics(text) else fold
    return _WORD.sub(lambda match: spelled(_chat().get(match[0].lower(), match[0])), text)


@cache
def _chat() -> dict[str, str]:
    asking = folded_functions() | asking_words()
    first = {short: readings[0] for short, readings in abbreviations().items()}
    spelled = {fold(word) for word in questions()["stop_vi"] if has_diacritics(word)}  # a word without its diacritics
    kinds_typed = {fold(word) for kind in kinds() for word in kind.asked}
    return {
        short: reading
        for short, reading in first.items()
        if short not in spelled | kinds_typed and set(fold(reading).split()) <= asking
    }


def flag(name: str, folded: str) -> bool:
    """True where the question carries the cue words of that name."""
    return _flag(name).search(folded) is not None


@cache
def asking_words() -> frozenset[str]:
    """Folded words that ask and name no matter of their own, with those by which work is assigned or considered."""
    assigning = fold(" ".join([*cues()["assign"], *cues()["undecided"]]))
    return frozenset([*questions()["asking_words"], *assigning.split()])


def of_matter(terms: Sequence[Term]) -> list[Term]:
    """The terms that say what a question is about: those with a word that does not only ask."""
    return [term for term in terms if not set(term.alternatives[0].words) <= asking_words()]


@cache
def _flag(name: str) -> re.Pattern[str]:
    return _compiled(questions()[name])


def _compiled(lists: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    return re.compile(in_one_go(placed(lists)))
