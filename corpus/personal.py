"""Numbers of people that belong in no log and no prompt: identity cards, passports, bank accounts.

`masked` puts a dot for every digit and leaves the rest as it is; what is stored and quoted is never masked.
"""

import re
from functools import cache

from corpus.lexicon import cues
from corpus.patterns import any_of
from corpus.text import fold

_CITIZEN = re.compile(r"(?<![\d/.,-])0(?:[ .-]?\d){11}(?![\d/]|[.,]\d)")  # twelve digits, the first that of a province
_BETWEEN = r"[^\d\n]{0,40}?"  # words between the cue and its number: "số", "mang tên …", "tại ngân hàng"
_IDENTITY = r"(?:[a-z]\d{7,8}|\d(?:[ .-]?\d){7,12})"
_ACCOUNT = r"\d(?:[ .-]?\d){5,18}"
_MASK = "•"


def masked(text: str) -> str:
    """`text`, as long as it was, with a dot for every digit of such a number."""
    letters = list(text)
    for start, end in _numbers(text):
        letters[start:end] = [_MASK if letter.isdigit() else letter for letter in letters[start:end]]
    return "".join(letters)


def _numbers(text: str) -> list[tuple[int, int]]:
    if not any(letter.isdigit() for letter in text):
        return []
    form = fold(text)
    found = [match.span() for match in _CITIZEN.finditer(form)]
    for pattern in _told():
        found += [match.span("number") for match in pattern.finditer(form)]
    return found


@cache
def _told() -> tuple[re.Pattern[str], ...]:
    """Numbers after the word that says whose they are."""
    kinds = (("identity_number", _IDENTITY), ("account_number", _ACCOUNT))
    return tuple(
        re.compile(rf"(?<!\w)(?:{any_of(map(fold, cues()[name]))})(?!\w){_BETWEEN}(?<!\d)(?P<number>{number})(?!\d)")
        for name, number in kinds
    )
