"""The HTTP interface over a fake answerer, and the events of its stream."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from fakes import FakeAnswerer, FakeIndex, sample_notice, survey_answer
from fastapi.testclient import TestClient

from bot.app import Application
from bot.assistant import Assistant
from bot.assistant.worker import Worker
from bot.log import FailureLog
from bot.messages import messages
from bot.people import People
from bot.settings import Settings
from bot.web.site import create_app
from corpus.models import Notice
from rag.index.records import Origin
from rag.models import Answer

STREAM = {"Accept": "text/event-stream"}


class Telegram:
    secret = "s3cret"

    def __init__(self) -> None:
        self.taken: list[dict[str, Any]] = []

    async def take(self, update: dict[str, Any]) -> None:
        self.taken.append(update)


def answering(question: str) -> Answer:
    if "hỏng" in question:
        raise RuntimeError("secret detail")
    return survey_answer(question).model_copy(update={"text": "Đoạn một.\n\nĐoạn hai. [1]"})


Start = Callable[..., TestClient]


@contextmanager
def starting(folder: Path) -> Iterator[Start]:
    """Starts the service over a fake answerer, with the settings given."""
    with ExitStack() as stack:

        def started(telegram: Telegram | None = None, **values: Any) -> TestClient:
            settings = Settings(**values)
            application = Application(settings, FakeIndex(sample_notice()), FakeAnswerer(answering))  # type: ignore[arg-type]
            worker = stack.enter_context(Worker(lambda: nullcontext(application), threading.Event()))
            people = stack.enter_context(People(folder / "people"))
            app = create_app(Assistant(worker, messages(), people), settings, FailureLog(folder / "log"), telegram)
            return TestClient(app, base_url="http://localhost", raise_server_exceptions=False)

        yield started


@contextmanager
def client_over(
    folder: Path, answerer: FakeAnswerer, *notices: Notice, sources: Mapping[str, Origin] | None = None
) -> Iterator[TestClient]:
    """The service over these notices, with the settings as they come."""
    application = Application(Settings(), FakeIndex(*notices, sources=sources), answerer)  # type: ignore[arg-type]
    with (
        Worker(lambda: nullcontext(application), threading.Event()) as worker,
        People(folder / "people") as people,
    ):
        app = create_app(Assistant(worker, messages(), people), Settings(), FailureLog(folder / "log"))
        yield TestClient(app, base_url="http://localhost", raise_server_exceptions=False)


def events(text: str) -> list[tuple[str, Any]]:
    found = []
    for block in text.strip().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
        if fields:
            found.append((fields["event"], json.loads(fields["data"])))
    return found
