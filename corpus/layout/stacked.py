"""Tables of tasks whose cells stand one under another: a cell is a line, or a block between empty lines.

Empty cells leave no trace there, so the cells of a row are matched with the columns they fit best, in order. Headings
that a new page repeats, page numbers and titles of groups are no cells.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations, islice, takewhile

from corpus.layout.columns import GROUP, NUMBER, PAGE, Span, TableRow, column, heads_tasks, labelled_column
from corpus.lexicon import body_heads
from corpus.patterns import any_of
from corpus.text import canonical, fold

_LINE = re.compile(r"[^\n\f\v]*\w[^\n\f\v]*")
_BLOCK = re.compile(r"[^\n\f\v]*\w[^\n\f\v]*(?:\n[^\n\f\v]*\w[^\n\f\v]*)*")
_AFTER = re.compile(r"(?:[IVX]{1,5}|[A-ZĐ]|\d{1,2})[.)]\s+\w|nơi nhận", re.I)
_DUE = re.compile(
    r"\d{1,2}\s*[/.-]\s*\d|\bquy\s+[iv\d]|\bthang\s+\d|\bnam\s+\d{4}|^\s*\d{4}\s*$|hang (?:nam|quy|thang|tuan|ngay)|thuong xuyen|\bngay\b"
)
_MOST_COLUMNS = 9
_MOST_CELLS = 3_000
_LONGEST = 60  # characters of a heading
_BODIES = ("lead", "assigned", "coordinating")


def stacked(text: str, start: int, end: int) -> Iterator[TableRow]:
    """The rows of the table whose heading begins at `start`, if one does."""
    for unit in (_BLOCK, _LINE):
        found = (_within(text, *match.span()) for match in unit.finditer(text, start, end))
        units = list(islice(found, _MOST_COLUMNS))
        if columns := _columns(text, units):
            rows = _rows if columns[0] == "number" else _unnumbered
            yield from rows(text, [*units, *islice(found, _MOST_CELLS)], columns)
            return


def _within(text: str, start: int, end: int) -> Span:
    printed = text[start:end]
    return start + len(printed) - len(printed.lstrip(" *|\t")), end - len(printed) + len(printed.rstrip(" *|\t"))


def _columns(text: str, units: Sequence[Span]) -> list[str]:
    """What the columns say whose headings are the first units; nothing where they head no table of tasks."""
    found: list[str] = []
    for unit in units[:_MOST_COLUMNS]:
        words = text[slice(*unit)]
        if NUMBER.fullmatch(words) or GROUP.fullmatch(words):
            break
        if len(words) > _LONGEST:
            return []
        found.append(column(words))
    if found[:1] != ["number"]:  # without numbers the headings end where a unit is none
        found = list(takewhile(bool, (labelled_column(text[slice(*unit)]) for unit in units[: len(found)])))
    return found if heads_tasks(found) and "number" not in found[1:] else []


def _rows(text: str, units: Sequence[Span], columns: Sequence[str]) -> Iterator[TableRow]:
    heading = [canonical(text[slice(*unit)]) for unit in units[: len(columns)]]
    number, held, skips = "", list[Span](), False
    at = len(columns)
    while at < len(units):
        words = text[slice(*units[at])]
        if [canonical(text[slice(*unit)]) for unit in units[at : at + len(columns)]] == heading:
            at += len(columns)
            skips = True  # the rest of a cell that the page cut
            continue
        if _opens(words, number, held, columns):
            yield from _row(text, number, held, columns)
            number, held, skips = words.rstrip(".)"), [units[at]], False
        elif GROUP.fullmatch(words):
            yield from _row(text, number, held, columns)
            number, held = number, []
            at += 1  # its title
        elif _AFTER.match(words) or (len(held) >= len(columns) and not skips) or not (held or skips or number):
            break
        elif held and not skips and not PAGE.fullmatch(words):
            _join(text, held, units[at])
        at += 1
    yield from _row(text, number, held, columns)


def _unnumbered(text: str, units: Sequence[Span], columns: Sequence[str]) -> Iterator[TableRow]:
    """The rows of a table that numbers none: the ways to lay its cells out in rows are weighed, cell after cell."""
    heading = {canonical(text[slice(*unit)]) for unit in units[: len(columns)]}
    cells: list[Span] = []
    for unit in units[len(columns) :]:
        words = text[slice(*unit)]
        if _AFTER.match(words):
            break
        if canonical(words) not in heading and not PAGE.fullmatch(words):
            _join(text, cells, unit)
    best: list[tuple[int, tuple[int, ...]]] = [(0, ())] * len(columns)  # by the column of the last cell
    for number, cell in enumerate(cells):
        fits = [_fits(text[slice(*cell)], said) for said in columns]
        best = [
            max(
                (
                    score + fits[at] - (at - last - 1 if at > last else at + len(columns) - 1 - last),
                    (*places, at),
                )
                for last, (score, places) in enumerate(best if number else [(0, ())] * len(columns))
                if number or last == len(columns) - 1
            )
            for at in range(len(columns))
        ]
    places = max(best)[1]
    held: list[tuple[int, Span]] = []
    for at, cell in [*zip(places, cells, strict=True), (-1, (0, 0))]:
        if held and at <= held[-1][0]:
            named = {columns[n]: (one,) for n, one in held}
            if "task" in named:
                yield TableRow("", held[0][1][0], held[-1][1][1], named)
            held = []
        held.append((at, cell))


def _join(text: str, cells: list[Span], unit: Span) -> None:
    """Adds a unit to the cells: to the last of them, where it begins with a small letter."""
    if cells and text[unit[0]].islower():
        cells[-1] = (cells[-1][0], unit[1])
    else:
        cells.append(unit)


def _opens(words: str, number: str, held: Sequence[Span], columns: Sequence[str]) -> bool:
    """True for the number of the next row."""
    if not NUMBER.fullmatch(words):
        return False
    label = words.rstrip(".)")
    follows = label.isdigit() and number.isdigit() and int(label) == int(number) + 1
    return not number or follows or ("." in label and len(held) > 2)


def _row(text: str, number: str, held: Sequence[Span], columns: Sequence[str]) -> Iterator[TableRow]:
    cells = held[1:]
    if len(cells) < 2 or len(cells) >= len(columns):
        return
    places = max(
        combinations(range(1, len(columns)), len(cells)),
        key=lambda chosen: sum(_fits(text[slice(*cell)], columns[at]) for cell, at in zip(cells, chosen, strict=True)),
    )
    named = {columns[at]: (cell,) for at, cell in zip(places, cells, strict=True) if columns[at]}
    yield TableRow(number, cells[0][0], cells[-1][1], {"number": (held[0],), **named})


def _fits(words: str, said: str) -> int:
    """How well a cell fits a column."""
    due = len(words) < _LONGEST and _DUE.search(fold(words)) is not None
    body = _begins_body().match(canonical(words)) is not None
    if said == "due":
        return 3 if due else -3
    if said in _BODIES:
        return -2 if due else 2 + (said != "coordinating") if body else -1
    if said == "task":
        return -2 if due else 1 if body else 4
    return 0


@cache
def _begins_body() -> re.Pattern[str]:
    heads = any_of({*body_heads("name"), *body_heads("alone"), "các", "ubnd", "hđnd"})
    return re.compile(rf"\W*(?:{heads})(?!\w)")
