"""What the bot does when Telegram fails, is away, says something twice, or is used by two."""

import logging
import os
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from fake_telegram import TOKEN, FakeTelegram
from fakes import FakeAnswerer, FakeIndex, sample_notice, survey_answer
from telegram_bot import Office, at_work, hurry

from bot.app import Application
from bot.assistant.worker import Worker
from bot.messages import messages
from bot.settings import Settings
from bot.telegram import application, order, pacing, service
from rag.models import Answer

QUESTIONS = int(os.environ.get("CHIDAO_HOUR", "200"))


def say(key: str, **values: object) -> str:
    return messages().say("vi", f"telegram.{key}", **values)


class Slow:
    """Answers at once, but for a question that says how long to think."""

    def __init__(self) -> None:
        self.going_on = threading.Event()

    def __call__(self, question: str) -> Answer:
        if "chờ" in question:
            self.going_on.wait(5)
        if "hỏng" in question:
            raise RuntimeError("secret detail")
        identity = f"{random.Random(question).getrandbits(128):032x}"
        return survey_answer(question).model_copy(update={"id": identity, "headline": f"Trả lời: {question}"})


@pytest.fixture
def answering() -> Slow:
    return Slow()


@pytest.fixture
def worker(answering: Slow) -> Iterator[Office]:
    application = Application(Settings(), FakeIndex(sample_notice()), FakeAnswerer(answering))  # type: ignore[arg-type]
    with Worker(lambda: nullcontext(application), threading.Event()) as worker:
        yield worker


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    hurry(monkeypatch)


@pytest.fixture
def assistant(telegram: FakeTelegram, worker: Office, tmp_path: Path) -> Iterator[object]:
    with at_work(telegram, worker, tmp_path / "data") as assistant:
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
    telegram: FakeTelegram, answering: Slow, tmp_path: Path
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


def test_a_restart_answers_what_came_meanwhile_and_nothing_twice(
    telegram: FakeTelegram, worker: Office, tmp_path: Path
) -> None:
    with at_work(telegram, worker, tmp_path):
        update = telegram.private("một")
        (message,) = telegram.wait_message()
    telegram.private("hai")
    telegram.push({"update_id": update, "message": telegram.said[update]})
    with at_work(telegram, worker, tmp_path):
        telegram.wait_message(count=2)
        telegram.press(message, say("button.source"))
        telegram.wait_for(lambda: message.edited)
    assert len(telegram.chats[7]) == 2


def test_what_is_not_finished_when_the_service_ends_is_answered_after_the_next_start(
    telegram: FakeTelegram, worker: Office, answering: Slow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "_END_SECONDS", 0.1)
    with at_work(telegram, worker, tmp_path):
        telegram.private("chờ")
        telegram.private("sau")
        telegram.wait_for(lambda: telegram.typing(7))
    answering.going_on.set()
    assert telegram.chats[7] == []
    with at_work(telegram, worker, tmp_path):
        answers = telegram.wait_message(7, 2)
    assert [message.text.splitlines()[0] for message in answers] == ["Trả lời: chờ", "Trả lời: sau"]


@pytest.mark.usefixtures("assistant")
def test_one_who_blocked_the_bot_is_left_alone(telegram: FakeTelegram, tmp_path: Path) -> None:
    telegram.blocked.add(7)
    telegram.private("một")
    telegram.private("hai", user=8)
    telegram.wait_message(8)
    assert not (tmp_path / "data" / "chidao.log").exists()


@pytest.mark.usefixtures("assistant")
def test_nobody_waits_for_another_and_one_person_s_questions_stay_in_order(
    telegram: FakeTelegram, answering: Slow
) -> None:
    telegram.private("chờ", user=7)
    telegram.private("sau", user=7)
    telegram.private("nhanh", user=8)
    telegram.wait_message(8)
    assert telegram.chats[7] == [] and len(telegram.typing(7)) == 1
    answering.going_on.set()
    answers = telegram.wait_message(7, 2)
    assert [message.text.splitlines()[0] for message in answers] == ["Trả lời: chờ", "Trả lời: sau"]


@pytest.mark.usefixtures("assistant")
def test_one_who_floods_is_asked_to_wait_once(telegram: FakeTelegram, answering: Slow) -> None:
    for _ in range(order.WAITING + 20):
        telegram.private("chờ")
    telegram.wait_message(7)
    assert [message.text for message in telegram.chats[7]] == [say("too_many")]
    answering.going_on.set()
    telegram.private("nhanh", user=8)
    telegram.wait_message(8)


def test_another_instance_with_the_token_ends_polling_with_one_line(
    telegram: FakeTelegram, worker: Office, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with at_work(telegram, worker, tmp_path / "a"):
        telegram.private("một")
        telegram.wait_message()
        with at_work(telegram, worker, tmp_path / "b"):
            telegram.wait_for(lambda: "another instance uses this token" in caplog.text)
            telegram.private("hai")
            telegram.wait_message(count=2)
        time.sleep(0.1)
    assert caplog.text.count("another instance") == 1 and TOKEN not in caplog.text


def test_without_a_network_it_keeps_trying_and_recovers(
    telegram: FakeTelegram, worker: Office, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot")
    telegram.offline()
    with at_work(telegram, worker, tmp_path):
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


def test_a_wrong_token_is_said_in_one_line(
    telegram: FakeTelegram, worker: Office, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with at_work(telegram, worker, tmp_path, telegram_bot_token="123456:" + "x" * 35):
        telegram.wait_for(lambda: "TELEGRAM_BOT_TOKEN" in caplog.text)
    assert caplog.text.count("\n") == 1 and "x" * 35 not in caplog.text


@pytest.mark.slow
def test_an_hour_of_a_busy_office(
    telegram: FakeTelegram, worker: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
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
    with at_work(telegram, worker, tmp_path) as assistant:
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
        telegram.wait_for(lambda: assistant.people.accepted() == [], 20)
    for person, count in asked.items():
        texts = [message.text for message in telegram.chats[person]]
        answers = Counter(text.splitlines()[0] for text in texts if text.startswith("Trả lời: "))
        assert max(answers.values(), default=1) == 1, answers
        assert len(answers) + texts.count(say("unsent")) >= count, (count, texts)
        assert set(texts) <= {say("unsent"), *(text for text in texts if text.startswith("Trả lời: "))}, texts
