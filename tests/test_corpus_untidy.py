"""Documents as untidy as life, read against truth written from the text before any parser ran.

`documents_untidy` are read and mended by; of `documents_held_out`, with layouts of their own, only the figures are looked at.
"""

from pathlib import Path

import pytest
from reading import Reading, read
from test_corpus_reading import pairs

from corpus.parse import parse

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def untidy() -> Reading:
    return read(pairs(HERE / "documents_untidy"))


def test_heads_and_rows_of_untidy_documents(untidy: Reading) -> None:
    assert untidy.counts["rows"] >= 440
    assert untidy.share("header_right", "header") >= 0.97, untidy.faults
    assert untidy.f1("lead") >= 0.93, untidy.faults
    assert untidy.f1("coordinating") >= 0.94, untidy.faults
    assert untidy.share("deadline_right", "rows") >= 0.93, untidy.faults


def test_nothing_is_swapped_and_little_invented(untidy: Reading) -> None:
    assert untidy.counts["swaps"] <= 1, untidy.faults
    assert untidy.counts["deadline_invented"] <= 10, untidy.faults


def test_layouts_nobody_looked_at() -> None:
    found = read(pairs(HERE / "documents_held_out"))
    rows, swaps = found.counts["rows"], found.counts["swaps"]
    figures = [found.share("header_right", "header"), found.f1("lead"), found.f1("coordinating")]
    figures.append(found.share("deadline_right", "rows"))
    del found  # what was wrong is not shown where one of these fails
    assert (rows >= 140, swaps <= 1) == (True, True)
    assert all(one >= least for one, least in zip(figures, (0.79, 0.75, 0.66, 0.75), strict=True)), figures


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
