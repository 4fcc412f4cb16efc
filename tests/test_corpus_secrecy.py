"""Documents that carry the mark of a state secret are told from all others."""

from itertools import product
from pathlib import Path

import pytest
from conftest import ROOT
from fakes import SAMPLES

from corpus.secrecy import secrecy, secrecy_of_name
from corpus.text import nfc

SAMPLE = (SAMPLES / "quang-nam-46-2018.txt").read_text(encoding="utf-8")
BARE = {"MẬT": "MAT", "TỐI MẬT": "TOI MAT", "TUYỆT MẬT": "TUYET MAT"}


def spelled(mark: str) -> list[str]:
    """A mark as it comes through: as printed, spaced out, without diacritics, with small letters, decomposed."""
    import unicodedata

    spaced = "  ".join(" ".join(word) for word in mark.split())
    return [mark, mark.replace(" ", ""), " ".join(mark), BARE[mark], mark.capitalize(), spaced.replace("  ", " "),
            unicodedata.normalize("NFD", mark)]  # fmt: skip


def placed(mark: str) -> list[str]:
    """A document with the mark where stamps stand."""
    lines = SAMPLE.splitlines()
    return [
        f"{mark}\n{SAMPLE}",
        f"{lines[0]}\n   {mark}   \n" + "\n".join(lines[1:]),
        f"UBND TỈNH\t{mark}\n{SAMPLE}",
        f"| UBND TỈNH | {mark} |\n{SAMPLE}",
        f"**{mark}**\n{SAMPLE}",
        f"<td><b>{mark}</b></td>\n{SAMPLE}",
        f"({mark})\n{SAMPLE}",
        f"Độ mật: {mark}\n{SAMPLE}",
        f"\ufeff{mark}\r\n{SAMPLE}",
        f"{SAMPLE}\n\n{mark}\n",
    ]


@pytest.mark.parametrize("mark", BARE)
def test_every_spelling_in_every_place_is_seen(mark: str) -> None:
    missed = [
        (how, text[:40])
        for how in spelled(mark)
        for text in placed(how)
        if (secrecy(text) or "").replace(" ", "") != mark.replace(" ", "")
    ]
    assert not missed


STAMPS = ("{} - HỎA TỐC", "HỎA TỐC - {}", "{}/HỎA TỐC", "DẤU {}", "Tài liệu {}", "KHẨN\t{}", "{} HỎA TỐC", "{} - Bản số 1",
          "{} (Bản số: 02)", "Mức độ: {}", "VĂN BẢN {}", "Văn bản này có độ mật: {}.")  # fmt: skip


@pytest.mark.parametrize("stamp", STAMPS)
@pytest.mark.parametrize("mark", BARE)
def test_a_mark_beside_that_of_urgency_is_seen(mark: str, stamp: str) -> None:
    assert secrecy(f"UBND TỈNH X\n{stamp.format(mark)}\n\n{SAMPLE}") == mark


def test_a_mark_beside_the_number_is_seen() -> None:
    assert secrecy(SAMPLE.replace("Số:", "MẬT Số:", 1)) == "MẬT"
    assert secrecy("UBND TỈNH X\nSố: 12/BC-UBND TỐI MẬT\n\nBÁO CÁO\nNội dung") == "TỐI MẬT"


@pytest.mark.parametrize("folder", ["corpus/notices", "tests/documents", "tests/documents_unseen", "tests/judged"])
def test_no_open_document_is_taken_for_a_secret(folder: str) -> None:
    paths = [path for path in (ROOT / folder).rglob("*.txt")]
    assert paths
    assert [
        path.name for path in paths if secrecy(path.read_text(encoding="utf-8")) or secrecy_of_name(path.stem)
    ] == []


WORDS = ("bảo mật", "Bảo mật thông tin", "BÍ MẬT NHÀ NƯỚC", "bảo vệ bí\nmật nhà nước", "MẬT ĐỘ DÂN SỐ", "mật ong", "Mật độ",
         "DANH MỤC BÍ MẬT NHÀ NƯỚC ĐỘ TỐI MẬT", "mất mát", "Độ mật:", "Độ mật: không")  # fmt: skip


@pytest.mark.parametrize(("words", "line"), list(product(WORDS, ["{}", "1. {}", "Về {}", "{}\tSở Y tế"])))
def test_words_that_hold_a_mark_are_none(words: str, line: str) -> None:
    assert secrecy(nfc(SAMPLE + "\n" + line.format(words))) is None
    assert secrecy(nfc(line.format(words) + "\n" + SAMPLE)) is None


@pytest.mark.parametrize(
    ("stem", "mark"),
    [
        ("46-TB-UBND-MAT", "MẬT"), ("46 TB (MẬT)", "MẬT"), ("thông báo mật 46", "MẬT"), ("tuyet-mat-12", "TUYỆT MẬT"),
        ("BC_TOI_MAT", "TỐI MẬT"), ("do-mat-12", "MẬT"), ("bao-mat-thong-tin", None), ("bảo mật", None),
        ("bi-mat-nha-nuoc", None), ("mat-do-dan-so", None), ("mật độ dân số", None), ("khac-phuc-mat-rung", None),
    ],
)  # fmt: skip
def test_a_file_name_tells_it_too(stem: str, mark: str | None) -> None:
    assert secrecy_of_name(stem) == mark
    assert secrecy_of_name(Path(stem).name) == mark
