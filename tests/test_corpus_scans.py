"""Scans and photos of pages: their words, their places, what is wrong with them; slow, so interrupted and gone on with."""

import difflib
import io
import re
import struct
import threading
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from documents_made import paragraphs_of, pdf
from fakes import SAMPLES
from PIL import Image
from scans_made import needs_tesseract, noisy, pages, photo, scanned

from corpus.errors import LoadError, ScanWaits
from corpus.load import Loaded, loaded
from corpus.load.scans import Scanning, When, tesseract
from corpus.load.scans.picture import MOST_PIXELS
from corpus.reading import Reader, ReadingStopped
from corpus.reading.read import read
from corpus.text import nfc
from rag.label import citation

FIVE = sorted(SAMPLES.glob("*.txt"))
SHORT = ("Giao Sở Y tế chủ trì lập đề án khám chữa bệnh từ xa trước ngày 30/6/2021.",)
HEAD = ("ỦY BAN NHÂN DÂN", "TỈNH YÊN BÁI", "Số: 12/TB-UBND")


@pytest.fixture(autouse=True)
def installed() -> None:
    needs_tesseract()


def words(text: str) -> list[str]:
    return re.findall(r"\w+", nfc(text))


def right(read: str, said: list[str]) -> float:
    """The share of the words that came back in order."""
    same = difflib.SequenceMatcher(None, said, words(read), autojunk=False).get_matching_blocks()
    return sum(block.size for block in same) / len(said)


