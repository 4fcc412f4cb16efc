"""The words of a PDF page by page: those it holds as text, as they stand on the page; else what is read from the page as a picture."""

import ctypes
import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from corpus.errors import LoadError
from corpus.load.legacy import is_legacy
from corpus.load.lines import Line, Page, page_of
from corpus.load.scans import DPI, Scan
from corpus.text import fold, nfc

MOST_PAGES = 500
_LEAST = 20  # letters of a page with text
_MOST_STRANGE = 0.03  # of a page's letters; more that no Latin word has come from a font that does not tell its letters
_STRANGE = re.compile(r"[^\W\d_a-z]")
_MOST_STROKES = 200  # lines and curves of a page without letters; more of them draw letters
_LONGEST = 5_000  # pixels of a page that is drawn
_FINE = 10_000  # parts of a page's width and height
_LINE = re.compile(
    r"[^\r\n]+?(?:(?<=\w)[\u00ad\ufffe\u0002](?=\w)|(?=[\r\n])|$)"
)  # a sign tells of a word that was cut


def is_pdf(data: bytes) -> bool:
    """True where a PDF begins, a little behind the beginning perhaps."""
    return b"%PDF-" in data[:1024]


def pages_of(name: str, data: bytes, scan: Scan) -> list[tuple[Page, bool]]:
    """Each page, and whether it was read from a picture; `name` is that of the file. Raises LoadError, ScanWaits."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        what = "is locked with a password; save it without one" if locked else "is damaged or cut short; save it again"
        raise LoadError(f"{name}: the PDF {what}.") from error
    with document:
        count = len(document)
        if not count or count > MOST_PAGES:
            raise LoadError(f"{name}: the PDF has {count} pages; put in one of 1 to {MOST_PAGES}, one file a notice.")
        pages = {number: _page(document, number) for number in range(count)}
        drawn = [number for number, page in pages.items() if _is_drawn(document, number, page)]
        if drawn:
            scan.admit(len(drawn))
        for number in drawn:
            pages[number] = page_of(scan.lines(number + 1, count, partial(_picture, document, number)))
    return [(page, number in drawn) for number, page in pages.items()]


def _page(document: Any, number: int) -> Page:
    """What a page holds as text; nothing where it cannot be drawn: it takes no other away."""
    import pypdfium2

    try:
        page = document[number]
        text_page = page.get_textpage()
        count = text_page.count_chars()
        text = text_page.get_text_range(0, count) if count > 0 else ""
        return page_of(list(_lines(page, text_page, text)))
    except pypdfium2.PdfiumError:
        return page_of([])


def _lines(page: Any, text_page: Any, text: str) -> Iterator[Line]:
    """The lines that have words, in the order of the file."""
    for match in _LINE.finditer(text):
        words = match[0].strip()
        if words:
            first = match.start() + len(match[0]) - len(match[0].lstrip())
            ends = [text_page.get_charbox(at, loose=True) for at in (first, first + len(words) - 1)]
            low, high = min(end[1] for end in ends), max(end[3] for end in ends)
            corners = [_place(page, ends[0][0], high), _place(page, ends[1][2], low)]
            left, right = sorted(corner[0] for corner in corners)
            top, bottom = sorted(corner[1] for corner in corners)
            yield Line(words, left, top, right, bottom, _place(page, ends[1][2], ends[1][1])[1])


def _place(page: Any, across: float, up: float) -> tuple[float, float]:
    """A place of a page as shares of its width and height from the upper left corner, as the page is shown."""
    from pypdfium2 import raw

    x, y = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, _FINE, _FINE, 0, across, up, ctypes.byref(x), ctypes.byref(y))
    return min(1.0, max(0.0, x.value / _FINE)), min(1.0, max(0.0, y.value / _FINE))


def _is_drawn(document: Any, number: int, page: Page) -> bool:
    """True for a page whose letters are a picture, or come from a font that does not tell which they are."""
    letters = sum(map(str.isalpha, page.text))
    if letters >= _LEAST:
        strange = len(_STRANGE.findall(fold(nfc(page.text))))
        return strange > _MOST_STRANGE * letters and not is_legacy(page.text)
    return _holds_picture(document, number)


def _holds_picture(document: Any, number: int) -> bool:
    import pypdfium2
    from pypdfium2 import raw

    try:
        kinds = [one.type for one in document[number].get_objects(max_depth=5)]
    except pypdfium2.PdfiumError:
        return False
    return raw.FPDF_PAGEOBJ_IMAGE in kinds or kinds.count(raw.FPDF_PAGEOBJ_PATH) > _MOST_STROKES


def _picture(document: Any, number: int) -> Any:
    """A page drawn in grey, as it is shown."""
    page = document[number]
    scale = min(DPI / 72, _LONGEST / max(page.get_size()))
    return page.render(scale=scale, grayscale=True).to_pil()
