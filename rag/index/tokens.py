"""The words of a text as the index compares them, in three forms. Questions and passages use the same code.

`tokens("Sở Nội vụ")` has accented `sở nội vụ`, folded `so noi vu`, bigrams `so_noi noi_vu`.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from corpus.text import fold, syllables


class Tokens(NamedTuple):
    """One text in the three forms the lexical side searches."""

    accented: Sequence[str]
    folded: Sequence[str]
    bigrams: Sequence[str]


def tokens(text: str) -> Tokens:
    """The three forms of `text`."""
    accented = syllables(text)
    folded = [fold(syllable) for syllable in accented]
    return Tokens(accented, folded, bigrams(folded))


def bigrams(folded: Sequence[str]) -> list[str]:
    """Neighbouring folded syllables, joined by '_'."""
    return [f"{left}_{right}" for left, right in pairwise(folded)]
