"""What is remembered of people is bounded, unnamed, and forgotten on demand."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import survey_answer

from bot import people as module
from bot.people import People, Who, behind, ledger
from bot.show.text import on_one_line, without_marks
from rag.models import Answer

WHO = Who("telegram:7", "telegram:-100:7")


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(behind, "PATIENCE", 5.0)  # a machine may be busy


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def people(tmp_path: Path, clock: Clock) -> Iterator[People]:
    with People(tmp_path, clock) as people:
        yield people


def asked(question: str, identity: str | None = None) -> Answer:
    return survey_answer(question).model_copy(update={"id": identity or question})


def test_only_the_last_turns_are_kept_oldest_first(people: People) -> None:
    for number in range(module.TURNS + 2):
        people.keep(WHO, asked(str(number)))
    assert [turn.question for turn in people.history(WHO)] == ["2", "3", "4", "5", "6", "7"]


def test_a_conversation_begins_anew_after_a_silence(people: People, clock: Clock) -> None:
    people.keep(WHO, asked("một"))
    clock.now += module.IDLE_SECONDS - 1
    people.keep(WHO, asked("hai"))
    assert len(people.history(WHO)) == 2
    clock.now += module.IDLE_SECONDS
    assert people.history(WHO) == ()
    people.keep(WHO, asked("ba"))
    assert [turn.question for turn in people.history(WHO)] == ["ba"]


def test_a_person_has_a_conversation_in_each_chat(people: People) -> None:
    people.keep(WHO, asked("một"))
    assert people.history(Who(WHO.person, "telegram:7:7")) == ()
    assert people.history(Who("telegram:8", "telegram:-100:8")) == ()


def test_it_all_survives_a_restart(people: People, tmp_path: Path, clock: Clock) -> None:
    people.keep(WHO, asked("một", "a1"))
    people.accept(5, "năm")
    people.accept(6, "sáu")
    people.dealt_with(5)
    people.close()
    with People(tmp_path, clock) as again:
        assert again.history(WHO)[0].question == "một"
        assert again.answer("a1") == asked("một", "a1")
        assert again.accepted() == ["sáu"]
        assert not again.accept(5, "năm") and not again.accept(6, "sáu") and again.accept(7, "bảy")


def test_no_name_is_stored(people: People, tmp_path: Path) -> None:
    people.keep(Who("telegram:123456789", "telegram:123456789:123456789"), asked("một"))
    people.close()
    assert b"123456789" not in (tmp_path / module.NAME).read_bytes()


def test_feedback_replaces_feedback_and_needs_an_answer(people: People) -> None:
    people.keep(WHO, asked("một", "a1"))
    failed = people.keep_question(WHO, "hai")
    assert people.judge("a1", "down", "wrong") and people.judge("a1", "up")
    assert not people.judge("none", "up") and not people.judge(failed, "up")
    assert people.question(failed) == "hai" and people.answer(failed) is None
    assert [(one["question"], one["verdict"]) for one in people.held(WHO.person)] == [("một", "up"), ("hai", None)]


def test_what_a_person_wants_forgotten_leaves_no_trace(people: People, tmp_path: Path) -> None:
    people.keep(WHO, asked("một câu hỏi riêng", "a1"))
    people.judge("a1", "down", comment="ý kiến riêng")
    people.keep(Who("web:s", "web:s"), asked("hai", "a2"))
    assert people.forget(WHO.person) == 1
    assert people.answer("a1") is None and people.held(WHO.person) == [] and people.answer("a2")
    people.close()
    for file in tmp_path.glob("people*"):
        assert "riêng".encode() not in file.read_bytes()


def test_old_exchanges_are_purged(people: People, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        people.keep(WHO, asked(str(number)))
        clock.now += 1
    clock.now += module.KEPT_DAYS * 86_400 - 3
    people.purge()
    assert [one["question"] for one in people.held(WHO.person)] == ["2", "3", "4"]
    monkeypatch.setattr(ledger, "MOST_EXCHANGES", 1)
    people.purge()
    assert [one["question"] for one in people.held(WHO.person)] == ["4"]


def test_only_the_last_updates_are_remembered(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_UPDATES", 3)
    monkeypatch.setattr(ledger, "UPDATES", 3)
    for update_id in range(10):
        people.accept(update_id, "")
        people.dealt_with(update_id)
    assert [people.accept(update_id, "") for update_id in (9, 7, 5)] == [False, False, True]


def test_a_broken_database_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / module.NAME).write_bytes(b"no database" * 1_000)
    with People(tmp_path) as people:
        people.keep(WHO, asked("một"))
    (aside,) = tmp_path.glob(f"{module.NAME}.broken-*")
    assert aside.read_bytes() == b"no database" * 1_000


def test_what_an_earlier_version_kept_in_a_log_beside_the_file_is_read(tmp_path: Path, clock: Clock) -> None:
    with People(tmp_path, clock) as people:
        people.keep(WHO, asked("một"))
    db = sqlite3.connect(tmp_path / module.NAME)
    with db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("UPDATE exchanges SET question = 'hai'")
    left = tmp_path / "left"  # as it is when the process is killed
    left.mkdir()
    for file in tmp_path.glob(f"{module.NAME}*"):
        shutil.copy(file, left)
    db.close()
    assert (left / f"{module.NAME}-wal").stat().st_size
    with People(left, clock) as again:
        assert [one["question"] for one in again.held(WHO.person)] == ["hai"]
    assert [file.name for file in left.iterdir()] == [module.NAME]


def test_an_answer_of_another_version_is_passed_over(people: People, tmp_path: Path, clock: Clock) -> None:
    people.keep(WHO, asked("một", "a1"))
    people.close()
    with sqlite3.connect(tmp_path / module.NAME) as db:
        db.execute("UPDATE exchanges SET answer = '{}'")
    with People(tmp_path, clock) as again:
        assert again.answer("a1") is None and again.history(WHO) == ()


def test_marks_are_hidden_without_a_trace() -> None:
    assert without_marks("## THÔNG BÁO\n**Nơi nhận:** (*trước  31/12*)\t<b>ĐẾN</b>") == (
        " THÔNG BÁO\nNơi nhận: (trước 31/12) ĐẾN"
    )
    assert on_one_line("a  \n\n*b*") == "a b"
