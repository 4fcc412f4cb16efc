"""Whom a bare "Sở" means: the one body of that head that a text names, or by far the most often."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from corpus.lexicon import body_heads
from corpus.names.mentions import Mention, mentions
from corpus.text import fold

_SHORT = re.compile(r"\s*\((?:sau đây (?:gọi|viết) tắt là\s+|gọi tắt là\s+)?([A-ZĐ][A-ZĐ&-]{1,7})\)")  # … (VEC)
_MOST = 0.6  # share of the mentions


def short_names(text: str, bodies: Sequence[Mention]) -> Mapping[str, str]:
    """Folded head -> the full name, of the `bodies` of a text, it stands for; a head that may mean several is left out."""
    named = Counter(body.name for body in bodies if not body.name.isupper())
    heads = {name: _head(name) for name in named}
    found = {}
    for body in bodies:
        if (stands_for := _SHORT.match(text, body.end)) and fold(stands_for[1]) not in found:
            found[fold(stands_for[1])] = body.name
    for head in body_heads("bare"):
        of_head = {name: count for name, count in named.items() if heads[name] == head}
        best = max(of_head, key=lambda name: of_head[name], default=None)
        if best and of_head[best] >= _MOST * sum(of_head.values()):
            found[fold(head)] = best
    return found


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
