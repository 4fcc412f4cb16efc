"""A client that keeps the service waiting is ended, wherever in its request it stops; nobody else notices."""

import asyncio
import resource
import socket
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from asking import Start
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from web_server import LOOPBACK, SOON, asked, connected, heard, listening

from bot.web.connections import FEWEST, KEPT_FREE, MOST, Limits

BODY = '{"question": "ai khảo sát?"}'.encode()
HEAD = (
    b"POST /api/ask HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
    % len(BODY)
)
CHUNKED = HEAD.replace(b"Content-Length: %d" % len(BODY), b"Transfer-Encoding: chunked") + b"5\r\n"
REQUEST = HEAD + BODY
PIECE, PIECES = b"x" * 65_536, 160


@pytest.fixture
def port(start: Start) -> Iterator[int]:
    with listening(start().app) as port:
        yield port


async def client(request: Request) -> JSONResponse:
    return JSONResponse(request.client and request.client.host)


async def endless(request: Request) -> StreamingResponse:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(PIECES):
            yield PIECE

    return StreamingResponse(pieces())


async def whole(request: Request) -> Response:
    return Response(PIECE * PIECES)


async def patient(request: Request) -> StreamingResponse:
    """A stream that lasts longer than any limit."""

    async def pings() -> AsyncIterator[bytes]:
        for _ in range(10):
            await asyncio.sleep(0.1)
            yield b": ping\n\n"
        yield b"end"

    return StreamingResponse(pings(), media_type="text/event-stream")


STREAMS = Starlette(
    routes=[
        Route("/", client),
        Route("/endless", endless),
        Route("/whole", whole),
        Route("/patient", patient, methods=["POST"]),
    ]
)


def test_a_request_cut_anywhere_is_ended_and_others_are_answered(port: int, tmp_path: Path) -> None:
    whole = CHUNKED + BODY[:5]
    lines = [connected(port, REQUEST[:cut]) for cut in range(len(REQUEST))]
    lines += [connected(port, whole[:cut]) for cut in range(len(HEAD), len(whole))]
    assert b'"ok"' in asked(port)
    assert [heard(line) for line in lines] == [b""] * len(lines)
    assert b'"ok"' in asked(port)
    assert not (tmp_path / "log").exists()  # a client that goes away is no failure


def test_a_whole_request_is_answered_and_the_next_may_follow_until_it_is_idle_too_long(port: int) -> None:
    line = connected(port, REQUEST)
    time.sleep(0.1)
    line.sendall(REQUEST)
    assert heard(line).count(b"HTTP/1.1 200 OK") == 2


@pytest.mark.parametrize(
    "begun", [HEAD[:-4] + b"\r\nX: ", HEAD, CHUNKED, REQUEST], ids=["header", "body", "chunk", "blank_lines"]
)
def test_a_client_that_sends_a_little_all_the_time_is_ended(begun: bytes, port: int) -> None:
    line = connected(port, begun)
    with suppress(ConnectionError):
        for _ in range(200):
            line.sendall(b"\r\n" if begun is REQUEST else b"0")
            time.sleep(0.02)
        pytest.fail("the server listened on")
    line.close()


@pytest.mark.parametrize("path", [b"/endless", b"/whole"])
@pytest.mark.parametrize("manner", [b"close", b"keep-alive"])
def test_what_is_never_read_is_not_kept(path: bytes, manner: bytes) -> None:
    with listening(STREAMS) as port:
        request = b"GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: %s\r\n\r\n" % (path, manner)
        lines = [connected(port, request, receives=4_096) for _ in range(20)]
        time.sleep(3)  # many times the limit: the machine may have much to do
        for line in lines:
            assert len(heard(line)) < PIECES * len(PIECE)


@pytest.mark.parametrize("path", [b"/endless", b"/whole"])
def test_a_slow_reader_gets_everything(path: bytes) -> None:
    """It takes longer than any limit, but never as long for a piece."""
    with listening(STREAMS, SOON._replace(unread=1.0)) as port:
        request = b"GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n" % path
        line = connected(port, request, receives=262_144)
        assert heard(line, pause=0.02).count(b"x") == PIECES * len(PIECE)


def test_a_stream_lasts_longer_than_every_limit() -> None:
    with listening(STREAMS) as port:
        request = b"POST /patient HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}"
        assert b"end" in asked(port, request)


def test_the_newest_is_answered_where_one_address_holds_all_it_may(start: Start) -> None:
    few = SOON._replace(address=8, header=60, body=60, idle=60)
    with listening(start().app, few) as port:
        begun = [REQUEST[:cut] for cut in range(0, len(REQUEST), 3)]
        lines = [connected(port, one) for one in begun]
        assert b'"ok"' in asked(port)
        assert [heard(line) for line in lines[:-8]] == [b""] * (len(lines) - 8)
        for line in lines[-8:]:
            line.close()


def test_who_is_being_answered_stays_and_the_newcomer_goes() -> None:
    with listening(STREAMS, SOON._replace(address=3)) as port:
        request = b"POST /patient HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}"
        lines = [connected(port, request) for _ in range(3)]
        time.sleep(0.1)
        assert asked(port) == b""
        assert all(b"end" in heard(line) for line in lines)
        assert b"127.0.0.1" in asked(port, b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")


def test_a_trusted_proxy_has_only_the_limit_of_all(start: Start) -> None:
    with listening(start().app, SOON._replace(total=12, address=3, header=60), [LOOPBACK]) as port:
        lines = [connected(port, HEAD[:10]) for _ in range(20)]
        assert b'"ok"' in asked(port)
        assert [heard(line) for line in lines[:9]] == [b""] * 9
        lines[-1].setblocking(False)
        with pytest.raises(BlockingIOError):
            lines[-1].recv(1)
        for line in lines[9:]:
            line.close()


@pytest.mark.parametrize("host", ["127.0.0.1", "::"])
@pytest.mark.parametrize(("trusted", "seen"), [([], b'"127.0.0.1"'), ([LOOPBACK], b'"10.9.8.7"')])
def test_only_a_trusted_proxy_says_who_the_client_is(host: str, trusted: list[object], seen: bytes) -> None:
    if host == "::" and not socket.has_dualstack_ipv6():
        pytest.skip("this machine has no IPv6")
    with listening(STREAMS, trusted=trusted, host=host) as port:  # type: ignore[arg-type]
        forwarded = b"X-Forwarded-For: 1.2.3.4, 10.9.8.7\r\n"
        request = b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%s\r\n" % forwarded
        assert seen in asked(port, request)


def test_connections_never_take_the_last_descriptor(monkeypatch: pytest.MonkeyPatch) -> None:
    for descriptors in (64, 256, 1_024, 4_096, 1_048_576, resource.RLIM_INFINITY):
        monkeypatch.setattr(resource, "getrlimit", lambda _, given=descriptors: (given, given))
        limits = Limits.of_this_process()
        assert FEWEST <= limits.total <= MOST and 0 < limits.address <= limits.total
        assert (
            descriptors < KEPT_FREE + 2 * FEWEST or 2 * limits.total + KEPT_FREE <= descriptors or limits.total == MOST
        )


def test_a_thousand_at_once_are_taken_or_turned_away(start: Start) -> None:
    with listening(start().app, SOON._replace(total=30, address=20)) as port:

        def storm() -> None:
            for _ in range(25):
                with suppress(OSError), socket.create_connection(("127.0.0.1", port), 20) as line:
                    line.sendall(HEAD)

        threads = [threading.Thread(target=storm) for _ in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert b'"ok"' in asked(port)
