"""Streaming, feedback, origins, pace and the webhook of the HTTP interface."""

import asyncio
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, nullcontext
from pathlib import Path
from typing import Any

import pytest
from fakes import FakeAnswerer, FakeIndex, sample_notice, survey_answer
from fastapi.testclient import TestClient

from bot.app import Application
from bot.assistant import Assistant
from bot.assistant.worker import Worker
from bot.log import FailureLog
from bot.messages import messages
from bot.people import People
from bot.settings import Settings
from bot.show.outline import outline
from bot.web.events import answer_events
from bot.web.pace import Buckets
from bot.web.site import create_app
from rag.models import Answer

OURS, PORTAL = "http://testserver", "https://portal.example.vn"
STREAM = {"Accept": "text/event-stream"}


class Telegram:
    secret = "s3cret"

    def __init__(self) -> None:
        self.taken: list[dict[str, Any]] = []

    async def take(self, update: dict[str, Any]) -> None:
        self.taken.append(update)


def answering(question: str) -> Answer:
    if "hỏng" in question:
        raise RuntimeError("secret detail")
    return survey_answer(question).model_copy(update={"text": "Đoạn một.\n\nĐoạn hai. [1]"})


Start = Callable[..., TestClient]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts the service over a fake answerer, with the settings given."""
    with ExitStack() as stack:

        def started(telegram: Telegram | None = None, **values: Any) -> TestClient:
            settings = Settings(**values)
            application = Application(settings, FakeIndex(sample_notice()), FakeAnswerer(answering))  # type: ignore[arg-type]
            worker = stack.enter_context(Worker(lambda: nullcontext(application), threading.Event()))
            people = stack.enter_context(People(tmp_path / "people"))
            app = create_app(Assistant(worker, messages(), people), settings, FailureLog(tmp_path / "log"), telegram)
            return TestClient(app, raise_server_exceptions=False)

        yield started


@pytest.fixture
def client(start: Start) -> TestClient:
    return start(allowed_origins=PORTAL)


def events(text: str) -> list[tuple[str, Any]]:
    found = []
    for block in text.strip().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
        if fields:
            found.append((fields["event"], json.loads(fields["data"])))
    return found


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


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "null", "", f"{PORTAL}.evil.example", f"{PORTAL}:8443", "http://portal.example.vn",
     "https://testserver.evil.example", "//testserver", "http://[", "file://testserver"],
)  # fmt: skip
@pytest.mark.parametrize("method", ["POST", "OPTIONS"])
def test_an_unknown_origin_is_refused_unread(client: TestClient, origin: str, method: str) -> None:
    headers = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    response = client.request(method, "/api/ask", content=b"{", headers=headers)
    assert (response.status_code, response.json()["error"]["code"]) == (403, "origin_refused")
    assert response.headers["vary"] == "Origin"
    assert "access-control-allow-origin" not in response.headers


def test_a_listed_origin_may_ask_and_gets_its_errors_too(client: TestClient) -> None:
    for json_body, status in (({"question": "ai?"}, 200), ({"question": "hỏng"}, 500), ({}, 422)):
        response = client.post("/api/ask", json=json_body, headers={"Origin": PORTAL})
        assert response.status_code == status
        assert response.headers["access-control-allow-origin"] == PORTAL
        assert response.headers["vary"] == "Origin"
        assert "access-control-allow-credentials" not in response.headers


def test_the_own_origin_and_no_origin_need_no_leave(client: TestClient) -> None:
    for headers in ({"Origin": OURS}, {}):
        response = client.post("/api/ask", json={"question": "ai?"}, headers=headers)
        assert response.status_code == 200
        assert response.headers["vary"] == "Origin"
        assert "access-control-allow-origin" not in response.headers


def test_a_preflight_is_answered_and_kept(client: TestClient) -> None:
    headers = {"Origin": PORTAL, "Access-Control-Request-Method": "POST"}
    for path in ("/api/ask", "/api/feedback", "/api/words"):
        response = client.options(path, headers=headers)
        assert response.status_code == 204
        assert response.headers["access-control-allow-methods"] == "GET, POST"
        assert response.headers["access-control-allow-headers"] == "content-type, accept, accept-language"
        assert response.headers["access-control-max-age"] == "600"


@pytest.mark.parametrize("path", ["/widget.js", "/static/conversation.js", "/static/light.css"])
def test_the_files_of_the_widget_can_be_loaded_elsewhere(client: TestClient, path: str) -> None:
    listed, unknown = (client.get(path, headers={"Origin": origin}) for origin in (PORTAL, "https://evil.example"))
    assert listed.status_code == unknown.status_code == 200
    assert listed.headers["cross-origin-resource-policy"] == "cross-origin"
    assert listed.headers["access-control-allow-origin"] == PORTAL
    assert "access-control-allow-origin" not in unknown.headers
    assert "Origin" in listed.headers["vary"]


def test_pages_stay_for_this_origin(client: TestClient) -> None:
    for path in ("/", "/notices", "/widget", "/static/icon.svg"):
        response = client.get(path, headers={"Origin": PORTAL})
        assert response.headers["cross-origin-resource-policy"] == "same-origin"
        assert "access-control-allow-origin" not in response.headers


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
