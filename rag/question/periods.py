"""Days and stretches of time as a question names them: 30/6/2019, tháng 6/2019, quý II/2018, năm 2018, Q2 2018, March 2020."""

from calendar import month_name, monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from corpus.phrases import Word

_UNITS = {"ngay": "day", "thang": "month", "quy": "quarter", "nam": "year", "quarter": "quarter"}
_MONTHS = {name.lower(): at for at, name in enumerate(month_name) if name}
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "q1": 1, "q2": 2, "q3": 3, "q4": 4}
_AFTER = {"": "day", "day": "month", "month": "year", "quarter": "year"}


class Period(NamedTuple):
    """So many words that name the days from `first` to `last`."""

    length: int
    first: date
    last: date


def period_at(sequence: Sequence[Word], at: int) -> Period | None:
    """The period that the folded words from `at` name, its year with it; None for none, and for a day there is not."""
    parts: dict[str, int] = {}
    unit, length = "", 0
    for offset, word in enumerate(sequence[at : at + 8]):
        form = word.form
        if form in _UNITS and _UNITS[form] not in parts:
            unit = f"={_UNITS[form]}"
            continue
        if form == "of" and parts:
            continue
        value = _value(form, unit)
        if form in _MONTHS:
            name = "month"
        elif form in _QUARTERS and (form.startswith("q") or unit == "=quarter"):
            name = "quarter"
        elif value is None:
            break
        elif unit.startswith("="):
            name = unit[1:]
        elif value >= 1000:
            name = "year"
        elif "month" in parts and "day" not in parts and _year_follows(sequence, at + offset):
            name = "day"
        else:
            name = _bare(sequence, at + offset) if not parts else _AFTER.get(unit, "")
        if not name or name in parts or value is None:
            break
        parts[name], unit, length = value, name, offset + 1
    return _period(length, parts)


def around(unit: str, moved: int, today: date) -> tuple[date, date]:
    """The day, week, month, quarter or year of `today`, moved by so many."""
    if unit == "day":
        return today + timedelta(moved), today + timedelta(moved)
    if unit == "week":
        monday = today - timedelta(today.weekday()) + timedelta(weeks=moved)
        return monday, monday + timedelta(6)
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    first = (today.year * 12 + today.month - 1) // months * months + moved * months
    return _months(first, months)


def _months(first: int, count: int) -> tuple[date, date]:
    last = first + count - 1
    end = date(last // 12, last % 12 + 1, 1)
    return date(first // 12, first % 12 + 1, 1), end.replace(day=monthrange(end.year, end.month)[1])


def _value(form: str, unit: str) -> int | None:
    if form in _MONTHS:
        return _MONTHS[form]
    if form in _QUARTERS and (form.startswith("q") or unit == "=quarter"):
        return _QUARTERS[form]
    figures = form[:-2] if form[-2:] in ("st", "nd", "rd", "th") else form
    return int(figures) if figures.isdecimal() and figures.isascii() and len(figures) <= 4 else None


def _bare(sequence: Sequence[Word], at: int) -> str:
    """What a number is that opens a date: a day before a month, a month before a year."""
    following = sequence[at + 1].form if at + 1 < len(sequence) else ""
    if following in _MONTHS or following == "thang":
        return "day"
    if not following.isdecimal() or sequence[at + 1].start - sequence[at].end != 1:
        return ""
    return "month" if int(following) >= 1000 else "day"


def _year_follows(sequence: Sequence[Word], at: int) -> bool:
    return at + 1 < len(sequence) and sequence[at + 1].form.isdecimal() and len(sequence[at + 1].form) == 4


def _period(length: int, parts: dict[str, int]) -> Period | None:
    year, month = parts.get("year", 0), parts.get("month", 0)
    year += 2000 if 0 < year < 100 and "day" in parts else 0  # 30/6/19
    if not 1900 <= year <= 2999 or not 0 <= month <= 12 or not 0 <= parts.get("quarter", 0) <= 4:
        return None
    if "day" in parts:
        try:
            day = date(year, month, parts["day"])
        except ValueError:
            return None
        return Period(length, day, day)
    if "month" in parts:
        return Period(length, *_months(year * 12 + month - 1, 1)) if month else None
    if "quarter" in parts:
        return Period(length, *_months(year * 12 + 3 * parts["quarter"] - 3, 3)) if parts["quarter"] else None
    return Period(length, *_months(year * 12, 12))
