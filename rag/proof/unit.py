"""The piece of a notice that a claim rests on: the clause its quote stands in, one task at a time."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpus.models import Directive, Notice
from corpus.text import CAPITAL, collapse, plain
from rag.proof.sources import Source

_BOUNDARY = re.compile(rf"(?<=[.!?])\s+(?=\W*{CAPITAL})|\n\s*\n")


class Unit(NamedTuple):
    """`text` is what proves the claim, `above` leads to it in the same sentence; `row` is its task."""

    text: str
    above: str
    row: Directive | None
    start: int
    end: int


def clause_of(source: Source, start: int, end: int) -> tuple[int, int]:
    """A quote widened to the clause it stands in: half a sentence may say the contrary of the whole."""
    text = source.notice.text
    bounds = [match.span() for match in _BOUNDARY.finditer(text, source.start, source.end)]
    left = max((after for _, after in bounds if after <= start), default=source.start)
    right = min((before for before, _ in bounds if before >= end), default=source.end)
    return left, right


def units_of(source: Source, start: int, end: int) -> Iterator[Unit]:
    """What a claim with the clause `start:end` as its quote may rest on: each task of the clause, or the clause."""
    notice = source.notice
    above = _leading(source, start)
    rows = [row for row in source.rows if row.start < end and start < row.end]
    if len(rows) < 2:
        yield Unit(_words(notice, start, end), above, rows[0] if rows else None, start, end)
        return
    for row in rows:
        left, right = max(start, row.start), min(end, row.end)
        yield Unit(_words(notice, left, right), f"{above} {_words(notice, start, left)}", row, left, right)


def _leading(source: Source, start: int) -> str:
    """What stands before `start` in its sentence, where the passage begins in the middle of one."""
    item = source.notice.item_at(start)
    return _words(source.notice, item.start, start).rpartition(". ")[2] if item and item.start < start else ""


def _words(notice: Notice, start: int, end: int) -> str:
    return collapse(plain(notice.text[start:end]))
