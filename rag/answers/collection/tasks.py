"""Lists read from the register: what a body has to do, what is due when, what has no deadline, who has tasks at all."""

import re
from collections.abc import Sequence
from functools import cache

from corpus.lexicon import cues, offices
from corpus.models import Facet, SubjectKind
from corpus.names.agencies import body_key, keys_of
from corpus.patterns import any_of
from corpus.text import canonical, collapse, fold
from rag.allowance import spend
from rag.answers.collection.page import Entry, brief_label, list_draft, on_page, quote_of, told_apart, whose
from rag.answers.collection.room import Room
from rag.answers.collection.task_lines import OPEN, TaskLines, dated
from rag.answers.roles import is_called
from rag.answers.said import label_of
from rag.draft import Draft, Span
from rag.models import How, Over, Question, Shape, Term
from rag.register import Role, Task, TaskFilter, by_due_date, tasks
from rag.search.retrieve import is_held
from rag.search.scope import cites, within
from rag.shorten import fitting

_ABOUT = 0.5  # share of the topic that an item has to hold
_NEAR = 0.75  # of the best item's share
_ROLES = {Facet.LEAD: Role.LEAD, Facet.COORDINATING: Role.COORDINATING}
_TOGETHER = frozenset(("beside", "takes_part"))  # what a question supposes that asks of two bodies in one task
_NEAREST = 3  # tasks shown where none is of the time asked about
_OFTEN = 8  # terms of a topic that a list can still be about; English has some more
_FEW = 2  # tasks that a headline names


def tasks_asked(room: Room) -> Draft | None:
    """The tasks of a body, of a time, or without a deadline: counted, listed, told apart; of one matter, where one is named."""
    question = room.question
    body = _body(question.agencies)
    timed = any(given.facet is Facet.DEADLINE for given in question.givens)
    picked = question.shape in (Shape.FIRST, Shape.LAST) and not question.by
    deadlines = question.over is Over.DEADLINE
    if question.over is Over.BODY and not room.narrowed:
        return None
    if question.over is Over.TASK and not (
        body or timed or picked or question.by or question.items or question.shape is Shape.COUNT
    ):
        return None
    beside = [term for asked in question.wanted if asked.facet not in OPEN for term in asked.terms]
    topic = room.topic(body, *(" ".join(term.alternatives[0].words) for term in beside))
    if len(topic) > _OFTEN + 4 * (question.language == "en") or (topic and question.over is Over.BODY):
        return None
    given = _rows(room, body)
    if not given and question.roles:  # it has another part, and not the one asked about
        return _nothing(room, body)
    rows = _about(room, given, topic)
    if picked:
        ordered = by_due_date(rows)
        rows = [row for row in ordered if row.due == ordered[-1 if question.shape is Shape.LAST else 0].due]
    if deadlines:
        rows = [row for row in rows if dated(row)]
    if not rows:
        counts = deadlines and question.shape is Shape.COUNT
        return _nothing(room, body) if (timed or counts) and not topic else None
    if by := Over.BODY if question.over is Over.BODY else question.by:
        return _by(room, rows, by)
    timed = timed or picked or deadlines
    if timed and not deadlines and all(row.due for row in rows):
        rows = by_due_date(rows)
    return _draft(room, TaskLines(room, rows, body, timed))


def _nothing(room: Room, body: str) -> Draft:
    """No task is of the time or the part asked about; those due last of all are shown as what is nearest."""
    held = [row for row in tasks(room.index, TaskFilter(agency=body)) if row.notice_id in room.ids]
    rows = by_due_date(held) or held[:_NEAREST]
    return room.none_such(
        quote_of(room.index.notice(row.notice_id), row.directive) for row in rows[: -_NEAREST - 1 : -1]
    )


def _body(agencies: Sequence[str]) -> str:
    """Whose tasks are asked for: the first body named that is no office a task is reported to, where there is such a one."""
    offices_too = ("cac ", "ubnd", "pho ", *(fold(office.name) for office in offices()))
    return next((name for name in agencies if not fold(name).startswith(offices_too)), next(iter(agencies), ""))


