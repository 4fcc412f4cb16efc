"""The day and the issuer of a document that notices only cite."""

import pytest
from answering import Over, made_up
from test_rag_follow_up import talk

from rag.answer import Answerer
from rag.models import AnswerStatus

CITING = (
    "Sở Y tế chủ trì rà soát theo Quyết định số 2071/QĐ-UBND ngày 14/3/2022, Quyết định số 15/2021/QĐ-UBND ngày 02/9/2021 "
    "của Ủy ban nhân dân tỉnh.",
    "Sở Nội vụ báo cáo theo Công văn số 880/BNV-TCCB ngày 07/5/2022 của Bộ Nội vụ, xong trước ngày 30/9/2023.",
    "Công an tỉnh thực hiện Nghị quyết số 33/NQ-CP.",
)


@pytest.fixture
def answerer(over: Over) -> Answerer:
    return over(here=made_up(*CITING), there=made_up("Sở Tư pháp soạn quy chế.", number="9/TB-UBND", province="Sơn La"))


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("Quyết định 2071 ngày nào?", "14/3/2022"),
        ("quyet dinh so 2071 ngay may", "14/3/2022"),
        ("Quyết định 15/2021 ban hành khi nào", "02/9/2021"),
        ("Công văn 880 ngày mấy?", "07/5/2022"),
        ("cong van 880/BNV-TCCB ngay nao", "07/5/2022"),
        ("What is the date of Decision 2071?", "14/3/2022"),
    ],
)
def test_the_day_stands_beside_the_number(question: str, day: str, answerer: Answerer) -> None:
    answer = answerer.ask(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert day in answer.headline
    assert sum(one in answer.headline for one in ("14/3/2022", "02/9/2021", "07/5/2022")) == 1


def test_what_is_asked_after_it_is_asked_of_it(answerer: Answerer) -> None:
    assert "Bộ Nội vụ" in talk(answerer, "Quyết định 2071 ngày nào?", "còn công văn 880?", "ai ban hành?").headline


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("Nghị quyết 33 ngày nào?", AnswerStatus.NOT_STATED),
        ("Quyết định 4444 ngày nào?", AnswerStatus.NOT_IN_NOTICES),
    ],
)
def test_no_other_day_is_said(question: str, status: AnswerStatus, answerer: Answerer) -> None:
    assert answerer.ask(question).status is status


def test_a_deadline_under_a_document_is_none_of_its_own(answerer: Answerer) -> None:
    assert "30/9/2023" in answerer.ask("Theo công văn 880, ngày nào phải báo cáo xong?").headline
