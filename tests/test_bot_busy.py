"""Where too many questions wait, every face says so in one sentence, and at once."""

import asyncio
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest
from asking import STREAM, events
from fake_telegram import FakeTelegram
from fakes import FakeAnswerer, FakeIndex, sample_notice, survey_answer
from fastapi import FastAPI
from fastapi.testclient import TestClient
from telegram_bot import answering_office, at_work, hurry, say

from bot.app import Application
from bot.assistant import Assistant
from bot.assistant.worker import ANSWERING, Worker
from bot.errors import Busy, FaceError
from bot.log import FailureLog
from bot.messages import messages
from bot.owner import owner_of
from bot.people import People
from bot.serving.owner_service import reachable_owner
from bot.settings import Settings
from bot.web.server import serve_web
from bot.web.site import create_app
from rag.models import Answer

NOBODY_MAY_WAIT = 0


class Counter:
    """Answers when it is let."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.open = threading.Event()

    def __call__(self, question: str) -> Answer:
        self.asked.append(question)
        assert self.open.wait(10)
        return survey_answer(question)


@contextmanager
def assistant_over(folder: Path, counter: Counter, waiting: int = NOBODY_MAY_WAIT) -> Iterator[Assistant]:
    application = Application(Settings(), FakeIndex(sample_notice()), FakeAnswerer(counter))  # type: ignore[arg-type]
    with (
        Worker(lambda: nullcontext(application), threading.Event(), waiting) as worker,
        People(folder / "people") as people,
    ):
        try:
            yield Assistant(worker, messages(), people)
        finally:
            counter.open.set()


def site(assistant: Assistant, folder: Path) -> FastAPI:
    return create_app(assistant, Settings(), FailureLog(folder / "log"))


@pytest.mark.parametrize("accept", [{}, STREAM], ids=["json", "stream"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_web_says_so_before_anything_is_answered(tmp_path: Path, accept: dict[str, str], language: str) -> None:
    with assistant_over(tmp_path, Counter()) as assistant:
        assistant.worker.leave()
        client = TestClient(site(assistant, tmp_path), base_url="http://localhost", raise_server_exceptions=False)
        refused = client.post("/api/ask", json={"question": "ai?"}, headers={**accept, "Accept-Language": language})
        assert refused.status_code == 503 and int(refused.headers["Retry-After"]) > 0
        assert refused.json() == {"error": {"code": "busy", "message": messages().say(language, "error.busy")}}
        assert client.get("/api/notices").status_code == 200
    assert not (tmp_path / "log").exists()


def test_a_stream_that_comes_too_late_ends_with_the_same_sentence(tmp_path: Path) -> None:
    def answering(question: str) -> Answer:
        raise Busy

    application = Application(Settings(), FakeIndex(sample_notice()), FakeAnswerer(answering))  # type: ignore[arg-type]
    with Worker(lambda: nullcontext(application), threading.Event()) as worker, People(tmp_path / "people") as people:
        client = TestClient(site(Assistant(worker, messages(), people), tmp_path), base_url="http://localhost")
        name, data = events(client.post("/api/ask", json={"question": "ai?"}, headers=STREAM).text)[-1]
    assert (name, data) == ("error", {"code": "busy", "message": messages().say("vi", "error.busy")})


def test_another_terminal_is_told_so(tmp_path: Path) -> None:
    def asks() -> str:
        with owner_of(tmp_path) as reached, pytest.raises(FaceError) as told:  # type: ignore[union-attr]
            reached.ask("ai?")
        return str(told.value)

    async def serve() -> None:
        with assistant_over(tmp_path, Counter()) as assistant:
            assistant.worker.leave()
            async with reachable_owner(tmp_path, "here", assistant.worker, FailureLog(tmp_path / "log")):
                assert await asyncio.to_thread(asks) == str(Busy())

    asyncio.run(serve())


def test_telegram_says_so_and_offers_another_try(
    telegram: FakeTelegram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy = threading.Event()

    def answering(question: str) -> Answer:
        if busy.is_set():
            raise Busy
        return survey_answer(question)

    hurry(monkeypatch)
    busy.set()
    with answering_office(answering) as worker, at_work(telegram, worker, tmp_path / "data"):
        telegram.private("ai khảo sát?")
        (message,) = telegram.wait_message()
        assert message.text == say("busy")
        telegram.press(message, say("button.again"))
        told = telegram.wait_for(lambda: [one for one in telegram.answered if one.get("show_alert")])
        assert told[0]["text"] == say("busy")
        busy.clear()
        telegram.press(message, say("button.again"))
        telegram.wait_for(lambda: "Sở Nội vụ" in message.text)
    assert not (tmp_path / "data" / "chidao.log").exists()


def test_who_hangs_up_while_waiting_is_not_worked_for(tmp_path: Path) -> None:
    counter = Counter()

    def call(address: tuple[str, int], question: str) -> socket.socket:
        body = json.dumps({"question": question}).encode()
        head = f"POST /api/ask HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
        line = socket.create_connection(address)
        line.sendall(head.encode() + b"\r\n\r\n" + body)
        return line

    async def until(done: bool, worker: Worker[Application]) -> None:
        async with asyncio.timeout(10):
            while worker._answers.full is not done:
                await asyncio.sleep(0.01)

    async def serve() -> None:
        stopping = asyncio.Event()
        listener = socket.create_server(("127.0.0.1", 0))
        with assistant_over(tmp_path, counter, waiting=1) as assistant:
            serving = asyncio.create_task(serve_web(site(assistant, tmp_path), listener, stopping))
            address = listener.getsockname()
            lines = [await asyncio.to_thread(call, address, f"{at}") for at in range(ANSWERING)]
            async with asyncio.timeout(10):
                while len(counter.asked) < ANSWERING:
                    await asyncio.sleep(0.01)
            gone = await asyncio.to_thread(call, address, "gone")
            await until(True, assistant.worker)
            gone.close()
            await until(False, assistant.worker)
            counter.open.set()
            for line in lines:
                assert b"200 OK" in await asyncio.to_thread(line.recv, 1000)
                line.close()
            stopping.set()
            await serving
        listener.close()

    asyncio.run(serve())
    assert sorted(counter.asked) == [f"{at}" for at in range(ANSWERING)]
    assert not (tmp_path / "log").exists()
