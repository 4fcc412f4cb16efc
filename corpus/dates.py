"""Dates as notices print them (07 tháng 02 năm 2018, 31/12/2018, 9-2-2018) and as English writes them."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from corpus.models import DatePart, PrintedDate
from corpus.text import fold

_DATE = re.compile(
    r"(\d(?<![\d/]\d)\d?)(?:\s+thang\s+(\d{1,2})[\s,]+nam\s+((?:19|20)\d\d)"
    r"|\s?([/.-])\s?(\d{1,2})\s?\4\s?((?:19|20)\d\d))(?![\d/])"
)
_LETTER_FOR_FIGURE = re.compile(r"[ol](?:(?<=\d[ol])(?=[\d/\s.-]|$)|(?<![^\W\d][ol])(?=\d(?:[\d/.-]|(?!\w))))")
_DAY = re.compile(
    r"(?<!\w)(?:(?P<called>ngay|hom|mung|han|truoc|by|before|on|until)\s+(?:ngay\s+)?)?"
    r"(?<![\w/.,-])(?P<day>\d{1,2})\s*(?P<sign>/|-|thang)\s*(?P<month>\d{1,2})(?![\d/-])"
)
_MONTH = re.compile(r"(?<!\w)thang\s+(\d{1,2})(?:\s*(?:/|-|,?\s*nam)\s*((?:19|20)\d\d))?(?![\d/-])")
_MONTHS = "january february march april may june july august september october november december".split()
_LAST_DAY = 31
_ALWAYS = (24, 7)
_MONTH_NAME = "|".join(_MONTHS)
_ENGLISH_DATE = re.compile(
    rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)?\s+({_MONTH_NAME}),?\s+((?:19|20)\d\d)"
    rf"|({_MONTH_NAME})\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d))\b"
)
_ENGLISH_DAY = re.compile(  # 22nd of March; March 22; "12 may" is a number of machines, or what somebody may do
    rf"\b(?:(?P<day>\d{{1,2}})(?:(?:st|nd|rd|th)\s+(?:of\s+)?|\s+of\s+|\s+(?!may\b))(?P<month>{_MONTH_NAME})"
    rf"|(?P<month2>{_MONTH_NAME})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?)\b(?!,?\s+\d)"
)
_ENGLISH_MONTH = re.compile(rf"\b({_MONTH_NAME})\s+((?:19|20)\d\d)\b")


@lru_cache(maxsize=512)  # a notice's whole text is asked for once for each document it cites
def with_figures(folded: str) -> str:
    """Folded text with the letters that a scan made of figures put right beside figures: 2o/10/2017, l5/11."""
    return _LETTER_FOR_FIGURE.sub(lambda match: "0" if match[0] == "o" else "1", folded)


def find_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[PrintedDate]:
    """Every full date in `text[start:end]`, in order; an impossible date (31/02) is passed over."""
    for match in _DATE.finditer(with_figures(fold(text)), start, len(text) if end is None else end):
        day, month, year = (int(part) for part in match.group(1, 2, 3, 5, 6) if part)
        try:
            value = date(year, month, day)
        except ValueError:
            continue
        yield PrintedDate(value=value, start=match.start(), end=match.end())


def english_dates(text: str) -> Iterator[PrintedDate]:
    """Every full date in English words: 5 March 2020, March 5, 2020."""
    for match in _ENGLISH_DATE.finditer(fold(text)):
        day, month, year = match.group(1, 2, 3) if match[1] else match.group(5, 4, 6)
        try:
            value = date(int(year), _MONTHS.index(month) + 1, int(day))
        except ValueError:
            continue
        yield PrintedDate(value=value, start=match.start(), end=match.end())


def date_parts(text: str) -> list[DatePart]:
    """Every day and month named in `text`, with or without its year; the parts of one date only once."""
    folded = fold(text)
    found = []
    for fact in (*find_dates(text), *english_dates(text)):
        found.append(DatePart(day=fact.value.day, month=fact.value.month, year=fact.value.year))
        folded = _blanked(folded, fact.start, fact.end)
    for match in _DAY.finditer(folded):
        day, month = int(match["day"]), int(match["month"])
        possible = 1 <= day <= _LAST_DAY and 1 <= month <= len(_MONTHS)
        called = match["called"] and (match["sign"] != "-" or "ngay" in match[0])
        # 1/3 of the households, 12/12 communes, 24/7, 5-10 people
        share = match["sign"] != "/" or day <= month or (day, month) == _ALWAYS
        if possible and (called or not share):
            found.append(DatePart(day=day, month=month))
            folded = _blanked(folded, *match.span())
    found += [DatePart(month=int(match[1]), year=int(match[2] or 0) or None) for match in _MONTH.finditer(folded)]
    for match in _ENGLISH_DAY.finditer(folded):
        day, month = int(match["day"] or match["day2"]), _MONTHS.index(match["month"] or match["month2"]) + 1
        found += [DatePart(day=day, month=month)] if 1 <= day <= _LAST_DAY else []
    named = _ENGLISH_MONTH.finditer(folded)
    return found + [DatePart(month=_MONTHS.index(match[1]) + 1, year=int(match[2])) for match in named]


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + "#" * (end - start) + text[end:]


def first_date(text: str, start: int = 0, end: int | None = None) -> PrintedDate | None:
    """The first full date in `text[start:end]`."""
    return next(find_dates(text, start, end), None)


def printed(value: date) -> str:
    """A date as an office prints it: 07/02/2018."""
    return value.strftime("%d/%m/%Y")
