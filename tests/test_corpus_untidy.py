"""Documents as untidy as life, read against truth written from the text before any parser ran.

`documents_untidy` are read and mended by; of `documents_kept`, of the same hands, and of `documents_held_out`, with layouts
of their own, only the figures are looked at.
"""

from pathlib import Path

import pytest
from reading import Reading, read
from test_corpus_reading import pairs

from corpus.names.casing import sentence_case
from corpus.parse import parse

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def untidy() -> Reading:
    return read(pairs(HERE / "documents_untidy"))


def test_heads_and_rows_of_untidy_documents(untidy: Reading) -> None:
    assert untidy.counts["rows"] >= 615
    assert untidy.share("header_right", "header") >= 0.97, untidy.faults
    assert untidy.f1("lead") >= 0.96, untidy.faults
    assert untidy.f1("coordinating") >= 0.94, untidy.faults
    assert untidy.share("deadline_right", "rows") >= 0.93, untidy.faults


def test_nothing_is_swapped_and_little_invented(untidy: Reading) -> None:
    assert untidy.counts["swaps"] <= 1, untidy.faults
    assert untidy.counts["deadline_invented"] <= 10, untidy.faults


@pytest.mark.parametrize(
    ("folder", "rows", "floors"),
    [("documents_held_out", 190, (0.92, 0.95, 0.86, 0.91)), ("documents_kept", 115, (0.98, 0.91, 0.90, 0.95))],
)
def test_documents_nobody_looked_at(folder: str, rows: int, floors: tuple[float, ...]) -> None:
    found = read(pairs(HERE / folder))
    counted, swaps = found.counts["rows"], found.counts["swaps"]
    figures = [found.share("header_right", "header"), found.f1("lead"), found.f1("coordinating")]
    figures.append(found.share("deadline_right", "rows"))
    del found  # what was wrong is not shown where one of these fails
    assert (counted >= rows, swaps <= 1) == (True, True)
    assert all(one >= least for one, least in zip(figures, floors, strict=True)), figures


HEAD = "UBND TỈNH HÒA LẠC\nSỞ XÂY DỰNG\n\nSố: 12/KH-SXD\nHòa Lạc, ngày 05 tháng 3 năm 2024\n\nKẾ HOẠCH\nChỉnh trang đô thị\n\n"
FOOT = "\n\nNơi nhận:\n- Lưu: VT.\n\nGIÁM ĐỐC\nLê Văn Núi\n"
LAMPS = ("Lắp 40 đèn đường", ["Sở Công Thương"], [], ["Điện lực Hòa Lạc"], "2024-05-15")
TREES = ("Trồng 200 cây xanh", ["Sở Nông nghiệp và Môi trường"], [], ["Tỉnh đoàn"], "2024-06-30")


def told(body: str) -> list[tuple[str, list[str], list[str], list[str], str | None]]:
    """(first words of the task, lead, assigned, coordinating, day) of each row of a plan with this body."""
    return [
        (
            " ".join(row.task.split()[:4]),
            list(row.lead),
            list(row.assigned),
            list(row.coordinating),
            str(row.deadline.date) if row.deadline else None,
        )
        for row in parse("x", HEAD + body + FOOT).directives
    ]


