"""A plan of a province around the items that a test is about: letterhead and foot, as offices print them."""

from corpus.models import Notice
from corpus.parse import parse

HEAD = """ỦY BAN NHÂN DÂN        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH LÂM ĐỒNG               Độc lập - Tự do - Hạnh phúc

Số: 12/KH-UBND            Lâm Đồng, ngày 05 tháng 11 năm 2025

KẾ HOẠCH
Số hóa sổ hộ tịch

"""
FOOT = """

Nơi nhận:
- Như trên;
- Lưu: VT.

CHỦ TỊCH
Lê Văn Núi
"""


def plan(body: str) -> Notice:
    return parse("a", HEAD + body.strip("\n") + FOOT)
