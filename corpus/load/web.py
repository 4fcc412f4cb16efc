"""The words of a page saved from the web (.html): what is read, without what only makes the page work."""

import re
from collections.abc import Iterator
from typing import Any

from corpus.errors import Flaw, LoadError
from corpus.load.beside import barred, sets_beside

_BEGINS = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body|meta)\b", re.IGNORECASE)
_UNREAD = frozenset(
    ("script", "style", "noscript", "template", "svg", "nav", "form", "button", "select", "iframe", "object", "head")
)
_BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "figure", "footer", "h1", "h2", "h3",
     "h4", "h5", "h6", "header", "hr", "html", "li", "main", "ol", "p", "pre", "section", "table", "tbody", "thead", "tr", "ul")
)  # fmt: skip
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_DEEPEST = 250  # elements inside one another


def is_web(data: bytes) -> bool:
    """True where a page of the web begins."""
    return _BEGINS.match(data[:1024]) is not None


def words_of_page(name: str, data: bytes) -> str:
    """The text of a page, a blank line between its blocks; `name` is that of its file. Raises LoadError."""
    from lxml import etree, html

    try:
        parser = html.HTMLParser(
            encoding=_encoding(data), no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
        )
        root = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise LoadError(
            f"{name}: the page holds nothing that can be read; save its text as .txt.", Flaw.EMPTY
        ) from error
    body = root.find("body")
    blocks = _Blocks()
    blocks.read(root if body is None else body, 0)
    return "\n\n".join(blocks.done())


def _encoding(data: bytes) -> str | None:
    """UTF-8 where the bytes are; else what the page says of itself."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


class _Blocks:
    """The blocks of a page as they are walked through."""

    def __init__(self) -> None:
        self._blocks: list[str] = []
        self._line: list[str] = []

    def read(self, node: Any, depth: int) -> None:
        """What an element holds, and what comes after each of its children."""
        if depth > _DEEPEST:
            self._line.append(" ".join(_said(node)))
            return
        if node.tag == "table" and (rows := _rows(node)):
            self._end()
            self._blocks.append(rows)
            return
        block = node.tag in _BLOCKS
        if block:
            self._end()
        if node.tag == "li":
            self._line.append("- ")
        self._line.append(_flat(node.text))
        for child in node:
            if _is_read(child):
                if child.tag == "br":
                    self._line.append("\n")
                self.read(child, depth + 1)
            self._line.append(_flat(child.tail))
        if block or node.tag in ("td", "th"):
            self._end()

    def _end(self) -> None:
        text = re.sub(r" *\n *", "\n", re.sub(r"[ \t\u00a0]+", " ", "".join(self._line))).strip()
        if text and text != "-":
            self._blocks.append(text)
        self._line = []

    def done(self) -> list[str]:
        """The blocks that hold words."""
        self._end()
        return self._blocks


def _rows(table: Any) -> str:
    """The rows of a table between bars; empty for one that only sets things side by side."""
    rows = (row for row in table.iter("tr") if all(map(_is_read, _up_to(table, row))))
    cells = [[cell for cell in row if cell.tag in ("td", "th") and _is_read(cell)] for row in rows]
    if table.find(".//table") is not None or sets_beside(cells):
        return ""
    return barred([[" ".join(_said(cell)) for cell in row] for row in cells])


def _said(node: Any) -> Iterator[str]:
    """The texts inside an element, piece by piece."""
    yield node.text or ""
    for child in node:
        if _is_read(child):
            yield from _said(child)
        yield child.tail or ""


def _is_read(node: Any) -> bool:
    """True for an element whose words are seen on the page."""
    return (
        isinstance(node.tag, str)
        and node.tag not in _UNREAD
        and node.get("hidden") is None
        and not _HIDDEN.search(node.get("style", ""))
    )


def _up_to(table: Any, row: Any) -> Iterator[Any]:
    """A row and what it stands in within its table."""
    while row is not table:
        yield row
        row = row.getparent()


def _flat(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")
