"""What five notices state, read by hand: as a whole, of their tasks, of the documents they cite, in their sentences."""

from functools import cache
from pathlib import Path

import pytest
from conftest import ROOT

from corpus.load import load
from corpus.models import Facet, Notice, SubjectKind
from corpus.parse import parse


@cache
def parsed(path: Path) -> Notice:
    return parse(path.stem, load(path))


def stated(name: str, facet: Facet, kind: SubjectKind = SubjectKind.NOTICE, item: str | None = None) -> list[str]:
    notice = parsed(ROOT / "corpus" / "notices" / f"{name}.txt")
    return [
        fact.value
        for fact in notice.facts
        if fact.facet is facet and fact.subject.kind is kind and item in (None, fact.subject.item)
    ]


OF_NOTICES = {
    "quang-nam-46-2018": {
        Facet.NUMBER: ["46 /TB-UBND"],
        Facet.ISSUED_ON: ["07 tháng 02 năm 2018"],
        Facet.ISSUER: ["ỦY BAN NHÂN DÂN TỈNH QUẢNG NAM"],
        Facet.PROVINCE: ["Quảng Nam"],
        Facet.SIGNER: ["Võ Văn Viên"],
        Facet.SIGNER_TITLE: ["PHÓ CHÁNH VĂN PHÒNG"],
        Facet.CAPACITY: ["TL. CHỦ TỊCH KT. CHÁNH VĂN PHÒNG"],
        Facet.ARRIVAL: ["Số: 416 Ngày: 9/2/18"],
        Facet.RECIPIENTS: [
            "TTTU",
            "Chủ tịch, các PCT UBND tỉnh",
            "Các Sở, Ban, ngành",
            "UBND huyện, thị xã, thành phố",
            "CPVP",
        ],
        Facet.ARCHIVE: ["VT, KGVX(Hậu)"],
        Facet.HELD_ON: ["31/01/2018"],
        Facet.MEETING_PLACE: [],
        Facet.CHAIR: ["Lê Văn Thanh"],
        Facet.ATTENDEES: [
            "Thông tin và Truyền thông",
            "Tài chính",
            "Kế hoạch và Đầu tư",
            "Nội vụ",
            "Văn phòng UBND tỉnh",
        ],
        Facet.ABSENT: [],
    },
    "binh-phuoc-104-2017": {
        Facet.NUMBER: ["104 /TB-UBND"],
        Facet.ISSUER: ["UBND tỉnh"],
        Facet.SIGNER: ["Phạm Thị Anh Hoa"],
        Facet.SIGNER_TITLE: ["CHÁNH VĂN PHÒNG"],
        Facet.CAPACITY: ["TL. CHỦ TỊCH"],
        Facet.ARCHIVE: ["VT (Nga.TB03.08.5.17)"],
        Facet.MEETING_PLACE: ["Văn phòng UBND tỉnh"],
        Facet.ATTENDEES: [
            "Thông tin và Truyền thông",
            "Xây dựng",
            "Nông nghiệp và Phát triển nông thôn",
            "Kế hoạch và Đầu tư",
            "Khoa học Công nghệ",
            "Y tế",
            "Giáo dục và Đào tạo",
            "Công thương",
            "Tài nguyên và Môi trường",
            "Sở Văn hóa thể thao và Du lịch",
            "Giao thông vận tải",
            "Bộ Chỉ huy Quân sự tỉnh",
            "Công an tỉnh",
            "Trưởng Ban Chỉ đạo ứng dụng và phát triển CNTT của các huyện, thị xã",
            "Văn phòng UBND tỉnh",
        ],
        Facet.ABSENT: ["Văn phòng Tỉnh ủy"],
    },
    "kien-giang-171-2019": {
        Facet.NUMBER: ["171 /TB-VP"],
        Facet.SIGNER: [],
        Facet.SIGNER_TITLE: [],
        Facet.CAPACITY: [],
        Facet.ARCHIVE: ["VT, ltram (01b)."],
        Facet.CHAIR: ["Phạm Vũ Hồng"],
        Facet.HELD_ON: ["18 tháng 01 năm 2019"],
        Facet.ATTENDEES: [
            "Thành phần tham dự buổi làm việc theo Giấy mời số 63/GM-UBND ngày 13/02/2019 của Ủy ban nhân dân tỉnh."
        ],
    },
    "tra-vinh-2020": {
        Facet.NUMBER: [],
        Facet.ISSUED_ON: [],
        Facet.ISSUER: ["Văn phòng UBND tỉnh"],
        Facet.CAPACITY: ["KT. CHÁNH VĂN PHÒNG"],
        Facet.MEETING_PLACE: ["Hội trường Sở Thông tin và Truyền thông"],
        Facet.ATTENDEES: [
            "các thành viên Ban Biên tập Cổng thông tin điện tử tỉnh Trà Vinh",
            "các thành viên Ban Chỉ đạo xây dựng Chính quyền điện tử tỉnh Trà Vinh",
        ],
        Facet.ABSENT: [
            "Sở Tài nguyên và Môi trường",
            "Sở Văn hóa, Thể thao và Du lịch",
            "Ban Dân tộc tỉnh",
            "Báo Trà Vinh",
        ],
    },
    "huong-an-2018": {
        Facet.ISSUER: ["Cổng thông tin điện tử Thị trấn Hương An"],
        Facet.PROVINCE: ["Quảng Nam"],
        Facet.AUTHOR: ["Thùy Dung"],
        Facet.CHAIR: ["Lê Văn Thanh"],
        Facet.ATTENDEES: ["đại diện các Sở ngành có liên quan"],
        Facet.RECIPIENTS: [],
    },
}


