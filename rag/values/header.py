"""What a notice states as a whole: its facts, how each is said, and the lines or clauses that prove it."""

import re
from collections.abc import Callable

from corpus.dates import printed
from corpus.models import Facet, Fact, Notice, SubjectKind, Value
from corpus.text import collapse, plain

_SHORTEST, _SHORTEST_UNIQUE = 20, 8  # characters of a quote; of one that stands nowhere else in the notice
_LONGEST_LINE = 240  # characters; of a longer one the clause is quoted
_TOGETHER = 1_200  # characters within which several values are proved by one quote
_LONGEST_CLAUSE = 600  # characters; a longer one is cut at a colon, too
_CLAUSE_ENDS, _COLONS = re.compile(r"[.;](?=\s)"), re.compile(r"[.;:](?=\s)")
_GAP = re.compile(r"[\n\t|]|(?<=\S) {3,}(?=\S)")  # between lines and columns
_CELL = re.compile(r"\S[^\n\t|]*")
_EDGE = " \t\r\n\f\v\u00a0*#|"


class Stated(Value):
    """All that a notice states of one facet: how it is said, and the slice that proves it."""

    value: str
    start: int
    end: int


def stated(notice: Notice, facet: Facet) -> Stated | None:
    """What a facet asks for; None where the notice does not state it."""
    facts = facts_stating(notice, facet)
    if not facts:
        return None
    whole = notice.meeting.attendees if facet is Facet.ATTENDEES else None
    value = whole.value if whole else "; ".join(dict.fromkeys(said(notice, fact) for fact in facts))
    near = [fact for fact in facts if fact.end - facts[0].start <= _TOGETHER]
    start, end = quote_of(notice, facts[0]._replace(end=max(fact.end for fact in near)))
    return Stated(value=value, start=start, end=end)


def facts_stating(notice: Notice, facet: Facet) -> tuple[Fact, ...]:
    """The facts of the notice itself, not of its tasks or of what it cites, in the order they were read."""
    return tuple(one for one in notice.facts if one.facet is facet and one.subject.kind is SubjectKind.NOTICE)


def said(notice: Notice, fact: Fact) -> str:
    """How a fact is said: a day in figures, what is printed in capitals in normal spelling, else as printed."""
    spelled = _SPELLED[fact.facet](notice, fact) if fact.facet in _SPELLED else None
    return spelled or fact.value


def _signer(notice: Notice, fact: Fact) -> str | None:
    name, title = notice.signature.name, notice.signature.title
    return ", ".join(one.value for one in (name, title) if one) or None


def _day(notice: Notice, fact: Fact) -> str | None:
    day = notice.issued_on if fact.facet is Facet.ISSUED_ON else notice.meeting.held_on
    return printed(day.value) if day else None


_SPELLED: dict[Facet, Callable[[Notice, Fact], str | None]] = {
    Facet.NUMBER: lambda notice, fact: notice.number.value if notice.number else None,
    Facet.ISSUED_ON: _day,
    Facet.HELD_ON: _day,
    Facet.ISSUER: lambda notice, fact: notice.issuer.value if notice.issuer else None,
    Facet.PROVINCE: lambda notice, fact: notice.province,
    Facet.SIGNER: _signer,
    Facet.SIGNER_TITLE: lambda notice, fact: notice.signature.title.value if notice.signature.title else None,
}


def quote_of(notice: Notice, fact: Fact) -> tuple[int, int]:
    """The lines of a fact, or its clauses within an item: twenty characters, or eight that stand nowhere else."""
    text, start, end = notice.text, fact.start, fact.end
    title = notice.signature.title
    if fact.facet is Facet.SIGNER and title and title.start < start:
        start = title.start
    start, end = _clause(notice, start, end)
    while not _proves(text, start, end):
        after, before = _CELL.search(text, end), text[:start].rstrip(_EDGE)
        if after:
            end = _clause(notice, *after.span())[1]
        elif before:
            start = _clause(notice, len(before) - 1, len(before))[0]
        else:
            break
    return start, end


def _proves(text: str, start: int, end: int) -> bool:
    quote = collapse(text[start:end])
    return len(quote) >= _SHORTEST or (len(quote) >= _SHORTEST_UNIQUE and collapse(text).count(quote) == 1)


def _clause(notice: Notice, start: int, end: int) -> tuple[int, int]:
    """The cells that hold `start:end`, or the item, without white space and marks; where it is long, only the clauses."""
    text, item = notice.text, notice.item_at(start)
    if item and end <= item.end:
        left, right = item.start, item.end
    else:
        left = max((gap.end() for gap in _GAP.finditer(text, 0, start + 1) if gap.end() <= start), default=0)
        after = _GAP.search(text, end)
        right = after.start() if after else len(text)
    for marks, most in ((_CLAUSE_ENDS, _LONGEST_LINE), (_COLONS, _LONGEST_CLAUSE)):
        if right - left > most:
            left = max((mark.end() for mark in marks.finditer(text, left, start)), default=left)
            stop = marks.search(text, end, right)
            right = stop.start() if stop else right
    bare = plain(text[left:right])
    begin = left + len(bare) - len(bare.lstrip(_EDGE))
    return min(begin, start), max(left + len(bare.rstrip(_EDGE)), end)
