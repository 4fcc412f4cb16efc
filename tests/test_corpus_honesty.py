"""What is said of a notice that was not understood whole."""

import pytest
from fakes import SAMPLES, sample_notice
from hypothesis import given
from hypothesis import strategies as st

from corpus.honesty import honesty
from corpus.models import Directive, Item, Notice
from corpus.parse import parse


def notice(*items: tuple[str, str, str], tasks: tuple[str, ...] = ()) -> Notice:
    """A notice of items (path, text, heading); each of `tasks` is the quote of a directive."""
    text = "\n".join(words for _, words, _ in items)
    made = [
        Item(path=path, text=words, start=text.index(words), end=text.index(words) + len(words), heading=heading)
        for path, words, heading in items
    ]
    rows = [
        Directive(item="", task="", quote=quote, start=text.index(quote), end=text.index(quote) + len(quote))
        for quote in tasks
    ]
    return Notice(id="a", text=text, items=tuple(made), directives=tuple(rows))


def silent(*items: tuple[str, str, str], tasks: tuple[str, ...] = ()) -> list[str]:
    return [one.text for one in honesty(notice(*items, tasks=tasks)).sentences_without_task]


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_what_is_named_is_a_slice_that_no_task_overlaps(path) -> None:  # type: ignore[no-untyped-def]  # a Path
    read = sample_notice(path.stem)
    told = honesty(read)
    assert told.items == sum(1 for item in read.items if item.path)
    assert told.tasks == len(read.directives)
    for one in (*told.items_without_task, *told.sentences_without_task):
        assert read.text[one.start : one.end] == one.text != ""
        assert not any(row.start < one.end and row.end > one.start for row in read.directives)


def test_a_task_that_is_lost_is_noticed() -> None:
    read = sample_notice()
    row = next(row for row in read.directives if "khảo sát" in row.quote and row.item == "1")
    others = tuple(other for other in read.directives if other != row)
    named = honesty(read.model_copy(update={"directives": others})).sentences_without_task
    assert any(one.start < row.end and one.end > row.start for one in named)
    everything = honesty(read.model_copy(update={"directives": ()}))
    assert "1" in [one.item for one in everything.items_without_task]


def test_header_fields_that_are_not_stated_are_missing() -> None:
    read = sample_notice()
    told = honesty(read.model_copy(update={"number": None, "province": None}))
    assert told.missing == ("number", "province")
    assert told.stated == ("type", "issuer", "date", "subject", "signer")
    assert honesty(Notice(id="a", text="")).stated == ()


def test_a_heading_is_no_item_without_a_task() -> None:
    told = honesty(
        notice(
            ("I", "I. NHIỆM VỤ CHUNG", ""),
            ("I.1", "1. Sở Nội vụ rà soát quy định.", "I. NHIỆM VỤ CHUNG"),
            ("I.2", "2. Năm qua có nhiều kết quả tốt.", "I. NHIỆM VỤ CHUNG"),
            ("II", "II. Kinh phí bố trí từ ngân sách.", ""),
            tasks=("Sở Nội vụ rà soát quy định",),
        )
    )
    assert [one.item for one in told.items_without_task] == ["I.2", "II"]


@pytest.mark.parametrize("path", ["3", "2.2.3, gạch 1"], ids=["same_path", "numbered_oddly"])
def test_a_heading_is_known_by_what_stands_under_it(path: str) -> None:
    told = honesty(
        notice(
            ("3", "3. **Về nhân lực**:", ""),
            (path, "Sở Nội vụ rà soát biên chế.", "3. Về nhân lực :"),
            tasks=("Sở Nội vụ rà soát biên chế.",),
        )
    )
    assert told.items_without_task == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "Giao Sở Nội vụ rà soát quy định.",
        "Giao tổ liên ngành bảy người rà soát quy định.",
        "Yêu cầu thủ trưởng các nơi quán triệt nội dung này.",
        "Công an tỉnh chủ trì, phối hợp với Sở Y tế lập kế hoạch.",
        "Sở Giao thông vận tải phối hợp với Công an tỉnh lập chốt.",
        "GIAO SỞ NỘI VỤ RÀ SOÁT QUY ĐỊNH.",
        "Giao So Noi vu ra soat quy dinh.",
    ],
)
def test_a_sentence_that_assigns_and_gave_no_task_is_named(sentence: str) -> None:
    assert silent(("1", f"1. Năm qua có nhiều kết quả. {sentence}", "")) == [sentence]
    assert silent(("1", f"1. {sentence}", ""), tasks=(sentence,)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Xét đề nghị của Sở Nội vụ tại Tờ trình số 12/TTr-SNV.",
        "Phó Chủ tịch UBND tỉnh Lê Văn A chủ trì cuộc họp về cải cách hành chính.",
        "Giám đốc Sở Tư pháp chủ trì Hội nghị giao ban quý III.",
        "Sở Giao thông vận tải kiểm tra các cầu yếu.",
        "Sở Du lịch đã chủ trì, phối hợp với UBND huyện Sa Pa kiểm tra 212 cơ sở.",
        "Các đơn vị hoàn thành nhiệm vụ được giao.",
        "Chủ đầu tư bàn giao mặt bằng trong quý II.",
        "Tai nạn giao thông giảm 8% so với cùng kỳ.",
    ],
)
def test_a_noun_and_a_report_assign_nothing(sentence: str) -> None:
    assert silent(("", sentence, "")) == []


