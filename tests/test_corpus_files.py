"""Word documents and PDFs: every word in order, with its numbers and its page; what is broken is one sentence."""

import re
import unicodedata
from pathlib import Path

import docx
import pytest
from documents_made import FONT, inserted_and_deleted, packed, paragraphs_of, pdf, saved, word
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from fakes import SAMPLES
from fpdf import FPDF
from fpdf.enums import TextMode
from PIL import Image

from corpus.errors import Flaw, LoadError, UnsupportedKind
from corpus.load import KINDS, loaded
from corpus.parse import parse
from corpus.reading.read import read
from corpus.text import nfc
from rag.label import citation

FIVE = sorted(SAMPLES.glob("*.txt"))


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def put(tmp_path: Path, name: str, data: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("path", FIVE, ids=[path.stem for path in FIVE])
@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_every_word_of_the_five_notices_comes_back_in_order(kind: str, path: Path, tmp_path: Path) -> None:
    text = nfc(path.read_text(encoding="utf-8"))
    made = (word if kind == "docx" else pdf)(*paragraphs_of(text))
    file = loaded(put(tmp_path, f"a.{kind}", made))
    assert words(file.text) == words(" ".join(paragraphs_of(text)))
    assert (len(file.page_starts) >= 2) is (kind == "pdf")


@pytest.mark.parametrize("path", FIVE, ids=[path.stem for path in FIVE])
@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_the_same_is_understood_of_them(kind: str, path: Path, tmp_path: Path) -> None:
    text = nfc(path.read_text(encoding="utf-8"))
    said = read("a", put(tmp_path, f"a.{kind}", (word if kind == "docx" else pdf)(*paragraphs_of(text)))).notice
    own = parse("a", text)
    assert (
        said.signature.name is None
        or own.signature.name is None
        or said.signature.name.value == own.signature.name.value
    )
    for field in ("number", "issuer", "subject"):
        mine, theirs = getattr(said, field), getattr(own, field)
        assert (mine and words(mine.value)) == (theirs and words(theirs.value)), field
    assert [words(" ".join(row.lead)) for row in said.directives] == [
        words(" ".join(row.lead)) for row in own.directives
    ]


def test_a_quote_has_its_page(tmp_path: Path) -> None:
    made = pdf(
        "1. Giao Sở Y tế chủ trì việc một của tỉnh.", "2. Giao Sở Xây dựng chủ trì việc hai của tỉnh.", break_after=1
    )
    notice = read("a", put(tmp_path, "a.pdf", made)).notice
    at = notice.text.index("Sở Xây dựng")
    assert notice.page_of(0) == 1 and citation(notice, 1, at, at + 11, "2").page == 2
    assert read("a", put(tmp_path, "a.txt", notice.text.encode())).notice.page_of(0) is None


def test_word_numbers_are_read_as_they_are_shown(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Kết luận", style="List Number")
    document.add_paragraph("Giao việc", style="List Number")
    document.add_paragraph("một dấu chấm", style="List Bullet")
    document.add_paragraph("Kết thúc", style="List Number")
    text = loaded(put(tmp_path, "a.docx", saved(document))).text
    assert text.split("\n\n") == ["1. Kết luận", "2. Giao việc", "- một dấu chấm", "3. Kết thúc"]


def test_tracked_changes_tables_and_boxes(tmp_path: Path) -> None:
    document = docx.Document()
    inserted_and_deleted(document.add_paragraph("Giao Sở Y tế "), "chủ trì", "phối hợp")
    table = document.add_table(2, 3)
    says = ("Việc", "Ai", "Hạn", "Lập đề án", "", "30/6")
    for cell, said in zip((cell for row in table.rows for cell in row.cells), says, strict=True):
        cell.text = said
    table.cell(1, 0).merge(table.cell(1, 1))
    text = loaded(put(tmp_path, "a.docx", saved(document))).text
    assert "Giao Sở Y tế chủ trì" in text and "phối hợp" not in text
    assert "| Việc | Ai | Hạn |" in text and text.count("Lập đề án") == 1


def test_head_and_signature_side_by_side_are_read_as_such(tmp_path: Path) -> None:
    document = docx.Document()
    head = document.add_table(1, 2)
    head.cell(0, 0).text = "ỦY BAN NHÂN DÂN\nTỈNH YÊN BÁI\nSố: 12/TB-UBND"
    head.cell(
        0, 1
    ).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nYên Bái, ngày 05 tháng 3 năm 2021"
    for one in (
        "THÔNG BÁO",
        "Kết luận về hỗ trợ sản xuất",
        "1. Giao Sở Y tế chủ trì, phối hợp với Sở Tài chính lập đề án trước ngày 30/6/2021.",
    ):
        document.add_paragraph(one)
    tasks = document.add_table(3, 4)
    rows = (
        "STT",
        "Nhiệm vụ",
        "Cơ quan chủ trì",
        "Thời hạn",
        "1",
        "Lập danh sách các xã",
        "Sở Nội vụ",
        "15/4/2021",
        "2",
        "Tổng hợp kinh phí",
        "Sở Tài chính",
        "20/4/2021",
    )
    for cell, said in zip((cell for row in tasks.rows for cell in row.cells), rows, strict=True):
        cell.text = said
    end = document.add_table(1, 2)
    end.cell(0, 0).text = "Nơi nhận:\n- Như trên;\n- Lưu: VT."
    end.cell(0, 1).text = "TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\nHoàng Văn Thử"
    notice = read("a", put(tmp_path, "a.docx", saved(document))).notice
    assert notice.number and notice.number.value == "12/TB-UBND"
    assert notice.issuer and "YÊN BÁI" in notice.issuer.value.upper()
    assert notice.issued_on and notice.issued_on.value.isoformat() == "2021-03-05"
    assert notice.signature.name and notice.signature.name.value == "Hoàng Văn Thử"
    assert [row.lead for row in notice.directives] == [("Sở Y tế",), ("Sở Nội vụ",), ("Sở Tài chính",)]
    assert [row.deadline and str(row.deadline.date) for row in notice.directives] == [
        "2021-06-30",
        "2021-04-15",
        "2021-04-20",
    ]


@pytest.mark.parametrize(
    ("mode", "width", "doubtful"),
    [("INVISIBLE", 210, True), ("INVISIBLE", 60, False), ("FILL", 210, False)],
    ids=["under a scan", "beside a picture", "over a picture"],
)
def test_words_that_a_scanner_put_under_its_picture_are_doubtful(
    mode: str, width: int, doubtful: bool, tmp_path: Path
) -> None:
    made = FPDF(format="A4")
    made.add_font("serif", "", str(FONT))
    made.set_font("serif", size=13)
    made.add_page()
    made.image(Image.new("L", (210, 297), 255), 0, 0, width, width * 297 / 210)
    with made.local_context(text_mode=TextMode[mode]):
        made.multi_cell(170, 7, "Giao Sở Nội vụ chủ trì lập đề án trước ngày 3O/8/2O21.")
    made.add_page()
    made.multi_cell(170, 7, "Giao Sở Y tế phối hợp lập đề án, báo cáo trước ngày 30/9/2021.")
    notice = read("a", put(tmp_path, "a.pdf", bytes(made.output()))).notice
    second = notice.page_starts[1]
    assert notice.doubtful(0, second) is doubtful and not notice.doubtful(second, len(notice.text))
    assert ("ocr" in notice.repaired) is doubtful and "Sở Nội vụ" in notice.text


def test_a_file_is_what_it_holds(tmp_path: Path) -> None:
    said = "Giao Sở Y tế chủ trì lập đề án khám chữa bệnh từ xa."
    assert said in loaded(put(tmp_path, "a.docx", pdf(said))).text
    assert said in loaded(put(tmp_path, "a.pdf", word(said))).text
    assert said in loaded(put(tmp_path, "a.txt", word(said))).text


@pytest.mark.parametrize("kind", ["docx", "pdf", "html", "txt"])
def test_decomposed_letters_are_mended_and_said(kind: str, tmp_path: Path) -> None:
    text = "Sở Nội vụ chủ trì lập đề án"
    apart = unicodedata.normalize("NFD", text)
    data = {
        "docx": word(apart),
        "pdf": pdf(apart),
        "html": f"<html><p>{apart}</p></html>".encode(),
        "txt": apart.encode(),
    }
    file = loaded(put(tmp_path, f"a.{kind}", data[kind]))
    assert file.text == text and file.repaired == ("unicode",)


def test_words_that_word_does_not_show_are_not_read(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Giao Sở Y tế chủ trì")
    paragraph.add_run(" và Sở Nội vụ phối hợp").font.hidden = True
    paragraph.add_run(" lập đề án.").font.hidden = False
    document.styles.add_style("Secret", WD_STYLE_TYPE.CHARACTER).font.hidden = True
    document.styles.add_style("Note", WD_STYLE_TYPE.PARAGRAPH).font.hidden = True
    document.add_paragraph("Hạn: 30/6").add_run(" hoặc 30/7", style="Secret")
    noted = document.add_paragraph("Giao Sở Tài chính.", style="Note")
    noted.add_run(" Báo cáo.").font.hidden = False
    text = loaded(put(tmp_path, "a.docx", saved(document))).text
    assert text == "Giao Sở Y tế chủ trì lập đề án.\n\nHạn: 30/6\n\nBáo cáo."


def test_paragraphs_within_a_mark_of_custom_xml_are_read(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Thông báo.")
    table = document.add_table(4, 2)
    for cell in table._cells:
        cell.text = "Sở Nội vụ"
    for paragraph in (document.add_paragraph("Giao Sở Y tế."), table.cell(1, 1).paragraphs[0]):
        mark = OxmlElement("w:customXml")
        paragraph._p.addprevious(mark)
        mark.append(paragraph._p)
    table.cell(1, 1)._tc.append(OxmlElement("w:p"))
    text = loaded(put(tmp_path, "a.docx", saved(document))).text
    assert text.endswith("Giao Sở Y tế.") and text.count("| Sở Nội vụ | Sở Nội vụ |") == 4


PAGE = """<!doctype html><html><head><title>x</title><style>p {}</style></head><body><nav>Trang chủ</nav>
<table><tr><td>ỦY BAN NHÂN DÂN<br>TỈNH YÊN BÁI<br>Số: 12/TB-UBND</td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>
<i>Yên Bái, ngày 05 tháng 3 năm 2021</i></td></tr></table><p>THÔNG&nbsp;BÁO</p><p>Kết luận về hỗ trợ sản xuất</p>
<p>1. Giao <b>Sở Y tế</b> chủ trì lập đề án<script>alert(1)</script> trước ngày 30/6/2021.</p><ul><li>Sở Tài chính phối hợp.</li></ul>
<table><tr><th>STT</th><th>Nhiệm vụ</th><th>Cơ quan chủ trì</th></tr><tr><td>1</td><td>Lập danh sách</td><td>Sở Nội vụ</td></tr></table>
</body></html>"""


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.txt"])
def test_a_page_of_the_web_is_read_without_what_makes_it_work(name: str, tmp_path: Path) -> None:
    notice = read("a", put(tmp_path, name, PAGE.encode())).notice
    assert "alert" not in notice.text and "Trang chủ" not in notice.text and "<" not in notice.text
    assert notice.number and notice.number.value == "12/TB-UBND" and notice.province == "Yên Bái"
    assert [row.lead for row in notice.directives] == [("Sở Y tế",), ("Sở Nội vụ",)]
    assert "- Sở Tài chính phối hợp." in notice.text and "| 1 | Lập danh sách | Sở Nội vụ |" in notice.text


ROWS = "<tr><td>1</td><td>Sở Y tế{}</td><td>30/6</td></tr>" * 4
HIDES = ["<script>Sở Nội vụ</script>", "<style>Sở Nội vụ</style>", "<b hidden>Sở Nội vụ</b>", "<i style='Display : NONE'>Sở Nội vụ</i>"]  # fmt: skip


@pytest.mark.parametrize("hidden", HIDES)
@pytest.mark.parametrize(
    "page",
    [
        f"<table>{ROWS}</table>",
        "<p>Sở Y tế{}</p>",
        f"{'<div>' * 245}<p>Sở Y tế<u><u><u><u><u>{{}}</u></u></u></u></u></p>",
    ],
    ids=["cells", "block", "deep"],
)
def test_what_a_page_does_not_show_is_not_read(page: str, hidden: str, tmp_path: Path) -> None:
    page = f"<html><body style='display:none'><p>Giao việc:</p>{page.replace('{}', hidden + 'xong')}</body></html>"
    text = loaded(put(tmp_path, "a.html", page.encode())).text
    assert "Sở Y tế" in text and "xong" in text and "Nội vụ" not in text and "Giao việc" in text


def test_rows_and_cells_that_a_page_does_not_show_are_not_read(tmp_path: Path) -> None:
    rows = ROWS.replace("{}", "")
    page = (
        f"<html><body><p>Giao việc:</p><table>{rows}<tr hidden><td>2</td><td>Sở Nội vụ</td></tr>"
        "<tbody style='display:none'><tr><td>3</td><td>Sở Nội vụ</td></tr></tbody>"
        "<tr><td>4</td><td hidden>Sở Nội vụ</td><td>Sở Tài chính</td></tr></table></body></html>"
    )
    text = loaded(put(tmp_path, "a.html", page.encode())).text
    assert "Nội vụ" not in text and "| 4 | Sở Tài chính |" in text and text.count("| 1 | Sở Y tế | 30/6 |") == 4


def test_a_page_in_an_old_encoding_says_which(tmp_path: Path) -> None:
    page = '<html><head><meta charset="windows-1258"></head><body><p>S&#7903; Y t&#7871; ch\xfa y</p></body></html>'
    assert loaded(put(tmp_path, "a.html", page.encode("latin-1"))).text == "Sở Y tế chú y"


BOMB = packed(("word/document.xml", b" " * 120_000_000))
MANY = packed(("word/document.xml", b"<a/>"), *((f"word/{number}", b"") for number in range(2_100)))
ENTITIES = packed(("[Content_Types].xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'), ("word/document.xml", b"<a/>"))  # fmt: skip
GOOD_PDF, GOOD_WORD = pdf("Sở Y tế chủ trì lập đề án khám chữa bệnh từ xa."), word("Sở Y tế chủ trì lập đề án.")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.pdf", b""),
        ("text.pdf", b"Th\xc3\xb4ng b\xc3\xa1o"),
        ("text.docx", b"Th\xc3\xb4ng b\xc3\xa1o"),
        ("header.pdf", b"%PDF-1.7\n"),
        ("scan.pdf", pdf(" ")),
        ("bomb.docx", BOMB),
        ("many.docx", MANY),
        ("entities.docx", ENTITIES),
        ("bare.docx", packed(("word/document.xml", b"<a/>"))),
        ("torn.docx", packed(("[Content_Types].xml", b"<a"), ("word/document.xml", b"<w"))),
        ("other.docx", packed(("xl/workbook.xml", b"<a/>"))),
        *((f"cut-{share}.pdf", GOOD_PDF[: len(GOOD_PDF) * share // 100]) for share in (5, 20, 50)),
        *((f"cut-{share}.docx", GOOD_WORD[: len(GOOD_WORD) * share // 100]) for share in (5, 50, 95)),
        ("noise.pdf", b"%PDF-1.4" + bytes(range(256)) * 64),
        ("noise.docx", b"PK\x03\x04" + bytes(range(256)) * 64),
        ("empty.html", b"<html><body><script>1</script></body></html>"),
        ("deep.html", b"<div>" * 5_000),
        ("legacy.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000)),
    ],
)
def test_what_is_broken_is_one_sentence_with_the_next_step(name: str, data: bytes, tmp_path: Path) -> None:
    with pytest.raises(LoadError) as raised:
        loaded(put(tmp_path, name, data))
    said = str(raised.value)
    assert said.startswith(f"{name}: ") and said.endswith(".") and "\n" not in said


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_flipped_bytes_end_in_text_or_a_sentence(kind: str, seed: int, tmp_path: Path) -> None:
    import random

    data = bytearray(GOOD_PDF if kind == "pdf" else GOOD_WORD)
    chance = random.Random(seed)
    for _ in range(chance.choice((1, 20, 200))):
        data[chance.randrange(len(data))] = chance.randrange(256)
    try:
        assert loaded(put(tmp_path, f"a.{kind}", bytes(data))).text.strip()
    except LoadError as error:
        assert str(error).startswith(f"a.{kind}: ")


@pytest.mark.parametrize("ending", sorted(KINDS))
def test_a_file_of_no_bytes_is_told_as_empty(ending: str, tmp_path: Path) -> None:
    with pytest.raises(LoadError, match=r"the file is empty \(0 bytes\); copy it here again") as raised:
        loaded(put(tmp_path, f"a{ending}", b""))
    assert raised.value.flaw is Flaw.EMPTY


def test_a_picture_of_another_kind_is_told_which_kinds_are_read(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedKind, match=r"a picture as \.jpg, \.png or \.tif\.$"):
        loaded(put(tmp_path, "photo.webp", b"RIFF"))
