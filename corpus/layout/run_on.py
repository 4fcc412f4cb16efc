"""Tables of tasks whose cells run on in a line with nothing between them, as text is copied from a page.

The heading is told by its capital letters: STT | Nội dung | Cơ quan chủ trì | Thời gian. In a row the bodies at its end say
where the cells part: two of them with no comma between stand in two cells.
"""

import re
from collections.abc import Iterator, Sequence

from corpus.layout.columns import GROUP, PAGE, Cell, Span, TableRow, column, heads_tasks, labelled_column
from corpus.names.mentions import Mention, mentions
from corpus.text import CAPITAL, trimmed

_TITLE = re.compile(rf"\s+(?={CAPITAL})")
_ROW = re.compile(r"[^\S\n]*(\d{1,3})[.)]?[^\S\n]+(?=\w)")
_AFTER = re.compile(r"\s*(?:[IVX]{1,5}[.)/]|nơi nhận)", re.I)
_JOINED = re.compile(r"\s*(?:[,;]|,?\s*và)\s*")
_BODIES = ("lead", "assigned", "coordinating")
_MOST_HEADING = 3  # lines
_LONGEST_HEADING = 160  # characters


def run_on(text: str, lines: Sequence[Span], at: int) -> Iterator[TableRow]:
    """The rows of the table whose heading is line `at`, or begins there, if one does."""
    for height in range(1, _MOST_HEADING + 1):
        words = " ".join(text[slice(*line)].strip() for line in lines[at : at + height])
        if len(words) > _LONGEST_HEADING or column(words.split(" ")[0]) != "number":
            return
        if any(text[slice(*line)].strip()[:1].islower() for line in lines[at + height : at + height + 1]):
            continue
        said = [labelled_column(piece) for piece in _TITLE.split(words)]
        if all(said) and heads_tasks(said) and said.count("task") == 1:
            yield from _rows(text, lines[at + height :], said)
            return


def _rows(text: str, lines: Sequence[Span], columns: Sequence[str]) -> Iterator[TableRow]:
    number, start, end = 0, 0, 0
    for line in lines:
        opens = _ROW.match(text, *line)
        words = text[slice(*line)].strip()
        if _AFTER.match(words) or (opens is None and not number):
            break
        if opens and int(opens[1]) == number + 1:
            if number:
                yield from _row(text, str(number), (start, end), columns)
            number, start = number + 1, opens.end()
        elif not number:
            break
        elif PAGE.fullmatch(words) or GROUP.fullmatch(words.split(" ")[0]):
            continue
        end = line[1]
    if number:
        yield from _row(text, str(number), (start, end), columns)


def _row(text: str, number: str, span: Span, columns: Sequence[str]) -> Iterator[TableRow]:
    told = [name for name in columns if name in _BODIES]
    cells = _cells(text, mentions(text, *span))[-len(told) :]
    if not cells or columns.index("task") > columns.index(told[0]):
        return
    task = next(trimmed(text, span[0], cells[0][0]), None)
    after = next(trimmed(text, cells[-1][1], span[1]), None)
    if task is None:
        return
    named: dict[str, Cell] = {"task": (task,), **{name: (cell,) for name, cell in zip(told, cells, strict=False)}}
    if after and "due" in columns:
        named["due"] = (after,)
    yield TableRow(number, *span, named)


def _cells(text: str, bodies: Sequence[Mention]) -> list[Span]:
    """The bodies at the end of a row: those with a comma between them stand in one cell, those with nothing in two."""
    cells: list[Span] = []
    for body in reversed(bodies):
        between = text[body.end : cells[0][0]] if cells else ""
        if cells and between.strip() and not _JOINED.fullmatch(between):
            break
        if cells and between.strip():
            cells[0] = (body.start, cells[0][1])
        else:
            cells.insert(0, (body.start, body.end))
    return cells
