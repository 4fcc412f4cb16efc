"""Heads and lines as portals, forms and old files give them: what a title states, what stands on lines of its own, lost breaks."""

import re

import pytest

from corpus.models import Notice
from corpus.parse import parse

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
FOOT = "\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nLê Văn Núi\n"


def head_of(notice: Notice) -> tuple[str | None, str | None, str | None, str | None, str | None]:
    """Type, number, issuer, date and subject."""
    values = (notice.number, notice.issuer, notice.issued_on, notice.subject)
    number, issuer, issued_on, subject = (str(one.value) if one else None for one in values)
    return notice.type, number, issuer, issued_on, subject


def rows(notice: Notice) -> list[tuple[str, tuple[str, ...], str]]:
    """Item, who acts, by when as printed."""
    return [
        (row.item, (*row.lead, *row.assigned), row.deadline.text if row.deadline else "") for row in notice.directives
    ]


def letter(body: str, head: str = "") -> Notice:
    top = head or f"SỞ Y TẾ TỈNH LÀO CAI\n{MOTTO}\nSố: 12/TB-SYT\nLào Cai, ngày 05 tháng 11 năm 2024\n"
    return parse("a", f"{top}\nTHÔNG BÁO\nVề việc trực dịch\n\n{body.strip()}{FOOT}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Trang chủ\n\nKế hoạch số 41/KH-UBND ngày 02/3/2023 của UBND tỉnh Lai Châu về phòng cháy rừng mùa khô\n\n"
            "05/03/2023 | 310 lượt xem\n\n1. Giao Công an tỉnh tuần tra trước ngày 20/3/2023.\n",
            ("Kế hoạch", "41/KH-UBND", "UBND tỉnh Lai Châu", "2023-03-02", "về phòng cháy rừng mùa khô"),
        ),
        (
            "Thông báo kết luận của Giám đốc Sở Xây dựng về chỉnh trang vỉa hè\n\n"
            "Ngày 04/5/2022, Giám đốc Sở họp.\n\n1. Thanh tra Sở kiểm tra trước ngày 20/5/2022.\n",
            ("Thông báo", None, None, None, "kết luận của Giám đốc Sở Xây dựng về chỉnh trang vỉa hè"),
        ),
        (
            "Về dọn kênh mương trước mùa lũ\n\nSố ký hiệu: | 77/KH-SNN | Ngày ban hành: | 09/8/2022\n"
            "Cơ quan ban hành: | Sở Nông nghiệp và Phát triển nông thôn tỉnh Bến Tre | Loại văn bản: | Kế hoạch\n"
            "Trích yếu: | Dọn kênh mương trước mùa lũ | Người ký: | Trần Văn Bé\n\n"
            "1. Chi cục Thủy lợi nạo vét kênh trước ngày 30/8/2022.\n",
            (
                "Kế hoạch",
                "77/KH-SNN",
                "Sở Nông nghiệp và Phát triển nông thôn tỉnh Bến Tre",
                "2022-08-09",
                "Dọn kênh mương trước mùa lũ",
            ),
        ),
    ],
    ids=["title with number", "title alone", "labels in cells"],
)
def test_a_page_without_a_letterhead_states_its_head(text: str, expected: tuple[str | None, ...]) -> None:
    assert head_of(parse("a", text)) == expected


def test_signer_in_a_cell_of_a_portal() -> None:
    notice = parse("a", "Số ký hiệu | 77/KH-SNN | Người ký | Trần Văn Bé\n\n1. Chi cục Thủy lợi nạo vét kênh.\n")
    assert notice.signature.name
    assert notice.signature.name.value == "Trần Văn Bé"


@pytest.mark.parametrize(
    ("head", "number", "date"),
    [
        ("Số:\n88\n/TB-SYT\n" + MOTTO + "\nLào Cai, ngày\n7\ntháng\n11\nnăm 2024\n", "88/TB-SYT", "2024-11-07"),
        (MOTTO + "\nSố\n\n9/TB-SYT\n\nLào Cai, ngày 3\n\ntháng 2\n\nnăm 2025\n", "9/TB-SYT", "2025-02-03"),
        ("Số: 12/TB-\nSYTLC\n" + MOTTO + "\nLào Cai, ngày 05 tháng 11\nnăm 2024\n", "12/TB-SYTLC", "2024-11-05"),
    ],
)
def test_fields_of_a_form_over_several_lines(head: str, number: str, date: str) -> None:
    notice = letter("1. Phòng Nghiệp vụ Y lập kế hoạch.", f"SỞ Y TẾ TỈNH LÀO CAI\n{head}")
    assert head_of(notice)[1:4] == (number, "Sở Y tế tỉnh Lào Cai", date)


