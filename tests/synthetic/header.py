"""The head of a notice: two columns flattened in the orders that copying leaves, or less."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


@dataclass(frozen=True)
class Header:
    """What a header prints. `serial` "" leaves the number blank; `day` None leaves the day blank."""

    parent: tuple[str, ...]
    issuer: tuple[str, ...]
    serial: str
    symbol: str
    place: str
    day: date | None
    month: date
    under_number: str = ""

    def number(self, rng: random.Random) -> str:
        """The line of the number, typed, filled in by hand, or blank."""
        if not self.serial:
            return rng.choice(("Số:      /{}", "Số:……/{}", "Số:.../{}", "Số:   /{}")).format(self.symbol)
        forms = ("Số: {}/{}", "Số: {} /{}", "Số {}/{}", "Số:{}/{}")
        return rng.choices(forms, (12, 4, 1, 2))[0].format(self.serial, self.symbol)

    def date_line(self, rng: random.Random) -> str:
        """The line of place and day."""
        month = f"{self.month.month:02d}" if self.month.month < 3 else str(self.month.month)
        year = self.month.year
        if self.day is None:
            blank = rng.choice(("    ", "……", "..."))
            return f"{self.place}, ngày {blank} tháng {rng.choice((month, blank))} năm {year}"
        forms = (f"ngày {self.day:%d} tháng {month} năm {year}", f"ngày {self.day.day} tháng {month} năm {year}")
        return f"{self.place}, {rng.choices(forms, (5, 1))[0]}"


def left_then_right(rng: random.Random, header: Header) -> list[str]:
    """The left column as a block, then the right one."""
    left = [*header.parent, *header.issuer, header.number(rng), *filter(None, [header.under_number])]
    return [*left, "", *MOTTO, header.date_line(rng)]


def right_then_left(rng: random.Random, header: Header) -> list[str]:
    """The motto first."""
    return [
        *MOTTO,
        "",
        *header.parent,
        *header.issuer,
        header.number(rng),
        header.date_line(rng),
        *filter(None, [header.under_number]),
    ]


def row_by_row(rng: random.Random, header: Header) -> list[str]:
    """Left and right cells on one line, a run of blanks, a tab or a pipe between them."""
    gap = rng.choice(("        ", "\t", "\t\t", " | "))
    left = [*header.parent, *header.issuer]
    right = list(MOTTO)
    while len(left) < len(right):
        left.append("-------")
    while len(right) < len(left):
        right.append("---------------")
    rows = [gap.join(pair) for pair in zip(left, right, strict=True)]
    rows.append(gap.join((header.number(rng), header.date_line(rng))))
    if gap == " | ":
        rows = [f"| {row} |" for row in rows]
    return [*rows, *filter(None, [header.under_number])]


def dates_last(rng: random.Random, header: Header) -> list[str]:
    """Issuer, motto, then number and day together."""
    return [
        *header.parent,
        *header.issuer,
        *MOTTO,
        header.number(rng),
        header.date_line(rng),
        *filter(None, [header.under_number]),
    ]


def number_and_day(rng: random.Random, header: Header) -> list[str]:
    """What is left when the letterhead was an image."""
    return [header.number(rng), "", header.date_line(rng), *filter(None, [header.under_number])]


LAYOUTS: dict[Callable[[random.Random, Header], list[str]], int] = {
    left_then_right: 8,
    row_by_row: 8,
    right_then_left: 3,
    dates_last: 4,
    number_and_day: 3,
}
