"""Fills the slot a question asks for from the facts of one hit: the words of the answer, and the slice they stand in."""

import re
from collections.abc import Callable, Sequence

from corpus.lexicon import of_notice
from corpus.models import Facet, Fact, Notice, Passage, Precision, SubjectKind
from corpus.names.agencies import body_key, key, keys_of
from corpus.names.mentions import mentions
from corpus.patterns import cue
from corpus.text import canonical, collapse, fold
from rag.models import Hit, Question
from rag.values.apart import shares_of, told_apart
from rag.values.figure import figure
from rag.values.filled import Filled, values_of, whole
from rag.values.named_part import named

_CLEARLY = 0.15  # share of the topic by which a group of documents has to lead
_ADVISED = "advised"
_SERVED = "served"
_BY = re.compile(r"(?<!\w)(?:trước|đến|chậm nhất|hết)(?:\s+(?:hết|ngày))*\s*$")
_BEFORE = 20  # characters before a day in which that stands
_OF_A_DAY = re.compile(r"(?<!\w)(?:ngay|gio|date|day|hours?)(?!\w)")
_FIGURES = {"money": ("money",), "funds": ("money", "share"), "share": ("share",), "rank": ("rank",)}


def fill(question: Question, hit: Hit, notice: Notice) -> Filled | None:
    """The slot's value in a hit; None where the hit does not state it."""
    facet = question.facet
    if facet in _OPEN or of_notice(facet):
        return whole(hit)  # what a notice states as a whole is read from its header; here a sentence tells
    if facet is Facet.LEAD and question.sort:
        return named(question.sort, hit)
    facts = [one for one in _within(notice, facet, hit.passage) if _fits(question, one)]
    open_time = facet is Facet.DEADLINE and not question.sort and not _OF_A_DAY.search(fold(question.text))
    if open_time and not any(one.key for one in facts) and _has_condition(hit):
        return whole(hit)  # khi nào thì cưỡng chế: what has to happen first
    if of_row := _OF_ROWS.get(facet):
        return of_row(question, hit, facts)
    if not facts or (facet is Facet.CONDITION and _assigns(hit)):
        return None
    if facet in _SENTENCES:
        return whole(hit)  # which states it: its other words say of what
    return whole(hit, (_nearest(question, hit, facts) if facet is Facet.PURPOSE else facts[0]).value)


def leading(notice: Notice, passage: Passage) -> tuple[str, ...]:
    """The bodies that lead by the words of the passage."""
    return values_of(_within(notice, Facet.LEAD, passage))


def _within(notice: Notice, facet: Facet, passage: Passage) -> list[Fact]:
    """What the sentences of the passage state of a facet, in order."""
    of_sentences = (one for one in notice.facts if one.facet is facet and one.subject.kind is SubjectKind.SENTENCE)
    return [one for one in of_sentences if passage.start <= one.start < passage.end]


def _fits(question: Question, fact: Fact) -> bool:
    """True for a figure of the kind asked for, a person who holds the office asked about, those served where that is asked."""
    if fact.facet is Facet.PERSON:
        bodies = {body_key(body.name) for body in mentions(fact.how or "")}
        meant = {one for name in question.agencies for one in keys_of(name)}
        return fold(fact.how or "").startswith(question.sort) and (
            not (bodies and meant) or not bodies.isdisjoint(meant)
        )
    if fact.facet is Facet.BENEFICIARY:
        return (fact.how == _SERVED) == (question.sort == _SERVED)
    return fact.facet is not Facet.FIGURE or fact.how in _FIGURES.get(question.sort, (fact.how,))


def _has_condition(hit: Hit) -> bool:
    """True for a task that says in which case it is to be done: nếu lưu lượng dưới 0,5 lít/giây thì …"""
    return hit.row is not None and cue("condition").search(canonical(hit.passage.text)) is not None


def _assigns(hit: Hit) -> bool:
    """True where the work is given to a body by name: the sentence only says whose it is."""
    row, said = hit.row, key(hit.passage.text)
    return row is not None and any(key(name) in said for name in (*row.lead, *row.assigned))


def _nearest(question: Question, hit: Hit, facts: Sequence[Fact]) -> Fact:
    """The one about which most is said that is not said of the others; the first of several alike."""
    shares = told_apart(question, hit, facts)
    return facts[shares.index(max(shares))]


def _lead(question: Question, hit: Hit, facts: Sequence[Fact]) -> Filled | None:
    row = hit.row
    if row is None or not (row.lead or row.assigned):
        return None
    leads = row.lead or values_of(facts)
    return Filled(values=leads or row.assigned, role="lead" if leads else "assigned", start=row.start, end=row.end)


