"""While the file cannot be used, people are answered, understood and told the truth; afterwards all is remembered."""

import logging
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from asking import starting
from damaged_files import held_by_another
from fakes import survey_answer
from pace import paced

from bot import people as module
from bot.people import NotNow, People, Who, behind, ledger, soundness
from rag.models import Answer

WHO = Who("telegram:7", "telegram:7:7")
HUGE = 10**30


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(behind, "REST", 0.05)
    monkeypatch.setattr(module, "_LONGER", 0.5)


def asked(question: str) -> Answer:
    return survey_answer(question).model_copy(update={"id": question})


class Hung(ledger.Ledger):
    """A file on a disk that does not answer."""

    going_on = threading.Event()

    def carry_out(self, works: Sequence[ledger.Work]) -> list[Any]:
        self.going_on.wait(20)
        return super().carry_out(works)


@pytest.fixture
def hung(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    monkeypatch.setattr(module, "Ledger", Hung)
    monkeypatch.setattr(behind, "REST", 5.0)
    Hung.going_on.clear()
    yield Hung.going_on
    Hung.going_on.set()


def remembered(people: People, folder: Path) -> list[str]:
    """What the file knows after the end of `people`."""
    people.close()
    with People(folder) as again:
        return [one["question"] for one in again.held(WHO.person)]


def test_a_disk_that_does_not_answer_keeps_nobody_waiting(tmp_path: Path, hung: threading.Event) -> None:
    with starting(tmp_path) as start, paced(100):
        client = start()
        for number in range(100):  # with a wait for each the test would take minutes
            question = {"question": "ai khảo sát?", "session": str(number % 50)}
            given = client.post("/api/ask", json=question)
            assert given.status_code == 200
            judged = {"answer_id": given.json()["id"], "verdict": "up"}
            assert client.post("/api/feedback", json=judged).status_code == 200
        assert client.post("/api/feedback", json={"answer_id": "of before", "verdict": "up"}).status_code == 503
        assert not hung.is_set()


def test_the_end_does_not_wait_for_a_disk_that_does_not_answer(
    tmp_path: Path, hung: threading.Event, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(behind, "LAST_SECONDS", 0.1)
    people = People(tmp_path)
    people.keep(WHO, asked("một"))
    people.close()
    assert not hung.is_set() and "could be written before the end" in caplog.text


def test_while_another_holds_the_file_follow_ups_buttons_and_feedback_work(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot")
    people = People(tmp_path)
    people.keep(WHO, asked("một"))
    assert len(people.held(WHO.person)) == 1
    with closing(held_by_another(tmp_path / module.NAME)):
        for question in ("hai", "ba"):
            people.history(WHO)
            people.keep(WHO, asked(question))
        failed = people.keep_question(WHO, "bốn")
        assert [turn.question for turn in people.history(WHO)] == ["một", "hai", "ba"]
        assert people.answer("hai") == asked("hai") and people.question(failed) == "bốn"
        assert people.judge("ba", "down", "wrong") and not people.judge(failed, "up")
        with pytest.raises(NotNow):
            people.held(WHO.person)
        with pytest.raises(NotNow):
            people.answer("another")
        people.purge()
    assert remembered(people, tmp_path) == ["một", "hai", "ba", "bốn"]
    warnings = [record.message for record in caplog.records if record.levelno == logging.WARNING]
    assert len(warnings) == 1 and "database is locked" in warnings[0]
    assert "remembered again" in caplog.text


def test_a_conversation_that_began_before_the_start_goes_on_after_the_lock(tmp_path: Path) -> None:
    with People(tmp_path) as people:
        people.keep(WHO, asked("một"))
    with closing(held_by_another(tmp_path / module.NAME)):
        people = People(tmp_path)
        assert people.history(WHO) == ()
        people.keep(WHO, asked("hai"))
        assert [turn.question for turn in people.history(WHO)] == ["hai"]
    assert remembered(people, tmp_path) == ["một", "hai"]


def test_nothing_is_said_to_be_deleted_that_is_not(tmp_path: Path) -> None:
    people = People(tmp_path)
    people.keep(WHO, asked("một"))
    assert people.held(WHO.person)
    with closing(held_by_another(tmp_path / module.NAME)):
        people.history(WHO)
        people.keep(WHO, asked("hai"))
        with pytest.raises(NotNow):
            people.forget(WHO.person)
        assert [turn.question for turn in people.history(WHO)] == ["một", "hai"] and people.answer("một")
    people.close()
    with People(tmp_path) as again:
        assert again.forget(WHO.person) == 2
        assert again.held(WHO.person) == [] and again.answer("một") is None and again.history(WHO) == ()


def test_updates_are_taken_on_once_while_another_holds_the_file(tmp_path: Path) -> None:
    people = People(tmp_path)
    assert people.accept(5, "năm") and people.accepted() == []
    with closing(held_by_another(tmp_path / module.NAME)):
        taken = [people.accept(update_id, str(update_id)) for update_id in (5, 6, 7, 6, HUGE, -HUGE, HUGE, -1)]
        people.dealt_with(6)
        people.dealt_with(HUGE)
        with pytest.raises(NotNow):
            people.accepted()
    people.close()
    assert taken == [False, True, True, False, True, True, False, True]
    with People(tmp_path) as again:
        assert again.accepted() == ["-1", "năm", "7"]
        assert [again.accept(update_id, "") for update_id in (5, 6, 7, -1, 8)] == [False, False, False, False, True]


def test_a_full_disk_costs_no_answer_and_is_said_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot")
    whole = soundness._PRAGMAS
    monkeypatch.setattr(soundness, "_PRAGMAS", (*whole, "max_page_count = 20"))
    people = People(tmp_path)
    for number in range(40):
        people.history(WHO)
        people.keep(WHO, asked(f"{number} {'a' * 4_000}"))
        assert people.answer(f"{number} {'a' * 4_000}")
    with pytest.raises(NotNow):
        people.held(WHO.person)
    assert len(people.history(WHO)) == module.TURNS
    monkeypatch.setattr(soundness, "_PRAGMAS", whole)
    assert len(remembered(people, tmp_path)) == 40
    told = [record.message for record in caplog.records if "not remembered" in record.message]
    assert len(told) == 1 and "full" in told[0]


def test_what_cannot_be_stored_keeps_nothing_else_from_it(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    people = People(tmp_path)
    for question in ("một", "nửa \ud800", "hai"):
        people.keep_question(WHO, question)
    assert remembered(people, tmp_path) == ["một", "hai"]
    assert not list(tmp_path.glob("*broken*")) and caplog.text.count("cannot be remembered") == 1


def test_too_much_to_write_is_bounded(tmp_path: Path, hung: threading.Event, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(behind, "MOST_WAITING", 10)
    people = People(tmp_path)
    for number in range(50):
        people.keep(WHO, asked(str(number)))
    hung.set()
    assert remembered(people, tmp_path)[-10:] == [str(number) for number in range(40, 50)]
