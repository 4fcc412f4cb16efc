"""Provinces that were joined to others on 01/07/2025: asked for by the names of today, and by those of before."""

import pytest
from answering import Over, made_up

from bot.messages import messages
from bot.tasks.words import mergers
from rag.answer import Answerer
from rag.models import AnswerStatus
from rag.register import TaskFilter, tasks

CLINIC = "Sở Y tế chủ trì xây dựng trạm y tế tại các xã."
SEA = "Sở Y tế chủ trì khám sức khỏe ngư dân."


@pytest.fixture
def both(over: Over) -> Answerer:
    """Notices of An Giang and of Kiên Giang, which is a part of it today."""
    return over(
        an=made_up(CLINIC, province="An Giang", number="5/TB-UBND"),
        kien=made_up(SEA, province="Kiên Giang", number="6/TB-UBND"),
    )


def test_a_notice_of_what_was_joined_answers_and_is_said_to_be_one(over: Over) -> None:
    answerer = over(kien=made_up(SEA, province="Kiên Giang"), ben=made_up(CLINIC, province="Bến Tre"))
    answer = answerer.ask("Ai chủ trì khám sức khỏe ngư dân ở An Giang?")
    assert answer.headline == "Sở Y tế"
    assert (
        "Tỉnh Kiên Giang nay thuộc tỉnh An Giang (từ ngày 01/07/2025): [1] là văn bản của tỉnh Kiên Giang."
        in answer.text
    )
    in_english = answerer.ask("Who leads health checks in An Giang?", language="en")
    assert "Tỉnh Kiên Giang has been part of tỉnh An Giang since 01/07/2025" in in_english.text


def test_a_list_tells_the_own_notices_from_those_that_were_joined(both: Answerer) -> None:
    answer = both.ask("Sở Y tế An Giang làm gì?")
    assert [citation.notice_id for citation in answer.citations] == ["an", "kien"]
    assert answer.text.endswith("[2] là văn bản của tỉnh Kiên Giang.")


def test_the_own_notice_of_a_province_comes_first(both: Answerer) -> None:
    own = both.ask("Ai chủ trì xây dựng trạm y tế ở An Giang?")
    assert [citation.notice_id for citation in own.citations] == ["an"]
    assert "nay thuộc" not in own.text
    joined = both.ask("Ai chủ trì khám sức khỏe ngư dân ở An Giang?")
    assert [citation.notice_id for citation in joined.citations] == ["kien"]
    assert "nay thuộc" in joined.text
    number = both.ask("Thông báo của An Giang số mấy?")
    assert number.headline == "5/TB-UBND"


def test_another_earlier_province_does_not_answer(over: Over) -> None:
    answerer = over(
        ben=made_up(CLINIC, province="Bến Tre", number="5/TB-UBND"),
        tra=made_up(SEA, province="Trà Vinh", number="6/TB-UBND"),
    )
    answer = answerer.ask("Ai chủ trì xây dựng trạm y tế ở Trà Vinh?")
    assert all(citation.notice_id == "tra" for citation in (*answer.citations, *answer.nearest))
    assert answerer.ask("Sở Y tế Sóc Trăng làm gì?").status is AnswerStatus.NOT_IN_NOTICES


def test_the_register_finds_both_and_says_so(both: Answerer) -> None:
    rows = tasks(both._index, TaskFilter(province="an giang"))
    assert {row.notice_id for row in rows} == {"an", "kien"}
    said = mergers(messages(), "vi", "an giang", (row.province for row in rows))
    assert said.startswith("Tỉnh Kiên Giang nay thuộc tỉnh An Giang (từ ngày 01/07/2025)")
    assert {row.notice_id for row in tasks(both._index, TaskFilter(province="Kiên Giang"))} == {"kien"}
    assert not mergers(messages(), "vi", "Kiên Giang", ["Kiên Giang"])
