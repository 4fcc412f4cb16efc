"""Cells that hold several things, and labels that stand alone: who leads and who helps, which task is due when."""

import pytest
from plan import FOOT, HEAD, plan

from corpus.directives.cell_roles import parts_of
from corpus.parse import parse

Row = tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...], str]  # item, leads, is assigned, helps, by when


def rows(body: str) -> list[Row]:
    return [
        (row.item, row.lead, row.assigned, row.coordinating, row.deadline.text if row.deadline else "")
        for row in plan(body).directives
    ]


LED = ([("lead", "Sở Xây dựng"), ("coordinating", "Sở Y tế, Công an tỉnh")],)


@pytest.mark.parametrize(
    "cell",
    [
        "CT: Sở Xây dựng; PH: Sở Y tế, Công an tỉnh",
        "ĐVCT: Sở Xây dựng. ĐVPH: Sở Y tế, Công an tỉnh",
        "C.trì: Sở Xây dựng\nP.hợp: Sở Y tế, Công an tỉnh",
        "C: Sở Xây dựng | P: Sở Y tế, Công an tỉnh",
        "Đầu mối: Sở Xây dựng - Hỗ trợ: Sở Y tế, Công an tỉnh",
        "chủ trì Sở Xây dựng / phối hợp với Sở Y tế, Công an tỉnh",
        "CT Sở Xây dựng, PH Sở Y tế, Công an tỉnh",
    ],
)
def test_labels_in_a_cell_say_who_leads(cell: str) -> None:
    assert list(parts_of(cell, "assigned", {})) in LED


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("Phòng Báo chí - Xuất bản", [("assigned", "Phòng Báo chí - Xuất bản")]),
        ("CT UBND xã", [("assigned", "CT UBND xã")]),  # its chairman
        ("P: Sở Y tế", [("assigned", "Sở Y tế")]),  # one letter alone may stand for anything
        ("Khối Đảng: Ban Tuyên giáo", [("assigned", "Ban Tuyên giáo")]),
        ("Sở Y tế chủ trì, phối hợp Sở Nội vụ", [("assigned", "Sở Y tế chủ trì, phối hợp Sở Nội vụ")]),
    ],
)
def test_what_says_no_role_is_no_label(cell: str, parts: list[tuple[str, str]]) -> None:
    assert list(parts_of(cell, "assigned", {})) == parts


def test_roles_in_one_column() -> None:
    table = """
1. Phân công
TT\tNội dung\tĐơn vị chủ trì, phối hợp\tThời hạn
1\tKiểm kê vật tư\tPH: Công an tỉnh. CT: Sở Tài chính\t10/6/2026
2\tĐắp lại mái đê\tCT: Sở Xây dựng; PH: -\t20/6/2026
3\tTrồng tre\tSở Nội vụ (CT), Sở Y tế (PH)\tQuý III/2026
4\tCắm biển\tChủ trì: UBND xã Hùng Lợi; phối hợp: không\tQuý IV/2026
"""
    assert rows(table) == [
        ("1.1", ("Sở Tài chính",), (), ("Công an tỉnh",), "10/6/2026"),
        ("1.2", ("Sở Xây dựng",), (), (), "20/6/2026"),
        ("1.3", ("Sở Nội vụ",), (), ("Sở Y tế",), "Quý III/2026"),
        ("1.4", ("UBND xã Hùng Lợi",), (), (), "Quý IV/2026"),
    ]


@pytest.mark.parametrize("label", ["Kèm", "BP phụ việc"])
def test_a_label_that_recurs_beside_one_that_leads_says_who_helps(label: str) -> None:
    table = f"""
1. Phân công

| TT | Nội dung | Giao | Thời hạn |
|---|---|---|---|
| 1 | Kiểm kê rọ đá | CT: Sở Xây dựng; {label}: Sở Y tế | 10/6/2026 |
| 2 | Đắp mái đê | {label}: Công an tỉnh. CT: Sở Nội vụ | 20/6/2026 |
| 3 | Trồng tre | CT: Sở Tư pháp | 30/6/2026 |
"""
    assert [(row[1], row[3]) for row in rows(table)] == [
        (("Sở Xây dựng",), ("Sở Y tế",)),
        (("Sở Nội vụ",), ("Công an tỉnh",)),
        (("Sở Tư pháp",), ()),
    ]
    once = table.replace(f"{label}: Công an tỉnh. CT: Sở Nội vụ", "CT: Sở Nội vụ")
    assert ("Sở Y tế",) not in [row[3] for row in rows(once)]  # said once it may be anything


