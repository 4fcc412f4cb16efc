"""Questions that look answerable and are not: one thing in them is nowhere in the notices."""

import random
from collections.abc import Callable, Iterator

from .answers import holds_slot, slot_values
from .archive import Archive, Filed, Row, lacks, one_land, topics
from .asked import Asked, ask
from .bodies import has_part, nameable, strangers
from .scope import Scope, row_scopes
from .templates import Template

Maker = Callable[[random.Random, Archive, Template], Asked | None]
FAR = 8  # years around the right one


def other_province(rng: random.Random, archive: Archive, template: Template) -> Asked | None:
    """The matter, where only others deal with it."""
    if not template.about_topic or template.place == "notice":
        return None
    for row in archive.some_rows(rng):
        there = rng.choice(archive.filed)
        if there.names_province and _would_answer(row, template) and lacks(_nearby(archive, there), row.matter):
            asked = _about(rng, archive, row, Scope("province", there.province, source=there), template)
            return asked.missing("other_province", row.filed.notice.id) if asked else None
    return None


def other_year(rng: random.Random, archive: Archive, template: Template) -> Asked | None:
    """The matter in its province, but in documents of another year."""
    if not template.about_topic or template.of_header or template.place == "notice":
        return None
    for row in archive.some_rows(rng):
        if not row.filed.names_province or not _would_answer(row, template):
            continue
        dealing = [filed for filed in _nearby(archive, row.filed) if not lacks([filed], row.matter)]
        busy = {filed.year for filed in dealing} | {
            year for filed in dealing for year in _due(archive, filed, row.matter)
        }
        years = [year for year in archive.years if year not in busy and abs(year - row.filed.year) < FAR]
        if years and all(filed.facts["date"] for filed in dealing):
            scope = Scope("province_exact", row.filed.province, rng.choice(years), row.filed)
            asked = _about(rng, archive, row, scope, template)
            return asked.missing("other_year", row.filed.notice.id) if asked else None
    return None


def other_body(rng: random.Random, archive: Archive, template: Template) -> Asked | None:
    """A body that has no part in the matter, or in the document."""
    if "body" not in template.asks or template.yes_no:
        return None
    for row, scope, pool in _decided(rng, archive, template):
        if scope.kind in ("all", "year") or not _would_answer(row, template):
            continue
        beside = strangers(rng, pool, archive.rows[row.filed.notice.id])
        for body in [*beside, *strangers(rng, pool, archive.rows[rng.choice(archive.filed).notice.id])][:3]:
            asked = _about(rng, archive, row, scope, template, body)
            if asked:
                return asked.missing("other_body", row.filed.notice.id)
    return None


def swapped_role(rng: random.Random, archive: Archive, template: Template) -> Asked | None:
    """A body that has a part in the matter, but not the one it is asked for."""
    if not template.role:
        return None
    actual = "lead" if template.role == "coordinating" else "coordinating"
    for row, scope, pool in _decided(rng, archive, template):
        for body in nameable(row, actual):
            if any(has_part(one, body, template.role) for one in pool):
                continue
            if template.role == "lead" and any(has_part(one, body, "") for one in pool):
                continue
            asked = _about(rng, archive, row, scope, template, body)
            if asked:
                return asked.missing("swapped_role", row.filed.notice.id)
    return None


def slot_missing(rng: random.Random, archive: Archive, template: Template) -> Asked | None:
    """A task that does not say what is asked."""
    if template.slot not in ("coordinating", "deadline", "legal_basis", "reports_to", "fact") or template.of_header:
        return None
    for row, scope, pool in _decided(rng, archive, template):
        if row.part != "main" or (template.needs and not row.task["reports_to"]):
            continue
        if not any(holds_slot(one, template) for one in pool):
            asked = _about(rng, archive, row, scope, template)
            if asked:
                return asked.missing("slot_missing", row.filed.notice.id)
    return None


def _decided(rng: random.Random, archive: Archive, template: Template) -> Iterator[tuple[Row, Scope, list[Row]]]:
    """Some rows, a scope around each, and all rows that it can be about."""
    for row in archive.some_rows(rng):
        for scope in row_scopes(rng, archive, row, template)[:1]:
            pool = archive.about[row.matter]
            if not template.about_topic:
                pool = [one for filed in archive.filed for one in archive.rows[filed.notice.id]]
            yield row, scope, [one for one in pool if scope.near(one.filed)]


def _about(
    rng: random.Random, archive: Archive, row: Row, scope: Scope, template: Template, body: str = ""
) -> Asked | None:
    body = body or rng.choice(nameable(row, template.role) or [""])
    return ask(rng, archive, template, scope, topics()[row.matter], row.part, body)


def _would_answer(row: Row, template: Template) -> bool:
    """True where the question makes sense for the row where it stands."""
    return template.of_header or template.slot == "list" or bool(slot_values(row, template))


def _nearby(archive: Archive, filed: Filed) -> list[Filed]:
    land = one_land(filed.province)
    return [other for other in archive.filed if other.province in land]


def _due(archive: Archive, filed: Filed, matter: str) -> set[int]:
    """The years in which the work of a notice on the matter is due."""
    due = [row.task["deadline"] for row in archive.about.get(matter, []) if row.filed is filed]
    return {int(when["date"][:4]) for when in due if when and when["date"]}
