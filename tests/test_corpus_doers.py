"""Who has to act: in counted pieces, in brackets, in prose, behind a request of others, under names of any length."""

import pytest
from plan import plan

from corpus.names.mentions import mentions

Row = tuple[list[str], list[str], list[str]]  # lead, assigned, coordinating


def rows(body: str) -> list[Row]:
    notice = plan(body)
    return [([*row.lead], [*row.assigned], [*row.coordinating]) for row in notice.directives]


def assigned(*names: str) -> Row:
    return [], list(names), []


ONE_LINE = {
    "who only helps": (
        "1. Việc rà phá bom mìn do Công an tỉnh chủ trì, Sở Xây dựng chỉ phối hợp cung cấp hồ sơ.",
        [(["Công an tỉnh"], [], ["Sở Xây dựng"])],
    ),
    "whom its own task is given to": (
        "1. UBND các xã, phường có cụm công nghiệp\nPhối hợp với các chủ đầu tư giải phóng mặt bằng; khẩn trương giao Ban "
        "Quản lý dự án cấp xã lập hồ sơ.",
        [([], ["UBND các xã, phường có cụm công nghiệp"], ["các chủ đầu tư"])],
    ),
    "what is important is no task": (
        "1. Sở Y tế theo dõi dịch. Phát triển y tế cơ sở là nhiệm vụ quan trọng.",
        [assigned("Sở Y tế")],
    ),
    "who came from where": (
        "Ngày 14 tháng 3 năm 2025, Giám đốc Sở họp. Cùng dự có đại diện các\nSở, cơ quan: Văn phòng UBND tỉnh, Nội vụ.\n\n"
        "1. Giao Sở Tư pháp rà soát sổ gốc.",
        [assigned("Sở Tư pháp")],
    ),
    "a market is no lead": (
        "1. Sở Công Thương làm việc với các siêu thị, chợ đầu mối, Công ty Cổ phần Thực phẩm Đất Tổ để tiêu thụ lợn.",
        [assigned("Sở Công Thương")],
    ),
    "what was done well is no work": (
        "1. Sở Y tế có lúc phối hợp chậm. Sở Tư pháp tổ chức 02 tuần lễ pháp luật tại Hà Nội đạt kết quả tốt.",
        [],
    ),
    "letters": (
        "1. Phòng Dạy nghề: (a) lập danh mục nghề; (b) phối hợp với Hội Nông dân tỉnh khảo sát nhu cầu; (c) gửi kết quả.",
        [assigned("Phòng Dạy nghề"), ([], ["Phòng Dạy nghề"], ["Hội Nông dân tỉnh"]), assigned("Phòng Dạy nghề")],
    ),
    "a kind with a duty": (
        "1. Các hợp tác xã bao tiêu sản phẩm có trách nhiệm: (1) đóng kho; (2) dán nhãn từng thùng.",
        [assigned("các hợp tác xã bao tiêu sản phẩm")] * 2,
    ),
    "what is counted is no work": (
        "1. Sở Tư pháp kiểm tra việc thực hiện các nội dung: (1) hạ tầng số; (2) nhân lực số.",
        [assigned("Sở Tư pháp")],
    ),
    "bodies are counted": (
        "1. Giao: (1) Sở Tư pháp; (2) Sở Tài chính rà soát sổ gốc.",
        [assigned("Sở Tư pháp", "Sở Tài chính")],
    ),
    "bullets that run on": (
        "1. Các tổ dân phố\n- Họp dân trong tháng 01/2026. - Dán số điện thoại tại bảng tin. * Bàn giao danh sách cho Công an phường.",
        [assigned("các tổ dân phố")] * 3,
    ),
    "brackets with a lead": (
        "1. Rà soát kho lưu trữ (Phòng Tổng hợp đầu mối; Phòng Kế toán, Phòng Tiền tệ; trước ngày 29/01/2026).",
        [(["Phòng Tổng hợp"], [], ["Phòng Kế toán", "Phòng Tiền tệ"])],
    ),
    "brackets without": (
        "1. Thu gom rác thải (UBND các xã, Phòng Hạ tầng thực hiện; quý II/2026).",
        [assigned("UBND các xã", "Phòng Hạ tầng")],
    ),
    "a lead behind a colon": (
        "1. Giao Phòng Trinh sát: chủ trì cùng Công an tỉnh lập danh sách tàu cá.",
        [(["Phòng Trinh sát"], [], ["Công an tỉnh"])],
    ),
    "whoever has the duty": (
        "1. 27 chi đoàn bản có trách nhiệm sửa nhà cho người có công.",
        [assigned("27 chi đoàn bản")],
    ),
    "no subject has the duty": ("1. Việc lưu hồ sơ có trách nhiệm pháp lý riêng.", []),
    "who is asked by a body": (
        "1. Giao Phòng Quản lý xây dựng kiểm tra hiện trường, kiên quyết yêu cầu các nhà thầu dừng thi công. Lập danh sách vi phạm.",
        [assigned("Phòng Quản lý xây dựng")] * 2,
    ),
    "asked in a letter": (
        "1. Giao Văn phòng Sở gửi văn bản đề nghị Sở Tài chính cử đại diện dự họp.",
        [assigned("Văn phòng Sở")],
    ),
    "voters ask": (
        "1. Cử tri xã Đinh Văn đề nghị Sở Y tế bổ sung bác sĩ.\nGiao Sở Nội vụ tham mưu phương án điều động.",
        [assigned("Sở Nội vụ")],
    ),
    "a commune asks": (
        "1. Đối với kiến nghị của xã đề nghị Sở Xây dựng bố trí vốn:\nGiao Ban Quản lý dự án tỉnh lập phương án.",
        [assigned("Ban Quản lý dự án tỉnh")],
    ),
    "what is recited": (
        "Căn cứ Quyết định số 22/QĐ-TTg ngày 15/12/2014, tại đó giao UBND tỉnh chủ trì rà soát.",
        [],
    ),
    "a duty given before the name": (
        "1. Căn cứ chức năng, nhiệm vụ được giao, Sở Tư pháp chủ trì, phối hợp với Sở Tài chính rà soát sổ gốc.",
        [(["Sở Tư pháp"], [], ["Sở Tài chính"])],
    ),
    "a kind and its members": (
        "1. Các sở, ban, ngành: Sở Tư pháp, Sở Tài chính có trách nhiệm:\n- Cử đầu mối.\n- Bố trí kinh phí.",
        [assigned("Sở Tư pháp", "Sở Tài chính")] * 2,
    ),
    "a name given to what somebody is": (
        "Sở Tài chính là cơ quan thường trực của Tổ công tác (sau đây gọi là Cơ quan thường trực).\n\n1. Giao Cơ quan thường trực lập hồ sơ.",
        [assigned("Sở Tài chính")],
    ),
    "who was there": (
        "Dự họp: lãnh đạo Sở Tư pháp; UBND xã Đinh Văn, Bưu điện tỉnh.\n\n1. Về kết quả: Số hóa còn chậm.",
        [],
    ),
    "under costs": ("3. Về kinh phí\n3.1. Sở Tài chính thẩm định dự toán.", [assigned("Sở Tài chính")]),
}


