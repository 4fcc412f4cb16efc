"""The tasks a filter finds, and why it finds none."""

from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from bot.show.text import on_one_line
from corpus.models import Value
from corpus.text import in_order
from rag.label import label
from rag.register import Role, Task, TaskFilter, by_due_date, is_called, tasks

if TYPE_CHECKING:
    from rag.index import Index
    from rag.wording import Wording

MOST_OFFERED = 200  # names of one kind that a form offers


class Missing(StrEnum):
    """Why nothing was found; the value ends the key of the sentence that says so."""

    TASKS = "tasks"
    NOTICE = "notice"
    PROVINCE = "province"
    AGENCY = "agency"
    MATCH = "match"


class Lookup(Value):
    """The rows; `missing` only where there are none."""

    tasks: tuple[Task, ...]
    missing: Missing | None = None


class Offered(NamedTuple):
    """What can be chosen: bodies by how often they are named, provinces, notices as (id, label)."""

    agencies: tuple[str, ...]
    provinces: tuple[str, ...]
    notices: tuple[tuple[str, str], ...]


def look_up(index: "Index", wanted: TaskFilter) -> Lookup:
    """The rows in the order of notices and texts; the earliest day first where days are wanted."""
    with index.snapshot():
        rows = tasks(index, wanted)
        if not rows:
            return Lookup(tasks=(), missing=_missing(index, wanted))
    dated = wanted.due_before or wanted.due_after
    return Lookup(tasks=tuple(by_due_date(rows)) if dated else rows)


def why_none(wording: "Wording", language: str, wanted: TaskFilter, missing: Missing) -> str:
    """One sentence with the next step."""
    names = {"agency": wanted.agency, "province": wanted.province, "notice": wanted.notice}
    return wording.say(language, f"tasks.none_{missing.value}", **names)


def offered(index: "Index") -> Offered:
    """What a form can offer; too many notices are not listed."""
    with index.snapshot():
        catalogue, directives = index.catalogue(), index.directives()
    named = Counter(name for _, directive in directives for role in Role for name in getattr(directive, role))
    return Offered(
        agencies=tuple(on_one_line(name) for name, _ in named.most_common(MOST_OFFERED)),
        provinces=tuple(sorted({notice.province for notice in catalogue if notice.province}, key=in_order)),
        notices=tuple((notice.id, on_one_line(label(notice))) for notice in catalogue)
        if len(catalogue) <= MOST_OFFERED
        else (),
    )


def _missing(index: "Index", wanted: TaskFilter) -> Missing:
    """The first condition that alone leaves nothing."""
    if not index.directives():
        return Missing.TASKS
    if wanted.notice and not any(is_called(notice, wanted.notice) for notice in index.catalogue()):
        return Missing.NOTICE
    if wanted.province and not tasks(index, TaskFilter(province=wanted.province)):
        return Missing.PROVINCE
    if wanted.agency and not tasks(index, TaskFilter(agency=wanted.agency)):
        return Missing.AGENCY
    return Missing.MATCH
