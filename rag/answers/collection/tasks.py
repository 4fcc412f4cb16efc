"""Lists read from the register: what a body has to do, what is due when, what has no deadline, who has tasks at all."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from corpus.lexicon import cues, offices
from corpus.models import Directive, Facet, Notice, Precision, SubjectKind
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
    share_of,
    task_said,
    told_apart,
    whose,
    without_marker,
)
from rag.answers.collection.room import Room, within
from rag.answers.said import label_of, said_of
from rag.draft import Draft, Said, Span
from rag.label import quote_end
from rag.models import How, Over, Shape, Term
from rag.proof.lead_in import lead_in_of, names_all
from rag.register import Role, Task, TaskFilter, by_due_date, tasks
from rag.shorten import HEADLINE, fitting, shortened

_ABOUT = 0.5  # share of the topic that an item has to hold
_NEAR = 0.75  # of the best item's share
_ROLES = {Facet.LEAD: Role.LEAD, Facet.COORDINATING: Role.COORDINATING}
_NEAREST = 3  # tasks shown where none is of the time asked about
_OFTEN = 8  # terms of a topic that a list can still be about; English has some more
_FEW = 2  # tasks that a headline names
_SHORTEST = 60  # characters of a task that more is said of


def tasks_asked(room: Room) -> Draft | None:
    """The tasks of a body, of a time, or without a deadline: counted, listed, told apart; of one matter, where one is named."""
    question = room.question
    body = _body(question.agencies)
    timed = any(given.facet is Facet.DEADLINE for given in question.givens)
    picked = question.shape in (Shape.FIRST, Shape.LAST) and not question.by
    deadlines = question.over is Over.DEADLINE
    if question.over is Over.BODY and not room.narrowed:
        return None
    if question.over is Over.TASK and not (body or timed or picked or question.by or question.shape is Shape.COUNT):
        return None
    beside = [term for asked in question.wanted if asked.facet in _OF_ROWS for term in asked.terms]
    topic = room.topic(body, *(" ".join(term.alternatives[0].words) for term in beside))
    if len(topic) > _OFTEN + 4 * (question.language == "en") or (topic and question.over is Over.BODY):
        return None
    rows = _about(room, _rows(room, body), topic)
    if picked:
        dated = by_due_date(rows)
        rows = [row for row in dated if row.due == dated[-1 if question.shape is Shape.LAST else 0].due]
    if deadlines:
        rows = [row for row in rows if _dated(row)]
    if not rows:
        return _nothing(room, body) if timed and not topic else None
    if by := Over.BODY if question.over is Over.BODY else question.by:
        return _by(room, rows, by)
    return _draft(room, rows, body, timed=timed or picked or deadlines)


def _nothing(room: Room, body: str) -> Draft:
    """No task is of the time asked about; those due last of all are shown as what is nearest."""
    rows = by_due_date([row for row in tasks(room.index, TaskFilter(agency=body)) if row.notice_id in room.ids])
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
    asked = {asked.facet for asked in question.wanted}  # with whom is no part of its own
    roles = (_ROLES[given.facet] for given in question.givens if given.facet in _ROLES and given.facet not in asked)
    role = next(roles, None) if body else None
    limits = [given for given in question.givens if given.facet is Facet.DEADLINE]
    bounded = any(given.start or given.end for given in limits)
    wanted = TaskFilter(agency=body, role=role)
    found = [row for row in tasks(room.index, wanted) if row.notice_id in ids]
    found = [row for row in found if within(row.due, question, Facet.DEADLINE)] if bounded else found
    if any(given.how is How.NONE for given in limits):
        found = [row for row in found if not _dated(row)]
    elif any(given.how is How.IS for given in limits):
        found = [row for row in found if _dated(row)]
    years = [] if room.scope.own_numbers or bounded else question.years
    return [row for row in found if all(str(year) in room.index.notice(row.notice_id).text for year in years)]


def _dated(row: Task) -> bool:
    """True where the row says by when, not only that it presses."""
    return row.directive.deadline is not None and row.directive.deadline.precision is not Precision.VAGUE


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


def _draft(room: Room, rows: Sequence[Task], body: str, *, timed: bool) -> Draft:
    question = room.question
    if timed and all(row.due for row in rows) and question.over is Over.TASK:
        rows = by_due_date(rows)
    several = len({row.notice_id for row in rows}) > 1
    more = _beside(room, body, timed=timed)
    silent = [facet for facet in more if not any(_values(row.directive, facet, body) for row in rows)]
    stated = [facet for facet in more if facet not in silent]
    share = share_of(len(rows))
    entries = on_page(
        rows, question, lambda row: _entry(room, row, body, (stated, silent), share, several=several, timed=timed)
    )
    few = ""
    if question.over is Over.DEADLINE:
        few = fitting(list(dict.fromkeys(row.directive.deadline.text for row in rows if row.directive.deadline)))
        few = few if room.narrowed else ""
    elif len(rows) <= _FEW and question.shape is not Shape.COUNT:
        share = (HEADLINE - 5) // len(rows) - 7 * (len(rows) - 1)
        few = fitting(
            [_with(room, row, _timed(row, _said(room, row, body), timed=timed), more, body, share) for row in rows]
        )
    named = [] if timed or not body or question.shape is Shape.COUNT else _named(room, body)
    counting = "answer.count" if question.over is Over.DEADLINE else "answer.tasks"
    draft = list_draft(counting, entries, question, room.wording, few, named)
    missing = ", ".join(label_of(facet, question.language) for facet in silent).lower()
    return draft.model_copy(update={"notes": (room.say("answer.missing", facets=missing),)}) if missing else draft


def _beside(room: Room, body: str, *, timed: bool) -> list[Facet]:
    """What is asked of the tasks beside themselves."""
    given = {one.facet for one in room.question.givens if one.facet is not Facet.COORDINATING}
    said = {Facet.LEAD, Facet.ASSIGNED} if not body else set()
    asked = dict.fromkeys(one.facet for one in room.question.wanted)
    if room.question.over is not Over.TASK or not {Facet.TASK, Facet.FACT} & set(asked):
        return []
    said |= {Facet.BASIS} if room.scope.own_numbers else set()
    return [
        one for one in asked if one in _OF_ROWS and one not in given | said and not (timed and one is Facet.DEADLINE)
    ]


_OF_ROWS = (Facet.LEAD, Facet.ASSIGNED, Facet.COORDINATING, Facet.DEADLINE, Facet.REPORTS_TO, Facet.BASIS)


def _values(row: Directive, facet: Facet, body: str) -> tuple[str, ...]:
    """What the row of a task states of one thing asked beside it."""
    if facet is Facet.DEADLINE:
        return (row.deadline.text,) if row.deadline else ()
    named = row.legal_basis if facet is Facet.BASIS else getattr(row, facet.value)
    return tuple(name for name in named if body_key(name) not in keys_of(body) or facet is Facet.BASIS)


def _with(room: Room, row: Task, text: str, facets: Sequence[Facet], body: str, share: int) -> str:
    """A task with what is asked beside it, both in at most `share` characters as far as that goes."""
    nothing, language = room.say("answer.nothing"), room.question.language
    parts = [
        f"{label_of(facet, language)}: {', '.join(_values(row.directive, facet, body)) or nothing}" for facet in facets
    ]
    tail = "; ".join(parts)
    whole = shortened(text, max(_SHORTEST, share - len(tail) - 3) if tail else share)
    return f"{whole} ({tail})" if tail else whole


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


def _entry(
    room: Room,
    row: Task,
    body: str,
    asked: tuple[Sequence[Facet], Sequence[Facet]],
    share: int,
    *,
    several: bool,
    timed: bool,
) -> Entry:
    """A task as a line; `asked`: what is asked beside it that some of the rows state, and what none does."""
    notice, directive = room.index.notice(row.notice_id), row.directive
    span = quote_of(notice, directive)
    task = directive.task if span.end == directive.end or timed else without_marker(notice.text[span.start : span.end])
    role, above = (
        (_role_word(room, row, body), ()) if body else whose(notice, directive.lead or directive.assigned, span)
    )
    text = _timed(row, f"{role}{task}", timed=timed)
    proof: tuple[Span, ...] = (span,)
    if timed and span.end < directive.end:  # the deadline often ends it
        stop = quote_end(notice.text, directive.start, directive.end)
        edges = ((directive.start, stop), (stop + 1, directive.end))
        proof = tuple(Span(notice_id=notice.id, start=a, end=b, item=directive.item) for a, b in edges if a < b)
    limit = directive.deadline
    if timed and limit and not any(limit.text in collapse(_text(notice, one)) for one in proof):
        above = (*above, *lead_in_of(notice, span.start, span.end, (limit.text,)))
    values = [value for facet in asked[0] for value in _values(directive, facet, body)]
    if not names_all(" ".join(_text(notice, one) for one in proof), values):
        above = (*above, Span(notice_id=notice.id, start=directive.start, end=directive.end, item=directive.item))
    proof = (*proof, *dict.fromkeys(above))
    said = [*task_said(notice, directive, proof), *_facets(row, asked, body, proof)]
    if timed and limit:
        key = limit.date.isoformat() if limit.date else None
        said.append(Said(facet=Facet.DEADLINE, value=limit.text, key=key, how=limit.precision.value, proof=proof))
    whole = f"{brief_label(notice)}: {text}" if several else text
    return Entry(_with(room, row, whole, asked[0], body, share), proof, SubjectKind.TASK, tuple(said))


def _facets(
    row: Task, asked: tuple[Sequence[Facet], Sequence[Facet]], body: str, proof: Sequence[Span]
) -> Iterator[Said]:
    for facet in (*asked[0], *asked[1]):
        yield from said_of(facet, _values(row.directive, facet, body), proof) or (Said(facet=facet),)


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
    asked = any(one.facet is Facet.COORDINATING for one in room.question.wanted)
    if directive.lead or not directive.coordinating or not mine or asked:
        return directive.task
    return room.say("answer.together", bodies=", ".join(directive.coordinating), task=directive.task)
