"""Documents cited, with numbers and dates made up for them."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from .phrasebook import SectorDocument, read


@dataclass(frozen=True)
class Citation:
    """`name` is what the truth lists: the number, or the name of a law; `bare` is printed without the issuer."""

    name: str
    day: date | None
    bare: str
    short: str
    full: str
    numbered: bool = True


def cite(rng: random.Random, document: SectorDocument, before: date, within: int = 900) -> Citation:
    """The document, issued at most `within` days before the day."""
    tables = read("citations")
    if document.kind in ("Luật", "Bộ luật", "Pháp lệnh"):
        about = document.about.removeprefix("về ").strip()
        name = about if about.startswith(document.kind) else f"{document.kind} {about}"
        return Citation(name, None, name, name, name, numbered=False)
    ended = tables_ended().get(document.by, date.max)
    day = min(before, ended) - timedelta(days=int(rng.triangular(1, within, within // 20)))
    number = document_number(rng, document, day, tables)
    dated = rng.random() < 0.8
    head = f"{document.kind} {'số ' if rng.random() < 0.85 else ''}{number}"
    if dated:
        head += f" ngày {printed_day(rng, day)}"
    by = f" của {document.by}" if document.by else ""
    about = f" {document.about}" if document.about else ""
    return Citation(number, day if dated else None, head, head + (by if rng.random() < 0.4 else ""), head + by + about)


def law(rng: random.Random) -> Citation:
    """A law, cited by its name."""
    name = rng.choice(read("citations")["laws"])
    return Citation(name, None, name, name, name, numbered=False)


def organic_law(day: date) -> str:
    """The law on local government in force on the day, with a day of its own."""
    if day < date(2016, 1, 1):
        return "Luật Tổ chức Hội đồng nhân dân và Ủy ban nhân dân ngày 26 tháng 11 năm 2003"
    passed = "19 tháng 6 năm 2015" if day < date(2025, 7, 1) else "16 tháng 6 năm 2025"
    return f"Luật Tổ chức chính quyền địa phương ngày {passed}"


def tables_ended() -> dict[str, date]:
    """The last day of ministries that are no more."""
    ended: dict[str, date] = read("bodies")["ended"]
    return ended


def document_number(rng: random.Random, document: SectorDocument, day: date, tables: dict) -> str:  # type: ignore[type-arg]
    """Number and symbol as the issuer would give them: 30/2020/NĐ-CP, 1234/UBND-VX, 05-NQ/TU."""
    kind, by = tables["kinds"].get(document.kind, _initials(document.kind)), document.by
    serial = f"{rng.randint(1, 2600 if document.kind in ('Quyết định', 'Công văn', 'Kế hoạch') else 190):02d}"
    if by in tables["party"]:
        return f"{serial}-{kind}/{tables['party'][by]}"
    issuer = tables["issuers"].get(by) or _initials(by)
    if document.kind == "Công văn":
        return f"{serial}/{issuer}-{rng.choice(tables['units'])}"
    if by == "Quốc hội":
        return f"{serial}/{day.year}/QH{11 + (day.year - 2002) // 5}"
    if document.kind in ("Nghị định", "Thông tư"):
        return f"{serial}/{day.year}/{kind}-{issuer}"
    return f"{serial}/{kind}-{issuer}"


def printed_day(rng: random.Random, day: date) -> str:
    """A day as clerks write it."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    forms = [f"{day:%d}/{month}/{day.year}", f"{day.day}/{day.month}/{day.year}", f"{day:%d/%m/%Y}"]
    forms.append(f"{day:%d} tháng {month} năm {day.year}")
    return rng.choices(forms, [5, 3, 2, 3])[0]


def _initials(name: str) -> str:
    return "".join(word[0].upper() for word in name.replace(",", "").split() if word not in ("và", "-"))
