"""The task register on the command line, as rows and as a table; alone and through the owner."""

import datetime
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from fakes import SAMPLES, FakeIndex
from service import served
from tasks import directive, every_kind, notice_with

from bot.cli import run
from bot.messages import messages
from bot.tasks.filter import day_of, filter_of
from bot.tasks.lookup import Missing, look_up, offered
from bot.tasks.rows import row_of
from bot.tasks.table import print_table
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


@pytest.mark.usefixtures("indexed")
def test_rows_are_directives_with_the_place_they_stand_in(capsys: Capture) -> None:
    rows = json.loads(printed(capsys, "--format", "json"))
    assert {"quang-nam-46-2018", "kien-giang-171-2019"} <= {row["notice_id"] for row in rows}
    for row in rows:
        assert list(row) == [*DIRECTIVE, "notice_id", "label", "url", "changed_by", "scanned"]
        assert row["url"] == f"/notices/{row['notice_id']}?quote={row['start']}-{row['end']}"
        text = (SAMPLES / f"{row['notice_id']}.txt").read_text(encoding="utf-8")
        assert text[row["start"] : row["end"]] == row["quote"]


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize("agency", ["Sở Nội vụ", "so noi vu", "SNV", "So\u031b\u0309 Nội vụ"])
@pytest.mark.parametrize("role", ["lead", "assigned", "coordinating"])
def test_a_body_in_a_role_in_any_spelling(capsys: Capture, agency: str, role: str) -> None:
    rows = json.loads(printed(capsys, "--agency", agency, "--role", role, "--format", "json"))
    assert rows and all("Sở Nội vụ" in row[role] for row in rows)


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize("day", ["31/12/2018", "2018-12-31"])
def test_days_are_read_as_offices_and_programs_write_them(capsys: Capture, day: str) -> None:
    rows = json.loads(printed(capsys, "--due-after", day, "--due-before", day, "--format", "json"))
    assert "quang-nam-46-2018" in {row["notice_id"] for row in rows}
    assert {row["deadline"]["date"] for row in rows} == {"2018-12-31"}


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize("notice", ["quang-nam-46-2018", "46/TB-UBND", "46/tb-ubnd"])
def test_a_notice_is_named_by_its_id_or_number(capsys: Capture, notice: str) -> None:
    rows = json.loads(printed(capsys, "--notice", notice, "--province", "quang nam", "--format", "json"))
    assert {row["notice_id"] for row in rows} == {"quang-nam-46-2018"}


@pytest.mark.usefixtures("indexed")
def test_the_table_is_readable_in_a_pipe(chidao: Chidao) -> None:
    done = chidao("tasks", "--agency", "Sở Nội vụ")
    assert done.returncode == 0 and done.stderr == ""
    lines = done.stdout.splitlines()
    assert max(map(len, lines)) <= 80 and "\x1b" not in done.stdout
    assert lines[0].startswith("Có ") and lines[1].split() == "Thời hạn Cơ quan Nhiệm vụ".split()
    for words in ("Chủ trì: Sở Nội vụ", "Được giao: Sở Nội vụ", "Phối hợp: Sở Thông tin", "Văn bản: Thông báo số"):
        assert words in done.stdout


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["--agency", "Sở Không Có"], "bỏ điều kiện cơ quan", id="agency"),
        pytest.param(["--agency", "!!!"], "bỏ điều kiện cơ quan", id="signs"),
        pytest.param(["--province", "Lào"], "bỏ điều kiện tỉnh", id="province"),
        pytest.param(["--notice", "none"], "xem danh sách thông báo", id="notice"),
        pytest.param(["--agency", "\ud800"], "bỏ điều kiện cơ quan", id="half_a_character"),
        pytest.param(["--agency", "Sở Nội vụ", "--due-after", "1/1/2999"], "bỏ bớt một điều kiện", id="together"),
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


@pytest.mark.parametrize("held", ["Thừa Thiên Huế", "Huế"])
@pytest.mark.parametrize("typed", ["Huế", "hue", "thành phố Huế", "Thừa Thiên Huế", "tt hue"])
def test_a_province_is_found_by_its_earlier_and_later_name(held: str, typed: str) -> None:
    notices = (*every_kind(), notice_with("hue-1", directive("trùng tu di tích"), province=held))
    rows = look_up(FakeIndex(*notices), filter_of(province=typed)).tasks  # type: ignore[arg-type]
    assert [row.notice_id for row in rows] == ["hue-1"]


def test_provinces_are_in_the_order_of_the_alphabet() -> None:
    names = (
        "An Giang", "Bạc Liêu", "Bắc Giang", "Cà Mau", "Cao Bằng", "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Điện Biên",
        "Đồng Nai", "Hà Nội", "Hải Dương", "Hậu Giang", "Khánh Hòa",
    )  # fmt: skip
    notices = [notice_with(f"n{at}", directive("rà soát"), province=name) for at, name in enumerate(sorted(names))]
    assert offered(FakeIndex(*notices)).provinces == names  # type: ignore[arg-type]


def test_an_index_without_tasks_says_so() -> None:
    assert look_up(FakeIndex(), TaskFilter()).missing is Missing.TASKS  # type: ignore[arg-type]


def test_what_can_be_chosen() -> None:
    choices = offered(FakeIndex(*every_kind()))  # type: ignore[arg-type]
    assert choices.agencies[0] == "Sở Nội vụ" and choices.provinces == ("Kiên Giang", "Quảng Nam")
    assert [notice_id for notice_id, _ in choices.notices] == ["a-12-2026", "b-40-2026", "c-hostile"]


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