def put(tmp_path: Path, name: str, data: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def first_page(path: Path, dpi: int) -> tuple[Image.Image, list[str]]:
    """A page of a notice and its words."""
    import pypdfium2

    paragraphs = paragraphs_of(nfc(path.read_text(encoding="utf-8")))
    text = pypdfium2.PdfDocument(pdf(*paragraphs))[0].get_textpage().get_text_range()
    return pages(*paragraphs, dpi=dpi)[0], words(text)


@pytest.mark.slow
@pytest.mark.parametrize("path", FIVE[::2], ids=[path.stem for path in FIVE[::2]])
def test_every_word_of_a_clean_scan(path: Path, tmp_path: Path) -> None:
    page, said = first_page(path, 300)
    file = loaded(put(tmp_path, "a.pdf", scanned([page])))
    assert right(file.text, said) >= 0.99 and file.repaired == ("ocr",)
    placed(file)


def few_lines() -> tuple[Image.Image, list[str]]:
    paragraphs = paragraphs_of(nfc(FIVE[0].read_text(encoding="utf-8")))[8:12]
    return pages(*paragraphs, dpi=200)[0], words(" ".join(paragraphs))


def placed(file: Loaded) -> None:
    """Each line is a slice of the text, inside its page."""
    assert file.lines
    for line in file.lines:
        assert (
            file.text[line.start : line.end].strip()
            and 0 <= line.left < line.right <= 1
            and 0 <= line.top < line.bottom <= 1
        )
        assert "\n" not in file.text[line.start : line.end]


@pytest.mark.slow
@pytest.mark.parametrize("path", FIVE[:1], ids=[path.stem for path in FIVE[:1]])
def test_nearly_every_word_of_a_poor_scan_and_of_a_photo(path: Path, tmp_path: Path) -> None:
    page, said = first_page(path, 200)
    assert right(loaded(put(tmp_path, "a.png", scanned([noisy(page)], "PNG"))).text, said) >= 0.96
    assert right(loaded(put(tmp_path, "a.jpg", scanned([photo(page)], "JPEG"))).text, said) >= 0.96


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_on_its_side_or_head_is_turned_and_its_lines_are_where_they_were(turn: int, tmp_path: Path) -> None:
    page, said = few_lines()
    file = loaded(put(tmp_path, "a.tif", scanned([page.rotate(turn, expand=True)], "TIFF")))
    assert right(file.text, said) >= 0.96
    first = file.lines[0]  # at the top of the page as it is read
    assert {90: first.left < 0.2, 180: first.top > 0.8, 270: first.left > 0.8}[turn]


def test_a_photo_is_held_up_as_its_camera_was(tmp_path: Path) -> None:
    page, said = few_lines()
    content, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = 6  # the upper edge is on the right
    page.rotate(90, expand=True).save(content, "JPEG", exif=exif)
    file = loaded(put(tmp_path, "a.jpeg", content.getvalue()))
    assert right(file.text, said) >= 0.98 and file.lines[0].top < 0.2


def test_text_pages_of_a_mixed_pdf_are_read_as_text_and_the_others_as_pictures(tmp_path: Path) -> None:
    import pypdfium2

    mixed = pypdfium2.PdfDocument(pdf("Giao Sở Nội vụ chủ trì việc thứ nhất của tỉnh."))
    mixed.import_pages(pypdfium2.PdfDocument(scanned(pages(*SHORT))))
    content = io.BytesIO()
    mixed.save(content)
    told: list[tuple[int, int]] = []
    path = put(tmp_path, "a.pdf", content.getvalue())
    file = loaded(path, Scanning(told=lambda page, of: told.append((page, of))))
    assert told == [(2, 2)] and "Sở Nội vụ" in file.text and "Sở Y tế" in file.text
    assert [line.confidence is None for line in file.lines] == [True, False]
    notice = read("a", path).notice
    at = notice.text.index("Sở Y tế")
    assert notice.page_of(at) == 2 and len(notice.lines_at(at, at + 7)) == 1


def test_a_line_of_little_confidence_is_doubtful_where_it_is_quoted(tmp_path: Path) -> None:
    notice = read("a", put(tmp_path, "a.pdf", scanned(pages(*SHORT)))).notice
    sure, unsure = (
        notice.model_copy(update={"lines": (notice.lines[0]._replace(confidence=one),)}) for one in (0.97, 0.5)
    )
    assert not citation(sure, 1, 0, 20, "").doubtful and citation(unsure, 1, 0, 20, "").doubtful
    assert unsure.model_validate_json(unsure.model_dump_json()) == unsure


def test_head_and_foot_are_read_column_by_column(tmp_path: Path) -> None:
    from documents_made import FONT
    from fpdf import FPDF

    made = FPDF(format="A4")
    made.add_font("serif", "", str(FONT))
    made.set_font("serif", size=11)
    made.add_page()
    right_side = (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Yên Bái, ngày 05 tháng 3 năm 2021",
    )
    for one, other in zip(HEAD, right_side, strict=True):
        made.cell(75, 7, one, align="C")
        made.cell(0, 7, other, align="C", new_x="LMARGIN", new_y="NEXT")
    for one in (
        "THÔNG BÁO",
        "Kết luận về hỗ trợ sản xuất",
        f"1. {SHORT[0]}",
        "2. Giao Sở Tài chính bố trí kinh phí trước ngày 15/4/2021.",
    ):
        made.multi_cell(0, 7, one, align="C" if one[0] in "TK" else "J")
        made.ln(4)
    for one, other in (
        ("Nơi nhận:", "TL. CHỦ TỊCH"),
        ("- Như trên;", "CHÁNH VĂN PHÒNG"),
        ("- Lưu: VT.", "Hoàng Văn Thử"),
    ):
        made.cell(75, 7, one)
        made.cell(0, 7, other, align="C", new_x="LMARGIN", new_y="NEXT")
    import pypdfium2

    image = pypdfium2.PdfDocument(bytes(made.output()))[0].render(scale=300 / 72, grayscale=True).to_pil()
    notice = read("a", put(tmp_path, "a.png", scanned([image], "PNG"))).notice
    assert notice.number and notice.number.value == "12/TB-UBND" and notice.province == "Yên Bái"
    assert notice.issued_on and notice.issued_on.value.isoformat() == "2021-03-05"
    assert notice.signature.name and notice.signature.name.value == "Hoàng Văn Thử"
    assert [row.lead or row.assigned for row in notice.directives] == [("Sở Y tế",), ("Sở Tài chính",)]


def bomb() -> bytes:
    """A PNG of a few bytes that says it has a thousand million pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    size = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )


def large() -> bytes:
    return scanned([Image.new("1", (20_000, MOST_PIXELS // 20_000 + 1))], "TIFF")


BLANK = Image.new("L", (1654, 2339), 255)
GOOD = scanned([BLANK], "JPEG")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("blank.pdf", scanned([BLANK])),
        ("blank.png", scanned([noisy(BLANK)], "PNG")),
        ("bomb.png", bomb()),
        ("large.tif", large()),
        ("text.png", "Thông báo".encode()),
        *((f"cut-{share}.jpg", GOOD[: len(GOOD) * share // 100]) for share in (1, 10, 60)),
        *((f"cut-{share}.png", (made := scanned([BLANK], "PNG"))[: len(made) * share // 100]) for share in (2, 50)),
        ("cut.tif", scanned([BLANK], "TIFF")[:900]),
        ("many.tif", scanned([Image.new("1", (8, 8))] * 201, "TIFF")),
        ("header.tif", b"II*\x00\x08\x00\x00\x00"),
        ("noise.jpg", b"\xff\xd8\xff\xe0" + bytes(range(256)) * 16),
    ],
)
def test_what_is_wrong_with_a_picture_is_one_sentence(name: str, data: bytes, tmp_path: Path) -> None:
    with pytest.raises(LoadError) as raised:
        loaded(put(tmp_path, name, data))
    said = str(raised.value)
    assert said.startswith(f"{name}: ") and said.endswith(".") and "\n" not in said


def test_where_scans_are_not_read_it_is_said_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path, "a.pdf", scanned([BLANK]))
    with pytest.raises(
        LoadError,
        match=r"fonts do not tell their letters, and CHIDAO_OCR is off; set it to auto, then run make run again\.$",
    ):
        loaded(path, Scanning(When.NEVER))
    with pytest.raises(ScanWaits):
        loaded(path, Scanning(When.LATER))
    monkeypatch.setenv("PATH", str(tmp_path))
    tesseract.is_there.cache_clear()
    try:
        with pytest.raises(LoadError, match=r"fonts do not tell their letters; install the packages tesseract-ocr and"):
            loaded(path)
        with pytest.raises(LoadError, match=r"photo\.png: it is a picture; install .*-vie, then run make run again\.$"):
            loaded(put(tmp_path, "photo.png", scanned([BLANK], "PNG")))
    finally:
        tesseract.is_there.cache_clear()


@pytest.fixture
def counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that grows by a letter each time tesseract reads a page."""
    count, folder = tmp_path / "count", tmp_path / "bin"
    folder.mkdir()
    count.touch()
    program = folder / "tesseract"
    import shutil

    program.write_text(
        f'#!/bin/sh\ncase "$*" in *tsv*) printf x >> {count};; esac\nexec {shutil.which("tesseract")} "$@"\n'
    )
    program.chmod(0o755)
    import os

    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    return count


@pytest.fixture
def reader() -> Iterator[Reader]:
    made = Reader()
    yield made
    made.close()


class Enough(Exception):
    """Whoever waits has seen enough."""


def test_what_was_cancelled_goes_on_where_it_stopped(counted: Path, reader: Reader, tmp_path: Path) -> None:
    three = [page for number in "123" for page in pages(f"Trang {number}. {SHORT[0]}", dpi=200)]
    path, kept = put(tmp_path, "a.pdf", scanned(three, dpi=200)), tmp_path / "data" / "ocr" / "digest"
    kept.parent.parent.mkdir()

    def until_the_third(page: int, of: int) -> None:
        assert of == 3
        if page == 3:
            raise Enough

    with pytest.raises(Enough):
        reader.read("a", path, kept=kept, on_page=until_the_third)
    assert sorted(page.name for page in kept.iterdir()) == ["1.json", "2.json"]
    assert kept.stat().st_mode & 0o777 == 0o700 and (kept / "1.json").stat().st_mode & 0o777 == 0o600
    told: list[int] = []
    notice = reader.read("a", path, kept=kept, on_page=lambda page, of: told.append(page)).notice
    assert told == [3] and not kept.exists() and len(notice.page_starts) == 3
    assert 3 <= len(counted.read_text()) <= 4  # the third may have been begun before
    assert all(f"Trang {number}" in notice.text for number in "123")


def test_what_recognises_a_page_ends_with_the_reader(reader: Reader, tmp_path: Path) -> None:
    page, _ = first_page(FIVE[0], 300)
    path = put(tmp_path, "a.pdf", scanned([page]))
    stopped: list[BaseException] = []

    def work() -> None:
        try:
            reader.read("a", path)
        except ReadingStopped as error:
            stopped.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    end = time.monotonic() + 30
    while not (group := members(reader)) and time.monotonic() < end:
        time.sleep(0.01)
    assert group, "no page was being recognised"
    reader.close()
    thread.join(timeout=10)
    while any(Path(f"/proc/{one}").exists() for one in group) and time.monotonic() < end:
        time.sleep(0.01)
    assert len(stopped) == 1 and not any(Path(f"/proc/{one}").exists() for one in group)


def members(reader: Reader) -> list[str]:
    """What the process of a reader has started."""
    process = reader._process
    if process is None:
        return []
    listed = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return listed.read_text().split() if listed.exists() else []


def test_letters_of_no_latin_word_come_from_a_font_that_does_not_tell_them(tmp_path: Path) -> None:
    untold = put(tmp_path, "a.pdf", pdf("7ӌ1+ LÀO CAI ӜӪ HÒA XÃ HӜI CHӪ NGHƬA VIӊT NAM", SHORT[0]))
    with pytest.raises(ScanWaits):
        loaded(untold, Scanning(When.LATER))
    for said in (SHORT[0], "Hợp tác với Société Générale, công suất 5 MW (α = 0,5)."):
        assert loaded(put(tmp_path, "b.pdf", pdf(said)), Scanning(When.LATER)).repaired == ()
