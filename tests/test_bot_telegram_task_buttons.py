"""Buttons and chats of /nhiemvu and /hanchot: groups, topics, languages, old and foreign buttons."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fake_telegram import FakeTelegram, Message
from telegram_bot import Office, captions, hurry, office, spotless

from bot.assistant import Assistant
from bot.messages import messages
from bot.telegram.button_data import Press, Verb, unpacked
from bot.telegram.tasks.view import View, view_of

INFORMATION = "Sở Thông tin và Truyền thông"


def say(key: str, **values: object) -> str:
    return messages().say("vi", f"telegram.{key}", **values)


@pytest.fixture
def worker(sample_office: Office) -> Office:
    return sample_office


@pytest.fixture
def assistant(
    telegram: FakeTelegram, worker: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Assistant]:
    with spotless(telegram, worker, tmp_path / "data", monkeypatch) as assistant:
        yield assistant


def asked(telegram: FakeTelegram, command: str) -> Message:
    """What the bot answers to the first command of a private chat."""
    telegram.private(command)
    return telegram.wait_message()[0]


def told(telegram: FakeTelegram, update: int) -> str:
    """What is shown above the chat when a button is pressed."""
    answer = telegram.wait_for(lambda: telegram.answer_to(update))
    return str(answer.get("text", ""))


def test_in_a_group_and_in_a_topic(assistant: Assistant, telegram: FakeTelegram) -> None:
    telegram.group("/nhiemvu sở tttt", mention=True, thread=5)
    telegram.group("/hanchot", mention=True)
    first, second = telegram.wait_message(-100, 2)
    assert first.thread == 5 and first.reply_to and first.text.startswith(INFORMATION)
    assert second.reply_to and second.text.startswith("Thời hạn")
    telegram.press(first, "›", user=9)
    telegram.wait_for(lambda: first.edited == 1)
    assert "6. " in first.text


def test_english_is_spoken_to_those_who_set_it(assistant: Assistant, telegram: FakeTelegram) -> None:
    telegram.private("/nhiemvu department of finance", language="en")
    message = telegram.wait_message()[0]
    assert message.text.startswith("Sở Tài chính, tasks: ") and "Coordinates (" in message.text


def test_a_foreign_button_is_answered_politely(assistant: Assistant, telegram: FakeTelegram) -> None:
    message = asked(telegram, "/nhiemvu sở tttt")
    gone = View(Verb.TASKS, "0" * 16)
    view = view_of(unpacked(message.buttons[0][0][1]) or Press(Verb.TASKS))
    assert view
    for data in (
        gone.data,
        gone._replace(verb=Verb.DUE).data,
        View(Verb.TASKS).data,
        view._replace(task="0" * 12).data,
        view._replace(task="", province="0" * 8).data,
    ):
        update = forged(telegram, message, data)
        answer = telegram.wait_for(lambda update=update: telegram.answer_to(update))
        assert answer["text"] == say("tasks.changed") and answer["show_alert"]
    for data in ("1|nv||x", "1|nv|zz|-f....", "1|hc||-f..2026q9.0.", "1|nv|../..|-f...0."):
        update = forged(telegram, message, data)
        answer = telegram.wait_for(lambda update=update: telegram.answer_to(update))
        assert answer["text"] == say("old_button") and answer["show_alert"]
    forged(telegram, message, view._replace(task="", page=9_999).data)
    telegram.wait_for(lambda: message.edited == 1)
    assert captions(message)[0] != "1"


def forged(telegram: FakeTelegram, message: Message, data: str) -> int:
    """Press a button of that data, as if the message had it."""
    keyboard = {"inline_keyboard": [[{"text": "cũ", "callback_data": data}]]}
    return telegram.press(replace(message, raw={**message.raw, "reply_markup": keyboard}), "cũ")


def test_what_has_left_the_index_is_not_shown(
    telegram: FakeTelegram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hurry(monkeypatch)
    with office(tmp_path / "index") as worker, spotless(telegram, worker, tmp_path / "data", monkeypatch):
        message = asked(telegram, "/nhiemvu công an tỉnh")
        telegram.private("/nhiemvu sở nội vụ")
        other = telegram.wait_message(count=2)[1]
        shown = message.html
        assert worker.look(lambda application: application.index.remove("kien-giang-171-2019"))
        assert told(telegram, telegram.press(message, "1")) == say("tasks.changed")
        assert told(telegram, telegram.press(message, say("role.lead"))) == say("tasks.changed")
        assert message.html == shown
        telegram.press(other, "✓ " + say("button.every_role"))
        telegram.wait_for(lambda: other.edited == 1)
        assert "Kiên Giang" not in other.text and "Quảng Nam" in other.text
        telegram.private("/nhiemvu công an tỉnh")
        assert telegram.wait_message(count=3)[2].text == say("tasks.absent", body="Công an tỉnh")
