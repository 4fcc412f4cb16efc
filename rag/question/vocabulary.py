"""The words that questions are made of: those of the lexicon, those of an index, and which stand beside each other."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Set
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from corpus.lexicon import (
    abbreviations,
    abbreviations_spelled,
    agencies,
    asking,
    everyday,
    everyday_spelled,
    facets,
    glossary,
    provinces,
    questions,
)
from corpus.text import canonical, fold, has_diacritics, syllables

_WORD = re.compile(r"\w+")
_SHORTEST_ENGLISH = 2  # letters: a shorter English word is one letter away from too many


class Vocabulary(NamedTuple):
    """What an index knows of words: its syllables folded (in how many passages each) and as written, and how often two stand together."""

    folded: Mapping[str, int]
    accented: Set[str]
    frequencies: Callable[[Iterable[str]], Mapping[str, int]]


@cache
def folded_words() -> frozenset[str]:
    """Every folded word of the lexicon."""
    return folded_words_of((*_phrases(), *_asking_phrases()))


@cache
def accented_words() -> frozenset[str]:
    """Every word of the lexicon as it is written, in small letters."""
    listed = [*everyday_spelled(), *abbreviations_spelled(), *questions()["stop_vi"], *_asking_phrases()]
    listed += [
        reading for table in (abbreviations(), everyday(), glossary()) for row in table.values() for reading in row
    ]
    listed += [name for agency in agencies() for name in (agency.name, *agency.other_names)]
    listed += [province.name for province in provinces()]
    return frozenset(syllables(_once(listed)))


@cache
def lexicon_pairs() -> frozenset[str]:
    """Every two neighbours in a Vietnamese phrase of the lexicon, folded and joined by "_"."""
    return _pairs(_phrases())


@cache
def asking_pairs() -> frozenset[str]:
    """Every two neighbours in a phrase by which people ask, folded and joined by "_"."""
    return _pairs(_asking_phrases())


@cache
def function_words() -> frozenset[str]:
    """The Vietnamese words that carry no topic."""
    return frozenset(map(canonical, questions()["stop_vi"]))


@cache
def folded_functions() -> frozenset[str]:
    """The same without diacritics."""
    return frozenset(fold(word) for word in function_words())


@cache
def listed_words(name: str, *, accented: bool) -> frozenset[str]:
    """The phrases of questions.yaml under a name, as they stand in a text with diacritics or without."""
    return frozenset(map(canonical if accented else fold, questions()[name]))


@cache
def english_stops() -> frozenset[str]:
    """The English words that carry no topic."""
    return frozenset(questions()["stop_en"])


@cache
def english_asking_words() -> Counter[str]:
    """The English words by which the lexicon tells what is asked, and how often each stands there."""
    return Counter(word for phrase in (*_cues("en_"), *questions()["stop_en"]) for word in _WORD.findall(phrase))


@cache
def english_asking_pairs() -> frozenset[str]:
    """Every two neighbours in an English phrase by which people ask, joined by "_"."""
    return _pairs(_cues("en_"))


@cache
def naming_words() -> frozenset[str]:
    """The words that name what is asked each by itself, without diacritics: han, chuc."""
    return frozenset(fold(name) for entry in facets().values() for name in entry.names if " " not in name)


@cache
def english_words() -> frozenset[str]:
    """The English words of the lexicon that are long enough to be told apart."""
    known = {word for word in glossary() if word.isalpha()}.union(english_asking_words())
    return frozenset(word for word in known if len(word) > _SHORTEST_ENGLISH and not has_diacritics(word))


def written(folded: str, typed: str, left: str = "", right: str = "") -> str:
    """A word with its diacritics: the spelling that has most letters in common with what was typed, that the lexicon has
    beside these neighbours (without diacritics), that only asks."""

    def likely(word: str) -> tuple[int, bool, bool]:
        beside = (left, word) in _spelled_pairs() or (word, right) in _spelled_pairs()
        return (letters & Counter(word)).total(), beside, word in function_words()

    letters = Counter(canonical(typed))
    return max(sorted(_spellings().get(folded, ())), key=likely, default=folded)


@cache
def _spelled_pairs() -> frozenset[tuple[str, str]]:
    """Every two neighbours in a phrase by which people ask, the one as it is written, the other without diacritics."""
    forms = [_WORD.findall(canonical(phrase)) for phrase in _asking_phrases()]
    pairs = [pair for words in forms for pair in pairwise(words)]
    return frozenset(one for left, right in pairs for one in ((fold(left), right), (left, fold(right))))


@cache
def _spellings() -> dict[str, list[str]]:
    """The words of the lexicon as they are written, by what they are without diacritics."""
    found: dict[str, list[str]] = {}
    for word in accented_words():
        found.setdefault(fold(word), []).append(word)
    return found


def folded_words_of(phrases: Iterable[str]) -> frozenset[str]:
    """The folded words of some phrases."""
    return frozenset(_WORD.findall(fold(_once(phrases))))


def _once(phrases: Iterable[str]) -> str:
    """The words of some phrases, each once: a few thousand make up all the phrases there are."""
    return " ".join(set(" ".join(phrases).split()))


def _pairs(phrases: Iterable[str]) -> frozenset[str]:
    forms = (_WORD.findall(phrase) for phrase in set(fold("\n".join(phrases)).split("\n")))
    return frozenset("_".join(pair) for words in forms if len(words) < 12 for pair in pairwise(words))


def _asking_phrases() -> tuple[str, ...]:
    return (*questions()["asking_phrases"], *_cues(""))


def _cues(prefix: str) -> list[str]:
    """The phrases of one language that name or cue a facet, and the question words."""
    named = [phrase for entry in facets().values() for phrase in entry.phrases(prefix)]
    return named + [phrase for listed in asking()[f"{prefix}words"].values() for phrase in listed]


@cache
def _phrases() -> tuple[str, ...]:
    phrases = [*abbreviations(), *everyday(), *questions()["stop_vi"], *questions()["asking_words"]]
    phrases += [
        reading for table in (abbreviations(), everyday(), glossary()) for row in table.values() for reading in row
    ]
    phrases += [*glossary(), *questions()["stop_en"]]
    phrases += [name for agency in agencies() for name in (agency.name, *agency.other_names, *agency.typed)]
    phrases += [name for province in provinces() for name in (province.name, *province.typed)]
    return tuple(phrases)
