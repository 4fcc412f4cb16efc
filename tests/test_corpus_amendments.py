"""Which earlier documents a text itself changes; what it tells of others changes nothing."""

import pytest
from fakes import SAMPLES
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.amendments import amendments
from corpus.citations import citations_in
from corpus.parse import parse

OLD, NEW, OWN = "12/TB-UBND", "34/QĐ-UBND", "99/TB-UBND"


def changed(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    found = amendments(text, citations_in(text, 0, len(text)), OWN)
    return found.amends, found.replaces


@pytest.mark.parametrize(
    "text",
    [
        f"Sửa đổi thời hạn hoàn thành tại mục 2 Thông báo số {OLD} ngày 01/02/2023.",
        f"Điều chỉnh cơ quan chủ trì nêu tại khoản 1 của Thông báo số {OLD}.",
        f"Gia hạn thời gian thực hiện nhiệm vụ tại Thông báo số {OLD}.",
        f"Sửa đổi, bổ sung một số nội dung của Thông báo số {OLD}.",
        f"Thay thế mục 3 Thông báo số {OLD}.",
        f"SỬA ĐỔI, BỔ SUNG THÔNG BÁO SỐ {OLD}",
    ],
    ids=["deadline", "lead", "longer", "and_more", "a_part_replaced", "capitals"],
)
def test_what_is_amended(text: str) -> None:
    assert changed(text) == ((OLD,), ())


@pytest.mark.parametrize(
    "text",
    [
        f"Thông báo này thay thế Thông báo số {OLD} ngày 01/02/2023.",
        f"Bãi bỏ Thông báo số {OLD}.",
        f"Huỷ bỏ Thông báo số {OLD}.",
        f"Thông báo số {OLD} hết hiệu lực kể từ ngày ký.",
        f"Thông báo số {OLD} ngày 01/02/2023 được thay thế bằng văn bản này.",
    ],
    ids=["replaces", "repeals", "older_spelling", "ends", "is_replaced"],
)
def test_what_is_replaced(text: str) -> None:
    assert changed(text) == ((), (OLD,))


@pytest.mark.parametrize(
    "text",
    [
        f"Thực hiện Thông báo số {OLD}, Sở Y tế rà soát.",
        f"Quyết định số {NEW} sửa đổi Thông báo số {OLD}.",
        f"Sở Y tế tham mưu điều chỉnh kế hoạch theo Thông báo số {OLD}.",
        f"Rà soát, bổ sung dự toán. Thông báo số {OLD} vẫn áp dụng.",
        f"Thông báo này thay thế Thông báo số {OWN}.",
        "Sửa đổi Luật Đất đai năm 2013.",
        "Thay thế Thông báo số 12.",
        "",
    ],
    ids=["carries_out", "of_others", "a_plan", "another_sentence", "itself", "a_law", "no_symbol", "empty"],
)
def test_what_changes_nothing(text: str) -> None:
    assert changed(text) == ((), ())


@pytest.mark.parametrize("joint", [".\nB", ". B", "; b", ", b", " và b"])
def test_two_documents_are_told_apart(joint: str) -> None:
    assert changed(f"Sửa đổi mục 1 Thông báo số {OLD}{joint}ãi bỏ Quyết định số {NEW}.") == ((OLD,), (NEW,))


@pytest.mark.parametrize("name", sorted(path.stem for path in SAMPLES.glob("*.txt")))
def test_the_sample_notices_change_no_other(name: str) -> None:
    notice = parse(name, (SAMPLES / f"{name}.txt").read_text(encoding="utf-8"))
    assert (notice.amends, notice.replaces) == ((), ())


def test_what_a_notice_changes_is_no_legal_basis_of_its_tasks() -> None:
    text = f"THÔNG BÁO\nKết luận cuộc họp\n\n1. Sửa đổi mục 1 Thông báo số {OLD}: giao Sở Y tế chủ trì rà soát.\n"
    notice = parse("x", text)
    assert notice.amends == (OLD,)
    assert [row.legal_basis for row in notice.directives] == [()]


PARTS = f"sửa đổi|thay thế|bãi bỏ|hết hiệu lực|Thông báo số {OLD}|Quyết định số {NEW}|mục 2|này|của|,|.|;|\n|(|thời hạn"


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PARTS.split("|")), max_size=40).map(" ".join))
def test_only_what_is_cited_is_changed_and_in_one_way(text: str) -> None:
    amended, replaced = changed(text)
    assert set(amended) | set(replaced) <= {OLD, NEW}
    assert not set(amended) & set(replaced)


@pytest.mark.parametrize("unit", ["sửa đổi ", f"sửa đổi Thông báo số {OLD} ", "thay thế mục 2 ", "hết hiệu lực, "])
def test_a_long_run_ends(unit: str) -> None:
    amended, replaced = changed(unit * (20_000 // len(unit)))
    assert set(amended) | set(replaced) <= {OLD}