def _rows(room: Room, body: str) -> list[Task]:
    """The rows of the register that the question is about."""
    question, ids = room.question, room.ids
    whom = {asked.facet for asked in question.wanted} & {Facet.COORDINATING}  # with whom is no part of its own
    roles = (_ROLES[given.facet] for given in question.givens if given.facet in _ROLES and given.facet not in whom)
    role = next(roles, None) if body else None
    limits = [given for given in question.givens if given.facet is Facet.DEADLINE]
    bounded = any(given.start or given.end for given in limits)
    wanted = TaskFilter(agency=body, role=role)
    found = [row for row in tasks(room.index, wanted) if row.notice_id in ids]
    if question.items or question.held_to is not None:
        found = [row for row in found if is_held(row.notice_id, row.directive.item, question.held_to or ())]
    found = [row for row in found if within(row.due, question, Facet.DEADLINE)] if bounded else found
    if any(given.how is How.NONE for given in limits):
        found = [row for row in found if not dated(row)]
    elif any(given.how is How.IS for given in limits):
        found = [row for row in found if dated(row)]
    others = [one for one in question.numbers if one not in room.scope.own_numbers and "numbers" not in question.kept]
    found = [row for row in found if all(cites(_around(room, row), one) for one in others)]
    if question.supposes >= _TOGETHER and len(question.agencies) > 1:  # việc nào A làm cùng B
        found = [row for row in found if all(_takes_part(row, name, question) for name in question.agencies)]
    years = [] if room.scope.own_numbers or bounded else question.years
    return [row for row in found if all(str(year) in room.index.notice(row.notice_id).text for year in years)]


def _takes_part(row: Task, name: str, question: Question) -> bool:
    return any(is_called(body, name, question) for body in row.directive.bodies)


def _about(room: Room, rows: list[Task], topic: Sequence[Term]) -> list[Task]:
    """The rows of the items that hold the topic, whole items at a time: its second sentence is about it, too."""
    if not topic or not rows:
        return rows
    places: dict[tuple[str, str], str] = {}
    for row in rows:
        spend()
        places.setdefault(_place(row), _around(room, row))
    shares = dict(zip(places, room.shares(topic, places.values()), strict=True))
    best = max(shares.values())
    return [row for row in rows if best >= _ABOUT and shares[_place(row)] >= _NEAR * best]


def _around(room: Room, row: Task) -> str:
    """The item that a task stands in, with its heading."""
    item = room.index.notice(row.notice_id).item_at(row.directive.start)
    return f"{item.heading} {item.text}" if item else row.directive.quote


def _place(row: Task) -> tuple[str, str]:
    return row.notice_id, row.directive.item or str(row.directive.start)


def _by(room: Room, rows: Sequence[Task], by: Over) -> Draft | None:
    """The tasks told apart by the bodies that have them, by province, notice or the year they are due."""
    told: list[tuple[str, Entry]] = []
    for row in rows:
        notice, directive = room.index.notice(row.notice_id), row.directive
        span = quote_of(notice, directive)
        due = row.due.isoformat()[:4] if row.due else ""
        names = {Over.PROVINCE: notice.province, Over.NOTICE: brief_label(notice), Over.YEAR: due}
        for name in directive.lead + directive.assigned if by is Over.BODY else (names.get(by) or "",):
            above = whose(notice, (name,), span)[1] if by is Over.BODY else ()
            entry = Entry(directive.task, (span, *above), SubjectKind.TASK)
            told += [(name, entry)] if name else []
    facet = {Over.BODY: Facet.ASSIGNED, Over.PROVINCE: Facet.PROVINCE, Over.NOTICE: Facet.NUMBER}.get(
        by, Facet.DEADLINE
    )
    return told_apart(room, told, facet)


def _draft(room: Room, lines: TaskLines) -> Draft:
    question, rows = room.question, lines.rows
    few, counting = "", "answer.tasks"
    if question.over is Over.DEADLINE:
        times = dict.fromkeys(row.directive.deadline.text for row in rows if row.directive.deadline)
        counts = question.shape is Shape.COUNT
        few = fitting(list(times)) if room.narrowed and not counts else ""
        counting = "answer.dated_tasks" if counts else "answer.count"
    elif len(rows) <= _FEW and question.shape is not Shape.COUNT:
        few = lines.headline()
    named = [] if lines.timed or not lines.body or question.shape is Shape.COUNT else _named(room, lines.body)
    draft = list_draft(counting, on_page(rows, question, lines.entry), question, room.wording, few, named)
    missing = ", ".join(label_of(facet, question.language) for facet in lines.silent).lower()
    return draft.model_copy(update={"notes": (room.say("answer.missing", facets=missing),)}) if missing else draft


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