@pytest.mark.parametrize(
    "table",
    [
        """\
| Công việc | Chủ trì | Phối hợp | Hoàn thành |
|---|---|---|---|
| Lắp 40 đèn đường | Sở Công Thương | Điện lực Hòa Lạc | 15/5/2024 |
| Trồng 200 cây xanh | Sở Nông nghiệp và Môi trường | Tỉnh đoàn | Tháng 6 |""",
        """\
| Cơ quan chủ trì | Cơ quan cùng làm | Nội dung phối hợp | Mốc thời gian |
|---|---|---|---|
| Sở Công Thương | Điện lực Hòa Lạc | Lắp 40 đèn đường | 15/5/2024 |
| Sở Nông nghiệp và Môi trường | Tỉnh đoàn | Trồng 200 cây xanh | Quý II/2024 |""",
        """\
TT   Nội dung công việc    Chủ trì              Phối hợp            Thời gian
1    Lắp 40                Sở Công Thương       Điện lực            Trước
     đèn đường                                  Hòa Lạc             15/5/2024
2    Trồng 200             Sở Nông nghiệp       Tỉnh đoàn           Quý II/2024
     cây xanh              và Môi trường""",
        """\
                             Đơn vị             Đơn vị             Thời gian
STT  Nội dung                chủ trì            phối hợp           hoàn thành
1    Lắp 40 đèn đường        Sở Công Thương     Điện lực Hòa Lạc   15/5/2024
2    Trồng 200               Sở Nông nghiệp     Tỉnh đoàn          30/6
     cây xanh                và Môi trường""",
        """\
Nội dung                Chủ trì            Phối hợp           Hạn
Lắp 40                  Sở Công Thương     Điện lực           15/5/2024
đèn đường                                  Hòa Lạc
Trồng 200               Sở Nông nghiệp     Tỉnh đoàn          30/6/2024
cây xanh                và Môi trường""",
    ],
    ids=["no_numbers", "who_before_what", "by_place", "heading_of_two_lines", "by_place_without_numbers"],
)
def test_columns_in_any_order_side_by_side_or_by_place(table: str) -> None:
    assert told(f"I. NHIỆM VỤ\n\n{table}") == [LAMPS, TREES]


@pytest.mark.parametrize("empty", ["", '"', "-nt-", "như trên"])
def test_what_a_row_shares_with_the_one_above(empty: str) -> None:
    table = "| STT | Nhiệm vụ | Đầu mối | Thời hạn |\n|---|---|---|---|\n| 1 | Kiểm kê trụ sở | Phòng Kinh tế | 10/4/2024 |\n"
    assert told(f"I. NHIỆM VỤ\n\n{table}| 2 | Lập danh mục xe | {empty} | 20/4/2024 |")[1:] == [
        ("Lập danh mục xe", ["Phòng Kinh tế"], [], [], "2024-04-20")
    ]
    grouped = f"{table}| II | NHÓM KHÁC | | |\n| 2 | Lập danh mục xe | | 20/4/2024 |"
    assert len(told(f"I. NHIỆM VỤ\n\n{grouped}")) == 1  # a cell goes no further than its group


@pytest.mark.parametrize(
    "labels",
    [
        "\n- Các cơ quan, đơn vị phối hợp: {3}\n- Thời hạn hoàn thành: {4}\n- Cơ quan chủ trì thực hiện: {1}",
        ". Đơn vị chủ trì: {1}. Đơn vị phối hợp: {3}. Thời gian: {4}.",
        " (Chủ trì: {1}; phối hợp: {3}; hoàn thành: {4}).",
        "\n- Chủ trì - {1}\n- Cùng tham gia - {3}\n- Thời gian - {4}",
        "\n* Cơ quan chủ trì:\n{1}\n* Cơ quan phối hợp:\n{3}\n* Thời gian:\n{4}",
    ],
    ids=["any_order", "in_a_line", "in_brackets", "before_a_dash", "over_the_value"],
)
def test_labels_in_any_order_and_place(labels: str) -> None:
    lamps = labels.format("", LAMPS[1][0], "", LAMPS[3][0], "15/5/2024")
    trees = labels.format("", TREES[1][0], "", TREES[3][0], "Quý II/2024")
    assert told(f"I. NHIỆM VỤ\n1. {LAMPS[0]}{lamps}\n2. {TREES[0]}{trees}") == [LAMPS, TREES]


