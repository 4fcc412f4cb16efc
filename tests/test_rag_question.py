"""A question in words becomes what is asked."""

from datetime import date

import pytest

from corpus.lexicon import FacetEntry, facets
from corpus.models import Facet
from rag.models import Question, Turn
from rag.question import cleaned, understand


def asked(text: str, known: tuple[str, ...] = ("Quảng Nam", "Kiên Giang")) -> Question:
    return understand(cleaned(text), known_provinces=known)


def wordings(question: Question) -> set[str]:
    return {" ".join(alternative.words) for term in question.terms for alternative in term.alternatives}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("who leads the survey", "en"),
        ("ai chu tri khao sat", "vi"),
        ("Ai chủ trì?", "vi"),
        ("Who signed Sở Nội vụ's letter?", "en"),
        ("", "vi"),
    ],
)
def test_the_language_is_heard(text: str, language: str) -> None:
    assert asked(text).language == language


@pytest.mark.parametrize(
    ("text", "facet"),
    [
        ("Ai ký thông báo này?", Facet.SIGNER),
        ("don vi nao chu tri viec nay", Facet.LEAD),
        ("Cơ quan nào phối hợp với Sở Y tế?", Facet.COORDINATING),
        ("Sở Y tế phối hợp với ai?", Facet.COORDINATING),
        ("giao ai chủ trì xây dựng quy chế phối hợp?", Facet.LEAD),
        ("khi nao xong", Facet.DEADLINE),
        ("how often must reports be sent", Facet.DEADLINE),
        ("theo quyết định nào?", Facet.BASIS),
        ("Which decree applies?", Facet.BASIS),
        ("What does Decree 15/2020/NĐ-CP say?", Facet.FACT),
        ("Sở Xây dựng phải làm gì?", Facet.TASK),
        ("cuộc họp vắng ai?", Facet.ABSENT),
        ("giá vàng thế nào", Facet.FACT),
        ("số điện thoại là bao nhiêu", Facet.PHONE),
    ],
)
def test_cues_tell_the_facet(text: str, facet: Facet) -> None:
    assert asked(text).facet is facet


@pytest.mark.parametrize("facet", facets().values(), ids=lambda entry: entry.facet)
def test_every_facet_has_its_words(facet: FacetEntry) -> None:
    assert facet.label and facet.en_label
    assert len(facet.names + facet.cues) <= 30
    assert len(facet.en_names + facet.en_cues) <= 30


def test_two_facts_of_a_notice_are_both_asked() -> None:
    question = asked("Thông báo có số hiệu và ngày ban hành thế nào?")
    assert {one.facet for one in question.wanted} == {Facet.NUMBER, Facet.ISSUED_ON}


def test_numbers_years_and_days_are_told_apart() -> None:
    question = asked("QĐ 45/2016/QĐ-TTg năm 2018, họp ngày 05/3/2020, kế hoạch 2019")
    assert [(number.serial, number.rest) for number in question.numbers] == [("45", "2016/qd-ttg")]
    assert question.years == (2018, 2019)
    assert question.dates == (date(2020, 3, 5),)


def test_an_english_date_is_a_day() -> None:
    assert asked("the meeting of 5 March 2020").dates == (date(2020, 3, 5),)


@pytest.mark.parametrize("text", ["ở Quảng Nam", "o quang nam", "quangnam", "qnam"])
def test_a_province_is_heard_in_any_spelling(text: str) -> None:
    assert asked(text).provinces == ("Quảng Nam",)


def test_a_code_counts_only_for_a_province_of_the_index() -> None:
    assert asked("quy che kg").provinces == ("Kiên Giang",)
    assert asked("quy che kg", known=("Quảng Nam",)).provinces == ()


@pytest.mark.parametrize(
    "text", ["Sở Khoa học và Công nghệ", "bệnh viện đa khoa", "thỏa thuận khung", "thoa thuan", "lần hai"]
)
def test_a_clipped_name_that_is_a_word_names_no_province(text: str) -> None:
    assert asked(text).provinces == ()


def test_words_across_punctuation_name_no_province() -> None:
    assert asked("dịch vụ công trực tuyến: Quảng Nam giao ai").provinces == ("Quảng Nam",)


def test_abbreviations_are_read_in_full_and_kept() -> None:
    known = wordings(asked("dvctt"))
    assert {"dvctt", "dich vu cong truc tuyen"} <= known


def test_parts_joined_by_a_sign_are_one_abbreviation() -> None:
    assert "thong tin va truyen thong" in wordings(asked("Sở TT&TT"))
    assert asked("Sở TT&TT làm gì").agencies == ("Sở Thông tin và Truyền thông",)


def test_english_words_become_official_vietnamese() -> None:
    assert {"dich vu cong truc tuyen", "khao sat"} <= wordings(asked("the online public services survey"))


def test_control_and_invisible_characters_are_taken_out() -> None:
    assert cleaned("a\x00i\u200b \u202eký\ud800") == "a i ký"


def test_a_follow_up_keeps_the_number_and_takes_a_new_province() -> None:
    history = [
        Turn(question="Ở Kiên Giang ai thực hiện Quyết định 45/2016/QĐ-TTg?", answer="Sở Thông tin và Truyền thông")
    ]
    question = understand("Còn ở Quảng Nam thì sao?", history, known_provinces=("Quảng Nam", "Kiên Giang"))
    assert question.provinces == ("Quảng Nam",)
    assert question.numbers[0].serial == "45"
    assert question.facet is Facet.LEAD


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("thời hạn khi nào?", True),
        ("còn Kiên Giang?", True),
        ("and by when?", True),
        ("việc đó báo cáo ai?", True),
        ("giá vàng hôm nay?", False),
        ("gia vang hom nay", False),
        ("asdfgh", False),
        ("tỷ giá đô la", False),
        ("Sở Tài chính làm gì trên địa bàn tỉnh Kiên Giang?", False),
    ],
)
def test_a_question_that_names_its_own_matter_is_no_follow_up(text: str, leans: bool) -> None:
    before = Turn(question="cơ quan nào khảo sát ý kiến người dân?", answer="Sở Nội vụ")
    alone = understand(text)
    assert (understand(text, [before]) != alone) == leans
