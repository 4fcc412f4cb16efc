"""Every way to call every address: HEAD as GET, other methods 405, odd requests never 5xx."""

import json

import pytest
from asking import Start
from fakes import sample_notice
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.web.pace import ADDRESS_TIMES, LOOK_TIMES

READ = ["/", "/notices", f"/notices/{sample_notice().id}", "/tasks", "/widget", "/widget.js", "/docs", "/openapi.json", "/healthz",
        "/readyz", "/api/notices", f"/api/notices/{sample_notice().id}", f"/api/notices/{sample_notice().id}/file", "/api/tasks", "/api/words", "/static/page.css"]  # fmt: skip
POSTED = ["/api/ask", "/api/feedback"]
METHODS = ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "BREW", "PROPFIND"]


@pytest.fixture
def client(start: Start) -> TestClient:
    return start(questions_per_minute=1_000_000)


@pytest.mark.parametrize("path", READ)
def test_head_has_the_headers_of_get_and_no_body(client: TestClient, path: str) -> None:
    read, head = client.get(path), client.head(path)
    assert (head.status_code, head.content) == (read.status_code, b"") == (200, b"")
    assert head.headers == read.headers


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/notices/none",
        "/notices/none/pages/1",
        "/api/notices/none",
        "/api/notices/none/file",
        "/static/none.js",
    ],
)
def test_head_of_nothing_is_nothing(client: TestClient, path: str) -> None:
    assert (client.head(path).status_code, client.head(path).content) == (404, b"")


@pytest.mark.parametrize("path", READ + POSTED)
def test_another_method_is_told_which_there_are(client: TestClient, path: str) -> None:
    for method in [*METHODS, "POST" if path in READ else "GET", *([] if path in READ else ["HEAD"])]:
        response = client.request(method, path)
        assert response.status_code == 405, method
        assert response.headers["allow"] == ("GET, HEAD" if path in READ else "POST")
        assert method == "HEAD" or response.json()["error"]["code"] == "method_not_allowed"


def test_looking_too_often_waits_but_life_and_files_do_not_count(start: Start) -> None:
    client = start(questions_per_minute=1)
    for path in ["/healthz", "/readyz", "/static/page.css", "/widget.js"] * 30:
        assert client.get(path).status_code == 200
    codes = [
        client.request(method, path).status_code
        for method in ("GET", "HEAD", "PUT")
        for path in (*READ[:4], "/nowhere") * 4
    ]
    assert codes.count(429) == len(codes) - LOOK_TIMES
    refused = client.get("/api/notices")
    assert (refused.status_code, refused.json()["error"]["code"]) == (429, "too_many")
    assert int(refused.headers["retry-after"]) >= 1
    assert client.post("/api/ask", json={"question": "ai?"}).status_code == 200


def test_an_ipv6_household_counts_as_one(start: Start) -> None:
    client = start(questions_per_minute=1)
    for number in range(ADDRESS_TIMES + 5):
        client._transport.client = (f"2001:db8:0:1::{number:x}", 1)  # type: ignore[attr-defined]
        status = client.post("/api/ask", json={"question": "ai?"}).status_code
        assert status == (200 if number < ADDRESS_TIMES else 429)
    client._transport.client = ("2001:db8:0:2::1", 1)  # type: ignore[attr-defined]
    assert client.post("/api/ask", json={"question": "ai?"}).status_code == 200


SEGMENTS = st.lists(st.one_of(st.sampled_from(["api", "notices", "tasks", "ask", "static", "..", ".", "%2e%2e", "%00", "%ff", "", "widget",
                                               sample_notice().id, "none", "healthz", "%F0%9F%92%A9", "a" * 300, "%"]),
                              st.text(st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="#?"), max_size=8)), max_size=4)  # fmt: skip
QUERIES = st.lists(st.tuples(st.sampled_from(["lang", "quote", "page", "role", "agency", "province", "due_after", "format", "language", "view", "x"]),
                             st.one_of(st.text(max_size=12), st.sampled_from(["\x00", "9" * 5_000, "-1", "1-2", "vi", "json", "csv", "ics", "2018-13-45"]))),
                   max_size=3)  # fmt: skip
HEADERS = st.dictionaries(
    st.sampled_from(["Accept", "Accept-Language", "Content-Type", "Content-Encoding", "Content-Length", "Origin", "Range",
                     "If-None-Match", "If-Modified-Since", "Cookie", "Transfer-Encoding", "Expect", "X-Forwarded-For"]),
    st.one_of(st.binary(max_size=20).map(lambda raw: raw.replace(b"\r", b"").replace(b"\n", b"")),
              st.sampled_from([b"text/html", b"text/event-stream", b"application/json", b"application/json; charset=utf-16",
                               b"gzip", b"bytes=0-", b"bytes=9-1,x", b"9" * 5_000, b"multipart/form-data; boundary=x", b"null"])),
    max_size=4,
)  # fmt: skip
BODIES = st.one_of(
    st.binary(max_size=60),
    st.dictionaries(st.sampled_from(["question", "session", "language", "answer_id", "verdict", "x"]),
                    st.one_of(st.none(), st.integers(), st.text(max_size=20), st.just("ai?"), st.just("up")), max_size=3)
    .map(lambda content: json.dumps(content).encode()),
    st.text(max_size=20).map(lambda text: json.dumps({"question": text}).encode("utf-16")),
)  # fmt: skip


@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([*METHODS, "GET", "POST", "HEAD"]), SEGMENTS, QUERIES, HEADERS, BODIES)
def test_no_request_is_answered_with_a_failure(
    client: TestClient,
    method: str,
    segments: list[str],
    query: list[tuple[str, str]],
    headers: dict[str, bytes],
    body: bytes,
) -> None:
    path = "/" + "/".join(segments)
    request = client.build_request(method, f"http://localhost{path}", params=query, content=body)
    for name, value in headers.items():
        request.headers[name] = value.decode("latin-1")
    response = client.send(request, follow_redirects=False)
    assert response.status_code < 500
    if response.status_code >= 400 and method != "HEAD" and "text/html" not in response.headers["content-type"]:
        assert set(response.json()["error"]) == {"code", "message"}


def test_every_error_is_described(start: Start) -> None:
    """Whatever is wrong with a request: status, kind of content and headers are those of the description."""
    client = start(questions_per_minute=2)
    description = client.get("/openapi.json").json()
    wrong = [{"Host": "evil.example"}, {"Host": "a b"}, {"Origin": "https://evil.example"}, {"X": "x" * 20_000},
             {"Content-Length": "999999"}, {"Accept": "text/html", "Host": "evil.example"}, {}]  # fmt: skip
    met = set()
    for _ in range(12):
        for path, operations in description["paths"].items():
            for method, operation in operations.items():
                for headers in wrong:
                    called = path.replace("{notice_id}", "none")
                    response = client.request(method, called, params={"view": "x", "role": "x"}, headers=headers)
                    described = operation["responses"][str(response.status_code)]
                    met.add(response.status_code)
                    if method != "head":
                        assert response.headers["content-type"].split(";")[0] in described["content"]
                    assert all(
                        name.lower() in response.headers for name in described.get("headers", {}) if response.is_error
                    )
    assert met == {200, 400, 403, 404, 413, 421, 422, 429, 431}
    assert {path for path in READ if path.startswith("/api/") and "notices/" not in path} <= set(description["paths"])
    for operations in description["paths"].values():
        assert ("get" in operations) == ("head" in operations)
