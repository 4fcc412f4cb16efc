"""Tables of tasks that were flattened to lines: each cell says what its column is headed."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.layout.tables import tables_in
from corpus.parse import parse

HEADING = ("STT", "Nội dung", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành")
ROWS = (
    ("1", "Rà soát danh mục thuốc", "Sở Y tế", "Sở Tài chính, Công an tỉnh", "10/5/2022"),
    ("2", "Bố trí kinh phí", "Sở Tài chính", "Sở Y tế", "Quý II/2022"),
)
HEADER = "UBND TỈNH CÀ MAU\nCà Mau, ngày 12 tháng 4 năm 2022\n\nTHÔNG BÁO\nKết luận cuộc họp\n\n"
COLUMNS = ("number", "task", "lead", "coordinating", "due")


def flattened(how: str, *rows: tuple[str, ...]) -> str:
    """The table as the converters of office programs print it."""
    every = (HEADING, *rows)
    if how == "markdown":
        lines = [f"| {' | '.join(row)} |" for row in every]
        return "\n".join([lines[0], "|---|---|---|---|---|", *lines[1:]]) + "\n"
    joint = {"bars": " | ", "tabs": "\t", "gaps": "     ", "lines": "\n"}[how]
    return "\n".join(joint.join(row) for row in every) + "\n"


def read(text: str) -> list[dict[str, str]]:
    return [
        {column: " ".join(text[slice(*span)] for span in cell) for column, cell in row.cells.items()}
        for table in tables_in(text, 0, len(text))
        for row in table.rows
    ]


@pytest.mark.parametrize("how", ["bars", "markdown", "tabs", "gaps", "lines"])
def test_a_cell_is_what_its_column_says(how: str) -> None:
    assert read(flattened(how, *ROWS)) == [dict(zip(COLUMNS, row, strict=True)) for row in ROWS]


@pytest.mark.parametrize("how", ["bars", "markdown", "tabs"])
def test_who_coordinates_does_not_move_into_an_empty_cell_of_the_lead(how: str) -> None:
    text = flattened(how, ("1", "Tuyên truyền", "", "Sở Y tế", "Hằng quý"))
    assert read(text) == [{"number": "1", "task": "Tuyên truyền", "coordinating": "Sở Y tế", "due": "Hằng quý"}]
    assert not parse("x", f"{HEADER}1. Phân công nhiệm vụ như sau:\n\n{text}").directives


def test_a_cell_that_goes_on_below_belongs_to_its_row() -> None:
    text = "STT | Nội dung | Chủ trì | Thời hạn\n1 | Rà soát danh mục\nthuốc thiết yếu | Sở Y tế | 10/5/2022\n"
    [row] = read(text)
    assert row["task"] == "Rà soát danh mục\nthuốc thiết yếu" and row["lead"] == "Sở Y tế"


@pytest.mark.parametrize(
    "text",
    [
        "STT | Họ và tên | Chức vụ\n1 | Nguyễn Văn A | Giám đốc Sở Y tế\n",
        "1. Nội dung: rà soát\n2. Cơ quan chủ trì: Sở Y tế\n",
        "STT | Nội dung | Chủ trì\n",
        "",
    ],
    ids=["people", "items", "heading_alone", "empty"],
)
def test_what_is_no_table_of_tasks(text: str) -> None:
    assert not tables_in(text, 0, len(text))


def test_rows_in_the_body_and_in_an_appendix_are_directives() -> None:
    table = flattened("bars", *ROWS)
    body = parse("x", f"{HEADER}1. Phân công nhiệm vụ như sau:\n\n{table}\n2. Giao Sở Nội vụ theo dõi.\n").directives
    assert [(row.item, row.lead, row.assigned) for row in body] == [
        ("1.1", ("Sở Y tế",), ()),
        ("1.2", ("Sở Tài chính",), ()),
        ("2", (), ("Sở Nội vụ",)),
    ]
    assert body[0].coordinating == ("Sở Tài chính", "Công an tỉnh")
    assert [row.deadline and row.deadline.date for row in body] == [date(2022, 5, 10), date(2022, 6, 30), None]
    assert body[0].task == "Rà soát danh mục thuốc"
    foot = "\nNơi nhận:      CHỦ TỊCH\n- Lưu: VT.\n        Nguyễn Văn A\n\nPHỤ LỤC\n\n"
    appended = parse("x", f"{HEADER}1. Giao Sở Nội vụ theo dõi.\n{foot}{table}")
    assert [row.item for row in appended.directives] == ["1", "Phụ lục.1", "Phụ lục.2"]
    assert appended.signature.name and appended.signature.name.value == "Nguyễn Văn A"


CELLS = "STT|Nội dung|Chủ trì|Phối hợp|Thời hạn|1|2|Sở Y tế|10/5/2022| \t|   |\n|---|| | |Rà soát|\f|:".split("|")


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(CELLS), max_size=40),
    st.sampled_from([" | ", "\t", "    ", "\n", "|"]),
    st.integers(0, 20),
)
def test_rows_are_slices_in_order_and_cells_lie_inside(cells: list[str], joint: str, start: int) -> None:
    text = joint.join(cells)
    at = start
    for table in tables_in(text, start, len(text)):
        assert at <= table.start < table.end <= len(text)
        at = table.start
        for row in table.rows:
            assert at <= row.start < row.end <= table.end
            assert all(table.start <= left < right <= row.end for cell in row.cells.values() for left, right in cell)
            at = row.end


@pytest.mark.parametrize("unit", [" | ", "|", " ", "\t", "STT | ", "1 | a | Sở Y tế\n", "1\n"])
def test_a_long_run_ends(unit: str) -> None:
    text = f"STT | Nội dung | Chủ trì\n1 | a{unit * (20_000 // len(unit))}x\n"
    assert all(table.end <= len(text) for table in tables_in(text, 0, len(text)))
