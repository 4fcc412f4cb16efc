"""What a follow-up keeps, what it takes over, and how the notices it is held to are said and dropped."""

import json

import pytest
from answering import Over, made_up

from bot.messages import messages
from bot.people.turns import said_in
from bot.show.outline import Part, outline
from rag.answer import Answerer
from rag.models import Answer, AnswerStatus, Turn

SIGNED = "\n\nTM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\n{name}\n"
HEALTH = (
    "Về tiêm chủng: Sở Y tế chủ trì, phối hợp với Sở Giáo dục và Đào tạo tổ chức tiêm vắc xin, xong trước ngày 30/9/2023.",
    "Về khám sức khỏe: giao Sở Y tế lập danh sách học sinh; Sở Tài chính bố trí kinh phí khám.",
)
ROADS = (
    "Về đường liên xã: Sở Xây dựng chủ trì, phối hợp với Sở Tài chính sửa chữa đường, xong trước ngày 15/11/2022.",
    "Về bến đò: giao Sở Y tế kiểm tra vệ sinh tại các bến.",
)


@pytest.fixture
def answerer(over: Over) -> Answerer:
    here = made_up(*HEALTH, number="12/TB-UBND", province="Cà Mau") + SIGNED.format(name="Lý Văn Sáng")
    there = made_up(*ROADS, number="9/TB-UBND", province="Sơn La", year=2022) + SIGNED.format(name="Cầm Thị Hoa")
    return over(here=here, there=there)


def talk(answerer: Answerer, *questions: str, told: bool = True) -> Answer:
    """The last answer of a conversation; `told`: with what the faces remember of each answer, else the questions alone."""
    history: list[Turn] = []
    answer = answerer.ask(questions[0])
    for at, question in enumerate(questions[1:]):
        turn = said_in([(0.0, answer.id, answer)])[0].turn
        history.append(turn if told else Turn(question=questions[at]))
        answer = answerer.ask(question, history)
    return answer


@pytest.mark.parametrize("told", [True, False], ids=["remembered", "read_anew"])
@pytest.mark.parametrize(
    ("questions", "headline"),
    [
        (("Ai ký thông báo 12?", "chức vụ gì?"), "PHÓ CHỦ TỊCH"),
        (("Ai ký thông báo 12?", "ông đó giữ chức gì?"), "PHÓ CHỦ TỊCH"),
        (("Ai ký thông báo 12?", "ngày nào?"), "12/06/2023"),
        (("Ai ký thông báo 12?", "văn bản đó đề ngày nào?"), "12/06/2023"),
        (("Ai ký thông báo 12?", "chức vụ gì?", "còn thông báo 9?"), "Cầm Thị Hoa"),
        (("Ai ký thông báo 12?", "con thong bao 9 thi ai"), "Cầm Thị Hoa"),
        (("Ai ký thông báo Cà Mau?", "còn Sơn La?"), "Cầm Thị Hoa"),
        (("Ai ký thông báo 12?", "Sơn La thì sao?"), "Cầm Thị Hoa"),
        (("Who signed the Ca Mau notice?", "and the Son La one?"), "Cầm Thị Hoa"),
        (("Ai ký thông báo Cà Mau?", "còn Sơn La?", "số mấy?"), "9/TB-UBND"),
        (("Ai chủ trì tiêm chủng ở Cà Mau?", "phối hợp với ai?"), "Sở Giáo dục và Đào tạo"),
        (("Ai chủ trì tiêm chủng ở Cà Mau?", "phối hợp với ai?", "thời hạn?"), "30/9/2023"),
        (("Ai chủ trì tiêm chủng ở Cà Mau?", "ai ký?"), "Lý Văn Sáng"),
        (("Ai chủ trì sửa chữa đường liên xã?", "ai ký văn bản đó?"), "Cầm Thị Hoa"),
    ],
)
def test_the_subject_is_kept_and_what_is_asked_is_taken_over(
    questions: tuple[str, ...], headline: str, told: bool, answerer: Answerer
) -> None:
    answer = talk(answerer, *questions, told=told)
    assert answer.status is AnswerStatus.ANSWERED
    assert headline.casefold() in answer.headline.casefold()


