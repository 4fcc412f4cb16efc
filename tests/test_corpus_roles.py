"""Who acts in one clause, and what governs it: the forms in which notices give work, one small notice each."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.directives.bare_heads import short_names
from corpus.directives.clauses import split
from corpus.load import load
from corpus.models import Directive, Notice
from corpus.names.mentions import mentions
from corpus.parse import parse
from corpus.text import canonical

HEAD = "THÔNG BÁO\nKết luận cuộc họp\n\n"
DOCUMENTS = sorted(
    path for folder in ("documents", "documents_unseen") for path in (Path(__file__).parent / folder).glob("*.txt")
)
HEALTH, MONEY, POLICE = "Sở Y tế", "Sở Tài chính", "Công an tỉnh"


def rows(text: str) -> tuple[Directive, ...]:
    return parse("x", f"{HEAD}1. {text}").directives


@pytest.mark.parametrize(
    ("text", "lead", "assigned", "coordinating"),
    [
        ("Giao Sở Y tế (chủ trì), Sở Tài chính, Công an tỉnh (phối hợp) rà soát.", (HEALTH,), (), (MONEY, POLICE)),
        ("Dưới sự chủ trì của Sở Y tế, Sở Tài chính và Công an tỉnh phối hợp kiểm tra.", (HEALTH,), (), (MONEY, POLICE)),
        ("Giao Sở Y tế rà soát danh mục, chủ trì xây dựng đề án.", (HEALTH,), (), ()),
        ("Sở Y tế chủ trì, Sở Tài chính phối hợp rà soát.", (HEALTH,), (), (MONEY,)),
        ("Việc mua thuốc do Sở Y tế chủ trì, phối hợp với Sở Tài chính thực hiện.", (HEALTH,), (), (MONEY,)),
        ("Đối với Sở Y tế: khẩn trương rà soát.", (), (HEALTH,), ()),
        ("Trường hợp đã khởi kiện tại Tòa án nhân dân tỉnh, Sở Y tế báo cáo.", (), (HEALTH,), ()),
        ("Giao Sở Y tế, Sở Tài chính, căn cứ chức năng, nhiệm vụ, tổ chức thực hiện.", (), (HEALTH, MONEY), ()),
        ("Giao Giám đốc Sở Y tế chịu trách nhiệm trước UBND tỉnh.", (), ("Giám đốc Sở Y tế",), ()),
        ("Yêu cầu UBND các huyện A, B chủ trì, phối hợp với các sở: Y tế, Tài chính rà soát.",
         ("UBND huyện A", "UBND huyện B"), (), (HEALTH, MONEY)),
    ],
)  # fmt: skip
def test_the_forms_in_which_work_is_given(
    text: str, lead: tuple[str, ...], assigned: tuple[str, ...], coordinating: tuple[str, ...]
) -> None:
    [row] = rows(text)
    assert (row.lead, row.assigned, row.coordinating) == (lead, assigned, coordinating)


@pytest.mark.parametrize(
    ("body", "task"),
    [
        ("Chi cục Chăn nuôi", "tiêu hủy gia cầm bệnh"),
        ("Trung tâm Chăn nuôi", "tiêm vắc xin cho đàn bò"),
        ("Công ty Hoa Ban", "phục hồi mặt đường"),
        ("các địa phương", "phòng, chống hạn"),
    ],
)
def test_a_body_is_told_from_its_task(body: str, task: str) -> None:
    [row] = rows(f"Giao {body} {task}.")
    assert (row.assigned, row.task) == ((body,), task)


@pytest.mark.parametrize(
    "text",
    [
        "Sở Y tế đề nghị Bộ Y tế hỗ trợ vắc xin.",
        "UBND tỉnh ghi nhận Sở Y tế đã phối hợp với Công an tỉnh.",
        "Công an tỉnh chủ trì hội nghị tổng kết.",
        "Sở Y tế và Sở Tài chính là hai đơn vị dẫn đầu.",
    ],
    ids=["asked_upwards", "praised", "in_the_chair", "described"],
)
def test_what_gives_nobody_work(text: str) -> None:
    assert not rows(text)


@pytest.mark.parametrize(
    ("text", "task"),
    [
        ("Việc mua thuốc do Sở Y tế chủ trì thực hiện.", "Việc mua thuốc: thực hiện"),
        ("Đối với Sở Y tế: khẩn trương rà soát.", "rà soát"),
        ("Về kinh phí: giao Sở Tài chính cân đối.", "Về kinh phí: cân đối"),
        ("Giao Sở Y tế rà soát danh mục.", "rà soát danh mục"),
    ],
)
def test_a_task_is_its_words_and_what_it_is_about(text: str, task: str) -> None:
    [row] = rows(text)
    assert row.task == task


def test_a_sentence_that_only_says_by_when_belongs_to_the_task_before_it() -> None:
    [row] = rows("Giao Sở Y tế rà soát danh mục. Báo cáo UBND tỉnh trước ngày 15/4/2021.")
    assert row.deadline and row.deadline.date == date(2021, 4, 15)
    assert row.reports_to == ("UBND tỉnh",)
    assert row.quote.startswith("Giao Sở Y tế") and row.quote.endswith("15/4/2021.")


def test_a_sentence_that_goes_on_is_a_task_of_the_same_body() -> None:
    first, second = rows("Giao Sở Y tế rà soát danh mục. Tổ chức kiểm tra các trạm y tế.")
    assert first.assigned == second.assigned == (HEALTH,)


def test_a_heading_gives_its_bodies_and_its_deadline_to_what_stands_under_it() -> None:
    under = rows("Sở Y tế (chủ trì), Sở Tài chính (phối hợp), xong trước ngày 30/9/2022:\n- Rà soát.\n- Kiểm tra.")
    assert [(row.item, row.lead, row.coordinating) for row in under] == [
        ("1, gạch 1", (HEALTH,), (MONEY,)),
        ("1, gạch 2", (HEALTH,), (MONEY,)),
    ]
    assert {row.deadline and row.deadline.date for row in under} == {date(2022, 9, 30)}


def test_an_item_that_names_its_own_body_is_not_the_headings() -> None:
    under = rows("Các sở, ngành thực hiện xong trước ngày 30/9/2022:\na) Sở Y tế rà soát;\nb) Công an tỉnh kiểm tra.")
    assert [row.assigned for row in under] == [(HEALTH,), (POLICE,)]
    assert all(row.deadline and row.deadline.date == date(2022, 9, 30) for row in under)


def test_to_whom_the_result_goes_is_read_in_order() -> None:
    [row] = rows("Giao Sở Y tế báo cáo UBND tỉnh, Bộ Y tế kết quả; trình Chủ tịch UBND tỉnh.")
    assert row.reports_to == ("UBND tỉnh", "Bộ Y tế", "Chủ tịch UBND tỉnh")


def test_documents_cited_are_the_basis_of_the_task() -> None:
    [row] = rows("Giao Sở Y tế thực hiện Quyết định số 5/QĐ-TTg ngày 01/02/2020 và Luật Đất đai năm 2013.")
    assert row.legal_basis == ("5/QĐ-TTg", "Luật Đất đai năm 2013")


@pytest.mark.parametrize("head", ["Công ty Cấp nước Cà Mau", "Trung tâm Y tế huyện Năm Căn", "Ban Quản lý dự án 2"])
def test_a_bare_head_means_the_one_body_of_that_head(head: str) -> None:
    short = head.removesuffix(" dự án 2") if head.startswith("Ban") else " ".join(head.split()[:2])
    first, second = rows(f"{head} lập dự án. {short} báo cáo Sở Xây dựng.")
    assert first.assigned == second.assigned == (head,)


def test_a_head_of_several_bodies_means_none_of_them() -> None:
    text = "Sở Y tế rà soát. Sở Tài chính thẩm định."
    assert "so" not in short_names(text, mentions(text))


def check(notice: Notice) -> None:
    """What holds of the directives of any text."""
    for row in notice.directives:
        assert notice.text[row.start : row.end] == row.quote and row.quote.strip()
        assert row.task.strip()
        bodies = (*row.lead, *row.assigned, *row.coordinating)
        assert bodies and len(set(bodies)) == len(bodies)
    assert all(one.end <= other.start for one, other in zip(notice.directives, notice.directives[1:], strict=False))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_in_whole_documents_nobody_has_two_roles_in_one_task(path: Path) -> None:
    check(parse(path.stem, load(path)))


PARTS = (
    "Sở Y tế|Sở Tài chính|các sở: Y tế, Tài chính|UBND các huyện A, B và C|UBND tỉnh|Sở|giao|yêu cầu|đề nghị|chủ trì|phối hợp với|phối hợp"
    "|dưới sự chủ trì của|(chủ trì)|Đối với|do|và|,| ;|.|:|\n|\n\n|\n1. |\n- |\na) |\nII. |rà soát|báo cáo|trước ngày 1/2/2023|(|)|“|”"
    "|STT \\| Nội dung \\| Chủ trì\n|1 \\| a \\| Sở Y tế\n|sửa đổi Thông báo số 12/TB-UBND|Nơi nhận:|CHỦ TỊCH|Nguyễn Văn A|\f|giao so y te|İ|²"
).replace("\\|", "¦").split("|")  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=40), st.sampled_from([" ", ""]), st.sampled_from(["", f"{HEAD}1. "]))
def test_no_text_breaks_it_and_nobody_has_two_roles(parts: list[str], joint: str, head: str) -> None:
    check(parse("x", head + joint.join(parts).replace("¦", "|")))


def test_signs_alone_are_no_clause() -> None:
    text = "Sở Y tế rà soát ; ; Sở Tài chính ;\n) "
    assert [text[slice(*clause)] for clause in split(text, canonical(text), 0, len(text))] == [
        "Sở Y tế rà soát ;",
        "Sở Tài chính ;\n)",
    ]


@pytest.mark.parametrize(
    "unit",
    ["giao Sở, ", "giao Sở Y tế chủ trì, ", "(", "()", "“", "; ", "Sở Y tế: ", "đồng thời, ", "trên ", "phối hợp với ", "- a\n", " ", "\n", "\f"],
)  # fmt: skip
def test_a_long_run_ends(unit: str) -> None:
    check(parse("x", f"{HEAD}1. {unit * (20_000 // len(unit))}"))
    check(parse("x", unit * (20_000 // len(unit))))
