"""Dates as notices print them: 07 tháng 02 năm 2018, 31/12/2018, 9-2-2018."""

import re
from collections.abc import Iterator
from datetime import date

from corpus.models import DateFact
from corpus.text import fold

_DATE = re.compile(
    r"(?<![\d/])(?:(\d{1,2})\s+thang\s+(\d{1,2})[\s,]+nam\s+((?:19|20)\d\d)"
    r"|(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\5\s?((?:19|20)\d\d))(?![\d/])"
)


def find_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[DateFact]:
    """Every full date in `text[start:end]`, in order; an impossible date (31/02) is passed over."""
    for match in _DATE.finditer(fold(text), start, len(text) if end is None else end):
        day, month, year = (int(part) for part in match.group(1, 2, 3) + match.group(4, 6, 7) if part)
        try:
            value = date(year, month, day)
        except ValueError:
            continue
        yield DateFact(value=value, start=match.start(), end=match.end())


def first_date(text: str, start: int = 0, end: int | None = None) -> DateFact | None:
    """The first full date in `text[start:end]`."""
    return next(find_dates(text, start, end), None)


def printed(value: date) -> str:
    """A date as an office prints it: 07/02/2018."""
    return value.strftime("%d/%m/%Y")
