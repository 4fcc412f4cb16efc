"""A dash that opens a line without opening an item: inside a name, a range, an apposition that was wrapped there."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from corpus.lexicon import agencies
from corpus.patterns import opening
from corpus.text import CAPITAL, SMALL, canonical

_DASH = re.compile(r"[-–—]\s+(?=\w)")
_NARROW = 40  # characters of a line that may have been wrapped
_UNFINISHED = tuple(".:;!?…/,")
_PROPER = rf"{CAPITAL}[{SMALL}]+ {CAPITAL}[{SMALL}]+"  # Tuyên Quang
_NAME_BEFORE, _NAME_AFTER = re.compile(rf"(?<!\w){_PROPER}$"), re.compile(rf"{_PROPER}(?!\w)(?!\s*:)")
_REACH = 60  # characters
_NEARLY_ALL = 0.95
_RAGGED = 12  # characters by which a wrapped line may be shorter than another
_FEWEST_FULL = 4  # lines


def right_edge(lengths: Sequence[int]) -> int | None:
    """Where the lines of a text were wrapped, by their lengths: several come near it and hardly one goes beyond; None where
    lines end anywhere."""
    edge = sorted(lengths)[int(_NEARLY_ALL * (len(lengths) - 1))] if lengths else 0
    near = sum(edge - _RAGGED <= length <= edge for length in lengths)
    return edge if near >= _FEWEST_FULL and edge >= _NARROW else None


def is_wrapped_dash(
    view: str, above: tuple[int, int], line: tuple[int, int], below: tuple[int, int] | None, edge: int | None
) -> bool:
    """True where a dash that opens a `line` belongs to the sentence of the paragraph `above` it: before a small letter, a
    figure, an apposition, inside a name of the lexicon. Where neither the paragraph nor the next mark `below` is a dash, so
    that it would be alone: between two proper names, and where its first word had no room before the right `edge`."""
    dash = _DASH.match(view, *line)
    printed = view[above[0] : above[1]].rsplit("\n", 1)[-1]
    words = " ".join(printed.split())
    if dash is None or words.endswith(_UNFINISHED):
        return False
    after = view[dash.end() : min(line[1], dash.end() + _REACH)]
    rest = canonical(after)
    said = opening("appositions").match(rest)
    if said is not None and rest[said.end() :].lstrip()[:1] != ":":
        return True
    named = (right for left, right in _dashed() if canonical(words).endswith(f" {left}"))
    wide = len(words) >= _NARROW
    listed = _DASH.match(view, *above) is not None or (below is not None and _DASH.match(view, *below) is not None)
    if any(re.match(rf"{re.escape(right)}(?!\w)", rest) for right in named) and (wide or not listed):
        return True
    if not wide:
        return False
    if after[0].islower() or after[0].isdigit():
        return True
    full = edge is not None and len(printed) <= edge < len(printed) + len(f" - {after.split()[0]}")
    between_names = _NAME_BEFORE.search(words) is not None and _NAME_AFTER.match(after) is not None
    return not listed and (between_names or (full and not words.isupper() and ":" not in after))


@cache
def _dashed() -> frozenset[tuple[str, str]]:
    """What stands on either side of a dash in names, the last two words before it: Lao động - Thương binh và Xã hội."""
    names = (canonical(name) for agency in agencies() for name in (agency.name, *agency.other_names) if " - " in name)
    return frozenset(
        (" ".join(left.split()[-2:]), right) for name in names for left, right in pairwise(name.split(" - "))
    )