@pytest.mark.parametrize(
    "table",
    [
        """\
+----+------------------+----------------+-------------+-----------+
| TT | Nội dung         | Chủ trì        | Phối hợp    | Thời hạn  |
+----+------------------+----------------+-------------+-----------+
| 1  | Lắp 40           | Sở Công        | Điện lực    | 15/5/2024 |
|    | đèn đường        | Thương         | Hòa Lạc     |           |
+----+------------------+----------------+-------------+-----------+
| 2  | Trồng 200        | Sở Nông nghiệp | Tỉnh đoàn   | Quý       |
|    | cây xanh         | và Môi trường  |             | II/2024   |
+----+------------------+----------------+-------------+-----------+""",
        """\
| TT | Nhiệm vụ | Cơ quan thực hiện | | Thời gian |
|---|---|---|---|---|
| | | Chủ trì | Phối hợp | |
| (1) | (2) | (3) | (4) | (5) |
| 1 | Lắp 40 đèn đường | Sở Công Thương | Điện lực Hòa Lạc | 15/5/2024 |
| 2 | Trồng 200 cây xanh | Sở Nông nghiệp và Môi trường | Tỉnh đoàn | Quý II/2024 |""",
        """\
STT Nội dung Cơ quan chủ trì Cơ quan phối hợp Thời gian hoàn thành
1 Lắp 40 đèn đường Sở Công Thương Điện lực Hòa Lạc 15/5/2024
2 Trồng 200 cây
xanh Sở Nông nghiệp và Môi trường Tỉnh đoàn Quý II/2024""",
        """\
      Nội dung               Chủ trì              Phối hợp            Thời gian
 TT
      công việc

      Lắp 40                 Sở Công              Điện lực            Trước
 1
      đèn đường              Thương               Hòa Lạc             15/5/2024

      Trồng 200              Sở Nông nghiệp       Tỉnh đoàn           Quý
 2
      cây xanh               và Môi trường                            II/2024""",
        """\
Nội dung
Cơ quan chủ trì
Cơ quan phối hợp
Thời gian
Lắp 40 đèn đường
Sở Công Thương
Điện lực Hòa Lạc
15/5/2024
Trồng 200 cây xanh
Sở Nông nghiệp và Môi trường
Tỉnh đoàn
Quý II/2024""",
        """\
<table><tr><th>Nhiệm vụ</th><th>Chủ trì</th><th>Phối hợp</th><th>Hạn</th></tr>
<tr>
<td>Lắp 40 đèn đường</td><td>Sở Công Thương</td>
<td>Điện lực Hòa Lạc</td><td>15/5/2024</td></tr>
<tr><td>Trồng 200 cây xanh</td><td>Sở Nông nghiệp và Môi trường</td><td>Tỉnh đoàn</td><td>30/6</td></tr></table>""",
    ],
    ids=["drawn", "heads_over_heads", "run_on", "number_in_the_middle", "stacked_without_numbers", "tags"],
)
def test_tables_as_programs_print_them(table: str) -> None:
    assert told(f"I. NHIỆM VỤ\n\n{table}") == [LAMPS, TREES]


@pytest.mark.parametrize(
    ("body", "rows"),
    [
        (
            "1. Sở Công Thương tập trung chỉ đạo các việc dưới đây để kịp tiến độ\n- Lắp 40 đèn đường;\n- Sửa 3 trạm.",
            [(["Sở Công Thương"], "Lắp 40 đèn đường"), (["Sở Công Thương"], "Sửa 3 trạm")],
        ),
        (
            "1. Phó Hiệu trưởng phụ trách cơ sở vật chất (thầy Hải):\n- Sửa mái 6 phòng học.",
            [(["Phó Hiệu trưởng phụ trách cơ sở vật chất"], "Sửa mái 6 phòng")],
        ),
        (
            "1. Các việc giao Tỉnh đoàn thực hiện:\na) Trồng 200 cây xanh;\nb) Tổ chức 5 đội xung kích.",
            [(["Tỉnh đoàn"], "Trồng 200 cây xanh"), (["Tỉnh đoàn"], "Tổ chức 5 đội")],
        ),
        ("1. Về nguồn vốn\nSở Tài chính bố trí 2 tỷ đồng.", [(["Sở Tài chính"], "bố trí 2 tỷ")]),
        ("1. Kế toán lập dự toán.", [(["Kế toán"], "lập dự toán")]),
        (
            "1. Các đơn vị được phân công tại Mục II xây dựng kế hoạch.",
            [(["các đơn vị được phân công tại Mục II"], "xây dựng kế hoạch")],
        ),
        ("1. UBND các xã có làng nghề rà soát số hộ.", [(["UBND các xã có làng nghề"], "rà soát số hộ")]),
        ("1. Trồng 200 cây xanh: do Tỉnh đoàn thực hiện.", [(["Tỉnh đoàn"], "Trồng 200 cây xanh:")]),
        (
            "1. Tổng công ty Điện Sao Mai (ESM) báo cáo.\n2. ESM sửa 3 trạm.",
            [(["Tổng công ty Điện Sao Mai"], "báo cáo"), (["Tổng công ty Điện Sao Mai"], "sửa 3 trạm")],
        ),
        (
            "1. Giao các sở sau: (1) Sở Y tế; (2) Sở Nội vụ; (3) Sở Tài chính rà soát biên chế.",
            [(["Sở Y tế", "Sở Nội vụ", "Sở Tài chính"], "rà soát biên chế")],
        ),
        ("1. Thu gom rác (Phòng Hạ tầng kỹ thuật thực hiện).", [(["Phòng Hạ tầng kỹ thuật"], "Thu gom rác (Phòng")]),
        ("I. MỤC TIÊU\n1. Các phường lắp 40 đèn.\nII. GIẢI PHÁP\n1. Sở Y tế rà soát.", [(["Sở Y tế"], "rà soát")]),
    ],
    ids=[
        "no_colon",
        "person",
        "given",
        "title_on_its_line",
        "trade",
        "which",
        "which_with_a_verb",
        "done_by",
        "short_name",
        "counted",
        "in_brackets",
        "aims",
    ],
)
def test_who_acts(body: str, rows: list[tuple[list[str], str]]) -> None:
    assert [(assigned, task) for task, _, assigned, _, _ in told(body)] == rows


