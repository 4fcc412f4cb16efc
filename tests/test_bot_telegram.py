"""The bot as people meet it: private chats, groups, buttons, inline."""

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fake_telegram import TOKEN, FakeTelegram
from telegram_bot import SURVEY, Office, say, spotless

from bot.assistant import Assistant
from bot.telegram.button_data import Verb, packed, reference

SIGNER = "Ai ký Thông báo số 46/TB-UBND?"


@pytest.fixture
def worker(sample_office: Office) -> Office:
    return sample_office


@pytest.fixture
def assistant(
    telegram: FakeTelegram,
    worker: Office,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> Iterator[Assistant]:
    """The bot at work. At the end Telegram has refused nothing, and the token stands nowhere."""
    with spotless(telegram, worker, tmp_path / "data", monkeypatch) as assistant:
        yield assistant
    assert not telegram.warnings
    assert TOKEN not in caplog.text


def test_start_introduces_the_system_with_examples(assistant: Assistant, telegram: FakeTelegram) -> None:
    telegram.private("/start")
    (message,) = telegram.wait_message()
    assert "tự động" in message.text and len(message.text) <= 600
    assert 1 <= len(message.buttons) <= 4
    telegram.press(message, message.buttons[0][0][0])
    answer = telegram.wait_message(count=2)[1]
    assert "Sở Nội vụ" in answer.text


def test_an_old_or_foreign_button_is_answered_politely(assistant: Assistant, telegram: FakeTelegram) -> None:
    telegram.private("/start")
    (message,) = telegram.wait_message()
    for data in (
        "xx",
        "9|ex|vi|0",
        packed(Verb.EXAMPLE, "vi", 99),
        packed(Verb.ANSWER, "0" * 32),
        packed(Verb.NOTICE, "x"),
    ):
        keyboard = {"inline_keyboard": [[{"text": "cũ", "callback_data": data}]]}
        update = telegram.press(replace(message, raw={**message.raw, "reply_markup": keyboard}), "cũ")
        answer = telegram.wait_for(lambda update=update: telegram.answer_to(update))
        assert answer["text"] == say("old_button") and answer["show_alert"]


@pytest.mark.parametrize("command", ["/help", "/privacy", "/vanban", "/unknown"])
def test_every_command_is_answered(assistant: Assistant, telegram: FakeTelegram, command: str) -> None:
    telegram.private(command)
    (message,) = telegram.wait_message()
    assert message.text


def test_english_is_spoken_to_those_who_set_it(assistant: Assistant, telegram: FakeTelegram) -> None:
    telegram.private("/privacy", language="en-GB")
    assert "Questions, answers" in telegram.wait_message()[0].text


def test_a_question_gets_one_answer_with_its_proof(assistant: Assistant, telegram: FakeTelegram) -> None:
    telegram.private(SURVEY)
    (message,) = telegram.wait_message()
    assert message.html.startswith("<b>Sở Nội vụ")
    assert "<blockquote expandable>[1] “giao Sở Nội vụ thực hiện việc khảo sát" in message.html
    assert "Thông báo số 46/TB-UBND ngày 07/02/2018 của UBND tỉnh Quảng Nam, mục 1" in message.text
    assert telegram.typing(7)
    sent = next(call for call in telegram.calls if call.method == "sendMessage")
    assert sent.data["link_preview_options"] == {"is_disabled": True}
    labels = [label for row in message.buttons for label, _ in row]
    assert labels == [say("button.source"), say("button.copy"), "👍", "👎"]
    copied = sent.data["reply_markup"]["inline_keyboard"][0][1]["copy_text"]["text"]
    assert "46/TB-UBND" in copied and len(copied) <= 256
    time.sleep(0.2)
    assert len(telegram.chats[7]) == 1


def test_the_source_is_shown_in_place_with_a_way_back(assistant: Assistant, telegram: FakeTelegram) -> None:
    telegram.private(SURVEY)
    (message,) = telegram.wait_message()
    answer = message.html
    telegram.press(message, say("button.source"))
    telegram.wait_for(lambda: message.edited == 1)
    assert "<b>giao Sở Nội vụ thực hiện việc khảo sát" in message.html and "Tổ ứng cứu sự cố" in message.text
    telegram.press(message, say("button.back"))
    telegram.wait_for(lambda: message.edited == 2)
    assert message.html == answer
    assert len(telegram.chats[7]) == 1


def test_a_verdict_is_stored_once_with_its_reason(assistant: Assistant, telegram: FakeTelegram) -> None:
    telegram.private(SURVEY)
    (message,) = telegram.wait_message()
    telegram.press(message, "👎")
    telegram.wait_for(lambda: message.edited == 1)
    assert say("reason.wrong") in str(message.buttons)
    telegram.press(message, say("reason.outdated"))
    telegram.wait_for(lambda: message.edited == 2)
    (held,) = assistant.people.held("telegram:7")
    assert (held["verdict"], held["reason"]) == ("down", "outdated")
    assert "👍" not in str(message.buttons)


def test_a_button_that_is_pressed_twice_has_one_effect(assistant: Assistant, telegram: FakeTelegram) -> None:
    telegram.private(SURVEY)
    (message,) = telegram.wait_message()
    first = telegram.press(message, "👍")
    second = telegram.press(message, "👍")
    telegram.wait_for(lambda: telegram.answer_to(first) and telegram.answer_to(second))
    telegram.wait_for(lambda: sum(call.method == "editMessageText" for call in telegram.calls) == 2)
    assert message.edited == 1
    # "message is not modified" is Telegram's way of saying that nothing was to be done
    telegram.calls[:] = [call for call in telegram.calls if call.method != "editMessageText"]


def test_a_choice_is_a_button(assistant: Assistant, telegram: FakeTelegram) -> None:
    telegram.private("ai ký thông báo?")
    (message,) = telegram.wait_message()
    first = message.buttons[0][0][0]
    assert first.startswith("1. ")
    telegram.press(message, first)
    answer = telegram.wait_message(count=2)[1]
    assert "👍" in str(answer.buttons) and answer.text


def test_a_follow_up_is_understood_in_its_own_chat_only(assistant: Assistant, telegram: FakeTelegram) -> None:
    telegram.private(SURVEY)
    telegram.wait_message()
    telegram.private("ai ký?")
    assert "Võ Văn Viên" in telegram.wait_message(count=2)[1].html.splitlines()[0]
    telegram.private("giá vàng hôm nay?")
    assert "chỉ trả lời về nội dung các thông báo" in telegram.wait_message(count=3)[2].text
    assert len(assistant.people.held("telegram:7")) == 3 and assistant.people.held("telegram:8") == []


def test_an_edited_question_is_answered_anew(assistant: Assistant, telegram: FakeTelegram) -> None:
    update = telegram.private("ai kys")
    telegram.wait_message()
    original = telegram.said[update]["message_id"]
    telegram.edit(original, SIGNER)
    answer = telegram.wait_message(count=2)[1]
    assert answer.reply_to == original


@pytest.mark.parametrize("kind", ["voice", "photo", "sticker", "location", "contact", "document"])
def test_what_is_no_text_gets_one_helpful_line(assistant: Assistant, telegram: FakeTelegram, kind: str) -> None:
    telegram.other(kind)
    assert telegram.wait_message()[0].text == say("text_only")


def test_in_a_group_only_what_is_addressed_is_answered(assistant: Assistant, telegram: FakeTelegram) -> None:
    for number in range(40):
        telegram.group(f"{SURVEY} {number}", user=number + 1)
    telegram.other("photo", chat=-100)
    telegram.group(SURVEY, mention=True, thread=5)
    answer = telegram.wait_message(-100)[0]
    assert answer.html.startswith("<b>Sở Nội vụ") and answer.thread == 5 and answer.reply_to
    telegram.group("/vanban", mention=True)
    telegram.wait_message(-100, 2)
    telegram.group(SIGNER, reply_to=answer.id)
    assert "46/TB-UBND" in telegram.wait_message(-100, 3)[2].text
    telegram.group("", mention=True)
    assert telegram.wait_message(-100, 4)[3].text == say("ask_after_mention")


def test_the_notices_are_listed_by_page_and_can_be_read(assistant: Assistant, telegram: FakeTelegram) -> None:
    telegram.private("/vanban")
    (message,) = telegram.wait_message()
    assert message.text.startswith("5 văn bản") or "Có 5 văn bản" in message.text
    assert [label for label, _ in message.buttons[0]] == ["1", "2", "3", "4", "5"]
    telegram.press(message, "1")
    telegram.wait_for(lambda: message.edited == 1)
    telegram.press(message, say("button.text"))
    telegram.wait_for(lambda: message.edited == 2)
    assert len(message.text) > 1_000
    telegram.press(message, "›")
    telegram.wait_for(lambda: message.edited == 3)
    telegram.press(message, say("button.facts"))
    telegram.press(message, say("button.list"))
    telegram.wait_for(lambda: message.edited == 5)
    assert "Có 5 văn bản" in message.text


def test_a_link_opens_a_notice_and_a_forged_one_the_start(assistant: Assistant, telegram: FakeTelegram) -> None:
    telegram.private(f"/start {reference('quang-nam-46-2018')}")
    assert "46/TB-UBND" in telegram.wait_message()[0].text
    telegram.private("/start ../../etc")
    assert telegram.wait_message(count=2)[1].text == say("start")


def test_inline_gives_the_answer_and_the_notices(assistant: Assistant, telegram: FakeTelegram) -> None:
    update = telegram.inline(SURVEY)
    answer = telegram.wait_for(lambda: telegram.answer_to(update))
    assert answer["results"][0]["title"].startswith("Sở Nội vụ")
    assert "<blockquote expandable>" in answer["results"][0]["input_message_content"]["message_text"]
    update = telegram.inline("quang nam")
    answer = telegram.wait_for(lambda: telegram.answer_to(update))
    assert any("Quảng Nam" in one["title"] for one in answer["results"])
    update = telegram.inline("")
    assert len(telegram.wait_for(lambda: telegram.answer_to(update))["results"]) == 5
    assert assistant.people.held("telegram:7") == []


def test_a_person_can_have_everything_and_delete_it(assistant: Assistant, telegram: FakeTelegram) -> None:
    telegram.private(SURVEY)
    telegram.wait_message()
    telegram.private("/privacy")
    kept = telegram.wait_message(count=2)[1]
    telegram.press(kept, say("button.export"))
    document = telegram.wait_message(count=3)[2]
    assert json.loads(document.content)[0]["question"] == SURVEY
    telegram.press(kept, say("button.forget"))
    telegram.wait_for(lambda: kept.edited == 1)
    telegram.press(kept, say("button.forget_now"))
    telegram.wait_for(lambda: kept.edited == 2)
    assert kept.text == say("forgotten", count=1) and assistant.people.held("telegram:7") == []
