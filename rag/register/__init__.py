"""The task register: every directive of every notice as a row, filtered, and what became of it later."""

import datetime
from collections.abc import Sequence, Set
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import quote

from corpus.models import Directive, Notice, Precision, Value
from corpus.names.agencies import body_key, keys_of
from corpus.names.places import land_of
from corpus.text import fold
from rag.label import label, placed
from rag.question.entities import provinces_named
from rag.register.amendments import Change, changes_of, later_notices

if TYPE_CHECKING:
    from rag.index import Index


class Role(StrEnum):
    """What a body has to do with a task; the value names the field of the directive."""

    LEAD = "lead"
    ASSIGNED = "assigned"
    COORDINATING = "coordinating"


class TaskFilter(Value):
    """Which tasks are wanted; what is empty does not limit. `notice` is an id or a number. `agency` has its predecessors' too.

    The days of `due_*` belong to the span.
    """

    agency: str = ""
    role: Role | None = None
    province: str = ""
    notice: str = ""
    due_before: datetime.date | None = None
    due_after: datetime.date | None = None


class Task(Value):
    """One row: a directive, the notice it stands in (`scanned`: read from a scan), and the later notices that change it."""

    notice_id: str
    label: str
    url: str
    province: str | None
    dated: datetime.date | None = None  # from when the notice speaks
    directive: Directive
    changes: tuple[Change, ...] = ()
    scanned: bool = False

    @property
    def due(self) -> datetime.date | None:
        """The last day, where the deadline has one; the day from which a rule applies is none."""
        return _due(self.directive)


def tasks(index: "Index", wanted: TaskFilter | None = None) -> tuple[Task, ...]:
    """The rows that pass the filter, in the order of notices and texts."""
    wanted = wanted or TaskFilter()
    notices = {notice.id: notice for notice in index.catalogue()}
    provinces = places_meant(wanted.province)
    agency = keys_of(wanted.agency) - {""}
    if wanted.agency.strip() and not agency:  # signs only: nobody is called that
        return ()
    spoken_for = {original for copy, original in index.copies().items() if fold(copy) == fold(wanted.notice.strip())}
    changed = later_notices(index)
    called: dict[str, tuple[str, str]] = {}
    rows = []
    for notice_id, directive in _of_bodies(index, agency):
        notice = notices.get(notice_id)
        if notice is None:  # it came between two looks at the index
            continue
        if wanted.notice and not is_called(notice, wanted.notice) and notice_id not in spoken_for:
            continue
        if provinces and notice.province not in provinces:
            continue
        if not _acts(directive, agency, wanted.role) or not _due_within(directive, wanted):
            continue
        if notice_id not in called:
            called[notice_id] = label(notice), f"/notices/{quote(notice_id)}"
        whole, page = called[notice_id]
        rows.append(
            Task.model_construct(  # of values that have been checked: there may be tens of thousands
                notice_id=notice_id,
                label=placed(whole, directive.item),
                url=f"{page}?quote={directive.start}-{directive.end}",
                province=notice.province,
                dated=notice.dated,
                directive=directive,
                changes=changes_of(index, notice_id, directive) if notice_id in changed else (),
                scanned=notice.scanned,
            )
        )
    return tuple(rows)


def _of_bodies(index: "Index", keys: Set[str]) -> Sequence[tuple[str, Directive]]:
    """The rows in which a body of these keys has a part; every row where there are none."""
    every = index.directives()
    if not keys:
        return every

    def by_body(_: object) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for at, (_, directive) in enumerate(every):
            for name in set(map(body_key, directive.bodies)):
                found.setdefault(name, []).append(at)
        return found

    places = index.derived("rows of bodies", by_body)
    return [every[at] for at in sorted({at for one in keys for at in places.get(one, ())})]


def places_meant(province: str) -> frozenset[str]:
    """The provinces of that name, typed in any way, by all their names, with those joined into them; empty for no name."""
    named = provinces_named(province) or ((province,) if province else ())
    return frozenset(name for one in named for name in land_of(one))


def by_due_date(rows: Sequence[Task]) -> list[Task]:
    """Those with a last day, the earliest first."""
    return sorted((row for row in rows if row.due), key=lambda row: (row.due, row.notice_id, row.directive.start))


def is_called(notice: Notice, name: str) -> bool:
    """True where `name` is the id of the notice, or its number, in any case and with or without diacritics."""
    number = notice.number.value if notice.number else notice.id
    return fold(name.strip()) in (fold(notice.id), fold(number))


def _acts(directive: Directive, agency: Set[str], role: Role | None) -> bool:
    """True where a body of these keys (any body, where there are none) has this role, or any role."""
    if not (agency or role):
        return True
    roles = (role,) if role else tuple(Role)
    return any(not agency or body_key(name) in agency for one in roles for name in getattr(directive, one))


def _due(directive: Directive) -> datetime.date | None:
    deadline = directive.deadline
    return deadline.date if deadline and deadline.precision is not Precision.START else None


def _due_within(directive: Directive, wanted: TaskFilter) -> bool:
    if wanted.due_before is None and wanted.due_after is None:
        return True
    due = _due(directive)
    return due is not None and (wanted.due_after or due) <= due <= (wanted.due_before or due)
