"""A word that neither the notices nor the lexicon know is read as the known words it may have been meant as.

A noisy channel (Kernighan, Church and Gale 1990): how likely the slip is, times how well the word meant stands beside
the words around it, in the notices, in the lexicon, in what people ask. In a question with diacritics a syllable that
nobody writes so (*nơ nào*, *tác gi*) is looked at as well; there the marks may only have been left out.
"""

import math
from collections.abc import Iterable, Sequence
from functools import cache

from corpus.phrases import words
from corpus.text import canonical, fold, has_diacritics, is_syllable
from rag.allowance import spend
from rag.question.edits import LONGEST_WORD, slips
from rag.question.entities import one_word_provinces, two_word_provinces
from rag.question.language import language_of
from rag.question.terms import base_form
from rag.question.vocabulary import (
    Vocabulary,
    accented_words,
    asking_pairs,
    english_asking_pairs,
    english_asking_words,
    english_words,
    folded_functions,
    folded_words,
    function_words,
    lexicon_pairs,
    naming_words,
    written,
)

_SHORTEST = 3  # letters: a shorter word is one letter away from too many
_LONG = 6  # letters of an English word that is not mistaken for another
_LOOKED_UP = 12  # candidates looked up in the notices, where the lexicon has none beside these neighbours
_MOST_UNKNOWN = 6  # unknown words of a question with slips; one with more is in no language that is known here
_IN_LEXICON, _IN_ASKING = 2.0, 3.0  # what a pair of neighbours counts beside the log of its passages
_MARKS_LEFT_OUT = 3.0  # likelier than any slip
_ENOUGH = 2.0  # what has to speak against a syllable that may be right


def corrected(text: str, known: Vocabulary) -> str:
    """`text` with each word put right that is a slip of one its neighbours explain: also of those that ask."""
    english = language_of(text) == "en"
    accented = has_diacritics(text) and not english
    sequence = words(fold(text))
    forms = [word.form for word in sequence]
    unknown = [_may_be_wrong(word.form, known) for word in sequence]
    if sum(unknown) > _MOST_UNKNOWN:
        return text
    for at in reversed(range(len(sequence))):
        spend()
        word = sequence[at]
        printed = text[word.start : word.end]
        plain = not has_diacritics(printed)
        meant = _of_province(forms, at, known, unknown=unknown[at])
        if not meant and english and plain:
            meant = _english(word.form) if unknown[at] else "" if at else _opening(forms)
        elif not meant and unknown[at]:
            meant = (plain and _province(word.form)) or _meant(forms, at, known, accented and is_syllable(word.form))
        elif not meant and accented and _miswritten(printed, known):
            meant = _meant(forms, at, known, spelled=True)
        elif not meant and not english and _says_something(printed, accented):
            meant = _out_of_place(forms, at, known)
        meant = meant or (_undoubled(word.form, known) or _apart(word.form, known) if unknown[at] else "")
        if meant:
            forms[at] = meant
            spelled = written(meant, printed, *_sides(forms, at)) if accented else meant
            text = text[: word.start] + spelled + text[word.end :]
    return text


def _of_province(forms: Sequence[str], at: int, known: Vocabulary, *, unknown: bool) -> str:
    """The word of a province's name that was meant: quảng *nma*; of a known word where the index has that name."""
    word, beside = forms[at], _sides(forms, at)
    first, second = _halves()
    if beside[0] not in first and beside[1] not in second:
        return ""
    likely = [one for one, likelihood in slips(word).items() if likelihood == 1.0]
    named = {one: pairs for one in likely if (pairs := two_word_provinces().intersection(_beside(one, beside)))}
    if not named or any(_listed(pair) for pair in _beside(word, beside)):
        return ""
    near = known.frequencies([*_beside(word, beside), *(pair for pairs in named.values() for pair in pairs)])
    if any(near[pair] for pair in _beside(word, beside)):
        return ""
    return next((one for one, pairs in named.items() if unknown or any(near[pair] for pair in pairs)), "")


@cache
def _halves() -> tuple[frozenset[str], frozenset[str]]:
    """The first words of the names of provinces of two, and the second ones."""
    first, second = zip(*(name.split("_") for name in two_word_provinces()), strict=True)
    return frozenset(first), frozenset(second)


def _province(word: str) -> str:
    """The province that was meant, by its name in one word: *qnan*."""
    found = (one for one, likelihood in slips(word).items() if likelihood == 1.0 and one in one_word_provinces())
    return "" if is_syllable(word) else next(found, "")


def _sides(forms: Sequence[str], at: int) -> tuple[str, str]:
    """The words on either side of one, empty where there is none."""
    return forms[at - 1] if at else "", forms[at + 1] if at + 1 < len(forms) else ""


def _may_be_wrong(word: str, known: Vocabulary) -> bool:
    plain = word.isalpha() and word.isascii() and len(word) >= _SHORTEST
    return plain and word not in known.folded and word not in folded_words()


def _miswritten(printed: str, known: Vocabulary) -> bool:
    """True for a syllable that stands nowhere as it is written, in small letters, though it does without its marks."""
    word = canonical(printed)
    return word.isalpha() and not printed.isupper() and word not in known.accented and word not in accented_words()


