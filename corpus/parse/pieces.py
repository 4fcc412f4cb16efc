"""The head of a notice cut into pieces, each of which is one thing whatever stands beside it."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpus.layout.fields import numbers_over_lines
from corpus.layout.paragraphs import Paragraph, cells
from corpus.parse.issuer import in_capitals

_MOTTO = re.compile(
    r"(?<!\w)(?:cong\s+hoa\s+xa\s+hoi(?:\s+chu(?:\s+nghia(?:\s+viet\s+nam)?)?)?|(?:chu\s+)?nghia\s+viet\s+nam"
    r"|doc\s+lap\s*[-–.]?\s*tu\s+do(?:\s*[-–.]?\s*hanh(?:\s+phuc)?)?|hanh\s+phuc|dang\s+cong\s+san\s+viet\s+nam)(?!\w)"
)
_MOTTO_OVER_LINES = re.compile(r"(?<!\w)(?:cong\W+hoa\W+xa\W+hoi\W+chu\W+nghia|dang\W+cong\W+san)\W+viet\W+nam(?!\w)")
NUMBER = re.compile(
    r"(?<!\w)so(?!\s*/\s*ky)\s*[:.]?\s*(?P<serial>\d[\d ]{0,6})?\s*(?:(?P<slash>/\s*)(?P<symbol>(?:\d{4}\s*/\s*)?[a-z][\w.&]*(?:\s*-\s*[a-z][\w.&]*)*)|-\s?(?P<party>[a-z]{1,4}\s?/\s?[a-z]{2,}\w*))"
)
_PLACE = re.compile(
    r"(?P<place>[^,\n\t|]{2,40}?)\s*,\s*(?:hoi .{4,20}? )?(?:ngay\s+\d{0,2}[\s.…]*(?:thang|/)|(?:ngay\s+)?\d{1,2}\s?([/.-])\s?\d{1,2}\s?\2\s?(?:19|20)\d\d)"
)
_MOTTO_CUT = re.compile(
    r"(?:xa\s+hoi|chu|nghia|viet)$"
)  # the rest stands below, beside the next line of the other column
_REST_OF_MOTTO = re.compile(r"(?:(?:chu\s+)?nghia\s+)?(?:viet\s+)?nam|hanh\s+phuc")
_LINE_END = re.compile(r"[\n\f\v|]")
_RULED = " -–—_="  # drawn below a name
LONGEST_DATE = 80  # characters of place and date, over several lines


class Piece(NamedTuple):
    """What stands in one place of the head: `part` is the index of its paragraph, `said` the name of what it is."""

    part: int
    said: str
    start: int
    end: int


def pieces_of(text: str, folded: str, head: Sequence[Paragraph]) -> list[Piece]:
    """The pieces of the paragraphs of a head, in order; what a piece before holds is in no other."""
    found: list[Piece] = []
    if not head:
        return found
    motto = _MOTTO_OVER_LINES.search(folded, head[0].start, head[-1].end)
    whole = motto.span() if motto else (0, 0)
    for at, part in enumerate(head):
        found += (one for one in _pieces(text, folded, part, at, whole) if not found or one.start >= found[-1].end)
    return [_of_motto(folded, piece, found[:n]) for n, piece in enumerate(found)]


def _of_motto(folded: str, piece: Piece, above: Sequence[Piece]) -> Piece:
    """The end of a motto's line that was wrapped inside its column: CỘNG HÒA XÃ HỘI CHỦ NGHĨA | … | VIỆT NAM."""
    if piece.said != "words" or not _REST_OF_MOTTO.fullmatch(folded, piece.start, piece.end):
        return piece
    motto = next((one for one in reversed(above) if one.said == "motto"), None)
    cut = motto is not None and _MOTTO_CUT.search(folded, motto.start, motto.end)
    return piece._replace(said="motto") if cut else piece


def _pieces(text: str, folded: str, part: Paragraph, at: int, whole: tuple[int, int]) -> Iterator[Piece]:
    """The columns of a paragraph, the motto, a number, and place and date cut out of what is printed beside them. `whole`
    is where the first line of the motto stands, which may be several."""
    for start, end in cells(part):
        left = start
        over = [whole] if whole[0] < end and start < whole[1] else []
        for begin, stop in [*_mottos(folded, start, end, over), (end, end)]:
            yield from _beside_number(text, folded, at, left, max(left, begin))
            if begin < end:
                yield Piece(at, "motto", max(begin, start), stop)
                left = min(stop, end)


def _mottos(folded: str, start: int, end: int, over: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where the motto, or a part of it, stands; it may go on over the next lines."""
    found = list(over)
    for motto in _MOTTO.finditer(folded, start, end):
        if not any(left < motto.end() and motto.start() < right for left, right in over):
            longer = _MOTTO.match(folded, motto.start(), min(len(folded), motto.start() + LONGEST_DATE))
            found.append((motto.start(), longer.end() if longer else motto.end()))
    return sorted(found)


def _beside_number(text: str, folded: str, at: int, start: int, end: int) -> Iterator[Piece]:
    if "so" not in folded[start:end]:
        yield from _words(text, folded, at, start, end)
        return
    reach = max([_line_end(text, start), *(stop for _, stop in numbers_over_lines(text, start, end))])
    if folded[start:end].strip(" :.") == "so":
        reach = _line_end(text, reach + 1)  # the number on the line below
    number = NUMBER.search(folded, start, reach)
    before = text[start : number.start()].strip(_RULED + "\n") if number else ""
    if number is None or number.start() >= end or (before and not in_capitals(before)):
        yield from _words(text, folded, at, start, end)
        return
    yield from _words(text, folded, at, start, number.start())
    yield Piece(at, "number", *number.span())
    yield from _words(text, folded, at, number.end(), max(end, number.end()))


def _words(text: str, folded: str, at: int, start: int, end: int) -> Iterator[Piece]:
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and text[end - 1] in _RULED:
        end -= 1
    if start < end:
        place = _PLACE.match(folded, start, start + LONGEST_DATE)
        dated = place is not None and text[start].isupper() and place.end("place") <= end
        yield Piece(at, "date" if dated else "words", start, end)


def _line_end(text: str, start: int) -> int:
    """Where the printed line ends: a blank to be filled in by hand (Số:      /TB-UBND) is no column."""
    found = _LINE_END.search(text, start)
    return found.start() if found else len(text)
