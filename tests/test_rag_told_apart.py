"""What looks like the thing asked and is another: a figure of another year, a cited document's signer, one who was absent."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from answering import answering

from rag.answer import Answerer
from rag.models import AnswerStatus, Turn

LETTER = """ỦY BAN NHÂN DÂN
TỈNH CÀ MAU

Số: 77/KH-UBND
Cà Mau, ngày 05 tháng 3 năm 2024

KẾ HOẠCH
Tiêm chủng và nước sạch cho học sinh năm 2024

Ngày 01/3/2024, Phó Chủ tịch UBND tỉnh Tô Văn Rạng chủ trì cuộc họp về tiêm chủng. Tham dự có lãnh đạo các Sở: Y tế, Tài chính và Công an tỉnh. Vắng: Báo Cà Mau.

1. Năm 2023, tỷ lệ tiêm mũi 1 đạt 81,5%. Sở Y tế chủ trì tiêm mũi 2 cho học sinh, hoàn thành trước ngày 30/4/2024.

2. Sở Tài chính chủ trì lập dự toán, Sở Kế hoạch và Đầu tư thẩm định dự toán, trình UBND tỉnh xem xét, quyết định.

3. Sở Nông nghiệp và Môi trường lắp 12 máy lọc nước tại xã Đất Mũi để phục vụ học sinh và giáo viên; 12/12 xã đã có nước, đường dây hỗ trợ hoạt động 24/7.

4. Các đơn vị gửi nhu cầu vắc xin về Phòng Nghiệp vụ Dược chậm nhất ngày 18/3/2024 theo Kế hoạch số 15/KH-BYT ngày 02/01/2024.

5. Nhiều trạm cấp nước hư hỏng do nước mặn, sét đánh.

Nơi nhận:
- Các sở, ngành;
- Lưu: VT.
CHỦ TỊCH
Ngô Hải Bằng
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with ExitStack() as stack:
        yield answering(tmp_path_factory.mktemp("data"), stack)(letter=LETTER)


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("Kế hoạch tiêm chủng cho học sinh của Cà Mau số mấy, ban hành ngày nào?", ("77/KH-UBND", "05/03/2024")),
        ("Sở Y tế phải tiêm xong mũi 2 trước 15/4, đúng không?", ("Không", "30/4/2024")),
        ("Công an tỉnh có dự cuộc họp về tiêm chủng không?", ("Có", "Công an tỉnh")),
        ("Sở Tài chính có dự cuộc họp về tiêm chủng không?", ("Có", "Tài chính")),
        ("Báo Cà Mau có đi họp về tiêm chủng không?", ("Không", "Báo Cà Mau")),
        ("Sở nào thẩm định dự toán?", ("Sở Kế hoạch và Đầu tư",)),
        ("Cấp nào xem xét, quyết định dự toán?", ("UBND tỉnh",)),
        ("Máy lọc nước phục vụ ai?", ("học sinh và giáo viên",)),
        ("Máy lọc nước lắp ở đâu?", ("Đất Mũi",)),
        ("Cấp 12 máy lọc nước do sở nào lắp?", ("Sở Nông nghiệp và Môi trường",)),
        ("cac don vi gui nhu cau vac xin ve phong nao, han ngay may", ("Phòng Nghiệp vụ Dược", "18/3/2024")),
        ("Vì sao nhiều trạm cấp nước hư hỏng?", ("nước mặn",)),
        ("Ông Ngô Hải Bằng là ai?", ("Chủ tịch",)),
        ("Ai được giao lập dự toán?", ("Sở Tài chính",)),
        ("Cuộc họp ngày 01/3/2024 ở Cà Mau bàn gì?", ("iêm chủng",)),
        ("Có mấy văn bản là kế hoạch?", ("1",)),
    ],
)
def test_what_is_asked_is_answered(answerer: Answerer, question: str, holds: tuple[str, ...]) -> None:
    answer = answerer.ask(question)
    assert not answer.abstained, answer.text
    assert all(words in answer.headline for words in holds), answer.headline


@pytest.mark.parametrize(
    "question",
    [
        "Năm 2022 tỷ lệ tiêm mũi 1 đạt bao nhiêu phần trăm?",
        "Tỷ lệ tiêm mũi 2 đạt bao nhiêu phần trăm?",
        "Ai ký Kế hoạch số 15/KH-BYT?",
        "Dự toán mua vắc xin tổng mức bao nhiêu tiền?",
    ],
)
def test_what_only_looks_alike_is_refused(answerer: Answerer, question: str) -> None:
    answer = answerer.ask(question)
    assert answer.abstained, answer.headline


def test_what_is_put_off_is_not_what_is_only_asked_for(answerer: Answerer) -> None:
    assert not answerer.ask("Cà Mau có hoãn tiêm mũi 2 cho học sinh không?").headline.startswith(("Có:", "Không:"))


def test_a_part_that_is_not_stated_is_named(answerer: Answerer) -> None:
    answer = answerer.ask("Máy lọc nước do sở nào lắp, mấy máy, lệ phí bao nhiêu?")
    assert answer.status is AnswerStatus.PARTIAL
    assert "không nêu" in answer.headline


def test_a_follow_up_without_its_object_goes_on_from_the_last(answerer: Answerer) -> None:
    before = Turn(question="Cà Mau: ai lập dự toán?", answer="Sở Tài chính (Kế hoạch số 77/KH-UBND, mục 2).")
    assert "Sở Kế hoạch và Đầu tư" in answerer.ask("Sở nào thẩm định?", [before]).headline
