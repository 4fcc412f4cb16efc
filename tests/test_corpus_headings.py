"""Whose task it is where a heading, a number in words or another clause says so."""

import pytest

from corpus.models import Directive
from corpus.parse import parse

HEAD = """UBND THÀNH PHỐ ĐÀ NẴNG
Số: 57/TB-UBND
Đà Nẵng, ngày 11 tháng 5 năm 2017

THÔNG BÁO
Kết luận của Chủ tịch UBND thành phố tại buổi làm việc về cấp nước

Ngày 08/5/2017, Chủ tịch UBND thành phố Trần Quang Lộc chủ trì họp. Sau khi trao đổi, Chủ tịch UBND thành phố kết luận:

"""


def rows(body: str) -> tuple[Directive, ...]:
    return parse("a", HEAD + body).directives


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("SỞ XÂY DỰNG", "SỞ Y TẾ"),
        ("Sở Xây dựng:", "Sở Y tế:"),
        ("Đối với Sở Xây dựng", "Đối với Sở Y tế"),
        ("* Đối với Sở Xây dựng", "* Đối với Sở Y tế"),
    ],
)
def test_a_heading_without_a_number_says_whose_the_tasks_below_it_are(first: str, second: str) -> None:
    found = rows(
        f"{first}\nChủ trì, phối hợp với Công ty Cấp nước lập báo cáo khả thi trước ngày 30/6/2017.\n\n"
        f"{second}\nLấy mẫu nước tại 30 điểm trước ngày 15/7/2017.\n"
    )
    assert [(row.lead or row.assigned) for row in found] == [("Sở Xây dựng",), ("Sở Y tế",)]
    assert [row.deadline.text for row in found if row.deadline] == ["trước ngày 30/6/2017", "trước ngày 15/7/2017"]


@pytest.mark.parametrize(
    ("numbers", "paths"),
    [
        (("Thứ nhất,", "Thứ hai,"), ["Thứ nhất", "Thứ hai"]),
        (("Một là,", "Hai là,"), ["Một là", "Hai là"]),
        (("Nhiệm vụ 1.", "Nhiệm vụ 2."), ["1", "2"]),
    ],
)
def test_numbers_in_words_number(numbers: tuple[str, str], paths: list[str]) -> None:
    found = rows(
        f"{numbers[0]} Sở Xây dựng rà soát quy hoạch cấp nước.\n\n{numbers[1]} Sở Y tế lấy mẫu nước tại 30 điểm.\n"
    )
    assert [row.item for row in found] == paths
    assert [row.assigned for row in found] == [("Sở Xây dựng",), ("Sở Y tế",)]


def test_two_bodies_with_a_task_each_are_two_rows() -> None:
    found = rows("1. Sở Xây dựng rà soát quy hoạch cấp nước, còn Sở Y tế lấy mẫu nước trước ngày 15/7/2017.\n")
    assert [(row.assigned, row.deadline is not None) for row in found] == [
        (("Sở Xây dựng",), False),
        (("Sở Y tế",), True),
    ]


@pytest.mark.parametrize(
    "task",
    [
        "Giao Sở Xây dựng, Sở Y tế rà soát quy hoạch cấp nước.",
        "Sở Xây dựng chủ trì rà soát quy hoạch, Sở Y tế thẩm tra.",
    ],
)
def test_of_one_task_several_have_a_part(task: str) -> None:
    assert len(rows(f"1. {task}\n")) == 1


def test_who_sits_in_the_chair_has_no_task_of_it() -> None:
    assert rows("Đồng chí Ka Sá Hải, Phó Bí thư Thường trực Tỉnh ủy chủ trì.\n") == ()