@pytest.mark.parametrize("heading", ["Cấp trình", "Nơi nhận báo cáo", "Trình"])
@pytest.mark.parametrize("joint", [" | ", "\t"])
def test_a_column_says_to_whom_the_work_is_submitted(heading: str, joint: str) -> None:
    lines = [
        ("TT", "Nội dung", "Chủ trì", "Thời hạn", heading),
        ("1", "Báo cáo hiện trạng kè", "Sở Xây dựng", "10/6/2026", "Thường trực HĐND tỉnh"),
        ("2", "Dự toán tu bổ", "Sở Tài chính", "Quý III/2026", "Chủ tịch UBND tỉnh"),
    ]
    found = plan("1. Phân công\n\n" + "\n".join(joint.join(line) for line in lines)).directives
    assert [(row.lead, row.assigned, row.reports_to) for row in found] == [
        (("Sở Xây dựng",), (), ("Thường trực HĐND tỉnh",)),
        (("Sở Tài chính",), (), ("Chủ tịch UBND tỉnh",)),
    ]


def test_who_helps_by_the_words_of_a_task_helps_beside_its_cell() -> None:
    table = """
1. Phân công

| TT | Nội dung | Chủ trì | Phối hợp | Thời hạn |
|---|---|---|---|---|
| 1 | Phối hợp với Sở Y tế khám tuyển thợ kè | Sở Nội vụ | Sở Tài chính | 10/6/2026 |
| 2 | Soạn quy chế phối hợp với tỉnh bạn | Sở Tư pháp | Công an tỉnh | 20/6/2026 |
"""
    assert [row[3] for row in rows(table)] == [("Sở Tài chính", "Sở Y tế"), ("Công an tỉnh",)]


WRAPPED = {
    "bars": """
TT | Việc phải làm | Cơ quan giữ vai trò | Cơ quan | Nộp kết quả
 | | đầu mối | tham gia | chậm nhất
1 | Kiểm kê rọ đá | Sở Xây dựng | Sở Y tế | 10/6/2026
2 | Đắp mái đê | Sở Nội vụ | Công an tỉnh | 20/6/2026
""",
    "tabs": """
TT\tNội dung\tCơ quan\tCơ quan\tNgày phải
\tcông việc\tchủ trì\tphối hợp\thoàn thành
1\tKiểm kê rọ đá\tSở Xây dựng\tSở Y tế\t10/6/2026
2\tĐắp mái đê\tSở Nội vụ\tCông an tỉnh\t20/6/2026
""",
    "no signs": """
TT   Việc phải làm           Đơn vị         Đơn vị           Kết quả nộp
                             chủ trì        tham gia         muộn nhất
1    Kiểm kê rọ đá           Sở Xây dựng    Sở Y tế          10/6/2026
2    Đắp mái đê              Sở Nội vụ      Công an tỉnh     20/6/2026
""",
    "no signs, the number in the second line": """
       Tên việc            Đơn vị giữ       Đơn vị          Hạn nộp
 TT    phải làm            vai chính        hỗ trợ          kết quả
 1     Kiểm kê rọ đá       Sở Xây dựng      Sở Y tế         10/6/2026
 2     Đắp mái đê          Sở Nội vụ        Công an tỉnh    20/6/2026
""",
    "no signs, no numbers, capitals": """
Công việc        Cơ quan         Cơ quan          Thời điểm
cụ thể           Chủ trì         Phối hợp         Hoàn thành
Kiểm kê rọ đá    Sở Xây dựng     Sở Y tế          10/6/2026
Đắp mái đê       Sở Nội vụ       Công an tỉnh     20/6/2026
""",
    "a cell on a line": """
TT
Nội dung
Cơ quan
chủ trì
Cơ quan
phối hợp
Thời gian
hoàn thành
1
Kiểm kê rọ đá
Sở Xây dựng
Sở Y tế
10/6/2026
2
Đắp mái đê
Sở Nội vụ
Công an tỉnh
20/6/2026
""",
    "run on": """
STT Nội dung Cơ quan chủ trì Cơ quan phối hợp Thời gian
hoàn thành
1 Kiểm kê rọ đá Sở Xây dựng Sở Y tế 10/6/2026
2 Đắp mái đê Sở Nội vụ Công an tỉnh 20/6/2026
""",
}


