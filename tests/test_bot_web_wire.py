"""What is sent that is no proper HTTP, or too much of it: an error or an end, never a failure, and nobody else notices."""

import json
import logging
import random
import re
from collections.abc import Iterator
from contextlib import suppress

import pytest
from asking import Start
from web_server import asked, connected, heard, listening

HEALTH = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n%s\r\n"
ASK = b"POST /api/ask HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"
BODY = '{"question": "ai khảo sát?"}'.encode()


@pytest.fixture
def port(start: Start, caplog: pytest.LogCaptureFixture) -> Iterator[int]:
    with caplog.at_level(logging.ERROR), listening(start(questions_per_minute=100_000).app) as port:
        yield port
    assert [record.getMessage() for record in caplog.records if record.name in ("asyncio", "uvicorn.error")] == []


def statuses(said: bytes) -> list[int]:
    return [int(status) for status in re.findall(rb"HTTP/1\.1 (\d{3}) ", said)]


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param(HEALTH % (b"X: " + b"a" * 20_000 + b"\r\n"), id="long_header"),
        pytest.param(HEALTH % (b"X: a\r\n" * 5_000), id="many_headers"),
        pytest.param(b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", id="long_address"),
        pytest.param(b"GET /healthz HTTP/1.1\r\n\r\n", id="no_host"),
        pytest.param(HEALTH % b"Host: localhost\r\n", id="two_hosts"),
        pytest.param(HEALTH % b"Content-Length: -1\r\n", id="negative_length"),
        pytest.param(HEALTH % (b"Content-Length: " + b"9" * 100 + b"\r\n"), id="endless_length"),
        pytest.param(HEALTH % b"Content-Length: 1\r\nContent-Length: 2\r\n", id="two_lengths"),
        pytest.param(HEALTH % b"Transfer-Encoding: gzip\r\n", id="unknown_encoding"),
        pytest.param(HEALTH % b"No colon\r\n", id="no_header"),
        pytest.param(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", id="http2"),
        pytest.param(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 300, id="tls"),
        pytest.param(b"\xff" * 20_000, id="noise"),
    ],
)
def test_what_cannot_be_read_is_told_and_ended(port: int, sent: bytes) -> None:
    said = asked(port, sent)
    assert statuses(said) and set(statuses(said)) <= {400, 431}
    for body in re.findall(rb"\r\n\r\n(\{.*?\}\})", said):
        assert set(json.loads(body)["error"]) == {"code", "message"}
    assert b'"ok"' in asked(port, HEALTH % b"Connection: close\r\n")


def test_a_header_or_a_chunk_without_an_end_is_not_gathered(port: int) -> None:
    chunked = HEALTH.replace(b"GET /healthz", b"POST /api/ask") % b"Transfer-Encoding: chunked\r\n"
    for begun in (b"GET / HTTP/1.1\r\nX: ", chunked + b"5;", chunked + b"0\r\nX: "):
        line = connected(port, begun)
        with suppress(OSError):
            line.sendall(b"a" * 1_000_000)
        assert statuses(heard(line)) in ([400], [])


def test_what_comes_after_an_answer_has_begun_is_no_failure(port: int) -> None:
    chunked = HEALTH.replace(b"GET /healthz", b"POST /nowhere") % b"Transfer-Encoding: chunked\r\n"
    said = asked(port, chunked + b"1\r\na\r\n" + b"no chunk\r\n\r\n")
    assert statuses(said)[:1] in ([400], [404], [405])


def test_many_requests_on_one_line_are_answered_in_turn(port: int) -> None:
    last = HEALTH % b"Connection: close\r\n"
    said = asked(port, (HEALTH % b"") * 50 + (ASK % (len(BODY), BODY)) * 5 + last)
    assert statuses(said) == [200] * 56
    assert said.count(b'"ok"') == 51 and said.count(b'"headline"') == 5


def test_many_requests_whose_answers_nobody_reads_are_ended(port: int) -> None:
    page = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
    lines = [connected(port, page * 50, receives=4_096) for _ in range(5)]
    assert b'"ok"' in asked(port, HEALTH % b"Connection: close\r\n")
    for line in lines:
        heard(line)


def test_a_promise_to_change_the_protocol_is_passed_over(port: int) -> None:
    upgrade = b"Connection: Upgrade, close\r\nUpgrade: %s\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: YQ==\r\n"
    for protocol in (b"websocket", b"h2c"):
        assert statuses(asked(port, HEALTH % (upgrade % protocol))) == [200]


def test_a_client_that_waits_for_leave_gets_it(port: int) -> None:
    request = ASK.replace(b"\r\n\r\n", b"\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n")
    assert statuses(asked(port, request % (len(BODY), BODY))) == [100, 200]


def test_requests_with_any_byte_changed_left_out_or_put_in_are_never_a_failure(port: int) -> None:
    rng = random.Random(7)
    whole = ASK.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n") % (len(BODY), BODY)
    lines = []
    for _ in range(300):
        changed = bytearray(whole)
        for _ in range(rng.randint(1, 4)):
            at = rng.randrange(len(changed))
            match rng.randrange(3):
                case 0:
                    changed[at] = rng.randrange(256)
                case 1:
                    del changed[at : at + rng.randint(1, 20)]
                case 2:
                    changed[at:at] = rng.randbytes(rng.randint(1, 20))
        lines.append(connected(port, bytes(changed)))
        if len(lines) == 50:
            for line in lines:
                assert all(status < 500 for status in statuses(heard(line)))
            lines.clear()
    assert b'"ok"' in asked(port, HEALTH % b"Connection: close\r\n")
