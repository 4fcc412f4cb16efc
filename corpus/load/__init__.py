"""A file of any supported kind -> its text, and the id its notice goes by."""

import hashlib
import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

from corpus.errors import FileChanged, Flaw, LoadError, UnsupportedKind
from corpus.load.legacy import encoding_of, mended
from corpus.load.lines import NOT_TEXT, Page, moved, page_of
from corpus.load.office import as_docx, is_old_word
from corpus.load.pdf import is_pdf, pages_of
from corpus.load.scans import Scan, Scanning, says_something
from corpus.load.scans.picture import Pictures, is_picture
from corpus.load.web import is_web, words_of_page
from corpus.load.word import is_word, words_of
from corpus.models import PageLine
from corpus.text import nfc, seen

TEXT = frozenset({".txt", ".md"})
WEB = frozenset({".html", ".htm"})
PICTURES = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff"})
KINDS = TEXT | WEB | PICTURES | {".doc", ".docx", ".pdf", ".rtf"}
LARGEST = 5 * 1024 * 1024  # bytes of text; a notice is a few pages
MOST_TEXT = 2_000_000  # characters that a Word document, a PDF or a page may hold
LARGEST_FILE = 50 * 1024 * 1024  # bytes of a Word document, a PDF or a picture
LONGEST_NAME = 120  # characters of an id; it stands in addresses and on every citation

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_UTF_7 = re.compile(r"\+[A-Za-z0-9+/]{2,8}-(?=[a-z ])")  # Th+APQ-ng b+AOE-o
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f/\\\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")


class Loaded(NamedTuple):
    """The text of a file in NFC; where each of its pages begins (empty: it has none), their lines, and what was mended of it."""

    text: str
    page_starts: tuple[int, ...] = ()
    lines: tuple[PageLine, ...] = ()
    repaired: tuple[str, ...] = ()


def load(path: Path) -> str:
    """The text of a file in NFC. Raises UnsupportedKind, LoadError."""
    return loaded(path).text


def loaded(path: Path, scanning: Scanning | None = None, digest: str = "") -> Loaded:
    """What a file says; its kind is told by what it holds, not by its name. Raises UnsupportedKind, LoadError, ScanWaits, and
    FileChanged where a SHA-256 is given that is not that of what is read.
    """
    name = shown(path)
    data = content(path)
    if digest and hashlib.sha256(data).hexdigest() != digest:
        raise FileChanged(f"{name}: the file was changed while it was read; it is read again in the next round.")
    if not data:
        raise LoadError(f"{name}: the file is empty (0 bytes); copy it here again, or take it away.", Flaw.EMPTY)
    scan = Scan(name, scanning or Scanning())
    if is_pdf(data):
        return _of_pages(name, pages_of(name, data, scan))
    if is_picture(data):
        return _of_pages(name, _scanned(Pictures(name, data), scan))
    if is_word(data):
        return _seen(name, *words_of(name, data))
    if is_old_word(data):
        return _seen(name, *words_of(name, as_docx(name, data)))
    if path.suffix.lower() in WEB or is_web(data):
        return _seen(name, words_of_page(name, data))
    if path.suffix.lower() not in TEXT:
        raise LoadError(
            f"{name}: it is no {path.suffix[1:].lower()} inside; save it again from the program that made it.",
            Flaw.DISGUISED,
        )
    return _repaired(name, _decoded(name, data))


def _scanned(pictures: Pictures, scan: Scan) -> list[tuple[Page, bool]]:
    scan.admit(pictures.count, "it is a picture")
    drawn = (partial(pictures.page, number) for number in range(pictures.count))
    return [(page_of(scan.lines(number, pictures.count, one)), True) for number, one in enumerate(drawn, 1)]


def _of_pages(name: str, pages: list[tuple[Page, bool]]) -> Loaded:
    """The pages as one text, a page break between two; of each is said whether it was read from a picture."""
    _check_length(name, [page.text for page, _ in pages])
    starts: list[int] = []
    text, lines = "", list[PageLine]()
    for page, _ in pages:
        text += "\n\f\n" if starts else ""
        starts.append(len(text))
        lines += moved(page.lines, len(text))
        text += page.text
    read = any(drawn for _, drawn in pages)
    if read and not says_something(text):
        raise LoadError(
            f"{name}: nothing could be read on it; scan it again at 300 dpi, or save its text as .docx.", Flaw.FAINT
        )
    _check_said(name, text)
    repaired = {*(one for page, _ in pages for one in page.repaired), *(["ocr"] if read else [])}
    return Loaded(text, tuple(starts), tuple(lines), tuple(sorted(repaired)))


