"""A row whose cells hold several tasks, each with its own deadline: one row for each.

They stand line by line, a deadline beside the line on which its task begins; or each cell is a list, of as many tasks as
deadlines.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.deadlines import cell_deadline
from corpus.layout.columns import Cell, Span, TableRow
from corpus.names.mentions import mentions
from corpus.text import CAPITAL, trimmed

_MARK = r"(?:[-–+•*]|\(?[a-zđ]\)|\(?\d{1,2}\)|\d{1,2}\.)\s*"
_LISTED = re.compile(rf"(?:^|(?<=[\s;.])){_MARK}(?=[^\W_])")
_LINES = re.compile(rf"\n\s*(?={CAPITAL}|\d)")
_BREAK = re.compile(r";\s*")
_OPENS = re.compile(rf"(?:{_MARK})?{CAPITAL}")
_GOES_ON = (",", "và", "-", "–")


def each_task(text: str, row: TableRow) -> Iterator[TableRow]:
    """The rows that `row` holds: itself, where it holds one."""
    tasks, dues = row.cells.get("task", ()), row.cells.get("due", ())
    found = list(_beside(text, tasks, dues) or _listed(text, tasks, dues))
    if len(found) < 2:
        yield row
        return
    starts = [task[0][0] for task, _ in found]
    for number, ((task, due), (start, following)) in enumerate(
        zip(found, pairwise([*starts, row.end + 1]), strict=True)
    ):
        begin = start if number else min(start, row.start)
        end = max(span[1] for span in (*task, *due) if span[1] < following)
        yield row._replace(start=begin, end=end, cells={**row.cells, "task": task, "due": due})


def _beside(text: str, tasks: Cell, dues: Cell) -> list[tuple[Cell, Cell]]:
    """Each task with the deadline that stands beside its first line; nothing unless each has its own."""
    begins = [n for n, due in enumerate(dues) if _is_due(text, (due,)) and not _goes_on(text, dues[:n])]
    if len(begins) < 2 or begins[0]:
        return []
    found: list[tuple[Cell, Cell]] = []
    for first, after in pairwise([*begins, len(dues)]):
        beside = next((n for n, task in enumerate(tasks) if _one_line(text, task, dues[first])), None)
        if beside is None or not _begins(text, tasks[:beside], tasks[beside]):
            return []
        if found:
            found[-1] = (found[-1][0][: beside - tasks.index(found[-1][0][0])], found[-1][1])
        elif beside:
            return []
        found.append((tasks[beside:], dues[first:after]))
    return found


def _listed(text: str, tasks: Cell, dues: Cell) -> list[tuple[Cell, Cell]]:
    """Each task with its deadline, where one cell lists as many as the other."""
    if len(tasks) != 1 or len(dues) != 1:
        return []
    for cut in (_LISTED, _LINES, _BREAK):
        each, when = _cut(text, tasks[0], cut), _cut(text, dues[0], cut if cut is not _LISTED else _LISTED)
        if len(each) > 1 and len(each) == len(when) and all(_is_due(text, (due,)) for due in when):
            return [((task,), (due,)) for task, due in zip(each, when, strict=True)]
    return []


def _cut(text: str, cell: Span, sign: re.Pattern[str]) -> list[Span]:
    """The pieces of a cell between the signs; a list begins with one."""
    marks = [match.span() for match in sign.finditer(text[slice(*cell)])]
    if sign is _LISTED and (not marks or marks[0][0]):
        return []
    edges = [*([] if sign is _LISTED else [(0, 0)]), *marks, (cell[1] - cell[0],) * 2]
    pieces = ((cell[0] + left[1], cell[0] + right[0]) for left, right in pairwise(edges))
    return [span for piece in pieces for span in trimmed(text, *piece)]


def _is_due(text: str, cell: Sequence[Span]) -> bool:
    return cell_deadline(" ".join(text[slice(*span)] for span in cell).strip(" -–+•*")) is not None


def _goes_on(text: str, before: Cell) -> bool:
    """True after a line that does not end what it says."""
    return bool(before) and text[slice(*before[-1])].rstrip().lower().endswith(_GOES_ON)


def _begins(text: str, before: Cell, line: Span) -> bool:
    """True for a line that may begin a task: a capital, that of no body's name, below a line that was ended."""
    words = text[slice(*line)]
    opens = _OPENS.match(words)
    named = mentions(words)
    return opens is not None and not _goes_on(text, before) and not (named and not named[0].start)


def _one_line(text: str, left: Span, right: Span) -> bool:
    return "\n" not in text[min(left[0], right[0]) : max(left[0], right[0])]
