"""Documents as portals, scrapes and plans give them: what is around them, how their lines run, where their labels stand."""

import pytest
from plan import FOOT, HEAD, plan

from corpus.honesty import honesty
from corpus.parse import parse

Row = tuple[str, list[str], list[str], str]  # item, who acts, who helps, by when as printed


def rows(body: str) -> list[Row]:
    return [
        (row.item, [*row.lead, *row.assigned], list(row.coordinating), row.deadline.text if row.deadline else "")
        for row in plan(body).directives
    ]


SO, HELP = ["Sở Tư pháp"], ["Sở Tài chính", "UBND các xã, phường"]
LABELS = {
    "siblings under a heading": """
II. NHIỆM VỤ

1. Rà soát sổ gốc

- Thống kê sổ hộ tịch đang lưu tại kho.

- Tu bổ những quyển đã rách.

- Đơn vị chủ trì: Sở Tư pháp.

- Đơn vị phối hợp: Sở Tài chính; UBND các xã, phường.

- Thời gian thực hiện: Quý I/2026.
""",
    "headings of their own": """
II. NHIỆM VỤ

1. Rà soát sổ gốc

a) Nội dung thực hiện:

- Thống kê sổ hộ tịch đang lưu tại kho.

- Tu bổ những quyển đã rách.

b) Cơ quan thực hiện:

- Đơn vị chủ trì: Sở Tư pháp.

- Đơn vị phối hợp: Sở Tài chính, UBND các xã, phường.

c) Thời gian thực hiện: Quý I/2026.
""",
    "headings without a colon": """
II. NHIỆM VỤ

1. Rà soát sổ gốc

1.1. Nội dung thực hiện

- Thống kê sổ hộ tịch đang lưu tại kho.

- Tu bổ những quyển đã rách.

1.2. Cơ quan chủ trì, phối hợp

- Cơ quan chủ trì: Sở Tư pháp.

- Cơ quan phối hợp: Sở Tài chính, UBND các xã, phường.

1.3. Thời gian thực hiện: Quý I/2026.
""",
}
ONE_TASK = {
    "lines of their own": """
1. Thống kê sổ hộ tịch đang lưu tại kho.

Cơ quan chủ trì: Sở Tư pháp.

Cơ quan phối hợp: Sở Tài chính, UBND các xã, phường.

Thời gian thực hiện: Quý I/2026.
""",
    "stars": """
1. Thống kê sổ hộ tịch đang lưu tại kho; tu bổ những quyển đã rách.

* Cơ quan chủ trì: Sở Tư pháp.

* Cơ quan phối hợp: Sở Tài chính, UBND các xã, phường.

* Thời gian: Quý I/2026.
""",
    "emphasis of a scrape": """
1. Thống kê sổ hộ tịch đang lưu tại kho.

*- Đơn vị chủ trì: Sở Tư pháp.*

*- Đơn vị phối hợp: Sở Tài chính, UBND các xã, phường.*

*- Thời gian: Quý I/2026.*
""",
    "brackets": """
1. Thống kê sổ hộ tịch đang lưu tại kho (Cơ quan chủ trì: Sở Tư pháp; cơ quan phối hợp: Sở Tài chính, UBND các xã, phường; thời gian: Quý I/2026).
""",
    "who was given what": """
1. Sổ gốc

- Nội dung: Thống kê sổ hộ tịch đang lưu tại kho.

- Phân công thực hiện: Sở Tư pháp chủ trì, phối hợp với Sở Tài chính, UBND các xã, phường.

- Thời gian thực hiện: Quý I/2026.
""",
}


@pytest.mark.parametrize("body", LABELS.values(), ids=LABELS)
def test_labels_beside_several_tasks_are_those_of_each(body: str) -> None:
    told = rows(body)
    assert [row[1:] for row in told] == [(SO, HELP, "Quý I/2026")] * 2
    tasks = [row.task for row in plan(body).directives]
    assert tasks == ["Thống kê sổ hộ tịch đang lưu tại kho", "Tu bổ những quyển đã rách"]


@pytest.mark.parametrize("body", ONE_TASK.values(), ids=ONE_TASK)
def test_labels_below_a_task_are_its(body: str) -> None:
    assert rows(body) == [("1", SO, HELP, "Quý I/2026")]


@pytest.mark.parametrize("body", [*LABELS.values(), *ONE_TASK.values()], ids=[*LABELS, *ONE_TASK])
def test_a_label_that_told_a_task_something_is_not_named_as_lost(body: str) -> None:
    told = honesty(plan(body))
    assert not (told.items_without_task or told.sentences_without_task or told.labels_without_task)


def test_a_label_that_told_nothing_is_named() -> None:
    body = LABELS["siblings under a heading"] + "\n2. Kinh phí\n\n- Thời gian thực hiện: Quý II/2026.\n"
    assert [one.text for one in honesty(plan(body)).labels_without_task] == ["Thời gian thực hiện: Quý II/2026."]


PORTAL = """Cổng thông tin điện tử tỉnh Lâm Đồng
Trang chủ | Giới thiệu | Tin tức | Văn bản | Liên hệ
Sở Xây dựng chủ trì hội nghị về nhà ở trong tháng 9; Sở Y tế phối hợp với các huyện kiểm tra an toàn thực phẩm dịp cuối năm.
Bài xem nhiều: Khai mạc hội chợ hoa năm 2024; Công bố đường dây nóng tiếp nhận phản ánh của người dân về dịch vụ công.

Chia sẻ bài viết này

"""


