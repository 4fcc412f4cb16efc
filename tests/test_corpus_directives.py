"""Who leads, who is assigned, with whom and by when: the sample notices read by hand, and the traps."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from corpus.models import Directive
from corpus.parse import parse

FOLDER = Path(__file__).parent.parent / "corpus" / "notices"
TTTT = "Sở Thông tin và Truyền thông"
EVERY_BODY = ("các sở, ban, ngành tỉnh", "UBND cấp huyện")


@cache
def directives(name: str) -> tuple[Directive, ...]:
    return parse(name, (FOLDER / f"{name}.txt").read_text(encoding="utf-8")).directives


def only(text: str) -> Directive:
    [directive] = parse("x", f"THÔNG BÁO\nKết luận cuộc họp\n\n1. {text}").directives
    return directive


BP, KG, QN, TV = "binh-phuoc-104-2017", "kien-giang-171-2019", "quang-nam-46-2018", "tra-vinh-2020"


@pytest.mark.parametrize(
    ("name", "item", "words", "lead", "assigned", "coordinating"),
    [
        (BP, "1", "quan tâm hơn", (), ("các thành viên Ban Chỉ đạo",), ()),
        (BP, "2, gạch 3", "tăng cường tổ chức", (), ("các Sở, ban, ngành",), ()),
        (BP, "3, gạch 2", "ban hành Chỉ thị", (TTTT,), (), ("các đơn vị có liên quan",)),
        (BP, "3, gạch 3", "Kiến trúc", (), (TTTT,), ("Trung tâm Hành chính công tỉnh", "các đơn vị có liên quan")),
        (BP, "3, gạch 4", "rà soát, tổng hợp", (), (TTTT,), ()),
        (KG, "3, gạch 1", "Đề án tổ chức lại", ("Sở Nội vụ",), (), (TTTT, "các ngành liên quan")),
        (KG, "3, gạch 3", "quy chế", ("Công an tỉnh",), (), (TTTT, "Bộ Chỉ huy Quân sự tỉnh", "các ngành, đơn vị có liên quan")),
        (KG, "3, gạch 5", "Campuchia", (TTTT,), (), ("Sở Ngoại vụ", "các ngành, đơn vị liên quan")),
        (KG, "3, gạch 8", "giảm nghèo", (), (TTTT, "Sở Tài chính"), ()),
        (KG, "3, gạch 9", "Hà Tiên", (TTTT,), (), ("Sở Tài chính", "Bộ Chỉ huy Quân sự tỉnh", "các ngành, đơn vị có liên quan")),
        (KG, "3, gạch 10", "phục vụ hành chính công", (), ("Văn phòng UBND tỉnh",), ("Sở Kế hoạch và Đầu tư", "Sở Tài chính", TTTT)),
        (KG, "3, gạch 11", "thanh tra", (), ("Thanh tra tỉnh", "Sở Tài chính"), ()),
        (KG, "2, gạch 2", "Chỉ đạo các doanh nghiệp", (TTTT,), (), ("các ngành, đơn vị, địa phương có liên quan",)),
        (KG, "2, gạch 3", "an toàn thông tin mạng, nhất", (TTTT,), (), ("Công an tỉnh", "các ngành liên quan")),
        (QN, "1", "mức độ 3, 4", (TTTT,), (), ("các cơ quan, đơn vị, địa phương",)),
        (QN, "1", "khảo sát", (), ("Sở Nội vụ",), ()),
        (QN, "2", "tiêu chí số 7", (TTTT,), (), ("Sở Nội vụ", "cơ quan, đơn vị, địa phương")),
        (QN, "3", "Tổ ứng cứu", (TTTT,), (), ("cơ quan, đơn vị liên quan",)),
        (QN, "8", "cân đối", (), (TTTT,), ("Sở Kế hoạch và Đầu tư", "Sở Tài chính")),
        (QN, "9", "thuê dịch vụ", (TTTT,), (), ("cơ quan, đơn vị liên quan",)),
        (TV, "I.3", "cập nhật", (), EVERY_BODY, ()),
        (TV, "II.1, gạch 1", "Chỉ thị", (), (TTTT,), ("Văn phòng UBND tỉnh", "các cơ quan có liên quan")),
        (TV, "II.2, gạch 3", "tuyên truyền", (), EVERY_BODY, (TTTT, "Sở Tư pháp")),
        (TV, "II.3", "bưu chính công", (), ("Bưu điện tỉnh Trà Vinh",), (TTTT, "các cơ quan có liên quan")),
        (TV, "II.4", "chính quyền số", (), ("Viễn thông Trà Vinh", "Viettel Trà Vinh"), (TTTT, "các cơ quan có liên quan")),
    ],
)  # fmt: skip
def test_roles_as_read_by_hand(
    name: str, item: str, words: str, lead: tuple[str, ...], assigned: tuple[str, ...], coordinating: tuple[str, ...]
) -> None:
    [found] = [one for one in directives(name) if one.item == item and words in one.task]
    assert (found.lead, found.assigned, found.coordinating) == (lead, assigned, coordinating)


def test_the_only_dated_day_is_the_switch_off_in_quang_nam() -> None:
    days = [
        (name, one.item, one.deadline.text, one.deadline.date)
        for name in (BP, KG, QN, TV)
        for one in directives(name)
        if one.deadline and one.deadline.precision == "day"
    ]
    assert days == [(QN, "5", "trước ngày 31/12/2018", date(2018, 12, 31))]


def test_checks_of_the_portals_recur() -> None:
    [found] = [one for one in directives(TV) if one.item == "I.2"]
    assert found.deadline and found.deadline.precision == "recurring" and found.deadline.date is None


def test_results_are_reported_to_the_committee() -> None:
    found = next(one for one in directives(KG) if one.item == "3, gạch 1")
    assert found.reports_to == ("UBND tỉnh",)


def test_a_bare_so_means_the_body_the_article_is_about() -> None:
    assert {one.assigned for one in directives("huong-an-2018")} == {(TTTT,)}


@pytest.mark.parametrize(
    "text",
    [
        "Sở Y tế chủ trì cuộc họp về phòng, chống dịch.",
        "Chỉ số của tỉnh tăng 14 bậc so với năm 2015.",
        "UBND tỉnh ghi nhận sự cố gắng của Sở Y tế.",
        "Sở Y tế đã tham mưu ban hành kế hoạch.",
    ],
    ids=["in_the_chair", "figure", "praise", "done"],
)
def test_what_is_no_directive(text: str) -> None:
    assert not parse("x", f"THÔNG BÁO\nKết luận cuộc họp\n\n1. {text}").directives


def test_coordinating_with_a_body_makes_nobody_lead() -> None:
    found = only("Sở Y tế phối hợp với Sở Tài chính rà soát kinh phí.")
    assert (found.lead, found.assigned, found.coordinating) == ((), ("Sở Y tế",), ("Sở Tài chính",))


def test_the_body_that_assigns_is_not_the_one_assigned() -> None:
    found = only("UBND tỉnh giao Sở Y tế chủ trì, phối hợp với Công an tỉnh kiểm tra.")
    assert (found.lead, found.assigned, found.coordinating) == (("Sở Y tế",), (), ("Công an tỉnh",))


def test_a_heading_with_a_colon_governs_what_stands_under_it() -> None:
    text = """CHỈ THỊ
