"""Another instance with the token, a token that is refused: said once, waited for, over without a restart."""

import logging
from pathlib import Path

import httpx
import pytest
from fake_telegram import TOKEN, FakeTelegram
from telegram_bot import Office, at_work, hurry

from bot.telegram.patience import Waits

ANOTHER = "another instance uses this token"
AGAIN = "messages are fetched again"
SHORT = Waits(line=(0.02, 0.05), another=(0.02, 0.05), token=(0.02, 0.05), undisturbed=0.3)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    hurry(monkeypatch)
    caplog.set_level(logging.INFO, "bot")


def polled_by_another(telegram: FakeTelegram) -> None:
    """Each poll of ours is ended by a poll of the other instance."""
    telegram.fail_next("getUpdates", status=409, times=1_000)


def gone(telegram: FakeTelegram) -> None:
    with telegram.changed:
        telegram._faults.clear()


def test_the_bot_is_back_when_the_other_instance_is_gone(
    telegram: FakeTelegram, slow_office: Office, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with at_work(telegram, slow_office, tmp_path, waits=SHORT):
        telegram.private("một")
        telegram.wait_message()
        for number in (1, 2):
            polled_by_another(telegram)
            telegram.private(f"trong lúc đó {number}")
            telegram.wait_for(lambda n=number: caplog.text.count(ANOTHER) == n)
            tried = len([call for call in telegram.calls if call.status == 409])
            telegram.wait_for(lambda n=tried: len([call for call in telegram.calls if call.status == 409]) > n + 5)
            assert caplog.text.count(ANOTHER) == number and caplog.text.count(AGAIN) == number - 1
            gone(telegram)
            telegram.wait_message(count=number + 1)
            telegram.wait_for(
                lambda n=number: telegram.push_anything({"update_id": 1}) or caplog.text.count(AGAIN) == n
            )
    assert TOKEN not in caplog.text


def test_two_instances_answer_each_question_once_and_say_it_once(
    telegram: FakeTelegram, slow_office: Office, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with at_work(telegram, slow_office, tmp_path / "a"):
        telegram.private("một")
        telegram.wait_message()
        with at_work(telegram, slow_office, tmp_path / "b"):
            telegram.wait_for(lambda: ANOTHER in caplog.text)
        telegram.private("hai")
        telegram.wait_message(count=2)
    assert [message.text.splitlines()[0] for message in telegram.chats[7]] == ["Trả lời: một", "Trả lời: hai"]
    assert caplog.text.count(ANOTHER) <= 2 and TOKEN not in caplog.text  # one line each


def test_a_webhook_that_another_instance_left_is_taken_away(
    telegram: FakeTelegram, slow_office: Office, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with at_work(telegram, slow_office, tmp_path):
        telegram.private("một")
        telegram.wait_message()
        httpx.post(f"{telegram.url}/bot{TOKEN}/setWebhook", json={"url": "https://other.example.vn/hook"})
        telegram.wait_for(lambda: ANOTHER in caplog.text)
        telegram.private("hai")
        telegram.wait_message(count=2)
    assert caplog.text.count(ANOTHER) == 1


def test_a_wrong_token_is_said_in_one_line(
    telegram: FakeTelegram, slow_office: Office, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with at_work(telegram, slow_office, tmp_path, telegram_bot_token="123456:" + "x" * 35, waits=SHORT):
        telegram.wait_for(lambda: len([call for call in telegram.calls if call.status == 401]) > 3)
    assert caplog.text.count("TELEGRAM_BOT_TOKEN") == caplog.text.count("\n") == 1 and "x" * 35 not in caplog.text


@pytest.mark.parametrize("method", ["getMe", "deleteWebhook", "getUpdates"])
@pytest.mark.parametrize("status", [401, 404])
def test_what_refuses_the_token_for_a_while_does_not_end_the_bot(
    telegram: FakeTelegram,
    slow_office: Office,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    method: str,
    status: int,
) -> None:
    telegram.fail_next(method, status=status, times=3)
    with at_work(telegram, slow_office, tmp_path, waits=SHORT):
        telegram.private("một")
        telegram.wait_message()
    assert caplog.text.count("TELEGRAM_BOT_TOKEN") == 1 and TOKEN not in caplog.text


def test_the_waits_of_the_service_bring_it_back_within_a_minute() -> None:
    waits = Waits()
    assert max(*waits.line, *waits.another) <= 30 and max(waits.token) <= 60
