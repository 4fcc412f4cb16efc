"""Longest match of listed phrases over words: names, abbreviations, glossary entries."""

import re
from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

_WORD = re.compile(r"\w+")


class Word(NamedTuple):
    """A word as it is compared, and where it stands."""

    form: str
    start: int
    end: int


def words(form: str) -> list[Word]:
    """The words of a text that is already in the form it is compared in (`canonical`, `fold`)."""
    new = tuple.__new__  # of a thousand words a second that is a third
    return [new(Word, (match[0], match.start(), match.end())) for match in _WORD.finditer(form)]


class PhraseTable(Generic[T]):
    """Phrases, each with a value; the first of two equal phrases wins."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._values: dict[tuple[str, ...], T] = {}
        self._lengths: dict[str, dict[str, int]] = {}  # by first and second word: how many the longest phrase has
        for phrase, value in entries:
            forms = tuple(_WORD.findall(phrase))
            if forms and forms not in self._values:
                self._values[forms] = value
                lengths, second = self._lengths.setdefault(forms[0], {}), "".join(forms[1:2])
                lengths[second] = max(lengths.get(second, 1), len(forms))

    def longest(self, sequence: Sequence[Word], at: int) -> tuple[int, T] | None:
        """The longest phrase that begins with word `at`: how many words it has, and its value."""
        lengths = self._lengths.get(sequence[at].form)
        if lengths is None:
            return None
        most = lengths.get(sequence[at + 1].form if at + 1 < len(sequence) else "") or lengths.get("", 0)
        forms = tuple([word.form for word in sequence[at : at + most]]) if most else ()
        for length in range(len(forms), 0, -1):
            if forms[:length] in self._values:
                return length, self._values[forms[:length]]
        return None

    def __contains__(self, phrase: tuple[str, ...]) -> bool:
        return phrase in self._values

    def items(self) -> Iterable[tuple[tuple[str, ...], T]]:
        """The phrases, in words, with their values."""
        return self._values.items()

    def first_words(self) -> Iterable[str]:
        """The words with which the phrases begin."""
        return self._lengths.keys()

    def find(self, sequence: Sequence[Word]) -> list[tuple[int, int, T]]:
        """All longest matches from left to right, none overlapping: first word, end word, value."""
        found, at = [], 0
        while at < len(sequence):
            if sequence[at].form in self._lengths and (match := self.longest(sequence, at)):
                found.append((at, at + match[0], match[1]))
                at += match[0]
            else:
                at += 1
        return found
