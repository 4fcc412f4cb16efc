"""Who may ask from another web site, and what it may load."""

import pytest
from asking import Start
from fastapi.testclient import TestClient

OURS, PORTAL = "http://localhost", "https://portal.example.vn"


@pytest.fixture
def client(start: Start) -> TestClient:
    return start(allowed_origins=PORTAL)


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "null", "", f"{PORTAL}.evil.example", f"{PORTAL}:8443", "http://portal.example.vn",
     "https://localhost.evil.example", "//localhost", "http://[", "file://localhost"],
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
