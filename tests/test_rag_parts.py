"""Who leads and who helps is told apart: in what a body is asked to have done, and in what a question takes for granted."""

import pytest
from answering import Over, made_up

from corpus.models import Facet
from rag.answer import Answerer
from rag.models import AnswerStatus
from rag.question.roles import roles_in

ITEMS = (
    "Giao Sở Xây dựng chủ trì, phối hợp với Sở Tài chính và Công an tỉnh lập phương án di dời chợ nổi, trình UBND tỉnh"
    " trước ngày 15/9/2023.",
    "Giao Sở Y tế rà soát trạm y tế các xã đảo.",
)


@pytest.fixture
def answerer(over: Over) -> Answerer:
    return over(a=made_up(*ITEMS))


@pytest.mark.parametrize(
    "question",
    [
        "Sở Tài chính chủ trì việc gì?",
        "so tai chinh chu tri viec gi",
        "Công an tỉnh Cà Mau được giao chủ trì những nhiệm vụ nào?",
        "Sở Tài chính làm đầu mối việc gì?",
        "Sở Y tế chủ trì việc gì?",
        "Sở Xây dựng phối hợp việc gì?",
        "Which tasks does the Department of Finance lead?",
    ],
)
def test_a_part_that_a_body_does_not_have_is_not_answered_from_another(question: str, answerer: Answerer) -> None:
    answer = answerer.ask(question)
    assert answer.status in (AnswerStatus.NOT_IN_NOTICES, AnswerStatus.NOT_STATED)
    assert answer.nearest


def test_the_part_it_has_is_answered(answerer: Answerer) -> None:
    assert "chợ nổi" in answerer.ask("Sở Xây dựng chủ trì việc gì?").headline
    assert "chợ nổi" in answerer.ask("Sở Tài chính phối hợp việc gì?").headline


@pytest.mark.parametrize(
    ("question", "opens"),
    [
        ("Sở Xây dựng phối hợp lập phương án di dời chợ nổi, phải không?", "Không: Sở Xây dựng chủ trì"),
        ("so xay dung chi phoi hop lap phuong an di doi cho noi phai khong", "Không: Sở Xây dựng chủ trì"),
        ("Sở Tài chính và Sở Xây dựng chủ trì lập phương án di dời chợ nổi, đúng không?", "Không: Sở Xây dựng chủ trì"),
        ("Sở Tài chính chủ trì, Sở Xây dựng phối hợp lập phương án di dời chợ nổi à?", "Không: Sở Xây dựng chủ trì"),
        ("Does the Department of Construction only support the floating market plan?", "No: Sở Xây dựng"),
        ("Sở Xây dựng chủ trì, Sở Tài chính phối hợp lập phương án di dời chợ nổi, đúng không?", "Có:"),
        ("Sở Tài chính phối hợp lập phương án di dời chợ nổi, đúng không?", "Có:"),
        ("Sở Xây dựng phối hợp với Công an tỉnh lập phương án di dời chợ nổi, đúng không?", "Có:"),
        ("Sở Tài chính chủ trì lập phương án di dời chợ nổi thì trình ai?", "Không: Sở Xây dựng chủ trì; UBND tỉnh"),
        (
            "Sở Xây dựng phối hợp lập phương án di dời chợ nổi trước ngày nào?",
            "Không: Sở Xây dựng chủ trì; trước ngày 15/9",
        ),
    ],
)
def test_a_part_supposed_wrongly_is_put_right(question: str, opens: str, answerer: Answerer) -> None:
    assert answerer.ask(question).headline.startswith(opens)


LEAD, HELP = Facet.LEAD, Facet.COORDINATING


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Sở Y tế có vai trò phối hợp trong việc nào?", [HELP]),
        ("Sở Y tế phối hợp với Công an tỉnh làm gì?", []),
        ("Sở Y tế chủ trì, phối hợp với Công an tỉnh làm gì?", [LEAD, HELP]),
        ("cơ quan chủ trì là Sở Y tế, phối hợp là Công an tỉnh đúng không?", [LEAD, HELP]),
        ("Sở Y tế không chủ trì mà chỉ phối hợp?", [HELP]),
        ("Công an tỉnh xây dựng quy chế phối hợp phải không?", []),
    ],
)
def test_parts_are_those_said_of_a_body(text: str, parts: list[Facet]) -> None:
    assert [part for _, part in roles_in(text, "vi", ("Sở Y tế", "Công an tỉnh"))] == parts


WORKS = (
    "Về dự án cầu Gành Hào: Giao Sở Giao thông vận tải làm chủ đầu tư; nhà thầu là Công ty cổ phần Cầu Nam;"
    " Sở Xây dựng hướng dẫn chủ đầu tư lập hồ sơ.",
    "Về hồ chứa Sông Trẹm (chủ đầu tư: Sở Nông nghiệp và Phát triển nông thôn): Giao Sở Tài chính bố trí vốn, bàn giao"
    " mặt bằng cho nhà thầu trước ngày 01/9/2023.",
    "Giao Sở Y tế rà soát trạm y tế các xã đảo, chọn đơn vị tư vấn.",
)


@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("Chủ đầu tư dự án cầu Gành Hào là ai?", "Sở Giao thông vận tải"),
        ("ai lam chu dau tu cau ganh hao", "Sở Giao thông vận tải"),
        ("Chủ đầu tư hồ chứa Sông Trẹm là đơn vị nào?", "Sở Nông nghiệp và Phát triển nông thôn"),
        ("Nhà thầu cầu Gành Hào là đơn vị nào?", "Công ty cổ phần Cầu"),
        ("Who is the investor of the Ganh Hao bridge?", "Sở Giao thông vận tải"),
        ("Sở nào hướng dẫn chủ đầu tư cầu Gành Hào lập hồ sơ?", "Sở Xây dựng"),
        ("Nhà thầu hồ chứa Sông Trẹm là ai?", ""),
        ("Đơn vị tư vấn trạm y tế các xã đảo là ai?", ""),
        ("don vi tu van la ai", ""),
        ("Chủ đầu tư trạm y tế các xã đảo là ai?", ""),
        ("Nhà thầu nào xây trạm y tế các xã đảo?", ""),
    ],
)
def test_who_has_a_named_part_is_who_is_called_so(question: str, who: str, over: Over) -> None:
    answer = over(a=made_up(*WORKS)).ask(question)
    assert answer.headline.startswith(who) if who else answer.status is AnswerStatus.NOT_STATED


def test_of_two_named_parts_each_has_its_own(over: Over) -> None:
    answer = over(a=made_up(*WORKS)).ask("Chủ đầu tư và đơn vị tư vấn cầu Gành Hào là ai?")
    assert answer.status is AnswerStatus.PARTIAL
    assert answer.headline == "Đầu tư: Sở Giao thông vận tải; Tư vấn: không nêu"


def test_a_task_pointed_at_is_that_of_the_body_in_its_part(over: Over) -> None:
    answer = over(a=made_up(*ITEMS)).ask("tinh nao de so xay dung dung dau mot viec, viec do la gi, phoi hop vs ai")
    assert answer.status is AnswerStatus.ANSWERED
    assert answer.headline.startswith("Tỉnh: Cà Mau; Nhiệm vụ: lập phương án di dời chợ nổi")
    assert answer.headline.endswith("Phối hợp: Sở Tài chính; Công an tỉnh")
