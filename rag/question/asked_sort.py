"""Of which sort a thing asked for is to be: a limit, a recurrence, money, a kind of document, an office."""

from collections.abc import Iterable, Iterator
from functools import cache

from corpus.lexicon import asking, kinds, offices
from corpus.models import Facet
from corpus.phrases import PhraseTable, words
from corpus.text import canonical, fold, has_diacritics


def sort_of(facet: Facet, text: str, language: str) -> str:
    """The first sort, in the order of the lexicon, of which the question has a phrase; empty where it has none."""
    spelled = has_diacritics(text)
    table = _table(facet, language, spelled)
    sequence = words(canonical(text) if spelled else fold(text)) if table.first_words() else []
    return min((sort for _, _, sort in table.find(sequence)), default=(0, ""))[1]


@cache
def _table(facet: Facet, language: str, spelled: bool) -> PhraseTable[tuple[int, str]]:
    written = canonical if spelled else fold
    listed = enumerate(_listed(facet, "en_sorts" if language == "en" else "sorts"))
    return PhraseTable((written(phrase), (at, sort)) for at, (sort, phrases) in listed for phrase in phrases)


def _listed(facet: Facet, name: str) -> Iterator[tuple[str, Iterable[str]]]:
    """Each sort with the words for it."""
    if facet is Facet.BASIS:
        yield from ((entry.kind.value, entry.named) for entry in kinds())
    elif facet is Facet.PERSON:
        for office in offices():
            yield fold(office.name), [one for one in (office.name, office.en) if one]
            yield fold(f"phó {office.name}"), [f"phó {office.name}", *([f"deputy {office.en}"] if office.en else [])]
    else:
        yield from asking()[name].get(facet.value, {}).items()
