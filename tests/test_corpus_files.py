"""Word documents and PDFs: every word in order, with its numbers and its page; what is broken is one sentence."""

import re
import unicodedata
from pathlib import Path

import docx
import pytest
from documents_made import inserted_and_deleted, packed, paragraphs_of, pdf, saved, word
from fakes import SAMPLES

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
