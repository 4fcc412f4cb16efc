"""A task as one row of JSON: the one projection, for the command line and the web."""

from corpus.models import Directive, Value
from rag.register import Task
from rag.register.amendments import How


class ChangedBy(Value):
    """A later notice that changes the task."""

    how: How
    notice_id: str
    label: str
    url: str


class TaskRow(Directive):
    """The fields of a directive, and where it stands; `scanned`: read from a scan, may be wrong."""

    notice_id: str
    label: str
    url: str
    changed_by: tuple[ChangedBy, ...] = ()
    scanned: bool = False


def row_of(task: Task) -> TaskRow:
    """The row of one task."""
    changes = (
        ChangedBy(how=change.how, notice_id=change.notice_id, label=change.label, url=change.url)
        for change in task.changes
    )
    return TaskRow(
        **dict(task.directive),
        notice_id=task.notice_id,
        label=task.label,
        url=task.url,
        changed_by=tuple(changes),
        scanned=task.scanned,
    )
