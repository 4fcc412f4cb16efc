"""The pieces of a question, between marks and words that join: in each of them things are asked for."""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from rag.question.tags import Tagged


class Piece(NamedTuple):
    """Words `first` to `after` of a question, the phrases that begin there, and how many words are in none of them."""

    first: int
    after: int
    phrases: Sequence[Tagged]
    spare: int

    @property
    def asks(self) -> list[Tagged]:
        """Its question words; those for yes or no where nothing else is asked."""
        asks = [one for one in self.phrases if one.values("ask")]
        return [one for one in asks if one.values("ask") != ["whether"]] or asks

    @property
    def opening(self) -> int:
        """Its first word, one that joins it aside."""
        return self.first + bool(self.phrases and self.phrases[0].values("joint"))


def pieces(tagged: Sequence[Tagged], length: int, edges: Collection[int]) -> Iterator[Piece]:
    """The pieces of `length` words that begin at the edges."""
    for first, after in pairwise(sorted({0, *edges, length})):
        phrases = phrases_within(tagged, first, after)
        yield Piece(first, after, phrases, spare(phrases, first, after))


def phrases_within(tagged: Sequence[Tagged], first: int, after: int, more: int = 0) -> Sequence[Tagged]:
    """The phrases that begin in some words; `more`: so many before them, too, that may reach into them."""
    left, right = (bisect_left(tagged, place, key=attrgetter("first")) for place in (first, after))
    return tagged[max(0, left - more) : right]


def spare(phrases: Sequence[Tagged], first: int, after: int) -> int:
    """How many words of a stretch are in none of the phrases."""
    return len(set(range(first, after)) - {at for one in phrases for at in range(one.first, one.after)})
