"""Does a question want yes or no, and what does it suppose? By phrases of whether.yaml over its words, the longest first."""

from collections.abc import Iterator, Sequence
from functools import cache

from corpus.lexicon import whether_words
from corpus.phrases import PhraseTable, Word, words
from corpus.text import canonical, fold, has_diacritics
from rag.models import Whether

_PREFIX = {"en": "en_", "vi": ""}


def whether_of(text: str, language: str) -> Whether | None:
    """`plain` for "… phải không?", `done` for "đã … chưa?"; None where a thing is asked for, not yes or no."""
    sequence = _words(text)
    if not sequence:
        return None
    if language == "en":
        opening = _longest("en_opening", text, sequence, 0)
        ending = next(_ends(text, sequence, "en_ending"), "")
        found = Whether.DONE if opening and Whether.DONE in (opening, ending) else opening or ending
    elif _found("anywhere", text, sequence):
        return Whether(next(_ends(text, sequence, "ending"), Whether.PLAIN))
    else:
        found = next(_ends(text, sequence, "ending"), "") or next(_ends(text, sequence, "ending_accented"), "")
    return Whether(found) if found and not says(text, language, "which") else None


def facets_named(text: str, language: str) -> frozenset[str]:
    """The facts of a notice as a whole that a question speaks of, by their keys: signer, held_on."""
    return frozenset(name for _, _, name in _found(f"{_PREFIX[language]}of_notice", text, _words(text)))


def says(text: str, language: str, name: str) -> bool:
    """True where a text has one of the phrases that whether.yaml lists under `name` for its language."""
    return any(True for _ in spoken(text, language, name))


def spoken(text: str, language: str, name: str) -> Iterator[tuple[int, int]]:
    """Where a text has those phrases: start and end of each."""
    sequence = _words(text)
    for first, after, _ in _found(f"{_PREFIX[language]}{name}", text, sequence):
        yield sequence[first].start, sequence[after - 1].end


def _words(text: str) -> list[Word]:
    return words(canonical(text) if has_diacritics(text) else fold(text))


def _found(name: str, text: str, sequence: Sequence[Word]) -> list[tuple[int, int, str]]:
    return _table(name, has_diacritics(text)).find(sequence)


def _longest(name: str, text: str, sequence: Sequence[Word], at: int) -> str:
    match = _table(name, has_diacritics(text)).longest(sequence, at)
    return match[1] if match else ""


def _ends(text: str, sequence: Sequence[Word], name: str) -> Iterator[str]:
    """What the phrases ask for with which the question ends, words that say nothing aside."""
    if name == "ending_accented" and not has_diacritics(text):
        return
    last = len(sequence)
    trailing = _table("trailing", has_diacritics(text))
    while last > 1 and trailing.longest(sequence, last - 1):
        last -= 1
    table = _table(name, has_diacritics(text))
    for first in range(max(0, last - 4), last):
        match = table.longest(sequence[:last], first)
        if match and first + match[0] == last:
            yield match[1]


@cache
def _table(name: str, accented: bool) -> PhraseTable[str]:
    listed = whether_words()[name]
    lists = listed if isinstance(listed, dict) else {name: listed}
    written = canonical if accented else fold
    return PhraseTable((written(phrase), kind) for kind, phrases in lists.items() for phrase in phrases)
