"""Answers over all notices: the newest, how many, which mention, what is due, what one comes to."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from answering import Over, answering, made_up

from bot.messages import messages
from rag.answer import Answerer
from rag.answers.ways import found
from rag.draft import Draft
from rag.models import Answer, AnswerStatus, Shape
from rag.question.reading import read_question
from rag.register import TaskFilter, tasks

OLD = made_up(
    "Sở Y tế chủ trì tập huấn phòng dịch, hoàn thành trước ngày 30/9/2021.",
    "Sở Nội vụ chủ trì, phối hợp với Sở Y tế tuyển dụng viên chức theo Nghị định số 20/2020/NĐ-CP.",
    number="5/TB-UBND", province="Cà Mau", year=2021,
)  # fmt: skip
NEW = made_up(
    "Đối với 07 kiến nghị của Sở Y tế:\n\n- Sở Tài chính bố trí kinh phí mua thuốc.\n\n- Sở Y tế lập dự toán.",
    "Sở Y tế chủ trì rà soát danh mục thuốc, hoàn thành trong quý I/2024.",
    "Thực hiện Nghị định số 20/2020/NĐ-CP và Luật Dược.",
    number="9/TB-UBND", province="Bạc Liêu", year=2023,
)  # fmt: skip
UNDATED = made_up("Công an tỉnh chủ trì tuần tra biên giới.", province="Kiên Giang").replace(
    "Số: 12/TB-UBND\nKiên Giang, ngày 12 tháng 6 năm 2023\n\n", ""
)


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with ExitStack() as stack:
        yield answering(tmp_path_factory.mktemp("data"), stack)(a=OLD, b=NEW, c=UNDATED)


def draft(answerer: Answerer, text: str) -> Draft:
    index = answerer._index
    return found(index, read_question(index, text), messages()).draft


def proved(answerer: Answerer, answer: Answer) -> bool:
    return all(answerer.notice(one.notice_id).text[one.start : one.end] == one.quote for one in answer.citations)


@pytest.mark.parametrize(
    ("question", "headline"),
    [
        ("mấy việc giao cho Sở Y tế?", "Có 4 nhiệm vụ"),
        ("may viec giao cho So Y te Bac Lieu", "Có 2 nhiệm vụ"),
        ("mấy thông báo ban hành trước năm 2022?", "Có 1 văn bản: 5/TB-UBND"),
        ("Thông báo 9 có mấy thời hạn?", "Có 1 nhiệm vụ có thời hạn"),
        ("How many deadlines are set in notice 5?", "1 tasks with a deadline"),
        ("Thông báo 9 dẫn mấy văn bản?", "Có 2 văn bản được viện dẫn"),
        ("mấy tỉnh có thông báo", "Có 3 tỉnh: Cà Mau, Bạc Liêu, Kiên Giang"),
        ("Có mấy việc theo Nghị định 20/2020?", "Có 1 nhiệm vụ"),
    ],
)
def test_how_many_is_counted(question: str, headline: str, answerer: Answerer) -> None:
    answer = answerer.ask(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert answer.headline.startswith(headline)
    assert proved(answerer, answer)


def test_how_many_came_is_told_by_who_came(over: Over) -> None:
    came = "Ngày 02/6/2023, Chủ tịch UBND tỉnh Tăng Văn Bền chủ trì cuộc họp. Vắng: Sở Y tế, Sở Tư pháp.\n\n1. "
    answerer = over(a=OLD.replace("1. ", came, 1))
    for question in ("mấy cơ quan vắng trong cuộc họp?", "How many agencies were absent from the meeting?"):
        assert "Sở Tư pháp" in answerer.ask(question).headline


@pytest.mark.parametrize(
    ("question", "number", "undated"),
    [
        ("Thông báo nào mới nhất?", "9/TB-UBND", True),
        ("thong bao nao cu nhat", "5/TB-UBND", True),
        ("Which notice is the newest?", "9/TB-UBND", True),
        ("Thông báo mới nhất của Cà Mau là thông báo nào?", "5/TB-UBND", False),
    ],
)
def test_the_newest_and_the_oldest(question: str, number: str, undated: bool, answerer: Answerer) -> None:
    answer = answerer.ask(question)
    assert answer.status is AnswerStatus.ANSWERED and number in answer.headline
    assert ("không ghi ngày" in answer.text or "no date" in answer.text) == undated
    assert answer.citations[0].number == number and proved(answerer, answer)


def test_notices_are_counted_and_listed(answerer: Answerer) -> None:
    answer, found = answerer.ask("Có bao nhiêu thông báo?"), draft(answerer, "Có bao nhiêu thông báo?")
    assert "3" in answer.headline and len(answer.citations) == 3
    assert (found.shape, found.total, len(found.subjects)) == (Shape.COUNT, 3, 3)


def test_one_number_of_tasks_everywhere(answerer: Answerer) -> None:
    rows = tasks(answerer._index, TaskFilter(agency="Sở Y tế"))
    for question in ("Sở Y tế có bao nhiêu nhiệm vụ?", "How many tasks does the Department of Health have?"):
        assert str(len(rows)) in answerer.ask(question).headline
        assert draft(answerer, question).total == len(rows)
    assert draft(answerer, "Sở Y tế làm những việc gì?").total == len(rows)


@pytest.mark.parametrize(
    ("question", "held", "absent"),
    [
        ("Việc nào phải xong trong năm 2021?", "tập huấn", "danh mục thuốc"),
        ("Việc nào có hạn sau ngày 1/1/2023?", "danh mục thuốc", "tập huấn"),
        ("Which tasks are due before 31/12/2021?", "tập huấn", "danh mục thuốc"),
        ("Những việc nào của Sở Y tế không ghi thời hạn?", "dự toán", "tập huấn"),
        ("Việc nào có hạn sớm nhất?", "tập huấn", "danh mục thuốc"),
        ("Việc nào quá hạn?", "tập huấn", "tuần tra"),
    ],
)
def test_tasks_by_their_deadlines(question: str, held: str, absent: str, answerer: Answerer) -> None:
    answer = answerer.ask(question)
    assert answer.status is AnswerStatus.ANSWERED and held in answer.text and absent not in answer.text
    assert proved(answerer, answer)


@pytest.mark.parametrize(
    "question",
    ["Việc nào phải xong trước năm 2015?", "Việc nào phải xong trước 2015 và sau 2020?", "Việc nào hạn năm 2031?"],
)
def test_what_no_day_fits_is_said_and_nothing_invented(question: str, answerer: Answerer) -> None:
    answer = answerer.ask(question)
    assert answer.abstained and not answer.citations and answer.text


def test_who_mentions_what(answerer: Answerer) -> None:
    provinces = answerer.ask("Những tỉnh nào nhắc Nghị định 20/2020?")
    assert (
        "Cà Mau" in provinces.headline and "Bạc Liêu" in provinces.headline and "Kiên Giang" not in provinces.headline
    )
    assert {one.notice_id for one in answerer.ask("Which notices mention the Provincial Police?").citations} == {"c"}
    assert {one.notice_id for one in answerer.ask("Thông báo nào nói đến tuần tra biên giới?").citations} == {"c"}
    assert answerer.ask("Tỉnh nào có dân số đông nhất?").abstained


@pytest.mark.parametrize(
    ("question", "headline"),
    [
        ("Mỗi tỉnh có bao nhiêu thông báo?", "Cà Mau: 1; Bạc Liêu: 1; Kiên Giang: 1"),
        ("Sở nào có nhiều nhiệm vụ nhất?", "Sở Y tế: 3"),
        ("Which province has the most tasks?", "Bạc Liêu: 3"),
        ("Mỗi năm có bao nhiêu thông báo?", "2021: 1; 2023: 1"),
        (
            "Những văn bản nào nhắc Nghị định 20/2020?",
            "Có 2 văn bản nhắc đến: 5/TB-UBND (Cà Mau); 9/TB-UBND (Bạc Liêu)",
        ),
        ("Thông báo 5 và thông báo 9, cái nào mới hơn?", "Ban hành mới nhất: Thông báo số 9/TB-UBND"),
        ("Có bao nhiêu thông báo ban hành năm 2021 và 2023?", "Có 2 văn bản: 5/TB-UBND"),
    ],
)
def test_what_is_counted_stands_first(question: str, headline: str, answerer: Answerer) -> None:
    answer = answerer.ask(question)
    assert answer.headline.startswith(headline) and proved(answerer, answer)


@pytest.mark.parametrize(
    "question", ["Liệt kê các chỉ thị", "Có mấy quyết định?", "Văn bản nào nhắc đến Nghị định 99/2019/NĐ-CP?"]
)
def test_of_what_there_is_none_nothing_is_counted(question: str, answerer: Answerer) -> None:
    answer = answerer.ask(question)
    assert answer.status is AnswerStatus.NOT_IN_NOTICES and not answer.citations


def test_what_is_asked_of_tasks_beside_themselves(answerer: Answerer) -> None:
    answer = answerer.ask("Sở Nội vụ chủ trì những việc gì, phối hợp với ai, hạn khi nào?")
    assert answer.status is AnswerStatus.PARTIAL and "tuyển dụng viên chức" in answer.headline
    assert "Phối hợp: Sở Y tế" in answer.headline and "Thời hạn: không nêu" in answer.headline
    assert "Văn bản không nêu: thời hạn." in answer.text and proved(answerer, answer)
    several = answerer.ask("Sở Y tế chủ trì những việc gì và hạn khi nào?")
    assert "Thời hạn: hoàn thành trước ngày 30/9/2021" in several.text and "quý I/2024" in several.text


def test_a_line_of_the_head_alone_is_a_stamp(over: Over) -> None:
    answerer = over(a="HỎA TỐC\n" + OLD, b=NEW)
    assert {one.notice_id for one in answerer.ask("Văn bản nào hỏa tốc?").citations} == {"a"}


def test_what_notices_do_not_state(answerer: Answerer) -> None:
    for question in ("Thông báo nào không ghi ngày ban hành?", "Which notices have no number?"):
        assert {one.notice_id for one in answerer.ask(question).citations} == {"c"}


def test_a_figure_printed_in_a_heading(answerer: Answerer) -> None:
    answer = answerer.ask("Mục 1 thông báo 9 xử lý bao nhiêu kiến nghị?")
    assert answer.headline == "07 kiến nghị" and proved(answerer, answer)
    assert "2" in answerer.ask("Mục 1 thông báo 9 có bao nhiêu nội dung?").headline


def test_a_notice_by_its_items(answerer: Answerer) -> None:
    answer = answerer.ask("Tóm tắt thông báo 9")
    assert {one.notice_id for one in answer.citations} == {"b"} and len(answer.text) <= 1_500
    assert "bố trí kinh phí" in answer.text and "danh mục thuốc" in answer.text and proved(answerer, answer)


def test_the_bodies_that_have_tasks(answerer: Answerer) -> None:
    text = answerer.ask("Những sở nào được giao nhiệm vụ ở Bạc Liêu?").text
    assert "Sở Y tế" in text and "Sở Tài chính" in text and "Sở Nội vụ" not in text


@pytest.mark.parametrize(
    "question",
    [
        "Thông báo nào mới nhất?",
        "Có bao nhiêu thông báo?",
        "Việc nào quá hạn?",
        "Tóm tắt thông báo 9",
        "Tóm tắt, đếm, liệt kê thông báo mới nhất, cũ nhất, trước 2015, sau 30/6/19, không có hạn của từng tỉnh",
    ],
)
def test_over_no_notices_nothing_is_said(question: str, over: Over) -> None:
    assert over().ask(question).abstained


@pytest.mark.parametrize(
    ("question", "notices"),
    [
        ("thông báo ban hành trước 2022", {"a"}),
        ("thong bao sau 2021", {"b"}),
        ("thông báo nào ban hành sau 2021?", {"b"}),
        ("văn bản từ 2021 đến 2023", {"a", "b"}),
        ("thông báo giữa 2020 và 2022", {"a"}),
        ("thông báo từ 2022 trở về trước", {"a"}),
        ("thông báo từ 2022 trở đi", {"b"}),
        ("the notices issued after 2021", {"b"}),
        ("Số của thông báo ban hành trước 2022 là số mấy?", {"a"}),
        ("văn bản ban hành trước 2015", set()),
    ],
)
def test_a_bare_year_limits_the_notices(question: str, notices: set[str], answerer: Answerer) -> None:
    answer = answerer.ask(question)
    assert {one.notice_id for one in answer.citations} == notices
    assert (answer.status is AnswerStatus.ANSWERED) == bool(notices)


def test_a_notice_of_that_time_without_a_day_of_issue_stands_beside(over: Over) -> None:
    met = UNDATED.replace("1. ", "Ngày 02/6/2023, Chủ tịch UBND tỉnh Tăng Văn Bền chủ trì cuộc họp.\n\n1. ", 1)
    answer = over(a=OLD, b=NEW, c=met).ask("thông báo nào ban hành sau 2021?")
    assert "9/TB-UBND" in answer.headline and "Kiên Giang" not in answer.headline
    assert "không ghi ngày ban hành" in answer.text


@pytest.mark.parametrize(
    ("question", "status", "said"),
    [
        ("thông báo nào ban hành năm 2021, thông báo nào ban hành năm 2023?", "answered", ("5/TB-UBND", "9/TB-UBND")),
        ("thong bao nao truoc 2022 va thong bao nao sau 2022", "answered", ("5/TB-UBND", "9/TB-UBND")),
        ("which notice was issued in 2021 and which notice was issued in 2023?", "answered", ("5/TB", "9/TB")),
        ("tỉnh nào ban hành năm 2021, tỉnh nào họp ngày 03/4/2022?", "partial", ("Cà Mau", "b) Không có")),
        ("thông báo nào do Sơn La ban hành và thông báo nào ban hành năm 2021?", "partial", ("a) Không", "5/TB-UBND")),
        ("thông báo nào cũ nhất và thông báo nào mới nhất", "answered", ("5/TB-UBND", "9/TB-UBND")),
    ],
)
def test_two_conditions_are_two_questions(
    question: str, status: str, said: tuple[str, ...], answerer: Answerer
) -> None:
    answer = answerer.ask(question)
    assert answer.status.value == status
    assert all(one in answer.headline for one in said)


def test_the_province_of_a_meeting_is_asked_by_its_day(over: Over) -> None:
    met = "Ngày 02/6/2021, Chủ tịch UBND tỉnh Tăng Văn Bền chủ trì cuộc họp.\n\n1. "
    answerer = over(a=OLD.replace("1. ", met, 1), b=NEW)
    for question in ("tỉnh nào họp ngày 02/6/2021?", "tinh nao hop thang 6/2021"):
        assert answerer.ask(question).headline == "Có 1 tỉnh: Cà Mau"
    assert answerer.ask("tỉnh nào họp ngày 12/6/2021?").status.abstained


def test_what_else_is_asked_of_the_notices_is_told(over: Over) -> None:
    signed = OLD + "\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nLý Văn Sáng\n"
    answer = over(a=signed, b=NEW).ask("thông báo nào ban hành trước 2022, ai ký?")
    assert "Lý Văn Sáng" in answer.headline
    assert {one.notice_id for one in answer.citations} == {"a"}
