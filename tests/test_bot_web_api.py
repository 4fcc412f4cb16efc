"""Streaming, feedback, pace and the webhook of the HTTP interface."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from asking import STREAM, Start, Telegram, answering, events
from fakes import survey_answer
from fastapi.testclient import TestClient

from bot.messages import messages
from bot.show.outline import outline
from bot.web.events import answer_events
from bot.web.pace import Buckets
from rag.models import Answer

PORTAL = "https://portal.example.vn"


@pytest.fixture
def client(start: Start) -> TestClient:
    return start(allowed_origins=PORTAL)


def test_the_answer_comes_as_events(client: TestClient) -> None:
    response = client.post("/api/ask", json={"question": "ai?"}, headers=STREAM)
    assert response.headers["content-type"].startswith("text/event-stream")
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["x-accel-buffering"] == "no"
    names = [name for name, _ in events(response.text)]
    assert names == ["status", "delta", "delta", "answer"]
    data = [content for _, content in events(response.text)]
    assert data[0] == {"stage": "searching"}
    assert data[1]["text"] + data[2]["text"] == data[3]["text"]
    assert data[3] == json.loads(answering("ai?").model_dump_json())


def test_the_blocks_come_only_when_asked_for(client: TestClient) -> None:
    plain = client.post("/api/ask", json={"question": "ai?"}).json()
    outlined = client.post("/api/ask?view=outline", json={"question": "ai?"}).json()
    streamed = events(client.post("/api/ask?view=outline", json={"question": "ai?"}, headers=STREAM).text)[-1][1]
    blocks = [block.model_dump(mode="json", exclude_defaults=True) for block in outline(answering("ai?"), messages())]
    assert "outline" not in plain
    assert outlined == streamed == {**plain, "outline": blocks}


def test_an_unknown_view_is_refused(client: TestClient) -> None:
    assert client.post("/api/ask?view=all", json={"question": "ai?"}).status_code == 422


def test_a_failure_in_the_stream_is_an_event_with_a_reference(client: TestClient, tmp_path: Path) -> None:
    response = client.post("/api/ask", json={"question": "hỏng"}, headers={**STREAM, "Accept-Language": "en"})
    name, error = events(response.text)[-1]
    assert (name, error["code"]) == ("error", "internal")
    reference = error["message"].split("reference ")[1].split(".")[0]
    assert reference in (tmp_path / "log" / "chidao.log").read_text(encoding="utf-8")
    assert "secret" not in response.text


def test_a_question_refused_before_the_stream_is_no_stream(client: TestClient) -> None:
    response = client.post("/api/ask", json={}, headers=STREAM)
    assert (response.status_code, response.json()["error"]["code"]) == (422, "invalid")


def test_a_slow_answer_keeps_the_line_open_and_a_reader_who_leaves_ends_it() -> None:
    async def run() -> None:
        ended = asyncio.Event()

        async def slow() -> Answer:
            try:
                await asyncio.sleep(60)
            finally:
                ended.set()
            return survey_answer()

        stream = answer_events(slow, lambda answer: {}, lambda error: {}, heartbeat=0.01)
        assert (await anext(stream)).startswith(b"event: status")
        assert await anext(stream) == await anext(stream) == b": ping\n\n"
        await stream.aclose()  # type: ignore[attr-defined]
        await asyncio.wait_for(ended.wait(), 1)
        assert len(asyncio.all_tasks()) == 1

    asyncio.run(run())


def test_a_verdict_is_stored_and_replaced(client: TestClient) -> None:
    answer_id = client.post("/api/ask", json={"question": "ai?", "session": "s"}).json()["id"]
    for given in ({"verdict": "up"}, {"verdict": "down", "reason": "wrong", "comment": "Số khác"}):
        response = client.post("/api/feedback", json={"answer_id": answer_id, **given})
        assert (response.status_code, response.json()) == (200, {"status": "stored"})


@pytest.mark.parametrize(
    ("given", "status", "code"),
    [
        pytest.param({"answer_id": "none", "verdict": "up"}, 404, "not_found", id="unknown_answer"),
        pytest.param({"answer_id": "a", "verdict": "maybe"}, 422, "invalid", id="no_verdict"),
        pytest.param({"answer_id": "a", "verdict": "up", "name": "b"}, 422, "invalid", id="unknown_key"),
        pytest.param({"answer_id": 1, "verdict": "up"}, 422, "invalid", id="number"),
        pytest.param({"answer_id": "a", "verdict": "up", "reason": "r" * 201}, 422, "invalid", id="long_reason"),
        pytest.param({"answer_id": "a", "verdict": "up", "comment": "c" * 2001}, 422, "invalid", id="long_comment"),
    ],
)
def test_a_verdict_on_nothing_is_refused(client: TestClient, given: dict[str, Any], status: int, code: str) -> None:
    response = client.post("/api/feedback", json=given)
    assert (response.status_code, response.json()["error"]["code"]) == (status, code)
    if status == 404:
        assert response.json()["error"]["message"] == messages().say("vi", "error.answer_not_found")


def test_a_conversation_that_asks_too_often_waits(start: Start) -> None:
    client = start(questions_per_minute=2, allowed_origins=PORTAL)

    def ask(session: str | None) -> Any:
        return client.post("/api/ask", json={"question": "ai?", "session": session}, headers={"Origin": PORTAL})

    assert [ask("one").status_code for _ in range(3)] == [200, 200, 429]
    refused = ask("one")
    assert refused.json()["error"]["code"] == "too_many"
    assert int(refused.headers["retry-after"]) >= 1
    assert refused.headers["access-control-allow-origin"] == PORTAL
    assert ask("two").status_code == 200
    assert [ask(None).status_code for _ in range(16)] == [200] * 15 + [429]  # an address: ten times as many
    given = {"answer_id": "a1", "verdict": "up"}
    assert client.post("/api/feedback", json=given).status_code == 429


def test_tokens_come_back_with_time_and_the_longest_silent_is_forgotten() -> None:
    now = 0.0
    buckets = Buckets(6, lambda: now, keys=3)
    assert [buckets.wait("a") for _ in range(7)] == [0.0] * 6 + [10.0]
    now = 4.0
    assert buckets.wait("a") == pytest.approx(6.0)
    now = 10.5
    assert buckets.wait("a") == 0.0
    for number in range(100):
        buckets.wait(f"key {number}")
    assert len(buckets) == 3


def test_updates_are_taken_only_with_the_secret(start: Start) -> None:
    telegram = Telegram()
    client = start(telegram)

    def deliver(content: bytes, secret: str | None) -> int:
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret is not None else {}
        return client.post("/telegram/webhook", content=content, headers=headers).status_code

    assert [deliver(b'{"update_id": 1}', secret) for secret in (None, "", "s3cre", "s3cret2")] == [403] * 4
    assert [deliver(content, "s3cret") for content in (b"", b"[]", b"[" * 60_000)] == [400] * 3
    assert telegram.taken == []
    large = json.dumps({"update_id": 2, "text": "ộ" * 20_000}).encode()
    assert deliver(b'{"update_id": 1}', "s3cret") == deliver(large, "s3cret") == 200
    assert [update["update_id"] for update in telegram.taken] == [1, 2]


def test_without_a_webhook_there_is_no_such_address(client: TestClient) -> None:
    assert client.post("/telegram/webhook", json={}).status_code == 404
    assert "/telegram/webhook" not in client.get("/openapi.json").text


def test_both_ways_to_be_answered_are_described(client: TestClient) -> None:
    description = client.get("/openapi.json").json()
    operation = description["paths"]["/api/ask"]["post"]
    assert set(operation["responses"]["200"]["content"]) == {"application/json", "text/event-stream"}
    assert [one["name"] for one in operation["parameters"]] == ["view"]
    assert {"Answer", "OutlinedAnswer", "Feedback"} <= set(description["components"]["schemas"])
    page = client.get("/docs").text
    assert "text/event-stream" in page and "view=outline" in page and "/api/feedback" in page


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_words_come_in_one_language(client: TestClient, language: str) -> None:
    words = client.get("/api/words", params={"language": language}).json()
    assert words["send"] == messages().say(language, "web.send")
    assert words["examples_list"] and words["limit"] == 1_000
    assert client.get("/api/words", params={"language": "fr"}).status_code == 422
