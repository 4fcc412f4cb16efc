"""Bodies asked about side by side are answered each for itself; whom no task names, is named as missing."""

import pytest
from answering import Over, made_up

from rag.answer import Answerer
from rag.models import AnswerStatus

ITEMS = (
    "Giao Sở Y tế rà soát trạm y tế các xã đảo, hoàn thành trước ngày 15/9/2023.",
    "Giao Công an tỉnh chủ trì, phối hợp với Sở Nội vụ tuần tra bến tàu đêm.",
    "Giao Viettel Cà Mau lắp trạm phát sóng ở Hòn Khoai.",
)


@pytest.fixture
def answerer(over: Over) -> Answerer:
    return over(a=made_up(*ITEMS))


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        ("Sở Y tế và Công an tỉnh được giao gì?", ("Sở Y tế: ", "xã đảo"), ("Công an tỉnh: ", "bến tàu")),
        ("so y te va cong an tinh phai lam gi", ("Sở Y tế: ", "xã đảo"), ("Công an tỉnh: ", "bến tàu")),
        ("Sở Y tế, Công an tỉnh mỗi bên làm gì?", ("Sở Y tế: ", "xã đảo"), ("Công an tỉnh: ", "bến tàu")),
        (
            "Viettel và Sở Nội vụ lần lượt có nhiệm vụ gì?",
            ("Viettel Cà Mau: ", "Hòn Khoai"),
            ("Sở Nội vụ: ", "bến tàu"),
        ),
        ("Viettel Cà Mau và Công an tỉnh Cà Mau làm gì?", ("Viettel Cà Mau: ", "Khoai"), ("Công an tỉnh: ", "bến tàu")),
        (
            "What must the Department of Health and the Provincial Police do?",
            ("Sở Y tế: ", "đảo"),
            ("Công an tỉnh: ", ""),
        ),
    ],
)
def test_each_body_is_answered_under_its_name(
    question: str, first: tuple[str, str], second: tuple[str, str], answerer: Answerer
) -> None:
    answer = answerer.ask(question)
    assert answer.status is AnswerStatus.ANSWERED
    lines = answer.text.splitlines()
    for (name, said), line in zip((first, second), lines, strict=False):
        assert line.startswith(f"- {name}")
        assert said in line
        assert name in answer.headline


def test_one_who_has_no_task_is_named_as_missing(answerer: Answerer) -> None:
    answer = answerer.ask("Sở Y tế và Sở Xây dựng được giao việc gì?")
    assert answer.status is AnswerStatus.PARTIAL
    assert answer.headline.startswith("Sở Y tế: rà soát")
    assert "Văn bản không nêu: Sở Xây dựng." in answer.text
    assert answerer.ask("Sở Xây dựng và Sở Tư pháp được giao việc gì?").abstained


def test_what_else_is_asked_is_said_of_each(answerer: Answerer) -> None:
    answer = answerer.ask("Sở Y tế và Công an tỉnh mỗi bên làm gì, hạn khi nào?")
    assert answer.status is AnswerStatus.PARTIAL
    assert "15/9/2023" in answer.headline


def test_those_that_another_works_with_are_asked_about_together(answerer: Answerer) -> None:
    answer = answerer.ask("Công an tỉnh phối hợp với Sở Nội vụ và Sở Y tế làm gì?")
    assert not answer.text.startswith("- Sở Nội vụ:")