def _coordinating(question: Question, hit: Hit, facts: Sequence[Fact]) -> Filled | None:
    """Those who coordinate; asked from the side of one who coordinates, those they coordinate with."""
    row = hit.row
    asked = {key(name) for name in question.agencies}
    if row is None or not row.coordinating:
        beside = tuple(name for name in row.assigned if key(name) not in asked) if row and not row.lead else ()
        shared = row is not None and 0 < len(beside) < len(row.assigned)  # giao A, B xem xét: A with B
        return Filled(values=beside, role="with", start=row.start, end=row.end) if row and shared else None
    others = tuple(name for name in row.coordinating if key(name) not in asked)
    first = row.lead or row.assigned
    joined = len(others) < len(row.coordinating) and not any(key(name) in asked for name in (*row.lead, *row.assigned))
    values, role = ((*first, *others), "with") if joined else (others or row.coordinating, "coordinating")
    return Filled(values=values, role=role, start=row.start, end=row.end)


def _reports_to(question: Question, hit: Hit, facts: Sequence[Fact]) -> Filled | None:
    """The first; asked where something is sent, whose opinion is sought or who is advised, the first of that kind."""
    facts = [one for one in facts if one.how != _ADVISED or question.sort == _ADVISED]
    if facts:
        return whole(hit, min(facts, key=lambda one: one.how != question.sort).value)
    row = hit.row
    return Filled(values=row.reports_to, start=row.start, end=row.end) if row and row.reports_to else None


def _basis(question: Question, hit: Hit, facts: Sequence[Fact]) -> Filled | None:
    """Those of the kind asked for; of several groups, each cited for its own, the one that the matter stands before."""
    facts = [one for one in facts if one.how == question.sort] or facts
    groups = list(dict.fromkeys(one.subject for one in facts))
    shares = shares_of(question.terms, hit, groups) if groups else []
    near = [group for group, share in zip(groups, shares, strict=True) if share > max(shares) - _CLEARLY]
    about = near if len(near) == 1 else groups
    return whole(hit, *values_of([one for one in facts if one.subject in about])) if facts else None


def _deadline(question: Question, hit: Hit, facts: Sequence[Fact]) -> Filled | None:
    """By when, how often, or when: a last day with what recurs before it, what recurs, a deadline; a limit is set for a
    task, never only told.
    """
    row, sort = hit.row, question.sort
    if sort == "limit" and row is None and not hit.passage.item:
        return None
    recurring = [one for one in facts if one.how == Precision.RECURRING]
    due = [one for one in facts if one.how]
    dated = [one for one in due if one.key and one.how != Precision.RECURRING]
    if recurring and dated and sort != "recurring":  # hằng tháng; hoàn thành trước ngày 30/6
        nearest = _nearest(question, hit, dated)
        last = _as_in_row(hit, nearest)
        both = (last,) if sort == "limit" else (last, _nearest(question, hit, recurring).value)
        return whole(hit, *both, role=nearest.how or "")
    if recurring:
        return whole(hit, _nearest(question, hit, recurring).value)
    if due and sort != "recurring":
        others = (one for one in facts if one.key and not one.how and _is_limit(hit, one))
        nearest = _nearest(question, hit, [*due, *others])
        return whole(hit, _as_in_row(hit, nearest), role=nearest.how or due[0].how or "")
    if sort == "recurring":
        return None
    if row and row.deadline and row.start < hit.passage.end and hit.passage.start < row.end:
        return whole(hit, collapse(row.deadline.text), role=row.deadline.precision)
    return whole(hit, _nearest(question, hit, facts).value) if facts and sort != "limit" else None


def _is_limit(hit: Hit, day: Fact) -> bool:
    """True for a day by which something is due: phần Ngọc Lịch *trước* 30/9/2022."""
    at = day.start - hit.passage.start
    return _BY.search(canonical(hit.passage.text[max(0, at - _BEFORE) : at])) is not None


def _as_in_row(hit: Hit, due: Fact) -> str:
    """The words of a deadline, without the number and the head of a page that stand inside the slice."""
    of_row = hit.row.deadline if hit.row else None
    same = of_row and of_row.date and of_row.date.isoformat() == due.key and of_row.precision == due.how
    return min((due.value, collapse(of_row.text)), key=len) if same and of_row else due.value


_OF_ROWS: dict[Facet, Callable[[Question, Hit, Sequence[Fact]], Filled | None]] = {
    Facet.LEAD: _lead,
    Facet.COORDINATING: _coordinating,
    Facet.REPORTS_TO: _reports_to,
    Facet.BASIS: _basis,
    Facet.DEADLINE: _deadline,
    Facet.FIGURE: figure,
}
_SENTENCES = frozenset((Facet.BENEFICIARY, Facet.CONDITION))
_OPEN = frozenset((Facet.FACT, Facet.TASK, Facet.SOURCE, Facet.POLARITY, Facet.ASSIGNED))  # any sentence tells
