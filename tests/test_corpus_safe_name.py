"""A file that is sent is kept under a name that every folder takes and whose stem is the id of its notice."""

import os
import unicodedata
from pathlib import Path

import hostile_names
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import UnsupportedKind
from corpus.load import KINDS, notice_id
from corpus.load.folder import contents
from corpus.load.safe_name import MOST_BYTES, safe_name

LONG = "ệ" * 300


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("46-TB-UBND.pdf", "46-TB-UBND.pdf"),
        ("Thông báo số 46.DOCX", "Thông báo số 46.docx"),
        (unicodedata.normalize("NFD", "Thông báo.txt"), "Thông báo.txt"),
        ("a\nb\r\t.txt", "a-b.txt"),
        ("\u202etxt.exe.txt", "txt.exe.txt"),
        ("a\u200f\u200eb\u2066.txt", "ab.txt"),
        ("../../etc/46.txt", "46.txt"),
        ("C:\\Users\\a\\46.txt", "46.txt"),
        ("..%2f46.txt", "%2f46.txt"),
        (".hidden.txt", "hidden.txt"),
        ("...txt", "notice.txt"),
        ("~$open.docx", "open.docx"),
        ("~$.docx", "notice.docx"),
        (" .txt", "notice.txt"),
        ("46.txt. ", "46.txt"),
        ("CON.txt", "notice-CON.txt"),
        ("com1.2020.txt", "notice-com1.2020.txt"),
        ("Lpt¹ .txt", "notice-Lpt¹.txt"),
        ("console.txt", "console.txt"),
        ('46: "kết luận" <1>?.txt', "46- -kết luận- -1.txt"),
        ("a\x00b\ud800.txt", "a-b.txt"),
        ("\t~$46.txt", "46.txt"),
        ("\x00.\x1f~$ .46.txt", "46.txt"),
        ("\t~$.txt", "notice.txt"),
    ],
)
def test_a_name_is_made_safe(sent: str, kept: str) -> None:
    assert safe_name(sent) == kept


@pytest.mark.parametrize(
    "sent", ["", ".", "..", "/", "txt", "46", "46.exe", "46.txt/..", "46.txt:stream", "46.docx.exe"]
)
def test_what_is_of_no_kind_is_refused(sent: str) -> None:
    with pytest.raises(UnsupportedKind) as raised:
        safe_name(sent)
    assert "\n" not in str(raised.value)


def test_a_long_name_with_half_a_letter_is_a_name() -> None:
    assert safe_name(f"{LONG}\ud800b.txt").endswith(".txt")


def test_long_names_stay_apart() -> None:
    names = {safe_name(f"{LONG}{number}.txt") for number in range(3)}
    assert len(names) == 3 and all(len(name.encode()) <= MOST_BYTES + len(".txt") for name in names)


@pytest.mark.parametrize("name", [name for name in hostile_names.READ if Path(name).suffix])
def test_hostile_names_are_found_by_whoever_looks_through_the_folder(name: str, tmp_path: Path) -> None:
    safe = safe_name(name)
    (tmp_path / safe).write_text("x")
    assert [found.id for found in contents(tmp_path).files] == [Path(safe).stem]


PARTS = st.sampled_from(
    [*" .-~$\t\x00\u200b\u2028\ud800:\\\u0301aẬ", "~$", "con", "lpt1", "a" * 110, "ệ" * 60, "ﷺ" * 20, "\U0001d15e" * 40]
)
STEMS = st.text(max_size=300) | st.lists(PARTS, max_size=12).map("".join)


@given(STEMS, st.sampled_from(sorted(KINDS)))
def test_every_name_is_one_part_visible_stable_and_its_own_id(stem: str, ending: str) -> None:
    try:
        safe = safe_name(stem + ending)
    except UnsupportedKind:
        return
    assert safe == safe_name(safe) == os.path.basename(safe) and safe.endswith(ending)  # noqa: PTH119 - that is the question
    assert notice_id(Path(safe)) == Path(safe).stem and not safe.startswith((".", "~$", "-"))
    assert len(os.fsencode(safe)) <= MOST_BYTES + len(ending)
    assert not any(
        unicodedata.category(char)[0] == "C" for char in safe if unicodedata.category(char) not in ("Co", "Cn")
    )
