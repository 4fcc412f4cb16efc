"""Phrases and patterns of the lexicon as regular expressions.

A space stands for any white space in `any_of`, `either` and what is made of them.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from corpus.lexicon import cues

_PLACES = {"opening": r"^\W*(?:{})\b", "ending": r"\b(?:{})\W*$", "words": r"\b(?:{})\b"}


def any_of(phrases: Iterable[str]) -> str:
    """A pattern for plain phrases, the longest first."""
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in sorted(phrases, key=len, reverse=True))


def either(patterns: Iterable[str]) -> str:
    """A pattern for patterns, the longest first."""
    return "|".join(pattern.replace(" ", r"\s+") for pattern in sorted(patterns, key=len, reverse=True))


def placed(lists: Mapping[str, Iterable[str]]) -> str:
    """A pattern for patterns by language and place: `vi` as they stand, `en_words`, `vi_opening`, `vi_ending`."""
    listed = ((_PLACES.get(name.rpartition("_")[2], "{}"), "|".join(patterns)) for name, patterns in lists.items())
    return "|".join(place.format(patterns) for place, patterns in listed)


@cache
def cue(name: str) -> re.Pattern[str]:
    """The phrases of cues.yaml of that name, as whole words."""
    return re.compile(rf"(?<!\w)(?:{any_of(cues()[name])})(?!\w)")


@cache
def whole(name: str) -> re.Pattern[str]:
    """The patterns of cues.yaml of that name, as they stand, as whole words."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(cues()[name])})(?!\w)")


@cache
def denying() -> re.Pattern[str]:
    """A word of cues.yaml that denies by itself, or one that denies the verb it stands before."""
    alone, before, verbs = ("|".join(cues()["denies"][name]) for name in ("alone", "before", "verbs"))
    return re.compile(rf"(?<!\w)(?:(?:{before})\s+(?:{verbs})|{alone})(?!\w)")


@cache
def opening(name: str) -> re.Pattern[str]:
    """The patterns of cues.yaml of that name where they open a clause, marks aside."""
    return re.compile(rf"\W*(?:{either(cues()[name])})(?!\w)")


@cache
def run_of(name: str) -> re.Pattern[str]:
    """Any number of the patterns of cues.yaml of that name, one after another."""
    return re.compile(rf"[\s:,]*(?:(?:{either(cues()[name])})(?!\w)[\s:,]*)*")
