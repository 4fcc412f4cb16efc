"""Tables of tasks that were flattened to lines: which cell says what.

The heading names the columns (STT, Nội dung, Cơ quan chủ trì, Cơ quan phối hợp, Thời gian hoàn thành), in any order; a
row begins with its number, or is a line where no column numbers them. Columns stand apart by bars or tabs, or one under
another (`corpus.layout.aligned`), in drawn boxes (`corpus.layout.boxed`), or one cell stands on a line (`corpus.layout.stacked`).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from corpus.layout.aligned import aligned
from corpus.layout.boxed import boxed
from corpus.layout.columns import (
    COUNTS,
    GROUP,
    NUMBER,
    PAGE,
    Span,
    TableRow,
    column,
    filled,
    heads_tasks,
    labelled_column,
)
from corpus.layout.run_on import run_on
from corpus.layout.several import each_task
from corpus.layout.stacked import LONGEST, stacked
from corpus.text import canonical, trimmed

_LINE = re.compile(r"[^\n\f\v]+")
_RULE = re.compile(r"[\s|:+=_–\u2500-\u257f-]+")
_BAR = re.compile(r"[|│┃║]")  # the white space around it is trimmed from the cells
_BETWEEN = re.compile(r"[│┃║|]")  # where none stands before the first cell: it may be empty
_EDGE = re.compile(r"\s*[|│┃║]")
_MOST_HEADING = 4  # lines
_TAB = re.compile(r"\t")  # an empty cell keeps its place


class Table(NamedTuple):
    """A table at `start:end`, its heading included."""

    start: int
    end: int
    rows: tuple[TableRow, ...]


def tables_in(text: str, start: int, end: int, before: int | None = None) -> list[Table]:
    """The tables of tasks in `text[start:end]`, in order; of those that begin `before` an offset, where one is given."""
    lines = [match.span() for match in _LINE.finditer(text, start, end) if not _RULE.fullmatch(match[0])]
    tables: list[Table] = []
    at = 0
    while at < len(lines) and (before is None or lines[at][0] < before):
        if rows := list(_filled(text, _rows_below(text, lines, at, end))):
            tables.append(Table(lines[at][0], rows[-1].end, tuple(rows)))
            while at < len(lines) and lines[at][0] < rows[-1].end:
                at += 1
        else:
            at += 1
    return tables


def _filled(text: str, rows: Iterable[TableRow | None]) -> Iterator[TableRow]:
    """The rows with what they share with the one above them in their group; None stands between groups."""
    above: TableRow | None = None
    told, printed = 0, ""
    for row in rows:
        above = row and filled(text, row, above, same_number=bool(printed) and not row.number)
        if above:
            told, printed = told + 1, above.number or printed
            yield from each_task(text, above._replace(number=printed or str(told)))


def _rows_below(text: str, lines: Sequence[Span], at: int, end: int) -> Iterator[TableRow | None]:
    """The rows of the table whose heading stands at line `at`, if one does."""
    if drawn := list(boxed(text, lines[at][0], end)):
        yield from drawn
        return
    bar = _BAR if _EDGE.match(text, *lines[at]) else _BETWEEN
    for separator in filter(lambda sign: sign.search(text, *lines[at]), (bar, _TAB)):
        found = cells(text, lines[at], separator)
        if len(found) < 3 or NUMBER.fullmatch(text[slice(*found[0])]):
            continue
        heading, height = _heading(text, lines[at : at + _MOST_HEADING], separator)
        columns = [column(words) for words in heading]
        if heads_tasks(columns) and not (separator is _TAB and any(left == right for left, right in found)):
            yield from _rows(text, lines[at:], height, columns, separator)
            return
    below = aligned(text, lines, at)
    if (first := next(below, None)) is not None:
        yield from chain([first], below)
    elif rows := list(run_on(text, lines, at)):
        yield from rows
    elif len(lines) > at + 2 and _begins_stack([text[slice(*line)] for line in lines[at : at + 2]]):
        yield from stacked(text, lines[at][0], end)


def _begins_stack(words: Sequence[str]) -> bool:
    """True for the first lines of a heading whose cells stand one under another: two labels, or that of the numbers."""
    return len(words[0]) <= LONGEST and (column(words[0]) == "number" or all(map(labelled_column, words)))


def _heading(text: str, lines: Sequence[Span], separator: re.Pattern[str]) -> tuple[list[str], int]:
    """The words of each cell of a heading, and how many lines it has: a cell goes on in the lines below it."""
    first, *below = ([text[slice(*cell)] for cell in cells(text, line, separator)] for line in lines)
    heading, height = first, 1
    for said in below:
        if len(said) != len(heading) or not any(said):
            break
        if labels := _deeper(said):
            return [low or high for low, high in zip(labels, heading, strict=True)], height + 1
        numbered = column(heading[0]) == "number"
        small = all(words[0].islower() for words in said if words)
        if not small or (numbered and said[0] and column(f"{heading[0]} {said[0]}") != "number"):
            break
        heading, height = [f"{high} {low}".strip() for high, low in zip(heading, said, strict=True)], height + 1
    return heading, height


def _deeper(said: Sequence[str]) -> Sequence[str]:
    """The cells of a heading's second line that says more than the first: labels below those that they belong to."""
    told = [labelled_column(words) for words in said if words]
    capital = all(words[0].isupper() for words in said if words)
    return said if capital and all(told) and 1 < len(told) < len(said) else ()