def test_a_ministry_no_list_holds_has_no_province() -> None:
    text = f"BỘ LAO ĐỘNG HẢI ĐẢO\n{MOTTO}\nSố: 5/TB-BLĐHĐ\nHà Nội, ngày 05 tháng 11 năm 2024\n"
    assert letter("1. Vụ Kế hoạch lập dự toán.", text).province is None
    assert letter("1. Phòng Nghiệp vụ Y lập dự toán.").province == "Lào Cai"


@pytest.mark.parametrize(
    ("issuer", "province"),
    [("BAN CHỈ ĐẠO QUỐC GIA VỀ HẢI ĐẢO", None), ("VƯỜN QUỐC GIA HOÀNG LIÊN", "Lào Cai")],
)
def test_a_national_board_has_no_province_a_national_park_may(issuer: str, province: str | None) -> None:
    text = f"{issuer}\n{MOTTO}\nSố: 5/TB-HL\nLào Cai, ngày 05 tháng 11 năm 2024\n"
    assert letter("1. Hạt Kiểm lâm tuần tra rừng.", text).province == province


@pytest.mark.parametrize(
    ("issuer", "symbol", "expected"),
    [
        ("SỞ TƯ PHÁP - CÔNG AN TỈNH", "3/KH-STP-CAT", "Sở Tư pháp - Công an tỉnh"),
        ("SỞ Y TẾ -\nSỞ GIÁO DỤC VÀ ĐÀO TẠO", "4/KHLN-SYT-SGDĐT", "Sở Y tế - Sở Giáo dục và Đào tạo"),
        (
            "UBND TỈNH YÊN BÁI\nSỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI",
            "5/KH-SLĐTBXH",
            "Sở Lao động - Thương binh và Xã hội",
        ),
    ],
)
def test_bodies_that_issue_together(issuer: str, symbol: str, expected: str) -> None:
    text = f"{issuer}\nSố: {symbol}\n{MOTTO}\nYên Bái, ngày 05 tháng 11 năm 2024\n\nKẾ HOẠCH\nPhối hợp năm 2025\n\n1. Hai ngành họp quý."
    assert head_of(parse("a", text))[2] == expected


@pytest.mark.parametrize(
    ("symbol", "line", "kind"),
    [
        ("7/PGV-SYT", "PHIẾU GIAO VIỆC", "Phiếu giao việc"),
        ("8/TĐ-SYT", "THÔNG ĐIỆP ĐẦU NĂM", "Thông điệp đầu năm"),
        ("9/TB-SYT", "THÔNG BÁO", "Thông báo"),
    ],
)
def test_a_type_no_list_holds_is_called_as_printed(symbol: str, line: str, kind: str) -> None:
    text = f"SỞ Y TẾ TỈNH LÀO CAI\n{MOTTO}\nSố: {symbol}\nLào Cai, ngày 05 tháng 11 năm 2024\n\n{line}\nTrực dịch dịp Tết\n\n1. Phòng Nghiệp vụ Y lập lịch trực.{FOOT}"
    assert head_of(parse("a", text)) == (kind, symbol, "Sở Y tế tỉnh Lào Cai", "2024-11-05", "Trực dịch dịp Tết")


def test_a_letter_stays_a_letter() -> None:
    text = f"SỞ Y TẾ TỈNH LÀO CAI\nSố: 7/SYT-NVY\nV/v trực dịch\n{MOTTO}\nLào Cai, ngày 05 tháng 11 năm 2024\n\nHỎA TỐC\n\nKính gửi: Phòng Y tế.\n\n1. Phòng Y tế lập lịch trực.{FOOT}"
    assert parse("a", text).type == "Công văn"


