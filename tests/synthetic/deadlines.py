"""Deadlines: a phrase filled with days that come after the notice, and what it means."""

import random
from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from .phrasebook import Phrase, phrases, weighted

ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True)
class Deadline:
    """`text` as printed; `day` None for recurring, relative and vague ones."""

    text: str
    day: date | None
    precision: str
    phrase: Phrase


@dataclass(frozen=True)
class Moment:
    """What a phrase needs to know of its notice. `dated`: the notice prints its day, so that a year can be left out."""

    issued_on: date
    dated: bool
    kind: str
    this: str


def some_deadline(
    rng: random.Random, moment: Moment, fits: Iterable[str], used: Callable[[Phrase], None], after: date | None = None
) -> Deadline:
    """A deadline of one of the given fits, later than the notice, or than `after`."""
    wanted = set(fits)
    start = after or moment.issued_on
    day = start + timedelta(days=int(rng.triangular(7, 240, 45)))
    choices = [
        phrase
        for phrase in phrases("deadlines", "phrases")
        if wanted & set(phrase.fits)
        and (not phrase.kinds or moment.kind in phrase.kinds)
        and (not phrase.same_year or (moment.dated and day.year == moment.issued_on.year))
        and (after is None or phrase.precision in ("day", "month", "quarter", "year"))
    ]
    phrase = weighted(rng, choices)
    used(phrase)
    if phrase.precision == "year":
        day = date(start.year + (rng.random() < 0.5 or start.month > 9), 12, 31)
    elif phrase.precision in ("month", "quarter") and (day.year, day.month) == (start.year, start.month):
        day += timedelta(days=31)
    elif rng.random() < 0.35:
        day = date(day.year, day.month, monthrange(day.year, day.month)[1])
    text = phrase.text.format(**_values(rng, day, moment))
    return Deadline(text, _last_day(day, phrase.precision), phrase.precision, phrase)


def _values(rng: random.Random, day: date, moment: Moment) -> dict[str, str | int]:
    return {
        "d": day.day,
        "dd": f"{day.day:02d}",
        "m": day.month,
        "mm": f"{day.month:02d}",
        "mo": f"{day.month:02d}" if day.month < 3 else day.month,
        "yyyy": day.year,
        "next_year": day.year + 1,
        "q": (day.month + 2) // 3,
        "roman": ROMAN[(day.month - 1) // 3],
        "n": f"{rng.choice((3, 5, 7, 10, 15, 20, 30, 45)):02d}",
        "day_of_month": f"{rng.choice((5, 10, 15, 20, 25)):02d}",
        "this": moment.this,
    }


def _last_day(day: date, precision: str) -> date | None:
    if precision in ("recurring", "relative", "vague"):
        return None
    month = {"quarter": (day.month + 2) // 3 * 3, "year": 12}.get(precision, day.month)
    if precision in ("day", "start"):
        return day
    return date(day.year, month, monthrange(day.year, month)[1])
