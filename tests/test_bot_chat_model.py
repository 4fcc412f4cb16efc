"""A chat model behind the faces: the answer of the rules at once, then its verified wording, one complete answer in any case."""

import asyncio
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from asking import STREAM, events
from fake_telegram import FakeTelegram
from fakes import FakeChatServer, survey_answer
from fastapi.testclient import TestClient
from telegram_bot import at_work, hurry, spotless

from bot.app import Application, opened
from bot.assistant import Assistant
from bot.assistant.steps import apart
from bot.assistant.worker import Worker
from bot.log import FailureLog
from bot.messages import messages
from bot.people import People
from bot.settings import Settings
from bot.web.events import answer_events
from bot.web.site import create_app
from bot.web.words import words
from rag.models import Answer

SURVEY = "which agency surveys people about online public services?"
REWORDED = "The task is assigned to Sở Nội vụ."


@pytest.fixture
def chat() -> Iterator[FakeChatServer]:
    with FakeChatServer() as server:
        yield server


@pytest.fixture
def settings(chat: FakeChatServer, indexed: None, tmp_path: Path) -> Settings:
    return Settings.model_validate(
        {"data": tmp_path / "data", "chat_model": "openai:fake", "openai_base_url": chat.url, "chat_retries": 0}
    )


@pytest.fixture
def worker(settings: Settings) -> Iterator[Worker[Application]]:
    with Worker(lambda: opened(settings, lambda done, total: None), threading.Event()) as worker:
        yield worker


@pytest.fixture
def client(worker: Worker[Application], settings: Settings, tmp_path: Path) -> Iterator[TestClient]:
    with People(tmp_path / "people") as people:
        app = create_app(Assistant(worker, messages(), people), settings, FailureLog(tmp_path / "log"), None)
        yield TestClient(app, base_url="http://localhost", raise_server_exceptions=False)


def asked(client: TestClient) -> list[tuple[str, Any]]:
    return events(client.post("/api/ask", json={"question": SURVEY}, headers=STREAM).text)


def test_the_answer_of_the_rules_comes_first_and_the_wording_stands_in_its_place(client: TestClient) -> None:
    happened = asked(client)
    names = [name for name, _ in happened]
    assert names[0] == "status" and names[1] == "delta" and names[-2:] == ["status", "answer"]
    early = "".join(content["text"] for name, content in happened if name == "delta")
    answer = happened[-1][1]
    assert early.startswith(answer["headline"]) and answer["citations"][0]["quote"] in early
    assert answer["engine"] == "chat"
    assert REWORDED in answer["text"] and REWORDED not in early


@pytest.mark.parametrize("behaviour", ["503", "cut", "empty", "fabricated_quote", "injected"])
def test_a_model_that_fails_leaves_one_complete_answer(
    behaviour: str, client: TestClient, chat: FakeChatServer
) -> None:
    chat.behaviours = [behaviour]
    happened = asked(client)
    early = "".join(content["text"] for name, content in happened if name == "delta")
    answer = happened[-1][1]
    assert [name for name, _ in happened].count("answer") == 1
    assert early == f"{answer['headline']}\n\n{answer['text']}"
    assert answer["engine"] == "extractive" and answer["citations"]


def test_a_verdict_reaches_an_answer_that_was_worded(client: TestClient) -> None:
    answer = client.post("/api/ask", json={"question": SURVEY, "session": "s"}).json()
    assert answer["engine"] == "chat"
    given = client.post("/api/feedback", json={"answer_id": answer["id"], "verdict": "up"})
    assert given.status_code == 200


def test_a_reader_who_leaves_while_the_model_is_waited_for_leaves_nothing_behind() -> None:
    async def run() -> None:
        early: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()

        async def slow() -> Answer:
            early.set_result(survey_answer())
            await asyncio.sleep(60)
            return survey_answer()

        stream = answer_events(slow, lambda answer: {}, lambda error: {}, heartbeat=0.01, early=early)
        seen = [await anext(stream) for _ in range(4)]
        assert [part.split(b"\n")[0] for part in seen] == [
            b"event: status",
            b"event: delta",
            b"event: delta",
            b"event: status",
        ]
        assert await anext(stream) == b": ping\n\n"
        await stream.aclose()  # type: ignore[attr-defined]
        await asyncio.sleep(0)
        assert len(asyncio.all_tasks()) == 1

    asyncio.run(run())