def _rows(
    text: str, lines: Sequence[Span], height: int, columns: Sequence[str], separator: re.Pattern[str]
) -> Iterator[TableRow | None]:
    """`lines`: first those of the heading, `height` of them."""
    headings = [canonical(text[slice(*line)]).split() for line in lines[:height]]
    below = lines[height:]
    ruled = sum(_ruled(text, one, other) for one, other in pairwise(below)) > 1  # a rule under each row
    held: list[Span] = []
    for before, line in pairwise([lines[height - 1], *below]):
        found = cells(text, line, separator)
        whole = len(found) >= len(columns)
        said = [text[slice(*cell)].strip(" *") for cell in found]
        lettered = len(found) > 1 and GROUP.fullmatch(said[0]) is not None
        goes_on = whole and held and (not _ruled(text, before, line) if ruled else _goes_on(said, columns))
        group = not goes_on and ((lettered and not any(said[2:])) or (whole and not any(said[2:]) and len(said) > 3))
        counts = (
            len(found) > 2 and all(COUNTS.fullmatch(words) for words in filter(None, said)) and sum(map(bool, said)) > 1
        )
        repeats = counts or canonical(text[slice(*line)]).split() in headings
        opens = lettered or NUMBER.fullmatch(said[0]) is not None if columns[0] == "number" else whole
        if repeats or group or (not goes_on and (opens or (whole and held and not said[0]))):
            if held:
                yield _row(text, held, columns, separator)
            held = [line] if not (repeats or group) else []
            if group:
                yield None
            continue
        if PAGE.fullmatch(text[slice(*line)].strip()):
            continue
        if not held or (not goes_on and len(cells(text, (held[0][0], held[-1][1]), separator)) >= len(columns)):
            break
        held.append(line)
    if held:
        yield _row(text, held, columns, separator)


def _ruled(text: str, above: Span, below: Span) -> bool:
    """True where a rule is drawn between two lines."""
    return any(line.strip() for line in text[above[1] : below[0]].split("\n"))


def _goes_on(said: Sequence[str], columns: Sequence[str]) -> bool:
    """True for a line that only goes on with cells of the row above it: no number, no task that begins."""
    begins = [words for words, column in zip(said, columns, strict=False) if column in ("number", "task") and words]
    return not any(words[0].isdigit() or words[0].isupper() for words in begins) and any(said)


def _row(text: str, held: Sequence[Span], columns: Sequence[str], separator: re.Pattern[str]) -> TableRow | None:
    by_line = [cells(text, line, separator) for line in held]
    if len(held) > 1 and all(len(line) >= len(columns) for line in by_line):  # each goes on in the cells below it
        found = [tuple(cell for cell in column if cell[0] < cell[1]) for column in zip(*by_line, strict=False)]
    else:
        found = [(cell,) for cell in cells(text, (held[0][0], held[-1][1]), separator)]
    if len(found) < min(3, len(columns)):
        return None
    named = {
        said: cell for said, cell in zip(columns, found, strict=False) if said and cell and cell[0][0] < cell[0][1]
    }
    number = text[slice(*found[0][0])].strip(" *.)") if columns[0] == "number" and found[0] else ""
    spans = [span for cell in found[columns[0] == "number" :] for span in cell if span[0] < span[1]] or [held[0]]
    return TableRow(number, min(spans)[0], max(span[1] for span in spans), named)


def cells(text: str, line: Span, separator: re.Pattern[str]) -> list[Span]:
    """The cells of a line as offsets; an empty one is empty."""
    start, end = line
    body = text[start:end]
    if separator is _BAR:
        start += edge.end() if (edge := _EDGE.match(body)) else 0
        end -= len(body) - len(body.rstrip().rstrip("│┃║").removesuffix("|"))
    found, left = [], start
    for match in separator.finditer(text, start, end):
        found.append((left, match.start()))
        left = match.end()
    found.append((left, end))
    return [next(trimmed(text, *cell), (cell[0], cell[0])) for cell in found]
