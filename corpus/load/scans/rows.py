"""The words of a picture -> the lines of its page in the order they are read.

Head and foot of a notice have two columns (issuer and motto, recipients and signature): each is read down. Rows of a table are kept as
rows, their cells apart as on the page.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import median
from typing import NamedTuple

from corpus.load.lines import Line
from corpus.load.scans.tesseract import Word
from corpus.text import fold

_APART = 2.2  # heights of a word: pieces of a row with more between them belong to different columns
_NEAR = 4.0  # heights between two rows of one head or foot
_TOP = 0.33  # of the page: a head begins above
_FOOT = re.compile(r"\W*n[oa]i nhan\b")
_LETTER = re.compile(r"\w")
_UNSURE = 0.4  # a sign that is no letter is dirt with less
_DIRT = 0.7  # so are a few letters by themselves: a stamp, a stroke of a pen, the edge of a hole
_FEW = 4


class _Piece(NamedTuple):
    """Words of one row with no wide gap between them."""

    words: tuple[Word, ...]

    @property
    def left(self) -> int:
        return self.words[0].left

    @property
    def right(self) -> int:
        return self.words[-1].right

    @property
    def top(self) -> int:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> int:
        return max(word.bottom for word in self.words)

    @property
    def middle(self) -> float:
        return median((word.top + word.bottom) / 2 for word in self.words)


_Row = list[_Piece]


def lines_of(words: Sequence[Word], width: int, height: int) -> list[Line]:
    """The lines of a picture of `width` by `height` pixels."""
    words = [word for word in words if _LETTER.search(word.text) or word.confidence >= _UNSURE]
    if not words:
        return []
    size = median(word.bottom - word.top for word in words if _LETTER.search(word.text) or len(words) < 3)
    rows = _rows(words, size)
    shown: list[Line] = []
    at = 0
    while at < len(rows):
        end, gutter = _columns(rows, at, size, height)
        if gutter is None:
            shown.append(_line(rows[at], width, height, size, apart=_is_of_table(rows, at)))
            at += 1
            continue
        for side in (0, 1):
            beside = ([piece for piece in row if (piece.left >= gutter) == side] for row in rows[at:end])
            shown += [_line(row, width, height, size)._replace(alone=True) for row in beside if row]
        at = end
    return shown


def _rows(words: Sequence[Word], size: float) -> list[_Row]:
    """The pieces of each row from left to right, the rows from top to bottom."""
    rows: list[_Row] = []
    for _, group in groupby(words, key=lambda word: word.line):
        rows.append(list(_pieces(sorted(group, key=lambda word: word.left), size)))
    rows = sorted(filter(None, rows), key=lambda row: median(piece.middle for piece in row))
    joined: list[_Row] = []
    for row in rows:
        if joined and _beside(joined[-1], row, size):
            joined[-1] = sorted([*joined[-1], *row], key=lambda piece: piece.left)
        else:
            joined.append(row)
    return joined


def _pieces(words: Sequence[Word], size: float) -> Iterator[_Piece]:
    kept: list[Word] = []
    for word in words:
        if kept and word.left - max(one.right for one in kept) > _APART * size:
            yield from _piece(kept)
            kept = []
        kept.append(word)
    yield from _piece(kept)


def _piece(words: list[Word]) -> Iterator[_Piece]:
    """Nothing for what is dirt."""
    letters = len(_LETTER.findall("".join(word.text for word in words)))
    sure = sum(word.confidence for word in words) / max(1, len(words))
    if letters and (sure >= _DIRT or (letters > _FEW and sure >= _UNSURE)):
        yield _Piece(tuple(words))


def _beside(row: _Row, other: _Row, size: float) -> bool:
    """True for two rows that stand at one height and share no place."""
    near = abs(median(piece.middle for piece in row) - median(piece.middle for piece in other)) < 0.45 * size
    return near and all(one.right < two.left or two.right < one.left for one in row for two in other)


def _columns(rows: Sequence[_Row], at: int, size: float, height: int) -> tuple[int, float | None]:
    """The end of the head or foot that begins at a row, and where its right column begins; None where none does."""
    if len(rows[at]) != 2:
        return at, None
    opens = fold(" ".join(word.text for word in rows[at][0].words))
    if not (_FOOT.match(opens) or (rows[at][0].top < _TOP * height and at < 4)):
        return at, None
    low, high = rows[at][0].right, rows[at][1].left
    end, last = at + 1, max(piece.bottom for piece in rows[at])
    while end < len(rows):
        row = rows[end]
        left = max((piece.right for piece in row if piece.right < high), default=low)
        right = min((piece.left for piece in row if piece.right >= high), default=high)
        near = min(piece.top for piece in row) - last < _NEAR * size
        if not near or len(row) > 2 or max(low, left) + size / 2 > min(high, right):
            break
        low, high = max(low, left), min(high, right)
        last = max(piece.bottom for piece in row)
        end += 1
    return end, high if end > at + 1 else None


def _is_of_table(rows: Sequence[_Row], at: int) -> bool:
    """True for a row of cells with others like it above or below."""
    return len(rows[at]) > 1 and any(len(row) > 1 for row in (*rows[max(0, at - 1) : at], *rows[at + 1 : at + 2]))


def _line(row: _Row, width: int, height: int, size: float, *, apart: bool = False) -> Line:
    words = [word for piece in row for word in piece.words]
    text = ""
    for piece in row:
        if text:
            reached = round(piece.left / (size * 0.55)) - len(text) if apart else 1
            text += " " * max(3 if apart else 1, reached)
        text += " ".join(word.text for word in piece.words)
    read = [word.confidence for word in words if _LETTER.search(word.text)] or [0.0]
    return Line(
        text,
        min(word.left for word in words) / width,
        min(word.top for word in words) / height,
        max(word.right for word in words) / width,
        max(word.bottom for word in words) / height,
        median(word.bottom for word in words) / height,
        min(read),
        apart,
    )