RUN_ON = [
    "SỞ Y TẾ TỈNH LÀO CAI CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc Số: 31/SYT-NVY Lào Cai, ngày 06"
    " tháng 3 năm 2023 V/v phòng sởi Kính gửi: - Phòng Y tế các huyện; - Trung tâm Y tế Sa Pa. Dịch sởi tăng. Sở Y tế yêu cầu:"
    " 1. Phòng Y tế các huyện rà soát trẻ chưa tiêm trước ngày 20/3/2023. 2. Trung tâm Y tế Sa Pa: a) Lập đội cơ động trong"
    " tháng 3/2023; b) Mở điểm tiêm lưu động. 3. Phòng Nghiệp vụ Y tổng hợp trước ngày 30/3/2023./. Nơi nhận: - Như trên;"
    " - Lưu: VT. GIÁM ĐỐC Lê Văn Núi",
    "SỞ Y TẾ TỈNH LÀO CAI CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc Số: 31/TB-SYT Lào Cai, ngày 06"
    " tháng 3 năm 2023 THÔNG BÁO Về phòng sởi Căn cứ Kế hoạch số 5/KH-SYT, Sở Y tế yêu cầu:"
    " 1. Phòng Y tế các huyện rà soát trẻ chưa tiêm trước ngày 20/3/2023. 2. Trung tâm Y tế Sa Pa: a) Lập đội cơ động trong"
    " tháng 3/2023; b) Mở điểm tiêm lưu động. 3. Phòng Nghiệp vụ Y tổng hợp trước ngày 30/3/2023./. Nơi nhận: - Như trên;"
    " - Lưu: VT. KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC Lê Văn Núi",
]


@pytest.mark.parametrize("width", [0, 84])
@pytest.mark.parametrize("text", RUN_ON, ids=["letter", "notice"])
def test_a_document_in_one_paragraph(text: str, width: int) -> None:
    wrapped = re.sub(rf"(.{{1,{width}}})(?:\s|$)", r"\1\n", text) if width else text
    notice = parse("a", wrapped)
    assert rows(notice) == [
        ("1", ("Phòng Y tế các huyện",), "trước ngày 20/3/2023"),
        ("2.a", ("Trung tâm Y tế Sa Pa",), "trong tháng 3/2023"),
        ("2.b", ("Trung tâm Y tế Sa Pa",), ""),
        ("3", ("Phòng Nghiệp vụ Y",), "trước ngày 30/3/2023"),
    ]
    number = "31/SYT-NVY" if "V/v" in text else "31/TB-SYT"
    subject = "V/v phòng sởi" if "V/v" in text else "Về phòng sởi"
    assert head_of(notice)[1:] == (number, "Sở Y tế tỉnh Lào Cai", "2023-03-06", subject)
    assert notice.signature.name
    assert notice.signature.name.value == "Lê Văn Núi"
    assert all(wrapped[row.start : row.end] == row.quote for row in notice.directives)


def test_a_count_inside_a_sentence_begins_no_item() -> None:
    text = RUN_ON[0].replace("Dịch sởi tăng.", "Dịch sởi tăng từ tháng 5. Sở đã họp ngày 3. Sau đó dịch giảm.")
    assert [row[0] for row in rows(parse("a", text))] == ["1", "2.a", "2.b", "3"]


@pytest.mark.parametrize("sign", ["o", "§", "·", "Ø"])
def test_signs_of_bullets_alone_on_their_lines(sign: str) -> None:
    listed = (
        f"1.\nPhòng Nghiệp vụ Y\n{sign}\nLập lịch trực trước ngày 20/12/2024.\n{sign}\nCấp phát vật tư cho các trạm."
    )
    beside = f"1. Phòng Nghiệp vụ Y\n{sign} Lập lịch trực trước ngày 20/12/2024.\n{sign} Cấp phát vật tư cho các trạm."
    for body in (listed, beside):
        assert rows(letter(body)) == [
            ("1, gạch 1", ("Phòng Nghiệp vụ Y",), "trước ngày 20/12/2024"),
            ("1, gạch 2", ("Phòng Nghiệp vụ Y",), ""),
        ]


