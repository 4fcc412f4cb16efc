"""Tables whose columns stand under one another, as the text of a page is printed: a cell goes on in the lines below it.

Each piece of a line, set apart by two blanks, belongs to the column it overlaps most. A heading of several lines is put
together the same way.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from corpus.layout.columns import COUNTS, GROUP, NUMBER, PAGE, Span, TableRow, column, heads_tasks, labelled_column
from corpus.names.mentions import mentions
from corpus.text import canonical

_PIECE = re.compile(r"[^\s]+(?:[ \u00a0][^\s]+)*")
_AFTER = re.compile(r"\s*(?:[IVX]{1,5}|[A-ZĐ]|\d{1,2})[.)]\s+\w|\s*nơi nhận", re.I)
_DIGIT = re.compile(r"\d")
_MOST_HEADING = 4  # lines
_MOST_LINES = 30  # of a row above its number
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


class _Piece(NamedTuple):
    """Words at `start:end` of the text that stand `left` characters after the margin."""

    start: int
    end: int
    left: int

    @property
    def right(self) -> int:
        return self.left + self.end - self.start


def aligned(text: str, lines: Sequence[Span], at: int) -> Iterator[TableRow | None]:
    """The rows of the table whose heading begins at line `at`, if one does; None where a group of rows begins."""
    first = _pieces(text, lines[at])
    if len(first) < 2:
        return
    for height in range(1, _MOST_HEADING + 1):
        below = lines[at + height : at + height + 1]
        if not below or not (pieces := _pieces(text, below[0])):
            return
        opens = NUMBER.fullmatch(text[pieces[0].start : pieces[0].end]) or GROUP.fullmatch(
            text[pieces[0].start : pieces[0].end]
        )
        heading = _heading(text, lines[at : at + height])
        numbered = bool(heading) and column(heading[0][0]) == "number"
        gap = _BLANK_LINE.search(text, lines[at + height - 1][1], below[0][0]) is not None
        goes_on = all(text[piece.start].islower() or len(pieces) < len(first) for piece in pieces) or not (
            _DIGIT.search(text, *below[0]) or mentions(text, *below[0])
        )
        if not (opens or gap if numbered else gap or not goes_on):
            continue
        said = [column(words) for words, _ in heading]
        labels = any(labelled_column(words) for words, _ in heading)
        if heads_tasks(said) and (numbered or (all(said) and labels)):
            yield from _rows(text, lines[at + height :], said, [place for _, place in heading], lines[at : at + height])
        return


def _pieces(text: str, line: Span) -> list[_Piece]:
    return [_Piece(*match.span(), match.start() - line[0]) for match in _PIECE.finditer(text, *line)]


def _heading(text: str, lines: Sequence[Span]) -> list[tuple[str, Span]]:
    """The columns of a heading from left to right: its words, and from where to where they stand."""
    found: list[tuple[str, Span]] = []
    for line in lines:
        for piece in _pieces(text, line):
            words = text[piece.start : piece.end]
            over = [n for n, (_, place) in enumerate(found) if piece.left < place[1] and place[0] < piece.right]
            if len(over) != 1:
                found.append((words, (piece.left, piece.right)))
                continue
            known, (left, right) = found[over[0]]
            found[over[0]] = (f"{known} {words}", (min(left, piece.left), max(right, piece.right)))
    return sorted(found, key=lambda one: one[1])


def _rows(
    text: str, lines: Sequence[Span], columns: Sequence[str], places: Sequence[Span], heading: Sequence[Span]
) -> Iterator[TableRow | None]:
    repeated = [canonical(text[slice(*line)]).split() for line in heading]
    ranges = list(places)
    held: list[list[_Piece]] = [[] for _ in columns]
    before = heading[-1][1]
    opened = False  # by an empty line, its number still to come
    for at, line in enumerate(lines):
        pieces = _pieces(text, line)
        if all(COUNTS.fullmatch(text[piece.start : piece.end]) for piece in pieces) and len(pieces) > 2:
            continue
        if canonical(text[slice(*line)]).split() in repeated or (
            PAGE.fullmatch(text[slice(*line)].strip()) and not opened
        ):
            before = line[1]
            continue
        where = _columns_of(pieces, ranges)
        first = text[pieces[0].start : pieces[0].end].strip(" *")
        gap = _BLANK_LINE.search(text, before, line[0]) is not None
        opens = not opened and _opens(text, pieces, where, columns, held, gap=gap)
        if gap and not opens and columns[0] == "number" and _numbered_below(text, lines[at : at + _MOST_LINES]):
            opens = opened = True
        elif where[0] == 0:
            opened = False
        across = len(pieces) == 1 and sum(_overlap(pieces[0], one) > 0 for one in ranges) > 1
        group = GROUP.fullmatch(first) is not None and len(pieces) > 1
        if not opens and not group and (across or _AFTER.match(text, *line)):
            break
        if opens or group:
            yield from _row(text, columns, held)
            held = [[] for _ in columns]
        if group:
            yield None
        elif opens or any(held):
            for piece, n in zip(pieces, where, strict=True):
                held[n].append(piece)
                ranges[n] = _wider(ranges, n, piece)
        else:
            break
        before = line[1]
    yield from _row(text, columns, held)


def _numbered_below(text: str, lines: Sequence[Span]) -> bool:
    """True where the number of a row stands between its first line and the next empty line, in the middle of its height."""
    for line, following in pairwise([*lines, None]):
        first = _PIECE.search(text, *line) if line else None
        if first and NUMBER.fullmatch(first[0]):
            return line != lines[0]
        if line and following and _BLANK_LINE.search(text, line[1], following[0]):
            return False
    return False


def _opens(
    text: str,
    pieces: Sequence[_Piece],
    where: Sequence[int],
    columns: Sequence[str],
    held: Sequence[Sequence[object]],
    *,
    gap: bool,
) -> bool:
    """True for the first line of a row: its number, or, where none is told, a task and who has it begin there."""
    if columns[0] == "number":
        return where[0] == 0 and NUMBER.fullmatch(text[pieces[0].start : pieces[0].end]) is not None
    begins = {columns[n] for piece, n in zip(pieces, where, strict=True) if not text[piece.start].islower()}
    has_due = any(cell for said, cell in zip(columns, held, strict=True) if said == "due")
    beside = {"lead", "assigned"} | ({"due"} if has_due else set())
    return len(pieces) > 1 and (gap or not any(held) or ("task" in begins and bool(begins & beside)))


def _columns_of(pieces: Sequence[_Piece], ranges: Sequence[Span]) -> list[int]:
    """The column of each piece: one each where there are as many, else the one it overlaps most or is nearest to."""
    if len(pieces) == len(ranges):
        return list(range(len(pieces)))
    return [max(range(len(ranges)), key=lambda n: _overlap(piece, ranges[n])) for piece in pieces]


def _overlap(piece: _Piece, place: Span) -> int:
    """How many characters they share; how far they stand apart, below 0."""
    return min(piece.right, place[1]) - max(piece.left, place[0])


def _wider(ranges: Sequence[Span], n: int, piece: _Piece) -> Span:
    """The place of column `n` with a piece of it, as far as no neighbour stands there."""
    left = max(piece.left, ranges[n - 1][1] + 1) if n else piece.left
    right = min(piece.right, ranges[n + 1][0] - 1) if n + 1 < len(ranges) else piece.right
    return min(ranges[n][0], left), max(ranges[n][1], right)


def _row(text: str, columns: Sequence[str], held: Sequence[Sequence[_Piece]]) -> Iterator[TableRow]:
    cells = {
        said: tuple((p.start, p.end) for p in pieces) for said, pieces in zip(columns, held, strict=True) if pieces
    }
    told = sorted(span for said, cell in cells.items() if said != "number" for span in cell)
    if len(cells) < 2 or "task" not in cells:
        return
    number = text[slice(*cells["number"][0])].rstrip(".)") if "number" in cells else ""
    cells.pop("", None)
    yield TableRow(number, told[0][0], told[-1][1], cells)
