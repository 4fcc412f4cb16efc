"""What is understood of the five sample notices, read by hand from their texts, and of forms they do not have."""

from datetime import date

import pytest
from fakes import SAMPLES, sample_notice
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.models import DocumentKind, Notice
from corpus.parse import parse
from corpus.passages import passages

IDS = sorted(path.stem for path in SAMPLES.glob("*.txt"))

LETTER = """ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH CÀ MAU              Độc lập - Tự do - Hạnh phúc

Số: 05/UBND-KGVX         Cà Mau, ngày 12 tháng 6 năm 2023
V/v tăng cường phòng, chống bệnh tay chân miệng

Kính gửi:
- Sở Y tế;
- Sở Giáo dục và Đào tạo.

Thực hiện Công văn số 3322/BYT-DP ngày 05/6/2023 của Bộ Y tế, Chủ tịch UBND tỉnh có ý kiến như sau:

1. Giao Sở Y tế chủ trì, phối hợp với Sở Giáo dục và Đào tạo giám sát, phát hiện sớm ca bệnh; báo cáo UBND tỉnh
trước ngày 30/6/2023.

2. Sở Giáo dục và Đào tạo chỉ đạo các trường mầm non:
a) Vệ sinh lớp học;
b) Hoàn thành tập huấn trong quý III/2023.

Nơi nhận:                      KT. CHỦ TỊCH
- Như trên;                    PHÓ CHỦ TỊCH
- Lưu: VT.
                               Nguyễn Minh Luân
"""


def value(fact: object) -> object:
    return getattr(fact, "value", None)


def header(notice: Notice) -> tuple[object, ...]:
    signature = notice.signature
    return (value(notice.number), value(notice.issuer), notice.province, value(notice.place), value(notice.issued_on),
            value(signature.name), value(signature.title))  # fmt: skip


@pytest.mark.parametrize(
    ("notice_id", "expected"),
    [
        ("binh-phuoc-104-2017", ("104/TB-UBND", "UBND tỉnh Bình Phước", "Bình Phước", "Bình Phước", date(2017, 5, 8), "Phạm Thị Anh Hoa", "Chánh Văn phòng")),
        ("huong-an-2018", (None, "Cổng thông tin điện tử Thị trấn Hương An", "Quảng Nam", None, None, None, None)),
        ("kien-giang-171-2019", ("171/TB-VP", "Văn phòng UBND tỉnh Kiên Giang", "Kiên Giang", "Kiên Giang", date(2019, 2, 18), None, None)),
        ("quang-nam-46-2018", ("46/TB-UBND", "UBND tỉnh Quảng Nam", "Quảng Nam", "Quảng Nam", date(2018, 2, 7), "Võ Văn Viên", "Phó Chánh Văn phòng")),
        ("tra-vinh-2020", (None, "Văn phòng UBND tỉnh Trà Vinh", "Trà Vinh", None, None, "Nguyễn Thanh Tâm", "Phó Chánh Văn phòng")),
    ],
)  # fmt: skip
def test_headers_and_signatures_are_those_of_the_text(notice_id: str, expected: tuple[object, ...]) -> None:
    assert header(sample_notice(notice_id)) == expected


@pytest.mark.parametrize(
    ("notice_id", "held_on", "chair", "place"),
    [
        ("binh-phuoc-104-2017", date(2017, 5, 3), "Nguyễn Tiến Dũng", "Văn phòng UBND tỉnh"),
        ("kien-giang-171-2019", date(2019, 1, 18), "Phạm Vũ Hồng", "Sở Thông tin và Truyền thông"),
        ("quang-nam-46-2018", date(2018, 1, 31), "Lê Văn Thanh", None),
        ("tra-vinh-2020", date(2020, 3, 5), "Đồng Văn Lâm", "Hội trường Sở Thông tin và Truyền thông"),
    ],
)
def test_the_meeting_is_read_from_the_opening(notice_id: str, held_on: date, chair: str, place: str | None) -> None:
    meeting = sample_notice(notice_id).meeting
    assert (value(meeting.held_on), value(meeting.chair), value(meeting.place)) == (held_on, chair, place)


def test_the_stamp_of_the_receiver_is_not_the_number() -> None:
    notice = sample_notice()
    assert value(notice.arrival) == "Số: 416 Ngày: 9/2/18"
    assert value(notice.number) == "46/TB-UBND"


def test_an_article_has_a_title_and_an_author() -> None:
    notice = sample_notice("huong-an-2018")
    assert notice.kind is DocumentKind.ARTICLE
    assert value(notice.subject) == "UBND tỉnh làm việc với Sở TT&TT về chương trình kế hoạch năm 2018"
    assert value(notice.author) == "Thùy Dung"


def test_items_carry_their_printed_path() -> None:
    paths = [item.path for item in sample_notice("tra-vinh-2020").items if item.path]
    assert paths == [
        "I", "I.1", "I.2", "I.3", "I.4", "II", "II.1", "II.1, gạch 1", "II.1, gạch 2", "II.1, gạch 3", "II.1, gạch 4",
        "II.2", "II.2, gạch 1", "II.2, gạch 2", "II.2, gạch 3", "II.2, gạch 4", "II.2, gạch 5", "II.3", "II.4",
    ]  # fmt: skip
    assert "3, gạch 11" in [item.path for item in sample_notice("kien-giang-171-2019").items]


