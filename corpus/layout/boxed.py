"""Tables drawn with signs: a rule between the rows, bars between the cells, a cell over several lines."""

import re
from collections.abc import Iterator, Sequence

from corpus.layout.columns import Cell, Span, TableRow, column, heads_tasks
from corpus.text import trimmed

_BORDER = re.compile(r"[^\S\n]*\+(?:[-=]+\+)+[^\S\n]*")
_LINE = re.compile(r"[^\n]+")
_BAR = re.compile(r"\|")


def boxed(text: str, start: int, end: int) -> Iterator[TableRow]:
    """The rows of the table whose heading stands at `start`, below a rule, if one does."""
    above = start
    while above > 0 and text[above - 1] == "\n":
        above -= 1
    if not _BORDER.fullmatch(text, text.rfind("\n", 0, above) + 1, above):
        return
    blocks = _blocks(text, start, end)
    columns = [column(_words(text, cell)) for cell in next(blocks, [])]
    if not heads_tasks(columns):
        return
    for cells in blocks:
        named = {said: cell for said, cell in zip(columns, cells, strict=False) if said and cell}
        spans = [span for said, cell in named.items() if said != "number" for span in cell]
        if spans:
            number = _words(text, named.get("number", ())).strip(" *.)")
            yield TableRow(number, min(spans)[0], max(one[1] for one in spans), named)


def _blocks(text: str, start: int, end: int) -> Iterator[list[Cell]]:
    """The cells of each row, from rule to rule, each with the slices of its lines."""
    held: list[list[Span]] = []
    for match in _LINE.finditer(text, start, end):
        if _BORDER.fullmatch(match[0]):
            if held:
                yield [tuple(cell) for cell in held]
            held = []
            continue
        bars = [bar.start() for bar in _BAR.finditer(text, *match.span())]
        if len(bars) < 2:
            return
        held = held or [[] for _ in bars[1:]]
        for cell, left, right in zip(held, bars, bars[1:], strict=False):
            cell.extend(trimmed(text, left + 1, right))


def _words(text: str, cell: Sequence[Span]) -> str:
    return " ".join(text[slice(*span)] for span in cell)
