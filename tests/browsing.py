"""A real browser over a service, for the tests of what people see. Says loudly where no chromium is found."""

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import uvicorn
from conftest import ROOT
from fakes import FakeAnswerer, FakeIndex, sample_notice
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from starlette.types import ASGIApp

from bot.app import Application
from bot.assistant import Assistant
from bot.assistant.worker import Worker
from bot.log import FailureLog
from bot.messages import messages
from bot.people import People
from bot.settings import Settings
from bot.web.site import create_app
from corpus.models import Notice
from rag.models import Answer

AXE = files("axe_playwright_python").joinpath("axe.min.js")
# the first is the same engine without the window around a page, at half the cost
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)
QUESTION = "which agency leads the online public services survey"
SIZES = {"phone": (390, 844), "small_phone": (320, 640), "computer": (1280, 800)}


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser of this machine."""
    if CHROMIUM is None:
        reason = "NO CHROMIUM WAS FOUND: the page was tested in no browser. Install it: apt-get install chromium"
        print(reason, file=sys.__stderr__)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


@contextmanager
def real_service(folder: Path, **settings: str) -> Iterator[str]:
    """The service as `make run` starts it, over the sample notices; yields its address."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CHIDAO_")}
    environment |= {
        "CHIDAO_DATA": str(folder / "data"),
        "CHIDAO_PORT": "0",
        "CHIDAO_QUESTIONS_PER_MINUTE": "1000",
        "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]),
        **settings,
    }
    command = [sys.executable, "-m", "bot", "serve"]
    with subprocess.Popen(command, env=environment, cwd=folder, stdout=subprocess.PIPE, text=True) as service:
        assert service.stdout
        yield service.stdout.readline().split()[-1].rstrip("/")
        service.terminate()


@contextmanager
def fake_service(
    folder: Path, answering: Callable[[str], Answer], notices: Sequence[Notice] = (), **settings: object
) -> Iterator[str]:
    """The web application over a fake answerer; yields its address."""
    chosen = Settings(**{"questions_per_minute": 100_000, **settings})  # type: ignore[arg-type]
    application = Application(chosen, FakeIndex(*notices or (sample_notice(),)), FakeAnswerer(answering))  # type: ignore[arg-type]
    with Worker(lambda: nullcontext(application), threading.Event()) as worker, People(folder / "people") as people:
        app = create_app(Assistant(worker, messages(), people), chosen, FailureLog(folder / "log"))
        with served(app) as address:
            yield address


@contextmanager
def served(app: ASGIApp) -> Iterator[str]:
    """`app` on a free port, in a thread; yields its address."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(
            uvicorn.Config(app, lifespan="off", log_config=None, access_log=False, timeout_graceful_shutdown=1)
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join()


class Watched:
    """A browser window; `check()` at the end: no other host, no complaint in the console, nothing too wide."""

    def __init__(self, browser: Browser, size: tuple[int, int] = SIZES["phone"], **options: object) -> None:
        width, height = size
        self.context: BrowserContext = browser.new_context(
            viewport={"width": width, "height": height},
            **{"locale": "vi-VN", "reduced_motion": "reduce", **options},  # type: ignore[arg-type]
        )
        self.complaints: list[str] = []
        self.hosts: set[str] = set()
        self.context.on("request", lambda sent: self.hosts.add(urlsplit(sent.url).netloc))
        self.context.on("console", lambda line: self._complain(line.type, line.text))
        self.context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        self.context.on("dialog", lambda dialog: (self.complaints.append(dialog.message), dialog.dismiss()))
        self.page: Page = self.context.new_page()

    def _complain(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(text)

    def check(self, *addresses: str, expected: str = "") -> None:
        """Close the window; complaints that hold `expected` were meant."""
        wide = [
            one.url for one in self.context.pages if one.evaluate("document.documentElement.scrollWidth > innerWidth")
        ]
        self.context.close()
        assert [one for one in self.complaints if not expected or expected not in one] == []
        assert self.hosts <= {urlsplit(address).netloc for address in addresses}
        assert wide == []


def barriers(page: Page) -> list[tuple[str, str, list[str]]]:
    """What axe-core finds by day and by night: (theme, rule, what is wrong)."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = []
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        violations = page.evaluate('axe.run({resultTypes: ["violations"]}).then((result) => result.violations)')
        found += [(theme, one["id"], [node["failureSummary"] for node in one["nodes"]]) for one in violations]
    return found
