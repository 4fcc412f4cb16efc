"""By when, in documents: stages, what closes several tasks, times in other words, and dates that bind nobody."""

import pytest
from plan import plan


def dues(body: str) -> list[tuple[str, str, str]]:
    """(item, first body, last day or else the words) of each row."""
    rows = plan(body).directives
    return [
        (row.item, row.bodies[0], (str(row.deadline.date or row.deadline.text)) if row.deadline else "") for row in rows
    ]


def due(sentence: str) -> str:
    return dues(f"1. {sentence}")[0][2]


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Sở Tư pháp báo cáo số sổ đã quét vào cuối mỗi học kỳ.", "vào cuối mỗi học kỳ"),
        ("Sở Tư pháp báo cáo vào cuối từng quý.", "vào cuối từng quý"),
        ("Sở Tư pháp tổng duyệt phần mềm chiều 20/11.", "2025-11-20"),
        ("Sở Tư pháp khai trương kho số sáng ngày 03/12/2025.", "2025-12-03"),
        ("Sở Tư pháp gửi danh mục sổ trong tuần đầu tháng 12/2025.", "trong tuần đầu tháng 12/2025"),
        ("Sở Tư pháp vào sổ ngay trong ngày.", "ngay trong ngày"),
        ("Sở Tư pháp hoàn thành việc quét trong quý II và quý III.", "2026-09-30"),
        ("Sở Tư pháp hoàn thành việc quét trong tháng 11, 12.", "2025-12-31"),
    ],
)
def test_times_in_other_words(sentence: str, said: str) -> None:
    assert due(sentence) == said


@pytest.mark.parametrize(
    "sentence",
    [
        "Sở Tư pháp tuyên truyền Luật Hộ tịch có hiệu lực từ ngày 01/7/2026.",
        "Sở Tư pháp rà soát các hợp đồng lưu trữ ký trước ngày 31/12/2025.",
        "Sở Tư pháp thanh lý hợp đồng thuê kho hết hạn ngày 15/12/2025.",
        "Sở Tư pháp thực hiện ý kiến tại cuộc họp sáng 20/11.",
        "Sở Tư pháp mở lớp tập huấn, mỗi lớp không quá 03 ngày.",
        "Sở Tư pháp tham mưu mục tiêu số hóa đến hết năm 2030.",
        "Sở Tư pháp thống kê sổ quét các ngày trong tuần.",
        "Đối với việc phường đề nghị chuyển kho trước ngày 15/12/2025: Giao Sở Tư pháp kiểm tra.",
        "Đối với việc phường đề nghị khẩn trương chuyển kho: Giao Sở Tư pháp kiểm tra.",
        "Sở Tư pháp trả lời sớm nhất.",
    ],
)
def test_what_is_nobodys_deadline(sentence: str) -> None:
    assert due(sentence) == ""


@pytest.mark.parametrize(
    "sentence",
    [
        "Sở Tư pháp điều chỉnh thời hạn quét sổ từ ngày 30/11/2025 sang ngày 15/01/2026.",
        "Sở Tư pháp quét xong trước ngày 15/01/2026, thay cho thời hạn 30/11/2025 trước đây.",
        "Giao Sở Tư pháp quét sổ, thời hạn trước ngày 30/11/2025 được gia hạn đến ngày 15/01/2026.",
        "Giao Sở Tư pháp quét xong trước ngày 15/01/2026 (thời hạn cũ là ngày 30/11/2025).",
        "Về việc quét sổ: Trước ngày 15/01/2026, giao Sở Tư pháp báo cáo.",
    ],
)
def test_the_last_day_said_counts(sentence: str) -> None:
    assert due(sentence) == "2026-01-15"


