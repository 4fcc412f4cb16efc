"""What a page break leaves in a text: numbers and running heads are blanked, titles stay."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.layout.furniture import without_page_furniture
from corpus.layout.paragraphs import paragraphs
from corpus.parse import parse
from corpus.text import nfc


@pytest.mark.parametrize("head", ["2", "- 2 -", "Trang 2/5", "CÔNG BÁO TỈNH CÀ MAU\n2", "2\n\nCÔNG BÁO\nSỐ 12"])
def test_a_page_number_and_a_running_head_are_no_text(head: str) -> None:
    text = f"1. Giao Sở Y tế rà soát danh mục thuốc của\n\f{head}\ncác trạm y tế."
    view = without_page_furniture(text)
    assert view.split() == "1. Giao Sở Y tế rà soát danh mục thuốc của các trạm y tế.".split()
    [row] = parse("x", f"THÔNG BÁO\nKết luận cuộc họp\n\n{text}").directives
    assert row.task.endswith("các trạm y tế")


@pytest.mark.parametrize(
    "page", ["PHỤ LỤC\nDANH MỤC NHIỆM VỤ\n(Kèm theo thông báo)\n", "PHỤ LỤC\n", "Điều 2. Giao Sở Y tế"]
)
def test_a_title_and_words_stay(page: str) -> None:
    text = f"Sở Y tế rà soát.\n\f{page}"
    if not page.startswith("PHỤ LỤC\nDANH"):
        assert without_page_furniture(text) == text
    assert "Kèm theo" in without_page_furniture(f"a\n\f{page}(Kèm theo)")


def test_the_first_page_has_no_furniture() -> None:
    text = "UBND TỈNH CÀ MAU\nSố: 12/TB-UBND\nvà"
    assert without_page_furniture(text) == text


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(["\f", "\n", "2", "- 3 -", "CÔNG BÁO", "và", "Sở Y tế", " ", "\r\n", "\v", "İ"]), max_size=40
    )
)
def test_offsets_stay_where_they_are(parts: list[str]) -> None:
    text = nfc("".join(parts))
    view = without_page_furniture(text)
    assert len(view) == len(text)
    assert all(new in (old, " ") for old, new in zip(text, view, strict=True))
    at = 0
    for paragraph in paragraphs(view):
        assert at <= paragraph.start < paragraph.end <= len(text)
        assert len(paragraph.view) == paragraph.end - paragraph.start
        at = paragraph.end
