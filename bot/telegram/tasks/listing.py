"""The rows a view shows, and what its buttons need to know of the others."""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.telegram.data import Verb
from bot.telegram.tasks.bodies import Body, bodies, roles_of, shared
from bot.telegram.tasks.view import Span, View, province_reference, quarter_of, task_reference
from corpus.lexicon import provinces
from corpus.models import Precision
from corpus.names.places import renamed
from rag.index import Index
from rag.register import Role, Task, TaskFilter, by_due_date, tasks

A_PAGE = 5


@dataclass(frozen=True)
class Listing:
    """One page: its rows, the first of which is number `first` of `count`, and how many rows each button leads to."""

    view: View
    body: Body | None
    province: str
    rows: Sequence[Task]
    first: int
    count: int
    pages: int
    roles: Counter[Role] = field(default_factory=Counter)
    provinces: Counter[str] = field(default_factory=Counter)
    spans: Counter[Span] = field(default_factory=Counter)
    periods: Sequence[str] = ()
    recurring: int = 0
    shared: Sequence[Body] = ()


def listing(index: Index, view: View, today: datetime.date) -> Listing | None:
    """What the view shows; None where its body or province is no longer known."""
    body = next((one for one in bodies(index) if one.reference == view.body), None)
    province = _province(index, view.province)
    if (view.body and body is None) or (view.verb is Verb.TASKS and body is None) or province is None:
        return None
    if view.verb is Verb.DUE:
        return _deadlines(index, view, body, province, today)
    return _tasks(index, view, body, province) if body else None


def task_of(index: Index, view: View) -> Task | None:
    """The task whose source the view shows."""
    body = next((one for one in bodies(index) if one.reference == view.body), None)
    rows = tasks(index, TaskFilter(agency=body.name)) if body else () if view.body else _with_deadline(index)
    return next((row for row in rows if task_reference(row) == view.task), None)


def _tasks(index: Index, view: View, body: Body, province: str) -> Listing:
    rows = tasks(index, TaskFilter(agency=body.name))
    in_province = _within(rows, province)
    in_role = [row for row in rows if view.role is None or view.role in roles_of(row.directive, body.key)]
    shown, page, pages = _page(_within(in_role, province), view.page)
    return Listing(
        view._replace(page=page),
        body,
        province,
        shown,
        page * A_PAGE + 1,
        len(_within(in_role, province)),
        pages,
        roles=Counter(role for row in in_province for role in roles_of(row.directive, body.key)),
        provinces=Counter(row.province for row in in_role if row.province),
        shared=_shared(index, body, province),
    )


def _deadlines(index: Index, view: View, body: Body | None, province: str, today: datetime.date) -> Listing:
    of_all = _within(_with_deadline(index), province)
    rows = _of(of_all, body) if body else of_all
    dated = by_due_date(rows)
    by_span = {
        Span.AHEAD: [row for row in dated if row.due and row.due >= today],
        Span.PAST: [row for row in reversed(dated) if row.due and row.due < today],
        Span.BOTH: dated,
    }
    in_span = by_span[view.span]
    in_period = [row for row in in_span if row.due and quarter_of(row.due).startswith(view.period)]
    shown, page, pages = _page(in_period, view.page)
    return Listing(
        view._replace(page=page),
        body,
        province,
        shown,
        page * A_PAGE + 1,
        len(in_period),
        pages,
        spans=Counter({span: len(rows) for span, rows in by_span.items()}),
        periods=periods_of([row.due for row in in_span if row.due], view.period[:4]),
        recurring=sum(_recurring(row) for row in rows),
        shared=[one for one in _shared(index, body, province) if _of(of_all, one)],
    )


def _with_deadline(index: Index) -> tuple[Task, ...]:
    """Every row that sets a deadline of any kind."""
    return index.derived("rows with a deadline", lambda _: tuple(row for row in tasks(index) if row.directive.deadline))


def _shared(index: Index, body: Body | None, province: str) -> list[Body]:
    return [one for one in shared(body.name, bodies(index, province)) if one.key != body.key] if body else []


def _of(rows: Iterable[Task], body: Body) -> list[Task]:
    return [row for row in rows if roles_of(row.directive, body.key)]


def _recurring(row: Task) -> bool:
    deadline = row.directive.deadline
    return deadline is not None and deadline.precision is Precision.RECURRING and deadline.date is None


def periods_of(days: Iterable[datetime.date], chosen: str) -> list[str]:
    """The years, where there are several; the quarters of the one that is chosen or alone, where it fills pages."""
    quarters = Counter(quarter_of(day) for day in days)
    years = sorted({quarter[:4] for quarter in quarters})
    offered = years if len(years) > 1 else []
    year = chosen or (years[0] if len(years) == 1 else "")
    of_year = {quarter: count for quarter, count in sorted(quarters.items()) if year and quarter.startswith(year)}
    return [*offered, *(of_year if len(of_year) > 1 and sum(of_year.values()) > A_PAGE else ())]


def _within(rows: Iterable[Task], province: str) -> list[Task]:
    return [row for row in rows if not province or row.province in renamed(province)]


def _page(rows: Sequence[Task], page: int) -> tuple[Sequence[Task], int, int]:
    """(the rows of the page, which page it is, of how many); past the end, the last."""
    pages = max(1, -(-len(rows) // A_PAGE))
    page = min(page, pages - 1)
    return rows[page * A_PAGE : (page + 1) * A_PAGE], page, pages


def _province(index: Index, reference: str) -> str | None:
    """The province of that short name; "" for none, None where it is unknown."""
    if not reference:
        return ""
    names = {notice.province for notice in index.catalogue() if notice.province} | {one.name for one in provinces()}
    return next((name for name in names if province_reference(name) == reference), None)
