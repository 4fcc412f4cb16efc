"""Days and months as they are named without a year, and what only looks like one."""

import pytest

from corpus.dates import date_parts


@pytest.mark.parametrize(
    ("text", "day", "month"),
    [
        ("nộp trước 22/3 như các sở", 22, 3),
        ("hạn 30/6", 30, 6),
        ("ngày 2/9", 2, 9),
        ("trước ngày 5-10", 5, 10),
        ("by 22 March", 22, 3),
        ("on the 22nd of March", 22, 3),
        ("March 3, 2020", 3, 3),
    ],
)
def test_a_day_needs_no_year(text: str, day: int, month: int) -> None:
    assert [(one.day, one.month) for one in date_parts(text)] == [(day, month)]


@pytest.mark.parametrize(
    "text",
    [
        "1/3 số hộ",
        "12/12 xã",
        "hỗ trợ 24/7",
        "từ 5-10 người",
        "cấp 12 máy thở",
        "46 may be spent",
        "09/2017/NĐ-CP",
        "45/13 xã",
    ],
)
def test_a_share_is_no_day(text: str) -> None:
    assert not date_parts(text)
