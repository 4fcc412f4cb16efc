"""Which names the service answers to, and whose word on a client's address it takes."""

import asyncio
from typing import Any

import pytest
from asking import Start
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import Message

from bot.settings import Settings, SettingsError, host_name, read_settings
from bot.web.hosts import _named


@pytest.fixture
def client(start: Start) -> TestClient:
    return start(hosts="chidao.example.vn, 2001:DB8:0::1")


@pytest.mark.parametrize(
    "host",
    ["localhost", "localhost:8000", "LOCALHOST", "localhost.", "127.0.0.1:1", "[::1]", "[::1]:8000", "[0:0::1]",
     "Chidao.Example.vn", "chidao.example.vn:443", "chidao.example.vn:", "[2001:db8::1]:80"],
)  # fmt: skip
def test_names_that_are_served(client: TestClient, host: str) -> None:
    assert client.get("/healthz", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8000", "localhost.evil.example", "chidao.example.vn.evil.example", "evilchidao.example.vn",
     "10.0.0.1", "[2001:db8::2]", "127.0.0.1.evil.example", "0.0.0.0"],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/", "/api/notices", "/healthz", "/static/page.css", "/notices/", "/nowhere"])
def test_another_name_is_misdirected(client: TestClient, host: str, path: str) -> None:
    response = client.get(path, headers={"Host": host}, follow_redirects=False)
    assert (response.status_code, response.json()["error"]["code"]) == (421, "misdirected")
    assert host not in str(response.headers) and "location" not in response.headers
    assert response.headers["x-content-type-options"] == "nosniff"


def test_a_person_at_another_name_gets_a_page(client: TestClient) -> None:
    response = client.get("/", headers={"Host": "evil.example", "Accept": "text/html"})
    assert response.status_code == 421 and response.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize(
    "host", ["", " ", ":", ":80", "a b", "a@localhost", "localhost:x", "localhost:123456", "[::1", "::1", "[localhost]",
             "http://localhost", "localhost/", "localhost,localhost", "ộ"],
)  # fmt: skip
def test_what_is_no_name_is_invalid(client: TestClient, host: str) -> None:
    response = client.get("/healthz", headers={"Host": host.encode()})
    assert (response.status_code, response.json()["error"]["code"]) == (400, "invalid")


@pytest.mark.parametrize("hosts", [[], [b"localhost", b"localhost"], [b"localhost", b"evil.example"]])
def test_none_or_two_names_are_invalid(client: TestClient, hosts: list[bytes]) -> None:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    scope: dict[str, Any] = {"type": "http", "method": "GET", "path": "/healthz", "raw_path": b"/healthz", "query_string": b"",
                             "headers": [(b"host", host) for host in hosts], "http_version": "1.1", "scheme": "http",
                             "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 2), "root_path": ""}  # fmt: skip
    asyncio.run(client.app(scope, receive, send))  # type: ignore[arg-type]
    assert sent[0]["status"] == 400


def test_a_redirection_names_no_host(client: TestClient) -> None:
    response = client.get("/notices/?lang=en", headers={"Host": "localhost:8123"}, follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (307, "/notices?lang=en")


def test_the_own_origin_is_that_of_the_name_called(client: TestClient) -> None:
    for host, origin, status in (
        ("chidao.example.vn", "https://chidao.example.vn", 200),
        ("localhost:8000", "http://localhost:8000", 200),
        ("chidao.example.vn", "https://localhost", 403),
    ):
        headers = {"Host": host, "Origin": origin}
        assert client.post("/api/ask", json={"question": "ai?"}, headers=headers).status_code == status


@given(st.text(st.characters(max_codepoint=255)))
def test_any_header_is_a_name_or_none(header: str) -> None:
    name = _named(header)
    assert name is None or host_name(name) == name


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_who_listens_to_the_network_has_to_say_under_which_names(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHIDAO_HOST", host)
    with pytest.raises(SettingsError, match=r"^CHIDAO_HOSTS cannot be used .*name what people type"):
        read_settings()
    monkeypatch.setenv("CHIDAO_HOSTS", "Chidao.example.vn; [::1]")
    assert read_settings().hosts == ("chidao.example.vn", "::1")


@pytest.mark.parametrize("value", ["https://chidao.example.vn", "chidao.example.vn:443", "a/b", "*", "a..b", "[::x]"])
def test_what_is_no_name_cannot_be_served(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHIDAO_HOSTS", value)
    with pytest.raises(SettingsError, match=r"^CHIDAO_HOSTS"):
        read_settings()


def test_the_address_itself_and_that_of_telegram_are_served_without_being_named() -> None:
    settings = Settings(host="Office.example.vn", telegram_webhook="https://bot.example.vn:8443")
    assert settings.served_hosts == {"localhost", "127.0.0.1", "::1", "office.example.vn", "bot.example.vn"}
    assert "office.example.vn" not in Settings(host="office.example.vn", hosts="chidao.example.vn").served_hosts


@pytest.mark.parametrize("value", ["proxy.example.vn", "10.0.0.300", "10.0.0.1/8", "*"])
def test_a_proxy_is_an_address_or_a_network(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHIDAO_TRUSTED_PROXIES", value)
    with pytest.raises(SettingsError, match=r"^CHIDAO_TRUSTED_PROXIES"):
        read_settings()
    monkeypatch.setenv("CHIDAO_TRUSTED_PROXIES", "127.0.0.1, 10.0.0.0/24 ::1")
    assert [str(one) for one in read_settings().trusted_proxies] == ["127.0.0.1/32", "10.0.0.0/24", "::1/128"]
