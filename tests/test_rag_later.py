"""The later notice prevails: the answer gives the later state, says so and cites both."""

from datetime import date

import pytest
from answering import Over, made_up
from fakes import FakeIndex

from corpus.models import Notice
from corpus.parse import parse
from rag.models import AnswerStatus
from rag.register.amendments import How, changes_of, earlier_of, later_notices

REVIEW = "giao Sở Y tế chủ trì rà soát danh mục thuốc của trạm y tế, hoàn thành trước ngày {}."
OLD = made_up(REVIEW.format("30/9/2023").capitalize().replace("sở y", "Sở Y"), "Giao Sở Nội vụ tuyển dụng.", month=3)
AMENDING = made_up(
    f"Sửa đổi thời hạn nêu tại mục 1 Thông báo số 12/TB-UBND ngày 12/3/2023: {REVIEW.format('31/12/2023')}",
    number="34/TB-UBND",
    month=8,
)
REPLACING = made_up(
    "Thông báo này thay thế Thông báo số 12/TB-UBND ngày 12/3/2023.",
    "Giao Sở Nội vụ xây dựng đề án vị trí việc làm.",
    number="34/TB-UBND",
    month=8,
)
WHEN = "Rà soát danh mục thuốc của trạm y tế xong trước ngày nào?"


def test_the_later_day_is_the_answer_and_the_earlier_is_told(over: Over) -> None:
    answer = over(old=OLD, new=AMENDING).ask(WHEN)
    assert answer.status is AnswerStatus.ANSWERED
    assert "31/12/2023" in answer.headline and "30/9" not in answer.headline
    assert [citation.notice_id for citation in answer.citations] == ["new", "old"]
    assert "30/9/2023" in answer.citations[1].quote
    assert "Trước đó, Thông báo số 12/TB-UBND" in answer.text and "[2]" in answer.text


def test_english_is_told_in_english(over: Over) -> None:
    answer = over(old=OLD, new=AMENDING).ask("Which agency leads the review of the medicine list of health stations?")
    assert "Before that" in answer.text
    assert {citation.notice_id for citation in answer.citations} == {"old", "new"}


def test_a_task_that_the_amendment_leaves_alone_is_answered_as_it_was(over: Over) -> None:
    answer = over(old=OLD, new=AMENDING).ask("Ai tuyển dụng?")
    assert [citation.notice_id for citation in answer.citations] == ["old"]
    assert "Trước đó" not in answer.text


def test_a_replaced_notice_is_answered_with_a_word_of_its_replacement(over: Over) -> None:
    answer = over(old=OLD, new=REPLACING).ask(WHEN)
    assert "đã được thay thế bởi Thông báo số 34/TB-UBND" in answer.text
    assert [citation.notice_id for citation in answer.citations] == ["old", "new"]
    assert "thay thế Thông báo số 12/TB-UBND" in answer.citations[1].quote


@pytest.mark.parametrize(
    ("question", "headline"),
    [
        ("Thông báo 34/TB-UBND thay thế văn bản nào?", "Thông báo số 12/TB-UBND"),
        ("Thông báo 34/TB-UBND sửa đổi, thay thế văn bản nào?", "Thông báo số 12/TB-UBND"),
        ("What does notice 34/TB-UBND replace?", "Thông báo số 12/TB-UBND"),
    ],
)
def test_what_a_notice_replaces_is_a_fact_of_it(question: str, headline: str, over: Over) -> None:
    answer = over(old=OLD, new=REPLACING).ask(question)
    assert answer.headline == headline
    assert [citation.notice_id for citation in answer.citations] == ["new"]


def test_a_notice_that_replaces_nothing_states_nothing(over: Over) -> None:
    assert (
        over(old=OLD, new=REPLACING).ask("Thông báo 12/TB-UBND thay thế văn bản nào?").status is AnswerStatus.NOT_STATED
    )


def read(**texts: str) -> tuple[FakeIndex, dict[str, Notice]]:
    notices = {notice_id: parse(notice_id, text) for notice_id, text in texts.items()}
    return FakeIndex(*notices.values()), notices


def test_a_row_knows_what_became_of_it_and_what_it_was() -> None:
    index, notices = read(old=OLD, new=AMENDING)
    review, hiring = notices["old"].directives
    [change] = changes_of(index, "old", review)  # type: ignore[arg-type]
    assert (change.how, change.notice_id) == (How.AMENDS, "new")
    assert change.directive and change.directive.deadline and change.directive.deadline.date == date(2023, 12, 31)
    assert changes_of(index, "old", hiring) == ()  # type: ignore[arg-type]
    assert earlier_of(index, "new", change.directive) == ("old", review)  # type: ignore[arg-type]
    assert earlier_of(index, "old", review) is None  # type: ignore[arg-type]


def test_what_replaces_a_notice_concerns_every_row() -> None:
    index, notices = read(old=OLD, new=REPLACING)
    for row in notices["old"].directives:
        assert [change.how for change in changes_of(index, "old", row)] == [How.REPLACES]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "other",
    [
        AMENDING.replace("Cà Mau", "Cần Thơ").replace("CÀ MAU", "CẦN THƠ"),
        AMENDING.replace("năm 2023\n", "năm 2022\n"),
        AMENDING.replace("mục 1 Thông báo số 12/", "mục 1 Thông báo số 13/"),
        AMENDING.replace("34/TB-UBND", "12/TB-UBND"),
    ],
    ids=["other_province", "earlier", "other_number", "own_number"],
)
def test_only_a_later_notice_of_the_same_province_and_number_changes_one(other: str) -> None:
    index, _ = read(old=OLD, new=other)
    assert later_notices(index) == {}  # type: ignore[arg-type]
