"""Every fact is a slice of its notice; those of a task agree with its row; those of five notices were read by hand."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from conftest import ROOT

from corpus.facts.source import number_key
from corpus.load import KINDS, load
from corpus.models import Directive, Facet, Fact, Notice, SubjectKind
from corpus.names.agencies import body_key
from corpus.parse import parse
from corpus.text import collapse, fold, plain

FOLDERS = ("corpus/notices", "tests/documents", "tests/documents_unseen", "tests/judged/own")
DOCUMENTS = sorted(path for folder in FOLDERS for path in (ROOT / folder).iterdir() if path.suffix in KINDS)
OF_TASKS = (Facet.LEAD, Facet.ASSIGNED, Facet.COORDINATING, Facet.REPORTS_TO)


@cache
def parsed(path: Path) -> Notice:
    return parse(path.stem, load(path))


def of_row(notice: Notice, row: Directive) -> list[Fact]:
    return [
        fact
        for fact in notice.facts
        if fact.subject.kind is SubjectKind.TASK and (fact.subject.start, fact.subject.end) == (row.start, row.end)
    ]


def every_row() -> Iterator[tuple[Notice, Directive]]:
    for path in DOCUMENTS:
        yield from ((parsed(path), row) for row in parsed(path).directives)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_every_fact_is_a_slice_near_its_subject(path: Path) -> None:
    notice = parsed(path)
    assert notice.facts
    for fact in notice.facts:
        assert 0 <= fact.start < fact.end <= len(notice.text), fact
        assert fact.value == collapse(plain(notice.text[fact.start : fact.end])), fact
        assert fact.value and fact.value == fact.value.strip(" *#"), fact
        subject = fact.subject
        within = subject.start <= fact.start and fact.end <= subject.end
        assert within or subject.kind is SubjectKind.TASK, fact  # a lead-in names the body, or says by when
        if subject.kind is SubjectKind.NOTICE:
            assert (subject.item, subject.start, subject.end) == ("", 0, len(notice.text))
        else:
            assert subject.item in {"", *(item.path for item in notice.items)}
    assert len(set(notice.facts)) == len(notice.facts)


def test_the_facts_of_a_task_agree_with_its_row() -> None:
    for notice, row in every_row():
        facts = of_row(notice, row)
        for facet in OF_TASKS:
            said = [fact.key for fact in facts if fact.facet is facet]
            assert said == [body_key(name) for name in getattr(row, facet.value)], (notice.id, row.item, facet)
        bases = [fact.key for fact in facts if fact.facet is Facet.BASIS]
        assert bases == [number_key(basis) for basis in row.legal_basis], (notice.id, row.item)
        due = [(fact.key, fact.how) for fact in facts if fact.facet is Facet.DEADLINE]
        day = row.deadline and row.deadline.date and row.deadline.date.isoformat()
        assert due == ([(day, row.deadline.precision.value)] if row.deadline else []), (notice.id, row.item)
        (task,) = (fact for fact in facts if fact.facet is Facet.TASK)
        assert fold(task.value).split()[-1].strip(".,;)") in fold(row.task), (notice.id, row.item)


def test_a_body_outside_its_row_stands_before_it() -> None:
    outside = [
        (notice.id, fact)
        for notice, row in every_row()
        for fact in of_row(notice, row)
        if not (row.start <= fact.start and fact.end <= row.end)
    ]
    assert outside
    assert all(fact.end <= fact.subject.start for _, fact in outside)


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
        ("tra-vinh-2020", "II.2, gạch 2", Facet.FIGURE, "30% thủ tục hành chính", "share"),
        ("binh-phuoc-104-2017", "1", Facet.FIGURE, "14 bậc", "count"),
        ("tra-vinh-2020", "I.2", Facet.FIGURE, "07 ngày", "duration"),
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


def test_dates_and_numbers_of_documents_are_no_figures() -> None:
    for path in DOCUMENTS:
        notice = parsed(path)
        for fact in notice.facts:
            if fact.facet is Facet.FIGURE:
                assert not any(one.start <= fact.start < one.end for one in notice.cited_documents), fact
                assert not notice.text[: fact.start].rstrip().casefold().endswith(("ngày", "năm", "tháng")), fact