def test_a_heading_that_is_a_time_and_one_told_by_labels_hold_for_what_stands_under_them() -> None:
    assert told("1. Trước ngày 30/6/2024\n- Sở Y tế kiểm tra.\n2. QUÝ III/2024\n- Sở Công Thương lắp đèn.") == [
        ("kiểm tra", [], ["Sở Y tế"], [], "2024-06-30"),
        ("lắp đèn", [], ["Sở Công Thương"], [], "2024-09-30"),
    ]
    labels = "1. Chiếu sáng\nChủ trì: Sở Công Thương. Phối hợp: Điện lực Hòa Lạc.\na) Lắp 40 đèn;\nb) Sửa 3 trạm."
    assert [row[1:4] for row in told(labels)] == [(["Sở Công Thương"], [], ["Điện lực Hòa Lạc"])] * 2


def test_a_letter_orders_those_it_is_sent_to() -> None:
    head = "UBND TỈNH HÒA BÌNH\nSỞ Y TẾ\nSố: 5/SYT-NV\nHòa Bình, ngày 5 tháng 3 năm 2024\n\n"
    body = "Sở Y tế đề nghị thực hiện các việc sau:\n\n1. Rà soát tủ thuốc, xong trước 15/4/2024.\n2. Báo cáo về Sở.\n"
    [first, second] = parse("x", f"{head}Kính gửi: Trung tâm Y tế các huyện\n\n{body}").directives
    assert first.assigned == second.assigned == ("Trung tâm Y tế các huyện",)


def test_a_text_without_its_line_breaks_has_its_items() -> None:
    filler = "Thời gian qua công tác chiếu sáng có nhiều chuyển biến. " * 20
    text = f"{HEAD}{filler}Sở yêu cầu: 1. Sở Công Thương lắp 40 đèn đường. 2. Tỉnh đoàn trồng 200 cây xanh.{FOOT}"
    found = parse("x", " ".join(text.split()))
    assert [row.assigned for row in found.directives] == [("Sở Công Thương",), ("Tỉnh đoàn",)]
    quoted = parse("x", "".join(f"> {line}\n" for line in (HEAD + "1. Sở Y tế rà soát." + FOOT).split("\n")))
    assert [row.assigned for row in quoted.directives] == [("Sở Y tế",)]


