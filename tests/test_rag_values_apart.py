"""Of several figures or days in a clause the one that is asked for; conditions, units, years that are none."""

import pytest
from answering import Over, made_up

FUNDS = made_up(
    "Tổng kinh phí là 58,3 tỷ đồng; trong đó ngân sách tỉnh 41 tỷ đồng, doanh nghiệp viễn thông tự đầu tư 17,3 tỷ đồng.",
    "Sở Xây dựng đối chiếu hồ sơ; xong phần Tân Dân trước 15/9/2023, phần Ngọc Lịch trước 30/9/2023.",
    "Sở Y tế khoan giếng tại xã Pà Hồng nếu lưu lượng mùa khô dưới 0,5 lít/giây.",
    "Xảy ra 7 vụ tai nạn giao thông, 4 người chết, 6 người bị thương; so với tháng trước tăng 1 người chết.",
)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Trong 58,3 tỷ, ngân sách tỉnh chịu mấy tỷ?", "41 tỷ"),
        ("Doanh nghiệp viễn thông đầu tư bao nhiêu tỷ?", "17,3 tỷ"),
        ("Hồ sơ phần Ngọc Lịch đối chiếu xong ngày nào?", "30/9/2023"),
        ("Hồ sơ phần Tân Dân đối chiếu xong ngày nào?", "15/9/2023"),
        ("Khi nào thì khoan giếng ở Pà Hồng?", "0,5 lít/giây"),
        ("Có bao nhiêu người chết vì tai nạn giao thông?", "4 người chết"),
    ],
)
def test_the_value_is_that_of_its_part_of_the_clause(question: str, said: str, over: Over) -> None:
    headline = over(a=FUNDS).ask(question).headline
    assert said in headline


@pytest.mark.parametrize("question", ["Giếng ở Pà Hồng sâu mấy mét?", "Tháng 5/2019 ngân sách tỉnh chịu mấy tỷ?"])
def test_what_has_no_such_unit_and_no_such_year_is_refused(question: str, over: Over) -> None:
    assert over(a=FUNDS).ask(question).abstained
