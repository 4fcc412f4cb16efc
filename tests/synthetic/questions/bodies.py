"""Agencies in questions: which can be named, which are the same, which would be wrong."""

import random
from collections.abc import Iterable
from functools import lru_cache

from corpus.lexicon import Agency
from corpus.names.agencies import agency_named

from .archive import Row
from .question import Language

_HEADS = ("Giám đốc ", "Chủ tịch ", "Thủ trưởng ", "Chánh ")
_WHOLE = ("các ", "UBND ")


@lru_cache
def headed(body: str) -> str:
    """The body behind an office: Giám đốc Sở Y tế -> Sở Y tế."""
    head = next((head for head in _HEADS if body.startswith(head)), "")
    return body.removeprefix(head)


@lru_cache
def kin(body: str) -> str:
    """What a body and those that became part of it share."""
    agency, seen = agency_named(headed(body)), set[str]()
    while agency and agency.successor and agency.name not in seen:
        seen.add(agency.name)
        agency = agency_named(agency.successor.name) or agency
    return agency.name if agency else headed(body)


@lru_cache
def known(body: str) -> Agency | None:
    """The lexicon's entry of a body that is one agency: no group, no committee of some district."""
    name = headed(body)
    return None if name.startswith(_WHOLE) else agency_named(name)


def nameable(row: Row, role: str) -> list[str]:
    """The bodies of a row that a question can name; role "": those that answer for it."""
    bodies = {"lead": row.task["lead"], "coordinating": row.task["coordinating"]}.get(role, row.own)
    return [headed(body) for body in bodies if known(body)]


def has_part(row: Row, body: str, role: str) -> bool:
    """True where the body has the role; "" is whoever answers for the task."""
    return body in nameable(row, role)


def strangers(rng: random.Random, rows: Iterable[Row], pool: Iterable[Row]) -> list[str]:
    """Bodies of the pool that none of the rows names, under any name; nobody where a row is for everybody."""
    involved: set[str] = set()
    for row in rows:
        if any(body.startswith("các sở") or "các cơ quan" in body for body in row.own):
            return []
        involved.update(kin(body) for body in (*row.task["lead"], *row.task["assigned"], *row.task["coordinating"]))
    others = sorted({body for row in pool for body in nameable(row, "") if kin(body) not in involved})
    rng.shuffle(others)
    return others


def called(body: str, language: Language) -> str:
    """The body in the language of the question; "" where it has no name in it."""
    agency = known(body)
    return body if language == "vi" else agency.en if agency else ""
