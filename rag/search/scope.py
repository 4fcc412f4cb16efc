"""Which notices a question is about. Hard limits are few: a named province, the number of a notice that is in
the index, a person or day that identifies one. All else is ranking evidence."""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from corpus.models import DocumentKind, Facet, Notice
from corpus.names.places import JOINED, joined_into, joined_to, renamed
from corpus.text import fold
from rag.allowance import spend
from rag.models import How, NumberAsked, Over, Question, Shape


class Scope(NamedTuple):
    """The notices in question (None: all), those of a province asked about before those of what was joined into it.

    `missing` names what the index does not hold, if that is so; `gone`: it was there when the question before was asked.
    `joined` are the notices of the second kind, where there are both.
    """

    ids: tuple[str, ...] | None
    missing: str = ""
    own_numbers: tuple[NumberAsked, ...] = ()
    joined: frozenset[str] = frozenset()
    gone: bool = False


def scope_of(question: Question, catalogue: Sequence[Notice]) -> Scope:
    """The notices that the entities of a question leave."""
    left = list(catalogue)
    narrowed = bool(question.within)
    if narrowed:
        left = [notice for notice in left if notice.id in question.within]
        if not left:
            return Scope((), gone=True)
        narrowed = len(left) < len(catalogue)
    joined: frozenset[str] = frozenset()
    if question.provinces:
        every = left
        left, joined = _of_places(every, question.provinces)
        left = left or [notice for notice in every if _since_joined(notice, question.provinces)]
        narrowed = True
        if not left:
            return Scope((), ", ".join(question.provinces), gone="provinces" in question.kept and not question.within)
    own: list[NumberAsked] = []
    before = left
    for asked in question.numbers:
        spend()
        named = [notice for notice in before if is_number_of(notice, asked)]
        if own and named:  # thông báo 46 và 104: both
            left = [*left, *(notice for notice in named if notice not in left)]
            own.append(asked)
            continue
        anywhere = named or [notice for notice in catalogue if is_number_of(notice, asked) and question.kept]
        if not anywhere:
            continue
        own.append(asked)
        if "numbers" not in question.kept:  # it outweighs a province that was kept, not the other way round
            left, narrowed = anywhere, True
        elif named and not question.everywhere:
            left, narrowed = named, True
    listed = question.over is Over.NOTICE and question.shape in (Shape.LIST, Shape.EACH)
    if question.givens and (listed or question.over is None):  # "ai ký thông báo ban hành trước 2018"
        left, narrowed = [notice for notice in left if within(notice.dated, question, Facet.ISSUED_ON)], True
    for test in (_by_person, _by_day, _by_site):
        spend()
        matching = [notice for notice in left if test(question, notice)]
        if matching and len(matching) < len(left):
            left, narrowed = matching, True
    ids = tuple(notice.id for notice in left)
    return Scope(ids if narrowed else None, own_numbers=tuple(own), joined=joined & set(ids))


def within(day: date | None, question: Question, facet: Facet) -> bool:
    """True where a day meets all that the question says of days of this kind; of several years any."""
    bounds = [given for given in question.givens if given.facet is facet and (given.start or given.end)]
    met = {given: day is not None and (given.start or day) <= day <= (given.end or day) for given in bounds}
    spans = [met[given] for given in bounds if given.how is How.IN]
    return (any(spans) or not spans) and all(met[given] for given in bounds if given.how is not How.IN)


def _of_places(notices: Sequence[Notice], asked: Sequence[str]) -> tuple[list[Notice], frozenset[str]]:
    """The notices of provinces, then those of what was joined into them, and the ids of these where there are both."""
    names = {name for province in asked for name in renamed(province)}
    parts = {name for province in asked for name in joined_into(province)} - names
    own = [notice for notice in notices if notice.province in names]
    later = [notice for notice in notices if notice.province in parts]
    return [*own, *later], frozenset(notice.id for notice in later) if own else frozenset()


def _since_joined(notice: Notice, provinces: Sequence[str]) -> bool:
    """True for a notice that a province of today has issued since one of the provinces asked about was joined to it."""
    today = {joined_to(province) for province in provinces}
    return notice.province in today and notice.dated is not None and notice.dated >= JOINED


def is_number_of(notice: Notice, asked: NumberAsked) -> bool:
    """True where `asked` is the notice's own number: 46/TB-UBND, or thông báo 46."""
    if notice.number is None:
        return False
    serial, _, symbol = _folded(notice.number.value).partition("/")
    if serial.lstrip("0") != asked.serial.lstrip("0"):
        return False
    if asked.rest:
        return symbol.startswith(asked.rest)
    return bool(asked.kind) and notice.kind is not None and fold(notice.kind.value) == asked.kind


def cites(text: str, asked: NumberAsked) -> bool:
    """True where `text` holds the document number asked for, its serial whole."""
    folded = fold(text)
    wanted = f"{asked.serial}/{asked.rest}" if asked.rest else asked.serial
    at = folded.replace(" /", "/").replace("/ ", "/")
    start = at.find(wanted)
    while start >= 0:
        before, after = at[start - 1 : start], at[start + len(wanted) : start + len(wanted) + 1]
        if not before.isalnum() and before != "/" and not after.isdigit():
            kinds = at[max(0, start - 24) : start]
            if asked.rest or after == "/" or not asked.kind or asked.kind in kinds or "so" in kinds.split()[-1:]:
                return True
        start = at.find(wanted, start + 1)
    return False


@lru_cache(maxsize=20_000)  # every notice's number and people are compared with each question
def _folded(name: str) -> str:
    return fold(name)


def _by_person(question: Question, notice: Notice) -> bool:
    people = (notice.meeting.chair, notice.signature.name)
    return any(question.recalls(person.value) for person in people if person)


def _by_site(question: Question, notice: Notice) -> bool:
    """True for an article whose portal is named: "bài trên cổng Hương An"."""
    if notice.kind is not DocumentKind.ARTICLE or notice.issuer is None:
        return False
    name = re.sub(
        r"\b(?:cong|trang|thong tin|dien tu|thi tran|thi xa|thanh pho|huyen|tinh|xa|phuong|so)\b",
        " ",
        fold(notice.issuer.value),
    )
    return bool(name.split()) and question.recalls(name.strip())


def _by_day(question: Question, notice: Notice) -> bool:
    return any(fact and fact.value in question.dates for fact in (notice.issued_on, notice.meeting.held_on))
