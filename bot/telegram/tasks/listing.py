"""The rows a view shows, and what its buttons need to know of the others."""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.show.paging import TELEGRAM_TASKS, ListPage, list_page
from bot.tasks.bodies import Body, bodies, roles_of, shared
from bot.tasks.deadlines import Horizon, by_horizon, is_recurring, periods_of, quarter_of, with_deadline
from bot.telegram.button_data import Verb
from bot.telegram.tasks.view import View, body_reference, province_reference, task_reference
from corpus.lexicon import provinces
from corpus.names.places import land_of
from rag.index import Index
from rag.register import Role, Task, TaskFilter, tasks


@dataclass(frozen=True)
class Listing:
    """One page of `count` rows, and how many rows each button leads to."""

    view: View
    body: Body | None
    province: str
    page: ListPage[Task]
    count: int
    roles: Counter[Role] = field(default_factory=Counter)
    provinces: Counter[str] = field(default_factory=Counter)
    horizons: Counter[Horizon] = field(default_factory=Counter)
    periods: Sequence[str] = ()
    recurring: int = 0
    shared: Sequence[Body] = ()


def listing(index: Index, view: View, today: datetime.date) -> Listing | None:
    """What the view shows; None where its body or province is no longer known."""
    body = next((one for one in bodies(index) if body_reference(one) == view.body), None)
    province = _province(index, view.province)
    if (view.body and body is None) or (view.verb is Verb.TASKS and body is None) or province is None:
        return None
    if view.verb is Verb.DUE:
        return _deadlines(index, view, body, province, today)
    return _tasks(index, view, body, province) if body else None


def task_of(index: Index, view: View) -> Task | None:
    """The task whose source the view shows."""
    body = next((one for one in bodies(index) if body_reference(one) == view.body), None)
    rows = tasks(index, TaskFilter(agency=body.name)) if body else () if view.body else with_deadline(index)
    return next((row for row in rows if task_reference(row) == view.task), None)


def _tasks(index: Index, view: View, body: Body, province: str) -> Listing:
    rows = tasks(index, TaskFilter(agency=body.name))
    in_province = _within(rows, province)
    in_role = [row for row in rows if view.role is None or view.role in roles_of(row.directive, body.key)]
    narrowed = _within(in_role, province)
    page = list_page(narrowed, view.page, TELEGRAM_TASKS)
    return Listing(
        view._replace(page=page.number),
        body,
        province,
        page,
        len(narrowed),
        roles=Counter(role for row in in_province for role in roles_of(row.directive, body.key)),
        provinces=Counter(row.province for row in in_role if row.province),
        shared=_shared(index, body, province),
    )


def _deadlines(index: Index, view: View, body: Body | None, province: str, today: datetime.date) -> Listing:
    of_all = _within(with_deadline(index), province)
    rows = _of(of_all, body) if body else of_all
    horizons = by_horizon(rows, today)
    in_horizon = horizons[view.horizon]
    in_period = [row for row in in_horizon if row.due and quarter_of(row.due).startswith(view.period)]
    page = list_page(in_period, view.page, TELEGRAM_TASKS)
    return Listing(
        view._replace(page=page.number),
        body,
        province,
        page,
        len(in_period),
        horizons=Counter({horizon: len(rows) for horizon, rows in horizons.items()}),
        periods=periods_of([row.due for row in in_horizon if row.due], view.period[:4], TELEGRAM_TASKS),
        recurring=sum(is_recurring(row) for row in rows),
        shared=[one for one in _shared(index, body, province) if _of(of_all, one)],
    )


def _shared(index: Index, body: Body | None, province: str) -> list[Body]:
    return [one for one in shared(body.name, bodies(index, province)) if one.key != body.key] if body else []


def _of(rows: Iterable[Task], body: Body) -> list[Task]:
    return [row for row in rows if roles_of(row.directive, body.key)]


def _within(rows: Iterable[Task], province: str) -> list[Task]:
    return [row for row in rows if not province or row.province in land_of(province)]


def _province(index: Index, reference: str) -> str | None:
    """The province of that short name; "" for none, None where it is unknown."""
    if not reference:
        return ""
    names = {notice.province for notice in index.catalogue() if notice.province} | {one.name for one in provinces()}
    return next((name for name in names if province_reference(name) == reference), None)
