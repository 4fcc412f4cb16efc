"""While another process holds people.sqlite the bot answers, and says what it cannot do just now."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from damaged_files import held_by_another
from fake_telegram import FakeTelegram
from telegram_bot import Office, at_work, hurry, press, say

from bot import people as module
from bot.people import NAME, People, behind
from bot.telegram.questions import plain


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    hurry(monkeypatch)
    monkeypatch.setattr(behind, "REST", 0.1)
    monkeypatch.setattr(module, "_LONGER", 0.3)


@pytest.fixture
def file(telegram: FakeTelegram, slow_office: Office, tmp_path: Path) -> Iterator[Path]:
    with at_work(telegram, slow_office, tmp_path):
        telegram.private("một")
        telegram.wait_message()
        yield tmp_path / NAME


def stored(file: Path) -> int:
    """How many exchanges the file has."""
    with closing(sqlite3.connect(file, timeout=20)) as db:
        return int(db.execute("SELECT count(*) FROM exchanges").fetchone()[0])


def told(telegram: FakeTelegram) -> list[str]:
    return [one["text"] for one in telegram.answered if one.get("show_alert")]


def test_it_is_deleted_when_that_is_said_and_not_before(telegram: FakeTelegram, file: Path) -> None:
    telegram.private("/privacy")
    message = telegram.wait_message(count=2)[-1]
    telegram.wait_for(lambda: stored(file) == 1)
    press(telegram, message, say("button.forget"))
    with closing(held_by_another(file)):
        telegram.press(message, say("button.forget_now"))
        telegram.wait_for(lambda: told(telegram) == [say("not_now")])
        assert message.text == say("forget")
    deleted = plain(say("forgotten", count=1)).text

    def deleted_at_last() -> bool:
        with suppress(AssertionError):  # the buttons may go while one is being pressed
            telegram.press(message, say("button.forget_now"))
        return message.text == deleted

    telegram.wait_for(deleted_at_last)
    assert stored(file) == 0


def test_questions_buttons_and_verdicts_go_on(telegram: FakeTelegram, file: Path) -> None:
    with closing(held_by_another(file)):
        for count, question in enumerate(("hai", "ba"), 2):
            telegram.private(question)
            message = telegram.wait_message(count=count)[-1]
            press(telegram, message, say("button.source"))
        telegram.press(telegram.chats[7][0], "👍")
        telegram.wait_for(lambda: any(one.get("text") == say("thanks") for one in telegram.answered))
        assert told(telegram) == []


def test_what_came_while_the_file_was_held_is_answered_once(telegram: FakeTelegram, file: Path) -> None:
    with closing(held_by_another(file)):
        update = telegram.private("hai")
        telegram.wait_message(count=2)
        telegram.push({"update_id": update, "message": telegram.said[update]})
        telegram.private("ba")
        telegram.wait_message(count=3)
    telegram.push({"update_id": update, "message": telegram.said[update]})
    telegram.private("bốn")
    answers = telegram.wait_message(count=4)
    assert [one.text.splitlines()[0].removeprefix("Trả lời: ") for one in answers] == ["một", "hai", "ba", "bốn"]


def test_what_an_earlier_start_left_is_answered_when_the_file_can_be_read(
    telegram: FakeTelegram, slow_office: Office, tmp_path: Path
) -> None:
    update = telegram.private("một")
    with People(tmp_path) as people:
        taken = {"update_id": update, "message": telegram.said[update]}
        assert people.accept(update, json.dumps(taken))
    telegram._pending.clear()  # it was confirmed
    other = held_by_another(tmp_path / NAME)
    with at_work(telegram, slow_office, tmp_path):
        telegram.private("hai")
        telegram.wait_message()
        other.close()
        telegram.wait_message(count=2)
    assert [one.text.splitlines()[0] for one in telegram.chats[7]] == ["Trả lời: hai", "Trả lời: một"]
