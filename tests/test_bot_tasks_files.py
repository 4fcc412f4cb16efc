"""The files of the task register: the sheet for Excel, and the calendar read line by line."""

import csv
import io
import re
from collections.abc import Iterator

import pytest
from fakes import FakeIndex
from tasks import HOSTILE, directive, every_kind, notice_with, until

from bot.messages import messages
from bot.tasks.calendar_file import OCTETS, calendar
from bot.tasks.lookup import look_up
from bot.tasks.sheet import BOM, sheet
from bot.tasks.words import TaskWords
from corpus.models import Notice
from rag.register import Task, TaskFilter

WORDS = TaskWords(messages(), "vi")


def found(*notices: Notice, **wanted: object) -> tuple[Task, ...]:
    index = FakeIndex(*notices or every_kind())
    return look_up(index, TaskFilter(**wanted)).tasks  # type: ignore[arg-type]


# the sheet


def cells(text: str) -> list[dict[str, str]]:
    assert text.startswith(BOM)
    return list(csv.DictReader(io.StringIO(text.removeprefix(BOM), newline="")))


def test_the_sheet_opens_with_its_diacritics_and_has_every_row() -> None:
    rows = cells(sheet(found(), WORDS))
    assert len(rows) == len(found())
    assert (rows[0]["Chủ trì"], rows[0]["Phối hợp"]) == ("Sở Nội vụ", "Sở Tài chính; các sở, ban, ngành")
    assert (rows[0]["Thời hạn"], rows[0]["Ngày"]) == ("trước ngày 30/9/2026", "2026-09-30")
    assert "40/TB-UBND" in rows[0]["Văn bản thay đổi"]
    assert all(None not in row and None not in row.values() for row in rows)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "\n@", " =", "＝", "\u200e="])
def test_no_cell_is_a_formula(start: str) -> None:
    harm = f"{start}1+1"
    fields = {"lead": (harm,), "legal_basis": (harm,), "item": harm, "quote": harm}
    rows = cells(sheet(found(notice_with(harm, directive(harm, until(harm, None, "vague"), **fields))), WORDS))
    values = [value for row in rows for value in row.values()]
    assert not any(value.startswith(tuple("=+-@\t\r＝")) for value in values)
    assert rows[0]["Nhiệm vụ"] == f"'{start.strip().strip(chr(0x200E))}1+1"


# the calendar


def components(text: str) -> Iterator[dict[str, str]]:
    """The events of a calendar, read line by line as RFC 5545 has it."""
    assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", "")
    lines = text.split("\r\n")[:-1]
    assert all(len(line.encode()) <= OCTETS for line in lines)
    unfolded = re.sub(r"\r\n ", "", text).split("\r\n")[:-1]
    assert (unfolded[0], unfolded[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert {"VERSION:2.0", "PRODID:-//Chi Dao//chidao//VI"} <= set(unfolded)
    event: dict[str, str] = {}
    for line in unfolded:
        assert re.match(r"[A-Z-]+(;[A-Z-]+=[^:;]+)*:", line), line
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", line)
        if line == "BEGIN:VEVENT":
            event = {}
        name, value = line.split(":", 1)
        assert name in event or name != "SUMMARY" or not re.search(r"(?<!\\)[;,]", value)
        event[name] = value
        if line == "END:VEVENT":
            yield event


def test_each_task_with_a_day_is_one_event_of_a_whole_day() -> None:
    events = list(components(calendar(found(notice="a-12-2026"), WORDS)))
    assert [event["DTSTART;VALUE=DATE"] for event in events] == [
        "20260930", "20260630", "20261231", "20271231", "20260701",
    ]  # fmt: skip
    assert [event["SUMMARY"] for event in events] == [
        "Hạn: Sở Nội vụ: rà soát biên chế các trung tâm",
        "Hạn: Sở Nội vụ: trồng rừng",
        "Hạn: Sở Nội vụ: lập danh sách",
        "Hạn: Sở Tài chính (được giao): quyết toán",
        "Áp dụng từ: Sở Nội vụ: áp dụng quy trình",
    ]
    assert {event["DTSTAMP"] for event in events} == {"20260105T000000Z"}
    for event, words in zip(events, ("theo ngày", "theo quý", "theo tháng", "theo năm", "áp dụng từ"), strict=True):
        assert words in event["DESCRIPTION"] and "12/TB-UBND" in event["DESCRIPTION"]
    assert "Được sửa đổi\\, bổ sung tại Thông báo số 40/TB-UBND" in events[0]["DESCRIPTION"]


def test_the_calendar_is_the_same_every_time_and_an_event_keeps_its_name() -> None:
    whole, part = calendar(found(), WORDS), calendar(found(notice="b-40-2026"), WORDS)
    assert whole == calendar(found(), WORDS)
    names = [event["UID"] for event in components(whole)]
    assert len(set(names)) == len(names)
    assert [event["UID"] for event in components(part)] == [names[5]]


def test_two_tasks_alike_have_two_names() -> None:
    (task,) = found(notice_with("a", directive("một việc", until("1/1", "2026-01-01", "day"))))
    assert len({event["UID"] for event in components(calendar((task, task), WORDS))}) == 2


def test_text_that_means_harm_stays_a_value() -> None:
    (event,) = components(calendar(found(notice="c-hostile"), WORDS))
    assert event["DTSTAMP"] == "19700101T000000Z"
    assert "\\; \\, \\\\" in event["SUMMARY"] and "đường" in event["SUMMARY"]
    assert HOSTILE not in event["DESCRIPTION"]
    injected = directive("a\r\nEND:VEVENT\r\nATTACH:x", until("b\nc", "2026-01-01", "day"))
    assert len(list(components(calendar(found(notice_with("a", injected)), WORDS)))) == 1


def test_a_calendar_without_events_is_one() -> None:
    assert list(components(calendar((), WORDS))) == []
    assert "BEGIN:VTIMEZONE" in calendar((), WORDS)