def _seen(name: str, text: str, shown_by_fonts: bool = False) -> Loaded:
    _check_length(name, [text])
    return _repaired(name, text, shown_by_fonts)


def _check_length(name: str, parts: list[str]) -> None:
    """What was unpacked may be far longer than its file. Raises LoadError."""
    if sum(map(len, parts)) > MOST_TEXT:
        raise LoadError(
            f"{name}: it holds more than {MOST_TEXT:,} characters; split it into one file a notice.", Flaw.LONG
        )


def _check_said(name: str, text: str) -> None:
    """Raises LoadError where there is nothing to be seen."""
    if not seen(text).strip():
        raise LoadError(f"{name}: the file is empty; put the text of the notice into it or take it away.", Flaw.EMPTY)


def _repaired(name: str, text: str, shown_by_fonts: bool = False) -> Loaded:
    """A text in Unicode, in NFC, without what no text has; and what was done for it. Raises LoadError."""
    table = encoding_of(text)
    read = mended(text, table) if table else text
    whole = nfc(read)
    done = {"encoding": table is not None or shown_by_fonts, "unicode": whole != read}
    printed = NOT_TEXT.sub(" ", whole)
    _check_said(name, printed)
    return Loaded(printed, repaired=tuple(what for what, was_done in done.items() if was_done))


def _decoded(name: str, data: bytes) -> str:
    """UTF-8, UTF-16 with its mark, or bytes of a font of before Unicode."""
    encoding = next((encoding for bom, encoding in _BOMS if data.startswith(bom)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding_of(text := data.decode("latin-1")):
            return text
        raise LoadError(f"{name}: the text is not UTF-8; save it again as UTF-8.", Flaw.LETTERS) from error
    if NOT_TEXT.search(text):
        raise LoadError(f"{name}: not a text file; save the notice as .txt in UTF-8.", Flaw.LETTERS)
    if len(_UTF_7.findall(text)) > 4 and text.isascii():
        raise LoadError(f"{name}: the text is UTF-7, of mail; save it again as UTF-8.", Flaw.LETTERS)
    return text


def content(path: Path) -> bytes:
    """The bytes of a file of a supported kind, no more than its kind may have. Raises UnsupportedKind, LoadError."""
    name = shown(path)
    if path.is_dir():
        raise UnsupportedKind(f"{name}: a folder, not a file; put its files there.")
    if path.suffix.lower() not in KINDS:
        raise UnsupportedKind(
            f"{name}: this kind of file is not read; save the notice as .docx, .pdf, .html or .txt, a picture as .jpg, .png or .tif."
        )
    try:
        status = path.stat()
        if not S_ISREG(status.st_mode):  # a pipe or a device would wait, or give, for ever
            raise LoadError(f"{name}: not a file; save the notice as a .txt file.")
        most = most_bytes(path)
        if status.st_size > most:
            raise LoadError(
                f"{name}: larger than {most // 1024 // 1024} MB; split it into one file a notice.", Flaw.LONG
            )
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise LoadError(f"{name}: cannot be read ({reason}); check the file and its permissions.") from error


def most_bytes(path: Path) -> int:
    """How large a file of its kind may be."""
    return LARGEST if path.suffix.lower() in TEXT | WEB else LARGEST_FILE


def notice_id(path: Path, within: Sequence[str] = ()) -> str:
    """The id of a file's notice: the folders before it and its name without the ending, joined by dots; in NFC, nothing
    invisible or unsafe in it."""
    parts = [*within, path.stem]
    name = ".".join(_UNSAFE.sub("-", seen(nfc(part))).strip(" .-") or "notice" for part in parts)
    if len(name) <= LONGEST_NAME:
        return name
    digest = hashlib.sha256("/".join(parts).encode("utf-8", "surrogateescape")).hexdigest()
    return f"{name[: LONGEST_NAME - 9].rstrip()}-{digest[:8]}"


def shown(path: Path) -> str:
    """A file's name as it can be printed on one line."""
    return _UNSAFE.sub("?", path.name)
