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
from synthetic_fixtures import asked_notices, named_templates, synthetic_notices, synthetic_questions  # noqa: F401 - fixtures

if TYPE_CHECKING:
    from answering import Over
    from asking import Start
    from fake_telegram import FakeTelegram
    from playwright.sync_api import Browser
    from portal import Site
    from telegram_bot import Office, Slow

    from rag.index import Index

# the same cases in every run: a new finding belongs into a test of its own; how long one takes is asserted nowhere
settings.register_profile("same", derandomize=True, deadline=None)
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


@pytest.fixture
def chidao_here(capsys: pytest.CaptureFixture[str]) -> Callable[..., subprocess.CompletedProcess[str]]:
    """`chidao` in this process: one of its own takes seconds to import a chat model's library."""
    from bot.cli import run

    def run_here(*arguments: str) -> subprocess.CompletedProcess[str]:
        code = run(arguments)
        return subprocess.CompletedProcess(arguments, code, *capsys.readouterr())

    return run_here


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


@pytest.fixture(scope="session")
def samples(sample_data: Path, tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Index]":
    """The sample notices in an index, for tests that only read."""
    from indexing import opened

    with opened(Path(shutil.copytree(sample_data, tmp_path_factory.mktemp("read") / "data"))) as index:
        yield index


@pytest.fixture(scope="session")
def sample_office(sample_data: Path, tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Office]":
    """A worker over the sample notices, for tests that only ask."""
    from telegram_bot import office

    with office(Path(shutil.copytree(sample_data, tmp_path_factory.mktemp("office") / "data"))) as worker:
        yield worker


@pytest.fixture(scope="session")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A notices folder of two samples."""
    from fakes import SAMPLES
    from indexing import FEW

    folder = tmp_path_factory.mktemp("notices")
    for notice_id in FEW:
        shutil.copy(SAMPLES / f"{notice_id}.txt", folder)
    return folder


@pytest.fixture(scope="session")
def few_data(few: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose index holds these two."""
    from answering import made

    return made(tmp_path_factory.mktemp("few") / "data", few)


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


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """A browser for the tests of a file. While it is open `asyncio.run` is refused: no longer than that."""
    from browsing import chromium

    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def portal_site(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Site]":
    """A web site that may show the widget, and the service behind it."""
    from portal import portal

    with portal(tmp_path_factory.mktemp("service"), listed=True) as site:
        yield site


@pytest.fixture
def site(browser: "Browser", portal_site: "Site") -> "Site":
    """The same, as it was at first."""
    portal_site.hostile, portal_site.tags = False, 1
    return portal_site


@pytest.fixture
def slow() -> "Slow":
    """Answers at once, but for a question that says how long to think."""
    from telegram_bot import Slow

    return Slow()


@pytest.fixture
def slow_office(slow: "Slow") -> "Iterator[Office]":
    """A worker whose answers are those of `slow`."""
    from telegram_bot import answering_office

    with answering_office(slow) as worker:
        yield worker


@pytest.fixture
def start(tmp_path: Path) -> "Iterator[Start]":
    """`start(**settings)` gives a client of the HTTP interface over a fake answerer."""
    from asking import starting

    with starting(tmp_path) as start:
        yield start
