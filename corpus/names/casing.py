"""The name of a body that is printed in capitals, as it is written in running text: SỞ NỘI VỤ -> Sở Nội vụ."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from corpus.lexicon import body_heads, provinces
from corpus.names.agencies import SCOPES, agency_named, every_spelling, full_name
from corpus.names.words import compounds
from corpus.text import canonical, fold, is_syllable

_LEVELS = frozenset({"và", *(" ".join(scope) for scope in SCOPES)})


def sentence_case(capitals: str) -> str:
    """A body printed in capitals, as it is written in running text."""
    name = full_name(capitals).lower().replace("ubnd", "UBND")
    words = name.split(" ")
    for size in range(min(len(words), _longest_listed()), 1, -1):
        for left in range(len(words) - size + 1):
            listed = agency_named(" ".join(words[left : left + size]))
            if listed and fold(listed.name) == fold(" ".join(words[left : left + size])):
                rest = _cased(words, left + size)
                return _capital(" ".join([*words[:left], listed.name, *rest]).strip())
    return _capital(" ".join(_cased(words, 0)))


def _cased(words: Sequence[str], begin: int) -> list[str]:
    """The words from `begin` on: what the lexicon does not use beside its neighbour is the name of a place."""
    cased = []
    for at in range(begin, len(words)):
        beside = {f"{left} {right}" for left, right in pairwise(words[max(0, at - 1) : at + 2])}
        plain = beside & compounds() or beside & _LEVELS or words[at] in _LEVELS or words[at] == "UBND"
        spelled = words[at] if is_syllable(fold(words[at].strip(","))) else words[at].upper()
        cased.append(spelled if plain else spelled[:1].upper() + spelled[1:])
    name = " ".join(cased)
    pattern, names = province_names()
    for known in pattern.finditer(canonical(name)):  # of the same length, so is the name
        name = name[: known.start()] + names[known[0]] + name[known.end() :]
    return name.split(" ")


@cache
def province_names() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of the provinces' names, and how each is written, by its small letters."""
    spelled = {canonical(province.name): province.name for province in provinces()}
    return re.compile(rf"(?<!\w)(?:{'|'.join(spelled)})(?!\w)", re.I), spelled


@cache
def _longest_listed() -> int:
    """How many words the longest listed name of a body has."""
    return max(len(form.split()) for _, form in every_spelling())


def _capital(name: str) -> str:
    """With a capital where the name, a body in it and what either is called begin; no part of a word: môi *trường*."""
    heads = rf"(?<!\w)(?P<before>\w+ )??(?P<head>{'|'.join(body_heads('issuer'))})(?= |$)(?P<called> \w)?"

    def raised(match: re.Match[str]) -> str:
        if f"{match['before']}{match['head']}".lower() in compounds():
            return match[0]
        return (match["before"] or "") + match["head"].capitalize() + (match["called"] or "").upper()

    name = re.sub(heads, raised, name, flags=re.I)
    return name[:1].upper() + name[1:]
