"""Short names of bodies in a question: which are meant, and the question with their full names in their place."""

from collections.abc import Callable
from functools import cache

from corpus.lexicon import Agency, agencies, glossary, provinces
from corpus.names.agencies import find_agencies, key
from corpus.phrases import words
from corpus.text import fold, has_diacritics, is_syllable, unaccented
from rag.allowance import spend
from rag.question.vocabulary import english_stops

_JOINTS = ("-", "/", "&")
_SHORT = 3  # letters of a short name that may be a word as well
_NEXT = 40  # characters in which the name of a province that follows has room


def bodies_in_full(text: str, at_work: Callable[[Agency], bool]) -> str:
    """`text` with the short names of bodies in full, with diacritics where it has any: STTTT, GĐ Sở, BCHQS tỉnh.

    A short name of several bodies (BĐT) is that of the one `at_work`, else of the first.
    """
    sequence, accented = words(fold(text)), has_diacritics(text)
    for first, after, agency in reversed(find_agencies(sequence)):
        spend()
        left, right = sequence[first].start, sequence[after - 1].end
        joined = text[left - 1 : left] in _JOINTS or text[right : right + 1] in _JOINTS
        if not joined and key(text[left:right]) in map(key, agency.typed) and names_a_body(text, left, right):
            shared = _shared().get(key(text[left:right]), ())
            name = next(filter(at_work, shared), agency).name
            text = text[:left] + (name if accented else unaccented(name)) + text[right:]
    return text


def names_a_body(text: str, start: int, end: int, agency: Agency | None = None) -> bool:
    """False for a name that may be a common word: *tai* is no TAI, *the* none in small letters, *viễn thông* a field."""
    printed = text[start:end]
    if agency and agency.level == "enterprise" and printed.islower() and key(printed) in _fields():
        return text[end : end + _NEXT].lstrip().lower().startswith(_places())
    if printed.islower() and printed in english_stops():
        return False  # the most
    if len(printed) > _SHORT or (printed.isupper() and not text.isupper()):
        return True
    form = fold(printed)
    return len(printed) == _SHORT and not is_syllable(form) and form not in english_stops()


@cache
def _fields() -> frozenset[str]:
    """The keys of Vietnamese words of the glossary: what they name is no one's name."""
    return frozenset(key(reading) for readings in glossary().values() for reading in readings)


@cache
def _places() -> tuple[str, ...]:
    return tuple(form for one in provinces() for form in (one.name.lower(), fold(one.name)))


@cache
def _shared() -> dict[str, tuple[Agency, ...]]:
    """The short names that several bodies have."""
    found: dict[str, tuple[Agency, ...]] = {}
    for agency in agencies():
        for short in {key(short) for short in agency.typed}:
            found[short] = (*found.get(short, ()), agency)
    return {short: several for short, several in found.items() if len(several) > 1}
