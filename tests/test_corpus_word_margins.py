"""Notes stand after what refers to them; head and foot of the first page are read where the body lacks what they say."""

from pathlib import Path

import docx
import pytest
from documents_made import saved
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn

from corpus.load import loaded
from corpus.reading.read import read

TASK = "1. Giao Sở Y tế chủ trì lập đề án"
NOTE = "Theo Quyết định số 12/QĐ-UBND ngày 05/3/2021."


def noted(document: "docx.document.Document", kind: str, **notes: str) -> None:
    """The notes of a document by their ids, after the two that Word always has."""
    drawn = f'<w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:t>không đọc</w:t></w:r></w:p></w:{kind}>'
    said = "".join(
        f'<w:{kind} w:id="{number[1:]}"><w:p><w:r><w:{kind}Ref/></w:r><w:r><w:t>{text}</w:t></w:r></w:p></w:{kind}>'
        for number, text in notes.items()
    )
    blob = f"<w:{kind}s {nsdecls('w')}>{drawn}{said}</w:{kind}s>".encode()
    name = PackURI(f"/word/{kind}s.xml")
    part = Part(name, f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}s+xml", blob)
    document.part.relate_to(part, f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}s")


def refer(paragraph: "docx.text.paragraph.Paragraph", kind: str, number: int) -> None:
    reference = OxmlElement(f"w:{kind}Reference")
    reference.set(qn("w:id"), str(number))
    paragraph.add_run()._r.append(reference)


def text_of(document: "docx.document.Document", tmp_path: Path) -> str:
    path = tmp_path / "a.docx"
    path.write_bytes(saved(document))
    return loaded(path).text


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_note_stands_after_the_paragraph_that_refers_to_it(kind: str, tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph(TASK)
    refer(paragraph, kind, 7)
    paragraph.add_run(" trước ngày 30/6/2021.")
    refer(document.add_paragraph("2. Giao Sở Nội vụ"), kind, 2)
    noted(document, kind, _7=NOTE, _2="Ghi chú hai.", _9="Không ai nhắc.")
    assert text_of(document, tmp_path).split("\n\n") == [
        f"{TASK} trước ngày 30/6/2021.",
        f"¹ {NOTE}",
        "2. Giao Sở Nội vụ",
        "² Ghi chú hai.",
    ]


def test_a_note_within_a_table_stands_after_it_and_tasks_stay_whole(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph(TASK + " trước ngày 30/6/2021.")
    table = document.add_table(3, 3)
    for cell in (cell for row in table.rows for cell in row.cells):
        cell.text = "việc"
    refer(table.cell(1, 1).paragraphs[0], "footnote", 1)
    noted(document, "footnote", _1=NOTE)
    assert text_of(document, tmp_path).endswith(f"| việc | việc | việc |\n\n¹ {NOTE}")
    notice = read("a", tmp_path / "a.docx").notice
    assert [row.lead for row in notice.directives] == [("Sở Y tế",)]


def test_the_letterhead_at_the_head_of_the_first_page_comes_first(tmp_path: Path) -> None:
    document = docx.Document()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = "Báo cáo tháng 5"
    head = section.first_page_header
    head.paragraphs[0].text = "ỦY BAN NHÂN DÂN TỈNH YÊN BÁI"
    head.add_paragraph("Số: 12/TB-UBND")
    section.first_page_footer.paragraphs[0].text = "Nơi nhận:"
    section.first_page_footer.add_paragraph("- Như trên;")
    document.add_paragraph("THÔNG BÁO")
    assert text_of(document, tmp_path).split("\n\n") == [
        "ỦY BAN NHÂN DÂN TỈNH YÊN BÁI",
        "Số: 12/TB-UBND",
        "THÔNG BÁO",
        "Nơi nhận:",
        "- Như trên;",
    ]
    assert read("a", tmp_path / "a.docx").notice.number.value == "12/TB-UBND"


@pytest.mark.parametrize("head", ["Báo cáo tháng 5", "Trang 1/3", "Số: 12/TB-UBND", ""])
def test_running_titles_and_what_the_body_has_are_left_out(head: str, tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = head
    document.sections[0].footer.paragraphs[0].text = "Trang 1"
    document.add_paragraph("Số: 12/TB-UBND")
    assert text_of(document, tmp_path) == "Số: 12/TB-UBND"


def test_the_words_of_a_text_box_stand_where_it_is_anchored_once(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Trước")
    box = "<w:txbxContent><w:p><w:r><w:t>Trong khung</w:t></w:r></w:p></w:txbxContent>"
    both = f'<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>'
    paragraph._p.append(docx.oxml.parse_xml(f"<w:r {nsdecls('w')}>{both}</w:r>"))
    document.add_paragraph("Sau")
    assert text_of(document, tmp_path).split("\n\n") == ["Trước", "Trong khung", "Sau"]
