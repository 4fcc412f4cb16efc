"""Signatures as they are printed: over several lines, on one, beside the recipients, with the title before or after the name."""

import pytest

from corpus.parse import parse

HEAD = """UBND TỈNH BẮC GIANG
Số: 15/TB-UBND
Bắc Giang, ngày 03 tháng 5 năm 2021

THÔNG BÁO
Kết luận tại cuộc họp về thủy lợi

1. Giao Sở Xây dựng rà soát quy hoạch trước ngày 30/6/2021.

"""
RECIPIENTS = "Nơi nhận:\n- Như trên;\n- Lưu: VT, KT.\n\n"


@pytest.mark.parametrize(
    ("printed", "name", "title", "capacity"),
    [
        ("TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\n\nVi Quốc Hưng", "Vi Quốc Hưng", "Chánh Văn phòng", "TL. CHỦ TỊCH"),
        ("TL. CHỦ TỊCH, CHÁNH VĂN PHÒNG (đã ký): Vi Quốc Hưng", "Vi Quốc Hưng", "Chánh Văn phòng", "TL. CHỦ TỊCH"),
        ("KT. CHỦ TỊCH - PHÓ CHỦ TỊCH - (Đã ký) - Lò Thị Hoa", "Lò Thị Hoa", "Phó Chủ tịch", "KT. CHỦ TỊCH"),
        ("KT. CHỦ TỊCH / PHÓ CHỦ TỊCH / ThS. Lò Thị Hoa", "Lò Thị Hoa", "Phó Chủ tịch", "KT. CHỦ TỊCH"),
        ("KT. CHỦ TỊCH\n(Đã ký) Phó Chủ tịch Hoàng Vĩnh", "Hoàng Vĩnh", "Phó Chủ tịch", "KT. CHỦ TỊCH"),
        ("KT. BỘ TRƯỞNG, CHỦ NHIỆM - PHÓ CHỦ NHIỆM\nHồ Lan", "Hồ Lan", "Phó Chủ nhiệm", "KT. BỘ TRƯỞNG, CHỦ NHIỆM"),
        ("T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nĐàng Năng Tuyên", "Đàng Năng Tuyên", "Phó Bí thư", "T/M BAN THƯỜNG VỤ"),
        ("TL. GIÁM ĐỐC\nCHÁNH VĂN PHÒNG SỞ: Đàm Vinh", "Đàm Vinh", "Chánh Văn phòng sở", "TL. GIÁM ĐỐC"),
        ("TL. GIÁM ĐỐC\nTRƯỞNG PHÒNG TỔ CHỨC - HÀNH CHÍNH\nHồ Khanh", "Hồ Khanh", None, "TL. GIÁM ĐỐC"),
        ("TL. CHỦ TỊCH\nRcom H'Lan\nChánh Văn phòng", "Rcom H'Lan", "Chánh Văn phòng", "TL. CHỦ TỊCH"),
    ],
)
def test_a_signature_is_read_however_it_is_set(printed: str, name: str, title: str | None, capacity: str) -> None:
    signature = parse("a", f"{HEAD}{RECIPIENTS}{printed}\n").signature
    assert signature.name is not None and signature.name.value == name
    assert signature.capacity is not None and signature.capacity.value == capacity
    if title:
        assert signature.title is not None and signature.title.value == title


def test_it_may_stand_before_the_recipients_and_is_not_what_they_are_filed_under() -> None:
    notice = parse("a", f"{HEAD}KT. CHÁNH VĂN PHÒNG - PHÓ CHÁNH VĂN PHÒNG (đã ký) Vũ Hoàng Sơn\n\n{RECIPIENTS}")
    assert notice.signature.name is not None and notice.signature.name.value == "Vũ Hoàng Sơn"
    assert notice.signature.capacity is not None and notice.signature.capacity.value == "KT. CHÁNH VĂN PHÒNG"


def test_who_stands_between_two_titles_does_not_sign() -> None:
    columns = "THƯ KÝ          ĐẠI DIỆN THÔN          CHỦ TRÌ\n\nHồ Thị Mai          Lê Văn Tư          Đinh Văn Rế\n"
    signature = parse("a", f"{HEAD}{columns}").signature
    assert signature.name is None or signature.name.value == "Đinh Văn Rế"
