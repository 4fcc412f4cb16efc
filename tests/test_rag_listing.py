"""Lists from the register: by page, counted, of the role asked for."""

import re
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from answering import Over, answering, made_up

from bot.messages import messages
from rag.answer import Answerer
from rag.answers.collection.page import Entry, list_draft, without_marker
from rag.draft import LIST_LENGTH, LIST_LINES
from rag.models import AnswerStatus, Question

CHECKS = [f"Giao Sở Y tế kiểm tra trạm y tế số {number}." for number in range(1, 31)]
ITEMS = (
    *CHECKS,
    "Sở Y tế chủ trì tập huấn, hoàn thành trước ngày 30/9/2023.",
    "Sở Nội vụ chủ trì, phối hợp với Sở Y tế tuyển dụng, hoàn thành trước ngày 31/10/2023.",
    "Thực hiện Quyết định số 5/QĐ-TTg ngày 01/02/2020 và Nghị định số 20/2021/NĐ-CP.",
)
ALL = "Sở Y tế làm những việc gì?"


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with ExitStack() as stack:
        yield answering(tmp_path_factory.mktemp("data"), stack)(a=made_up(*ITEMS))


def lines(text: str) -> list[str]:
    return [re.sub(r" \[\d+\]$", "", line) for line in text.splitlines()]


def test_the_pages_hold_every_task_once(answerer: Answerer) -> None:
    question, seen = ALL, []
    for page in range(1, 4):
        answer = answerer.ask(question)
        assert answer.status is AnswerStatus.ANSWERED
        seen += lines(answer.text)
        assert len(answer.citations) == len(answer.text.splitlines()) <= LIST_LINES
        assert [citation.marker for citation in answer.citations] == list(range(1, len(answer.citations) + 1))
        assert answer.headline == f"Có 32 nhiệm vụ, từ {12 * page - 11} đến {min(32, 12 * page)}:"
        question = answer.suggestions[0] if answer.suggestions else ""
    assert question == ""
    assert "- (phối hợp) tuyển dụng, hoàn thành trước ngày 31/10/2023" in seen  # another leads it
    assert len(seen) == len(set(seen)) == 32


def test_the_suggestion_is_the_question_of_the_next_page(answerer: Answerer) -> None:
    assert answerer.ask(ALL).suggestions == (f"{ALL} (trang 2)",)
    english = answerer.ask("What are the tasks of the Department of Health? (page 2)")
    assert english.headline == "32 tasks, 13 to 24:"
    assert english.suggestions == ("What are the tasks of the Department of Health? (page 3)",)


@pytest.mark.parametrize("page", ["(trang 4)", "(trang 999)"])
def test_a_page_that_is_not_there_is_no_answer(page: str, answerer: Answerer) -> None:
    assert answerer.ask(f"{ALL} {page}").abstained


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("Sở Y tế chủ trì những việc gì?", ["tập huấn"]),
        ("Sở Y tế phối hợp những việc gì?", ["(phối hợp) tuyển dụng"]),
        ("Sở Nội vụ chủ trì những việc gì?", ["tuyển dụng"]),
    ],
)
def test_the_role_asked_for_decides(question: str, tasks: list[str], answerer: Answerer) -> None:
    found = lines(answerer.ask(question).text)
    assert [line.removeprefix("- ").split(",")[0] for line in found] == tasks


def test_deadlines_are_listed_as_they_are_printed(answerer: Answerer) -> None:
    answer = answerer.ask("Liệt kê các thời hạn ở Cà Mau?")
    assert [line.split(": ")[0] for line in lines(answer.text)] == [
        "- hoàn thành trước ngày 30/9/2023",
        "- hoàn thành trước ngày 31/10/2023",
    ]


def test_the_documents_a_notice_cites_are_counted(answerer: Answerer) -> None:
    answer = answerer.ask("Liệt kê các văn bản được viện dẫn trong thông báo 12/TB-UBND")
    assert "2" in answer.headline
    assert "5/QĐ-TTg" in answer.text and "20/2021/NĐ-CP" in answer.text


def asked(page: int = 1) -> Question:
    return Question(text="x", language="vi", page=page)


@pytest.mark.parametrize("count", [1, 2, 11, 12, 13, 24, 25, 100])
@pytest.mark.parametrize("length", [5, 100, 2_000])
def test_no_entry_is_lost_between_pages(count: int, length: int) -> None:
    given = [Entry(f"{number} " + "từ " * (length // 3), ()) for number in range(count)]
    shown: list[int] = []
    for page in range(1, count // LIST_LINES + 2):
        draft = list_draft("answer.tasks", given, asked(page), messages())
        if not draft.lines:
            continue
        assert len(draft.lines) <= LIST_LINES and sum(len(line.text) for line in draft.lines) <= LIST_LENGTH
        shown += [int(line.text.split()[1]) for line in draft.lines]
        assert draft.counted[0] == count
        assert draft.more == (shown[-1] < count - 1)
    assert shown == list(range(count))


def test_a_page_beyond_the_last_holds_nothing() -> None:
    draft = list_draft("answer.tasks", [Entry("một", ())], asked(2), messages())
    assert (draft.status, draft.lines) == (AnswerStatus.NOT_IN_NOTICES, ())


@pytest.mark.parametrize("text", ["- rà soát", "a) rà soát", "II.2. rà soát", "3) rà soát", "rà soát"])
def test_an_entry_has_no_marker_of_its_own(text: str) -> None:
    assert without_marker(text) == "rà soát"


def test_which_bodies_is_no_list_of_tasks(answerer: Answerer) -> None:
    answer = answerer.ask("Sở Nội vụ phải làm việc với những sở nào về tuyển dụng?")
    assert "Sở Y tế" in answer.headline


def test_the_tasks_of_a_year_are_those_of_notices_that_name_it(over: Over) -> None:
    answerer = over(a=made_up("Sở Y tế chủ trì rà soát danh mục thuốc.", "Sở Y tế chủ trì tuyển dụng viên chức."))
    assert answerer.ask("Sở Y tế được giao những việc gì?").status is AnswerStatus.ANSWERED
    assert answerer.ask("Sở Y tế được giao những việc gì năm 2031?").abstained


def test_a_task_that_was_another_bodys_says_whose(over: Over) -> None:
    answerer = over(
        a=made_up("Sở Tài chính chủ trì rà soát nợ.", "Sở Kế hoạch và Đầu tư chủ trì lập kế hoạch vốn.", year=2020)
    )
    text = answerer.ask("Sở Tài chính được giao những việc gì?").text
    assert "(Sở Kế hoạch và Đầu tư) lập kế hoạch vốn" in text and "(Sở Tài chính)" not in text
