"""Tables of tasks whose cells stand one under another: a cell is a line, or a block between empty lines.

Empty cells leave no trace there, so the cells of a row are matched with the columns they fit best, in order. Headings
that a new page repeats, page numbers and titles of groups are no cells.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice, takewhile

from corpus.layout.columns import COUNTS, GROUP, NUMBER, PAGE, Span, TableRow, column, heads_tasks, labelled_column
from corpus.lexicon import body_heads
from corpus.patterns import any_of
from corpus.text import canonical, fold

_LINE = re.compile(r"[^\n\f\v]*\w[^\n\f\v]*")
_BLOCK = re.compile(r"[^\n\f\v]*\w[^\n\f\v]*(?:\n[^\n\f\v]*\w[^\n\f\v]*)*")
_AFTER = re.compile(r"(?:[IVX]{1,5}|[A-ZĐ]|\d{1,2})[.)]\s+\w|nơi nhận|trên đây là", re.I)
_TITLED = re.compile(r"\W*(?P<group>[IVX]{1,5}|[A-ZĐ])(?:[.)]|\W*$)")
_DUE = re.compile(
    r"\d{1,2}\s*[/.-]\s*\d|\bqu[yi]\s+[iv\d]|\bthang\s+\d|\bnam\s+\d{4}|^\s*\d{4}\s*$|hang (?:nam|quy|thang|tuan|ngay)|thuong xuyen|\bngay\b"
)
_WHEN = re.compile(r"(?:truoc|trong|xong|hoan thanh|cham nhat|den|tu|sau|hang|dinh ky|thuong xuyen)\s.{0,40}$")
_MOST_COLUMNS = 9
_MOST_HEADING = 2 * _MOST_COLUMNS  # units
_MOST_CELLS = 3_000
_MOST_LINES = 3  # of a row for each of its columns
_JOINED = 2  # what a further line of a cell costs
LONGEST = 60  # characters of a heading
_BODIES = ("lead", "assigned", "coordinating")


def stacked(text: str, start: int, end: int) -> Iterator[TableRow]:
    """The rows of the table whose heading begins at `start`, if one does."""
    for unit in (_BLOCK, _LINE):
        found = (_within(text, *match.span()) for match in unit.finditer(text, start, end))
        units = list(islice(found, _MOST_HEADING))
        columns, height = _columns(text, units)
        if columns:
            units += islice(found, _MOST_CELLS)
            heading = [canonical(text[slice(*unit)]) for unit in units[:height]]
            counted = units[height : height + len(columns)]
            if counted and all(COUNTS.fullmatch(text[slice(*unit)]) for unit in counted):
                height += len(columns)
            if columns[0] != "number":
                yield from _unnumbered(text, units[height:], columns, heading)
                return
            apart = any(_gap(text, units, at) for at in range(1, height))
            below = units[height:] if apart else _to_the_gap(text, units[height:], 2 * len(columns))
            yield from _rows(text, below, columns, heading)
            return


def _within(text: str, start: int, end: int) -> Span:
    printed = text[start:end]
    return start + len(printed) - len(printed.lstrip(" *|\t")), end - len(printed) + len(printed.rstrip(" *|\t"))


def _gap(text: str, units: Sequence[Span], at: int) -> bool:
    return text.count("\n", units[at - 1][1], units[at][0]) > 1


def _to_the_gap(text: str, units: Sequence[Span], near: int) -> Sequence[Span]:
    """The units up to an empty line below which no row begins among the next ones, `near` of them."""
    for at in range(1, len(units)):
        if _gap(text, units, at) and not any(NUMBER.fullmatch(text[slice(*unit)]) for unit in units[at : at + near]):
            return units[:at]
    return units


def _columns(text: str, units: Sequence[Span]) -> tuple[list[str], int]:
    """What the columns say whose headings are the first units, and how many units that are: a heading may go on in the
    next one, in small letters. Nothing where they head no table of tasks."""
    headings: list[str] = []
    heights: list[int] = []
    for unit in units:
        words = text[slice(*unit)]
        if NUMBER.fullmatch(words) or GROUP.fullmatch(words) or COUNTS.fullmatch(words):
            break
        if len(words) > LONGEST:
            return [], 0
        if headings and words[0].islower():
            headings[-1], heights[-1] = f"{headings[-1]} {words}", heights[-1] + 1
        else:
            headings.append(words)
            heights.append(1)
    found = [column(words) for words in headings[:_MOST_COLUMNS]]
    if found[:1] != ["number"]:  # without numbers the headings end where a unit is none
        found = list(takewhile(bool, (labelled_column(words) for words in headings[: len(found)])))
    tasks = heads_tasks(found) and "number" not in found[1:]
    return (found, sum(heights[: len(found)])) if tasks else ([], 0)


def _rows(text: str, units: Sequence[Span], columns: Sequence[str], heading: Sequence[str]) -> Iterator[TableRow]:
    number, held, skips = "", list[Span](), False
    group, prefix = "", ""  # where the numbers of a group begin anew they are told apart by its own
    at = 0
    while at < len(units):
        words = text[slice(*units[at])]
        following = text[slice(*units[at + 1])] if at + 1 < len(units) else ""
        if [canonical(text[slice(*unit)]) for unit in units[at : at + len(heading)]] == heading:
            at += len(heading)
            skips = True  # the rest of a cell that the page cut
            continue
        if _opens(words, number, held, columns):
            yield from _row(text, prefix + number, held, columns)
            begins_anew = group and number.isdigit() and words.rstrip(".)") == "1"
            prefix = f"{group}." if begins_anew else prefix
            number, held, skips = words.rstrip(".)"), [units[at]], False
        elif (title := _TITLED.match(words)) and (GROUP.fullmatch(words) or _opens_group(following, number)):
            yield from _row(text, prefix + number, held, columns)
            group, held, skips = title["group"], [], True
            at += GROUP.fullmatch(words) is not None  # its title
        elif (
            _AFTER.match(words)
            or not (held or skips or number)
            or (len(held) >= len(columns) and not skips and not _goes_on(text, units[at:], number, held, heading))
        ):
            break
        elif held and not skips and not PAGE.fullmatch(words):
            _join(text, held, units[at])
        at += 1
    yield from _row(text, prefix + number, held, columns)


def _opens_group(following: str, number: str) -> bool:
    """True where the rows of a group begin below its title: 1, or the number after the last row's."""
    label = following.rstrip(".)")
    return label.isdigit() and (label == "1" or (number.isdigit() and int(label) == int(number) + 1))


