"""The register for a terminal: a table that is readable at 80 columns and in a pipe."""

import sys
from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.show.text import on_one_line
from bot.tasks.words import TaskWords, day_shown
from corpus.dates import first_date
from corpus.models import Precision
from rag.register import Task

_WIDEST = 140  # a line that is longer is hard to follow
_PIPED = 80


def print_table(tasks: Sequence[Task], words: TaskWords) -> None:
    """Print it to standard output; nothing for no tasks."""
    if not tasks:
        return
    table = Table(box=box.SIMPLE_HEAD, show_lines=False, expand=True, padding=(0, 1), show_edge=False)
    table.add_column(words.say("deadline"), ratio=2)
    table.add_column(words.say("bodies"), ratio=3)
    table.add_column(words.say("task"), ratio=5)
    for task in tasks:
        table.add_row(Text(_by_when(task, words)), Text(_who(task, words)), _what(task, words), end_section=True)
    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else _PIPED, emoji=False, markup=False)
    console.width = min(console.width, _WIDEST)
    console.print(Text(words.say("count", count=len(tasks))))
    console.print(table)


def _by_when(task: Task, words: TaskWords) -> str:
    deadline = task.directive.deadline
    if deadline is None:
        return words.say("no_deadline")
    said, day = on_one_line(deadline.text), day_shown(deadline)
    found = first_date(said)
    lines = [said, "" if found and found.value == deadline.date else day]
    if deadline.precision is not Precision.DAY:
        lines.append(f"({words.precision(deadline)})")
    return "\n".join(filter(None, lines))


def _who(task: Task, words: TaskWords) -> str:
    return "\n".join(f"{role}: {names}" for role, names in words.bodies(task))


def _what(task: Task, words: TaskWords) -> Text:
    text = Text(on_one_line(task.directive.task))
    for name, value in words.sources(task):
        text.append(f"\n{name}: {value}")
    for how, label, _ in words.changes(task):
        text.append(f"\n{how} {label}", "bold")
    if remark := words.remark(task):
        text.append(f"\n{remark}", "bold")
    return text.append(f"\n{words.say('notice')}: {on_one_line(task.label)}", "dim")
