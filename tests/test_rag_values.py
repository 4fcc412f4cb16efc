"""Of which sort a thing is asked, and what a passage states of it: looked up in the facts of its notice."""

import pytest
from answering import Over, made_up

from corpus.models import Facet
from corpus.parse import parse
from corpus.passages import passages
from rag.models import Asked, Hit, Question
from rag.question import understand
from rag.question.asks import sort_of
from rag.shorten import clause_of
from rag.values import Filled, fill


@pytest.mark.parametrize(
    ("facet", "question", "sort"),
    [
        (Facet.DEADLINE, "Hạn chót nộp báo cáo là ngày nào?", "limit"),
        (Facet.DEADLINE, "Hạn hán kéo dài từ khi nào, mấy tháng báo cáo một lần?", "recurring"),
        (Facet.DEADLINE, "Cuộc họp diễn ra ngày nào?", ""),
        (Facet.FIGURE, "het bao nhieu tien", "money"),
        (Facet.FIGURE, "cong ty cham tien do may du an", "plain"),
        (Facet.FIGURE, "Ngân sách tỉnh chi bao nhiêu?", "funds"),
        (Facet.REPORTS_TO, "Kết quả gửi cho ai?", "sent"),
        (Facet.BASIS, "Theo nghị định nào?", "Nghị định"),
        (Facet.PERSON, "Phó Chủ tịch UBND tỉnh là ai?", "pho chu tich"),
        (Facet.LEAD, "Ai chủ trì?", ""),
    ],
)
def test_of_which_sort_a_thing_is_asked(facet: Facet, question: str, sort: str) -> None:
    assert sort_of(facet, question, "vi") == sort


def test_what_is_asked_keeps_its_sort() -> None:
    asked = understand("Hạn chót nộp báo cáo là ngày nào?")
    assert (asked.facet, asked.sort) == (Facet.DEADLINE, "limit")
    assert asked.asking(Facet.LEAD, Facet.DEADLINE).wanted[1].sort == "limit"


def filled(sentence: str, facet: Facet, sort: str = "") -> Filled | None:
    notice = parse("one", made_up(sentence, year=2020))
    passage = next(one for one in passages(notice) if one.item == "1")
    return fill(Question(text="", language="vi", wanted=(Asked(facet=facet, sort=sort),)), Hit(passage=passage), notice)


@pytest.mark.parametrize(
    ("sentence", "sort", "value"),
    [
        (
            "Sở Y tế kiểm tra các bệnh viện, hoàn thành trước ngày 15/3/2021.",
            "limit",
            "hoàn thành trước ngày 15/3/2021",
        ),
        ("Ngày 15/3/2021, Sở Y tế kiểm tra các bệnh viện tuyến tỉnh.", "", "15/3/2021"),
        ("Ngày 15/3/2021, Sở Y tế kiểm tra các bệnh viện tuyến tỉnh.", "limit", None),
        ("Sở Y tế kiểm tra các bệnh viện trước ngày 15/3/2021.", "recurring", None),
        ("Sở Y tế báo cáo hằng tháng về các bệnh viện tuyến tỉnh.", "recurring", "hằng tháng"),
        ("Sở Y tế báo cáo hằng ngày trước 16 giờ về các bệnh viện.", "recurring", "hằng ngày trước 16 giờ"),
        ("Chuyển việc kiểm tra từ tháng 6/2021 sang tháng 10/2021 vì dịch.", "limit", "sang tháng 10/2021"),
        ("Sở Y tế chưa tổ chức kiểm tra trong quý II/2021 do có dịch.", "", "chưa tổ chức kiểm tra trong quý II/2021"),
        ("Mở lớp từ ngày 01/3/2021 đến hết ngày 15/3/2021 tại huyện.", "", "từ ngày 01/3/2021 đến hết ngày 15/3/2021"),
    ],
)
def test_a_time_is_told_as_it_was_asked(sentence: str, sort: str, value: str | None) -> None:
    found = filled(sentence, Facet.DEADLINE, sort)
    assert (found.values if found else None) == ((value,) if value else None)


