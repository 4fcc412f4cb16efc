"""Lost diacritics are put back where the lexicon knows the words, and nothing else is touched."""

from unicodedata import combining, normalize

import pytest
from fakes import SAMPLES
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.layout.legible import legible
from corpus.parse import parse
from corpus.text import fold, nfc

WORDS = "giao so y te Sở Tài chinh chủ tri văn ban cung cap ngay 1/2/2023 UBND TINH ( ) | , . \n \t \x0c \u0301 İ ß Ð ðak ﬁ 2o"
NOTICE = """THÔNG BÁO
Kết luận cuộc họp về công tác y tế

1. Giao Sở Y tế chủ trì, phối hợp với Sở Tài chính rà soát danh mục thuốc, hoàn thành trước ngày 30/9/2022.
2. Sở Nội vụ, UBND các huyện A và B báo cáo UBND tỉnh.
"""


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("giao so y te chu tri, phoi hop voi so tai chinh", "giao sở y tế chủ trì, phối hợp với sở tài chính"),
        ("GIAO SO Y TE CHU TRI", "GIAO SỞ Y TẾ CHỦ TRÌ"),
        ("Giao Sớ Y tế chủ tri, phồi hợp với Sở Tài chinh", "Giao Sở Y tế chủ trì, phối hợp với Sở Tài chính"),
        ("hoan thanh truoc ngay 15/3/2021", "hoàn thành trước ngày 15/3/2021"),
        ("giao So Y te\nSở Tài chính chủ trì", "giao Sở Y tế\nSở Tài chính chủ trì"),
        ("\u00d0ắk Lắk", "Đắk Lắk"),
    ],
    ids=["none", "capitals", "some_wrong", "deadline", "line_by_line", "look_alike"],
)
def test_what_was_lost_is_put_back(printed: str, meant: str) -> None:
    assert legible(printed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Sở Y tế chủ. trí tuệ",
        "bữa ăn của công ăn việc làm",
        "các văn bản chỉ đạo của tỉnh",
        "các đơn vị phối hợp cung cấp số liệu",
        "Uỷ ban nhân dân tỉnh hoà giải",
        "Sở\u00a0Y tế chủ trì",
        "",
    ],
    ids=["punctuation", "short", "half_of_another", "half_of_the_next", "older_tone_marks", "odd_space", "empty"],
)
def test_what_is_right_stays(text: str) -> None:
    assert legible(text) == text


@pytest.mark.parametrize("name", sorted(path.stem for path in SAMPLES.glob("*.txt")))
def test_an_undamaged_notice_stays_as_it_is(name: str) -> None:
    text = nfc((SAMPLES / f"{name}.txt").read_text(encoding="utf-8"))
    assert legible(text) == text


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200) | st.lists(st.sampled_from(WORDS.split(" ")), max_size=40).map(" ".join))
def test_only_marks_change_and_the_length_never(text: str) -> None:
    text = nfc(text)
    read = legible(text)
    assert len(read) == len(text)
    assert fold(read) == fold(text)


def bare(text: str) -> str:
    """`text` without its marks, its capitals kept."""
    letters = (char for char in normalize("NFD", text) if not combining(char))
    return "".join(letters).replace("đ", "d").replace("Đ", "D")


def test_a_notice_without_diacritics_says_the_same_and_is_quoted_as_it_is() -> None:
    notice, lost = parse("x", NOTICE), parse("x", bare(NOTICE))
    assert len(notice.directives) == len(lost.directives) == 2
    for one, other in zip(notice.directives, lost.directives, strict=True):
        assert (one.lead, one.assigned, one.coordinating) == (other.lead, other.assigned, other.coordinating)
        assert (one.deadline, one.reports_to) == (other.deadline, other.reports_to)
        assert other.quote == lost.text[other.start : other.end] == bare(one.quote)


@pytest.mark.parametrize("unit", [" ", ".", "…", "(", '"', "giao so y te ", "a b\n"])
def test_a_long_run_ends(unit: str) -> None:
    text = unit * (40_000 // len(unit))
    assert len(legible(text)) == len(text)
