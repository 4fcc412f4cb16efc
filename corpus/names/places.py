"""Which provinces a text names."""

import re
from datetime import date
from functools import cache

from corpus.lexicon import provinces
from corpus.text import canonical, has_diacritics, nfc

JOINED = date(2025, 7, 1)  # since when the provinces of today are what they are


@cache
def _names() -> tuple[re.Pattern[str], dict[str, str]]:
    table = {canonical(nfc(province.name)): province.name for province in provinces()}
    longest_first = sorted(table, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)"), table


@cache
def renamed(province: str) -> frozenset[str]:
    """A province with the name it had before or got since, its land being the same: Huế, Thừa Thiên Huế."""
    changed = [{one.name, one.into} for one in provinces() if one.renamed and one.into]
    return frozenset(next((names for names in changed if province in names), {province}))


def joined_to(province: str) -> str | None:
    """The province of today that an earlier one is part of; None for one of today."""
    return next((one.into for one in provinces() if one.name == province), None)


@cache
def joined_into(province: str) -> frozenset[str]:
    """The provinces that were joined into one of today; none for an earlier one, nor for one that only changed its name."""
    return frozenset(one.name for one in provinces() if one.into == province and not one.renamed)


def land_of(province: str) -> frozenset[str]:
    """The provinces whose notices concern the land of one: of all its names, and of those that were joined into it."""
    return renamed(province) | joined_into(province)


def kind_and_name(province: str) -> str:
    """tỉnh An Giang, thành phố Đà Nẵng."""
    return next((f"{one.kind} {one.name}" for one in provinces() if one.name == province), province)


def provinces_in(text: str) -> list[str]:
    """The provinces that `text`, as printed, names by their full names; in order, repeats kept."""
    pattern, table = _names()
    lowered = canonical(text)
    shouted = text.isupper() or not has_diacritics(text)
    return [table[match[0]] for match in pattern.finditer(lowered) if shouted or text[match.start()].isupper()]