LISTED = "Thông báo 12 có bao nhiêu nhiệm vụ?"


@pytest.mark.parametrize("told", [True, False], ids=["remembered", "read_anew"])
@pytest.mark.parametrize(
    ("questions", "headline"),
    [
        ((LISTED, "việc thứ nhất hạn khi nào?"), "30/9/2023"),
        ((LISTED, "viec thu hai giao ai"), "Sở Y tế"),
        ((LISTED, "nhiệm vụ cuối cùng là gì?"), "bố trí kinh phí"),
        ((LISTED, "việc thứ hai hạn khi nào?", "còn việc thứ nhất?"), "30/9/2023"),
        ((LISTED, "viec thu nhat ai phoi hop", "hạn khi nào?", "con viec thu ba giao ai"), "Sở Tài chính"),
        ((LISTED, "the second task: who leads?", "and the first one?"), "Sở Y tế"),
        (("Liệt kê các thông báo", "thông báo thứ nhất ai ký?", "còn thông báo thứ hai?"), "Lý Văn Sáng"),
        (("Ai ký thông báo 12?", "còn thông báo 9?", "ở Cà Mau thì sao?"), "Lý Văn Sáng"),
        ((LISTED, "the first task: who coordinates?"), "Sở Giáo dục và Đào tạo"),
        (("Sở Tài chính Cà Mau làm gì?", "còn Sở Y tế?", "phối hợp với ai?"), "Sở Giáo dục và Đào tạo"),
    ],
)
def test_what_was_listed_is_meant_by_its_place(
    questions: tuple[str, ...], headline: str, told: bool, answerer: Answerer
) -> None:
    answer = talk(answerer, *questions, told=told)
    assert headline.casefold() in answer.headline.casefold()
    assert {citation.notice_id for citation in answer.citations} == {"here"}


@pytest.mark.parametrize(
    ("questions", "status"),
    [
        ((LISTED, "việc thứ chín hạn khi nào?"), AnswerStatus.UNCLEAR),
        ((LISTED, "việc thứ hai hạn khi nào?"), AnswerStatus.NOT_STATED),
        ((LISTED, "việc thứ nhất hạn khi nào?", "còn việc thứ tám?"), AnswerStatus.UNCLEAR),
        (("Ai lập danh sách học sinh ở Cà Mau?", "hạn khi nào?"), AnswerStatus.NOT_STATED),
        (("Ai kiểm tra vệ sinh tại các bến?", "phối hợp với ai?"), AnswerStatus.NOT_STATED),
    ],
)
def test_a_task_is_not_answered_for_another(
    questions: tuple[str, ...], status: AnswerStatus, answerer: Answerer
) -> None:
    assert talk(answerer, *questions).status is status


@pytest.mark.parametrize(
    ("questions", "said", "unsaid"),
    [
        (("Ai ký thông báo 12?", "ai ký tất cả các thông báo?"), ("Lý Văn Sáng", "Cầm Thị Hoa"), ()),
        (("Ai ký thông báo 12?", "ai ky moi thong bao"), ("Lý Văn Sáng", "Cầm Thị Hoa"), ()),
        (("Who signed notice 12?", "who signed all the notices?"), ("Lý Văn Sáng", "Cầm Thị Hoa"), ()),
        (("Thông báo 12 ra ngày nào?", "ngày ban hành của từng thông báo?"), ("12/06/2023", "12/06/2022"), ()),
        (("Ai ký thông báo 12?", "còn các thông báo khác?"), ("Cầm Thị Hoa",), ("Lý Văn Sáng",)),
        (("Ai ký thông báo 9?", "các thông báo còn lại ai ký?"), ("Lý Văn Sáng",), ("Cầm Thị Hoa",)),
        (("Who signed notice 12?", "who signed the other notices?"), ("Cầm Thị Hoa",), ("Lý Văn Sáng",)),
        (("Ai ký thông báo 12?", "có mấy thông báo?"), ("12/TB-UBND", "9/TB-UBND"), ()),
        (("Ai ký thông báo 12?", "liệt kê tất cả các thông báo"), ("12/TB-UBND", "9/TB-UBND"), ()),
    ],
)
@pytest.mark.parametrize("told", [True, False], ids=["remembered", "read_anew"])
def test_all_notices_and_the_others_leave_the_one_spoken_of(
    questions: tuple[str, ...], said: tuple[str, ...], unsaid: tuple[str, ...], told: bool, answerer: Answerer
) -> None:
    answer = talk(answerer, *questions, told=told)
    whole = f"{answer.headline} {answer.text}"
    assert all(one in whole for one in said)
    assert not any(one in whole for one in unsaid)