def _unnumbered(text: str, units: Sequence[Span], columns: Sequence[str], heading: Sequence[str]) -> Iterator[TableRow]:
    """The rows of a table that numbers none: the ways to lay its cells out in rows are weighed, cell after cell."""
    cells: list[Span] = []
    for unit in units:
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
    """Adds a unit to the cells: to the last of them, where it begins with a small letter and is no day by itself."""
    if cells and text[unit[0]].islower() and not _WHEN.match(fold(text[slice(*unit)])):
        cells[-1] = (cells[-1][0], unit[1])
    else:
        cells.append(unit)


def _opens(words: str, number: str, held: Sequence[Span], columns: Sequence[str]) -> bool:
    """True for the number of the next row."""
    if not NUMBER.fullmatch(words):
        return False
    label = words.rstrip(".)")
    follows = label.isdigit() and number.isdigit() and int(label) == int(number) + 1
    begins_anew = label == "1" and not held
    return not number or follows or begins_anew or ("." in label and len(held) > 2)


def _goes_on(text: str, units: Sequence[Span], number: str, held: Sequence[Span], heading: Sequence[str]) -> bool:
    """True where the table goes on soon after more lines than it has columns: some of them are of one cell."""
    after = [text[slice(*unit)] for unit in units[: 2 * len(heading)]]
    forms = [canonical(words) for words in after]
    repeated = any(forms[at : at + len(heading)] == heading for at in range(len(heading)))
    return repeated or any(_opens(words, number, held, heading) for words in after[: len(heading)])


def _row(text: str, number: str, held: Sequence[Span], columns: Sequence[str]) -> Iterator[TableRow]:
    """The row of these cells: each in a column, in order; lines that are more than the columns belong to one before."""
    lines = held[1:]
    if not 2 <= len(lines) <= _MOST_LINES * len(columns):
        return
    longest = 1 + max(0, len(lines) - len(columns) + 1)  # lines of one cell
    best: dict[tuple[int, int], tuple[int, tuple[tuple[int, Span], ...]]] = {(0, 0): (0, ())}  # (lines, columns) used
    for after in range(1, len(lines) + 1):
        for at in range(1, len(columns)):
            options = []
            for first in range(max(0, after - longest), after):
                cell = lines[first][0], lines[after - 1][1]
                score = _fits(text[slice(*cell)], columns[at]) - _JOINED * (after - first - 1)
                known = (best[first, last] for last in range(at) if (first, last) in best)
                options += [(before + score, (*placed, (at, cell))) for before, placed in known]
            if options:
                best[after, at] = max(options, key=lambda one: one[0])
    ended = [best[len(lines), at] for at in range(1, len(columns)) if (len(lines), at) in best]
    for _, placed in sorted(ended, key=lambda one: -one[0])[:1]:
        named = {columns[at]: (cell,) for at, cell in placed if columns[at]}
        yield TableRow(number, lines[0][0], lines[-1][1], {"number": (held[0],), **named})


def _fits(words: str, said: str) -> int:
    """How well a cell fits a column."""
    due = len(words) < LONGEST and _DUE.search(fold(words)) is not None
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
