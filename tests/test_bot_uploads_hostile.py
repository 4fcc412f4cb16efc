"""Files that are sent by mistake or in malice: one sentence with the next step each, and nothing of them is kept."""

import logging
import shutil
import threading
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import hostile_files
import hostile_names
import hostile_pdf
import hostile_word
import pytest
from answering import made_up
from documents_made import pdf, word
from indexing import opened
from scans_made import needs_tesseract, pages, scanned

from bot.messages import tables
from bot.uploads import Uploads, receiving
from bot.uploads.refused import UploadRefused, Why
from corpus.errors import Flaw
from corpus.reading import Reader, proofreader
from rag.index import Index
from rag.index.refresh import refresh

TEXT = made_up("Giao Sở Y tế chủ trì lập đề án khám chữa bệnh từ xa trước ngày 30/6/2021.")
SLOW = "- Giao Sở Y tế chủ trì rà soát; Sở Nội vụ báo cáo.\n" * 60_000
NFD = unicodedata.normalize("NFD", "thông báo mật.txt")


@pytest.fixture
def uploads(tmp_path: Path) -> Uploads:
    (tmp_path / "notices").mkdir()
    return Uploads(tmp_path / "data", tmp_path / "notices")


@pytest.fixture
def index(empty_data: Path, tmp_path: Path) -> Iterator[Index]:
    with opened(Path(shutil.copytree(empty_data, tmp_path / "data"))) as index:
        yield index


def kept(uploads: Uploads) -> list[Path]:
    return list((uploads._shelf._folder).rglob("*"))


def why(uploads: Uploads, name: str, data: bytes) -> str:
    with pytest.raises(UploadRefused) as raised:
        uploads.receive(name, data)
    for language in ("vi", "en"):
        said = raised.value.said(language)
        assert said.endswith(".") and "\n" not in said and "{" not in said
    assert kept(uploads) == []
    return str(raised.value.why)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_reason_has_one_sentence_and_no_sentence_is_left_over(language: str) -> None:
    said = {key.removeprefix("upload.") for key in tables()[language] if key.startswith("upload.")}
    assert said == {*map(str, Why), *map(str, Flaw)}


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", " \n\u200b".encode(), "empty"),
        ("a.txt", b"\xff\xd8\xff\xe0" + bytes(300), "damaged"),
        ("a.txt", "thông báo".encode("utf-16-le"), "letters"),
        ("a.docx", b"Th\xc3\xb4ng b\xc3\xa1o", "disguised"),
        ("a.docx", word(TEXT)[:900], "disguised"),
        ("a.pdf", pdf(TEXT)[:100], "damaged"),
        ("a.pdf", hostile_pdf.locked("o", "u"), "locked"),
        ("a.html", b"<html><body><script>1</script></body></html>", "empty"),
        ("a.exe", b"MZ", "kind"),
        ("", TEXT.encode(), "kind"),
        ("a\nb\u202e.exe", b"MZ", "kind"),
    ],
)
def test_the_reason_is_told_apart(name: str, data: bytes, reason: str, uploads: Uploads) -> None:
    assert why(uploads, name, data) == reason


def test_no_hostile_file_is_more_than_a_sentence(uploads: Uploads) -> None:
    every = sorted(hostile_files.contents(read=False).items())
    some = [(name, data) for name, data in every if name not in hostile_files.EXPENSIVE][
        ::5
    ]  # all: test_corpus_hostile.py
    reasons = {name: why(uploads, name, data) for name, data in some}
    assert len(reasons) > 15 and len({*reasons.values()}) > 4
    assert uploads.receive("sau.txt", TEXT.encode())


def test_every_hostile_name_is_published_as_a_file_that_is_found(
    uploads: Uploads, index: Index, tmp_path: Path
) -> None:
    sent = [
        uploads.receive(name, TEXT.replace("12/TB", f"{at}/TB").encode()) for at, name in enumerate(hostile_names.READ)
    ]
    names = [uploads.publish(index, upload.id) for upload in sent]
    report = refresh(index, tmp_path / "notices")
    assert {entry.id for entry in report.entries if entry.state == "unchanged"} == set(names) == set(index.ids())
    assert len(set(names)) == len(sent) and index.verify() == []


@pytest.mark.parametrize("text", ["MẬT\n" + TEXT, TEXT.replace("THÔNG BÁO", "TỐI MẬT\nTHÔNG BÁO")])
def test_a_secret_document_is_refused(text: str, uploads: Uploads) -> None:
    assert why(uploads, "a.txt", text.encode()) == "secret"


def test_the_name_of_a_secret_document_is_not_in_the_log(uploads: Uploads, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        assert why(uploads, "Phuong an 02-9.txt", ("TUYỆT MẬT\n" + TEXT).encode()) == "secret"
        assert why(uploads, "Phuong an 03-9.txt", b"") == "empty"
    assert "02-9" not in caplog.text and "secret" in caplog.text and "03-9" in caplog.text


@pytest.mark.parametrize("name", [NFD, "TB 12 (MẬT).txt", "m\u200bật.txt", f"{'a ' * 150}MẬT.txt", "MẬT/12.txt"])
def test_of_a_document_with_a_secret_name_not_a_byte_is_taken(name: str, uploads: Uploads) -> None:
    def never() -> Iterator[bytes]:
        raise AssertionError("it is not to be taken")
        yield b""

    with pytest.raises(UploadRefused) as raised:
        uploads.receive(name, never())
    assert raised.value.why is Flaw.SECRET and kept(uploads) == []


def test_what_holds_up_its_reading_is_given_up(uploads: Uploads, monkeypatch: pytest.MonkeyPatch) -> None:
    strict = Reader(seconds=4)
    monkeypatch.setattr(receiving, "proofreader", lambda: strict)
    try:
        assert why(uploads, "a.txt", SLOW.encode()) == "breaks"
        assert uploads.receive("b.txt", TEXT.encode())
    finally:
        strict.close()


def test_the_end_of_the_service_is_no_fault_of_the_file(uploads: Uploads) -> None:
    ending = threading.Timer(1.0, proofreader().close)
    ending.start()
    assert why(uploads, "a.txt", SLOW.encode()) == "machine"
    ending.join()


def test_where_scans_are_not_read_it_is_said(uploads: Uploads, monkeypatch: pytest.MonkeyPatch) -> None:
    needs_tesseract()
    monkeypatch.setattr(proofreader(), "scans", False)
    assert why(uploads, "a.pdf", scanned(pages(TEXT, dpi=100), dpi=100)) == "scan"


def test_macros_are_told_apart(uploads: Uploads) -> None:
    assert why(uploads, "a.docx", hostile_word._macros()) == "macros"
