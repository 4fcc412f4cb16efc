"""Whether a claim sets days and figures where its text has them."""

import re
from collections.abc import Hashable, Sequence

from corpus.models import Directive, Precision, PrintedDate
from corpus.text import canonical, collapse
from rag.proof.claims import saying
from rag.proof.entities import NUMBERS, bodies_in, days_in, without

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


def displaced(text: str, clause: str, row: Directive | None) -> tuple[str, ...]:
    """Days and figures of `text` that stand there as something else than in `clause`.

    Where the clause has several, the claim has to have all of them in the same order: which one belongs to what is not
    guessed. A day said as a limit must be one in the clause or in the register.
    """
    text, clause = collapse(text), collapse(clause)
    said, there = days_in(text), days_in(clause)
    limits = [(one.value, limit_of(clause, one)) for one in there]
    if row and row.deadline and row.deadline.date:
        limits.append((row.deadline.date, "since" if row.deadline.precision is Precision.START else "until"))
    faults = [
        text[one.start : one.end]
        for one in said
        if one.value in dict(limits) and (one.value, limit_of(text, one)) not in limits
    ]
    days = _reordered([one.value for one in said], [one.value for one in there])
    return tuple(days + faults + _reordered(_figures(text, said), _figures(clause, there)))


def _reordered(said: Sequence[Hashable], there: Sequence[Hashable]) -> list[str]:
    """The first of what is said, where not all of several stand in the order in which they stand there."""
    mine, whole = list(dict.fromkeys(one for one in said if one in there)), list(dict.fromkeys(there))
    return [str(mine[0])] if mine and len(whole) > 1 and mine != whole else []


def _figures(text: str, days: Sequence[PrintedDate]) -> list[str]:
    """The figures that are no part of a day, of a document's number or of a body's name."""
    bare = without(text, [*days, *bodies_in(text)])
    bare = re.sub(rf"{NUMBERS.pattern}|\[\d+\]|^\s*\d+\.", " ", bare)
    return [figure.lstrip("0") or "0" for figure in _FIGURE.findall(bare)]


def limit_of(text: str, day: PrintedDate) -> str:
    """Whether a day is said as a limit there: until, since; empty where it is neither."""
    before = canonical(text[max(0, day.start - 40) : day.start])
    return next((name for name in ("until", "since") if re.search(saying()[name], before)), "")
