"""Plans as they are printed and scraped: labels over broken lines, whose task they are about, people, work that goes on."""

import pytest
from plan import plan

Row = tuple[str, list[str], list[str], str]  # item, who acts, who helps, by when as printed


def rows(body: str) -> list[Row]:
    return [
        (row.item, [*row.lead, *row.assigned], list(row.coordinating), row.deadline.text if row.deadline else "")
        for row in plan(body).directives
    ]


APART = """
II. NHIỆM VỤ,
GIẢI PHÁP

1. Rà soát,
kiện toàn tổ chỉnh lý sổ hộ tịch

- Rà soát đội ngũ cán bộ,
công chức làm công tác hộ tịch ở xã.

Đơn vị chủ trì thực hiện: Các
sở, ban, ngành, UBND cấp xã.

Đơn vị phối hợp: Sở Nội
vụ, Sở Tư pháp.

Thời gian thực hiện: Thường
xuyên.

2. Tổ chức bồi dưỡng cán bộ hộ tịch

- Nâng cao kỹ năng số hóa cho công chức tư pháp.

- Tổ chức hai lớp tập huấn
chỉnh lý sổ gốc.

Đơn vị chủ trì tham mưu thực
hiện: Sở Tư pháp.

Thời gian thực hiện: Năm 2026
và các năm tiếp theo.
"""


def test_lines_flow_on_where_an_empty_line_parts_paragraphs_also_behind_a_label() -> None:
    assert rows(APART) == [
        ("II.1, gạch 1", ["các sở, ban, ngành", "UBND cấp xã"], ["Sở Nội vụ", "Sở Tư pháp"], "Thường xuyên."),
        ("II.2, gạch 2", ["Sở Tư pháp"], [], "Năm 2026 và các năm tiếp theo"),
    ]


def test_work_that_goes_on_has_no_last_day() -> None:
    [row] = plan(
        "1. Số hóa sổ cũ\n\n- Cơ quan thực hiện: Sở Tư pháp.\n\n- Thời gian: năm 2025 và những năm tiếp theo."
    ).directives
    assert row.deadline is not None
    assert row.deadline.date is None


PARTS = {
    "bullets that act below the label of a time": (
        "1. Rà soát sổ gốc\n\n- Nội dung: rà soát, thống kê sổ gốc còn lưu ở xã.\n\n- Cơ quan thực hiện: Sở Tư pháp.\n\n"
        "- Thời gian thực hiện:\n\n+ Các sở, UBND các xã gửi kết quả về Sở Tư pháp trước ngày 15/12/2025.\n\n"
        "+ Sở Tư pháp tổng hợp, báo cáo UBND tỉnh trước ngày 31/12/2025.",
        [
            ("1", ["Sở Tư pháp"], [], ""),
            ("1, gạch 3, cộng 1", ["các sở", "UBND các xã"], [], "trước ngày 15/12/2025"),
            ("1, gạch 3, cộng 2", ["Sở Tư pháp"], [], "trước ngày 31/12/2025"),
        ],
    ),
    "what a sentence leads on to": (
        "1. Đề nghị UBND các xã, phường; các đơn vị sự nghiệp trực thuộc rà soát kho lưu trữ. Cụ thể:\n\n"
        "- Lập danh mục sổ hư hỏng.\n\n- Đóng lại bìa sổ.",
        [
            ("1", ["UBND các xã, phường", "các đơn vị sự nghiệp trực thuộc"], [], ""),
            ("1, gạch 1", ["UBND các xã, phường", "các đơn vị sự nghiệp trực thuộc"], [], ""),
            ("1, gạch 2", ["UBND các xã, phường", "các đơn vị sự nghiệp trực thuộc"], [], ""),
        ],
    ),
    "people before a colon": (
        "1. Ông. Vũ Việt Lâm - Thư ký đoàn: Chịu trách nhiệm ghi biên bản.\n\n"
        "2. Đồng chí Lò Thị Hoa, Phó Chủ tịch UBND huyện: Phụ trách chung.\n\n"
        "3. Bà Trần Thị Cúc - Thành viên: Lập biên bản vi phạm hành chính.",
        [
            ("1", ["Ông Vũ Việt Lâm"], [], ""),
            ("2", ["Phó Chủ tịch UBND huyện"], [], ""),
            ("3", ["Bà Trần Thị Cúc"], [], ""),
        ],
    ),
    "people behind a word that gives work": (
        "1. Giao đồng chí Lê Văn Bình, Phó Chủ tịch UBND huyện chỉ đạo kiểm tra.\n\n"
        "2. Giao đồng chí Lê Văn Bình - Chuyên viên Phòng Nghiệp vụ ghi biên bản.\n\n"
        "3. Phân công bà Lê Thị Khuê (kế toán) lập dự toán trước ngày 12/12/2025.\n\n"
        "4. Yêu cầu đồng chí Bàn Văn Múi và ông Trần Văn Phấn rà soát hồ sơ.\n\n"
        "5. Đồng chí Bàn Văn Múi chủ trì, phối hợp với Phòng Kinh tế xây dựng phương án.\n\n"
        "6. Đồng chí Bàn Văn Múi phát biểu, đề nghị Sở Y tế rà soát kho.",
        [
            ("1", ["Phó Chủ tịch UBND huyện"], [], ""),
            ("2", ["Chuyên viên Phòng Nghiệp vụ"], [], ""),
            ("3", ["Bà Lê Thị Khuê"], [], "trước ngày 12/12/2025"),
            ("4", ["Đồng chí Bàn Văn Múi", "Ông Trần Văn Phấn"], [], ""),
            ("5", ["Đồng chí Bàn Văn Múi"], ["Phòng Kinh tế"], ""),
            ("6", ["Sở Y tế"], [], ""),
        ],
    ),
    "a room is no label": (
        "1. Phòng Tham mưu: Tổng hợp tình hình.\n\n2. Phòng Hành chính: Bố trí hội trường.",
        [("1", ["Phòng Tham mưu"], [], ""), ("2", ["Phòng Hành chính"], [], "")],
    ),
    "those who are inspected": (
        "1. Đối với đơn vị được kiểm tra: Chuẩn bị hồ sơ.\n\n2. Ban Công tác Mặt trận các thôn vận động nhân dân.",
        [("1", ["đơn vị được kiểm tra"], [], ""), ("2", ["Ban Công tác Mặt trận các thôn"], [], "")],
    ),
}


@pytest.mark.parametrize(("body", "expected"), PARTS.values(), ids=PARTS)
def test_whose_work_it_is(body: str, expected: list[Row]) -> None:
    assert rows(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "1. Giao Sở Tư pháp kiểm tra việc lập sổ (thực hiện theo Mẫu số\n04/HNCT).\n\n2. Giao Sở Nội vụ bố trí kho.",
        "1. Giao Sở Tư pháp kiểm tra sổ gốc lưu ở các\n\n===== Trang 2 =====\nxã vùng cao.\n\n2. Giao Sở Nội vụ bố trí kho.",
        "1. Giao Sở Tư pháp kiểm tra theo Công văn số\n6356/UBND-NC của tỉnh.\n\n2. Giao Sở Nội vụ bố trí kho.",
    ],
)
def test_a_number_at_the_left_edge_is_no_item(body: str) -> None:
    assert [item.path for item in plan(body).items] == ["1", "2"]
    assert rows(body) == [("1", ["Sở Tư pháp"], [], ""), ("2", ["Sở Nội vụ"], [], "")]