def test_what_a_portal_says_around_a_document_is_not_the_documents() -> None:
    text = PORTAL + HEAD + "1. Giao Sở Tư pháp thống kê sổ hộ tịch." + FOOT
    notice = parse("a", text)
    assert notice.number and notice.number.value == "12/KH-UBND"
    assert notice.subject and notice.subject.value == "Số hóa sổ hộ tịch"
    assert [list(row.assigned) for row in notice.directives] == [["Sở Tư pháp"]]
    assert all(row.quote == text[row.start : row.end] for row in notice.directives)


def test_lines_that_were_wrapped_anywhere_are_one_sentence() -> None:
    body = """
1. Giao Sở Tư pháp chủ trì,
phối hợp với Sở Tài
chính và Công an
tỉnh thống kê sổ hộ tịch,
hoàn thành trước ngày
15/3/2026.

2. Sở Nội vụ bố trí người
làm việc tại kho.

3. Sở Xây dựng sửa mái
kho lưu trữ.

4. Sở Y tế khử trùng
kho lưu trữ.

5. Văn phòng UBND tỉnh theo dõi,
đôn đốc.
"""
    assert rows(body) == [
        ("1", ["Sở Tư pháp"], ["Sở Tài chính", "Công an tỉnh"], "hoàn thành trước ngày 15/3/2026"),
        ("2", ["Sở Nội vụ"], [], ""),
        ("3", ["Sở Xây dựng"], [], ""),
        ("4", ["Sở Y tế"], [], ""),
        ("5", ["Văn phòng UBND tỉnh"], [], ""),
    ]


SENTENCES: dict[str, list[Row]] = {
    "1. Sửa mái kho lưu trữ (Giao Sở Xây dựng chủ trì, phối hợp với Sở Tài chính).":
        [("1", ["Sở Xây dựng"], ["Sở Tài chính"], "")],
    "1. Sở Tư pháp khẩn trương chủ trì thống kê sổ hộ tịch.": [("1", ["Sở Tư pháp"], [], "khẩn trương")],
    "1. Giao Sở Tư pháp thống kê sổ hộ tịch đúng tiến độ.": [("1", ["Sở Tư pháp"], [], "")],
    "1. Giao Sở Tư pháp chuẩn bị hội nghị (dự kiến trong tháng 6/2026).": [("1", ["Sở Tư pháp"], [], "")],
    "1. Giao Sở Tư pháp báo cáo trong quí II/2026.": [("1", ["Sở Tư pháp"], [], "trong quí II/2026")],
    "1. Giao Sở Tư pháp gửi số liệu về Sở Y tế là cơ quan chủ trì để tổng hợp.": [("1", ["Sở Tư pháp"], [], "")],
    "1. Sở Xây dựng chỉ đạo chủ đầu tư, các nhà thầu sửa mái kho.": [("1", ["Sở Xây dựng"], [], "")],
    "1. Sở Tư pháp chủ trì, phối với Sở Nội vụ thống kê sổ hộ tịch.": [("1", ["Sở Tư pháp"], ["Sở Nội vụ"], "")],
    "1. Bộ Tư pháp hoàn thiện dự thảo, trình tại Kỳ họp thứ 9, Quốc hội khóa XV.": [("1", ["Bộ Tư pháp"], [], "")],
    "1. BTL Quân khu 7 chuyển sổ hộ tịch về tỉnh.": [("1", ["Bộ Tư lệnh Quân khu 7"], [], "")],
    "1. HTX Nông nghiệp Tân Phú sửa mái kho.": [("1", ["Hợp tác xã Nông nghiệp Tân Phú"], [], "")],
    "1. UBND các tỉnh ven biển từ Nghệ An đến Quảng Trị kiểm tra kho.": [("1", ["UBND các tỉnh ven biển từ Nghệ An đến Quảng Trị"], [], "")],
    "1. Giao Sở Tư pháp thống kê sổ hộ tịch trong quý III, IV/2026.": [("1", ["Sở Tư pháp"], [], "trong quý III, IV/2026")],
    "1. Giao Sở Tư pháp thống kê sổ hộ tịch, hoàn thành trong tháng 12.2026.": [("1", ["Sở Tư pháp"], [], "hoàn thành trong tháng 12.2026")],
}  # fmt: skip


@pytest.mark.parametrize("sentence", SENTENCES)
def test_who_acts_and_by_when(sentence: str) -> None:
    assert rows(sentence) == SENTENCES[sentence]


SIGNATURES = {
    "on one line": "| Nơi nhận: - Như trên; - Lưu: VT, TP(M.Cường). |  | KT. CHỦ TỊCH PHÓ CHỦ TỊCH Hoàng Văn Thuân |",
    "a rule below": "Nơi nhận:\n- Lưu: VT.\n\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nHoàng Văn Thuân\n-----",
}


@pytest.mark.parametrize("closing", SIGNATURES.values(), ids=SIGNATURES)
def test_who_signed_is_read_however_it_is_set(closing: str) -> None:
    signature = parse("a", f"{HEAD}1. Giao Sở Tư pháp thống kê sổ hộ tịch.\n\n{closing}\n").signature
    assert signature.name is not None and signature.name.value == "Hoàng Văn Thuân"


@pytest.mark.parametrize(
    ("signed", "issuer"),
    [("TM. ỦY BAN NHÂN DÂN TỈNH", "UBND tỉnh Lâm Đồng"), ("TM. UBND XÃ TÂN HÀ", "UBND xã Tân Hà"), ("TM. ỦY BAN NHÂN DÂN", None)],
)  # fmt: skip
def test_who_issued_a_document_without_a_letterhead_is_told_by_its_signature(signed: str, issuer: str | None) -> None:
    text = f"Lâm Đồng, ngày 16 tháng 11 năm 2008\n\nKính gửi: Các phòng.\n\n1. Các phòng kiểm tra mái kho.\n\n{signed}\nCHỦ TỊCH\n\nLê Văn Núi\n"
    said = parse("a", text).issuer
    assert (said.value if said else None) == issuer
