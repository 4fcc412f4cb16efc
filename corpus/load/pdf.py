"""The words of a PDF page by page: those it holds as text, as they stand on the page; else what is read from the page as a picture."""

import ctypes
import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from corpus.errors import Flaw, LoadError
from corpus.load.legacy import encoding_of, has_ours, mended
from corpus.load.lines import Line, Page, page_of
from corpus.load.old_letters import TCVN3
from corpus.load.room import room
from corpus.load.scans import DPI, Scan, says_something
from corpus.text import fold

MOST_PAGES = 500
ROOM = 320 * 2**20  # bytes of memory that a PDF may take while its text is read
_MOST_STRANGE = 0.03  # of a page's letters; more that no Latin word has come from a font that does not tell its letters
_STRANGE = re.compile(r"[^\W\d_a-z]")
_MOST_STROKES = 200  # lines and curves of a page without letters; more of them draw letters
_COVERED = 0.8  # of a page that is a scan, by its pictures
_LONGEST = 5_000  # pixels of a page that is drawn
_FINE = 10_000  # parts of a page's width and height
_LINE = re.compile(
    r"[^\r\n]+?(?:(?<=\w)[\u00ad\ufffe\u0002](?=\w)|(?=[\r\n])|$)"
)  # a sign tells of a word that was cut
_OLD_LINE = re.compile(r"[^\r\n]+?(?:[\ufffe\u0002]|(?=[\r\n])|$)")  # in TCVN3 the sign of a soft hyphen is a letter,
_CUT_HERE = re.compile(r"[\ufffe\u0002]")  # and this is what stands for it at the end of a line


def is_pdf(data: bytes) -> bool:
    """True where a PDF begins, a little behind the beginning perhaps."""
    return b"%PDF-" in data[:1024]


def pages_of(name: str, data: bytes, scan: Scan) -> list[tuple[Page, bool]]:
    """Each page, and whether it was read from a picture; `name` is that of the file. Raises LoadError, ScanWaits."""
    with room(ROOM):
        document = _opened(name, data)
    with document:
        count = len(document)
        if not count or count > MOST_PAGES:
            raise LoadError(
                f"{name}: the PDF has {count} pages; put in one of 1 to {MOST_PAGES}, one file a notice.",
                Flaw.LONG if count else Flaw.EMPTY,
            )
        with room(ROOM):
            pages = _held(document, count)
            drawn = [number for number, page in enumerate(pages) if _is_drawn(document, number, page)]
        if drawn:
            scan.admit(len(drawn))
        for number in drawn:
            pages[number] = page_of(scan.lines(number + 1, count, partial(_picture, document, number)))
    return [(page, number in drawn) for number, page in enumerate(pages)]


def drawn_page(name: str, data: bytes, number: int, width: int, height: int) -> Any:
    """Page `number`, from 0, in grey, as it is shown, at most so many pixels. Raises LoadError."""
    import pypdfium2

    with room(ROOM), _opened(name, data) as document:
        try:
            page = document[number]
            scale = min(width / page.get_width(), height / page.get_height())
            return _in_grey(page, scale).copy()  # the document is closed
        except pypdfium2.PdfiumError as error:
            raise LoadError(f"{name}: page {number + 1} cannot be drawn; save the PDF again.") from error


def _opened(name: str, data: bytes) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        what = "is locked with a password; save it without one" if locked else "is damaged or cut short; save it again"
        raise LoadError(f"{name}: the PDF {what}.", Flaw.LOCKED if locked else Flaw.DAMAGED) from error


def _held(document: Any, count: int) -> list[Page]:
    """What each page holds as text; nothing where it cannot be drawn: it takes no other away."""
    import pypdfium2

    pages: list[Page] = []
    table: Mapping[str, str] | None = None  # a document that begins in an old font goes on in it
    for number in range(count):
        try:
            page = document[number]
            text_page = page.get_textpage()
            letters = text_page.count_chars()
            text = text_page.get_text_range(0, letters) if letters > 0 else ""
            table = encoding_of(text) or table
            old = None if has_ours(text) else table
            lines = list(_lines(page, text_page, text, old))
            recognised = bool(lines) and _is_under_a_picture(page)
        except pypdfium2.PdfiumError:
            lines, old, recognised = [], None, False
        if recognised:  # elsewhere, nobody knows how well
            lines = [line._replace(confidence=0.0) for line in lines]
        held = page_of(lines)
        done = {what for what, was_done in (("encoding", old), ("ocr", recognised)) if was_done}
        pages.append(held._replace(repaired=held.repaired | done))
    return pages


def _lines(page: Any, text_page: Any, text: str, table: Mapping[str, str] | None) -> Iterator[Line]:
    """The lines that have words, in the order of the file; in Unicode, where they are in the font of `table`."""
    for match in (_OLD_LINE if table is TCVN3 else _LINE).finditer(text):
        words = match[0].strip()
        if words:
            first = match.start() + len(match[0]) - len(match[0].lstrip())
            ends = [text_page.get_charbox(at, loose=True) for at in (first, first + len(words) - 1)]
            low, high = min(end[1] for end in ends), max(end[3] for end in ends)
            corners = [_place(page, ends[0][0], high), _place(page, ends[1][2], low)]
            left, right = sorted(corner[0] for corner in corners)
            top, bottom = sorted(corner[1] for corner in corners)
            yield Line(_in_unicode(words, table), left, top, right, bottom, _place(page, ends[1][2], ends[1][1])[1])


def _is_under_a_picture(page: Any) -> bool:
    """True where all letters are invisible and pictures fill the page: a scanner has put under them what it took them for."""
    from pypdfium2 import raw

    covered = 0.0
    for one in page.get_objects(max_depth=5):
        if one.type == raw.FPDF_PAGEOBJ_TEXT:
            if raw.FPDFTextObj_GetTextRenderMode(one) != raw.FPDF_TEXTRENDERMODE_INVISIBLE:
                return False
        elif one.type == raw.FPDF_PAGEOBJ_IMAGE:
            left, low, right, high = one.get_bounds()
            covered += (right - left) * (high - low)
    whole: float = page.get_width() * page.get_height()
    return covered > _COVERED * whole


def _in_unicode(words: str, table: Mapping[str, str] | None) -> str:
    if table is None:
        return words
    return mended(_CUT_HERE.sub("\u00ad", words) if table is TCVN3 else words, table)


def _place(page: Any, across: float, up: float) -> tuple[float, float]:
    """A place of a page as shares of its width and height from the upper left corner, as the page is shown."""
    from pypdfium2 import raw

    x, y = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, _FINE, _FINE, 0, across, up, ctypes.byref(x), ctypes.byref(y))
    return min(1.0, max(0.0, x.value / _FINE)), min(1.0, max(0.0, y.value / _FINE))


def _is_drawn(document: Any, number: int, page: Page) -> bool:
    """True for a page whose letters are a picture, or come from a font that does not tell which they are."""
    if not says_something(page.text):
        return _holds_picture(document, number)
    strange = len(_STRANGE.findall(fold(page.text)))
    return strange > _MOST_STRANGE * sum(map(str.isalpha, page.text))


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
    return _in_grey(page, min(DPI / 72, _LONGEST / max(page.get_size())))


def _in_grey(page: Any, scale: float) -> Any:
    return page.render(scale=scale, grayscale=True).to_pil()