MET = "Ngày 02/6/2023, Phó Chủ tịch UBND tỉnh Tăng Văn Bền chủ trì cuộc họp về tiêm chủng.\n\n1. "


@pytest.mark.parametrize(
    "question",
    ["Ai kết luận thông báo 12?", "nguoi ket luan cuoc hop Ca Mau la ai", "Who concluded the meeting in notice 12?"],
)
@pytest.mark.parametrize("after", ["ông ấy giữ chức vụ gì?", "ong do giu chuc gi"])
def test_who_concluded_is_said_with_the_office_which_is_then_asked_of_nobody_else(
    question: str, after: str, over: Over
) -> None:
    here = made_up(*HEALTH) + SIGNED.format(name="Lý Văn Sáng")
    answerer = over(here=here.replace("1. ", MET, 1), there=made_up(*ROADS, number="9/TB-UBND", province="Sơn La"))
    for questions in ((question,), (question, after)):
        assert talk(answerer, *questions).headline == "Tăng Văn Bền, Phó Chủ tịch UBND tỉnh"


@pytest.mark.parametrize("question", ["Sở Y tế làm gì theo thông báo 88/TB-VP?", "Ai ký thông báo số 999/TB-UBND?"])
def test_a_number_that_stands_nowhere_is_said_to_be_unknown(question: str, answerer: Answerer) -> None:
    answer = answerer.ask(question)
    assert answer.status is AnswerStatus.NOT_IN_NOTICES
    assert answer.text.startswith(messages().say("vi", "answer.no_such_number"))


def test_a_place_alone_speaks_of_its_notices(answerer: Answerer) -> None:
    assert answerer.ask("Sơn La: ai ký?").headline.startswith("Cầm Thị Hoa")


def test_the_same_is_asked_of_another_body_and_the_scope_is_said(answerer: Answerer) -> None:
    answer = talk(answerer, "Sở Tài chính Cà Mau làm gì?", "còn Sở Y tế?")
    assert {citation.notice_id for citation in answer.citations} == {"here"}
    assert answer.scope is not None
    assert answer.scope.come_from == "conversation"
    assert answer.scope.notices == ("here",)
    assert answer.scope.label in f"{answer.headline} {answer.text}"
    assert answer.scope.without == "Sở Y tế làm gì ở tất cả các thông báo?"


def test_the_question_without_the_scope_asks_all_and_stays_so(answerer: Answerer) -> None:
    kept = talk(answerer, "Sở Tài chính Cà Mau làm gì?", "còn Sở Y tế?")
    assert kept.scope and kept.scope.without
    for asked in (kept.scope.without, "ở tất cả các tỉnh thì sao?"):
        answer = talk(answerer, "Sở Tài chính Cà Mau làm gì?", "còn Sở Y tế?", asked)
        assert {citation.notice_id for citation in answer.citations} == {"here", "there"}
        assert answer.scope is None
    later = talk(answerer, "Sở Tài chính Cà Mau làm gì?", "Sở Y tế làm gì ở tất cả các thông báo?", "còn Sở Xây dựng?")
    assert {citation.notice_id for citation in later.citations} == {"there"}


@pytest.mark.parametrize("question", ["Sở Y tế làm gì?", "so y te lam gi", "What does the Department of Health do?"])
def test_a_question_that_says_all_is_not_limited_by_the_one_before(question: str, answerer: Answerer) -> None:
    answer = talk(answerer, "Sở Tài chính Cà Mau làm gì?", question)
    assert {citation.notice_id for citation in answer.citations} == {"here", "there"}
    assert answer.scope is None


