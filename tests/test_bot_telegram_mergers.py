"""/nhiemvu and /hanchot for a province of today: the tasks of what was joined into it, said to be so."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_telegram import FakeTelegram
from telegram_bot import Office, ask, spotless

from bot.assistant import Assistant


@pytest.fixture
def assistant(
    telegram: FakeTelegram, sample_office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Assistant]:
    with spotless(telegram, sample_office, tmp_path / "data", monkeypatch) as assistant:
        yield assistant


@pytest.mark.parametrize("command", ["/nhiemvu sở tài chính an giang", "/nhiemvu so tai chinh An Giang"])
def test_the_tasks_of_a_province_that_was_joined(command: str, assistant: Assistant, telegram: FakeTelegram) -> None:
    text = ask(telegram, command).text
    assert "Tỉnh Kiên Giang nay thuộc tỉnh An Giang (từ ngày 01/07/2025)" in text
    assert "171/TB-VP" in text


def test_its_own_name_needs_no_word(assistant: Assistant, telegram: FakeTelegram) -> None:
    assert "nay thuộc" not in ask(telegram, "/nhiemvu sở tài chính kiên giang").text
