"""The form a question asks for: read from marked phrases, and read nowhere else."""

from datetime import date

import pytest

from corpus.models import Facet
from corpus.phrases import words
from corpus.text import fold
from rag.models import How, Over, Shape
from rag.question.entities import entities
from rag.question.language import language_of
from rag.question.periods import around, period_at
from rag.question.shapes import Form, form_of

TODAY = date(2020, 5, 13)  # a Wednesday


def read(text: str) -> Form:
    sequence = words(fold(text))
    return form_of(text, sequence, language_of(text), entities(text, sequence, ()), TODAY)


@pytest.mark.parametrize(
    ("text", "shape", "over"),
    [
        ("Thông báo nào mới nhất?", Shape.LAST, Over.NOTICE),
        ("Trong các văn bản, cái nào ra sau cùng?", Shape.LAST, Over.NOTICE),
        ("van ban nao cu nhat", Shape.FIRST, Over.NOTICE),
        ("Which notice is the oldest one you hold?", Shape.FIRST, Over.NOTICE),
        ("What is the earliest document in the collection?", Shape.FIRST, Over.NOTICE),
        ("Việc nào có hạn sớm nhất?", Shape.FIRST, Over.TASK),
        ("Thông báo mới nhất và cũ nhất?", Shape.LIST, Over.NOTICE),
        ("Có bao nhiêu thông báo?", Shape.COUNT, Over.NOTICE),
        ("How many tasks does the Department of Finance have?", Shape.COUNT, Over.TASK),
        ("Mấy thông báo ban hành năm 2021?", Shape.COUNT, Over.NOTICE),
        ("thông báo ban hành trước 2021", Shape.LIST, Over.NOTICE),
        ("thong bao tu 2019 den 2021", Shape.LIST, Over.NOTICE),
        ("the notices issued before 2021", Shape.LIST, Over.NOTICE),
        ("kế hoạch năm 2021", Shape.ONE, None),
        ("Ai ký thông báo ban hành trước 2021?", Shape.ONE, None),
        ("may viec giao cho So Y te", Shape.COUNT, Over.TASK),
        ("Thông báo 12 có mấy thời hạn?", Shape.COUNT, Over.DEADLINE),
        ("How many deadlines does notice 12 set?", Shape.COUNT, Over.DEADLINE),
        ("Thông báo 12 dẫn mấy quyết định?", Shape.COUNT, Over.DOCUMENT),
        ("Mấy việc này ai chủ trì?", Shape.ONE, None),
        ("Ngày mấy thông báo 12 ban hành?", Shape.ONE, None),
        ("Phải đào bao nhiêu giếng, thời hạn tới đâu?", Shape.ONE, None),
        ("Mục 3 thông báo 171 xử lý bao nhiêu kiến nghị?", Shape.COUNT, Over.ITEM),
        ("Những tỉnh nào nhắc Nghị định 09/2017?", Shape.EACH, Over.PROVINCE),
        ("Which notices mention Decision 45/2016?", Shape.EACH, Over.NOTICE),
        ("Thông báo nào không ghi ngày ban hành?", Shape.EACH, Over.NOTICE),
        ("Những sở nào được giao nhiệm vụ ở Bình Phước?", Shape.EACH, Over.BODY),
        ("Tóm tắt thông báo của Quảng Nam", Shape.SUMMARY, Over.NOTICE),
        ("Give me the gist of notice 104", Shape.SUMMARY, Over.NOTICE),
        ("Việc nào quá hạn?", Shape.LIST, Over.TASK),
        ("thời hạn sắp tới", Shape.LIST, Over.TASK),
        ("Liệt kê các thời hạn ở Cà Mau", Shape.LIST, Over.DEADLINE),
        ("danh sách văn bản", Shape.LIST, Over.NOTICE),
    ],
)
def test_the_form_that_is_asked_for(text: str, shape: Shape, over: Over) -> None:
    form = read(text)
    assert (form.shape, form.over) == (shape, over)