def test_what_a_question_names_itself_is_its_scope(answerer: Answerer) -> None:
    answer = answerer.ask("Ai ký thông báo 12?")
    printed = json.loads(answer.model_dump_json())["scope"]
    assert printed == {
        "notices": ["here"],
        "label": "trong Thông báo số 12/TB-UBND",
        "from": "question",
        "without": None,
    }
    assert Answer.model_validate_json(answer.model_dump_json()) == answer


def test_a_follow_up_is_not_answered_from_elsewhere(answerer: Answerer) -> None:
    answer = talk(answerer, "Ai ký thông báo 12?", "nơi nhận?")
    assert answer.status is AnswerStatus.NOT_STATED
    assert "Thông báo số 12/TB-UBND" in answer.text


def test_a_notice_that_was_taken_out_since_is_said_to_be_gone(answerer: Answerer) -> None:
    before = answerer.ask("Ai ký thông báo 12?")
    history = [said_in([(0.0, before.id, before)])[0].turn]
    answerer._index.remove("here")
    answer = answerer.ask("ngày nào?", history)
    assert answer.status is AnswerStatus.NOT_IN_NOTICES
    assert answer.text.startswith(messages().say("vi", "answer.scope_gone"))


def test_every_face_offers_to_ask_all(answerer: Answerer) -> None:
    answer = talk(answerer, "Sở Tài chính Cà Mau làm gì?", "còn Sở Y tế?")
    options = {block.text: block.question for block in outline(answer, messages()) if block.part is Part.OPTION}
    assert options["Hỏi ở tất cả các thông báo"] == "Sở Y tế làm gì ở tất cả các thông báo?"


@pytest.mark.parametrize(
    "question", ["hôm nay ai trực?", "hien nay so nao quan ly ben xe?", "Năm nay có bao nhiêu việc?"]
)
def test_a_day_does_not_point_back(question: str) -> None:
    from rag.question.pointing import points_back

    assert not points_back(question)


@pytest.mark.parametrize(
    "question",
    [
        "còn Sơn La?",
        "the con so y te",
        "việc đó ai làm?",
        "van ban nay so may",
        "and when is it due?",
        "nguoi ay la ai",
    ],
)
def test_words_point_back(question: str) -> None:
    from rag.question.pointing import points_back

    assert points_back(question)


@pytest.mark.parametrize("bare", ["còn 12?", "thế 12 thì sao?", "con 12?"])
def test_a_bare_number_after_a_notice_is_a_notice(bare: str, answerer: Answerer) -> None:
    assert "Lý Văn Sáng" in talk(answerer, "Ai ký thông báo 9?", bare).headline


def test_of_two_notices_named_the_one_that_tells_nothing_is_named(over: Over) -> None:
    signed = made_up(*HEALTH, number="12/TB-UBND") + SIGNED.format(name="Lý Văn Sáng")
    answer = over(here=signed, there=made_up(*ROADS, number="9/TB-UBND")).ask("Ai ký thông báo 12 và 9?")
    assert answer.status is AnswerStatus.PARTIAL
    assert "Lý Văn Sáng" in answer.headline and "9/TB-UBND" in answer.text


@pytest.mark.parametrize("asked", ["Trong mục đó Sở Y tế làm gì?", "Sở Y tế phải làm gì trong mục đó?"])
def test_an_item_just_spoken_of_is_the_one_asked_about(asked: str, over: Over) -> None:
    answerer = over(
        a=made_up(
            "Giao Sở Nội vụ chủ trì khảo sát sự hài lòng của người bệnh. Giao Sở Y tế công khai giá thuốc.",
            "Giao Sở Y tế rà soát trạm y tế xã.",
        )
    )
    first = answerer.ask("Ai khảo sát sự hài lòng của người bệnh?")
    answer = answerer.ask(asked, [Turn(question=first.question, answer=first.text, notices=("a",))])
    assert "giá thuốc" in answer.text and "trạm y tế" not in answer.text
