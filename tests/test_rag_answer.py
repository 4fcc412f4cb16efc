"""The whole pipeline over the sample corpus: what is asked is answered with proof, or not at all."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.messages import messages
from rag.answer import Answerer
from rag.index import Index
from rag.models import Answer, AnswerStatus, Turn


@pytest.fixture
def answerer(samples: Index) -> Answerer:
    return Answerer(samples, messages())


def check_proof(answerer: Answerer, answer: Answer) -> None:
    """What holds of every answer whatever was asked."""
    assert answer.abstained == answer.status.abstained
    assert len(answer.headline) <= 240
    assert len(answer.text) <= 1_500
    if answer.abstained:
        assert not answer.citations
    elif answer.status is not AnswerStatus.AMBIGUOUS:
        assert answer.citations
    for citation in (*answer.citations, *answer.nearest):
        text = answerer._index.notice(citation.notice_id).text
        assert text[citation.start : citation.end] == citation.quote
        assert len(citation.quote.split()) <= 120


def test_the_survey_is_assigned_to_home_affairs(answerer: Answerer) -> None:
    answer = answerer.ask("which agency leads the online public services survey")
    assert answer.headline == "Sở Nội vụ (Department of Home Affairs), assigned"
    assert answer.citations[0].label == "Thông báo số 46/TB-UBND ngày 07/02/2018 của UBND tỉnh Quảng Nam, mục 1"
    assert answer.citations[0].quote.startswith("giao Sở Nội vụ thực hiện việc khảo sát")
    check_proof(answerer, answer)


@pytest.mark.parametrize(
    "question",
    [
        "Cơ quan nào chủ trì xây dựng quy chế an ninh mạng ở Kiên Giang?",
        "co quan nao chu tri xay dung quy che an ninh mang o kien giang",
    ],
    ids=["accented", "folded"],
)
def test_accented_and_folded_questions_find_the_same_lead(answerer: Answerer, question: str) -> None:
    answer = answerer.ask(question)
    assert answer.headline == "Công an tỉnh"
    assert answer.citations[0].item == "3, gạch 3"


def test_nfd_and_nfc_questions_get_the_same_answer(answerer: Answerer) -> None:
    from unicodedata import normalize

    asked = "Ai ký Thông báo số 104/TB-UBND?"
    composed, decomposed = answerer.ask(normalize("NFC", asked)), answerer.ask(normalize("NFD", asked))
    assert composed.headline == decomposed.headline == "Phạm Thị Anh Hoa, Chánh Văn phòng"


@pytest.mark.parametrize(
    ("question", "headline"),
    [
        (
            "Sở nào phối hợp với Công an tỉnh xây dựng quy chế an ninh mạng ở Kiên Giang?",
            "Sở Thông tin và Truyền thông",
        ),
        ("Trà Vinh tổ chức hội nghị ngày 05/3/2020 ở đâu?", "Hội trường Sở Thông tin và Truyền thông"),
        ("Thông báo 171/TB-VP ban hành ngày nào?", "18/02/2019"),
        ("Ai chủ trì buổi làm việc ở Kiên Giang?", "Phạm Vũ Hồng"),
        ("Quảng Nam tắt truyền hình tương tự trước ngày nào?", "31/12/2018"),
    ],
    ids=["coordinating", "place", "issued_on", "chair", "deadline"],
)
def test_the_slot_decides_the_headline(answerer: Answerer, question: str, headline: str) -> None:
    answer = answerer.ask(question)
    assert headline in answer.headline
    check_proof(answerer, answer)


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("", AnswerStatus.UNCLEAR),
        (" \t\x00", AnswerStatus.UNCLEAR),
        ("a" * 100_000, AnswerStatus.UNCLEAR),
        ("ai chủ trì?", AnswerStatus.UNCLEAR),
        ("Xin chào", AnswerStatus.SMALL_TALK),
        ("Lâm Đồng giao cơ quan nào khảo sát dịch vụ công trực tuyến?", AnswerStatus.NOT_IN_NOTICES),
        ("Công văn 1234/UBND-VX giao việc cho ai?", AnswerStatus.NOT_IN_NOTICES),
        ("Kiên Giang dự kiến kinh phí năm 2031 ra sao?", AnswerStatus.NOT_IN_NOTICES),
        ("Ai ký thông báo của Kiên Giang?", AnswerStatus.NOT_STATED),
        ("Thông báo của Trà Vinh mang số mấy?", AnswerStatus.NOT_STATED),
        ("Ai là tổng thống Mỹ?", AnswerStatus.NOT_IN_NOTICES),
        ("Ai ký thông báo?", AnswerStatus.AMBIGUOUS),
    ],
)
def test_what_is_not_there_is_not_answered(answerer: Answerer, question: str, status: AnswerStatus) -> None:
    answer = answerer.ask(question)
    assert answer.status is status
    check_proof(answerer, answer)


def test_an_ambiguous_question_offers_questions_that_pick_a_notice(answerer: Answerer) -> None:
    answer = answerer.ask("Ai ký thông báo?")
    assert len(answer.choices) == 3
    for choice in answer.choices:
        picked = answerer.ask(choice.question)
        assert picked.status is AnswerStatus.ANSWERED
        assert {citation.notice_id for citation in picked.citations} == {choice.notice_id}


def test_a_list_numbers_its_proofs(answerer: Answerer) -> None:
    answer = answerer.ask("Sở Tài chính Kiên Giang tham gia những việc nào?")
    assert [citation.marker for citation in answer.citations] == [1, 2, 3, 4]
    assert all(f"[{marker}]" in answer.text for marker in (1, 2, 3, 4))
    check_proof(answerer, answer)


def test_two_provinces_are_answered_side_by_side(answerer: Answerer) -> None:
    answer = answerer.ask("So sánh cơ quan thực hiện Quyết định 45/2016/QĐ-TTg ở Kiên Giang và Trà Vinh")
    assert "Kiên Giang: Sở Thông tin và Truyền thông" in answer.headline
    assert "Trà Vinh: Bưu điện tỉnh Trà Vinh" in answer.headline


def test_a_follow_up_takes_its_matter_from_the_turn_before(answerer: Answerer) -> None:
    first = "Ở Kiên Giang ai chủ trì quy chế đảm bảo an ninh mạng?"
    history = [Turn(question=first, answer=answerer.ask(first).headline)]
    answer = answerer.ask("Còn phối hợp với ai?", history)
    assert "Bộ Chỉ huy Quân sự tỉnh" in answer.headline


def test_a_question_asked_to_be_english_is_answered_in_english(answerer: Answerer) -> None:
    assert answerer.ask("Ai là tổng thống Mỹ?", language="en").headline == "This was not found in the notices."


def test_a_trace_explains_the_hits_it_used_and_those_it_rejected(answerer: Answerer) -> None:
    trace = answerer.trace("ai khao sat y kien nguoi dan ve dich vu cong truc tuyen")
    assert "text 1.00" in trace.hits[0].explain()
    assert trace.rejected


def test_eight_threads_get_the_answers_of_one(answerer: Answerer) -> None:
    questions = [
        "which agency leads the online public services survey",
        "Sở Tài chính Kiên Giang tham gia những việc nào?",
        "So sánh cơ quan thực hiện Quyết định 45/2016/QĐ-TTg ở Kiên Giang và Trà Vinh",
        "Ai ký thông báo?",
        "Quảng Nam tắt truyền hình tương tự trước ngày nào?",
        "Ai là tổng thống Mỹ?",
    ] * 8

    def said(question: str) -> object:
        return answerer.ask(question).model_dump(exclude={"id", "timings_ms"})

    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(said, questions))
    assert together == [said(question) for question in questions[:6]] * 8


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from('ai sở chủ trì quảng nam 46 / tb ubnd ngày nào liệt kê 2018 " * ( ) %'.split())).map(
        " ".join
    )
)
def test_no_question_breaks_it_and_every_quote_is_a_slice(answerer: Answerer, question: str) -> None:
    check_proof(answerer, answerer.ask(question))
