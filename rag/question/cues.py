"""The words that only ask, and chat spellings of them in full."""

import re
from collections.abc import Sequence
from functools import cache

from corpus.lexicon import abbreviations, cues, facets, kinds, questions
from corpus.text import fold, has_diacritics
from rag.models import Term
from rag.question.vocabulary import folded_functions

_WORD = re.compile(r"(?<![\w/-])\w+(?![\w/-])")  # nothing inside 45/BC-UBND
_SHARE = re.compile(r"(?<![\d\s])\s*%")  # bao nhiêu %


def spoken_out(text: str) -> str:
    """A question with the chat spellings of words that ask in full: nhg, j, dc, ntn, and of what is asked by: bc, kp."""
    text = _SHARE.sub(" phần trăm" if has_diacritics(text) else " phan tram", text)
    spelled = (lambda reading: reading) if has_diacritics(text) else fold
    return _WORD.sub(lambda match: spelled(_chat().get(match[0].lower(), match[0])), text)


@cache
def _chat() -> dict[str, str]:
    asking = folded_functions() | asking_words()
    phrases = {fold(phrase.rstrip(" …@.")) for facet in facets().values() for phrase in facet.phrases("")}
    first = {short: readings[0] for short, readings in abbreviations().items()}
    spelled = {fold(word) for word in questions()["stop_vi"] if has_diacritics(word)}  # a word without its diacritics
    kinds_typed = {fold(word) for kind in kinds() for word in kind.asked}
    return {
        short: reading
        for short, reading in first.items()
        if short not in spelled | kinds_typed and (fold(reading) in phrases or set(fold(reading).split()) <= asking)
    }


@cache
def asking_words() -> frozenset[str]:
    """Folded words that ask and name no matter of their own, with those by which work is assigned or considered."""
    assigning = fold(" ".join([*cues()["assign"], *cues()["undecided"]]))
    return frozenset([*questions()["asking_words"], *assigning.split()])


def of_matter(terms: Sequence[Term]) -> list[Term]:
    """The terms that say what a question is about: those with a word that does not only ask."""
    return [term for term in terms if not set(term.alternatives[0].words) <= asking_words()]