@pytest.mark.parametrize(
    ("body", "items"),
    [
        ("1. Phòng Nghiệp vụ Y kiểm tra trạm y tế trên cao tốc Nội Bài\n- Lào Cai và các nút giao trước ngày 20/12/2024.", ["1"]),
        ("1. Phòng Nghiệp vụ Y lập danh mục trạm y tế giai đoạn 2024\n- 2026 trước ngày 20/12/2024.", ["1"]),
        (
            "1. Văn phòng Sở lập danh mục thiết bị cần mua sắm trong năm tới.\n2. Phòng Tổ chức cán bộ rà soát nhân lực của các trạm vùng cao.\n"
            "3. Thanh tra Sở kiểm tra việc bảo quản vắc xin tại các điểm tiêm.\n4. Phòng Nghiệp vụ Y phối hợp với Văn phòng Ban Chỉ đạo tỉnh\n"
            "- Trung tâm Y tế dự phòng lập lịch trực trước ngày 20/12/2024.",
            ["1", "2", "3", "4"],
        ),
        (
            "1. Phòng Nghiệp vụ Y phụ trách các huyện vùng cao gồm Mường Khương\n- Bắc Hà lập lịch trực.\n- Sa Pa lập lịch trực.",
            ["1, gạch 1", "1, gạch 2"],
        ),
        ("1. Nhiệm vụ của Phòng Nghiệp vụ Y trong năm\n- Lập lịch trực trước ngày 20/12/2024.", ["1", "1, gạch 1"]),
    ],
    ids=["between names", "between years", "a full line", "a list", "a heading"],
)  # fmt: skip
def test_a_line_that_begins_with_a_dash(body: str, items: list[str]) -> None:
    paths = [item.path for item in letter(body).items if item.path]
    assert [path for path in paths if "gạch" in path] == [path for path in items if "gạch" in path]


@pytest.mark.parametrize(
    "page",
    [
        "trước ngày 20 tháng\n\n                    2\n\n12 năm 2024.",
        "trước ngày 20 tháng\n                    2\n12 năm 2024.",
        "trước ngày 20\n\nTrang 2/5\n\ntháng 12 năm 2024.",
        "trước ngày 20\n\n- 2 -\n\nThông báo của Sở Y tế\n\ntháng 12 năm 2024.",
    ],
)
def test_a_page_number_inside_a_sentence(page: str) -> None:
    notice = letter(f"1. Phòng Nghiệp vụ Y lập lịch trực và cấp phát vật tư cho các trạm {page}")
    assert rows(notice) == [("1", ("Phòng Nghiệp vụ Y",), "trước ngày 20 tháng 12 năm 2024")]
    assert notice.directives[0].task.endswith("trước ngày 20 tháng 12 năm 2024")
    assert "Trang" not in notice.directives[0].quote


def test_a_number_in_the_middle_of_a_row_stays() -> None:
    notice = letter("1. Phòng Nghiệp vụ Y mua\n\n12\n\nMáy thở cho các trạm trước ngày 20/12/2024.")
    assert rows(notice)[0][2] == "trước ngày 20/12/2024"


def test_cells_with_breaks_of_their_own() -> None:
    text = (
        "| SỞ Y TẾ<br>TỈNH LÀO CAI | **CỘNG HÒA XÃ HỘI CHỦ NGHĨA<br>VIỆT NAM**<br>**Độc lập - Tự do -<br>Hạnh phúc** |\n"
        "|---|---|\n| Số: 12/SYT-<br>NVY<br>V/v trực dịch tại<br>các trạm vùng cao | *Lào Cai, ngày 05<br>tháng 11 năm 2024* |\n\n"
        "Kính gửi: Phòng Y tế các huyện.\n\n1. Phòng Y tế các huyện lập lịch trực trước ngày 20/12/2024.\n\n"
        "| ***Nơi nhận:***<br>- Như trên;<br>- Lưu: VT. | **KT. GIÁM ĐỐC<br>PHÓ GIÁM<br>ĐỐC**<br><br><br>**Lê Văn<br>Núi** |\n|---|---|\n"
    )
    notice = parse("a", text)
    assert head_of(notice)[1:] == (
        "12/SYT-NVY",
        "Sở Y tế tỉnh Lào Cai",
        "2024-11-05",
        "V/v trực dịch tại các trạm vùng cao",
    )
    assert notice.signature.name
    assert notice.signature.title
    assert (notice.signature.name.value, notice.signature.title.value) == ("Lê Văn Núi", "Phó Giám đốc")