@pytest.mark.parametrize(
    "head",
    [
        "Số hiệu: 12/KH-SXD\nCơ quan ban hành: Sở Xây dựng\nNgày ban hành: 05/03/2024\nTrích yếu: Chỉnh trang đô thị\n",
        "| Số/Ký hiệu | 12/KH-SXD |\n| Ngày ban hành | 05/03/2024 |\n| Cơ quan ban hành | Sở Xây dựng |\n| Trích yếu | Chỉnh trang đô thị |\n",
    ],
    ids=["labels", "table"],
)
def test_what_a_portal_states(head: str) -> None:
    notice = parse("x", f"{head}\nThực hiện chương trình công tác, Sở yêu cầu:\n1. Phòng Hạ tầng lắp 40 đèn.\n")
    assert notice.number and notice.number.value == "12/KH-SXD"
    assert notice.issuer and notice.issuer.value == "Sở Xây dựng"
    assert notice.issued_on and str(notice.issued_on.value) == "2024-03-05"
    assert notice.subject and notice.subject.value == "Chỉnh trang đô thị"


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("báo cáo 03 giờ/lần", "03 giờ/lần"),
        ("họp hai tuần một lần", "hai tuần một lần"),
        ("treo cờ trước lễ 02 ngày", "trước lễ 02 ngày"),
        ("báo cáo trước ngày 20 tháng cuối quý", "trước ngày 20 tháng cuối quý"),
        ("báo cáo vào sáng thứ Hai hằng tuần", "vào sáng thứ Hai hằng tuần"),
        ("báo cáo trước 06 giờ và 16 giờ hằng ngày", "trước 06 giờ và 16 giờ hằng ngày"),
        ("mở lớp trong tháng 7 và tháng 8/2024", "trong tháng 7 và tháng 8/2024"),
        ("thay mỗi tuần 250 cái, hoàn thành trong quý IV/2024", "hoàn thành trong quý IV/2024"),
        ("gửi trước ngày O5/10/2024", "trước ngày O5/10/2024"),
    ],
)
def test_ways_to_say_by_when(sentence: str, text: str) -> None:
    [row] = parse("x", f"{HEAD}1. Sở Y tế {sentence}.{FOOT}").directives
    assert row.deadline and row.deadline.text == text


def test_an_item_begins_with_any_capital_letter() -> None:
    assert [row[2] for row in told("1- Sở Y tế rà soát.\n\n2- Đảng ủy Công an tỉnh tổ chức quán triệt.")] == [
        ["Sở Y tế"],
        ["Đảng ủy Công an tỉnh"],
    ]


@pytest.mark.parametrize(
    ("sentence", "whom"),
    [
        ("báo cáo Giám đốc Sở trước ngày 15/5", ["Giám đốc Sở"]),
        ("trình Hiệu trưởng phê duyệt", ["Hiệu trưởng"]),
        ("báo cáo kết quả cho Phó Thủ tướng Chính phủ", ["Phó Thủ tướng Chính phủ"]),
        ("báo cáo Bộ trong quý II", ["Bộ"]),
        ("báo cáo bộ phận kế toán", []),
    ],
)
def test_a_report_goes_to_people_by_their_office(sentence: str, whom: list[str]) -> None:
    [row] = parse("x", f"{HEAD}1. Phòng Hạ tầng rà soát, {sentence}.{FOOT}").directives
    assert list(row.reports_to) == whom


@pytest.mark.parametrize(
    ("above", "value"),
    [("TỈNH ỦY LÀO CAI", "Tỉnh ủy Lào Cai"), ("TỈNH ỦY SƠN LA\nVĂN PHÒNG", "Văn phòng Tỉnh ủy Sơn La")],
)
def test_bodies_whose_name_begins_with_a_level_issue_documents(above: str, value: str) -> None:
    found = parse("x", HEAD.replace("UBND TỈNH HÒA LẠC\nSỞ XÂY DỰNG", above) + "1. Sở Y tế rà soát." + FOOT)
    assert found.issuer and found.issuer.value == value


def test_the_man_whose_name_a_city_has_is_no_province() -> None:
    body = "1. Đoàn TNCS Hồ Chí Minh trồng cây.\n2. Sở Y tế học tập đạo đức, phong cách Hồ Chí Minh."
    assert parse("x", HEAD + body + FOOT).province is None
    assert parse("x", HEAD + "1. Sở Y tế làm việc với UBND TP. Hồ Chí Minh." + FOOT).province == "Hồ Chí Minh"


