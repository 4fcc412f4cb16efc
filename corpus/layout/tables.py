"""Tables of tasks that were flattened to lines: which cell says what.

The heading names the columns (STT, Nội dung, Cơ quan chủ trì, Cơ quan phối hợp, Thời gian hoàn thành); a row begins
with its number. Columns stand apart by bars, tabs or wide gaps, or one cell stands on a line.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from corpus.lexicon import cues
from corpus.patterns import either
from corpus.text import canonical, trimmed

_LINE = re.compile(r"[^\n\f\v]+")
_RULE = re.compile(r"[\s|:+=_–-]+")
_BAR = re.compile(r"\|")  # the white space around it is trimmed from the cells
_TAB = re.compile(r"\t")  # an empty cell keeps its place
_GAP = re.compile(r"\t+|[ ]{3,}")
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,2})*[.)]?")
_MOST_LINES = 12  # of one heading, one cell a line

Span = tuple[int, int]


class TableRow(NamedTuple):
    """A row at `start:end`; `cells` by what their column says: number, task, lead, assigned, coordinating, due."""

    number: str
    start: int
    end: int
    cells: Mapping[str, Span]


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
        heading = _heading(text, lines, at)
        if heading is None:
            at += 1
            continue
        after, columns, separator = heading
        found = list(_rows(text, lines[after:], columns, separator))
        if found:
            tables.append(Table(lines[at][0], found[-1][1].end, tuple(row for _, row in found)))
        at = after + (found[-1][0] if found else 0)
    return tables


def _heading(text: str, lines: Sequence[Span], at: int) -> tuple[int, list[str], re.Pattern[str] | None] | None:
    """(the line after the heading, what its columns say, what sets cells apart) where one stands at line `at`."""
    for separator in (_BAR, _TAB, _GAP):
        found = cells(text, lines[at], separator)
        columns = [column(text[slice(*cell)]) for cell in found]
        if _is_heading(columns) and not (separator is _TAB and any(start == end for start, end in found)):
            return at + 1, columns, separator
    columns = []
    for number, line in enumerate(lines[at : at + _MOST_LINES]):
        words = text[slice(*line)].strip(" *|")
        if _NUMBER.fullmatch(words) or len(words) > 60:
            return (at + number, columns, None) if _is_heading(columns) else None
        columns.append(column(words))
        if number == 0 and columns[0] != "number":
            return None
    return None


def _is_heading(columns: Sequence[str]) -> bool:
    return len(columns) > 2 and "task" in columns and ("lead" in columns or "assigned" in columns)


def column(words: str) -> str:
    """What a column headed by `words` says: number, task, lead, assigned, coordinating, due; else nothing."""
    form = canonical(words)
    return next((name for name, pattern in _columns() if pattern.search(form)), "")


def _rows(
    text: str, lines: Sequence[Span], columns: Sequence[str], separator: re.Pattern[str] | None
) -> Iterator[tuple[int, TableRow]]:
    """Each row with the number of the line after it."""
    held: list[Span] = []
    for number, line in enumerate(lines):
        opens = _opens(text, line, separator)
        if opens and held:
            yield from _row(text, held, columns, separator, number)
            held = []
        if not opens and (not held or _ends(text, held, columns, separator)):
            break
        held.append(line)
    else:
        number = len(lines)
    if held:
        yield from _row(text, held, columns, separator, number)


def _opens(text: str, line: Span, separator: re.Pattern[str] | None) -> bool:
    first = cells(text, line, separator)[0] if separator else line
    return _NUMBER.fullmatch(text[slice(*first)].strip(" *")) is not None


def _ends(text: str, held: Sequence[Span], columns: Sequence[str], separator: re.Pattern[str] | None) -> bool:
    """True where the row is full: what follows is no part of it."""
    if separator is None:
        return len(held) >= len(columns)
    return len(cells(text, (held[0][0], held[-1][1]), separator)) >= len(columns)


def _row(
    text: str, held: Sequence[Span], columns: Sequence[str], separator: re.Pattern[str] | None, after: int
) -> Iterator[tuple[int, TableRow]]:
    start, end = held[0][0], held[-1][1]
    found = cells(text, (start, end), separator) if separator else list(held)
    if len(found) < min(3, len(columns)):
        return
    named = {column: cell for column, cell in zip(columns, found, strict=False) if column and cell[0] < cell[1]}
    number = text[slice(*found[0])].strip(" *.)")
    begin = found[1][0] if columns[0] == "number" and len(found) > 1 else start
    yield after, TableRow(number, begin, end, named)


def cells(text: str, line: Span, separator: re.Pattern[str] | None) -> list[Span]:
    """The cells of a line as offsets; an empty one is empty."""
    start, end = line
    if separator is None:
        return [line]
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


@cache
def _columns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile(rf"(?<!\w)(?:{either(patterns)})"))
        for entry in cues()["columns"]
        for name, patterns in entry.items()
    )
