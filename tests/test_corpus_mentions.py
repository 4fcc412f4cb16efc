"""Which bodies a text names: those of the lexicon, lists that share a head, kinds, offices, bare heads."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.names.mentions import Mention, mentions
from corpus.text import nfc

PARTS = (
    "Sở Y tế|Sở|các sở: Y tế, Tài chính|các sở, ban, ngành tỉnh|UBND các huyện A, B và C|UBND|UBND cấp huyện|Giám đốc|Thủ trưởng|Ban|Phòng"
    "|Hội|Trường|Công ty|Đồn Biên phòng cửa khẩu Tân Thanh|Tổ công tác số 2|Thanh tra Sở Y tế|huyện|thị xã|và|,|;|:|.|(|)|“|-|–|giao|chủ trì"
    "|phối hợp với|rà soát|\n|\n\n|\t|1|²|İ|ß|ﬁ|\u0301|NGUYỄN VĂN A"
).split("|")


def names(text: str) -> list[str]:
    return [mention.name for mention in mentions(text)]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Giao Sở Y tế chủ trì, phối hợp với Sở Tài chính", ["Sở Y tế", "Sở Tài chính"]),
        ("Sở KH&ĐT thẩm định", ["Sở Kế hoạch và Đầu tư"]),
        ("Sở Thông tin\nvà Truyền thông chủ trì", ["Sở Thông tin và Truyền thông"]),
        ("Thanh tra Sở Giao thông vận tải kiểm tra", ["Thanh tra Sở Giao thông vận tải"]),
        ("Trung tâm Kiểm soát bệnh tật tỉnh rà soát", ["Trung tâm Kiểm soát bệnh tật tỉnh"]),
        ("Phòng Xây dựng thẩm định", ["Phòng Xây dựng"]),
        ("Phòng Kế hoạch - Tài chính lập dự toán", ["Phòng Kế hoạch - Tài chính"]),
        ("Tổ công tác số 2 kiểm tra", ["Tổ công tác số 2"]),
        ("Trung tâm Văn hóa, Thông tin và Du lịch huyện phát thanh", ["Trung tâm Văn hóa, Thông tin và Du lịch huyện"]),
        ("Công ty Cổ phần Cấp nước Cà Mau kéo dài tuyến ống", ["Công ty Cổ phần Cấp nước Cà Mau"]),
        ("Cục Quản lý thị trường tỉnh\nTheo chức năng, nhiệm vụ", ["Cục Quản lý thị trường tỉnh"]),
        ("Giao Công an thành phố Theo dõi", ["Công an thành phố"]),
        ("trình Chủ tịch UBND huyện dự thảo báo cáo", ["Chủ tịch UBND huyện"]),
        ("Ban Quản lý dự án 2 lập hồ sơ", ["Ban Quản lý dự án 2"]),
        ("Đồn Biên phòng cửa khẩu Tân Thanh tuần tra", ["Đồn Biên phòng cửa khẩu Tân Thanh"]),
        ("UBND phường Xuân Hương - Đà Lạt lập", ["UBND phường Xuân Hương - Đà Lạt"]),
        ("Ủy ban nhân dân huyện Cao Lộc báo cáo", ["UBND huyện Cao Lộc"]),
        ("Trung tâm Văn hóa, Truyền thông và Thể thao mở cửa", ["Trung tâm Văn hóa, Truyền thông và Thể thao"]),
        ("UBND phường 2, phường 5 kiểm tra", ["UBND phường 2", "UBND phường 5"]),
        ("Công chức Văn hóa - Xã hội viết bài", ["Công chức Văn hóa - Xã hội"]),
        ("giao công chức Địa chính - Xây dựng rà soát", ["công chức Địa chính - Xây dựng"]),
        ("Trưởng phòng Tổ chức - Hành chính lập danh sách", ["Trưởng phòng Tổ chức - Hành chính"]),
        ("Kế toán các trường quyết toán", ["Kế toán các trường"]),
        ("Trưởng các thôn, bản vận động", ["Trưởng các thôn, bản"]),
        ("Các đồng chí Phó Giám đốc Sở theo lĩnh vực phụ trách đôn đốc", ["Phó Giám đốc Sở"]),
        ("Các trường THCS Lê Lợi, Kim Đồng cử giáo viên", ["Trường THCS Lê Lợi", "Trường THCS Kim Đồng"]),
        (
            "Văn phòng thường trực Ban Chỉ huy Phòng, chống thiên tai và Tìm kiếm cứu nạn tỉnh trực ban",
            ["Văn phòng thường trực Ban Chỉ huy Phòng, chống thiên tai và Tìm kiếm cứu nạn tỉnh"],
        ),
        ("Các đơn vị tiết kiệm điện", ["các đơn vị"]),
        ("giao phòng Tài chính - Kế hoạch rà soát", ["Phòng Tài chính - Kế hoạch"]),
        ("công tác phòng Covid-19", []),
        ("Cơ quan thường trực Ban Chỉ huy trực ban", ["Cơ quan thường trực Ban Chỉ huy"]),
        ("Chủ tịch UBND tỉnh, Trưởng Ban Chỉ đạo kiểm tra", ["Chủ tịch UBND tỉnh", "Trưởng Ban Chỉ đạo"]),
    ],
)
def test_a_name_reaches_as_far_as_it_is_a_name(text: str, named: list[str]) -> None:
    assert names(text) == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Chi cục Chăn nuôi tiêu hủy gia cầm bệnh", ["Chi cục Chăn nuôi"]),
        ("Trung tâm Chăn nuôi tiêm vắc xin cho đàn bò", ["Trung tâm Chăn nuôi"]),
        ("Công ty Hoa Ban phục hồi mặt đường", ["Công ty Hoa Ban"]),
        ("các địa phương phòng, chống hạn", ["các địa phương"]),
        ("các trạm quan trắc phòng ngừa sạt lở", ["các trạm quan trắc"]),
        ("các đồn biên phòng tuần tra", ["các đồn biên phòng"]),
        ("các ban quản lý rừng phòng hộ rà soát", ["các ban quản lý rừng phòng hộ"]),
        ("các bệnh viện phục hồi chức năng báo cáo", ["các bệnh viện phục hồi chức năng"]),
    ],
)
def test_a_name_ends_where_what_is_to_be_done_begins(text: str, named: list[str]) -> None:
    assert names(text) == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("các sở: Y tế, Tài chính và Nội vụ", ["Sở Y tế", "Sở Tài chính", "Sở Nội vụ"]),
        ("các Sở Y tế, Kế hoạch và Đầu tư rà soát", ["Sở Y tế", "Sở Kế hoạch và Đầu tư"]),
        ("UBND các huyện Cao Lộc, Văn Lãng rà soát", ["UBND huyện Cao Lộc", "UBND huyện Văn Lãng"]),
        ("UBND các huyện: Cao Lộc và thành phố Lạng Sơn", ["UBND huyện Cao Lộc", "UBND thành phố Lạng Sơn"]),
        (
            "Chủ tịch UBND các huyện Cao Lộc, Văn Lãng",
            ["Chủ tịch UBND huyện Cao Lộc", "Chủ tịch UBND huyện Văn Lãng"],
        ),
    ],
)
def test_each_body_of_a_list_that_shares_its_head_is_named_in_full(text: str, named: list[str]) -> None:
    assert names(text) == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("các sở, ban, ngành tỉnh và các đơn vị có liên quan", ["các sở, ban, ngành tỉnh", "các đơn vị có liên quan"]),
        ("cơ quan, đơn vị liên quan thực hiện", ["cơ quan, đơn vị liên quan"]),
        ("các bệnh viện tuyến tỉnh báo cáo", ["các bệnh viện tuyến tỉnh"]),
        ("UBND các huyện, thị xã, thành phố tổ chức", ["UBND các huyện, thị xã, thành phố"]),
        ("UBND cấp huyện tổ chức", ["UBND cấp huyện"]),
        ("đơn vị cử cán bộ", []),
    ],
    ids=["plural", "qualified", "level_of_care", "levels", "level", "bare_singular"],
)
def test_bodies_named_by_kind(text: str, named: list[str]) -> None:
    assert names(text) == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Nguyễn Văn A, Giám đốc Sở Y tế", ["Giám đốc Sở Y tế"]),
        ("Thủ trưởng các sở, ban, ngành rà soát", ["Thủ trưởng các sở, ban, ngành"]),
        ("Giám đốc cho ý kiến", []),
    ],
)
def test_an_office_belongs_to_the_body_it_is_of(text: str, named: list[str]) -> None:
    assert names(text) == named


@pytest.mark.parametrize(
    "text", ["", "sở thích của người dân", "Ban ngày và ban đêm", "Hội thảo khoa học", "(((,,,;;;"]
)
def test_what_names_nobody(text: str) -> None:
    assert not names(text)


def test_a_bare_head_means_whom_the_text_says_it_means() -> None:
    text = "Giao Sở rà soát, Giám đốc Sở báo cáo; Sở Tài chính thẩm định; sở này"
    found = mentions(text, short={"so": "Sở Y tế"})
    assert [one.name for one in found] == ["Sở Y tế", "Giám đốc Sở", "Sở Tài chính"]
    assert mentions(text)[1:] == [Mention(text.index("Sở Tài"), text.index(" thẩm"), "Sở Tài chính")]


def test_a_part_of_a_text_is_read_alone_and_placed_in_the_whole() -> None:
    text = "Sở Y tế, Sở Tài chính"
    assert mentions(text, 9) == [Mention(9, 21, "Sở Tài chính")]
    assert mentions(text, 0, 7) == [Mention(0, 7, "Sở Y tế")]


@settings(max_examples=200, deadline=None)
@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from(PARTS), max_size=30).map(" ".join)
    | st.lists(st.sampled_from(PARTS), max_size=30).map("".join)
)
def test_mentions_are_slices_in_order_and_never_nested(text: str) -> None:
    text = nfc(text)
    at = 0
    for mention in mentions(text, short={"so": "Sở Y tế"}):
        assert at <= mention.start < mention.end <= len(text)
        printed = text[mention.start : mention.end]
        assert printed == printed.strip() and mention.name.strip()
        at = mention.end


@pytest.mark.parametrize(
    "unit",
    ["giao Sở, ", "Sở Y tế, ", "UBND các huyện A, B, ", "các sở: ", "Ban ", "A ", "(", "Giám đốc ", "sở, ban, ngành "],
)
def test_a_long_list_ends(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    assert all(0 <= one.start < one.end <= len(text) for one in mentions(text))
