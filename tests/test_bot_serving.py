"""What `chidao serve` says is on, and that no face waits for another."""

import json
import time
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from fake_telegram import TOKEN, FakeTelegram
from service import Service, served

QUESTION = "Ai ký Thông báo số 46/TB-UBND?"


@pytest.fixture(autouse=True)
def any_port(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHIDAO_PORT", "0")


def asked(service: Service) -> str:
    body = json.dumps({"question": QUESTION}).encode()
    request = Request(f"{service.address}api/ask", body, {"Content-Type": "application/json"})
    with urlopen(request, timeout=10) as answer:
        return str(json.load(answer)["headline"])


def heard(service: Service, words: str, seconds: float = 15) -> None:
    end = time.monotonic() + seconds
    while not any(words in line for line in service.said):
        assert time.monotonic() < end, service.said
        time.sleep(0.05)


def test_without_a_token_one_line_says_how_to_connect_telegram() -> None:
    with served() as service:
        assert asked(service)
        heard(service, "telegram")
    lines = [line for line in service.said if "telegram" in line.lower()]
    assert len(lines) == 1 and "TELEGRAM_BOT_TOKEN" in lines[0]


def test_with_a_token_and_no_network_the_page_answers_and_the_bot_recovers(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with FakeTelegram() as telegram:
        telegram.offline()
        monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
        monkeypatch.setenv("TELEGRAM_API_URL", telegram.url)
        with served() as service:
            heard(service, "cannot be reached")
            assert asked(service)
            telegram.online()
            heard(service, "answers.")
            telegram.private(QUESTION)
            assert "46/TB-UBND" in telegram.wait_message()[0].text
    said = "".join(service.said)
    assert TOKEN not in said and "Traceback" not in said
    for file in (tmp_path / "data").rglob("*"):
        assert not file.is_file() or TOKEN.encode() not in file.read_bytes()
