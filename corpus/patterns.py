"""Phrases and patterns of the lexicon as regular expressions.

A space stands for any white space in `any_of`, `either` and what is made of them.
"""

import re
from collections.abc import Iterable
from functools import cache

from corpus.lexicon import cues


def any_of(phrases: Iterable[str]) -> str:
    """A pattern for plain phrases, the longest first."""
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in sorted(phrases, key=len, reverse=True))


def either(patterns: Iterable[str]) -> str:
    """A pattern for patterns, the longest first."""
    return "|".join(pattern.replace(" ", r"\s+") for pattern in sorted(patterns, key=len, reverse=True))


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
