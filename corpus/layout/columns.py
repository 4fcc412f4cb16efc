"""What the columns of a table of tasks say, by their headings; a label before a colon says the same."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from corpus.lexicon import body_heads, cues
from corpus.patterns import either
from corpus.text import CAPITAL, SMALL, canonical, collapse

Span = tuple[int, int]
Cell = tuple[Span, ...]  # a cell of several lines has other cells' lines between its own

NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,2})*[.)]?")
COUNTS = re.compile(r"\(?(?:\d{1,2}|[A-Z])\)?")  # columns may be counted below their headings
GROUP = re.compile(r"(?:[IVX]{1,5}|[A-ZĐ])[.)]?")  # before the title of a group of rows
PAGE = re.compile(r"(?:.*\W)?trang\s+\d+(?:\s*/\s*\d+)?|[-–\s]*\d{1,3}[-–\s]*", re.I)  # what a page adds between rows
_DITTO = re.compile(r"[-–\s]*(?:nt|như trên)[-–.\s]*|[\"″”]", re.I)
_ACTORS = ("lead", "assigned")
_WORD = re.compile(r"[^\W\d]+")
_NAMED = re.compile(rf"\W*\w+\s+{CAPITAL}[{SMALL}]")
_MOST_LABEL_WORDS, _MOST_NUMBER_WORDS = 12, 3


class TableRow(NamedTuple):
    """A row at `start:end`; `cells` by what their column says: number, task, lead, assigned, coordinating, due, note."""

    number: str
    start: int
    end: int
    cells: Mapping[str, Cell]


@lru_cache(maxsize=8192)  # a line that is no heading is asked by each kind of table
def column(words: str) -> str:
    """What a column headed by `words` says: number, task, lead, assigned, coordinating, due, note; else nothing."""
    form = collapse(canonical(words)).strip(" *().:")
    return next((name for name, pattern in _columns() if pattern.search(form)), "")


def labelled_column(words: str) -> str:
    """What words say that are nothing but a label; nothing where they hold one that is said of no column, or are a name."""
    form = _WORD.findall(canonical(words))
    if len(form) > _MOST_LABEL_WORDS or (form and form[0] in body_heads("shared") and _NAMED.match(words)):
        return ""  # Phòng Tham mưu
    if _label_words().issuperset(form):
        return column(words)
    return "number" if len(form) <= _MOST_NUMBER_WORDS and column(words) == "number" else ""


def heads_tasks(columns: Sequence[str]) -> bool:
    """True for the columns of a table that says what is to be done and by whom."""
    return len(columns) > 2 and "task" in columns and ("lead" in columns or "assigned" in columns)


def filled(text: str, row: TableRow, above: TableRow | None, *, same_number: bool) -> TableRow:
    """`row` with what it shares with the row above: who acts, where nobody is named; what a ditto mark stands for.

    Below a number that stands for it too, the cells of those who help and who are reported to are the same as well.
    """
    if above is None:
        return row
    told = above.cells
    same = {
        name: told[name] for name, cell in row.cells.items() if name in told and _DITTO.fullmatch(text[slice(*cell[0])])
    }
    shared = (*_ACTORS, "coordinating", "reports_to") if same_number else _ACTORS
    actors = {} if any(name in row.cells for name in _ACTORS) else {name: told[name] for name in shared if name in told}
    return row._replace(cells={**actors, **row.cells, **same})


@cache
def _columns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile(rf"(?<!\w)(?:{either(patterns)})"))
        for entry in cues()["columns"]
        for name, patterns in entry.items()
    )


@cache
def _label_words() -> frozenset[str]:
    return frozenset(cues()["label_words"])
