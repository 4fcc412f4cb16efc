"""Lists read from the register: what a body has to do, what is due when, what has no deadline, who has tasks at all."""

import re
from collections.abc import Sequence
from functools import cache

from corpus.lexicon import cues, offices
from corpus.models import Facet, Notice, Precision, SubjectKind
from corpus.names.agencies import body_key, keys_of
from corpus.patterns import any_of
from corpus.text import canonical, collapse, fold
from rag.allowance import spend
from rag.answers.collection.page import (
    OPENING,
    Entry,
    brief_label,
    list_draft,
    on_page,
    quote_of,
    task_said,
    whose,
    without_marker,
)
from rag.answers.collection.room import Room
from rag.draft import Draft, Said, Span
from rag.label import quote_end
from rag.models import AnswerStatus, How, Shape, Term
from rag.proof.lead_in import lead_in_of
from rag.register import Role, Task, TaskFilter, by_due_date, tasks
from rag.shorten import fitting, shortened

_ABOUT = 0.5  # share of the topic that an item has to hold
_NEAR = 0.75  # of the best item's share
_ROLES = {Facet.LEAD: Role.LEAD, Facet.COORDINATING: Role.COORDINATING}
_NEAREST = 3  # tasks shown where none is of the time asked about
_OFTEN = 8  # terms of a topic that a list can still be about; English has some more


def tasks_asked(room: Room) -> Draft | None:
    """The tasks of a body, of a time, or without a deadline, counted or listed; of one matter, where one is named."""
    question = room.question
    body = _body(question.agencies)
    timed = any(given.facet is Facet.DEADLINE for given in question.givens)
    picked = question.shape in (Shape.FIRST, Shape.LAST)
    if not (body or timed or picked or question.shape is Shape.COUNT):
        return None
    topic = room.topic(body)
    if len(topic) > _OFTEN + 4 * (question.language == "en"):
        return None
    rows = _about(room, _rows(room, body), topic)
    if picked:
        rows = _edge(rows, last=question.shape is Shape.LAST)
    if not rows:
        return _nothing(room, body) if timed and not topic else None
    return _draft(room, rows, body, timed=timed or picked)


def _nothing(room: Room, body: str) -> Draft:
    """No task is of the time asked about; those due last of all are shown as what is nearest."""
    rows = by_due_date([row for row in tasks(room.index, TaskFilter(agency=body)) if row.notice_id in room.ids])
    spans = (quote_of(room.index.notice(row.notice_id), row.directive) for row in rows[: -_NEAREST - 1 : -1])
    return Draft(status=AnswerStatus.NOT_IN_NOTICES, reason="answer.none_such", nearest=tuple(spans))


def deadlines(room: Room) -> Draft | None:
    """The deadlines of the notices in question, as they are printed."""
    topic = room.topic()
    rows = [row for row in _about(room, _rows(room, ""), topic) if _dated(row)]
    times = [row.directive.deadline.text for row in rows if row.directive.deadline]
    entries = on_page(rows, room.question, lambda row: _entry(room, row, "", several=False, timed=True))
    few = fitting(list(dict.fromkeys(times))) if room.narrowed else ""
    return list_draft("answer.count", entries, room.question, room.wording, few) if rows else None


def by_body(room: Room) -> Draft | None:
    """The bodies that have tasks in the notices in question, each with its first one."""
    if room.topic() or not room.narrowed:
        return None
    first: dict[str, Entry] = {}
    for row in _rows(room, ""):
        notice = room.index.notice(row.notice_id)
        span = quote_of(notice, row.directive)
        for name in row.directive.bodies:
            called, above = whose(notice, (name,), span)
            said = Said(facet=Facet.ASSIGNED, value=name, key=body_key(name), proof=(span, *above))
            entry = Entry(f"{called or name + ': '}{row.directive.task}", (span, *above), SubjectKind.TASK, (said,))
            first.setdefault(body_key(name), entry)
    return list_draft("answer.bodies", list(first.values()), room.question, room.wording) if first else None


def _body(agencies: Sequence[str]) -> str:
    """Whose tasks are asked for: the first body named that is no office a task is reported to, where there is such a one."""
    offices_too = ("cac ", "ubnd", "pho ", *(fold(office.name) for office in offices()))
    return next((name for name in agencies if not fold(name).startswith(offices_too)), next(iter(agencies), ""))


def _rows(room: Room, body: str) -> list[Task]:
    """The rows of the register that the question is about."""
    question, ids = room.question, room.ids
    role = next((_ROLES[given.facet] for given in question.givens if given.facet in _ROLES), None) if body else None
    limits = [given for given in question.givens if given.facet is Facet.DEADLINE]
    first = max((given.start for given in limits if given.start), default=None)
    last = min((given.end for given in limits if given.end), default=None)
    wanted = TaskFilter(agency=body, role=role, due_after=first, due_before=last)
    found = [row for row in tasks(room.index, wanted) if row.notice_id in ids]
    if any(given.how is How.NONE for given in limits):
        found = [row for row in found if not _dated(row)]
    elif any(given.how is How.IS for given in limits):
        found = [row for row in found if _dated(row)]
    years = [] if room.scope.own_numbers or first or last else question.years
    return [row for row in found if all(str(year) in room.index.notice(row.notice_id).text for year in years)]


def _dated(row: Task) -> bool:
    """True where the row says by when, not only that it presses."""
    return row.directive.deadline is not None and row.directive.deadline.precision is not Precision.VAGUE


