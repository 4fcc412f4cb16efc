"""What is asked is what is answered: who pays, what for, what is required, how often, and whether it is so."""

import pytest
from answering import Over, made_up

from rag.answer import Answerer
from rag.models import AnswerStatus, Turn

ITEMS = (
    "Về sửa chữa hồ chứa nước Suối Vàng: Sở Nông nghiệp và Môi trường rà soát hiện trạng. Việc rà phá bom mìn do Bộ Chỉ huy "
    "Quân sự tỉnh chủ trì, xong trước ngày 30/9/2023.",
    "Về khám sức khỏe học sinh: Sở Y tế chủ trì, phối hợp với Sở Giáo dục và Đào tạo tổ chức khám. Lưu ý, danh sách khám phải "
    "có xác nhận của nhà trường. Kinh phí khám do ngân sách huyện bảo đảm.",
    "Sở Giao thông vận tải lắp camera tại ngã ba Cây Điệp nhằm giảm tai nạn, ùn tắc.",
    "UBND cấp xã báo cáo Sở Y tế định kỳ hằng tuần; Sở Y tế báo cáo UBND tỉnh trước ngày 25 hằng tháng.",
    "Ban Biên tập họp theo Quyết định số 11/QĐ-UBND; Tổ giúp việc họp theo Quyết định số 22/QĐ-UBND.",
    "Chuyến học tập kinh nghiệm trồng rừng chưa thực hiện trong quý II/2023.",
)


@pytest.fixture
def answerer(over: Over) -> Answerer:
    return over(a=made_up(*ITEMS))


@pytest.mark.parametrize(
    ("question", "headline"),
    [
        ("Kinh phí khám sức khỏe học sinh ai chi trả?", "ngân sách huyện"),
        ("who pays for the pupils' health checks?", "ngân sách huyện"),
        ("Khám sức khỏe học sinh cần bảo đảm yêu cầu gì?", "xác nhận của nhà trường"),
        ("Lắp camera ngã ba Cây Điệp để làm gì?", "nhằm giảm tai nạn"),
        ("UBND cấp xã bao lâu báo cáo Sở Y tế một lần?", "hằng tuần"),
        ("Ai chủ trì rà phá bom mìn ở hồ chứa nước Suối Vàng?", "Bộ Chỉ huy Quân sự tỉnh"),
        ("Tổ giúp việc họp theo quyết định nào?", "22/QĐ-UBND"),
        ("Chuyến học tập kinh nghiệm trồng rừng khi nào thực hiện?", "chưa thực hiện trong quý II/2023"),
    ],
    ids=["payer", "payer_english", "requirement", "purpose", "recurring", "rest_of_the_question", "group", "denied"],
)
def test_the_headline_is_what_was_asked(question: str, headline: str, answerer: Answerer) -> None:
    answer = answerer.ask(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert headline in answer.headline


@pytest.mark.parametrize(
    ("question", "polarity"),
    [
        ("Có phải Sở Y tế chủ trì khám sức khỏe học sinh không?", "Có"),
        ("Sở Nội vụ chủ trì khám sức khỏe học sinh phải không?", "Không: Sở Y tế"),
        ("Is the health department leading the pupils' health checks?", "Yes"),
    ],
)
def test_who_is_supposed_to_lead_is_confirmed_or_put_right(question: str, polarity: str, answerer: Answerer) -> None:
    assert answerer.ask(question).headline.startswith(polarity)


@pytest.mark.parametrize(
    "question", ["Công ty nào trúng thầu lắp camera ngã ba Cây Điệp?", "Ai bị phạt vì ùn tắc ở ngã ba Cây Điệp?"]
)
def test_an_act_that_no_assignment_answers_is_not_answered_by_one(question: str, answerer: Answerer) -> None:
    assert answerer.ask(question).abstained


def test_the_source_of_an_answer_is_that_of_the_question_before(answerer: Answerer) -> None:
    before = Turn(question="Ai chủ trì khám sức khỏe học sinh?", answer="Sở Y tế")
    assert answerer.ask("Nguồn ở đâu?", [before]).headline.endswith("mục 2")


@pytest.mark.parametrize("question", ["SYT chủ trì việc gì?", "sở y tế chủ trì việc gì", "so y te chu tri viec gi"])
def test_a_short_name_is_asked_like_the_full_one(question: str, answerer: Answerer) -> None:
    assert "tổ chức khám" in answerer.ask(question).text


def test_who_issued_a_document_is_read_where_it_is_cited(over: Over) -> None:
    cited = "Sở Y tế thực hiện Thông tư số 05/2021/TT-BYT ngày 05/3/2021 của Bộ Y tế về giám sát."
    answerer = over(a=made_up(cited))
    for question in ("Thông tư 05/2021 do ai ban hành?", "thong tu 05/2021 cua bo nao", "Who issued Circular 05/2021?"):
        assert "của Bộ Y tế" in answerer.ask(question).headline
    assert answerer.ask("Thông báo 12/TB-UBND do cơ quan nào ban hành?").headline == "UBND tỉnh Cà Mau"


def test_a_new_question_is_not_held_to_what_came_before(over: Over) -> None:
    here, there = (
        made_up("Sở Y tế chủ trì tiêm chủng."),
        made_up("Sở Nội vụ chủ trì tuyển dụng.", province="Bến Tre", number="9/TB-UBND"),
    )
    answerer = over(a=here, b=there)
    before = Turn(question="Ai chủ trì tiêm chủng ở Cà Mau?", answer="Sở Y tế")
    assert "tuyển dụng" in answerer.ask("Sở Nội vụ làm gì?", [before]).text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Rà soát trạm y tế xã đảo phải xong trước ngày nào?", "hoàn thành trước ngày 30/9/2023"),
        ("ra soat tram y te xa dao khi nao", "hoàn thành trước ngày 30/9/2023; hằng tháng"),
        ("Rà soát trạm y tế xã đảo bao lâu báo cáo một lần?", "hằng tháng"),
    ],
)
def test_a_last_day_and_what_recurs_are_told_apart(question: str, said: str, over: Over) -> None:
    item = "Giao Sở Y tế rà soát trạm y tế các xã đảo, báo cáo hằng tháng; hoàn thành trước ngày 30/9/2023."
    assert over(a=made_up(item)).ask(question).headline == said
