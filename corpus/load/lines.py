"""The lines of a page -> its text, in paragraphs again; the same for pages that hold text and for those read from a picture."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median_low
from typing import NamedTuple

from corpus.models import PageLine
from corpus.text import nfc

_APART = 1.25  # times the usual step from line to line: more of it is the end of a paragraph
_INDENTED = 0.025  # of the width of a page, from the edge of the lines around: a paragraph begins
_AROUND = 4  # lines above and below
_FULL = 0.85  # of the way to the edge: a shorter line ended because its paragraph did
_OPENS = re.compile(r"[-–+•*]\s|\(?(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4}|[a-zđ])[.)]\s")  # how an item of a list begins
_CUT = re.compile(r"(?<=\w)[\u00ad\ufffe\u0002]$")  # a word that goes on in the next line, as a PDF has it
_HYPHEN = re.compile(r"(?<=[^\W\d])-$")
NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")  # what no text editor writes


class Line(NamedTuple):
    """A line of a page: its box as shares of the page from its upper left corner; `foot`: where its letters stand.

    `confidence` from 0 to 1 where it was read from a picture. `alone`: no sentence goes on from it or in it.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    foot: float
    confidence: float | None = None
    alone: bool = False


class Page(NamedTuple):
    """The text of a page, where its lines stand in it, and what was mended of it."""

    text: str
    lines: tuple[PageLine, ...] = ()
    repaired: frozenset[str] = frozenset()


def page_of(lines: Sequence[Line]) -> Page:
    """The lines as text, an empty one where there is more room between two than between most."""
    shown = [line for line in lines if line.text.strip()]
    steps = sorted(below.foot - above.foot for above, below in pairwise(shown) if below.foot > above.foot)
    usual = steps[len(steps) // 2] if steps else 0.0
    edge = max((line.right for line in shown), default=0.0)
    text, placed, repaired = "", list[PageLine](), set[str]()
    for at, line in enumerate(shown):
        between, mended = _between(shown[at - 1], line, usual, edge) if at else ("", False)
        if between == " " and _is_indented(shown, at):
            between = "\n"
        if mended:
            text = text[:-1]
            placed[-1] = placed[-1]._replace(end=len(text))
            repaired.add("hyphenation")
        said = nfc(NOT_TEXT.sub(" ", _CUT.sub("-", line.text.strip())))
        text += between + said
        left, top, right, bottom = (round(at, 4) for at in (line.left, line.top, line.right, line.bottom))
        sure = None if line.confidence is None else round(line.confidence, 2)
        placed.append(PageLine(len(text) - len(said), len(text), left, top, right, bottom, sure))
        if nfc(line.text) != line.text:
            repaired.add("unicode")
    return Page(text, tuple(placed), frozenset(repaired))


def moved(lines: Iterable[PageLine], by: int) -> tuple[PageLine, ...]:
    """The same lines in a text that goes on from another."""
    return tuple(line._replace(start=line.start + by, end=line.end + by) for line in lines)


def _between(above: Line, below: Line, usual: float, edge: float) -> tuple[str, bool]:
    """A blank where a sentence goes on in the next line, as the one above is full; else a break, more where there is more
    room. True where the hyphen that ends the line above is none of the word's own.
    """
    step = below.foot - above.foot
    if usual and step > _APART * usual and not _CUT.search(above.text.strip()):
        return "\n\n", False
    cut = _cut(above.text.strip(), below.text.strip())
    if cut is not None:
        return "", cut
    full = step > 0 and above.right > _FULL * edge
    goes_on = full and not (above.alone or below.alone or _OPENS.match(below.text))
    return (" " if goes_on else "\n"), False


def _is_indented(lines: Sequence[Line], at: int) -> bool:
    """True for the first line of a paragraph that stands further in than most around it."""
    around = lines[max(0, at - _AROUND) : at + _AROUND + 1]
    return lines[at].left > median_low(line.left for line in around) + _INDENTED


def _cut(above: str, below: str) -> bool | None:
    """True where a word was cut at the end of the line above, False where it goes on and keeps its hyphen (46/TB-UBND)."""
    if not (_CUT.search(above) or _HYPHEN.search(above)) or not below[:1].isalnum():
        return None
    return below[:1].islower()
