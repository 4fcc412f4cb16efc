"""The words of a Word document (.docx) in the order they are read: paragraphs with the numbers Word gives them, tables by rows.

What was struck out in a tracked change, and what Word does not show, is left out, what was put in is read; text boxes stand where they are anchored, notes after
what refers to them. Head and foot of the first page are read where they hold the letterhead or the recipients. Nothing is
executed or fetched: the parts are read as XML without entities.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from corpus.errors import Flaw, LoadError
from corpus.load.beside import barred, sets_beside
from corpus.load.word_fonts import Fonts, Run
from corpus.load.word_margins import Notes, first_page

LARGEST, MOST_PARTS, MOST_TIMES = 100 * 2**20, 2_000, 200  # bytes unpacked, files inside, times the packed size
LARGEST_PART, MOST_TAGS = (
    32 * 2**20,
    1_500_000,
)  # bytes and tags of one part that is read; real ones have up to 13 MB, 640,000
_NOT_UNPACKED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
)  # what a broken package raises
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def is_word(data: bytes) -> bool:
    """True for a package that holds a Word document."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return "word/document.xml" in package.namelist()
    except _NOT_UNPACKED:
        return b"word/document.xml" in data


def words_of(name: str, data: bytes) -> tuple[str, bool]:
    """The text of a Word document, and whether some of it was shown by fonts of before Unicode; `name` is that of its file.

    Raises LoadError.
    """
    _within_limits(name, data)
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        numbers = _Numbers(document)

        def read(part: Any) -> Iterator[str]:
            return _blocks(part, numbers)

        body = "\n\n".join(_blocks(document.element.body, numbers, Notes(document, read)))
        head, foot = first_page(document, read, body)
        return "\n\n".join(filter(None, (head, body, foot))), numbers.fonts.mended
    except MemoryError:
        raise
    except Exception as error:  # of a damaged package the library raises whatever it stumbles over
        raise LoadError(
            f"{name}: the Word document is damaged ({type(error).__name__}); open it in Word, save it again, and put that here."
        ) from error