def test_a_second_task_after_a_semicolon_is_missed_by_itself() -> None:
    words = "1. Giao Sở Nội vụ rà soát quy định; giao Sở Tài chính bố trí kinh phí."
    assert silent(("1", words, ""), tasks=("Giao Sở Nội vụ rà soát quy định",)) == [
        "giao Sở Tài chính bố trí kinh phí."
    ]


def test_a_lead_in_is_missed_only_where_nothing_follows() -> None:
    lead_in = ("1", "1. Yêu cầu Sở Nội vụ thực hiện các việc sau:", "")
    under = ("1, gạch 1", "- Rà soát quy định.", "1. Yêu cầu Sở Nội vụ thực hiện các việc sau:")
    assert silent(lead_in, under, tasks=("Rà soát quy định.",)) == []
    assert silent(lead_in, under) == ["Yêu cầu Sở Nội vụ thực hiện các việc sau:"]
    assert silent(lead_in) == ["Yêu cầu Sở Nội vụ thực hiện các việc sau:"]


WORDS = st.sampled_from(
    ["giao", "Sở Nội vụ", "chủ trì", "phối hợp với", ":", ";", ".", "\n1. ", "\n- ", "\nI. ", "đã", "a\u0301", "|"]
)


@given(st.lists(WORDS | st.text(max_size=4), max_size=30).map(" ".join))
def test_no_text_is_too_strange(text: str) -> None:
    read = parse("a", text)
    told = honesty(read)
    for one in (*told.items_without_task, *told.sentences_without_task):
        assert read.text[one.start : one.end] == one.text


def test_a_heading_that_names_a_body_and_gives_no_task_is_named() -> None:
    under = "- Tình hình mưa lũ còn phức tạp."
    told = honesty(notice(("1", "1. Sở Xây dựng:", ""), ("1, gạch 1", under, "1. Sở Xây dựng:")))
    assert [one.text for one in told.headings_without_task] == ["1. Sở Xây dựng:"]
    held = notice(("1", "1. Sở Xây dựng:", ""), ("1, gạch 1", under, "1. Sở Xây dựng:"), tasks=(under,))
    assert honesty(held).headings_without_task == ()


def test_a_label_that_gives_no_task_is_named() -> None:
    line = "Cơ quan chủ trì: Sở Y tế"
    assert [one.text for one in honesty(notice(("1", line, ""))).labels_without_task] == [line]
    assert honesty(notice(("1", line, ""), tasks=(line,))).labels_without_task == ()


@pytest.mark.parametrize(
    ("changed", "doubts"),
    [
        ({"Số: 46": "Số: 46", "THÔNG BÁO": "KẾ HOẠCH"}, ("type",)),
        ({"Cần Thơ, ngày": "Cà Mau, ngày"}, ("province",)),
        ({"năm 2018": "năm 1918"}, ("date",)),
        ({}, ()),
    ],
)
def test_a_field_that_another_contradicts_is_doubtful(changed: dict[str, str], doubts: tuple[str, ...]) -> None:
    text = (
        "UBND THÀNH PHỐ CẦN THƠ\n\nSố: 46/TB-UBND\nCần Thơ, ngày 07 tháng 02 năm 2018\n\nTHÔNG BÁO\nKết luận về nước sạch\n\n"
        "1. Giao Sở Y tế rà soát.\n"
    )
    for old, new in changed.items():
        text = text.replace(old, new)
    assert honesty(parse("x", text)).doubtful == doubts
