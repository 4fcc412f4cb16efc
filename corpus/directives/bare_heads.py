"""Whom a bare "Sở" means: the one body of that head that a text names, or by far the most often."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise

from corpus.lexicon import body_heads
from corpus.names.mentions import LONGEST_SHORT, Mention, mentions
from corpus.phrases import words
from corpus.text import CAPITAL, fold

_IN_BRACKETS = re.compile(r"\s*\(([^()\n]{2,40})\)")  # … (VEC)
_CALLED = re.compile(
    r"\s*\(?(?:duoc\s+)?(?:sau\s+day\s+)?(?:goi|viet)\s+(?:tat\s+)?la:?\s+"
)  # sau đây gọi tắt là Ban 6
_CALLED_SO = re.compile(rf"{CAPITAL}[^().;,\n]{{0,30}}")
_REPRESENTED = re.compile(r"^đại diện ", re.I)  # a name given behind it is the body's
_MOST = 0.6  # share of the mentions


def short_names(text: str, bodies: Sequence[Mention]) -> Mapping[str, str]:
    """Folded head -> the full name, of the `bodies` of a text, it stands for; a head that may mean several is left out."""
    named = Counter(body.name for body in bodies if not body.name.isupper())
    heads = {name: _head(name) for name in named}
    found: dict[str, str] = {}
    folded = fold(text)
    for before, body in pairwise((None, *bodies)):
        if body and (short := _explained(text, folded, body)):
            meant = before if before and _is_predicate(folded[before.end : body.start], short) else body
            found.setdefault(short, _REPRESENTED.sub("", meant.name))
    for head in body_heads("bare"):
        of_head = {name: count for name, count in named.items() if heads[name] == head}
        best = max(of_head, key=lambda name: of_head[name], default=None)
        if best and of_head[best] >= _MOST * sum(of_head.values()):
            found[fold(head)] = best
    return found


def _is_predicate(between: str, short: str) -> bool:
    """True in "Sở Tài chính là cơ quan thường trực của Tổ công tác (gọi là Cơ quan thường trực)": it means the first."""
    return re.fullmatch(rf"\s*la\s+{re.escape(short)}(?:\s+cua)?\s*", between) is not None


def _explained(text: str, folded: str, body: Mention) -> str:
    """The short name that a text gives a body right behind it, its words folded; empty where it gives none."""
    if called := _CALLED.match(folded, body.end):
        said = _CALLED_SO.match(text, called.end())
    elif said := _IN_BRACKETS.match(text, body.end):
        spelled = said[1].isupper() and " " not in said[1]  # (VEC)
        said = said if spelled or _letters(said[1], whole=True) == _letters(body.name) else None
    spoken = [word.form for word in words(fold(said[said.lastindex or 0]))] if said else []
    return " ".join(spoken) if len(spoken) <= LONGEST_SHORT else ""


def _letters(name: str, *, whole: bool = False) -> str:
    """The first letters of the words of a name; `whole`: of words in capitals all: Sở NN&PTNT, Sở Nông nghiệp và Phát triển …"""
    parts = [word for word in re.findall(r"[^\W\d_]+", name) if word.lower() != "và"]
    return "".join(word if whole and word.isupper() else word[0] for word in parts).lower()


def last_named(text: str, start: int, end: int) -> Mapping[str, str]:
    """Folded head -> the last body of that head that `text[start:end]` names: whom a bare head then means."""
    return heads_of(mention.name for mention in mentions(text, start, end))


def heads_of(names: Iterable[str]) -> Mapping[str, str]:
    """Folded head -> the last of `names` that has it."""
    return {fold(head): name for name in names if (head := _head(name))}


def _head(name: str) -> str:
    """The bare head that a name in capital letters begins with, or nothing."""
    begins = _bare_heads().match(name.lower()) if name[:1].isupper() else None
    return begins[1] if begins else ""


@cache
def _bare_heads() -> re.Pattern[str]:
    return re.compile(rf"({'|'.join(body_heads('bare'))}) ")