def test_work_apart_is_left_behind_by_who_cancels() -> None:
    async def run() -> None:
        go = threading.Event()
        waiting = asyncio.create_task(apart(go.wait))
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        go.set()
        assert await apart(lambda: 7) == 7

    asyncio.run(run())


@pytest.fixture
def assistant(
    telegram: FakeTelegram, worker: Worker[Application], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Assistant]:
    with spotless(telegram, worker, tmp_path / "bot", monkeypatch) as assistant:
        yield assistant


def test_in_private_the_answer_of_the_rules_is_a_draft(assistant: Assistant, telegram: FakeTelegram) -> None:
    telegram.private(SURVEY)
    answer = telegram.wait_message()[0]
    assert REWORDED in answer.text and len(telegram.chats[7]) == 1
    assert "Sở Nội vụ" in telegram.drafts[7] and REWORDED not in telegram.drafts[7]


def test_in_a_group_the_message_is_edited_once(assistant: Assistant, telegram: FakeTelegram) -> None:
    telegram.group(SURVEY, mention=True)
    answer = telegram.wait_message(-100)[0]
    telegram.wait_for(lambda: answer.edited == 1)
    assert REWORDED in answer.text and answer.buttons
    assert -100 not in telegram.drafts


def test_in_a_group_a_model_that_fails_changes_nothing(
    assistant: Assistant, telegram: FakeTelegram, chat: FakeChatServer
) -> None:
    chat.behaviours = ["fabricated_quote"]
    telegram.group(SURVEY, mention=True)
    answer = telegram.wait_message(-100)[0]
    telegram.wait_for(lambda: len(chat.prompts) == 1)
    telegram.group("Ai ký Thông báo số 46/TB-UBND?", mention=True)
    telegram.wait_message(-100, 2)
    assert answer.edited == 0 and answer.buttons


def test_inline_asks_no_model(assistant: Assistant, telegram: FakeTelegram, chat: FakeChatServer) -> None:
    assert not asyncio.run(assistant.answer_once(SURVEY)).abstained
    assert chat.prompts == []


def test_what_a_model_words_is_not_called_word_for_word(client: TestClient) -> None:
    worded = client.post("/api/ask?view=outline", json={"question": SURVEY}).json()
    notes = [block["text"] for block in worded["outline"] if block["part"] == "note"]
    assert notes == [messages().say("en", "answer.worded")]
    texts = [block["text"] for block in worded["outline"] if block["part"] == "text"]
    assert texts == [f"{REWORDED} [1]"] and worded["citations"][0]["quote"] in worded["text"]


def test_the_answer_is_the_same_json_with_its_engine(client: TestClient) -> None:
    plain = client.post("/api/ask", json={"question": SURVEY}).json()
    assert set(plain) == set(json.loads(survey_answer().model_dump_json()))


def test_privacy_names_where_questions_go(assistant: Assistant, telegram: FakeTelegram) -> None:
    assistant.chat = "openai:fake (127.0.0.1)"
    telegram.private("/privacy")
    said = telegram.wait_message()[0].text
    assert "openai:fake" in said and "không gửi cho bên thứ ba" not in said


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_says_that_a_model_is_asked(language: str, worker: Worker[Application], tmp_path: Path) -> None:
    with People(tmp_path / "people") as people:
        off, on = (
            asyncio.run(words(Assistant(worker, messages(), people, chat), language)) for chat in ("", "openai:fake")
        )
    assert "openai:fake" in on["disclosure"] and on["disclosure"].startswith(off["disclosure"])


def test_where_drafts_are_refused_the_message_is_edited(
    telegram: FakeTelegram, worker: Worker[Application], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hurry(monkeypatch)
    telegram.fail_next("sendMessageDraft", status=400)
    with at_work(telegram, worker, tmp_path / "bot"):
        telegram.private(SURVEY)
        answer = telegram.wait_message()[0]
        telegram.wait_for(lambda: answer.edited == 1)
    assert REWORDED in answer.text and len(telegram.chats[7]) == 1
