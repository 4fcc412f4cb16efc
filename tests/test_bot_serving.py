"""What `chidao serve` says is on, and that no face waits for another."""

import json
import shutil
import time
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from fake_telegram import TOKEN, FakeTelegram
from fakes import SAMPLES
from scans_made import needs_tesseract, pages, scanned
from service import Service, served

from bot.cli import run

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


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        pytest.param({}, 0, "@chidao_bot", id="good"),
        pytest.param({"TELEGRAM_BOT_TOKEN": "123:wrong"}, 1, "@BotFather", id="wrong_token"),
        pytest.param({"TELEGRAM_API_URL": "http://127.0.0.1:9"}, 1, "TELEGRAM_API_URL", id="unreachable"),
    ],
)
def test_the_doctor_tries_the_token(
    change: dict[str, str], code: int, words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with FakeTelegram() as telegram:
        settings = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": telegram.url, **change}
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        assert run(["doctor"]) == code
    line = next(line for line in capsys.readouterr().out.splitlines() if "telegram:" in line)
    assert words in line and settings["TELEGRAM_BOT_TOKEN"] not in line


def test_telegram_delivers_to_the_address_that_is_set_and_nobody_else_can(monkeypatch: pytest.MonkeyPatch) -> None:
    with FakeTelegram() as telegram:
        monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
        monkeypatch.setenv("TELEGRAM_API_URL", telegram.url)
        monkeypatch.setenv("CHIDAO_TELEGRAM_WEBHOOK", "https://chidao.example.vn")
        with served() as service:
            telegram.wait_for(lambda: telegram.webhook.get("secret_token"), 15)
            assert telegram.webhook["url"] == "https://chidao.example.vn/telegram/webhook"
            telegram.private(QUESTION)
            assert telegram.deliver_webhook(service.address.rstrip("/")) == [200]
            assert "46/TB-UBND" in telegram.wait_message()[0].text
            for secret in ({}, {"X-Telegram-Bot-Api-Secret-Token": "wrong"}):
                forged = Request(
                    f"{service.address}telegram/webhook", b"{}", {"Content-Type": "application/json", **secret}
                )
                with pytest.raises(HTTPError) as refused:
                    urlopen(forged, timeout=10)
                with refused.value as response:
                    assert response.code == 403
            odd = {
                "X-Telegram-Bot-Api-Secret-Token": telegram.webhook["secret_token"],
                "Content-Type": "application/json",
            }
            for body in (b"{}", b'{"update_id": "x"}', b'{"update_id": 5, "message": 3}'):
                with urlopen(Request(f"{service.address}telegram/webhook", body, odd), timeout=10) as response:
                    assert response.status == 200


def test_a_proxy_of_either_kind_can_be_set(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    for proxy in ("socks5://127.0.0.1:9", "http://127.0.0.1:9"):
        monkeypatch.setenv("TELEGRAM_PROXY_URL", proxy)
        assert run(["doctor"]) == 1
        out = capsys.readouterr().out
        assert "TELEGRAM_PROXY_URL" in out and TOKEN not in out


def test_the_first_lines_say_how_many_scans_still_wait(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    needs_tesseract()
    folder = tmp_path / "notices"
    folder.mkdir()
    shutil.copy(SAMPLES / "quang-nam-46-2018.txt", folder)
    said = [page for number in range(1, 4) for page in pages(f"Trang {number}. Giao Sở Y tế lập đề án.", dpi=150)]
    (folder / "anh.pdf").write_bytes(scanned(said, dpi=150))
    monkeypatch.setenv("CHIDAO_NOTICES", str(folder))
    with served() as service:
        heard(service, "notices   ")
    (line,) = [line for line in service.said if "notices   " in line]
    assert f"1, from {folder}; 1 more file waits: scans are read now, page by page; " in line
