"""Notices with tasks of every kind, made by hand: what the extraction makes of a text is not the matter here."""

import datetime

from fakes import sample_notice

from corpus.models import Deadline, Directive, Meeting, Notice, Precision, Printed, PrintedDate

HOSTILE = "=cmd|' /C calc'!A0 <img src=x onerror=window.__xss=1> \"; , \\ \x1b[31m\u202e đường"


def until(words: str, day: str | None, precision: str) -> Deadline:
    """A deadline; `day` is ISO."""
    return Deadline(text=words, date=datetime.date.fromisoformat(day) if day else None, precision=Precision(precision))


def directive(task: str, deadline: Deadline | None = None, **fields: object) -> Directive:
    """A task of Sở Nội vụ, unless `fields` say otherwise."""
    known = {"item": "1", "lead": ("Sở Nội vụ",), "quote": task, "start": 10, "end": 10 + len(task), **fields}
    return Directive(task=task, deadline=deadline, **known)  # type: ignore[arg-type]


def notice_with(notice_id: str, *directives: Directive, **fields: object) -> Notice:
    """A notice of Quảng Nam that orders these."""
    placed = [one.model_copy(update={"start": 10 * n, "end": 10 * n + 9}) for n, one in enumerate(directives, 1)]
    return sample_notice().model_copy(update={"id": notice_id, "directives": tuple(placed), **fields})


def every_kind() -> tuple[Notice, ...]:
    """Each precision, each role, a later notice that amends, and text that means harm."""
    first = notice_with(
        "a-12-2026",
        directive(
            "rà soát biên chế các trung tâm",
            until("trước ngày 30/9/2026", "2026-09-30", "day"),
            coordinating=("Sở Tài chính", "các sở, ban, ngành"),
            legal_basis=("45/2016/QĐ-TTg",),
            reports_to=("UBND tỉnh",),
        ),
        directive("trồng rừng", until("trong quý II/2026", "2026-06-30", "quarter")),
        directive("lập danh sách", until("trong tháng 12/2026", "2026-12-31", "month")),
        directive("quyết toán", until("năm 2027", "2027-12-31", "year"), lead=(), assigned=("Sở Tài chính",)),
        directive("áp dụng quy trình", until("từ ngày 01/7/2026", "2026-07-01", "start")),
        directive("báo cáo", until("ngày 15 hằng tháng", None, "recurring")),
        directive("sửa cầu", until("trong vòng 10 ngày", None, "relative"), lead=(), assigned=("Sở Xây dựng",)),
        directive("khẩn trương", until("sớm", None, "vague")),
        directive("tuyên truyền", lead=(), coordinating=("Sở Y tế",)),
        number=Printed(value="12/TB-UBND", start=0, end=1),
        issued_on=PrintedDate(value=datetime.date(2026, 1, 5), start=0, end=1),
    )
    later = notice_with(
        "b-40-2026",
        directive("rà soát biên chế các trung tâm", until("trước ngày 31/10/2026", "2026-10-31", "day")),
        number=Printed(value="40/TB-UBND", start=0, end=1),
        issued_on=PrintedDate(value=datetime.date(2026, 2, 20), start=0, end=1),
        amends=("12/TB-UBND",),
    )
    hostile = notice_with(
        "c-hostile",
        directive(HOSTILE, until(HOSTILE, "2026-09-30", "day"), lead=(HOSTILE,), legal_basis=(HOSTILE,), item=HOSTILE),
        number=Printed(value=HOSTILE, start=0, end=1),
        issued_on=None,
        meeting=Meeting(),
        province="Kiên Giang",
    )
    return first, later, hostile


def many(count: int) -> Notice:
    """A notice with so many tasks that they fill pages."""
    days = (datetime.date(2026, 1, 1) + datetime.timedelta(days=7 * number) for number in range(count))
    return notice_with(
        "d-many", *(directive(f"việc {n}", until("đúng hạn", str(day), "day")) for n, day in enumerate(days, 1))
    )
