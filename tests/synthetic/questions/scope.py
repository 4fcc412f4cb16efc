"""What a question says about where to look: nothing, a province, a year, a document."""

import random
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from corpus.lexicon import Province, provinces

from .archive import Archive, Filed, Row, one_land
from .question import Language
from .templates import Template, read

Kind = Literal["all", "province", "province_year", "province_exact", "year", "number"]
WEIGHTS: dict[Kind, float] = {
    "all": 13,
    "province": 45,
    "province_year": 8,
    "province_exact": 8,
    "year": 3,
    "number": 20,
}


@dataclass(frozen=True)
class Scope:
    """`source` is the notice it was taken from; it is the only one meant where its number is named."""

    kind: Kind
    province: str = ""
    year: int = 0
    source: Filed | None = None

    def holds(self, filed: Filed) -> bool:
        """True for the notices that the question is about."""
        if self.kind == "number":
            return filed is self.source
        return (not self.province or filed.province == self.province) and (not self.year or filed.year == self.year)

    def near(self, filed: Filed) -> bool:
        """True for those a reader may take to be meant: a merged province, a notice without its day."""
        if self.kind == "number":
            return filed is self.source
        undated = filed.facts["date"] is None
        same_year = not self.year or filed.year == self.year or undated
        return (not self.province or filed.province in one_land(self.province)) and same_year


@dataclass(frozen=True)
class Where:
    """A scope in words, and what they name."""

    text: str
    province: str = ""
    year: int = 0


def row_scopes(rng: random.Random, archive: Archive, row: Row, template: Template) -> list[Scope]:
    """The ways to say where the row stands that decide the question, in an order of chance."""
    able = [kind for kind in read("words")["vi"][template.place] if kind not in _barred(template)]
    able.sort(key=lambda kind: rng.random() ** (1 / WEIGHTS[kind]), reverse=True)
    rows = archive.about.get(row.matter, [])
    made = [scope_at(kind, row.filed) for kind in able]
    return [scope for scope in made if _decides(scope, row.filed, rows)]


def _barred(template: Template) -> tuple[Kind, ...]:
    """No document is looked for by its number; yes or no is for one place, so is a list, unless of a matter."""
    if template.of_header and template.place != "notice":
        return ("number", "province_exact")
    return ("all", "year") if template.yes_no or (template.slot == "list" and template.of != "topic") else ()


def scope_at(kind: Kind, filed: Filed) -> Scope:
    """The scope of a kind around a notice."""
    return Scope(
        kind,
        province=filed.province if kind.startswith("province") else "",
        year=filed.year if kind in ("province_year", "province_exact", "year") else 0,
        source=filed,
    )


def _decides(scope: Scope, filed: Filed, rows: list[Row]) -> bool:
    if scope.kind == "number":
        return bool(filed.facts["number"])
    if scope.province and not filed.names_province:
        return False
    if scope.year and filed.facts["date"] is None:
        return False
    return all(scope.holds(row.filed) for row in rows if scope.near(row.filed))


def scope_words(rng: random.Random, archive: Archive, scope: Scope, template: Template) -> Where | None:
    """The scope in words, None where no form says enough."""
    words = read("words")[template.language]
    values = _values(scope, template.language)
    forms = [form for form in words[template.place][scope.kind] if _says_enough(archive, scope, form)]
    if not forms:
        return None
    form: str = rng.choice(forms)
    placed = "{name}" in form or "{place}" in form
    province = scope.province or (scope.source.province if scope.source else "")
    year = int(values["year"] or 0) if "{year}" in form else 0
    return Where(form.format_map(values), province if placed else "", year)


def _values(scope: Scope, language: Language) -> dict[str, str]:
    filed = scope.source
    facts = filed.facts if filed else None
    name, place = place_names(scope.province or (filed.province if filed else ""), language)
    kind, short = read("words")[language]["types"][facts["type"] or "Thông báo"] if facts else ("", "")
    values = {"name": name, "place": place, "year": str(scope.year or (filed.year if filed else "")), "type": kind}
    values["abbr"] = short
    if filed and facts:
        values |= {"number": facts["number"] or "", "serial": filed.serial}
        day = date.fromisoformat(facts["date"]) if facts["date"] else None
        values["day"] = f"{day.day}/{day.month}/{day.year}" if day else ""
    return values


def _says_enough(archive: Archive, scope: Scope, form: str) -> bool:
    if scope.kind != "number" or not scope.source:
        return True
    filed = scope.source
    number, kind = filed.facts["number"] or "", filed.facts["type"] or ""
    placed, dated = "{name}" in form or "{place}" in form, "{year}" in form or "{day}" in form
    if "{day}" in form and not filed.facts["date"]:
        return False
    if placed and not filed.names_province:
        return False
    if "{serial}" in form:
        same = (filed.province, kind, filed.serial)
        return placed and archive.named_by[(*same, str(filed.year)) if dated else same] == 1
    return archive.named_by[(filed.province, number) if placed else (number,)] == 1 or (placed and dated)


@lru_cache
def place_names(province: str, language: Language) -> tuple[str, str]:
    """The name of a province, and the name with what it is."""
    entry: Province | None = next((one for one in provinces() if one.name == province), None)
    if entry is None:
        return province, province
    if language == "vi":
        return entry.name, f"{entry.kind} {entry.name}"
    return entry.en, entry.en if entry.kind == "thành phố" else f"{entry.en} province"
