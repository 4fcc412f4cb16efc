"""Meetings that are told without the word for one, invitations, and who was not there."""

from datetime import date

import pytest

from corpus.models import Meeting
from corpus.parse import parse

HEAD = """UBND TỈNH HÀ GIANG
Số: 67/TB-UBND
Hà Giang, ngày 09 tháng 8 năm 2018

THÔNG BÁO
Kết luận về bố trí dân cư

"""
TASKS = "\n\n1. Giao Sở Xây dựng thẩm định thiết kế trước ngày 30/9/2018.\n"


def meeting(told: str) -> Meeting:
    return parse("a", f"{HEAD}{told}{TASKS}").meeting


@pytest.mark.parametrize(
    ("told", "day", "chair", "place"),
    [
        ("Ngày 06/8/2018, Phó Chủ tịch UBND tỉnh Trần Hải Đăng chủ trì họp chuyên đề.", 6, "Trần Hải Đăng", None),
        (
            "Ngày 06/8/2018, đồng chí Lèng Văn Sín - Chủ tịch UBND tỉnh đã kiểm tra thực địa và họp tại trụ sở UBND xã Nậm Khòa.",
            6,
            "Lèng Văn Sín",
            "trụ sở UBND xã Nậm Khòa",
        ),
        ("Sáng 06/8/2018, Chủ tịch UBND tỉnh Bùi Thăng chủ trì giao ban trực tuyến với các xã.", 6, "Bùi Thăng", None),
        (
            "Ngày 06/8/2018, Sở Y tế tổ chức giao ban do Giám đốc Sở Hoàng Chí Cường chủ trì.",
            6,
            "Hoàng Chí Cường",
            None,
        ),
        (
            "Ngày 06/8/2018, tại Hội trường A, Công an tỉnh họp sơ kết. Đại tá Bùi Thế Năng, Giám đốc Công an tỉnh chủ trì Hội nghị.",
            6,
            "Bùi Thế Năng",
            "Hội trường A",
        ),
    ],
)
def test_what_was_done_on_a_day_tells_of_the_meeting(told: str, day: int, chair: str, place: str | None) -> None:
    read = meeting(told)
    assert read.held_on is not None and read.held_on.value == date(2018, 8, day)
    assert read.chair is not None and read.chair.value == chair
    assert (read.place.value if read.place else None) == place


@pytest.mark.parametrize("days", ["17 và 18/5/2018", "17 - 18/5/2018", "17 đến 18/5/2018"])
def test_a_meeting_of_several_days_keeps_them(days: str) -> None:
    notice = parse("a", f"{HEAD}Trong hai ngày {days}, Phó Chủ tịch UBND tỉnh Trần Hải Đăng làm việc với huyện.{TASKS}")
    held = notice.meeting.held_on
    assert held is not None and notice.text[held.start : held.end] == days


def test_a_paper_is_no_meeting() -> None:
    assert meeting("Ngày 06/8/2018, UBND huyện có Tờ trình số 12/TTr-UBND về việc kiểm tra rừng.").held_on is None


def test_an_invitation_has_its_labels() -> None:
    labels = "THỜI GIAN: 14 giờ 00, thứ Năm, ngày 17/8/2018.\nĐỊA ĐIỂM: Phòng họp số 4, Trụ sở tỉnh.\nCHỦ TRÌ: Chủ tịch UBND tỉnh Lê Văn An."
    read = meeting(labels)
    assert read.held_on is not None and read.held_on.value == date(2018, 8, 17)
    assert read.place is not None and read.place.value == "Phòng họp số 4, Trụ sở tỉnh"
    assert read.chair is not None and read.chair.value == "Lê Văn An"


@pytest.mark.parametrize(
    ("told", "absent"),
    [
        ("Vắng Sở Công Thương (có lý do).", "Sở Công Thương"),
        ("Vắng không lý do: Sở Tài chính.", "Sở Tài chính"),
        ("Dự họp có Sở Tài chính, Sở Nội vụ; Thanh tra tỉnh vắng.", "Thanh tra tỉnh"),
        ("Bà H'Lan Niê, Phó Chủ tịch UBND xã vắng mặt có lý do.", "Bà H'Lan Niê, Phó Chủ tịch UBND xã"),
        ("Lãnh đạo Cục Thủy lợi có giấy mời nhưng không đến dự.", "Cục Thủy lợi"),
        ("Ban Dân tộc xin phép không tham gia do trùng lịch.", "Ban Dân tộc"),
        ("UBND huyện Hòa Vang cử cán bộ ghi biên bản.", None),
    ],
)
def test_who_was_not_there_however_it_is_said(told: str, absent: str | None) -> None:
    read = meeting(f"Ngày 06/8/2018, Phó Chủ tịch UBND tỉnh Trần Hải Đăng chủ trì họp. {told}")
    assert (read.absent.value if read.absent else None) == absent
