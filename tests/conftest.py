"""Every test runs with its own home, data folder and environment, and reaches nothing but this machine."""

import ipaddress
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from answering import Over
    from fake_telegram import FakeTelegram

# the same cases in every run: a new finding belongs into a test of its own
settings.register_profile("same", derandomize=True)
settings.load_profile("same")

ROOT = Path(__file__).parent.parent
SETTINGS = ("CHIDAO_", "TELEGRAM_", "OPENAI_", "LANGCHAIN_", "LANGSMITH_", "HF_")


def pytest_configure(config: pytest.Config) -> None:
    """Warnings are errors, but for what libraries say of themselves whatever we do."""
    for warning in (
        "legacy embedding function config:DeprecationWarning",  # chromadb, of a collection without one
        "Deprecated since version v22.2. In a future major version attribute `retry_after`",  # telegram, of every 429
    ):
        config.addinivalue_line("filterwarnings", f"ignore:{warning}")


@pytest.fixture(autouse=True)
def isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting, no `.env`, no cache and no data of the developer is seen or touched."""
    for name in [name for name in os.environ if name.startswith(SETTINGS)]:
        monkeypatch.delenv(name)
    home = tmp_path / "home"
    home.mkdir()
    for name, value in {
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "CHIDAO_DATA": str(tmp_path / "data"),
        "HF_HUB_OFFLINE": "1",
        "LANGSMITH_TRACING": "false",
        "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]),
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection or a name look-up that would leave this machine is an error."""
    connect, connect_ex, look_up = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def stay(host: object) -> None:
        name = host.decode() if isinstance(host, bytes) else host
        if name and name != "localhost" and not _is_here(str(name)):
            raise AssertionError(f"a test tried to reach {name}")

    def guarded(original: Callable[..., object]) -> Callable[..., object]:
        def reach(self: socket.socket, address: object) -> object:
            if self.family in (socket.AF_INET, socket.AF_INET6):
                stay(address[0])  # type: ignore[index]
            return original(self, address)

        return reach

    def getaddrinfo(host: object, *arguments: object, **options: object) -> object:
        stay(host)
        return look_up(host, *arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(socket.socket, "connect", guarded(connect))
    monkeypatch.setattr(socket.socket, "connect_ex", guarded(connect_ex))
    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)


def _is_here(name: str) -> bool:
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


@pytest.fixture
def chidao(isolated: None) -> Callable[..., subprocess.CompletedProcess[str]]:
    """`chidao` as a process of its own, with what it printed."""

    def run(*arguments: str, given: str | None = None) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "bot", *arguments]
        return subprocess.run(command, input=given, capture_output=True, text=True, timeout=120)

    return run


@pytest.fixture(scope="session")
def empty_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose index holds nothing: making one costs half a second, a copy nothing."""
    from answering import made

    return made(tmp_path_factory.mktemp("empty") / "data")


@pytest.fixture(scope="session")
def sample_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose index holds the sample notices."""
    from answering import made

    return made(tmp_path_factory.mktemp("samples") / "data", ROOT / "corpus" / "notices")


@pytest.fixture
def indexed(sample_data: Path, tmp_path: Path) -> None:
    """The sample notices are in the index already."""
    shutil.copytree(sample_data, tmp_path / "data")


@pytest.fixture
def over(empty_data: Path, tmp_path: Path) -> "Iterator[Over]":
    """`over(a="…", b="…")` answers from exactly these notices."""
    from answering import answering  # most tests need no index

    shutil.copytree(empty_data, tmp_path / "data")
    with ExitStack() as stack:
        yield answering(tmp_path / "data", stack)


@pytest.fixture
def telegram() -> Iterator["FakeTelegram"]:
    """A Bot API server on loopback."""
    from fake_telegram import FakeTelegram

    with FakeTelegram() as telegram:
        yield telegram