@pytest.mark.parametrize(
    "text",
    [
        "Ai chủ trì lập tổ ứng cứu sự cố?",
        "Bao nhiêu phần trăm thủ tục đạt mức độ 4?",
        "Đề án cần bao nhiêu tiền?",
        "Bao nhiêu tỉnh thành tham gia hội chợ?",
        "Thời hạn khi nào?",
        "Ban Chỉ đạo dự định học tập kinh nghiệm ở Bình Dương hay tỉnh nào?",
        "Kết luận nêu những hạn chế nào?",
        "How many schools have a kitchen?",
        "The first meeting of the committee was where?",
        "Việc cấp phép không quá 10 ngày do ai làm?",
    ],
)
def test_a_question_about_a_fact_has_no_form_of_its_own(text: str) -> None:
    assert read(text).shape in (Shape.ONE, Shape.LIST) and read(text).over is None


def days(text: str) -> list[tuple[Facet, How, date | None, date | None]]:
    return [(one.facet, one.how, one.start, one.end) for one in read(text).givens]


@pytest.mark.parametrize(
    ("text", "how", "start", "end"),
    [
        ("Việc nào hạn trước 30/6/2019?", How.BEFORE, None, date(2019, 6, 30)),
        ("Việc nào phải xong trước năm 2018?", How.BEFORE, None, date(2017, 12, 31)),
        ("Việc nào phải xong sau quý II/2018?", How.AFTER, date(2018, 7, 1), None),
        ("viec nao phai xong trong nam 2018", How.IN, date(2018, 1, 1), date(2018, 12, 31)),
        ("Việc nào có hạn trong tháng 6/2019?", How.IN, date(2019, 6, 1), date(2019, 6, 30)),
        ("Việc nào hạn trước 30/6/19?", How.BEFORE, None, date(2019, 6, 30)),
        ("Which tasks are due by 5 March 2020?", How.BEFORE, None, date(2020, 3, 5)),
        ("What tasks are due in Q2 2018?", How.IN, date(2018, 4, 1), date(2018, 6, 30)),
        ("Việc nào quá hạn?", How.BEFORE, None, date(2020, 5, 12)),
        ("Việc nào sắp đến hạn?", How.IN, date(2020, 5, 13), date(2020, 6, 12)),
        ("Việc nào đến hạn quý này?", How.IN, date(2020, 4, 1), date(2020, 6, 30)),
        ("Tuần này có việc gì đến hạn?", How.IN, date(2020, 5, 11), date(2020, 5, 17)),
        ("Việc nào chưa có thời hạn?", How.NONE, None, None),
        ("Which tasks have no deadline?", How.NONE, None, None),
    ],
)
def test_days_are_read_of_deadlines(text: str, how: How, start: date | None, end: date | None) -> None:
    assert (Facet.DEADLINE, how, start, end) in days(text)


def test_days_of_notices_are_those_of_issue_or_of_the_meeting() -> None:
    assert days("Thông báo nào ban hành trước năm 2018?") == [(Facet.ISSUED_ON, How.BEFORE, None, date(2017, 12, 31))]
    assert (Facet.HELD_ON, How.IS, None, None) in days("Cuộc họp nào diễn ra gần đây nhất?")
    assert (Facet.NUMBER, How.NONE, None, None) in days("thong bao nao khong co so")


@pytest.mark.parametrize("text", ["31/02/2019", "tháng 13/2019", "30/6", "171", "5 việc", "quý V/2019"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert period_at(words(fold(text)), 0) is None


def test_a_period_may_lie_before_or_ahead() -> None:
    assert around("month", -1, TODAY) == (date(2020, 4, 1), date(2020, 4, 30))
    assert around("year", 1, TODAY) == (date(2021, 1, 1), date(2021, 12, 31))
    assert around("quarter", 3, TODAY) == (date(2021, 1, 1), date(2021, 3, 31))