CLOSED = {
    "in its item": (
        "1. Sở Tư pháp chủ trì quét sổ. Lập danh mục sổ rách. Hoàn thành các nội dung trên trước ngày 15/12/2025.\n\n"
        "2. Sở Tài chính bố trí kinh phí.",
        ["2025-12-15", "2025-12-15", ""],
    ),
    "with an object of its own": (
        "1. Sở Tư pháp rà soát sổ gốc. Lập danh mục sổ rách. Hoàn thành việc lập danh mục trước ngày 15/12/2025.",
        ["", "2025-12-15"],
    ),
    "under a list": (
        "1. Sở Tư pháp:\n\n- Rà soát sổ gốc.\n\n- Lập danh mục sổ rách trước ngày 20/11/2025.\n\n- Đóng lại sổ rách.\n\n"
        "Thời hạn: trước ngày 15/12/2025.\n\n2. Sở Tài chính bố trí kinh phí.",
        ["2025-12-15", "2025-11-20", "2025-12-15", ""],
    ),
    "for all": (
        "1. Sở Tư pháp rà soát sổ gốc.\n\n2. Sở Tài chính bố trí kinh phí trước ngày 20/11/2025.\n\n3. Sở Nội vụ tập huấn.\n\n"
        "Thời hạn hoàn thành chung: trước ngày 15/12/2025 đối với tất cả các nhiệm vụ nêu trên.",
        ["2025-12-15", "2025-11-20", "2025-12-15"],
    ),
    "for a section": (
        "I. QUÉT SỔ\n\n1. Sở Tư pháp rà soát sổ gốc.\n\n2. Sở Nội vụ tập huấn.\n\n"
        "Toàn bộ các nhiệm vụ trên hoàn thành trước ngày 15/12/2025.\n\nII. KINH PHÍ\n\n1. Sở Tài chính bố trí kinh phí.",
        ["2025-12-15", "2025-12-15", ""],
    ),
}


@pytest.mark.parametrize("name", CLOSED)
def test_a_sentence_that_says_only_by_when_closes_the_tasks_before_it(name: str) -> None:
    body, days = CLOSED[name]
    assert [day for _, _, day in dues(body)] == days


STAGES = {
    "lines under a section": """
II. CÁC BƯỚC

Bước 1: Chuẩn bị kho (từ ngày 10/11 đến ngày 30/11/2025)
Sở Tư pháp kiểm kê sổ gốc.
Sở Nội vụ tập huấn.

Bước 2: Quét sổ (quý I/2026)
Sở Tư pháp quét sổ trước ngày 15/02/2026.
Sở Nội vụ kiểm tra ảnh quét.

III. KINH PHÍ
Sở Tài chính bố trí kinh phí.
""",
    "dashes, and no word for a stage": """
II. CÁC BƯỚC

Chuẩn bị kho (tháng 11/2025)

- Sở Tư pháp kiểm kê sổ gốc.

- Sở Nội vụ tập huấn.

Quét sổ (tháng 3/2026)

- Sở Tư pháp quét sổ trước ngày 15/02/2026.

- Sở Nội vụ kiểm tra ảnh quét.

III. KINH PHÍ

Sở Tài chính bố trí kinh phí.
""",
}


@pytest.mark.parametrize("name", STAGES)
def test_the_dates_of_a_stage_come_down_to_its_tasks(name: str) -> None:
    read = [(item.partition(",")[0], body, day) for item, body, day in dues(STAGES[name])]
    assert read == [
        ("II", "Sở Tư pháp", "2025-11-30"),
        ("II", "Sở Nội vụ", "2025-11-30"),
        ("II", "Sở Tư pháp", "2026-02-15"),
        ("II", "Sở Nội vụ", "2026-03-31"),
        ("III", "Sở Tài chính", ""),
    ]


def test_a_label_that_names_an_event_by_its_day() -> None:
    body = "1. Giao kho sổ lưu động\nChủ trì: Sở Tư pháp\nPhối hợp: Sở Nội vụ\nNgày bàn giao: thứ Sáu (14/11/2025)"
    assert dues(body) == [("1", "Sở Tư pháp", "2025-11-14")]