@pytest.mark.parametrize(
    ("body", "rows"),
    [
        (
            "1. Sở Y tế rà soát giá đất. Trường hợp dân không nhận tiền thì lập hồ sơ.\n2. Sở Nội vụ kiểm tra; nếu chậm thì nhắc nhở.",
            [
                (["Sở Y tế"], "rà soát giá đất"),
                (["Sở Y tế"], "Trường hợp dân không"),
                (["Sở Nội vụ"], "kiểm tra. nếu chậm"),
            ],
        ),
        ("1. Thống nhất để Sở Y tế điều chỉnh dự án.", [(["Sở Y tế"], "điều chỉnh dự án")]),
        (
            "1. Nghị quyết số 9/NQ-CP giao Sở Y tế chủ trì lập quy hoạch.\n2. Sở Nội vụ rà soát.",
            [(["Sở Nội vụ"], "rà soát")],
        ),
        (
            "1. Sở Y tế rà soát.\nTrong quá trình thực hiện, nếu có vướng mắc, liên hệ với Phòng Tổng hợp.",
            [(["Sở Y tế"], "rà soát")],
        ),
        ("1. Thuế tỉnh; Sở Nội vụ\na) Rà soát nợ;", [(["Thuế tỉnh", "Sở Nội vụ"], "Rà soát nợ")]),
        ("1. Sở Y tế; Sở Nội vụ rà soát.", [(["Sở Y tế", "Sở Nội vụ"], "rà soát")]),
        (
            "1. Theo Nghị quyết của Chính phủ giao Sở Y tế lập đề án.\n2. Sở Nội vụ bàn giao cho Tỉnh đoàn 5 phòng.",
            [(["Sở Nội vụ"], "bàn giao cho Tỉnh")],
        ),
        (
            "1. Bà Lê Thị Lan - Trưởng phòng Kinh tế, Hạ tầng và Đô thị đôn đốc tiến độ.",
            [(["Trưởng phòng Kinh tế, Hạ tầng và Đô thị"], "Bà Lê Thị Lan:")],
        ),
        ("1. Về hạn chế\nHạt Kiểm lâm xử lý chậm 15 vụ.\n2. Sở Y tế rà soát.", [(["Sở Y tế"], "rà soát")]),
        (
            "1. Các đơn vị trong khối đã rà soát.\n2. Khoa Khám bệnh: tăng thêm 2 bàn.",
            [(["Khoa Khám bệnh"], "tăng thêm 2 bàn")],
        ),
        (
            "1. Phòng Quản lý xây dựng công trình đôn đốc tiến độ.",
            [(["Phòng Quản lý xây dựng công trình"], "đôn đốc tiến độ")],
        ),
    ],
    ids=[
        *("conditions", "agreed", "told", "contact", "two_bodies_over_items", "two_bodies", "told_of_whom", "named"),
        *("told_section", "told_in_the_past", "name_with_a_verb"),
    ],
)
def test_what_goes_on_and_what_is_told(body: str, rows: list[tuple[list[str], str]]) -> None:
    assert [(assigned, task) for task, _, assigned, _, _ in told(body)] == rows


def test_by_when_an_aim_is_reached_is_no_deadline_of_the_tasks() -> None:
    begins = "Thực hiện chương trình công tác năm đã được phê duyệt, Giám đốc Sở kết luận.\n\n"
    body = (
        f"{begins}Để thông xe trước ngày 30/9/2024, yêu cầu các đơn vị thực hiện các việc sau:\n1. Sở Y tế rà soát.\n"
    )
    assert told(body) == [("rà soát", [], ["Sở Y tế"], [], None)]
    assert told(body.replace("Để thông xe trước", "Trước"))[0][-1] == "2024-09-30"


def test_a_body_before_a_colon_leads_what_stands_behind_it() -> None:
    assert told("1. Sở Y tế: chủ trì, phối hợp với Sở Nội vụ rà soát.") == [
        ("rà soát", ["Sở Y tế"], [], ["Sở Nội vụ"], None)
    ]


def test_a_cell_names_a_body_without_what_it_does() -> None:
    table = "| TT | Nhiệm vụ | Đơn vị |\n|---|---|---|\n| 1 | Lắp đèn | Phòng Hạ tầng thực hiện |\n| 2 | Trồng cây | Tỉnh đoàn |\n"
    assert [row[2] for row in told(f"I. NHIỆM VỤ\n\n{table}")] == [["Phòng Hạ tầng"], ["Tỉnh đoàn"]]


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "Sở Nông nghiệp và Môi trường"),
        ("PHÒNG ĐÀO TẠO", "Phòng Đào tạo"),
        ("TRUNG TÂM KIỂM SOÁT BỆNH TẬT", "Trung tâm Kiểm soát bệnh tật"),
        ("TRƯỜNG THPT LÊ LỢI", "Trường THPT Lê Lợi"),
        ("CHI CỤC THỦY LỢI", "Chi cục Thủy lợi"),
    ],
)
def test_a_body_in_capitals_is_written_as_in_running_text(printed: str, value: str) -> None:
    assert sentence_case(printed) == value