@pytest.mark.parametrize("name", OF_NOTICES)
def test_what_a_notice_states_as_a_whole_was_read_by_hand(name: str) -> None:
    assert {facet: stated(name, facet) for facet in OF_NOTICES[name]} == OF_NOTICES[name]


OF_TASKS_READ = [
    ("kien-giang-171-2019", "3, gạch 3", Facet.LEAD, ["Công an tỉnh"]),
    (
        "kien-giang-171-2019",
        "3, gạch 3",
        Facet.COORDINATING,
        ["Sở Thông tin và Truyền thông", "Bộ Chỉ huy Quân sự tỉnh", "các ngành, đơn vị có liên quan"],
    ),
    ("kien-giang-171-2019", "3, gạch 3", Facet.DEADLINE, []),
    ("kien-giang-171-2019", "3, gạch 11", Facet.TASK, ["xem xét, có ý kiến cho đơn vị"]),
    ("quang-nam-46-2018", "3", Facet.LEAD, ["Sở Thông tin và Truyền thông"]),  # named in the lead-in
    ("quang-nam-46-2018", "3", Facet.BASIS, ["Công văn số 5598/UBND-KGVX ngày 17/10/2017"]),
    ("tra-vinh-2020", "II.2, gạch 2", Facet.DEADLINE, ["trong năm 2020"]),
    ("tra-vinh-2020", "II.2, gạch 2", Facet.REPORTS_TO, ["Sở Thông tin và Truyền thông"]),
]


@pytest.mark.parametrize(("name", "item", "facet", "values"), OF_TASKS_READ)
def test_what_a_task_states_was_read_by_hand(name: str, item: str, facet: Facet, values: list[str]) -> None:
    assert stated(name, facet, SubjectKind.TASK, item) == values


@pytest.mark.parametrize(
    ("name", "number", "told"),
    [
        (
            "quang-nam-46-2018",
            "4361/qd-bnv",
            {
                Facet.NUMBER: "4361/QĐ-BNV",
                Facet.ISSUED_ON: "28/12/2016",
                Facet.ISSUER: "Bộ Nội vụ",
                Facet.SUBJECT: 'phê duyệt Đề án "Xác định Chỉ số cải cách hành chính của các bộ, cơ quan ngang bộ, '
                'Ủy ban nhân dân tỉnh, thành phố trực thuộc Trung ương"',
            },
        ),
        (
            "kien-giang-171-2019",
            "09/2017/nd-cp",
            {
                Facet.NUMBER: "09/2017/NĐ-CP",
                Facet.ISSUED_ON: "09/02/2017",
                Facet.ISSUER: "Chính phủ",
                Facet.SUBJECT: "quy định chi tiết việc phát ngôn và cung cấp thông tin cho báo chí của các cơ quan hành "
                "chính nhà nước",
            },
        ),
        ("quang-nam-46-2018", "80/2014/qd-ttg", {Facet.ISSUER: "Thủ tướng Chính phủ"}),  # not "… và Công văn"
        ("tra-vinh-2020", "240/qd-ubnd", {Facet.ISSUER: "Chủ tịch Ủy ban nhân dân tỉnh"}),  # said once for two
        ("quang-nam-46-2018", "5598/ubnd-kgvx", {Facet.ISSUED_ON: "17/10/2017"}),
    ],
)
def test_what_is_told_of_a_document_was_read_by_hand(name: str, number: str, told: dict[Facet, str]) -> None:
    notice = parsed(ROOT / "corpus" / "notices" / f"{name}.txt")
    (subject,) = {
        fact.subject
        for fact in notice.facts
        if fact.subject.kind is SubjectKind.DOCUMENT and fact.facet is Facet.NUMBER and fact.key == number
    }
    facts = {fact.facet: fact.value for fact in notice.facts if fact.subject == subject}
    assert told.items() <= facts.items()


@pytest.mark.parametrize(
    ("name", "item", "facet", "value", "how"),
    [
        ("kien-giang-171-2019", "3, gạch 8", Facet.FIGURE, "700 triệu đồng", "money"),
        ("tra-vinh-2020", "II.2, gạch 2", Facet.FIGURE, "tối thiểu 30% thủ tục hành chính", "share"),
        ("binh-phuoc-104-2017", "1", Facet.FIGURE, "14 bậc", "count"),
        ("tra-vinh-2020", "I.2", Facet.FIGURE, "ít nhất 07 ngày", "duration"),
        ("quang-nam-46-2018", "1", Facet.FIGURE, "mức độ 3, 4", "rank"),
        ("kien-giang-171-2019", "3, gạch 10", Facet.BENEFICIARY, "viên chức", None),
        ("tra-vinh-2020", "II.1, gạch 3", Facet.PAYER, "đơn vị sử dụng dịch vụ", None),
        ("huong-an-2018", "", Facet.PERSON, "Phạm Hồng Quảng", "Giám đốc Sở TT&TT"),
        ("quang-nam-46-2018", "", Facet.PERSON, "Lê Văn Thanh", "Phó Chủ tịch UBND tỉnh"),
        ("kien-giang-171-2019", "3, gạch 4", Facet.PURPOSE, "nhằm nâng chỉ số cải cách hành chính của tỉnh theo quy định", None),
    ],
)  # fmt: skip
def test_what_a_sentence_states_was_read_by_hand(
    name: str, item: str, facet: Facet, value: str, how: str | None
) -> None:
    facts = parsed(ROOT / "corpus" / "notices" / f"{name}.txt").facts
    found = [fact for fact in facts if fact.facet is facet and fact.subject.item == item and fact.value == value]
    assert any(fact.how == how for fact in found)
