"""Questions for all tasks of a body, a document, a matter or a month."""

import random
from dataclasses import replace
from datetime import date

from .answers import prevailing, right_rows
from .archive import Archive, Row, topics
from .asked import Asked, ask
from .bodies import has_part, kin, nameable
from .scope import Scope, row_scopes
from .templates import Template, read

LONGEST = 40
_MONTHS = "January February March April May June July August September October November December".split()


def list_question(rng: random.Random, archive: Archive, template: Template) -> Asked | None:
    """A question with all the rows that it asks for."""
    for row in archive.some_rows(rng):
        body = rng.choice(nameable(row, template.role) or [""]) if "body" in template.asks else ""
        able = row_scopes(rng, archive, row, template)
        rows = _listed(archive, row, able[0], template, body) if able else []
        asked = ask(rng, archive, template, able[0], topics()[row.matter], body=body) if able else None
        if not asked or not 0 < len(rows) <= LONGEST:
            continue
        if template.of == "month":
            asked = replace(asked, words={**asked.words, "month": _month(rng, _day(row) or date.max, template)})
        bodies = dict.fromkeys(one for found in rows for one in found.own) if template.of == "topic" else ()
        return asked.answered_by(row, rows, bodies)
    return None


def _listed(archive: Archive, row: Row, scope: Scope, template: Template, body: str) -> list[Row]:
    if template.of == "topic":
        return right_rows(archive, row, scope, template, "")
    if any(scope.near(filed) and not scope.holds(filed) for filed in archive.filed):
        return []  # a merged province, an undated notice: who could say whether they belong
    rows = [one for filed in archive.filed if scope.holds(filed) for one in archive.rows[filed.notice.id]]
    if template.of == "body":
        if any(kin(other) == kin(body) and other != body for one in rows for other in nameable(one, "")):
            return []  # what became of it has tasks here as well
        rows = [one for one in rows if has_part(one, body, template.role)]
    if template.of == "month":
        month = _day(row)
        rows = [one for one in rows if month and (_day(one) or date.min).replace(day=1) == month.replace(day=1)]
    return prevailing(archive, rows)


def _day(row: Row) -> date | None:
    when = row.task["deadline"]
    return date.fromisoformat(when["date"]) if when and when["date"] and when["precision"] != "start" else None


def _month(rng: random.Random, day: date, template: Template) -> str:
    form: str = rng.choice(read("words")[template.language]["month"])
    return form.format(month=day.month, year=day.year, name=_MONTHS[day.month - 1])
