"""What tells things of one name apart: quý I and quý III, cấp tỉnh and cấp xã, đô thị and nông thôn."""

import re
from collections.abc import Set
from functools import cache, lru_cache

from corpus.lexicon import questions
from corpus.patterns import any_of
from corpus.text import fold

_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}


@lru_cache(maxsize=256)
def ranks_in(text: str) -> frozenset[tuple[str, str]]:
    """The things that are told apart by what follows them, each with that: quý I, II; cấp tỉnh."""
    plain = " ".join(fold(text).split())  # a line that breaks within a name parts nothing
    found = ((thing, rank) for thing, ranks in _told_apart().findall(plain) for rank in re.findall(r"\w+", ranks))
    opposed = ((_opposites()[word], word) for word in _opposed().findall(plain))
    return frozenset([*((thing, _ROMAN.get(rank, rank)) for thing, rank in found), *opposed])


def is_another(asked: Set[tuple[str, str]], text: str) -> bool:
    """True where a text counts or ranks what is asked about otherwise: quý I for quý III, cấp xã for cấp huyện."""
    if not asked:
        return False
    stated = ranks_in(text)
    things = {thing for thing, _ in stated}
    return any(thing in things and (thing, rank) not in stated for thing, rank in asked)


@cache
def _opposites() -> dict[str, str]:
    """Either word of a pair -> the first of them."""
    pairs = ([fold(word) for word in pair.split(" | ")] for pair in questions()["opposites"])
    return {word: first for first, other in pairs for word in (first, other)}


@cache
def _opposed() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(_opposites())})(?!\w)")


@cache
def _told_apart() -> re.Pattern[str]:
    things, ranks = (any_of(map(fold, phrases)) for phrases in questions()["told_apart"].values())
    return re.compile(rf"(?<!\w)({things}) ((?:{ranks})(?!\w)(?:\W+(?:va )?(?:{ranks})(?!\w))*)")