Về việc bảo vệ rừng

Để khắc phục tình trạng phá rừng trên địa bàn tỉnh, Chủ tịch UBND tỉnh yêu cầu:

1. Sở Tài chính:
a) Chủ trì, phối hợp với Công an tỉnh bố trí kinh phí;
b) Tham mưu UBND tỉnh:
- Rà soát định mức.
2. Công an tỉnh:
- Điều tra các vụ phá rừng.
"""
    read = [(one.item, one.lead, one.assigned) for one in parse("x", text).directives]
    assert read == [
        ("1.a", ("Sở Tài chính",), ()),
        ("1.b, gạch 1", (), ("Sở Tài chính",)),
        ("2, gạch 1", (), ("Công an tỉnh",)),
    ]


@pytest.mark.parametrize(
    ("words", "day", "precision"),
    [
        ("trước ngày 30/9/2022", date(2022, 9, 30), "day"),
        ("chậm nhất ngày 15 tháng 7 năm 2023", date(2023, 7, 15), "day"),
        ("hoàn thành trước ngày 20 tháng 4\nnăm 2021", date(2021, 4, 20), "day"),
        ("hoàn thành trước\n\n2\n\nngày 15/4/2021", date(2021, 4, 15), "day"),
        ("xong trong quý II/2023", date(2023, 6, 30), "quarter"),
        ("trong tháng 2/2024", date(2024, 2, 29), "month"),
        ("hoàn thành năm 2020", date(2020, 12, 31), "year"),
        ("trong vòng 10 ngày kể từ ngày ký", None, "relative"),
        ("báo cáo hằng quý", None, "recurring"),
    ],
)
def test_deadlines(words: str, day: date | None, precision: str) -> None:
    found = only(f"Giao Sở Y tế rà soát danh mục, {words}.").deadline
    assert found and (found.date, found.precision) == (day, precision)
    assert "\n" not in found.text and not found.text.startswith("2 ")


def test_the_page_number_is_no_word_of_the_deadline() -> None:
    found = only("Giao Sở Y tế rà soát danh mục, hoàn thành trước\n\n2\n\nngày 15/4/2021.").deadline
    assert found and found.text == "hoàn thành trước ngày 15/4/2021"


@pytest.mark.parametrize(
    "text",
    [
        "Giao Sở Y tế thực hiện Quyết định số 12/QĐ-UBND ngày 01/02/2022 của UBND tỉnh.",
        "Giao Sở Y tế tiếp thu ý kiến tại cuộc họp ngày 05/3/2020.",
        "Giao Sở Y tế thực hiện Đề án “Nâng cao sức khỏe đến năm 2025”.",
    ],
    ids=["cited_document", "meeting", "quoted_title"],
)
def test_other_dates_are_no_deadlines(text: str) -> None:
    assert only(text).deadline is None


@pytest.mark.parametrize(
    ("words", "day"), [("trước ngày 20/9", date(2023, 9, 20)), ("trước ngày 15/3", date(2024, 3, 15))]
)
def test_a_day_without_a_year_is_the_next_one_after_the_day_of_issue(words: str, day: date) -> None:
    text = f"ỦY BAN NHÂN DÂN\n\nCà Mau, ngày 12 tháng 6 năm 2023\n\nTHÔNG BÁO\nKết luận cuộc họp\n\n1. Giao Sở Y tế rà soát {words}."
    [directive] = parse("x", text).directives
    assert directive.deadline and directive.deadline.date == day


@pytest.mark.parametrize(
    "begins", ["phân công Sở Tài chính", "giao Sở Tài chính", "Sở Tài chính chủ trì", "ủy quyền cho Sở Tài chính"]
)
def test_a_semicolon_before_another_assignment_begins_another_task(begins: str) -> None:
    text = (
        f"THÔNG BÁO\nKết luận cuộc họp\n\n1. Giao Sở Y tế rà soát danh mục thuốc thiết yếu; {begins} bố trí kinh phí."
    )
    first, second = parse("x", text).directives
    assert "kinh phí" not in first.task
    assert (second.lead or second.assigned) == ("Sở Tài chính",)


def test_a_semicolon_inside_a_task_ends_no_task() -> None:
    assert only("Giao Sở Y tế rà soát danh mục; tổ chức kiểm tra; phòng, chống dịch; báo cáo UBND tỉnh.").lead == ()


@pytest.mark.parametrize(
    ("explained", "called", "meant"),
    [
        ("Ban Quản lý dự án 6 (sau đây gọi tắt là Ban 6)", "Ban 6", "Ban Quản lý dự án 6"),
        (
            "Phòng Khảo thí và Đảm bảo chất lượng (Phòng KT&ĐBCL)",
            "Phòng KT&ĐBCL",
            "Phòng Khảo thí và Đảm bảo chất lượng",
        ),
        ("Sở Y tế được gọi tắt là Sở Y", "Sở Y", "Sở Y tế"),
    ],
)
def test_a_short_name_that_the_text_explains(explained: str, called: str, meant: str) -> None:
    first, second = parse(
        "x",
        "THÔNG BÁO\nKết luận cuộc họp\n\n"
        f"1. Yêu cầu {explained}. Các đơn vị rà soát.\n\n2. Giao {called} chủ trì lập đề án trong tháng 4/2024.\n",
    ).directives[-2:]
    assert second.lead == (meant,), (first, second)


def test_capitals_in_brackets_explain_nothing() -> None:
    *_, last = parse(
        "x",
        "THÔNG BÁO\nKết luận cuộc họp\n\n1. Giao Sở Y tế (GIAI ĐOẠN 2) lập dự toán.\n\n2. Giai đoạn 2 hoàn thành trong năm 2025.\n",
    ).directives
    assert last.assigned == ("Sở Y tế",)
    assert last.item == "1"


def test_sections_under_capitals_and_comrades_by_office() -> None:
    rows = parse(
        "x",
        "BIÊN BẢN\nHọp giao ban\n\nA. CÁC Ý KIẾN\n- Phòng Y tế: còn tồn 12 hồ sơ, xin kinh phí.\n\nB. KẾT LUẬN\n"
        "1. Đ/c Trưởng phòng Y tế: chuẩn bị phương án trước ngày 20/7/2024.\n",
    ).directives
    assert [(row.item, row.assigned) for row in rows] == [("B.1", ("Trưởng phòng Y tế",))]
