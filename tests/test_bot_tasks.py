"""The task register on the command line, as rows, as a sheet, as a calendar; and through the owner."""

import csv
import datetime
import io
import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fakes import SAMPLES, FakeIndex
from service import served
from tasks import HOSTILE, directive, every_kind, notice_with, until

from bot.cli import run
from bot.messages import messages
from bot.tasks.calendar_file import OCTETS, calendar
from bot.tasks.lookup import Missing, look_up, offered
from bot.tasks.rows import row_of
from bot.tasks.sheet import BOM, sheet
from bot.tasks.table import print_table
from bot.tasks.wanted import day_of, filter_of
from bot.tasks.words import TaskWords
from corpus.models import Notice
from rag.register import Task, TaskFilter

Capture = pytest.CaptureFixture[str]
Chidao = Callable[..., subprocess.CompletedProcess[str]]
WORDS = TaskWords(messages(), "vi")
DIRECTIVE = "item lead assigned coordinating task deadline legal_basis reports_to quote start end".split()


def found(*notices: Notice, **wanted: object) -> tuple[Task, ...]:
    index = FakeIndex(*notices or every_kind())
    return look_up(index, TaskFilter(**wanted)).tasks  # type: ignore[arg-type]


def printed(capsys: Capture, *arguments: str) -> str:
    """What a command that succeeds says on standard output; it says nothing else."""
    assert run(["tasks", *arguments]) == 0
    out, error = capsys.readouterr()
    assert error == ""
    return out


# the command line, over the sample notices


def test_rows_are_directives_with_the_place_they_stand_in(capsys: Capture) -> None:
    rows = json.loads(printed(capsys, "--format", "json"))
    assert {row["notice_id"] for row in rows} == {path.stem for path in SAMPLES.glob("*.txt")} - {"huong-an-2018"}
    for row in rows:
        assert list(row) == [*DIRECTIVE, "notice_id", "label", "url", "changed_by"]
        assert row["url"] == f"/notices/{row['notice_id']}?quote={row['start']}-{row['end']}"
        text = (SAMPLES / f"{row['notice_id']}.txt").read_text(encoding="utf-8")
        assert text[row["start"] : row["end"]] == row["quote"]


@pytest.mark.parametrize("agency", ["Sở Nội vụ", "so noi vu", "SNV", "So\u031b\u0309 Nội vụ"])
@pytest.mark.parametrize("role", ["lead", "assigned", "coordinating"])
def test_a_body_in_a_role_in_any_spelling(capsys: Capture, agency: str, role: str) -> None:
    rows = json.loads(printed(capsys, "--agency", agency, "--role", role, "--format", "json"))
    assert rows and all("Sở Nội vụ" in row[role] for row in rows)


@pytest.mark.parametrize("day", ["31/12/2018", "2018-12-31"])
def test_days_are_read_as_offices_and_programs_write_them(capsys: Capture, day: str) -> None:
    rows = json.loads(printed(capsys, "--due-after", day, "--due-before", day, "--format", "json"))
    assert [(row["notice_id"], row["deadline"]["date"]) for row in rows] == [("quang-nam-46-2018", "2018-12-31")]


@pytest.mark.parametrize("notice", ["quang-nam-46-2018", "46/TB-UBND", "46/tb-ubnd"])
def test_a_notice_is_named_by_its_id_or_number(capsys: Capture, notice: str) -> None:
    rows = json.loads(printed(capsys, "--notice", notice, "--province", "quang nam", "--format", "json"))
    assert {row["notice_id"] for row in rows} == {"quang-nam-46-2018"}


def test_the_table_is_readable_in_a_pipe(chidao: Chidao) -> None:
    done = chidao("tasks", "--agency", "Sở Nội vụ")
    assert done.returncode == 0 and done.stderr == ""
    lines = done.stdout.splitlines()
    assert max(map(len, lines)) <= 80 and "\x1b" not in done.stdout
    assert lines[0] == "Có 4 nhiệm vụ." and lines[1].split() == "Thời hạn Cơ quan Nhiệm vụ".split()
    for words in ("Chủ trì: Sở Nội vụ", "Được giao: Sở Nội vụ", "Phối hợp: Sở Thông tin", "Văn bản: Thông báo số"):
        assert words in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["--agency", "Sở Không Có"], "leave it out", id="agency"),
        pytest.param(["--agency", "!!!"], "leave it out", id="signs"),
        pytest.param(["--province", "Lào"], "leave the province out", id="province"),
        pytest.param(["--notice", "none"], "list of notices", id="notice"),
        pytest.param(["--agency", "\ud800"], "leave it out", id="half_a_character"),
        pytest.param(["--agency", "Sở Nội vụ", "--due-after", "1/1/2999"], "leave one of them out", id="together"),
    ],
)
@pytest.mark.parametrize("form", ["table", "json", "csv", "ics"])
def test_nothing_found_is_a_sentence_and_no_failure(
    capsys: Capture, arguments: list[str], said: str, form: str
) -> None:
    assert run(["tasks", *arguments, "--format", form]) == 0
    out, error = capsys.readouterr()
    assert said in error and len(error.splitlines()) == 1
    expected = {"table": "", "json": "[]\n"}.get(form)
    assert out == expected if expected is not None else len(out.splitlines()) < 15


