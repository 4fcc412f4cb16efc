"""What a notice states as a whole: its facts, how each is said, and the lines or clauses that prove it."""

import re
from datetime import date

from corpus.dates import printed
from corpus.facts.source import CELL_GAP, Span, bare
from corpus.models import Facet, Fact, Notice, SubjectKind, Value
from corpus.text import collapse
from rag.models import Asked
from rag.values.filled import counts

_SHORTEST, _SHORTEST_UNIQUE = 20, 8  # characters of a quote; of one that stands nowhere else in the notice
_TOGETHER = 1_200  # characters within which several values are proved by one quote
_CUTS = ((re.compile(r"[.;](?=\s)"), 240), (re.compile(r"[.;:](?=\s)"), 600))  # where what is longer is cut; characters
_CELL = re.compile(r"\S[^\n\t|]*")


class Stated(Value):
    """All that a notice states of one facet: how it is said, and the slice that proves it."""

    value: str
    start: int
    end: int


def stated(notice: Notice, facet: Facet) -> Stated | None:
    """What a facet asks for; None where the notice does not state it."""
    facts = facts_stating(notice, facet)
    if not facts and facet is Facet.RECIPIENTS:  # of a letter, whom it is addressed to
        facts = facts_stating(notice, Facet.ADDRESSEES)
    if not facts:
        return None
    whole = notice.meeting.attendees if facet is Facet.ATTENDEES else None
    value = whole.value if whole else "; ".join(dict.fromkeys(said(notice, fact) for fact in facts))
    last = max(fact.end for fact in facts if fact.end - facts[0].start <= _TOGETHER or fact is facts[0])
    start, end = quote_of(notice, facts[0]._replace(end=last))
    return Stated(value=value, start=start, end=end)


def counting(notice: Notice, asked: Asked, language: str) -> Stated | None:
    """The figure among those who came that counts the noun asked for: "14 doanh nghiệp"; None where there is none."""
    there = notice.meeting.attendees
    figures = [
        one for one in notice.facts if there and one.facet is Facet.FIGURE and there.start <= one.start < there.end
    ]
    nouns = [noun for noun in asked.counted if noun]
    found = next((one for noun in nouns for one in figures if counts(noun, one, language)), None)
    return Stated(value=found.value, start=there.start, end=there.end) if found and there else None


def facts_stating(notice: Notice, facet: Facet) -> tuple[Fact, ...]:
    """The facts of the notice itself, not of its tasks or of what it cites, in the order they were read."""
    return tuple(one for one in notice.facts if one.facet is facet and one.subject.kind is SubjectKind.NOTICE)


def said(notice: Notice, fact: Fact) -> str:
    """How a fact is said: a day in figures, what is printed in capitals in normal spelling, else as printed."""
    if fact.facet in (Facet.ISSUED_ON, Facet.HELD_ON) and fact.key:
        return printed(date.fromisoformat(fact.key))
    name, title = notice.signature.name, notice.signature.title
    spelled = {
        Facet.NUMBER: (notice.number,),
        Facet.ISSUER: (notice.issuer,),
        Facet.SIGNER: (name, title),
        Facet.SIGNER_TITLE: (title,),
    }.get(fact.facet, ())
    if fact.facet is Facet.CHAIR and fact.how:
        return f"{fact.value}, {fact.how}"
    if fact.facet is Facet.PROVINCE:
        return notice.province or fact.value
    return ", ".join(one.value for one in spelled if one) or fact.value


def quote_of(notice: Notice, fact: Fact) -> Span:
    """The lines of a fact, or its clauses within an item: twenty characters, or eight that stand nowhere else."""
    text, start, end = notice.text, fact.start, fact.end
    title = notice.signature.title
    if fact.facet is Facet.SIGNER and title:
        start = min(start, title.start)
    start, end = _clause(notice, start, end)
    while not _proves(text, start, end):
        after, (_, before) = _CELL.search(text, end), bare(text, 0, start)
        if after:
            end = _clause(notice, *after.span())[1]
        elif before:
            start = _clause(notice, before - 1, before)[0]
        else:
            break
    return start, end


def _proves(text: str, start: int, end: int) -> bool:
    quote = collapse(text[start:end])
    return len(quote) >= _SHORTEST or (len(quote) >= _SHORTEST_UNIQUE and collapse(text).count(quote) == 1)


def _clause(notice: Notice, start: int, end: int) -> Span:
    """The cells that hold `start:end`, or the item, without white space and marks; where it is long, only the clauses."""
    text, item = notice.text, notice.item_at(start)
    within = (
        (item.start, item.end) if item and end <= item.end else _between(CELL_GAP, text, start, end, (0, len(text)))
    )
    for marks, most in _CUTS:
        if within[1] - within[0] > most:
            within = _between(marks, text, start, end, within)
    left, right = bare(text, *within)
    return min(left, start), max(right, end)


def _between(marks: re.Pattern[str], text: str, start: int, end: int, within: Span) -> Span:
    """From the mark before `start:end` to the one behind it."""
    before = (mark.end() for mark in marks.finditer(text, within[0], start + 1) if mark.end() <= start)
    after = marks.search(text, end, within[1])
    return max(before, default=within[0]), after.start() if after else within[1]
