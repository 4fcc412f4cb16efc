"""The words of a question, tagged once for each layer of the lexicon: at each word the longest phrase."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache
from operator import attrgetter
from typing import NamedTuple

from corpus.phrases import PhraseTable, Word, words
from corpus.text import canonical, fold, has_diacritics, nfc
from rag.allowance import spend
from rag.question.phrases import Tag, base_form, phrases_of

_BREAK = re.compile(r"[,;?!:–—+|]|\.(?!\d)|\s[-&/]\s|(?<=[^\W\dA-Z])/(?=[^\W\dA-Z])")  # no 46/TB-UBND, no TT&TT
_REACH = 12  # phrases on either side of one among which those that belong to it are looked for
_ACCENTED = 0.4  # share of words with diacritics from which on a word without is meant so

Phrases = PhraseTable[frozenset[tuple[tuple[str, ...], bool, Tag]]]  # as spelled, whether only so, what it is


class Tagged(NamedTuple):
    """A phrase of the question, words `first` to `after`, and what it may be."""

    first: int
    after: int
    tags: frozenset[Tag]

    def values(self, role: str) -> list[str]:
        """What it may be in that role, in a fixed order."""
        return _values(self.tags, role)

    def cues(self) -> list[Tag]:
        """The facets that it cues or names, in a fixed order."""
        return _cues(self.tags)

    def has(self, mark: str) -> bool:
        """True where it carries the mark."""
        return any(tag.value == mark for tag in self.tags)


class Tags:
    """The phrases of one layer in one text, from left to right, none inside another, of marks no two in the same words; `words`: as they are compared."""

    def __init__(self, sequence: Sequence[Word], tagged: Sequence[Tagged], *, accented: bool) -> None:
        self.words = sequence
        self.tagged = tagged
        self.accented = accented
        self._at = {one.first: one for one in tagged}
        self._of: dict[str, list[Tagged]] = {}
        for one in tagged:
            for value in {tag.value for tag in one.tags}:
                self._of.setdefault(value, []).append(one)

    def of(self, mark: str) -> Sequence[Tagged]:
        """The phrases that carry a mark."""
        return self._of.get(mark, ())

    def marks(self) -> frozenset[str]:
        """Every mark that a phrase carries."""
        return frozenset(self._of)

    def has(self, *marks: str) -> bool:
        """True where a phrase carries one of the marks."""
        return any(mark in self._of for mark in marks)

    def near(self, left: str, right: str, gap: int) -> bool:
        """True where a phrase of one mark stands before one of another, at most so many words between."""
        starts = {one.first for one in self.of(right)}
        return any(not starts.isdisjoint(range(one.after, one.after + gap + 1)) for one in self.of(left))

    def opening(self, *marks: str, at: int = 0) -> Tagged | None:
        """The phrase of one of the marks that begins with word `at`."""
        one = self._at.get(at)
        return one if one and any(map(one.has, marks)) else None


@lru_cache(maxsize=20_000)
def _values(tags: frozenset[Tag], role: str) -> list[str]:
    return sorted(tag.value for tag in tags if tag.role == role)


@lru_cache(maxsize=10_000)
def _cues(tags: frozenset[Tag]) -> list[Tag]:
    return sorted(tag for tag in tags if tag.role in ("cue", "name"))


def near(place: int, tagged: Sequence[Tagged], reach: int = _REACH) -> Sequence[Tagged]:
    """Of phrases in their order those next to a place, so many on either side: far ones are not looked at."""
    at = bisect_left(tagged, place, key=attrgetter("first"))
    return tagged[max(0, at - reach) : at + reach + 1]


def between(one: Tagged, other: Tagged) -> int:
    """How many words stand between two phrases."""
    return max(0, max(one.first, other.first) - min(one.after, other.after))


def breaks(text: str, sequence: Sequence[Word]) -> list[int]:
    """The words before which a mark stands, not the first one."""
    found = {bisect_left(sequence, mark.end(), key=attrgetter("start")) for mark in _BREAK.finditer(text)}
    return sorted(found.difference((0, len(sequence))))


def tags_of(layer: str, text: str, language: str) -> Tags:
    """The phrases of a layer in a text.

    Words with diacritics match phrases spelled so; words without match all alike where few of the text have any. What
    ends its piece of the text ("." in the lexicon) is looked at by who reads the tags.
    """
    tags = _tags_of(layer, text, language)
    for _ in tags.words:
        spend()  # the same for a text that is remembered
    return tags


@lru_cache(maxsize=256)
def _tags_of(layer: str, text: str, language: str) -> Tags:
    sequence = words(canonical(nfc(text)))
    accented = language == "vi" and _ACCENTED * len(sequence) <= sum(has_diacritics(word.form) for word in sequence)
    if language == "en":
        sequence = [Word(base_form(word.form, layer), word.start, word.end) for word in sequence]
    table = _table(layer, language)
    bare = unmarked(sequence)
    found: list[Tagged] = []
    held = 0  # to which word the last phrase reaches
    stops = [*breaks(text, sequence), len(sequence)]
    for at in range(len(sequence)):
        stop = stops[bisect_right(stops, at)]  # a phrase crosses no mark
        match = _longest(table, sequence[:stop], bare[:stop], at, accented=accented)
        if match and (at >= held or (layer == "facets" and at + match[0] > held)):  # căn cứ vào | vào đâu
            found.append(Tagged(at, at + match[0], match[1]))
            held = found[-1].after
    return Tags(sequence, found, accented=accented)


def _longest(
    table: Phrases, sequence: Sequence[Word], bare: Sequence[Word], at: int, *, accented: bool
) -> tuple[int, frozenset[Tag]] | None:
    """The longest phrase at a word that may be meant as it is typed; one of its spellings rather than any other."""
    while found := table.longest(bare, at):
        length, listed = found
        typed = tuple(word.form for word in sequence[at : at + length])
        same = [one for one in listed if one[0] == typed]
        if tags := frozenset(tag for _, _, tag in same or (one for one in listed if _lost(typed, *one[:2], accented))):
            return length, tags
        bare = bare[: at + length - 1]
        if len(bare) <= at:
            break
    return None


def _lost(typed: Sequence[str], spelled: Sequence[str], strict: bool, accented: bool) -> bool:
    """True for a phrase that has lost its diacritics, or, where the question has its own, some of them: *ngay* nào."""
    if any(one not in (other, fold(other)) for one, other in zip(typed, spelled, strict=True)):
        return False
    return any(map(has_diacritics, typed)) if accented else not (strict or any(map(has_diacritics, typed)))


def unmarked(sequence: Sequence[Word]) -> list[Word]:
    """The words without diacritics."""
    return [Word(fold(word.form), word.start, word.end) for word in sequence]


@cache
def _table(layer: str, language: str) -> Phrases:
    """The phrases of a layer by their words without diacritics, each as it is spelled."""
    found: dict[str, set[tuple[tuple[str, ...], bool, Tag]]] = {}
    for phrase in phrases_of(layer, language):
        spelled = tuple(word.form for word in words(canonical(nfc(phrase.text))))
        found.setdefault(" ".join(map(fold, spelled)), set()).add((spelled, phrase.spelled, phrase.tag))
    return PhraseTable((phrase, frozenset(ways)) for phrase, ways in found.items())