@pytest.mark.parametrize("layout", WRAPPED)
def test_a_heading_goes_on_in_its_next_line(layout: str) -> None:
    assert rows("1. Phân công\n" + WRAPPED[layout] + "\n2. Kinh phí\nNgân sách tỉnh.") == [
        ("1.1", ("Sở Xây dựng",), (), ("Sở Y tế",), "10/6/2026"),
        ("1.2", ("Sở Nội vụ",), (), ("Công an tỉnh",), "20/6/2026"),
    ]


SEVERAL = {
    "lines of a cell": """
TT   Đơn vị          Việc cần làm              Xong trước
---------------------------------------------------------
1    Trạm Bơm        Nạo vét kênh dẫn          10/6/2026
     Suối Đục        vào bể hút
                     Thay cánh phai            20/6/2026
2    Công an xã      Cấm xe quá tải            15/6/2026
""",
    "rows with empty cells": """
| TT | Đơn vị | Việc cần làm | Xong trước |
|---|---|---|---|
| 1 | Trạm Bơm Suối Đục | Nạo vét kênh dẫn vào bể hút | 10/6/2026 |
| | | Thay cánh phai | 20/6/2026 |
| 2 | Công an xã | Cấm xe quá tải | 15/6/2026 |
""",
    "lists in a cell": """
| TT | Đơn vị | Việc cần làm | Xong trước |
|---|---|---|---|
| 1 | Trạm Bơm Suối Đục | Nạo vét kênh dẫn vào bể hút; thay cánh phai | 10/6/2026; 20/6/2026 |
| 2 | Công an xã | Cấm xe quá tải | 15/6/2026 |
""",
}


@pytest.mark.parametrize("layout", SEVERAL)
def test_each_task_of_a_row_has_its_deadline(layout: str) -> None:
    body = "1. Phân công\n" + SEVERAL[layout] + "\n2. Kinh phí\nNgân sách xã."
    assert [(row[0], row[2], row[4]) for row in rows(body)] == [
        ("1.1", ("Trạm Bơm Suối Đục",), "10/6/2026"),
        ("1.1", ("Trạm Bơm Suối Đục",), "20/6/2026"),
        ("1.2", ("Công an xã",), "15/6/2026"),
    ]
    notice = plan(body)
    assert all(notice.text[row.start : row.end] == row.quote for row in notice.directives)
    assert "cánh phai" not in notice.directives[0].quote


def test_a_task_with_two_times_stays_one_row() -> None:
    table = """
1. Phân công

| TT | Đơn vị | Việc cần làm | Xong trước |
|---|---|---|---|
| 1 | Công an xã | Kiểm tra bến; bãi cát | Quý III/2026, Quý IV/2026 |
"""
    assert len(rows(table)) == 1


def test_a_table_may_stand_right_below_the_head() -> None:
    table = """PHÂN CÔNG
STT
Nội dung
Cơ quan chủ trì
Cơ quan phối hợp
Thời hạn
1
Kiểm kê rọ đá
Sở Xây dựng
Sở Y tế
10/6/2026
2
Đắp mái đê
Sở Nội vụ
20/6/2026

Kế hoạch này thay thế Kế hoạch số 8/KH-UBND ngày 03/3/2025 của Ủy ban nhân dân tỉnh."""
    text = HEAD.rstrip("\n") + "\n" + table + FOOT
    found = parse("a", text).directives
    assert [(row.item, row.lead, row.coordinating) for row in found] == [
        ("1", ("Sở Xây dựng",), ("Sở Y tế",)),
        ("2", ("Sở Nội vụ",), ()),
    ]
    assert found[1].quote.endswith("20/6/2026")


