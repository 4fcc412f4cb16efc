"""A dash that opens a line without opening an item: inside a name, a range, an apposition that was wrapped there."""

import re
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


def is_wrapped_dash(view: str, above: str, line: tuple[int, int], below: tuple[int, int] | None) -> bool:
    """True where a dash that opens a `line` belongs to the sentence of the line `above` it: before a small letter, a figure, an
    apposition, inside a name of the lexicon; between two proper names, where the line `below` opens with no dash."""
    dash = _DASH.match(view, *line)
    above = " ".join(above.split())
    if dash is None or above.endswith(_UNFINISHED):
        return False
    after = view[dash.end() : min(line[1], dash.end() + _REACH)]
    rest = canonical(after)
    said = opening("appositions").match(rest)
    if said is not None and rest[said.end() :].lstrip()[:1] != ":":
        return True
    if len(above) < _NARROW:
        return False
    if after[0].islower() or after[0].isdigit() or (above.split()[-1].lower(), rest.split()[0]) in _dashed():
        return True
    if below is not None and _DASH.match(view, *below):
        return False
    return _NAME_BEFORE.search(above) is not None and _NAME_AFTER.match(after) is not None


@cache
def _dashed() -> frozenset[tuple[str, str]]:
    """The words on either side of a dash in names: Lao động - Thương binh."""
    names = (name.lower() for agency in agencies() for name in (agency.name, *agency.other_names) if " - " in name)
    return frozenset(
        (left.split()[-1], right.split()[0]) for name in names for left, right in pairwise(name.split(" - "))
    )
