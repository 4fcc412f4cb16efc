"""What the bot does when Telegram fails or says something twice, and when people do not wait."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_telegram import TOKEN, FakeTelegram
from telegram_bot import Office, Slow, at_work, hurry, say

from bot.telegram import order


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    hurry(monkeypatch)


@pytest.fixture
def assistant(telegram: FakeTelegram, slow_office: Office, tmp_path: Path) -> Iterator[object]:
    with at_work(telegram, slow_office, tmp_path / "data") as assistant:
        yield assistant


@pytest.mark.usefixtures("assistant")
@pytest.mark.parametrize("fault", [{"status": 429, "retry_after": 1}, {"status": 500}, {"status": 502}], ids=str)
def test_a_call_that_was_not_taken_is_made_again(telegram: FakeTelegram, fault: dict[str, int]) -> None:
    telegram.fail_next("sendMessage", **fault, times=2)  # type: ignore[arg-type]
    telegram.private("một")
    assert telegram.wait_message()[0].text.startswith("Trả lời: một")
    time.sleep(0.1)
    assert len(telegram.chats[7]) == 1


@pytest.mark.usefixtures("assistant")
@pytest.mark.parametrize("how", ["timeout", "reset"])
@pytest.mark.parametrize("processed", [True, False], ids=["arrived", "lost"])
def test_an_answer_that_may_be_lost_is_not_sent_twice_but_offered(
    telegram: FakeTelegram, how: str, processed: bool
) -> None:
    telegram.fail_next("sendMessage", how, processed=processed)  # type: ignore[arg-type]
    telegram.private("một")
    sent = telegram.wait_message(count=2 if processed else 1)
    assert sent[-1].text == say("unsent")
    telegram.press(sent[-1], say("button.again"))
    telegram.wait_for(lambda: sent[-1].text.startswith("Trả lời: một"))


@pytest.mark.usefixtures("assistant")
def test_html_that_is_refused_is_sent_as_plain_text(telegram: FakeTelegram) -> None:
    telegram.fail_next("sendMessage", status=400, description="Bad Request: can't parse entities: byte offset 3")
    telegram.private("một & <c>hai")
    (message,) = telegram.wait_message()
    assert message.text.startswith("Trả lời: một & <c>hai") and message.buttons


@pytest.mark.usefixtures("assistant")
def test_what_fails_inside_is_one_sentence_with_a_reference_and_another_try(
    telegram: FakeTelegram, slow: Slow, tmp_path: Path
) -> None:
    telegram.private("hỏng")
    (message,) = telegram.wait_message()
    reference = message.text.partition("mã ")[2][:8]
    log = (tmp_path / "data" / "chidao.log").read_text(encoding="utf-8")
    assert "secret" not in message.text and reference in log and "secret detail" in log and TOKEN not in log
    press = telegram.press(message, say("button.again"))
    told = telegram.wait_for(lambda: [one for one in telegram.answered if one.get("show_alert")])
    assert press and "mã" in told[0]["text"]


@pytest.mark.usefixtures("assistant")
def test_an_update_that_comes_twice_is_answered_once(telegram: FakeTelegram) -> None:
    update = telegram.private("một")
    telegram.wait_message()
    telegram.push({"update_id": update, "message": telegram.said[update]})
    telegram.private("hai")
    telegram.wait_message(count=2)
    time.sleep(0.1)
    assert [message.text.splitlines()[0] for message in telegram.chats[7]] == ["Trả lời: một", "Trả lời: hai"]


@pytest.mark.usefixtures("assistant")
def test_one_who_blocked_the_bot_is_left_alone(telegram: FakeTelegram, tmp_path: Path) -> None:
    telegram.blocked.add(7)
    telegram.private("một")
    telegram.private("hai", user=8)
    telegram.wait_message(8)
    assert not (tmp_path / "data" / "chidao.log").exists()


@pytest.mark.usefixtures("assistant")
def test_nobody_waits_for_another_and_one_person_s_questions_stay_in_order(telegram: FakeTelegram, slow: Slow) -> None:
    telegram.private("chờ", user=7)
    telegram.private("sau", user=7)
    telegram.private("nhanh", user=8)
    telegram.wait_message(8)
    assert telegram.chats[7] == [] and len(telegram.typing(7)) == 1
    slow.going_on.set()
    answers = telegram.wait_message(7, 2)
    assert [message.text.splitlines()[0] for message in answers] == ["Trả lời: chờ", "Trả lời: sau"]


@pytest.mark.usefixtures("assistant")
def test_one_who_floods_is_asked_to_wait_once(telegram: FakeTelegram, slow: Slow) -> None:
    for _ in range(order.WAITING + 20):
        telegram.private("chờ")
    telegram.wait_message(7)
    assert [message.text for message in telegram.chats[7]] == [say("too_many")]
    slow.going_on.set()
    telegram.private("nhanh", user=8)
    telegram.wait_message(8)
