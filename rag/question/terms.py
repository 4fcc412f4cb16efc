"""The topic of a question as terms, each in every wording the lexicon knows for it."""

from collections.abc import Collection, Iterable, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from corpus.lexicon import abbreviations, abbreviations_spelled, everyday, everyday_spelled, glossary
from corpus.phrases import PhraseTable, Word
from corpus.text import canonical, collapse, fold, has_diacritics, is_syllable, nfc
from rag.allowance import spend
from rag.models import Alternative, Term
from rag.question.cues import asking_words
from rag.question.phrases import regular
from rag.question.vocabulary import english_stops, folded_functions, function_words

_EVERYDAY = 0.8  # how much an official word counts that stands for an everyday one
_READING = 0.9  # how much the likeliest reading of an abbreviation counts
_OTHER_READING = 0.6
_JOINTS = ("&", "-", ".", "/", " & ")


def vietnamese_terms(
    text: str, sequence: Sequence[Word], taken: Collection[int]
) -> tuple[tuple[Term, ...], tuple[tuple[str, str], ...]]:
    """The terms of a Vietnamese question, and the pairs of neighbours; `taken` are words that name an entity.

    `sequence` is the folded words of `text`. Function words are no terms, but the pairs they stand in count:
    without diacritics `song` may be *song* or the second half of *phát sóng*.
    """
    asked = _Asked(text, has_diacritics(text), text.isupper())
    terms: list[Term] = []
    inside: set[int] = set()
    at = 0
    while at < len(sequence):
        spend()
        word = sequence[at]
        if at in taken:
            at += 1
        elif match := _abbreviation(asked, sequence, at, taken):
            after, readings = match
            weights = [_READING] + [_OTHER_READING] * (len(readings) - 1)
            read = [_alternative(reading, weight) for reading, weight in zip(readings, weights, strict=True)]
            terms.append(_term([_spelled(sequence[at:after]), *read]))
            inside.update(range(at, after))
            at = after
        elif (
            (found := _everyday().longest(sequence, at))
            and _free(range(at, at + found[0]), taken)
            and _as_listed(text[word.start : sequence[at + found[0] - 1].end], everyday_spelled())
            and not (found[0] == 1 and _function_word(asked, word))
        ):
            official = [_alternative(reading, _EVERYDAY) for reading in found[1]]
            terms.append(_term([_spelled(sequence[at : at + found[0]]), *official]))
            inside.update(range(at, at + found[0]))
            at += found[0]
        elif _compound(sequence, at, taken):
            terms.append(_term([_spelled(sequence[at : at + 2])]))
            at += 2
        else:
            if not _function_word(asked, word) and (len(word.form) > 1 or word.form.isdigit()):
                terms.append(_term([_spelled([word])]))
            at += 1
    pairs = [
        (sequence[at].form, sequence[at + 1].form)
        for at in range(len(sequence) - 1)
        if _free((at, at + 1), inside)
        and _free((at, at + 1), taken)
        and sequence[at + 1].start - sequence[at].end == 1
        and not all(word.form in _asking() for word in sequence[at : at + 2])
    ]
    return _shared(terms), tuple(dict.fromkeys(pairs))


def english_terms(sequence: Sequence[Word], taken: Collection[int]) -> tuple[Term, ...]:
    """The terms of English words: their translations; a word the glossary lacks stands for itself."""
    forms = [Word(base_form(word.form), word.start, word.end) for word in sequence]
    terms: list[Term] = []
    at = 0
    while at < len(forms):
        spend()
        if at in taken:
            at += 1
            continue
        found = _longest(sequence, forms, at)
        if (
            found
            and (found[0] > 1 or sequence[at].form not in english_stops())
            and _free(range(at, at + found[0]), taken)
        ):
            terms.append(_term([_alternative(reading, 1.0 - 0.1 * rank) for rank, reading in enumerate(found[1])]))
            at += found[0]
            continue
        if sequence[at].form not in english_stops() and len(sequence[at].form) > 1:
            terms.append(_term([Alternative(words=(sequence[at].form,), weight=0.7)]))
        at += 1
    return _shared(terms)


def _shared(terms: Iterable[Term]) -> tuple[Term, ...]:
    """The terms, those that are said again as one object: what is found out of one is found out once."""
    known: dict[Term, Term] = {}
    return tuple(known.setdefault(term, term) for term in terms)


