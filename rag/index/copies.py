"""The same document under several names: one text, or one number, issuer and day over nearly one text."""

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from corpus.models import Notice
from corpus.text import fold

OWN_WORDS = 8  # in a row that only one of two texts has: a slip of scanning is shorter, a task of its own is not
_WORD = re.compile(r"\w+")


class Copies(NamedTuple):
    """`of`: by id of each copy the notice that speaks for it, the one with the most text; its tasks are counted once.

    `namesakes`: by id of a notice another of the same number, issuer and day that says something else: both are answered from.
    """

    of: Mapping[str, str]
    namesakes: Mapping[str, str]


def copies(catalogue: Sequence[Notice], texts: Mapping[str, str]) -> Copies:
    """What is there twice; `texts` by id."""
    letters = {notice_id: "".join(text.split()) for notice_id, text in texts.items()}
    speaks: dict[Hashable, str] = {}
    found, namesakes = dict[str, str](), dict[str, str]()
    for notice in sorted(catalogue, key=lambda notice: (-len(letters[notice.id]), notice.id)):
        marks = list(_marks(notice, letters[notice.id]))
        original = next((speaks[mark] for mark in marks if mark in speaks), notice.id)
        if original != notice.id and not _is_told(texts[notice.id], texts[original]):
            namesakes[notice.id] = original
            original = notice.id
        for mark in marks:
            speaks.setdefault(mark, original)
        if original != notice.id:
            found[notice.id] = original
    return Copies(found, namesakes)


def identity_of(notice: Notice) -> tuple[str, str, date] | None:
    """Number, issuer and day as they are compared; None where one of them is not stated."""
    if not (notice.number and notice.issuer and notice.issued_on):
        return None
    number, issuer = ("".join(fold(fact.value).split()) for fact in (notice.number, notice.issuer))
    return number, issuer, notice.issued_on.value


def _marks(notice: Notice, letters: str) -> Iterator[Hashable]:
    """What two copies share."""
    yield letters
    if identity := identity_of(notice):
        yield identity


def _is_told(shorter: str, longer: str) -> bool:
    """True where the longer text says all that the shorter one does, word for word but for slips."""
    there = set(_threes(longer))
    own = 0
    for three in _threes(shorter):
        own = 0 if three in there else own + 1
        if own > OWN_WORDS:
            return False
    return True


def _threes(text: str) -> Iterator[tuple[str, ...]]:
    words = _WORD.findall(fold(text))
    return zip(words, words[1:], words[2:], strict=False)
