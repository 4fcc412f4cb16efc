"""The same five tasks, and the same heads, in the layouts in which offices, sites and machines write them."""

import textwrap
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

Layout = Callable[[], str]


class Task(NamedTuple):
    """A task as it is printed, and the day its deadline means."""

    task: str
    lead: str
    helpers: str
    due: str
    day: date | None


TASKS = (
    Task("Rà soát quy hoạch khu xử lý chất thải rắn tại xã Tân Lập", "Sở Tài nguyên và Môi trường", "Sở Xây dựng, UBND huyện Tân Biên", "trước ngày 15/8/2023", date(2023, 8, 15)),
    Task("Kiểm tra an toàn hồ chứa nước Dầu Tiếng", "Sở Nông nghiệp và Phát triển nông thôn", "Công an tỉnh", "trong tháng 9/2023", date(2023, 9, 30)),
    Task("Xây dựng phương án bố trí giáo viên tiếng Anh", "Sở Giáo dục và Đào tạo", "Sở Nội vụ", "Quý IV/2023", date(2023, 12, 31)),
    Task("Cung cấp danh sách hộ nghèo chưa có thẻ bảo hiểm y tế", "Bảo hiểm xã hội tỉnh", "UBND các huyện, thị xã, thành phố", "30/7/2023", date(2023, 7, 30)),
    Task("Nạo vét kênh tiêu T4-8 và duy tu cống qua đường", "Công ty TNHH MTV Khai thác thủy lợi", "Trung tâm Khuyến nông", "trước mùa mưa", None),
)  # fmt: skip
HEADING = ("TT", "Nội dung công việc", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành")
ROWS = [(str(number), *task[:4]) for number, task in enumerate(TASKS, 1)]
WIDTHS = (4, 26, 18, 20, 14)
ROMAN = ("i", "ii", "iii", "iv", "v")
BEFORE = """UBND TỈNH TÂY NINH      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
VĂN PHÒNG                  Độc lập - Tự do - Hạnh phúc

Số: 123/TB-VP              Tây Ninh, ngày 20 tháng 6 năm 2023

THÔNG BÁO
Kết luận của Chủ tịch UBND tỉnh tại phiên họp giao ban tháng 6 năm 2023

Ngày 19/6/2023, Chủ tịch UBND tỉnh chủ trì phiên họp giao ban và kết luận như sau:

I. Đánh giá chung
Các ngành đã có nhiều cố gắng trong tháng qua.

II. Nhiệm vụ cụ thể
"""
BEHIND = """
Trên đây là kết luận của Chủ tịch UBND tỉnh, Văn phòng UBND tỉnh thông báo đến các đơn vị biết, thực hiện./.

Nơi nhận:                          CHÁNH VĂN PHÒNG
- CT, các PCT;
- Lưu: VT.                         Nguyễn Hồng Thanh
"""


def notice(layout: Layout) -> str:
    """A notice with the five tasks in a layout."""
    return f"{BEFORE}{layout()}\n{BEHIND}"


def _small(words: str) -> str:
    return words[0].lower() + words[1:]


def _each(line: str) -> Layout:
    """One line, or some, a task: {0} its number, {1} the task, {2} who leads, {3} who helps, {4} by when, {5} the task in small letters."""
    return lambda: "\n".join(line.format(*row, _small(row[1])) for row in ROWS)


def _cells(rows: Sequence[Sequence[str]], widths: Sequence[int]) -> list[list[list[str]]]:
    return [[textwrap.wrap(cell, width) or [""] for cell, width in zip(row, widths, strict=True)] for row in rows]


def _page(rows: Sequence[Sequence[str]], widths: Sequence[int], between: str) -> str:
    """Columns under one another, cells wrapped, as the text of a page is printed."""
    lines = []
    for row in _cells(rows, widths):
        for at in range(max(map(len, row))):
            cells = (cell[at] if at < len(cell) else "" for cell in row)
            lines.append("   ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip())
        lines.append(between)
    return "\n".join(line for line in lines if line is not None)


def _boxes() -> str:
    rule = "+" + "+".join("-" * (width + 2) for width in WIDTHS) + "+"
    lines = [rule]
    for row in _cells([HEADING, *ROWS], WIDTHS):
        for at in range(max(map(len, row))):
            cells = (cell[at] if at < len(cell) else "" for cell in row)
            lines.append("| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, WIDTHS, strict=True)) + " |")
        lines.append(rule)
    return "\n".join(lines)


def _html() -> str:
    head = "".join(f"<th>{cell}</th>" for cell in HEADING)
    return f"<table><tr>{head}</tr>\n" + "\n".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS
    ) + "</table>"  # fmt: skip


def _units_first() -> str:
    head = ("Đơn vị thực hiện", "Nhiệm vụ", "Phối hợp", "Hoàn thành")
    return _page([head, *((row[2], row[1], row[3], row[4]) for row in ROWS)], (20, 28, 20, 14), "")


ONE_BY_ONE = "{2} chủ trì, phối hợp với {3} {5}, hoàn thành {4}"
GIVEN = "{0}. Giao " + ONE_BY_ONE + "."
LAYOUTS: dict[str, Layout] = {
    "a table in HTML": _html,
    "boxes": _boxes,
    "columns of a page": lambda: _page([HEADING, *ROWS], WIDTHS, ""),
    "units first": _units_first,
    "bars": lambda: "\n".join("| " + " | ".join(row) + " |" for row in [HEADING, ("---",) * 5, *ROWS]),
    "tabs": lambda: "\n".join("\t".join(row) for row in [HEADING, *ROWS]),
    "a cell a line": lambda: "\n".join("\n".join(row) for row in [HEADING, *ROWS]),
    "a cell a block": lambda: "\n\n".join("\n\n".join(row) for row in [HEADING, *ROWS]),
    "labels": _each("Nhiệm vụ {0}: {1}\nCơ quan chủ trì: {2}\nCơ quan phối hợp: {3}\nThời hạn: {4}\n"),
    "labels under a task": _each("{0}. {1}\n   - Chủ trì: {2}.\n   - Phối hợp: {3}.\n   - Hoàn thành: {4}."),
    "labels on one line": _each("{0}. {1}\n   + Đơn vị thực hiện: {2}; đơn vị phối hợp: {3}; thời gian: {4}."),
    "blocks": _each("NHIỆM VỤ 0{0}\nNội dung: {1}\nĐơn vị chủ trì: {2}\nCác đơn vị phối hợp: {3}\nThời hạn: {4}\n"),
    "counted tasks": _each("Nhiệm vụ số {0}. {1}.\nĐơn vị chủ trì: {2}.\nĐơn vị phối hợp: {3}.\nThời gian thực hiện: {4}."),
    "labels in brackets": _each("{0}. {1} (chủ trì: {2}; phối hợp: {3}; hoàn thành {4})."),
    "parts in brackets": _each("{0}. {1} ({2} chủ trì, {3} phối hợp; {4})."),
    "parts behind dashes": _each("{0}. {1} - {2} chủ trì - {3} phối hợp - {4}"),
    "counted in a sentence": lambda: "Giao: " + "; ".join(f"({row[0]}) " + ONE_BY_ONE.format(*row, _small(row[1])) for row in ROWS) + ".",
    "counted in small Roman": lambda: "Chủ tịch UBND tỉnh yêu cầu " + "; ".join(f"({ROMAN[int(row[0]) - 1]}) " + ONE_BY_ONE.format(*row, _small(row[1])) for row in ROWS) + ".",
    "headings": _each("{0}. {2}:\n- {1}, phối hợp với {3}, hoàn thành {4}."),
    "headings without a colon": _each("{0}. {2}\n- Chủ trì, phối hợp với {3} {5}, hoàn thành {4}."),
    "headings in bold": _each("**{0}. {2}**\n\n{1}; phối hợp với {3}; hoàn thành {4}.\n"),
    "slashes": _each("{0}/ Giao {2}:\na/ {1}, phối hợp với {3}, hoàn thành {4}."),
    "sentences": _each(GIVEN),
    "a task and then who": _each("{0}) {1}\n=> Giao {2} chủ trì; {3} phối hợp; hạn {4}."),
    "quoted in a mail": lambda: "\n".join(f"> {line}" for line in _each(GIVEN)().split("\n")),
    "wrapped": lambda: "\n".join(textwrap.fill(line, 70) for line in _each(GIVEN)().split("\n")),
    "wrapped narrowly": lambda: "\n".join(textwrap.fill(line, 40) for line in _each(GIVEN)().split("\n")),
}  # fmt: skip


class Head(NamedTuple):
    """What a head states: the letterhead by its lines, and what is to be read."""

    lines: tuple[str, ...]
    issuer: str
    number: str
    place: str
    day: date
    kind: str
    subject: str

    @property
    def letter(self) -> bool:
        """True for a letter, whose subject stands under its number."""
        return not self.kind


HEADS = (
    Head(("UBND TỈNH AN GIANG", "VĂN PHÒNG"), "Văn phòng UBND tỉnh An Giang", "103/TB-VP", "Long Xuyên", date(2018, 4, 3), "THÔNG BÁO", "Kết luận của Phó Chủ tịch UBND tỉnh Trần Anh Thư tại cuộc họp về phòng chống sạt lở bờ sông"),
    Head(("ỦY BAN NHÂN DÂN", "TỈNH QUẢNG NGÃI"), "UBND tỉnh Quảng Ngãi", "2215/UBND-KTN", "Quảng Ngãi", date(2021, 5, 17), "", "V/v kiểm tra an toàn hồ chứa nước trước mùa mưa lũ năm 2021"),
    Head(("BỘ NÔNG NGHIỆP", "VÀ PHÁT TRIỂN NÔNG THÔN"), "Bộ Nông nghiệp và Phát triển nông thôn", "7802/TB-BNN-VP", "Hà Nội", date(2019, 10, 9), "THÔNG BÁO", "Ý kiến kết luận của Thứ trưởng Hà Công Tuấn tại Hội nghị trực tuyến về phòng, chống dịch tả lợn Châu Phi"),
    Head(("ỦY BAN NHÂN DÂN", "THÀNH PHỐ HẠ LONG"), "UBND thành phố Hạ Long", "170/KH-UBND", "Hạ Long", date(2019, 6, 12), "KẾ HOẠCH", "Chỉnh trang đô thị, vệ sinh môi trường phục vụ mùa du lịch"),
    Head(("TỈNH ĐỒNG NAI", "SỞ GIAO THÔNG VẬN TẢI"), "Sở Giao thông vận tải", "1466/SGTVT-QLCL", "Đồng Nai", date(2015, 8, 25), "", "V/v tăng cường quản lý chất lượng công trình giao thông nông thôn"),
    Head(("UBND HUYỆN PHONG ĐIỀN", "PHÒNG TÀI CHÍNH - KẾ HOẠCH"), "Phòng Tài chính - Kế hoạch", "51/TB-TCKH", "Phong Điền", date(2014, 1, 22), "THÔNG BÁO", "Thẩm định quyết toán các công trình hoàn thành đợt 1 năm 2014"),
)  # fmt: skip
MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
BODY = """
Thực hiện chương trình công tác, ngày 02 tháng 4 năm 2018, lãnh đạo chủ trì cuộc họp với các cơ quan liên quan để nghe báo cáo.

1. Giao Sở Tài chính chủ trì, phối hợp với Sở Xây dựng kiểm tra, báo cáo trước ngày 30/6.

Nơi nhận:                          KT. CHỦ TỊCH
- Như trên;                        PHÓ CHỦ TỊCH
- Lưu: VT.
                                   Nguyễn Văn Bình
"""


def _dated(head: Head) -> str:
    return f"{head.place}, ngày {head.day:%d} tháng {head.day:%m} năm {head.day.year}"


def _about(head: Head) -> list[str]:
    return [head.subject] if head.letter else []


def _titled(head: Head, title: str = "{kind}\n{subject}") -> str:
    wrapped = textwrap.fill(head.subject, 60)
    return "\n" if head.letter else f"\n{title.format(kind=head.kind, subject=wrapped)}\n"


def _beside(left: Sequence[str], right: Sequence[str], least: int) -> str:
    height = max(len(left), len(right))
    rows = zip([*left, *[""] * (height - len(left))], [*right, *[""] * (height - len(right))], strict=True)
    return "\n".join(
        (one + " " * max(least, 45 - len(one) if least > 1 else 1) + other).rstrip() for one, other in rows
    )


def _columns(head: Head, stamp: str = "") -> str:
    left = [*head.lines, f"Số: {head.number}", *([stamp] if stamp else [])]
    return _beside(
        [*left, *(textwrap.wrap(head.subject, 28) if head.letter else [])], [*MOTTO, _dated(head)], 4
    ) + _titled(head)


def _site(head: Head) -> str:
    return "\n".join(
        [" ".join(head.lines), "-------", *MOTTO, "---------------", f"Số: {head.number}", *_about(head), _dated(head)]
    ) + _titled(head)


HEAD_LAYOUTS: dict[str, Callable[[Head], str]] = {
    "two columns": _columns,
    "left then right": lambda head: "\n".join([*head.lines, f"Số: {head.number}", *_about(head), "", *MOTTO, _dated(head)]) + _titled(head),
    "right then left": lambda head: "\n".join([*MOTTO, _dated(head), "", *head.lines, f"Số: {head.number}", *_about(head)]) + _titled(head),
    "lines run together": lambda head: _beside([*head.lines, f"Số: {head.number}", *(textwrap.wrap(head.subject, 28) if head.letter else [])], [*MOTTO, _dated(head)], 1) + _titled(head),
    "tabs": lambda head: f"{' '.join(head.lines)}\t{' '.join(MOTTO)}\nSố: {head.number}\t{_dated(head)}\n" + "".join(f"{line}\n" for line in _about(head)) + _titled(head),
    "bars": lambda head: f"| {' '.join(head.lines)} ------- | {' '.join(MOTTO)} ------- |\n|---|---|\n| {' '.join([f'Số: {head.number}', *_about(head)])} | {_dated(head)} |\n" + _titled(head),
    "a site": _site,
    "below a portal's menu": lambda head: "Trang chủ > Văn bản > Văn bản chỉ đạo điều hành\nTải về\n\n" + _site(head),
    "a line a block": lambda head: "\n\n".join([*head.lines, f"Số: {head.number}", *_about(head), *MOTTO, _dated(head)]) + "\n" + _titled(head),
    "signed by a machine": lambda head: f"Ký bởi: {head.issuer}\nEmail: vp@tinh.gov.vn\nThời gian ký: {head.day:%d.%m.%Y} 10:12:33 +07:00\n\n" + _columns(head),
    "a stamp above": lambda head: "HỎA TỐC\n" + _columns(head),
    "a stamp below the number": lambda head: _columns(head, "KHẨN"),
    "a gazette": lambda head: "2     CÔNG BÁO/Số 15 + 16/Ngày 20-9-2022\n\nPHẦN VĂN BẢN KHÁC\n\n" + _columns(head),
    "the number below its word": lambda head: "\n".join([*head.lines, "", *MOTTO, "", "Số:", head.number, _dated(head), *_about(head)]) + _titled(head),
    "a number with blanks": lambda head: "\n".join([*head.lines, "Số: " + head.number.replace("/", " / ").replace("-", " - "), *_about(head), *MOTTO, _dated(head)]) + _titled(head),
    "a day that wraps": lambda head: "\n".join([*head.lines, f"Số: {head.number}", *_about(head), *MOTTO, _dated(head).replace(" tháng", "\ntháng")]) + _titled(head),
    "a day in figures": lambda head: "\n".join([*head.lines, *MOTTO, f"Số: {head.number}", f"{head.place}, ngày {head.day:%d/%m/%Y}", *_about(head)]) + _titled(head),
    "bold": lambda head: "\n".join([f"**{' '.join(head.lines)}**", *(f"**{line}**" for line in MOTTO), "", f"Số: {head.number}", *_about(head), f"*{_dated(head)}*"]) + _titled(head, "**{kind}**\n**{subject}**"),
    "a subject in small letters": lambda head: "\n".join([*head.lines, *MOTTO, f"Số: {head.number}", _dated(head), *_about(head)]) + ("\n" if head.letter else f"\n{head.kind}\n{_small(head.subject)}\n"),
}  # fmt: skip


def headed(layout: Callable[[Head], str], head: Head) -> str:
    """A document with that head."""
    return layout(head) + ("\nKính gửi: Các đơn vị trực thuộc\n" if head.letter else "") + BODY