@pytest.mark.parametrize(
    "arguments",
    [
        *(["--due-before", day] for day in ("31/13/2018", "2018", "hôm nay", "1/1/18", "٣١/12/2018", "0000-01-01")),
        ["--role", "boss"],
        ["--format", "xls"],
        ["Sở Nội vụ"],
    ],
    ids=lambda arguments: arguments[-1],
)
def test_a_wrong_use_is_one_sentence(capsys: Capture, arguments: list[str]) -> None:
    assert run(["tasks", *arguments]) == 2
    out, error = capsys.readouterr()
    assert out == "" and len(error.splitlines()) == 1 and "Traceback" not in error


def test_a_day_may_be_left_blank() -> None:
    assert day_of(" ") is None
    assert day_of("1/2/2025") == datetime.date(2025, 2, 1)


def test_while_serve_owns_the_folder_it_lists_the_tasks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chidao: Chidao
) -> None:
    folder = tmp_path / "notices"
    folder.mkdir()
    shutil.copy(SAMPLES / "quang-nam-46-2018.txt", folder)
    monkeypatch.setenv("CHIDAO_NOTICES", str(folder))
    monkeypatch.setenv("CHIDAO_PORT", "0")
    alone = chidao("tasks", "--format", "json")
    with served():
        through = chidao("tasks", "--format", "json")
        unknown = chidao("tasks", "--agency", "xyz", "--format", "json")
    assert alone.returncode == through.returncode == unknown.returncode == 0
    assert json.loads(alone.stdout) and alone.stdout == through.stdout
    assert unknown.stdout == "[]\n" and "xyz" in unknown.stderr


# what is found, and why nothing is


def test_days_sort_what_is_found_and_a_start_is_no_due_day() -> None:
    rows = found(due_after=datetime.date(2026, 6, 30), due_before=datetime.date(2026, 12, 31))
    days = [row.due for row in rows]
    assert days == sorted(days) and datetime.date(2026, 7, 1) not in days  # type: ignore[type-var]
    assert len(days) == 5


def test_a_later_notice_is_named_in_the_row() -> None:
    row = row_of(found(notice="a-12-2026")[0]).model_dump(mode="json")
    assert [(one["how"], one["notice_id"]) for one in row["changed_by"]] == [("amends", "b-40-2026")]
    assert row["changed_by"][0]["url"] == "/notices/b-40-2026?quote=10-19"
    assert "40/TB-UBND" in row["changed_by"][0]["label"]


@pytest.mark.parametrize(
    ("wanted", "missing"),
    [
        ({"notice": "none"}, Missing.NOTICE),
        ({"province": "Lào"}, Missing.PROVINCE),
        ({"agency": "Sở Không Có"}, Missing.AGENCY),
        ({"agency": "Sở Y tế", "role": "lead"}, Missing.MATCH),
    ],
)
def test_the_condition_that_leaves_nothing_is_known(wanted: dict[str, str], missing: Missing) -> None:
    assert look_up(FakeIndex(*every_kind()), filter_of(**wanted)).missing is missing  # type: ignore[arg-type]


def test_an_index_without_tasks_says_so() -> None:
    assert look_up(FakeIndex(), TaskFilter()).missing is Missing.TASKS  # type: ignore[arg-type]


def test_what_can_be_chosen() -> None:
    choices = offered(FakeIndex(*every_kind()))  # type: ignore[arg-type]
    assert choices.agencies[0] == "Sở Nội vụ" and choices.provinces == ("Kiên Giang", "Quảng Nam")
    assert [notice_id for notice_id, _ in choices.notices] == ["a-12-2026", "b-40-2026", "c-hostile"]


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


def test_the_table_says_when_who_and_what_changed(capsys: Capture) -> None:
    print_table(found(), WORDS)
    out = capsys.readouterr().out
    assert "\x1b" not in out and "\u202e" not in out
    flat = " ".join(out.split())
    for words in (
        "trước ngày",
        "(ghi theo quý",
        "định kỳ",
        "không nêu",
        "Được sửa đổi, bổ sung",
        "Báo cáo, trình: UBND",
    ):
        assert words in flat
    assert out.count("30/09/2026") == 1  # beside the words that name no day
