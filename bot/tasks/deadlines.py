"""Deadlines against today, and the years and quarters they fall in."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from corpus.models import Precision
from rag.index import Index
from rag.register import Task, by_due_date, tasks


class Horizon(StrEnum):
    """Which deadlines: those from today on, those before today, all that have a day."""

    AHEAD = "f"
    PAST = "p"
    BOTH = "b"


def with_deadline(index: Index) -> tuple[Task, ...]:
    """Every row that sets a deadline of any kind."""
    return index.derived("rows with a deadline", lambda _: tuple(row for row in tasks(index) if row.directive.deadline))


def by_horizon(rows: Sequence[Task], today: datetime.date) -> Mapping[Horizon, list[Task]]:
    """The rows that have a day, the earliest first; of those gone by, the latest first."""
    dated = by_due_date(rows)
    return {
        Horizon.AHEAD: [row for row in dated if row.due and row.due >= today],
        Horizon.PAST: [row for row in reversed(dated) if row.due and row.due < today],
        Horizon.BOTH: list(dated),
    }


def is_recurring(row: Task) -> bool:
    """True for a task that is due again and again, on no day."""
    deadline = row.directive.deadline
    return deadline is not None and deadline.precision is Precision.RECURRING and deadline.date is None


def quarter_of(day: datetime.date) -> str:
    """2026q3."""
    return f"{day.year}q{(day.month + 2) // 3}"


def periods_of(days: Iterable[datetime.date], chosen: str, size: int) -> list[str]:
    """The years, where there are several; the quarters of the one that is chosen or alone, where it fills pages of `size`."""
    quarters = Counter(quarter_of(day) for day in days)
    years = sorted({quarter[:4] for quarter in quarters})
    offered = years if len(years) > 1 else []
    year = chosen or (years[0] if len(years) == 1 else "")
    of_year = {quarter: count for quarter, count in sorted(quarters.items()) if year and quarter.startswith(year)}
    return [*offered, *(of_year if len(of_year) > 1 and sum(of_year.values()) > size else ())]