def test_a_sentence_cut_by_a_page_break_is_one_item() -> None:
    item = next(item for item in sample_notice("tra-vinh-2020").items if item.path == "I.2")
    assert item.text.endswith("trong quá trình hoạt động.")


def test_documents_are_cited_with_their_dates() -> None:
    cited = [(document.number, document.date) for document in sample_notice().cited_documents]
    assert cited == [
        ("4361/QĐ-BNV", date(2016, 12, 28)),
        ("5598/UBND-KGVX", date(2017, 10, 17)),
        ("09/2017/NĐ-CP", date(2017, 2, 9)),
        ("5998/UBND-KGVX", date(2017, 11, 1)),
        ("80/2014/QĐ-TTg", date(2014, 12, 30)),
        ("1047/BTTTT-CNTT", date(2015, 4, 13)),
    ]


@pytest.mark.parametrize("notice_id", IDS)
def test_everything_is_a_slice_of_the_text(notice_id: str) -> None:
    notice = sample_notice(notice_id)
    for part in (*notice.items, *passages(notice)):
        assert notice.text[part.start : part.end] == part.text
    for directive in notice.directives:
        assert notice.text[directive.start : directive.end] == directive.quote


def test_an_official_letter_with_a_header_in_two_columns() -> None:
    notice = parse("cv", LETTER)
    assert notice.kind is DocumentKind.OFFICIAL_LETTER
    assert header(notice) == (
        "05/UBND-KGVX",
        "UBND tỉnh Cà Mau",
        "Cà Mau",
        "Cà Mau",
        date(2023, 6, 12),
        "Nguyễn Minh Luân",
        "Phó Chủ tịch",
    )
    assert value(notice.subject) == "V/v tăng cường phòng, chống bệnh tay chân miệng"
    assert [fact.value for fact in notice.addressees] == ["Sở Y tế", "Sở Giáo dục và Đào tạo"]
    assert [item.path for item in notice.items if item.path] == ["1", "2", "2.a", "2.b"]


def test_who_acts_for_an_office_signs_with_its_title() -> None:
    signed = LETTER.replace("KT. CHỦ TỊCH", "Q. GIÁM ĐỐC").replace("PHÓ CHỦ TỊCH", "            ")
    signature = parse("cv", signed).signature
    assert (value(signature.title), value(signature.name)) == ("Giám đốc", "Nguyễn Minh Luân")


@pytest.mark.parametrize("form", ["NFD", "crlf"])
def test_the_same_letter_in_another_form_says_the_same(form: str) -> None:
    from unicodedata import normalize

    text = normalize("NFD", LETTER) if form == "NFD" else LETTER.replace("\n", "\r\n")
    assert header(parse("cv", text)) == header(parse("cv", LETTER))
    assert [row.lead for row in parse("cv", text).directives] == [row.lead for row in parse("cv", LETTER).directives]


def test_a_number_left_blank_is_no_number() -> None:
    assert parse("cv", LETTER.replace("Số: 05/", "Số:      /")).number is None


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400) | st.lists(st.sampled_from(LETTER.split("\n")), max_size=25).map("\n".join))
def test_no_text_breaks_it_and_nothing_is_made_up(text: str) -> None:
    notice = parse("x", text)
    for part in (*notice.items, *passages(notice)):
        assert notice.text[part.start : part.end] == part.text
    for row in notice.directives:
        assert notice.text[row.start : row.end] == row.quote


def test_a_place_is_never_what_stands_below_it() -> None:
    notice = parse(
        "x", "Cà Mau, ngày 12 tháng 4 năm 2022\n\nHỏa Tốc\n\nUBND TỈNH CÀ MAU\nSố: 12/UBND-VX\n\nKính gửi: Sở Y tế.\n"
    )
    assert notice.place and (notice.place.value, notice.place.start) == ("Cà Mau", 0)


@pytest.mark.parametrize(
    ("foot", "signer"),
    [
        ("THƯ KÝ                    CHỦ TRÌ\n\nTrần Thị Mai              Lê Văn Núi\n", "Lê Văn Núi"),
        ("CHỦ TRÌ                   THƯ KÝ\n\nLê Văn Núi                Trần Thị Mai\n", "Lê Văn Núi"),
        (
            "Nơi nhận: TM. ỦY BAN NHÂN DÂN\n- TT. HĐND tỉnh; KT. CHỦ TỊCH\n- Lưu: VT. PHÓ CHỦ TỊCH\nLê Văn Núi\n",
            "Lê Văn Núi",
        ),
        ("Nơi nhận:\n- Lưu: VT.\n\nT/M BAN CHẤP HÀNH\nBÍ THƯ\nK'Brêu Văn Núi\n", "K'Brêu Văn Núi"),
    ],
)
def test_who_signs_beside_whom(foot: str, signer: str) -> None:
    head = "UBND TỈNH CÀ MAU\n\nSố: 5/BB-UBND\nCà Mau, ngày 05 tháng 3 năm 2024\n\nBIÊN BẢN\nHọp giao ban\n\n"
    name = parse(
        "x", f"{head}1. Sở Y tế rà soát trang thiết bị, báo cáo UBND tỉnh trong tháng 4 năm 2024.\n\n{foot}"
    ).signature.name
    assert name is not None
    assert name.value == signer
