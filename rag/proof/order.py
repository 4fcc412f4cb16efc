"""Whether a claim sets days and figures where its text has them."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from corpus.dates import english_dates, find_dates
from corpus.models import Directive, Precision, PrintedDate
from corpus.text import canonical, collapse
from rag.proof.claims import saying
from rag.proof.roles import bodies_in

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


def displaced(text: str, clause: str, row: Directive | None) -> tuple[str, ...]:
    """Days and figures of `text` that stand there as something else than in `clause`.

    Where the clause has several, the claim has to have all of them in the same order: which one belongs to what is not
    guessed. A day said as a limit must be one in the clause or in the register.
    """
    text, clause = collapse(text), collapse(clause)
    said, there = _dates(text), _dates(clause)
    faults = [*_reordered([one.value for one in said], [one.value for one in there])]
    due = row.deadline if row else None
    known = {(one.value, _limit(clause, one)) for one in there}
    if due and due.date:
        known.add((due.date, "since" if due.precision is Precision.START else "until"))
    for one in said:
        limit = _limit(text, one)
        if any(one.value == day for day, _ in known) and (one.value, limit) not in known:
            faults.append(text[one.start : one.end])
    figures, shown = (_figures(whole, dates) for whole, dates in ((text, said), (clause, there)))
    faults += _reordered([one for one in figures if one in shown], shown)
    return tuple(str(fault) for fault in faults)


def _reordered(said: Sequence[date] | Sequence[str], there: Sequence[date] | Sequence[str]) -> list[str]:
    mine = [one for one in said if one in there]
    return (
        [str(mine[0])]
        if mine and len(set(there)) > 1 and list(dict.fromkeys(mine)) != list(dict.fromkeys(there))
        else []
    )


def _dates(text: str) -> list[PrintedDate]:
    return sorted((*find_dates(text), *english_dates(text)), key=lambda one: one.start)


def _figures(text: str, dates: Sequence[PrintedDate]) -> list[str]:
    """The figures that are no part of a day, of a document's number or of a body's name."""
    for start, end in [*((one.start, one.end) for one in dates), *((one.start, one.end) for one in bodies_in(text))]:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    text = re.sub(r"\d+/[\w/-]*[A-ZĐ][\w/-]*|\[\d+\]|^\s*\d+\.", " ", text)
    return [figure.lstrip("0") or "0" for figure in _FIGURE.findall(text)]


def _limit(text: str, day: PrintedDate) -> str:
    before = canonical(text[max(0, day.start - 40) : day.start])
    return next((name for name in ("until", "since") if _before(name).search(before)), "")


@cache
def _before(name: str) -> re.Pattern[str]:
    return re.compile(saying()[name])