def test_a_figure_and_a_person_are_of_the_sort_asked() -> None:
    sentence = "Chủ tịch UBND tỉnh Trần Văn Nam giao hỗ trợ 30% chi phí cho 12 trạm bơm ở các huyện."
    assert filled(sentence, Facet.FIGURE, "share") and filled(sentence, Facet.FIGURE, "funds")
    assert filled(sentence, Facet.FIGURE, "money") is None
    named = filled(sentence, Facet.PERSON, "chu tich")
    assert named and named.values == ("Trần Văn Nam",)
    assert filled(sentence, Facet.PERSON, "pho chu tich") is None


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("Có bao nhiêu xã thiếu giáo viên?", ("41 xã thiếu giáo viên",)),
        ("Năm nay bao nhiêu hộ vay vốn?", ("hơn 1.500 hộ vay",)),
        ("Cần mấy trường và mấy lớp?", ("12 trường", "từ 5 đến 7 lớp")),
        ("Cấp bao nhiêu tiền?", ("1,5 tỷ đồng",)),
        ("Bao nhiêu phần trăm đạt chuẩn?", ("không quá 70 %",)),
        ("Sáp nhập mấy tỉnh?", ("ba tỉnh cũ",)),
        ("How many households borrowed?", ("hơn 1.500 hộ vay",)),
        ("Có bao nhiêu con trâu?", ()),  # another object: the sentence, no figure of it
    ],
)
def test_the_figure_counts_what_is_asked(question: str, values: tuple[str, ...]) -> None:
    sentence = (
        "Ba Đồn và ba tỉnh cũ có 41 xã thiếu giáo viên, cần 12 trường, từ 5 đến 7 lớp, cấp 1,5 tỷ đồng, "
        "cho hơn 1.500 hộ vay, không quá 70 % đạt chuẩn."
    )
    notice = parse("one", made_up(sentence, year=2020))
    passage = next(one for one in passages(notice) if one.item == "1")
    found = fill(understand(question), Hit(passage=passage), notice)
    assert found and found.values == values


@pytest.mark.parametrize(
    ("text", "value", "clause"),
    [
        ("Toàn tỉnh có 645 trường, thiếu 1.127 giáo viên so với định mức.", "1.127 giáo viên", "1.127 giáo viên so với định mức"),
        ("KINH PHÍ THỰC HIỆN Tổng kinh phí 318 tỷ đồng, ngân sách tỉnh 196 tỷ đồng.", "318 tỷ đồng", "Tổng kinh phí 318 tỷ đồng"),
        ("Các sở: Tài chính, Y tế khảo sát 26 điểm quá 24 tháng.", "26 điểm", "26 điểm"),
        ("Sửa đường (khoảng 6,8 tỷ đồng): Đồng ý.", "khoảng 6,8 tỷ đồng", "khoảng 6,8 tỷ đồng"),
    ],
)  # fmt: skip
def test_a_figure_is_said_with_its_clause_and_no_other_figure(text: str, value: str, clause: str) -> None:
    assert clause_of(text, value) == clause


def test_documents_of_the_kind_asked_come_with_their_article() -> None:
    found = filled(
        "Thực hiện khoản 2 Điều 5 Nghị định số 30/2020/NĐ-CP và Công văn số 12/UBND-VX của tỉnh.", Facet.BASIS
    )
    assert found and found.values == ("khoản 2 Điều 5 Nghị định số 30/2020/NĐ-CP", "Công văn số 12/UBND-VX")


COUNTED = (
    "Trong 9 tháng xảy ra 64 vụ tai nạn giao thông, làm 41 người chết, 29 người bị thương; xử phạt 1.250 lái xe.",
    "Giao Sở Y tế tập huấn sơ cứu cho 300 người ở 25 xã; Sở Giáo dục và Đào tạo sửa 18 trường mầm non và 7 trường tiểu học.",
)


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("Bao nhiêu người bị thương vì tai nạn giao thông?", "29"),
        ("bao nhieu nguoi bi thuong", "29"),
        ("How many people were injured?", "29"),
        ("Bao nhiêu người được tập huấn sơ cứu?", "300"),
        ("Bao nhiêu trường mầm non được sửa?", "18"),
        ("bao nhieu truong tieu hoc", "7"),
        ("Bao nhiêu trường THPT được sửa?", ""),
        ("Bao nhiêu người mất tích?", ""),
    ],
)
def test_a_figure_counts_what_is_told_from_others_of_its_name(question: str, figure: str, over: Over) -> None:
    answer = over(a=made_up(*COUNTED)).ask(question)
    assert f"{figure} " in answer.headline if figure else answer.abstained


def test_a_figure_of_the_same_name_alone_is_no_other(over: Over) -> None:
    assert over(a=made_up(COUNTED[1].partition(";")[0])).ask("Bao nhiêu người bị thương khi tập huấn sơ cứu?").abstained
