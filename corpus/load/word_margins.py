"""What a Word document keeps beside its body: footnotes and endnotes, and what stands at head and foot of its first page."""

import re
from collections.abc import Callable, Iterator
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LETTERHEAD = re.compile(r"\bSố\s*:|\b\d+\s*/\S*[A-ZĐ]{2}|CỘNG H|Độc lập\s*-")  # what tells it from a running title
_RECIPIENTS = re.compile(r"\bNơi nhận\b", re.IGNORECASE)
_PAGE = re.compile(r"\W*(?:trang|page)?\W*\d*(?:\s*/\s*\d+)?\W*", re.IGNORECASE)
_KINDS = ("footnote", "endnote")
Read = Callable[[Any], Iterator[str]]  # the paragraphs and tables of a part, as text


class Notes:
    """The notes of a document. Each is a paragraph of its own after the one that refers to it: there no sentence is broken,
    and it stands in the item it belongs to, not among the recipients at the end."""

    def __init__(self, document: Any, read: Read) -> None:
        self._read = read
        self._notes: dict[tuple[str, str], Any] = {}
        self._count = 0
        for kind in _KINDS:
            for note in _part(document, f"{kind}s.xml").iter(f"{_W}{kind}"):
                if note.get(f"{_W}type") is None:  # the others draw the line above the notes
                    self._notes[kind, note.get(f"{_W}id")] = note

    def of(self, block: Any) -> Iterator[str]:
        """Those a paragraph or table refers to, as they are numbered."""
        for kind, mark in (
            (kind, mark) for mark in block.iter() for kind in _KINDS if mark.tag == f"{_W}{kind}Reference"
        ):
            note = self._notes.get((kind, mark.get(f"{_W}id")))
            if note is not None and not any(parent.tag == f"{_W}del" for parent in mark.iterancestors()):
                self._count += 1
                if text := " ".join(self._read(note)):
                    yield f"{str(self._count).translate(_RAISED)} {text}"


def first_page(document: Any, read: Read, body: str) -> tuple[str, str]:
    """What of the letterhead stands only at the head of the first page, and of the recipients only at its foot."""
    head, foot = (_edge(document, read, kind) for kind in ("header", "footer"))
    return _lacking(head, body, _LETTERHEAD), _lacking(foot, body, _RECIPIENTS)


def _lacking(lines: list[str], body: str, sign: re.Pattern[str]) -> str:
    """The lines the body lacks, where one of them has the sign; else nothing."""
    there = " ".join(body.split())
    lacking = [line for line in lines if " ".join(line.split()) not in there and not _PAGE.fullmatch(line)]
    return "\n\n".join(lacking) if any(map(sign.search, lacking)) else ""


def _edge(document: Any, read: Read, kind: str) -> list[str]:
    """The paragraphs of the header or footer of the first page."""
    section = next(document.element.body.iter(f"{_W}sectPr"), None)
    if section is None:
        return []
    own = section.find(f"{_W}titlePg") is not None
    wanted = "first" if own else "default"
    for reference in section.iter(f"{_W}{kind}Reference"):
        if reference.get(f"{_W}type") == wanted:
            part = document.part.related_parts[reference.get(f"{_R}id")]
            return list(read(part.element))
    return []


def _part(document: Any, name: str) -> Any:
    """The XML of a part of the package; an empty element where there is none."""
    from docx.oxml import OxmlElement, parse_xml

    found = (part for part in document.part.package.iter_parts() if part.partname == f"/word/{name}")
    part = next(found, None)
    return OxmlElement("w:p") if part is None else parse_xml(part.blob)
