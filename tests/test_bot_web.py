"""The HTTP interface and its pages, over a fake answerer."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from asking import client_over
from fakes import FakeAnswerer, sample_notice, survey_answer
from fastapi.testclient import TestClient

from bot.messages import messages
from bot.web.api import summary
from bot.web.notices_page import notices_page, told_by_file
from bot.web.pages import Frame
from corpus.models import Printed
from rag.index.records import Origin
from rag.models import Answer, Turn

NOTICE = sample_notice()


def answering(question: str) -> Answer:
    if "hỏng" in question:
        raise RuntimeError("secret detail")
    return survey_answer(question)


@pytest.fixture
def answerer() -> FakeAnswerer:
    return FakeAnswerer(answering)


@pytest.fixture
def client(answerer: FakeAnswerer, tmp_path: Path) -> Iterator[TestClient]:
    with client_over(tmp_path, answerer, NOTICE) as client:
        yield client


def test_a_question_gets_the_answer_of_the_contract(client: TestClient) -> None:
    content = client.post("/api/ask", json={"question": "ai khảo sát?"}).json()
    assert content == json.loads(survey_answer("ai khảo sát?").model_dump_json())


def test_a_session_brings_its_history(client: TestClient, answerer: FakeAnswerer) -> None:
    for question in ("một", "hai"):
        client.post("/api/ask", json={"question": question, "session": "s1", "language": "en"})
    client.post("/api/ask", json={"question": "ba", "session": "s2"})
    cited = survey_answer().citations[0]
    turn = Turn(question="một", answer=f"Sở Nội vụ {cited.label}", notices=(cited.notice_id,))
    assert answerer.asked == [("một", (), "en"), ("hai", (turn,), "en"), ("ba", (), None)]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"{", id="not_json"),
        pytest.param(b"[]", id="a_list"),
        pytest.param(b"{}", id="no_question"),
        pytest.param(b'{"question": 1}', id="number"),
        pytest.param(b'{"question": null}', id="null"),
        pytest.param(b'{"question": "a", "prompt": "b"}', id="unknown_key"),
        pytest.param(b'{"question": "a", "language": "fr"}', id="unknown_language"),
        pytest.param(b'{"question": "a", "session": "' + b"s" * 201 + b'"}', id="long_session"),
        pytest.param(b'{"question": "\xff"}', id="not_utf8"),
        pytest.param(b"[" * 60_000, id="deep"),
    ],
)
def test_a_bad_request_gets_one_sentence(client: TestClient, body: bytes) -> None:
    response = client.post("/api/ask", content=body, headers={"Content-Type": "application/json"})
    assert 400 <= response.status_code < 500
    assert response.json()["error"] == {
        "code": "invalid",
        "message": messages().say("vi", "error.invalid"),
    }


@pytest.mark.parametrize("question", ["", " ", "\x00\x07", "so\u0302\u0309", "x" * 2_000])
def test_any_text_reaches_the_answerer(client: TestClient, question: str) -> None:
    assert client.post("/api/ask", json={"question": question}).status_code == 200


def test_half_a_character_is_replaced(client: TestClient, answerer: FakeAnswerer) -> None:
    headers = {"Content-Type": "application/json"}
    assert client.post("/api/ask", content=rb'{"question": "a \ud800"}', headers=headers).status_code == 200
    assert answerer.asked[0][0] == "a \ufffd"


def test_a_large_body_is_refused_with_and_without_a_length(client: TestClient) -> None:
    body = b'{"question": "' + b"a" * 70_000 + b'"}'
    for content in (body, iter([body[:40_000], body[40_000:]])):
        response = client.post("/api/ask", content=content, headers={"Content-Type": "application/json"})
        assert response.status_code == 413
        assert response.json()["error"]["code"] == "too_large"


def test_what_nobody_foresaw_shows_a_reference_and_the_log_holds_the_rest(
    client: TestClient, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    response = client.post("/api/ask", json={"question": "hỏng"}, headers={"Accept-Language": "en"})
    assert response.status_code == 500
    error = response.json()["error"]
    reference = error["message"].split("reference ")[1].split(".")[0]
    assert "secret" not in response.text
    log = (tmp_path / "log" / "chidao.log").read_text(encoding="utf-8")
    assert reference in log and "secret detail" in log
    assert "Traceback" not in "".join(capfd.readouterr())


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nowhere", 404, "not_found"),
        ("GET", "/notices/none", 404, "not_found"),
        ("GET", "/api/notices/none", 404, "not_found"),
        ("GET", "/static/none.js", 404, "not_found"),
        ("GET", "/static/../pages.py", 404, "not_found"),
        ("GET", "/api/ask", 405, "method_not_allowed"),
    ],
)
def test_errors_have_one_shape(client: TestClient, method: str, path: str, status: int, code: str) -> None:
    response = client.request(method, path)
    assert response.status_code == status
    assert response.json()["error"]["code"] == code


def test_a_person_who_follows_a_dead_link_gets_a_page(client: TestClient) -> None:
    response = client.get("/notices/none", headers={"Accept": "text/html"})
    assert response.status_code == 404
    assert response.headers["content-type"].startswith("text/html")
    assert "Không có trang hoặc thông báo này" in response.text
    assert '<a href="/notices?lang=vi">/notices</a>' in response.text


def test_notices_that_are_called_alike_are_told_apart_by_their_files(tmp_path: Path) -> None:
    bare = NOTICE.model_copy(update={"id": "photo", "number": None})
    twins = [NOTICE.model_copy(update={"id": f"copy-{n}"}) for n in (1, 2)]
    other = NOTICE.model_copy(update={"id": "other", "number": Printed(value="9/TB-UBND", start=0, end=1)})
    sources = {one.id: Origin("x-y", f"/in/{one.id}.PDF") for one in (bare, *twins, other)}
    with client_over(tmp_path, FakeAnswerer(), bare, *twins, other, sources=sources) as client:
        page = client.get("/notices", params={"lang": "vi"}).text
    assert [f"Tệp: {one}.PDF" in page for one in ("photo", "copy-1", "copy-2", "other")] == [True, True, True, False]
    listed = [summary(one) for one in (*twins, other)]
    copies = {"copy-2": "copy-1"}
    assert told_by_file(listed, copies) == {"copy-1", "copy-2"}
    shown = notices_page(listed, Frame(messages(), "vi"), {"copy-1": "một.docx", "copy-2": "hai.pdf"}, copies)
    assert "Tệp: hai.pdf · trùng với một.docx</p>" in shown and "Tệp: một.docx</p>" in shown


def test_the_notices_can_be_listed_and_read(client: TestClient) -> None:
    listed = client.get("/api/notices").json()
    assert [one["number"] for one in listed] == ["46/TB-UBND"]
    notice = client.get(f"/api/notices/{listed[0]['notice_id']}").json()
    assert notice["date"] == "2018-02-07"
    for item in notice["items"]:
        assert notice["text"][item["start"] : item["end"]] == item["text"]


def test_the_page_of_a_notice_marks_the_quote(client: TestClient) -> None:
    text = client.get(survey_answer().citations[0].url).text
    assert f'<mark id="quote">{survey_answer().citations[0].quote}</mark>' in text
    assert "07/02/2018" in text
    assert "**" not in text and "&lt;b&gt;" not in text


@pytest.mark.parametrize("quote", ["", "x", "5-3", "0-999999", "-1-2", "1-2-3", "9" * 30 + "-1"])
def test_a_slice_that_is_none_marks_nothing(client: TestClient, quote: str) -> None:
    response = client.get(f"/notices/{NOTICE.id}", params={"quote": quote})
    assert response.status_code == 200
    assert "<mark" not in response.text


@pytest.mark.parametrize("path", ["/", "/?lang=en", "/docs", f"/notices/{NOTICE.id}", "/nowhere", "/healthz"])
def test_every_response_is_locked_down(client: TestClient, path: str) -> None:
    response = client.get(path, headers={"Accept": "text/html"})
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "http://" not in response.text and "https://" not in response.text
    assert "style=" not in response.text and " onclick=" not in response.text


def test_the_scripts_build_elements_only_from_text() -> None:
    import bot.web

    for script in (Path(bot.web.__file__).parent / "static").glob("*.js"):
        source = script.read_text(encoding="utf-8")
        for forbidden in (
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "eval(",
            "new Function",
            "document.write",
        ):
            assert forbidden not in source


def test_the_page_shows_only_examples_that_are_answered(client: TestClient, answerer: FakeAnswerer) -> None:
    assert "Ai ký Thông báo số 46/TB-UBND?" in client.get("/").text
    count = len(answerer.asked)
    client.get("/")
    assert len(answerer.asked) == count


def test_life_and_readiness(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"ready": True, "status": "ready"}


def test_the_interface_describes_itself(client: TestClient) -> None:
    description = client.get("/openapi.json").json()
    page = client.get("/docs").text
    for path in description["paths"]:
        assert path in page
