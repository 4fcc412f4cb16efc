"""Word documents and PDFs of a text, made here: what programs write, and what breaks readers."""

import io
import re
import zipfile
from pathlib import Path

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")
_MARKS = re.compile(r"<[^>]+>|\*\*|^#+ ", re.MULTILINE)


def paragraphs_of(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"\n\s*\n", _MARKS.sub("", text)) if part.strip()]


def word(*paragraphs: str) -> bytes:
    document = docx.Document()
    for one in paragraphs:
        document.add_paragraph(one)
    return saved(document)


def saved(document: "docx.document.Document") -> bytes:
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def pdf(*paragraphs: str, break_after: int = 0) -> bytes:
    """A PDF of A4 pages in a font with Vietnamese letters; a new page after so many paragraphs."""
    from fpdf import FPDF

    assert FONT.exists(), f"{FONT} is missing: apt-get install fonts-dejavu-core"
    made = FPDF(format="A4")
    made.add_font("serif", "", str(FONT))
    made.set_font("serif", size=13)
    made.add_page()
    for number, one in enumerate(paragraphs, 1):
        made.multi_cell(0, 7, one.replace("\t", "   "))
        made.ln(3)
        if number == break_after:
            made.add_page()
    return bytes(made.output())


def inserted_and_deleted(paragraph: "docx.text.paragraph.Paragraph", put_in: str, struck: str) -> None:
    """A tracked change at the end of a paragraph."""
    for tag, text_tag, text in (("w:ins", "w:t", put_in), ("w:del", "w:delText", struck)):
        change, run, words = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(text_tag)
        words.text = text
        words.set(qn("xml:space"), "preserve")
        run.append(words)
        change.append(run)
        paragraph._p.append(change)


def packed(*parts: tuple[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts:
            package.writestr(name, data)
    return content.getvalue()
