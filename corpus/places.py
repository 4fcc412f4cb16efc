"""Which provinces a text names."""

import re
from functools import cache

from corpus.lexicon import provinces
from corpus.text import canonical, has_diacritics, nfc


@cache
def _names() -> tuple[re.Pattern[str], dict[str, str]]:
    table = {canonical(nfc(province.name)): province.name for province in provinces()}
    longest_first = sorted(table, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)"), table


def provinces_in(text: str) -> list[str]:
    """The provinces that `text`, as printed, names by their full names; in order, repeats kept."""
    pattern, table = _names()
    lowered = canonical(text)
    shouted = text.isupper() or not has_diacritics(text)
    return [table[match[0]] for match in pattern.finditer(lowered) if shouted or text[match.start()].isupper()]
