"""Who is let in; the menu and the profile; what the data of buttons holds."""

from pathlib import Path

import pytest
from fake_telegram import FakeTelegram
from telegram_bot import SURVEY, Office, at_work, hurry, say

from bot.messages import tables
from bot.telegram.button_data import LONGEST, Verb, packed, reference, referred, unpacked


@pytest.fixture
def worker(sample_office: Office) -> Office:
    return sample_office


def test_only_those_who_are_allowed_are_answered(
    telegram: FakeTelegram, worker: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hurry(monkeypatch)
    with at_work(telegram, worker, tmp_path, telegram_allowed=(8, -100)):
        telegram.private(SURVEY, user=7)
        assert telegram.wait_message(7)[0].text == say("not_allowed", user=7)
        telegram.private("/start", user=7)
        telegram.wait_message(7, 2)
        update = telegram.inline(SURVEY, user=7)
        assert telegram.wait_for(lambda: telegram.answer_to(update))["results"] == []
        telegram.private(SURVEY, user=8)
        assert "Sở Nội vụ" in telegram.wait_message(8)[0].text
        telegram.group(SURVEY, mention=True, user=7)
        assert "Sở Nội vụ" in telegram.wait_message(-100)[0].text
        telegram.group(SURVEY, chat=-200, user=7)
        telegram.group(SURVEY, chat=-200, mention=True, user=7)
        assert telegram.wait_message(-200)[0].text == say("not_allowed", user=7)
        assert len(telegram.chats[-200]) == 1


def test_the_menu_is_set_once_and_names_what_there_is(
    telegram: FakeTelegram, worker: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hurry(monkeypatch)
    for _ in range(2):
        begun = len(telegram.calls)
        with at_work(telegram, worker, tmp_path):
            telegram.wait_for(lambda n=begun: sum(c.method == "getMyDescription" for c in telegram.calls[n:]) == 2)
            telegram.private("/help")
            telegram.wait_for(lambda n=begun: any(c.method == "sendMessage" for c in telegram.calls[n:]))
        assert any(call.method == "setMyCommands" for call in telegram.calls[begun:]) == (begun == 0)


@pytest.mark.parametrize("language", list(tables()))
def test_the_profile_is_within_the_limits(language: str) -> None:
    table = tables()[language]
    assert len(table["telegram.short_description"]) <= 120 and len(table["telegram.description"]) <= 512
    assert len(table["telegram.start"]) <= 600


def test_data_of_buttons_is_short_and_its_own() -> None:
    assert unpacked(packed(Verb.SOURCE, "f" * 32, 11)) == (Verb.SOURCE, "f" * 32, "11")
    with pytest.raises(ValueError, match=str(LONGEST)):
        packed(Verb.SOURCE, "f" * 60)
    for data in ("", "1", "1|so", "2|so|a|0", "1|rm -rf|a|0", "1|so|a|0|b", "\x00"):
        assert unpacked(data) is None
    assert unpacked("1|so|a|-1").number == unpacked("1|so|a|99999999").number == -1  # type: ignore[union-attr]
    assert referred(reference("một"), ["hai", "một"]) == "một" and referred("x", ["hai"]) is None
