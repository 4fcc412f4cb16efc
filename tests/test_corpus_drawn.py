"""A page is drawn as it is printed, with marks where they belong, in a process that no file can take along."""

import hashlib
import io
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from documents_made import paragraphs_of, pdf
from fakes import SAMPLES, origin_of
from hostile_pdf import READ, REFUSED
from PIL import Image
from scans_made import pages, scanned

from corpus.errors import BreaksReading, FileChanged, FileGone, LoadError
from corpus.load.drawn import Box, drawn
from corpus.load.original import original
from corpus.load.scans.marked import WIDTH
from corpus.reading import Reader

TEXT = "Giao Sở Y tế chủ trì lập đề án khám chữa bệnh từ xa cho các huyện, báo cáo trước ngày 30/6/2024."
MARK = (0.1, 0.3, 0.6, 0.35)


@pytest.fixture
def drawing() -> Iterator[Reader]:
    made = Reader(seconds=4)
    yield made
    made.close()


def there(folder: Path, name: str, content: bytes) -> tuple[Path, str]:
    path = folder / name
    path.write_bytes(content)
    return path, origin_of(path).digest


def yellow(picture: bytes) -> tuple[tuple[int, int], Box | None]:
    """The size of a picture, and the box around all that is yellow in it, as shares."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    red, _, blue = image.split()
    box = Image.frombytes(
        "L", image.size, bytes(a - b for a, b in zip(red.tobytes(), blue.tobytes(), strict=True))
    ).getbbox()
    across, down = image.size
    return image.size, (box[0] / across, box[1] / down, box[2] / across, box[3] / down) if box else None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("a.pdf", lambda: pdf(TEXT), id="pdf"),
        pytest.param("a.tif", lambda: scanned(pages(TEXT), "TIFF"), id="tiff"),
        pytest.param("a.jpg", lambda: scanned(pages(TEXT), "JPEG"), id="jpeg"),
        pytest.param("a.png", lambda: scanned([one.convert("RGBA") for one in pages(TEXT)], "PNG"), id="see_through"),
        pytest.param("a.pdf", lambda: scanned(pages(TEXT)), id="scan"),
    ],
)
def test_a_mark_is_yellow_in_its_box_and_nowhere_else(name: str, content: Callable[[], bytes], tmp_path: Path) -> None:
    path, digest = there(tmp_path, name, content())
    size, none = yellow(drawn(path, digest, 1, []))
    assert none is None and size[0] == WIDTH and 1.3 < size[1] / size[0] < 1.5
    _, box = yellow(drawn(path, digest, 1, [MARK]))
    assert box == pytest.approx(MARK, abs=0.002)


def test_what_is_dark_stays_dark_under_a_mark(tmp_path: Path) -> None:
    path, digest = there(tmp_path, "a.pdf", pdf(TEXT))
    marked = Image.open(io.BytesIO(drawn(path, digest, 1, [(0.0, 0.0, 1.0, 1.0)]))).convert("RGB")
    colours = {colour for _, colour in marked.getcolors(64)}  # type: ignore[misc,union-attr]
    assert (0, 0, 0) in colours and all(red >= green >= blue for red, green, blue in colours)  # type: ignore[misc]


def test_a_mark_outside_the_page_is_no_error(tmp_path: Path) -> None:
    path, digest = there(tmp_path, "a.pdf", pdf(TEXT))
    assert drawn(path, digest, 1, [(1.0, 1.0, 1.0, 1.0), (0.0, 0.0, 0.0, 0.0)])


@pytest.mark.parametrize("name", ["quang-nam-46-2018", "kien-giang-171-2019"])
def test_every_line_of_a_document_is_marked_where_it_stands(name: str, drawing: Reader, tmp_path: Path) -> None:
    said = (SAMPLES / f"{name}.txt").read_text(encoding="utf-8")
    path, digest = there(tmp_path, "a.pdf", pdf(*paragraphs_of(said)))
    notice = drawing.read("a", path).notice
    for line in notice.lines[:: max(1, len(notice.lines) // 6)]:
        box = (line.left, line.top, line.right, line.bottom)
        page = notice.page_of(line.start)
        assert page
        plain, picture = drawing.draw(path, digest, page, []), drawing.draw(path, digest, page, [box])
        assert yellow(picture)[1] == pytest.approx(box, abs=0.003)
        assert _ink(plain, box) > 20  # its letters are there


def _ink(picture: bytes, box: Box) -> int:
    image = Image.open(io.BytesIO(picture)).convert("L")
    across, down = image.size
    area = image.crop((round(box[0] * across), round(box[1] * down), round(box[2] * across), round(box[3] * down)))
    return sum(area.histogram()[:128])


def test_the_process_that_draws_says_what_is_wrong(drawing: Reader, tmp_path: Path) -> None:
    path, digest = there(tmp_path, "a.pdf", pdf(TEXT))
    with pytest.raises(LoadError, match=r"page 9 cannot be drawn"):
        drawing.draw(path, digest, 9, [])
    with pytest.raises(FileChanged, match=r"^a\.pdf: .*read again\.$"):
        drawing.draw(path, "0" * 64, 1, [])
    path.unlink()
    with pytest.raises(FileGone, match=r"^a\.pdf: .*put it back\.$"):
        drawing.draw(path, digest, 1, [])


def test_a_text_has_no_pages(tmp_path: Path) -> None:
    path, digest = there(tmp_path, "a.txt", TEXT.encode())
    with pytest.raises(LoadError, match="no pages"):
        drawn(path, digest, 1, [])


@pytest.mark.slow
def test_no_hostile_pdf_keeps_the_next_page_from_being_drawn(tmp_path: Path) -> None:
    drawing = Reader(seconds=4)
    good, good_digest = there(tmp_path, "good.pdf", pdf(TEXT))
    try:
        for name, content in {**REFUSED, **READ}.items():
            path, digest = there(tmp_path, name, content())
            began = time.monotonic()
            try:
                yellow(drawing.draw(path, digest, 1, [MARK]))
            except (LoadError, BreaksReading) as error:
                assert str(error).startswith(name) and str(error).endswith(".")
            assert time.monotonic() - began < 40, name
            assert drawing.draw(good, good_digest, 1, [MARK]).startswith(b"\x89PNG"), name
    finally:
        drawing.close()


def test_a_process_that_dies_twice_over_a_page_is_one_sentence(tmp_path: Path) -> None:
    narrow = Reader(seconds=20, memory=100)
    path, digest = there(tmp_path, "a.png", scanned([Image.new("RGB", (9_000, 9_000))], "PNG"))
    try:
        with pytest.raises(BreaksReading, match=r"^a\.png: .*take it away\.$"):
            narrow.draw(path, digest, 1, [])
    finally:
        narrow.close()


def test_an_original_is_handed_on_piece_by_piece(tmp_path: Path) -> None:
    content = hashlib.sha512(b"a").digest() * 20_000
    path, digest = there(tmp_path, "a.pdf", content)
    found = original(path, digest)
    assert (found.size, b"".join(found.pieces())) == (len(content), content)


def test_what_is_written_into_a_file_while_it_is_handed_on_is_not_handed_on(tmp_path: Path) -> None:
    content = bytes(1_000_000)
    path, digest = there(tmp_path, "a.pdf", content)
    pieces = original(path, digest).pieces()
    assert not any(next(pieces))
    with path.open("r+b") as file:
        file.write(b"MAT" * 300_000)
    with pytest.raises(FileChanged):
        b"".join(pieces)


def test_what_took_the_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.pdf")
    with pytest.raises(FileChanged):
        original(tmp_path / "a.pdf", "0" * 64)
    (tmp_path / "b.pdf").mkdir()
    with pytest.raises((FileChanged, FileGone)):
        original(tmp_path / "b.pdf", "0" * 64)
