"""The register for Excel: CSV that opens with its diacritics and in which no cell is a formula."""

import csv
import io
from collections.abc import Iterable

from bot.show.text import on_one_line
from bot.tasks.words import TaskWords, listed
from rag.register import Task

BOM = "\ufeff"  # without it Excel takes UTF-8 for the code page of the machine
_FORMULA = tuple("=+-@\t\r＝＋－＠")
_COLUMNS = (
    "lead", "assigned", "coordinating", "task", "deadline", "due_date", "precision", "legal_basis", "reports_to",
    "quote", "notice", "item", "notice_id", "changed_by", "remark",
)  # fmt: skip


def sheet(tasks: Iterable[Task], words: TaskWords) -> str:
    """One line for the headings, one for each task. Dates are ISO, which Excel reads alike everywhere."""
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow(words.say(column) for column in _COLUMNS)
    for task in tasks:
        lines.writerow(map(harmless, _cells(task, words)))
    return BOM + text.getvalue()


def harmless(cell: str) -> str:
    """The cell as text: what a spreadsheet would calculate gets an apostrophe before it."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _cells(task: Task, words: TaskWords) -> tuple[str, ...]:
    directive, deadline = task.directive, task.directive.deadline
    return (
        listed(directive.lead),
        listed(directive.assigned),
        listed(directive.coordinating),
        on_one_line(directive.task),
        on_one_line(deadline.text) if deadline else "",
        deadline.date.isoformat() if deadline and deadline.date else "",
        words.precision(deadline) if deadline else "",
        listed(directive.legal_basis),
        listed(directive.reports_to),
        on_one_line(directive.quote),
        on_one_line(task.label),
        directive.item,
        task.notice_id,
        "; ".join(f"{how} {label}" for how, label, _ in words.changes(task)),
        words.remark(task),
    )
