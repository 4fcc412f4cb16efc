"""Items named by their numbers: what they say, who has what in them, by when; one there is not is said not to be there."""

import pytest
from answering import Over, made_up
from test_rag_follow_up import talk

from bot.messages import messages
from corpus.text import fold
from rag.answer import Answerer
from rag.models import AnswerStatus
from rag.question.items import items_named

PORT = (
    "Về cảng cá: Sở Giao thông vận tải chủ trì, phối hợp với Sở Tài chính nạo vét luồng, xong trước ngày 30/9/2023.",
    "Về chợ đêm: giao Sở Công Thương lập đề án.",
    "Về các đề xuất của thành phố:\n\n- Sở Y tế chủ trì mua xe cứu thương, xong trước ngày 15/8/2023.\n\n"
    "- Sở Xây dựng chủ trì sửa trụ sở, xong trước ngày 20/10/2023.",
)
PARTS = "I. Về y tế\n\n1. Sở Y tế mua thuốc.\n\n2. Sở Tài chính cấp vốn.\n\nII. Về đường\n\n1. Sở Xây dựng đổ đá.\n\n2. Công an tỉnh phân luồng."


@pytest.fixture
def answerer(over: Over) -> Answerer:
    there = made_up("X", number="9/TB-UBND", province="Sơn La").replace("1. X", PARTS)
    return over(here=made_up(*PORT), there=there)


@pytest.mark.parametrize(
    ("question", "paths"),
    [
        ("mục 2 thông báo 12", ("2",)),
        ("muc II.2 thong bao 9", ("II.2",)),
        ("gạch đầu dòng 2 mục 3", ("3, gạch 2",)),
        ("điểm đ khoản 1 Điều 4", ("Điều 4.1.đ",)),
        ("mục thứ ba", ("3",)),
        ("mục 2, 3 và 5", ("2", "3", "5")),
        ("mục 2 và mục 4", ("2", "4")),
        ("item 2 of notice 12", ("2",)),
        ("dịch vụ công mức 4", ()),
        ("hạng mục 3 của dự án", ()),
        ("dvc muc 2 muc 3 lam o dau", ()),
        ("danh muc dich vu cong muc 3, 4", ()),
        ("mục tiêu 5 triệu khách", ()),
        ("khoản 500 triệu đồng", ()),
    ],
)
def test_items_are_named_by_their_paths(question: str, paths: tuple[str, ...]) -> None:
    assert items_named(question, fold(question)).paths == paths


@pytest.mark.parametrize(
    ("question", "headline"),
    [
        ("mục 2 thông báo 12 nói gì?", "lập đề án"),
        ("khoan 2 thong bao 12 noi gi", "lập đề án"),
        ("What does item 2 of notice 12 say?", "lập đề án"),
        ("hạn của mục 1 thông báo 12?", "30/9/2023"),
        ("ai phối hợp ở mục 1 của thông báo 12", "Sở Tài chính"),
        ("mục 2 thông báo 12 giao ai?", "Sở Công Thương"),
        ("gạch 2 mục 3 thông báo 12 hạn khi nào", "20/10/2023"),
        ("mục II.2 thông báo 9 giao ai", "Công an tỉnh"),
        ("mục 3 thông báo 12 có mấy nhiệm vụ?", "2 nhiệm vụ"),
    ],
)
def test_what_is_asked_of_an_item_is_read_there(question: str, headline: str, answerer: Answerer) -> None:
    answer = answerer.ask(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert headline in answer.headline


def test_of_several_tasks_each_is_told(answerer: Answerer) -> None:
    answer = answerer.ask("Ai chủ trì mục 3 thông báo 12?")
    assert answer.status is AnswerStatus.ANSWERED
    assert "Sở Y tế" in answer.text and "Sở Xây dựng" in answer.text
    both = answerer.ask("mục 1 và 2 thông báo 12 nói gì?")
    assert "nạo vét" in both.text and "lập đề án" in both.text


@pytest.mark.parametrize(
    ("question", "status", "reason"),
    [
        ("mục 7 thông báo 12 nói gì?", AnswerStatus.NOT_IN_NOTICES, "no_such_item"),
        ("ai chủ trì mục 1 và mục 9 thông báo 12?", AnswerStatus.NOT_IN_NOTICES, "no_such_item"),
        ("thong bao 12 co muc 8 khong", AnswerStatus.NOT_IN_NOTICES, "no_such_item"),
        ("mục 2 thông báo 9 nói gì?", AnswerStatus.UNCLEAR, "several_items"),
    ],
)
def test_nothing_else_is_said_in_place_of_an_item(
    question: str, status: AnswerStatus, reason: str, answerer: Answerer
) -> None:
    answer = answerer.ask(question)
    assert answer.status is status
    assert answer.headline == messages().say("vi", f"answer.{reason}")


def test_what_another_item_states_is_not_stated(answerer: Answerer) -> None:
    assert answerer.ask("hạn của mục 2 thông báo 12?").status is AnswerStatus.NOT_STATED
    assert answerer.ask("khoản 2 Điều 5 Nghị định 77/2019 ở thông báo 12 nói gì").status.abstained


def test_an_item_is_of_the_notice_spoken_of(answerer: Answerer) -> None:
    assert "lập đề án" in talk(answerer, "Thông báo 12 ban hành ngày nào?", "mục 2 nói gì?").headline
    assert "30/9/2023" in talk(answerer, "Thông báo 12 ban hành ngày nào?", "mục 2 nói gì?", "hạn của mục 1?").headline
    assert talk(answerer, "mục 2 thông báo 12 nói gì?", "còn mục 6?").status is AnswerStatus.NOT_IN_NOTICES
