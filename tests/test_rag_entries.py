"""What is said of one thing asked, against the clause of its quote: over a notice made for it."""

from collections.abc import Callable

import pytest
from answering import Over

from corpus.models import Notice
from rag.models import Polarity, Verdict
from rag.proof.entry import proved
from rag.proof.entry_checks import Proved
from rag.proof.reply import Entry
from rag.proof.sources import Source

TEXT = """ỦY BAN NHÂN DÂN TỈNH YÊN BÁI
Số: 12/TB-UBND
Yên Bái, ngày 05 tháng 3 năm 2021

THÔNG BÁO
Kết luận về hỗ trợ sản xuất

1. Tỉnh không hỗ trợ giống lúa, không hỗ trợ phân bón cho hộ đã nhận năm 2020.
2. Mỗi hộ đạt 70 triệu đồng mỗi năm cho 50 hộ, dự kiến hoàn thành trước ngày 30/9/2021.
3. Giao Sở Nông nghiệp và Phát triển nông thôn chủ trì, phối hợp với Sở Tài chính lập danh sách các xã trước ngày 15/4/2021.

TL. CHỦ TỊCH
CHÁNH VĂN PHÒNG
Hoàng Văn Thử
"""


@pytest.fixture
def say(over: Over) -> Callable[..., Proved | Verdict]:
    notice: Notice = over(made=TEXT).notice("made")
    source = Source("S1", notice, 0, len(notice.text), "", True, False)

    def said(quote: str, answer: str, facet: str = "fact") -> Proved | Verdict:
        entry = Entry.model_validate({"asked": "x", "facet": facet, "answer": answer, "source": "S1", "quote": quote})
        return proved(entry, {"S1": source})

    return said


def test_a_denial_is_not_lost_between_pieces(say: Callable[..., Proved | Verdict]) -> None:
    one = say("Tỉnh không hỗ trợ giống lúa, không hỗ trợ phân bón", "hỗ trợ giống lúa; hỗ trợ phân bón")
    assert isinstance(one, Proved) and one.value == ""
    whole = say("Tỉnh không hỗ trợ giống lúa, không hỗ trợ phân bón", "không hỗ trợ giống lúa")
    assert isinstance(whole, Proved) and whole.value == "không hỗ trợ giống lúa"


def test_a_figure_is_never_left_out(say: Callable[..., Proved | Verdict]) -> None:
    quote = "Mỗi hộ đạt 70 triệu đồng mỗi năm cho 50 hộ"
    one = say(quote, "đạt 50 triệu đồng mỗi năm", "figure")
    assert not isinstance(one, Proved) or one.value == ""
    assert not isinstance(say(quote, "đạt 90 triệu đồng mỗi năm", "figure"), Proved)
    right = say(quote, "70 triệu đồng mỗi năm", "figure")
    assert isinstance(right, Proved) and right.value == "70 triệu đồng mỗi năm"


def test_what_is_expected_is_not_said_as_settled(say: Callable[..., Proved | Verdict]) -> None:
    one = say("dự kiến hoàn thành trước ngày 30/9/2021", "trước ngày 30/9/2021", "deadline")
    assert isinstance(one, Proved) and one.value == ""  # the quote is shown, with its "dự kiến"


@pytest.mark.parametrize(
    ("answer", "facet", "kept"),
    [
        ("Sở Nông nghiệp và Phát triển nông thôn", "lead", True),
        ("Sở Tài chính", "lead", False),
        ("Sở Tài chính", "coordinating", True),
        ("Sở Nông nghiệp và Phát triển nông thôn", "coordinating", False),
        ("các xã", "lead", False),
        ("15/04/2021", "deadline", True),
        ("05/03/2021", "deadline", False),
    ],
)
def test_parts_and_limits(answer: str, facet: str, kept: bool, say: Callable[..., Proved | Verdict]) -> None:
    quote = "Giao Sở Nông nghiệp và Phát triển nông thôn chủ trì, phối hợp với Sở Tài chính lập danh sách các xã trước ngày 15/4/2021."
    assert isinstance(say(quote, answer, facet), Proved) is kept


@pytest.mark.parametrize(
    ("answer", "facet", "polarity", "rest"),
    [
        ("Có", "polarity", Polarity.YES, ""),
        ("Không, không hỗ trợ giống lúa", "fact", Polarity.NO, "không hỗ trợ giống lúa"),
        ("Không hỗ trợ giống lúa", "fact", None, "Không hỗ trợ giống lúa"),
        ("Có thể hỗ trợ giống lúa", "polarity", None, "Có thể hỗ trợ giống lúa"),
        ("No. 12/TB-UBND", "number", None, "No. 12/TB-UBND"),
        ("No, không hỗ trợ giống lúa", "polarity", Polarity.NO, "không hỗ trợ giống lúa"),
    ],
)
def test_yes_and_no_are_words_of_their_own(
    answer: str, facet: str, polarity: Polarity | None, rest: str, say: Callable[..., Proved | Verdict]
) -> None:
    quote = "Số: 12/TB-UBND" if facet == "number" else "Tỉnh không hỗ trợ giống lúa, không hỗ trợ phân bón"
    one = say(quote, answer, facet)
    if isinstance(one, Proved):
        assert one.polarity is polarity
    else:
        assert "thể" in answer or "No." in answer, one