def _within_limits(name: str, data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            _check_parts(name, package, parts)
    except _NOT_UNPACKED as error:
        raise LoadError(f"{name}: the Word document is cut short or damaged; save it again.") from error


def _check_parts(name: str, package: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(part.file_size for part in parts)
    if any(part.flag_bits & 1 for part in parts):
        raise LoadError(f"{name}: the document is locked with a password; save it without one.", Flaw.LOCKED)
    packed = sum(part.compress_size for part in parts)
    texts = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
    if (
        len(parts) > MOST_PARTS
        or unpacked > min(LARGEST, MOST_TIMES * max(packed, 2**20))
        or any(part.file_size > LARGEST_PART for part in texts)
        or any(package.read(part).count(b"<") > MOST_TAGS for part in texts)
    ):
        raise LoadError(
            f"{name}: it unpacks to more than a document holds; save its text as a new document.", Flaw.LONG
        )
    if any(b"macroEnabled" in package.read(part) for part in texts if part.filename == "[Content_Types].xml"):
        raise LoadError(f"{name}: it is made to hold macros; save it as a .docx, which holds none.", Flaw.MACROS)


def _blocks(body: Any, numbers: "_Numbers", notes: Notes | None = None) -> Iterator[str]:
    """Paragraphs and tables, each as text, and the notes they refer to; what is empty is left out."""
    for block in body.iterchildren():
        if block.tag == f"{_W}p":
            yield from _paragraph(block, numbers)
        elif block.tag == f"{_W}tbl":
            yield from _table(block, numbers)
        elif block.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins"):
            yield from _blocks(block, numbers, notes)
            continue
        if notes:
            yield from notes.of(block)


def _table(table: Any, numbers: "_Numbers") -> Iterator[str]:
    """Its rows as lines; where it only sets things side by side (the head, the signature), what its cells hold, one after another."""
    rows = [row for row in table.iter(f"{_W}tr") if _own_table(row) is table]
    cells = [[cell for cell in row.iter(f"{_W}tc") if _own_row(cell) is row] for row in rows]
    filled = {at for row in cells for at, cell in enumerate(row) if any(one.text for one in cell.iter(f"{_W}t"))}
    if sets_beside([[at for at in range(len(row)) if at in filled] for row in cells]):
        for cell in (cell for row in cells for cell in row):
            yield from _blocks(cell, numbers)
        return
    if text := barred([[_cell(cell, numbers) for cell in row] for row in cells]):
        yield text


def _own_table(row: Any) -> Any:
    return next(row.iterancestors(f"{_W}tbl"))


def _paragraph(block: Any, numbers: "_Numbers") -> Iterator[str]:
    """A paragraph with its number, then the paragraphs of the text boxes that are anchored in it."""
    text = _words(block, numbers.fonts).strip()
    number = numbers.next_of(block) if text else ""
    if text:
        yield f"{number} {text}".strip()
    for box in block.iter(f"{_W}txbxContent"):
        if not any(parent.tag.endswith("}Fallback") for parent in box.iterancestors()) and not numbers.fonts.hides(
            next(box.iterancestors(f"{_W}r"), block), block
        ):
            yield from _blocks(box, numbers)


def _own_row(cell: Any) -> Any:
    return next(cell.iterancestors(f"{_W}tr"))


def _cell(cell: Any, numbers: "_Numbers") -> str:
    """What a cell holds, tables inside it too, on one line."""
    blocks = cell.iterchildren(f"{_W}p", f"{_W}tbl", f"{_W}sdt", f"{_W}customXml")
    paragraphs = (one for block in blocks for one in ([block] if block.tag == f"{_W}p" else block.iter(f"{_W}p")))
    return " ".join(text for one in paragraphs for text in _paragraph(one, numbers))


def _words(block: Any, fonts: Fonts) -> str:
    """The words of a paragraph, without those struck out, those that are not shown and those of its text boxes."""
    runs: list[Run] = []
    for node in block.iter():
        if node.tag in (f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}noBreakHyphen") and _is_of(node, block):
            if fonts.hides(node.getparent(), block):
                continue
            sign = {"t": "", "tab": "\t", "noBreakHyphen": "-"}.get(node.tag.removeprefix(_W), "\n")
            runs.append(Run(sign) if sign else fonts.run(node, block))
    return re.sub(r" *\n *", "\n", fonts.shown(runs))


def _is_of(node: Any, block: Any) -> bool:
    """True where nothing between a node and its paragraph is struck out, moved away, or a text box."""
    for parent in node.iterancestors():
        if parent is block:
            return True
        if parent.tag in (f"{_W}del", f"{_W}moveFrom", f"{_W}txbxContent") or parent.tag.endswith("}Fallback"):
            return False
    return False


class _Numbers:
    """The numbers that Word itself puts before paragraphs: counted as they are shown."""

    def __init__(self, document: Any) -> None:
        self.fonts = Fonts(document)
        self._counts: dict[str, list[int]] = {}
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._styles: dict[str, tuple[str, int]] = {}
        numbering = next(
            (part for part in document.part.package.iter_parts() if part.partname == "/word/numbering.xml"), None
        )
        if numbering is not None:
            self._read(numbering.element if hasattr(numbering, "element") else None)
        for style in document.styles.element.iter(f"{_W}style"):
            found = style.find(f"{_W}pPr/{_W}numPr")
            if found is not None:
                self._styles[style.get(f"{_W}styleId")] = _of(found)

    def _read(self, root: Any) -> None:
        if root is None:
            return
        abstract = {}
        for one in root.iter(f"{_W}abstractNum"):
            levels = {}
            for level in one.iter(f"{_W}lvl"):
                form = _value(level, "numFmt", "decimal")
                start = _value(level, "start", "1")
                levels[int(level.get(f"{_W}ilvl"))] = (
                    form,
                    _value(level, "lvlText", ""),
                    int(start) if start.isdigit() else 1,
                )
            abstract[one.get(f"{_W}abstractNumId")] = levels
        for one in root.iter(f"{_W}num"):
            self._levels[one.get(f"{_W}numId")] = abstract.get(_value(one, "abstractNumId", ""), {})

    def next_of(self, paragraph: Any) -> str:
        """The number of a paragraph; empty where it has none. A dot or any other sign of a list is a dash."""
        found = paragraph.find(f"{_W}pPr/{_W}numPr")
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        name, at = (
            _of(found)
            if found is not None
            else self._styles.get(style.get(f"{_W}val") if style is not None else "", ("", 0))
        )
        level = self._levels.get(name, {}).get(at)
        if level is None or name == "0":
            return ""
        form, text, _ = level
        if form in ("bullet", "none"):
            return "-" if form == "bullet" else ""
        counts = self._counts.setdefault(name, [])
        while len(counts) <= at:
            counts.append(self._levels[name].get(len(counts), ("", "", 1))[2] - (len(counts) == at))
        del counts[at + 1 :]
        counts[at] += 1 if counts[at] >= level[2] - 1 else 0
        return re.sub(r"%(\d)", lambda match: self._shown(name, int(match[1]) - 1, counts), text)

    def _shown(self, name: str, at: int, counts: list[int]) -> str:
        form = self._levels[name].get(at, ("decimal", "", 1))[0]
        count = counts[at] if at < len(counts) else 1
        if form.endswith("Letter"):
            letter = chr(ord("a") + (count - 1) % 26)
            return letter.upper() if form.startswith("upper") else letter
        if form.endswith("Roman"):
            return _roman(count).upper() if form.startswith("upper") else _roman(count)
        return str(count)


def _of(found: Any) -> tuple[str, int]:
    level = _value(found, "ilvl", "0")
    return _value(found, "numId", ""), int(level) if level.isdigit() else 0


def _value(node: Any, name: str, otherwise: str) -> str:
    found = node.find(f"{_W}{name}")
    return otherwise if found is None else str(found.get(f"{_W}val", otherwise))


def _roman(count: int) -> str:
    shown = ""
    for value, sign in _ROMAN:
        shown += sign * (count // value)
        count %= value
    return shown
