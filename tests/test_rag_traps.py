"""Notices made up for one trap each: what is near the question is not what was asked."""

import pytest
from answering import Over, made_up

from rag.models import AnswerStatus


def test_a_number_that_is_no_document_breaks_no_list(over: Over) -> None:
    answerer = over(a=made_up("Sở Y tế nghiệm thu gói thầu số 7788 trong quý III/2023."))
    answer = answerer.ask("Văn bản nào nhắc đến gói thầu số 7788?")
    assert "7788" in answer.headline or answer.abstained
    assert answerer.ask("Văn bản nào nhắc đến công văn 7788?").abstained


def test_a_number_is_proved_by_itself_not_by_a_longer_one(over: Over) -> None:
    answerer = over(
        a=made_up("Thực hiện Quyết định số 4512/QĐ-UBND và Quyết định số 45/QĐ-UBND, Sở Y tế rà soát."),
        b=made_up("Thực hiện Quyết định số 4512/QĐ-UBND, Sở Nội vụ rà soát.", number="13/TB-UBND"),
    )
    answer = answerer.ask("Thông báo nào nhắc đến Quyết định số 45/QĐ-UBND?")
    assert [citation.notice_id for citation in answer.citations] == ["a"]
    assert answer.citations[0].quote.endswith("số 45/QĐ-UBND")


@pytest.mark.parametrize(
    ("item", "no"),
    [
        ("Đồng ý cho Công an tỉnh mở lớp tập huấn an toàn không gian mạng.", False),
        ("Đồng ý cho Công an tỉnh mở lớp tập huấn phòng không nhân dân, không chỉ ở huyện.", False),
        ("Đồng ý cho Công an tỉnh mở lớp tập huấn thanh toán không dùng tiền mặt.", False),
        ("Tỉnh không tổ chức lớp tập huấn của Công an tỉnh.", True),
        ("Tạm thời chưa mở lớp tập huấn của Công an tỉnh.", True),
        ("Không đồng ý cho Công an tỉnh mở lớp tập huấn.", True),
    ],
)
def test_only_a_verb_that_is_denied_makes_a_no(item: str, no: bool, over: Over) -> None:
    answer = over(a=made_up(item)).ask("Cà Mau có đồng ý mở lớp tập huấn của Công an tỉnh không?")
    assert answer.headline.startswith("Không:" if no else "Có:")


def test_a_comparison_keeps_the_year(over: Over) -> None:
    item = "Giao Sở Y tế mua sắm xe cứu thương trong năm {}."
    answerer = over(
        a=made_up(item.format(2023)), b=made_up(item.format(2021), province="Cần Thơ", number="13/TB-UBND", year=2021)
    )
    both = "So sánh cơ quan mua sắm xe cứu thương {} ở Cà Mau và Cần Thơ"
    assert answerer.ask(both.format("năm 2031")).status is AnswerStatus.NOT_IN_NOTICES
    assert answerer.ask(both.format("")).status is AnswerStatus.ANSWERED
    assert answerer.ask(both.format("năm 2023")).status is AnswerStatus.PARTIAL


LETTER = """ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH CÀ MAU              Độc lập - Tự do - Hạnh phúc

Số: 05/UBND-KGVX         Cà Mau, ngày 12 tháng 6 năm 2023
V/v phòng, chống bệnh tay chân miệng

Kính gửi:
- Sở Y tế;
- Sở Giáo dục và Đào tạo.

1. Giao Sở Y tế giám sát ca bệnh, báo cáo trước ngày 15/3.

2. Sở Y tế mua thuốc trước ngày 20/9.

Nơi nhận:                      CHỦ TỊCH
- Công an tỉnh;
- Lưu: VT.
                               Nguyễn Minh Luân
"""


@pytest.mark.parametrize(
    "question", ["Công văn 05/UBND-KGVX kính gửi ai?", "Whom is official letter 05/UBND-KGVX addressed to?"]
)
def test_a_letter_is_addressed_to_those_of_its_head(question: str, over: Over) -> None:
    answer = over(a=LETTER).ask(question)
    assert answer.headline == "Sở Y tế; Sở Giáo dục và Đào tạo"


def test_those_who_get_a_copy_are_others(over: Over) -> None:
    assert over(a=LETTER).ask("Nơi nhận của công văn 05/UBND-KGVX?").headline == "Công an tỉnh"


