"""A service with few descriptors, and more half-open connections than it could ever hold: every face answers, the log stays small."""

import resource
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest
from service import served
from web_server import connected

from bot.owner import owner_of

DESCRIPTORS, HALF_OPEN = 256, 400


@contextmanager
def descriptors(most: int) -> Iterator[None]:
    """Processes started here may open so many files."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


@pytest.mark.parametrize(
    "sent", [b"", b"GET / HTT", b"POST /api/ask HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{"]
)
def test_half_open_connections_take_nothing_from_others(
    indexed: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sent: bytes
) -> None:
    monkeypatch.setenv("CHIDAO_PORT", "0")
    with ExitStack() as stack:
        with descriptors(DESCRIPTORS):
            service = stack.enter_context(served())
        for _ in range(HALF_OPEN):
            stack.enter_context(connected(service.port, sent))
        with urlopen(f"{service.address}readyz", timeout=60) as answer:
            assert answer.status == 200
        owner = owner_of(tmp_path / "data")
        assert owner is not None
        with owner:
            assert "Viên" in owner.ask("Ai ký Thông báo số 46/TB-UBND?").headline
    warnings = [line for line in service.said if "warning" in line]
    assert 0 < len(warnings) < 10 and all("too many connections" in line for line in warnings)