def test_columns_that_wrap_beside_each_other() -> None:
    head = (
        "     CÔNG AN TỈNH LÀO CAI               CỘNG HÒA XÃ HỘI CHỦ NGHĨA\n    PHÒNG CẢNH SÁT QUẢN LÝ                      VIỆT NAM\n"
        "     HÀNH CHÍNH VỀ TRẬT TỰ              Độc lập - Tự do - Hạnh phúc\n            XÃ HỘI\n\n"
        "     Số: 20/TB-QLHC                     Lào Cai, ngày 12 tháng 10\n                                                năm 2024\n"
    )
    notice = letter("1. Công an các xã lập lịch cấp căn cước.", head)
    assert head_of(notice)[1:4] == ("20/TB-QLHC", "Phòng Cảnh sát quản lý hành chính về trật tự xã hội", "2024-10-12")


@pytest.mark.parametrize("line", ["- Cổng thông tin tỉnh; Võ Văn Anh", "- Các phòng: NV, TC. Võ Văn Anh"])
def test_a_signer_beside_the_last_recipients(line: str) -> None:
    text = f"SỞ Y TẾ TỈNH LÀO CAI\n{MOTTO}\nSố: 12/TB-SYT\nLào Cai, ngày 05 tháng 11 năm 2024\n\nTHÔNG BÁO\nVề trực dịch\n\n1. Phòng Y tế trực.\n\nNơi nhận: GIÁM ĐỐC\n- Như trên;\n{line}\n- Lưu: VT.\n"
    name = parse("a", text).signature.name
    assert name
    assert name.value == "Võ Văn Anh"
    named = parse("a", f"{text}\n\nLê Văn Núi\n").signature.name
    assert named
    assert named.value == "Lê Văn Núi"


@pytest.mark.parametrize("office", ["HIỆU TRƯỞNG", "GIÁM ĐỐC", "CHỦ TỊCH"])
def test_who_decides_stands_below_the_subject(office: str) -> None:
    text = f"SỞ Y TẾ TỈNH LÀO CAI\n{MOTTO}\nSố: 12/QĐ-SYT\nLào Cai, ngày 05 tháng 11 năm 2024\n\nQUYẾT ĐỊNH\n\nVề việc lập tổ trực dịch\ndịp Tết năm 2025\n\n{office}\n\nCăn cứ Luật Y tế;\n\nĐiều 1. Lập tổ trực dịch.{FOOT}"
    assert head_of(parse("a", text))[4] == "Về việc lập tổ trực dịch dịp Tết năm 2025"


def test_points_under_an_article_belong_to_it() -> None:
    notice = letter("Điều 1. Ban hành lịch trực.\n\nĐiều 2.\n1. Phòng Nghiệp vụ Y lập lịch.\n2. Văn phòng Sở in lịch.")
    assert [item.path for item in notice.items if item.path] == ["Điều 1", "Điều 2", "Điều 2.1", "Điều 2.2"]


def test_a_note_above_the_letterhead_is_no_type() -> None:
    text = f"Quyết định\n28/4/2024\n\nSỞ Y TẾ TỈNH LÀO CAI\n{MOTTO}\nSố: 12/SYT-NVY\nLào Cai, ngày 05 tháng 11 năm 2024\nV/v trực dịch\n\nKính gửi: Phòng Y tế.\n\n1. Phòng Y tế trực.{FOOT}"
    assert head_of(parse("a", text)) == (
        "Công văn",
        "12/SYT-NVY",
        "Sở Y tế tỉnh Lào Cai",
        "2024-11-05",
        "V/v trực dịch",
    )


def test_a_rule_before_the_number_is_drawn() -> None:
    head = "ỦY BAN NHÂN DÂN\nTỈNH QUẢNG NGÃI\nĐộc lập - Tự do - Hạnh phúc\n_______________ Số: 131/TB-UBND Quảng Ngãi, ngày 27 tháng 3 năm 2026\n\nTHÔNG BÁO\nKết luận về phòng cháy rừng\n\n1. Giao Sở Y tế rà soát cơ số thuốc.\n"
    notice = parse("a", head)
    assert notice.number and notice.number.value == "131/TB-UBND"
    assert notice.place and notice.place.value == "Quảng Ngãi"
