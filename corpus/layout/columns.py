"""What the columns of a table of tasks say, by their headings; a label before a colon says the same."""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from corpus.lexicon import cues
from corpus.patterns import either
from corpus.text import canonical

Span = tuple[int, int]

NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,2})*[.)]?")
GROUP = re.compile(r"(?:[IVX]{1,5}|[A-ZĐ])[.)]?")  # before the title of a group of rows
PAGE = re.compile(r"(?:.*\W)?trang\s+\d+(?:\s*/\s*\d+)?|[-–\s]*\d{1,3}[-–\s]*", re.I)  # what a page adds between rows
_OWNER = re.compile(r"(?:(?:cơ quan|đơn vị|bộ phận|địa phương|người|ngày|tên|tổ chức|về)\s+)*")
_MOST_MORE = 3  # words after what the label says


class TableRow(NamedTuple):
    """A row at `start:end`; `cells` by what their column says: number, task, lead, assigned, coordinating, due, note."""

    number: str
    start: int
    end: int
    cells: Mapping[str, Span]


def column(words: str) -> str:
    """What a column headed by `words` says: number, task, lead, assigned, coordinating, due, note; else nothing."""
    form = canonical(words)
    return next((name for name, pattern in _columns() if pattern.search(form)), "")


def labelled_column(words: str) -> str:
    """What a label before a colon says; nothing where the words tell more than a label does."""
    form = canonical(words)
    found = ((name, match) for name, pattern in _columns() if (match := pattern.search(form)))
    name, match = next(found, ("", None))
    plain = match and _OWNER.fullmatch(form, 0, match.start()) and len(form[match.end() :].split()) <= _MOST_MORE
    return name if plain else ""


def heads_tasks(columns: list[str]) -> bool:
    """True for the columns of a table that says what is to be done and by whom."""
    return len(columns) > 2 and "task" in columns and ("lead" in columns or "assigned" in columns)


@cache
def _columns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile(rf"(?<!\w)(?:{either(patterns)})"))
        for entry in cues()["columns"]
        for name, patterns in entry.items()
    )
