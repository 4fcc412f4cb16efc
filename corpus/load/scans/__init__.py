"""Scans and photos of pages -> their lines.

picture.py    the pages of a picture file, within limits
cleaned.py    grey, evenly lit, level
tesseract.py  the program that reads letters
rows.py       its words in the order they are read
marked.py     a page as a picture for people to look at
kept.py       pages that were read of a file not yet finished
"""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from corpus.errors import Flaw, LoadError, ScanWaits
from corpus.load.lines import Line
from corpus.load.scans import tesseract
from corpus.load.scans.kept import KeptPages

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 300  # at which a page is drawn
MOST_PAGES = 200
_POOR = 0.6  # how sure of its words a page is that may stand on its head
_LEAST = 20  # letters of a page that says something


class When(StrEnum):
    """Whether scans are read: now, not in this round, or never."""

    NOW = "now"
    LATER = "later"
    NEVER = "never"


class Scanning(NamedTuple):
    """How a scan is read. `kept`: a folder for its pages until the whole is read; `told` before each page that is read its
    number, from 1, and how many there are: what it raises ends the reading.
    """

    when: When = When.NOW
    kept: Path | None = None
    told: Callable[[int, int], None] = lambda page, of: None


class Scan:
    """The reading of one file's scanned pages; `name` is that of the file."""

    def __init__(self, name: str, scanning: Scanning) -> None:
        self._name = name
        self._scanning = scanning
        self._kept = KeptPages(scanning.kept)

    def admit(self, count: int, what: str = "it is a scan, or its fonts do not tell their letters") -> None:
        """`what` the file is. Raises LoadError where scans are not read, or not of so many pages; ScanWaits where it is for later."""
        if self._scanning.when is When.NEVER:
            raise LoadError(
                f"{self._name}: {what}, and CHIDAO_OCR is off; set it to auto, then run make run again.",
                Flaw.SCAN,
            )
        if not tesseract.is_there():
            raise LoadError(
                f"{self._name}: {what}; install the packages tesseract-ocr and tesseract-ocr-vie, then run make run again.",
                Flaw.SCAN,
            )
        if count > MOST_PAGES:
            raise LoadError(
                f"{self._name}: {count} of its pages are scans; split it into files of at most {MOST_PAGES} pages.",
                Flaw.LONG,
            )
        if self._scanning.when is When.LATER:
            raise ScanWaits(f"{self._name}: it is a scan and is read after the other files; wait for it.")

    def lines(self, number: int, of: int, drawn: Callable[[], "Image"]) -> list[Line]:
        """The lines of page `number`, from 1. Raises LoadError."""
        if (kept := self._kept.get(number)) is not None:
            return kept
        self._scanning.told(number, of)
        try:
            read = lines_of(drawn())
        except tesseract.TooLong:
            raise LoadError(
                f"{self._name}: page {number} could not be recognised in time; scan it again at 300 dpi, in black on white.",
                Flaw.FAINT,
            ) from None
        self._kept.put(number, read)
        return read


def says_something(text: str) -> bool:
    """False for the text of a blank page, and of one whose letters are a picture."""
    return sum(map(str.isalpha, text)) >= _LEAST


def lines_of(picture: "Image") -> list[Line]:
    """The lines of a picture, however it is turned; their boxes are those of the picture as it is given."""
    from corpus.load.scans.cleaned import evened, grey, is_blank, lies
    from corpus.load.scans.turned import turned

    page = evened(grey(picture))
    if is_blank(page):
        return []
    turn = (tesseract.turned_by(page) or 90) if lies(page) else 0
    sure, share, lines = _read(page, turn)
    if share < _POOR and (more := tesseract.turned_by(turned(page, turn))):
        other, _, otherwise = _read(page, (turn + more) % 360)
        return otherwise if other > sure else lines
    return lines


def _read(page: "Image", turn: int) -> tuple[float, float, list[Line]]:
    """The lines of a page once it is turned; how many letters are sure, and their share of all."""
    from corpus.load.scans.cleaned import levelled, slope
    from corpus.load.scans.rows import lines_of as arranged
    from corpus.load.scans.turned import back, turned

    upright = turned(page, turn)
    angle = slope(upright)
    words = tesseract.words_on(levelled(upright, angle))
    letters = [(word.confidence, sum(map(str.isalpha, word.text))) for word in words]
    sure = sum(share * count for share, count in letters)
    lines = [back(line, upright.size, angle, turn) for line in arranged(words, *upright.size)]
    return sure, sure / max(1, sum(count for _, count in letters)), lines
