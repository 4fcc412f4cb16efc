"""Provinces and agencies under the names they bore on a given day."""

import random
import re
from datetime import date
from functools import lru_cache

import yaml

from .phrasebook import PROVINCES, Province, read

MERGED = date(2025, 7, 1)
HUE = date(2025, 1, 1)  # Thừa Thiên Huế became the city of Huế half a year earlier


@lru_cache
def provinces() -> tuple[Province, ...]:
    """All of them, former and present."""
    made = []
    for entry in yaml.safe_load(PROVINCES.read_text(encoding="utf-8")):
        until = {"Thừa Thiên Huế": HUE}.get(entry["name"], MERGED) if "into" in entry else date.max
        since = HUE if entry["name"] == "Huế" else date.min
        made.append(Province(name=entry["name"], kind=entry["kind"], since=since, until=until))
    return tuple(made)


def province_on(rng: random.Random, day: date) -> Province:
    """One that existed on the day."""
    return rng.choice([province for province in provinces() if province.since <= day < province.until])


def localised(text: str, is_city: bool, day: date) -> str:
    """The text with the words of the place and the day: a city has no "tỉnh", and after 2025-07-01 no "cấp huyện"."""
    if is_city:
        for old, new in read("bodies")["city"].items():
            text = text.replace(old, new)
    pattern, names = _renamed(era(day))
    if pattern:
        text = pattern.sub(lambda found: names[found[0]], text)
    return _PROVINCE.sub(lambda found: _CITY[found[0]], text) if is_city else text


_PROVINCE = re.compile(
    r"(?<!các )(?<!liên )(?<!ngoại )(?<!ngoài )(?<!nội )(?<!đường )\b(?:[Tt]ỉnh|TỈNH)\b(?!, thành| bạn| khác| lân)"
)
_CITY = {"tỉnh": "thành phố", "Tỉnh": "Thành phố", "TỈNH": "THÀNH PHỐ"}


def era(day: date) -> int:
    """0 before the departments merged, 1 before the provinces did, 2 since."""
    return sum(day >= start for start in (date(2025, 3, 1), MERGED))


@lru_cache
def _renamed(now: int) -> tuple[re.Pattern[str] | None, dict[str, str]]:
    bodies = read("bodies")
    names: dict[str, str] = {}
    for day, renamed in bodies["renamed"].items():
        if era(day) <= now:
            names.update(renamed)
    for day, unknown in bodies["unknown_before"].items():
        if now < era(day):
            names.update(unknown)
    if not names:
        return None, names
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(map(re.escape, longest_first))})(?!\\w)"), names