def test_comrades_are_no_money(over: Over) -> None:
    answerer = over(
        a=made_up(
            "Cử 05 đồng chí của 2 tỉnh đi học tập kinh nghiệm.",
            "Bố trí 500 triệu đồng thuê máy chủ cho tỉnh.",
        )
    )
    asked = "Các đồng chí đi học tập kinh nghiệm được cấp bao nhiêu tiền?"
    assert answerer.ask(asked).status is AnswerStatus.NOT_STATED
    of_funds = answerer.ask("Kinh phí đi học tập kinh nghiệm là bao nhiêu tiền?")
    assert of_funds.abstained and of_funds.nearest[0].item == "1"
    assert "500 triệu đồng" in answerer.ask("Bố trí bao nhiêu tiền thuê máy chủ?").headline


def test_a_date_is_compared_as_a_date(over: Over) -> None:
    answerer = over(
        a=made_up(
            "Sở Y tế kiểm tra trạm y tế theo kế hoạch ngày 02/02/2023.",
            "Sở Y tế kiểm tra trạm y tế theo kế hoạch ngày 15/3/2023.",
            "Sở Y tế kiểm tra trạm y tế theo kế hoạch tháng 5/2023.",
        )
    )
    for asked in ("ngày 15/3/2023", "ngày 15 tháng 3 năm 2023", "tháng 3/2023", "ngày 15/3"):
        assert answerer.ask(f"Sở Y tế kiểm tra trạm y tế theo kế hoạch {asked} thế nào?").citations[0].item == "2"
    answer = answerer.ask("How does the Department of Health inspect health stations under the plan of May 2023?")
    assert answer.citations[0].item == "3"


def test_a_list_of_all_notices_says_how_many_there_are(over: Over) -> None:
    answerer = over(**{f"n{at}": made_up("Sở Y tế rà soát.", number=f"{at}/TB-UBND") for at in range(10, 25)})
    answer = answerer.ask("Liệt kê số hiệu của tất cả các thông báo")
    assert answer.headline.startswith("Có 15 văn bản:")
    assert len(answer.citations) == 12


def test_whose_opinion_is_sought_is_not_to_whom_it_is_submitted(over: Over) -> None:
    answerer = over(
        a=made_up("Sở Y tế hoàn chỉnh dự thảo quy hoạch bệnh viện, trình UBND tỉnh xin ý kiến chỉ đạo của Bộ Y tế.")
    )
    headline = "Bộ Y tế (Ministry of Health)"
    assert answerer.ask("Whose guidance must be sought on the draft hospital planning?").headline == headline


LONG = (
    "Giao Sở Y tế chủ trì rà soát "
    + "danh mục thuốc của từng trạm y tế, " * 22
    + "tổng số 345 loại, hoàn thành trước ngày 30/9/2023."
)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Sở Y tế làm những việc gì?", "rà soát"),
        ("Liệt kê các thời hạn ở Cà Mau?", "30/9/2023"),
        ("Sở nào chủ trì rà soát danh mục thuốc của trạm y tế?", "Sở Y tế"),
        ("Sở Y tế ở Cà Mau và Cần Thơ được giao những việc gì?", "Cần Thơ"),
    ],
)
def test_an_item_longer_than_a_quote_is_answered_as_far_as_it_is_quoted(question: str, said: str, over: Over) -> None:
    answerer = over(
        a=made_up(LONG, "Sở Nội vụ rà soát biên chế, xong trong quý IV/2023."),
        b=made_up(LONG, "Sở Y tế kiểm tra.", province="Cần Thơ", number="13/TB-UBND"),
    )
    answer = answerer.ask(question)
    assert answer.status in (AnswerStatus.ANSWERED, AnswerStatus.PARTIAL)
    assert said in f"{answer.headline} {answer.text}"
    assert all(len(citation.quote.split()) <= 115 for citation in answer.citations)


def test_a_body_that_governs_from_above_is_quoted_where_it_is_named(over: Over) -> None:
    answerer = over(a=made_up("Sở Y tế thực hiện các nội dung sau:\n- Rà soát danh mục thuốc của trạm y tế."))
    answer = answerer.ask("Công an tỉnh có chủ trì rà soát danh mục thuốc của trạm y tế không?")
    assert answer.headline == "Không: Sở Y tế được giao"
    assert any("Sở Y tế" in citation.quote for citation in answer.citations)
