"""The words of a PDF that holds text, page by page, as they stand on the page."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from corpus.errors import LoadError
from corpus.load.legacy import encoding_of
from corpus.load.old_letters import TCVN3

MOST_PAGES = 500
_LEAST = 20  # letters of a page with text; a whole document with fewer a page was scanned
_APART = 1.25  # times the usual step from line to line: more of it is the end of a paragraph
_FULL = 0.85  # of the way to the edge: a shorter line ended because its paragraph did
_OPENS = re.compile(r"[-–+•*]\s|\(?(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4}|[a-zđ])[.)]\s")  # how an item of a list begins
_LINE = re.compile(r"[^\r\n]+")
_HYPHEN = re.compile(r"(?<=\w)[\u00ad\ufffe\u0002]\n?(?=\w)")  # where a word was cut at the end of a line


def is_pdf(data: bytes) -> bool:
    """True where a PDF begins, a little behind the beginning perhaps."""
    return b"%PDF-" in data[:1024]


def pages_of(name: str, data: bytes) -> list[str]:
    """The text of each page; `name` is that of the file. Raises LoadError: damaged, locked, too long, or scanned."""
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
        pages = [_page(document, number) for number in range(count)]
    if sum(map(_letters, pages)) < _LEAST * count:
        raise LoadError(
            f"{name}: the PDF is a scan, which is not read yet; put in the .docx, or save its text as .txt."
        )
    return pages


def _page(document: Any, number: int) -> str:
    """The lines of a page, an empty one where there is more room between two than between most."""
    import pypdfium2

    try:
        text_page = document[number].get_textpage()
        count = text_page.count_chars()
        text = text_page.get_text_range(0, count) if count > 0 else ""
        lines = list(_lines(text_page, text))
    except pypdfium2.PdfiumError:
        return ""  # one page that cannot be drawn takes no other away
    steps = sorted(above.bottom - below.bottom for above, below in pairwise(lines) if above.bottom > below.bottom)
    usual = steps[len(steps) // 2] if steps else 0.0
    edge = max((line.right for line in lines), default=0.0)
    shown = lines[0].text if lines else ""
    for above, below in pairwise(lines):
        shown += _between(above, below, usual, edge) + below.text
    return _whole(shown)


def _whole(text: str) -> str:
    """Words that were cut at the end of a line in one piece again; in TCVN3 the sign of a soft hyphen is a letter."""
    if encoding_of(text) is TCVN3:
        return re.sub("[\ufffe\u0002]\n?", "\u00ad ", text)
    return _HYPHEN.sub("", text)


class _Line(NamedTuple):
    """A line of a page; `right`: where it ends, `bottom`: how high above the foot of the page it stands, in points."""

    text: str
    right: float
    bottom: float


def _lines(text_page: Any, text: str) -> Iterator[_Line]:
    """The lines that have words, in the order of the file."""
    for match in _LINE.finditer(text):
        words = match[0].rstrip()
        if words.strip():
            last = match.start() + len(words) - 1
            _, bottom, right, _ = text_page.get_charbox(last, loose=True)
            yield _Line(words.strip(), right, bottom)


def _between(above: _Line, below: _Line, usual: float, edge: float) -> str:
    """A blank where a sentence goes on in the next line, as the one above is full; else a break, more where there is more room."""
    step = above.bottom - below.bottom
    if usual and step > _APART * usual:
        return "\n\n"
    goes_on = step > 0 and above.right > _FULL * edge and not _OPENS.match(below.text)
    return " " if goes_on else "\n"


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))
