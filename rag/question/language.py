"""Vietnamese or English?"""

import re
from functools import cache
from itertools import chain

from corpus.lexicon import agencies, everyday, glossary, provinces
from corpus.phrases import PhraseTable, Word, words
from corpus.text import fold, has_diacritics
from rag.question.phrases import regular
from rag.question.vocabulary import english_stops, folded_functions, folded_words_of

_NOT_ENGLISH = re.compile(r"\bcam on\b")  # cảm ơn


def language_of(text: str) -> str:
    """`vi` or `en`: by what the words that are written without diacritics can be."""
    english = vietnamese = 0
    said: set[str] = set()  # the English words
    spoken = words(text.lower())
    for word in _beside_provinces(words(_NOT_ENGLISH.sub(" ", text.lower()))):
        form = word.form
        if has_diacritics(form):
            continue  # a Vietnamese name may stand in an English question
        known = len(form) > 3 and regular(form, glossary()) in glossary()
        in_english = form in _english_stops() or known
        english += (form in _english_stops()) * 2 + known
        if in_english:
            said.add(form)
        vietnamese += (form in _vietnamese_stops()) * 2 + (not in_english and form in _syllables())
    if english == vietnamese == 0:
        return "vi"
    accented = sum(has_diacritics(word.form) for word in spoken)
    if 2 * accented >= len(spoken) and len(said) < 2:
        return "vi"  # one word of two languages: Công *an* tỉnh làm gì?
    return "en" if english > vietnamese + accented / 3 else "vi"


def _beside_provinces(spoken: list[Word]) -> list[Word]:
    """The words that name no province: those are the same in both languages."""
    named = {at for first, after, _ in _provinces().find(spoken) for at in range(first, after)}
    return [word for at, word in enumerate(spoken) if at not in named]


@cache
def _provinces() -> PhraseTable[bool]:
    return PhraseTable((fold(province.name), True) for province in provinces())


@cache
def _english_stops() -> frozenset[str]:
    return english_stops() - folded_functions()


@cache
def _vietnamese_stops() -> frozenset[str]:
    return folded_functions() - english_stops()


@cache
def _syllables() -> frozenset[str]:
    """The syllables of agencies' names and official words, without diacritics."""
    return folded_words_of(chain((agency.name for agency in agencies()), *everyday().values()))
