"""Text: every compared form keeps the length of the stored text, and sentences lose nothing but white space."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text import canonical, fold, folded_syllables, has_diacritics, nfc, plain, sentences, syllables, trimmed

VIETNAMESE = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵAĐÔƯ"
any_text = st.one_of(
    st.text(),
    st.text(alphabet=VIETNAMESE + ' .,;:!?…/()"”“*#<b>\n\t\r0123456789'),
    st.lists(st.sampled_from(["Sở Y tế ", "hoà ", "TP. ", "v.v. ", "A. ", "./. ", "… ", "*", "\n\n", "1. "])).map(
        "".join
    ),
)


@given(any_text)
def test_compared_forms_are_as_long_as_the_stored_text(text: str) -> None:
    text = nfc(text)
    assert len(fold(text)) == len(canonical(text)) == len(plain(text)) == len(text)


@given(st.text(alphabet=VIETNAMESE))
def test_folded_vietnamese_is_ascii_and_stays_as_it_is(text: str) -> None:
    assert fold(nfc(text)).isascii()
    assert fold(fold(text)) == fold(text)


def test_fold_reads_d_with_stroke_in_either_case() -> None:
    assert fold("Đ đ Đặng đường") == "d d dang duong"
    assert fold("\u00d0ắk") == "dak", "the look-alike Ð (eth)"
    assert fold("ĐẮK LẮK, Nguyễn Thị Kiều Oanh") == "dak lak, nguyen thi kieu oanh"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("hoà", "hòa"),
        ("Uỷ ban", "ủy ban"),
        ("Ủy ban", "ủy ban"),
        ("thuỷ", "thủy"),
        ("HOẢ TỐC", "hỏa tốc"),
        ("khoẻ", "khỏe"),
        ("quý", "quý"),  # u belongs to qu
        ("hoàn", "hoàn"),  # a final consonant: the mark is on its only place
        ("toàn xã hội", "toàn xã hội"),
        ("luỹ kế", "lũy kế"),
    ],
)
def test_canonical_puts_the_tone_mark_where_most_clerks_put_it(printed: str, expected: str) -> None:
    assert canonical(printed) == expected


@given(any_text)
def test_canonical_is_the_same_the_second_time(text: str) -> None:
    once = canonical(nfc(text))
    assert canonical(once) == once


def test_plain_blanks_marks_and_leaves_words_where_they_are() -> None:
    text = "## **3. Giao** <b>Sở Y tế</b>\tthực\u00a0hiện"
    view = plain(text)
    assert view.split() == ["3.", "Giao", "Sở", "Y", "tế", "thực", "hiện"]
    assert view.index("Giao") == text.index("Giao")


def test_syllables_of_two_spellings_are_the_same() -> None:
    assert syllables("Uỷ ban nhân dân") == syllables("U\u0309y ban nh\u00e2n d\u200b\u00e2n".replace("d\u200b", "d"))
    assert syllables("văn\u200b bản") == ["văn", "bản"]


@given(any_text)
def test_syllables_folded_at_once_are_the_syllables_each_folded(text: str) -> None:
    assert folded_syllables(text) == [fold(syllable) for syllable in syllables(text)]


@pytest.mark.parametrize(("text", "has"), [("UBND tinh", False), ("tỉnh", True), ("Đ", True), ("", False)])
def test_diacritics(text: str, has: bool) -> None:
    assert has_diacritics(text) is has


@given(any_text)
def test_sentences_cover_all_that_is_no_white_space_in_order_without_overlap(text: str) -> None:
    text = nfc(text)
    at, rest = 0, []
    for start, end in sentences(text):
        assert at <= start < end
        assert not text[start].isspace() and not text[end - 1].isspace()
        rest.append(text[at:start])
        at = end
    rest.append(text[at:])
    assert not "".join(rest).strip()


@given(any_text, st.integers(0, 30), st.integers(0, 30))
def test_sentences_of_a_part_stay_inside_it(text: str, start: int, length: int) -> None:
    end = min(len(text), start + length)
    assert all(start <= left < right <= end for left, right in sentences(text, start, end))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Giao Sở Y tế. Giao Sở Nội vụ.", ["Giao Sở Y tế.", "Giao Sở Nội vụ."]),
        ("UBND TP. Huế thực hiện.", ["UBND TP. Huế thực hiện."]),
        ("Kinh phí 1.500.000 đồng. Báo cáo UBND tỉnh.", ["Kinh phí 1.500.000 đồng.", "Báo cáo UBND tỉnh."]),
        ("điện, nước, v.v. Sở Y tế báo cáo", ["điện, nước, v.v. Sở Y tế báo cáo"]),
        ("như: tin, bài..., nhằm phục vụ", ["như: tin, bài..., nhằm phục vụ"]),
        ("TS. Nguyễn Văn A. Hoàng chủ trì.", ["TS. Nguyễn Văn A. Hoàng chủ trì."]),
        ("đã rõ! “Giao Sở Y tế”", ["đã rõ!", "“Giao Sở Y tế”"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_where_a_sentence_ends(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


def test_trimmed_gives_nothing_for_white_space() -> None:
    assert list(trimmed(" \n a b \t", 0, 7)) == [(3, 6)]
    assert not list(trimmed("   ", 0, 3))
