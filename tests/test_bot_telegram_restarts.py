"""The bot begins anew, is used by two, has no network, has a busy hour: nothing is lost, nothing said twice."""

import logging
import os
import random
import sqlite3
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from fake_telegram import TOKEN, FakeTelegram
from telegram_bot import Office, Slow, at_work, hurry, say

from bot.people import NAME
from bot.telegram import application, order, pacing, service

QUESTIONS = int(os.environ.get("CHIDAO_HOUR", "200"))


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    hurry(monkeypatch)


def test_a_restart_answers_what_came_meanwhile_and_nothing_twice(
    telegram: FakeTelegram, slow_office: Office, tmp_path: Path
) -> None:
    with at_work(telegram, slow_office, tmp_path):
        update = telegram.private("một")
        (message,) = telegram.wait_message()
    telegram.private("hai")
    telegram.push({"update_id": update, "message": telegram.said[update]})
    with at_work(telegram, slow_office, tmp_path):
        telegram.wait_message(count=2)
        telegram.press(message, say("button.source"))
        telegram.wait_for(lambda: message.edited)
    assert len(telegram.chats[7]) == 2


def test_what_is_not_finished_when_the_service_ends_is_answered_after_the_next_start(
    telegram: FakeTelegram, slow_office: Office, slow: Slow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "_END_SECONDS", 0.1)
    with at_work(telegram, slow_office, tmp_path):
        telegram.private("chờ")
        telegram.private("sau")
        telegram.wait_for(lambda: telegram.typing(7))
    slow.going_on.set()
    assert telegram.chats[7] == []
    with at_work(telegram, slow_office, tmp_path):
        answers = telegram.wait_message(7, 2)
    assert [message.text.splitlines()[0] for message in answers] == ["Trả lời: chờ", "Trả lời: sau"]


def test_without_a_network_it_keeps_trying_and_recovers(
    telegram: FakeTelegram, slow_office: Office, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot")
    telegram.offline()
    with at_work(telegram, slow_office, tmp_path):
        telegram.wait_for(lambda: "cannot be reached" in caplog.text)
        telegram.online()
        telegram.private("một")
        telegram.wait_message()
        telegram.offline()
        telegram.wait_for(lambda: caplog.text.count("cannot be reached") == 2)
        telegram.online()
        telegram.private("hai")
        telegram.wait_message(count=2)
    assert TOKEN not in caplog.text


def unfinished(folder: Path) -> int:
    """How many updates were taken on and are not dealt with, as the next start would find them."""
    with closing(sqlite3.connect(folder / NAME)) as db:
        return int(db.execute("SELECT count(content) FROM updates").fetchone()[0])


@pytest.mark.slow
def test_an_hour_of_a_busy_office(
    telegram: FakeTelegram, slow_office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many people, every twentieth call fails: each question ends with one answer or one clear error.

    `CHIDAO_HOUR=1000` asks as much as a busy hour brings.
    """
    monkeypatch.setattr(pacing, "BURST", 1_000)  # an hour in half a minute
    monkeypatch.setattr(pacing, "A_SECOND", 1_000)
    monkeypatch.setattr(application, "_SECONDS", 0.5)
    rng = random.Random(3)
    asked: Counter[int] = Counter()
    telegram.fault(0.05, seed=5)
    with at_work(telegram, slow_office, tmp_path):
        for number in range(QUESTIONS):
            person = 1_000 + rng.randrange(100)
            ends = time.monotonic() + 60
            while asked[person] - len(telegram.chats[person]) >= order.WAITING - 2:
                assert time.monotonic() < ends, "nobody is answered any more"
                time.sleep(0.005)
                person = 1_000 + rng.randrange(100)
            asked[person] += 1
            telegram.private(f"câu {number}", user=person)
        telegram.wait_for(lambda: sum(map(len, telegram.chats.values())) >= QUESTIONS, 200)
        telegram.wait_for(lambda: not unfinished(tmp_path), 20)
    for person, count in asked.items():
        texts = [message.text for message in telegram.chats[person]]
        answers = Counter(text.splitlines()[0] for text in texts if text.startswith("Trả lời: "))
        assert max(answers.values(), default=1) == 1, answers
        assert len(answers) + texts.count(say("unsent")) >= count, (count, texts)
        assert set(texts) <= {say("unsent"), *(text for text in texts if text.startswith("Trả lời: "))}, texts