ALONE = {
    "dashes": """
1. Vật tư
- Kiểm kê rọ đá trong kho.
- Đơn vị chủ trì: Sở Xây dựng.
2. Nhân lực
- Lập danh sách thợ kè.
- Đơn vị chủ trì: Sở Nội vụ.
""",
    "letters": """
1. Vật tư
a) Kiểm kê rọ đá trong kho.
b) Đơn vị chủ trì: Sở Xây dựng.
2. Nhân lực
a) Lập danh sách thợ kè.
b) Đơn vị chủ trì: Sở Nội vụ.
""",
    "stars between dashes": """
1. Đê bối
- Kiểm kê rọ đá trong kho.
* Đơn vị chủ trì: Sở Xây dựng.
- Lập danh sách thợ kè.
* Đơn vị chủ trì: Sở Nội vụ.
""",
    "paragraphs": """
UBND tỉnh ban hành Kế hoạch tu bổ đê bối như sau:

Kiểm kê rọ đá, bao tải và cọc tre trong các kho của huyện, của xã.

Đơn vị chủ trì: Sở Xây dựng.

Lập danh sách thợ kè ở các xã ven sông.

Đơn vị chủ trì: Sở Nội vụ.
""",
    "arrows": """
1. Kiểm kê rọ đá trong kho.
=> Đơn vị chủ trì: Sở Xây dựng.
2. Lập danh sách thợ kè.
=> Đơn vị chủ trì: Sở Nội vụ.
""",
}


@pytest.mark.parametrize("layout", ALONE)
def test_a_label_alone_tells_the_task_above_it(layout: str) -> None:
    found = plan(ALONE[layout]).directives
    assert [(row.lead, row.assigned) for row in found] == [(("Sở Xây dựng",), ()), (("Sở Nội vụ",), ())]
    assert "rọ đá" in found[0].task and "thợ kè" in found[1].task
    assert not any("chủ trì" in row.task for row in found)


@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["line", "paragraph"])
def test_a_line_without_a_label_is_no_part_of_the_one_above(gap: str) -> None:
    body = f"""
1. Kiểm kê rọ đá trong kho.
Thời hạn: 10/6/2026.
Đơn vị chủ trì: Sở Xây dựng.{gap}Giao Sở Y tế cấp túi thuốc cho thợ kè trước ngày 15/6/2026.
2. Lập danh sách thợ kè.
Đơn vị chủ trì: Sở Nội vụ.
Thời hạn: 20/6/2026.{gap}Tiền công lấy từ nguồn năm trước chuyển sang.
"""
    assert rows(body) == [
        ("1", ("Sở Xây dựng",), (), (), "10/6/2026"),
        ("1", (), ("Sở Y tế",), (), "trước ngày 15/6/2026"),
        ("2", ("Sở Nội vụ",), (), (), "20/6/2026"),
    ]
    assert "Tiền công" not in plan(body).directives[-1].quote


@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["line", "paragraph"])
def test_a_line_that_says_by_when_adds_to_the_row_of_the_labels(gap: str) -> None:
    body = f"""
1. Kiểm kê rọ đá trong kho.
Đơn vị chủ trì: Sở Xây dựng.{gap}Kết quả báo cáo UBND tỉnh trước ngày 10/6/2026.
2. Lập danh sách thợ kè.
Đơn vị chủ trì: Sở Nội vụ.
"""
    [first, second] = plan(body).directives
    assert (first.lead, first.reports_to) == (("Sở Xây dựng",), ("UBND tỉnh",))
    assert first.deadline and first.deadline.text == "trước ngày 10/6/2026"
    assert (second.lead, second.deadline) == (("Sở Nội vụ",), None)


@pytest.mark.parametrize("said", ["Giao Sở Nội vụ:", "Giao các cơ quan, đơn vị:"])
def test_a_heading_that_gives_work_to_a_body_is_no_label(said: str) -> None:
    body = f"1. {said}\n- Lập danh sách thợ kè, cấp thẻ.\n- Kiểm tra túi thuốc, phao cứu sinh trước ngày 10/6/2026."
    assert [(row[0], len(row[2])) for row in rows(body)] == [("1, gạch 1", 1), ("1, gạch 2", 1)]


def test_members_of_a_team_are_no_tasks() -> None:
    body = """
1. Thành lập Tổ kiểm tra đê gồm:
a) Tổ trưởng: ông Ma Văn Suối;
b) Tổ phó: bà Lù Thị Mây;
c) Các thành viên: lãnh đạo Sở Xây dựng, Sở Y tế.
"""
    assert not any(row.item in ("1.a", "1.b") and "Sở Y tế" in str(row.assigned) for row in plan(body).directives)