def _meant(forms: Sequence[str], at: int, known: Vocabulary, spelled: bool) -> str:
    """The word that was meant at `at`, by the slip and the words beside it; empty where nothing speaks for one.

    `spelled`: it may well be a syllable, with its marks or without them, so more has to speak for another.
    """
    spoken = folded_words()
    candidates = {one: likely for one, likely in slips(forms[at]).items() if one in known.folded or one in spoken}
    if spelled:
        candidates[forms[at]] = _MARKS_LEFT_OUT
    beside = _sides(forms, at)
    # of equals the first wins
    listed = [one for one in candidates if any(_listed(pair) for pair in _beside(one, beside))]
    looked_up = listed or sorted(candidates, key=lambda one: (-candidates[one], -known.folded.get(one, 0)))[:_LOOKED_UP]
    near = known.frequencies(
        pair
        for one in looked_up
        for pair in _beside(one, beside)
        if all(word in known.folded for word in pair.split("_"))
    )
    weight = {
        one: candidates[one] * sum(_listed(pair) + math.log1p(near.get(pair, 0)) for pair in _beside(one, beside))
        for one in looked_up
    }
    best = max(weight, key=lambda one: weight[one], default="")
    return best if best != forms[at] and weight.get(best, 0.0) > (_ENOUGH if spelled else 0.0) else ""


def _out_of_place(forms: Sequence[str], at: int, known: Vocabulary) -> str:
    """The word that a known one was meant as, where that one stands beside neither neighbour anywhere, and this beside both."""
    if not 0 < at < len(forms) - 1 or forms[at] in naming_words():
        return ""
    beside = _sides(forms, at)

    def stands(words: Iterable[str]) -> dict[str, list[bool]]:
        pairs = {one: _beside(one, beside) for one in words}
        near = known.frequencies(pair for two in pairs.values() for pair in two if not _listed(pair))
        return {one: [bool(_listed(pair) or near[pair]) for pair in two] for one, two in pairs.items()}

    if any(stands([forms[at]])[forms[at]]):
        return ""
    likely = [one for one, likelihood in slips(forms[at]).items() if likelihood == 1.0 and one in known.folded]
    if len(forms[at]) < _SHORTEST:
        likely = [one for one in likely if len(one) == _SHORTEST]  # a letter was left out
    listed = [one for one in likely if any(pair in asking_pairs() for pair in _beside(one, beside))]
    return next((one for one, sides in stands(listed).items() if all(sides)), "")


def _says_something(printed: str, accented: bool) -> bool:
    """True for a word that is no function word: those stand beside anything."""
    plain = printed.isalpha() and not printed.isupper() and len(printed) > 1
    return plain and (
        canonical(printed) not in function_words() if accented else fold(printed) not in folded_functions()
    )


def _undoubled(word: str, known: Vocabulary) -> str:
    """The word without a letter that was hit twice; *setting* and *stepped* are spelled so."""
    doubled = (at for at in range(1, len(word)) if word[at] == word[at - 1] and len(word) <= LONGEST_WORD)
    shorter = (word[:at] + word[at + 1 :] for at in doubled if word[at + 1 :] not in ("ing", "ed", "er"))
    found = (
        one for one in shorter if one in known.folded or one in folded_words() or base_form(one) in english_words()
    )
    return next(found, "")


def _apart(word: str, known: Vocabulary) -> str:
    """The two words that were run together: *taphuan*."""
    places = range(2, len(word) - 1) if len(word) <= 2 * LONGEST_WORD else ()
    split = [(word[:at], word[at:]) for at in places if word[:at] in known.folded and word[at:] in known.folded]
    joined = known.frequencies(f"{left}_{right}" for left, right in split)
    return next((f"{left} {right}" for left, right in split if joined[f"{left}_{right}"]), "")


def _listed(pair: str) -> float:
    """How well two neighbours stand together in the lexicon and in what people ask."""
    return _IN_LEXICON * (pair in lexicon_pairs()) + _IN_ASKING * (pair in asking_pairs())


def _english(word: str) -> str:
    """The English word that was meant, by the slip alone; an ending may stand on it where letters are swapped, on one that
    asks also where a letter is left out.
    """
    known, asking = english_words(), english_asking_words()
    if base_form(word) in known:
        return ""
    found = [
        one
        for one, likely in slips(word).items()
        if likely == 1.0
        and (
            one in known
            or (base_form(one) in known and sorted(one) == sorted(word))
            or (base_form(one) in asking and len(one) > max(_LONG, len(word)))
        )
    ]
    return max(found, key=lambda one: asking[one], default="")


def _opening(forms: Sequence[str]) -> str:
    """The English word that was meant by one that opens a question and is a Vietnamese syllable: *ho* many."""
    if len(forms) < 2 or forms[0] in english_asking_words():
        return ""
    pairs = (one for one, likely in slips(forms[0]).items() if likely == 1.0)
    return next((one for one in pairs if f"{one}_{forms[1]}" in english_asking_pairs()), "")


def _beside(word: str, beside: tuple[str, str]) -> list[str]:
    left, right = beside
    return [*([f"{left}_{word}"] if left else []), *([f"{word}_{right}"] if right else [])]
