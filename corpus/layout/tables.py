"""Tables of tasks that were flattened to lines: which cell says what.

The heading names the columns (STT, Nội dung, Cơ quan chủ trì, Cơ quan phối hợp, Thời gian hoàn thành); a row begins
with its number. Columns stand apart by bars, tabs or wide gaps, or one cell stands on a line.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpus.layout.columns import GROUP, NUMBER, PAGE, Span, TableRow, column, heads_tasks
from corpus.layout.stacked import LONGEST, stacked
from corpus.text import trimmed

_LINE = re.compile(r"[^\n\f\v]+")
_RULE = re.compile(r"[\s|:+=_–-]+")
_BAR = re.compile(r"\|")  # the white space around it is trimmed from the cells
_TAB = re.compile(r"\t")  # an empty cell keeps its place
_GAP = re.compile(r"\t+|[ ]{3,}")

_GAPS = re.compile(r"[|\t]|[ ]{3}")  # of any of these


class Table(NamedTuple):
    """A table at `start:end`, its heading included."""

    start: int
    end: int
    rows: tuple[TableRow, ...]


def tables_in(text: str, start: int, end: int) -> list[Table]:
    """The tables of tasks in `text[start:end]`, in order."""
    lines = [match.span() for match in _LINE.finditer(text, start, end) if not _RULE.fullmatch(match[0])]
    tables: list[Table] = []
    at = 0
    while at < len(lines):
        if rows := list(_rows_below(text, lines, at, end)):
            tables.append(Table(lines[at][0], rows[-1].end, tuple(rows)))
            while at < len(lines) and lines[at][0] < rows[-1].end:
                at += 1
        else:
            at += 1
    return tables


def _rows_below(text: str, lines: Sequence[Span], at: int, end: int) -> Iterator[TableRow]:
    """The rows of the table whose heading stands at line `at`, if one does."""
    for separator in (_BAR, _TAB, _GAP) if _GAPS.search(text, *lines[at]) else ():
        found = cells(text, lines[at], separator)
        columns = [column(text[slice(*cell)]) for cell in found] if len(found) > 2 else []
        if heads_tasks(columns) and not (separator is _TAB and any(left == right for left, right in found)):
            yield from _rows(text, lines[at + 1 :], columns, separator)
            return
    words = text[slice(*lines[at])]
    if len(words.strip(" *|\t")) <= LONGEST and column(words) == "number":
        yield from stacked(text, lines[at][0], end)


def _rows(text: str, lines: Sequence[Span], columns: Sequence[str], separator: re.Pattern[str]) -> Iterator[TableRow]:
    held: list[Span] = []
    for line in lines:
        found = cells(text, line, separator)
        first = text[slice(*found[0])].strip(" *")
        group = GROUP.fullmatch(first) is not None and len(found) > 1
        if (opens := NUMBER.fullmatch(first) is not None) or group or column(first) == "number":
            if held:
                yield from _row(text, held, columns, separator)
            held = [line] if opens else []  # the title of a group, a heading that a new page repeats: no rows
            continue
        if PAGE.fullmatch(text[slice(*line)].strip()):
            continue
        if not held or len(cells(text, (held[0][0], held[-1][1]), separator)) >= len(columns):
            break
        held.append(line)
    if held:
        yield from _row(text, held, columns, separator)


def _row(text: str, held: Sequence[Span], columns: Sequence[str], separator: re.Pattern[str]) -> Iterator[TableRow]:
    start, end = held[0][0], held[-1][1]
    found = cells(text, (start, end), separator)
    if len(found) < min(3, len(columns)):
        return
    named = {said: cell for said, cell in zip(columns, found, strict=False) if said and cell[0] < cell[1]}
    number = text[slice(*found[0])].strip(" *.)")
    begin = found[1][0] if columns[0] == "number" and len(found) > 1 else start
    yield TableRow(number, begin, end, named)


def cells(text: str, line: Span, separator: re.Pattern[str]) -> list[Span]:
    """The cells of a line as offsets; an empty one is empty."""
    start, end = line
    body = text[start:end]
    if separator is _BAR:
        start += len(body) - len(body.lstrip(" |"))
        end -= len(body) - len(body.rstrip(" |")) if body.rstrip().endswith("|") else 0
    found, left = [], start
    for match in separator.finditer(text, start, end):
        found.append((left, match.start()))
        left = match.end()
    found.append((left, end))
    return [next(trimmed(text, *cell), (cell[0], cell[0])) for cell in found]