def _edge(rows: Sequence[Task], *, last: bool) -> list[Task]:
    """Those due first of all, or last."""
    dated = by_due_date(rows)
    return [row for row in dated if row.due == dated[-1 if last else 0].due]


def _about(room: Room, rows: list[Task], topic: Sequence[Term]) -> list[Task]:
    """The rows of the items that hold the topic, whole items at a time: its second sentence is about it, too."""
    if not topic or not rows:
        return rows
    places: dict[tuple[str, str], str] = {}
    for row in rows:
        spend()
        item = room.index.notice(row.notice_id).item_at(row.directive.start)
        places.setdefault(_place(row), f"{item.heading} {item.text}" if item else row.directive.quote)
    shares = dict(zip(places, room.shares(topic, places.values()), strict=True))
    best = max(shares.values())
    return [row for row in rows if best >= _ABOUT and shares[_place(row)] >= _NEAR * best]


def _place(row: Task) -> tuple[str, str]:
    return row.notice_id, row.directive.item or str(row.directive.start)


def _draft(room: Room, rows: Sequence[Task], body: str, *, timed: bool) -> Draft:
    if timed and all(row.due for row in rows):
        rows = by_due_date(rows)
    several = len({row.notice_id for row in rows}) > 1
    entries = on_page(rows, room.question, lambda row: _entry(room, row, body, several=several, timed=timed))
    few = ""
    if len(rows) < 3 and room.question.shape is not Shape.COUNT:
        share = 235 if len(rows) == 1 else 110
        few = fitting([shortened(_timed(row, _said(room, row, body), timed=timed), share) for row in rows])
    named = [] if timed or not body or room.question.shape is Shape.COUNT else _named(room, body)
    return list_draft("answer.tasks", entries, room.question, room.wording, few, named)


def _named(room: Room, body: str) -> list[Entry]:
    """Tasks of others that ask something of the body: "gửi Sở Nội vụ *xem xét*"; they are none of its own."""
    found = []
    ids = room.ids
    for notice_id, row in room.index.directives():
        spend()
        if notice_id not in ids:
            continue
        spoken = canonical(collapse(row.quote)).partition(canonical(body))[2].lstrip(" ,")
        own = any(body_key(name) in keys_of(body) for name in row.bodies)
        if not own and _acting().match(spoken):
            span = Span(notice_id=notice_id, start=row.start, end=row.end, item=row.item)
            found.append(Entry(f"{room.say('answer.named')} {row.task}", (span,), SubjectKind.TASK))
    return found


@cache
def _acting() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(cues()['task_verbs'])})(?!\w)")


def _entry(room: Room, row: Task, body: str, *, several: bool, timed: bool) -> Entry:
    notice, directive = room.index.notice(row.notice_id), row.directive
    span = quote_of(notice, directive)
    task = directive.task if span.end == directive.end or timed else without_marker(notice.text[span.start : span.end])
    proof: tuple[Span, ...] = (span,)
    above: tuple[Span, ...] = ()
    if body:
        role = _role_word(room, row, body)
    else:
        role, above = whose(notice, directive.lead or directive.assigned, span)
    text = _timed(row, f"{role}{task}", timed=timed)
    if timed and span.end < directive.end:  # the deadline often ends it
        stop = quote_end(notice.text, directive.start, directive.end)
        edges = ((directive.start, stop), (stop + 1, directive.end))
        proof = tuple(Span(notice_id=notice.id, start=a, end=b, item=directive.item) for a, b in edges if a < b)
    if (
        timed
        and directive.deadline
        and not any(directive.deadline.text in collapse(_text(notice, one)) for one in proof)
    ):
        above = (*above, *lead_in_of(notice, span.start, span.end, (directive.deadline.text,)))
    proof = (*proof, *dict.fromkeys(above))
    said = [*task_said(notice, directive, proof)]
    if timed and directive.deadline:
        limit, due = directive.deadline, directive.deadline.date
        key, how = due.isoformat() if due else None, limit.precision.value
        said.append(Said(facet=Facet.DEADLINE, value=limit.text, key=key, how=how, proof=proof))
    return Entry(f"{brief_label(notice)}: {text}" if several else text, proof, SubjectKind.TASK, tuple(said))


def _text(notice: Notice, span: Span) -> str:
    return notice.text[span.start : span.end]


def _timed(row: Task, text: str, *, timed: bool) -> str:
    """What is to be done, by when before it where that is asked."""
    limit = row.directive.deadline
    return f"{limit.text}: {shortened(text, OPENING)}" if timed and limit and _dated(row) else text


def _role_word(room: Room, row: Task, body: str) -> str:
    """What stands before a task: that it is another body's to lead, or was an earlier body's."""
    wanted, own = keys_of(body), (*row.directive.lead, *row.directive.assigned)
    given = [name for name in own if body_key(name) in wanted]
    if given:
        return "" if any(body_key(name) == body_key(body) for name in given) else f"({given[0]}) "
    return f"{room.say('answer.coordinates')} "


def _said(room: Room, row: Task, body: str) -> str:
    """The task, with those it is done together with where that is the body's own part of it."""
    directive = row.directive
    mine = body and any(body_key(name) in keys_of(body) for name in directive.assigned)
    if directive.lead or not directive.coordinating or not mine:
        return directive.task
    return room.say("answer.together", bodies=", ".join(directive.coordinating), task=directive.task)