@pytest.mark.parametrize("case", ONE_LINE)
def test_who_has_to_act(case: str) -> None:
    body, wanted = ONE_LINE[case]
    assert rows(body) == wanted


@pytest.mark.parametrize("announced", ["Lãnh đạo Sở có ý kiến như sau:", "Chủ tịch UBND tỉnh kết luận:"])
def test_prose_is_read_as_items_are_once_orders_are_announced(announced: str) -> None:
    recital = (
        "Ngày 03/11/2025, các đơn vị đã họp về việc số hóa sổ hộ tịch và an toàn giao thông trên địa bàn tỉnh.\n\n"
    )
    told = "Thanh tra Sở duy trì tổ tuần tra. Phòng Quản lý vận tải điều chỉnh lộ trình."
    assert rows(recital + told) == []
    body = f"{recital}{announced}\n\n{told}\n\n_Về thông tin:_ Báo Lâm Đồng mở chuyên mục; riêng UBND xã Đinh Văn phát loa."
    assert rows(body) == [
        assigned("Thanh tra Sở"),
        assigned("Phòng Quản lý vận tải"),
        assigned("Báo Lâm Đồng"),
        assigned("UBND xã Đinh Văn"),
    ]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Trung tâm Giám sát, điều hành thông minh tỉnh vận hành hệ thống", "Trung tâm Giám sát, điều hành thông minh tỉnh"),
        ("Ban Chỉ đạo về an toàn thực phẩm, phòng dịch và dân số tỉnh công khai", "Ban Chỉ đạo về an toàn thực phẩm, phòng dịch và dân số tỉnh"),
        ("Ban Quản lý dự án đầu tư xây dựng các công trình dân dụng, thủy lợi và giao thông tỉnh khảo sát", "Ban Quản lý dự án đầu tư xây dựng các công trình dân dụng, thủy lợi và giao thông tỉnh"),
        ("các Ban Quản lý dự án đầu tư xây dựng chuyên ngành rà soát", "các Ban Quản lý dự án đầu tư xây dựng chuyên ngành"),
        ("Ban Quản lý các dự án đầu tư xây dựng khu vực 2 bàn giao", "Ban Quản lý các dự án đầu tư xây dựng khu vực 2"),
        ("Trung tâm Tin học hành chính quốc gia số hóa", "Trung tâm Tin học hành chính quốc gia"),
        ("Ban Quản lý các khu kinh tế, khu công nghiệp lập danh sách", "Ban Quản lý các khu kinh tế, khu công nghiệp"),
        ("Phòng Quản lý thu gửi danh sách", "Phòng Quản lý thu"),
        ("Trung tâm Dữ liệu hạ tầng hoàn thiện bản đồ", "Trung tâm Dữ liệu hạ tầng"),
        ("Phòng Kế hoạch - Tài chính cấp kinh phí", "Phòng Kế hoạch - Tài chính"),
        ("UBND tỉnh kết quả kiểm tra", "UBND tỉnh"),
        ("UBND các huyện còn lại đăng ký", "UBND các huyện còn lại"),
        ("chủ các cơ sở nói trên tháo dỡ", "chủ các cơ sở nói trên"),
        ("Chủ đầu tư các mỏ lập đề án", "Chủ đầu tư"),
        ("các phòng Văn hóa và Thông tin chọn", "các phòng Văn hóa và Thông tin"),
    ],
)  # fmt: skip
def test_names_reach_as_far_as_they_are_said(said: str, name: str) -> None:
    assert mentions(said)[0].name == name


def test_names_in_a_list_under_one_head() -> None:
    assert [body.name for body in mentions("các sở Tài chính, Nội vụ")] == ["Sở Tài chính", "Sở Nội vụ"]
