"""The bodies, people and funds a hit names in the role that is asked for."""

import re
from collections.abc import Sequence
from functools import lru_cache

from corpus.lexicon import offices
from corpus.models import Facet, Fact, Notice
from corpus.names.agencies import find_agencies, key
from corpus.names.mentions import mentions
from corpus.phrases import words
from corpus.text import fold
from rag.models import Hit, Question
from rag.question.cues import flag
from rag.question.whether import spoken
from rag.values.filled import Filled
from rag.values.within import facts_within


def lead(question: Question, hit: Hit, notice: Notice) -> Filled | None:
    row = hit.row
    if row is None or not (row.lead or row.assigned):
        return None
    leads = row.lead or leading(hit.passage.text)
    return Filled(values=leads or row.assigned, role="lead" if leads else "assigned", start=row.start, end=row.end)


@lru_cache(maxsize=2_000)  # asked of the same passages by one question after another
def leading(text: str) -> tuple[str, ...]:
    """The bodies that the words themselves make lead: "do *Sở Tư pháp* chủ trì"."""
    folded = fold(text)
    sequence = words(folded)
    begin = {start for start, _ in spoken(folded, "vi", "lead")}
    found = find_agencies(sequence)
    return tuple(one.name for _, after, one in found if after < len(sequence) and sequence[after].start in begin)


def coordinating(question: Question, hit: Hit, notice: Notice) -> Filled | None:
    """Those who coordinate; asked from the side of one who coordinates, those they coordinate with."""
    row = hit.row
    if row is None or not row.coordinating:
        return None
    asked = {key(name) for name in question.agencies}
    others = [name for name in row.coordinating if key(name) not in asked]
    if len(others) < len(row.coordinating) and not any(key(name) in asked for name in (*row.lead, *row.assigned)):
        first = row.lead or row.assigned
        return Filled(values=(*first, *others), role="with", start=row.start, end=row.end)
    return Filled(values=tuple(others) or row.coordinating, role="coordinating", start=row.start, end=row.end)


_SENT_TO = re.compile(r"(?:gửi\s+(?:về|cho|đến)?|xin ý kiến(?: chỉ đạo)?(?: của)?|báo cáo|trình)\s*")


def reports_to(question: Question, hit: Hit, notice: Notice) -> Filled | None:
    passage = hit.passage
    asked = fold(question.text)
    wanted = "gửi" if flag("asks_sending", asked) else "ý kiến" if flag("asks_opinion", asked) else ""
    bodies = mentions(notice.text, passage.start, passage.end)
    ranked = sorted(_SENT_TO.finditer(notice.text, passage.start, passage.end), key=lambda cue: wanted not in cue[0])
    for cue in ranked:
        for body in bodies:
            if 0 <= body.start - cue.end() <= 4:
                return Filled(values=(body.name,), start=passage.start, end=passage.end)
    if hit.row and hit.row.reports_to:
        return Filled(values=hit.row.reports_to, start=hit.row.start, end=hit.row.end)
    return None


def payer(question: Question, hit: Hit, notice: Notice) -> Filled | None:
    """The body, the budget or the fund that pays."""
    return _first(hit, facts_within(notice, Facet.PAYER, hit.passage))


def beneficiary(question: Question, hit: Hit, notice: Notice) -> Filled | None:
    """The sentence, where it says to whom something is given or who is entitled: its other words say which of them."""
    found = facts_within(notice, Facet.BENEFICIARY, hit.passage)
    return Filled(values=(), start=hit.passage.start, end=hit.passage.end) if found else None


def person(question: Question, hit: Hit, notice: Notice) -> Filled | None:
    """Who is named; asked by an office, who holds it."""
    people = facts_within(notice, Facet.PERSON, hit.passage)
    asked = fold(question.text)
    spoken = ((fold(office.name), office.en or "#") for office in offices())
    office = next((name for name, english in spoken if name in asked or english in asked), "")
    held = re.compile(rf"(?<!pho )\b{re.escape(office)}\b")
    return _first(hit, [one for one in people if not office or held.search(fold(one.how or ""))])


def _first(hit: Hit, facts: Sequence[Fact]) -> Filled | None:
    return Filled(values=(facts[0].value,), start=hit.passage.start, end=hit.passage.end) if facts else None
