"""What became of a directive: later notices that amend or replace its notice, and their row of the same task."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import quote

from corpus.models import Directive, Notice, Value
from corpus.text import fold
from rag.coverage import words_of
from rag.label import label

if TYPE_CHECKING:
    from rag.index import Index

_SAME_TASK = 0.5  # share of the shorter task's words


class How(StrEnum):
    """What the later notice does with the earlier one."""

    AMENDS = "amends"
    REPLACES = "replaces"


class Change(Value):
    """A later notice that changes an earlier one; `directive` is its row of the same task, where it has one."""

    how: How
    notice_id: str
    label: str
    url: str
    directive: Directive | None = None


def changes_of(index: "Index", notice_id: str, directive: Directive) -> tuple[Change, ...]:
    """The changes that concern one directive, the latest last.

    An amendment concerns it where it has a row of the same task; what replaces the notice concerns every row.
    """
    found = []
    for how, later in later_notices(index).get(notice_id, ()):
        try:
            row = _same_task(directive, index.notice(later.id).directives)
        except KeyError:  # it has just been taken out of the index
            continue
        if row or how is How.REPLACES:
            start, end = (row.start, row.end) if row else (0, 0)
            url = f"/notices/{quote(later.id)}" + (f"?quote={start}-{end}" if row else "")
            found.append(
                Change(how=how, notice_id=later.id, label=label(later, row.item if row else ""), url=url, directive=row)
            )
    return tuple(found)


def earlier_of(index: "Index", notice_id: str, directive: Directive) -> tuple[str, Directive] | None:
    """The row of the same task in a notice that this one amends or replaces: (its notice's id, the row)."""
    for earlier, links in later_notices(index).items():
        if any(later.id == notice_id for _, later in links):
            row = _same_task(directive, index.notice(earlier).directives)
            if row:
                return earlier, row
    return None


def later_notices(index: "Index") -> dict[str, list[tuple[How, Notice]]]:
    """By the id of an earlier notice: what later ones do with it, the latest last."""
    return index.derived("later_notices", _linked)


def _linked(catalogue: Sequence[Notice]) -> dict[str, list[tuple[How, Notice]]]:
    by_number: dict[str, list[Notice]] = {}
    for notice in catalogue:
        if notice.number:
            by_number.setdefault(fold(notice.number.value), []).append(notice)
    links: dict[str, list[tuple[How, Notice]]] = {}
    for later in sorted(catalogue, key=lambda notice: (notice.dated is not None, notice.dated, notice.id)):
        for how, numbers in ((How.AMENDS, later.amends), (How.REPLACES, later.replaces)):
            for number in numbers:
                for earlier in by_number.get(fold(number), ()):
                    if _precedes(earlier, later):
                        links.setdefault(earlier.id, []).append((how, later))
    return links


def _precedes(earlier: Notice, later: Notice) -> bool:
    """True where both may be of one province, and the days that are known do not contradict."""
    apart = earlier.province and later.province and earlier.province != later.province
    if earlier.id == later.id or apart:
        return False
    return earlier.dated is None or later.dated is None or earlier.dated <= later.dated


def _same_task(directive: Directive, rows: Sequence[Directive]) -> Directive | None:
    """The row whose task shares most of its words with this one's."""

    def shared(row: Directive) -> float:
        ours, theirs = words_of(directive.task).single, words_of(row.task).single
        return len(ours & theirs) / max(1, min(len(ours), len(theirs)))

    best = max(rows, key=shared, default=None)
    return best if best and shared(best) >= _SAME_TASK else None