def _longest(raw: Sequence[Word], lemmas: Sequence[Word], at: int) -> tuple[int, tuple[str, ...]] | None:
    """The longest glossary phrase at word `at`, as written or by its base forms."""
    found = [match for sequence in (raw, lemmas) if (match := _glossary().longest(sequence, at))]
    return max(found, key=lambda match: match[0]) if found else None


@lru_cache(maxsize=20_000)
def base_form(word: str) -> str:
    """The base form of a regular English plural or past form, where the glossary holds it."""
    return word if word in glossary() else regular(word, glossary())


class _Asked(NamedTuple):
    """A question as it is written, and what is known of the whole of it."""

    text: str
    accented: bool
    shouted: bool


def _free(places: Iterable[int], taken: Collection[int]) -> bool:
    return not any(at in taken for at in places)


def _abbreviation(
    asked: _Asked, sequence: Sequence[Word], at: int, taken: Collection[int]
) -> tuple[int, tuple[str, ...]] | None:
    """The abbreviation that begins at word `at`; TT&TT and KH-ĐT are one, their parts joined by a sign."""
    for length in (3, 2, 1):
        words = sequence[at : at + length]
        gaps = (asked.text[left.end : right.start] for left, right in pairwise(words))
        if len(words) < length or not _free(range(at, at + length), taken) or any(gap not in _JOINTS for gap in gaps):
            continue
        readings = abbreviations().get("".join(word.form for word in words))
        if readings and (length > 1 or (not _function_word(asked, words[0]) and _abbreviated(asked, words[0]))):
            return at + length, readings
    return None


def _abbreviated(asked: _Asked, word: Word) -> bool:
    """False for a plain syllable of a question that has its diacritics: *tư* is no TƯ, *ca* no CA, *đã* no ĐA."""
    printed = asked.text[word.start : word.end]
    if not asked.accented or not is_syllable(word.form):
        return True
    return printed.isupper() and not asked.shouted and _as_listed(printed, abbreviations_spelled())


def _as_listed(printed: str, spelled: Collection[str]) -> bool:
    """True where words with diacritics are listed with just these; without diacritics they match all alike."""
    return not has_diacritics(printed) or collapse(canonical(nfc(printed))) in spelled


def _compound(sequence: Sequence[Word], at: int, taken: Collection[int]) -> bool:
    """True where words `at` and the next one are one word of the lexicon: tổng thống is neither tổng nor thống."""
    if at + 1 >= len(sequence) or at + 1 in taken or sequence[at + 1].start - sequence[at].end != 1:
        return False
    return (sequence[at].form, sequence[at + 1].form) in compounds()


def _function_word(asked: _Asked, word: Word) -> bool:
    """True for a word that carries no topic; where the question has its diacritics, they decide."""
    printed = asked.text[word.start : word.end].lower()
    return printed in function_words() or (
        printed == word.form and not asked.accented and word.form in folded_functions()
    )


def _spelled(words: Sequence[Word]) -> Alternative:
    return Alternative(words=tuple(word.form for word in words))


def _alternative(phrase: str, weight: float) -> Alternative:
    return Alternative(words=tuple(_words(fold(phrase))), weight=round(weight, 2))


def _words(folded: str) -> list[str]:
    return ["".join(part) for part in folded.replace("/", " ").replace("-", " ").replace(",", " ").split() if part]


def _term(alternatives: Sequence[Alternative]) -> Term:
    unique = {alternative.words: alternative for alternative in reversed(alternatives) if alternative.words}
    return Term(alternatives=tuple(reversed(unique.values())))


@cache
def compounds(*, accented: bool = False) -> frozenset[tuple[str, str]]:
    """The words of two syllables that the lexicon knows, with or without diacritics."""
    readings = (reading for table in (glossary(), everyday()) for row in table.values() for reading in row)
    spelled = (canonical if accented else fold)("\n".join(readings))
    pairs = (tuple(reading.split()) for reading in spelled.split("\n"))
    return frozenset((pair[0], pair[1]) for pair in pairs if len(pair) == 2)


@cache
def _asking() -> frozenset[str]:
    """The words of no topic of their own: two of them beside each other are no evidence either (trước ngày nào)."""
    return folded_functions() | asking_words()


@cache
def _everyday() -> PhraseTable[tuple[str, ...]]:
    return PhraseTable(everyday().items())


@cache
def _glossary() -> PhraseTable[tuple[str, ...]]:
    return PhraseTable((fold(english), readings) for english, readings in glossary().items())
