"""What the command line says beside the answer, on standard error: progress and reports."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rag.index.report import Entry, Report


Progress = Callable[[int, int], None]  # steps done, steps in all


class Bar(Protocol):
    """Steps done, steps in all, and what takes long in this one."""

    def __call__(self, done: int, total: int, note: str = "", /) -> None: ...


NOT_TAKEN_IN = ("broken", "duplicate", "quarantined", "refused", "unsupported")  # states of files that became no notice


def say(sentence: str) -> None:
    """One line for the person at the terminal."""
    print(sentence, file=sys.stderr, flush=True)


@contextmanager
def progress_bar(title: str) -> Iterator[Bar]:
    """A bar that appears with the first step and only where standard error is a terminal."""
    if not sys.stderr.isatty():
        yield lambda done, total, note="", /: None
        return
    from rich import progress
    from rich.console import Console

    columns = (progress.TextColumn("{task.description}"), progress.BarColumn(), progress.MofNCompleteColumn())
    bar = progress.Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task(title, total=None)

    def step(done: int, total: int, note: str = "", /) -> None:
        bar.start()
        bar.update(task, completed=done, total=total, description=f"{title} {note}".strip())

    try:
        yield step
    finally:
        bar.stop()


def report_line(entry: "Entry") -> str:
    """One file of a report, for people: what became of it, and why where it was not taken in."""
    name = entry.path if entry.state in NOT_TAKEN_IN else entry.id
    reason = entry.reason.removeprefix(f"{name}: ")
    return f"{entry.state}: {name}" + (f": {reason}" if reason else "")


def warn_of_failures(report: "Report | None") -> None:
    """Name on standard error what could not be read while an index was filled on the way."""
    for entry in report.entries if report else ():
        if entry.state in NOT_TAKEN_IN:
            say(report_line(entry))
