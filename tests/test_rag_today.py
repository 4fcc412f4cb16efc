"""What an older body is called today: from the list of agencies, said to be so, and only after it changed."""

import pytest
from answering import Over, made_up

ITEM = "Giao Sở Thông tin và Truyền thông chủ trì xây dựng cổng dịch vụ công."


def test_the_body_of_the_notice_stays_the_answer(over: Over) -> None:
    answer = over(a=made_up(ITEM, year=2018)).ask("Ai chủ trì xây dựng cổng dịch vụ công?")
    assert answer.headline == "Sở Thông tin và Truyền thông"
    assert "Từ ngày 01/03/2025, Sở Khoa học và Công nghệ tiếp nhận" in answer.text
    assert all("Khoa học" not in citation.quote for citation in answer.citations)


def test_english_names_both(over: Over) -> None:
    answer = over(a=made_up(ITEM, year=2018)).ask("Who leads building the public service portal?")
    assert "Sở Khoa học và Công nghệ (Department of Science and Technology) has taken over" in answer.text


@pytest.mark.parametrize(("year", "item"), [(2025, ITEM), (2018, ITEM.replace("Thông tin và Truyền thông", "Y tế"))])
def test_nothing_is_said_of_what_did_not_change_since(year: int, item: str, over: Over) -> None:
    answer = over(a=made_up(item, year=year)).ask("Ai chủ trì xây dựng cổng dịch vụ công?")
    assert "tiếp nhận" not in answer.text


def test_asked_for_the_body_of_today_the_tasks_of_the_older_are_found(over: Over) -> None:
    answer = over(a=made_up(ITEM, year=2018)).ask("Sở Khoa học và Công nghệ chủ trì những việc gì?")
    assert "xây dựng cổng dịch vụ công" in answer.text
