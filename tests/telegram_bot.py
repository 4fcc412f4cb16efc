"""The real bot over the sample notices, beside a loopback Bot API server."""

import asyncio
import datetime
import random
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest
from fake_telegram import TOKEN, FakeTelegram, Message
from fakes import FakeAnswerer, FakeIndex, sample_notice, survey_answer

from bot.app import Application, opened
from bot.assistant import Assistant
from bot.assistant.worker import Worker
from bot.log import FailureLog
from bot.messages import messages
from bot.people import People, behind
from bot.settings import Settings
from bot.telegram import application, pacing, service
from bot.telegram.patience import Waits
from bot.telegram.room import today_in_vietnam
from rag.models import Answer

Office = Worker[Application]
QUICK = Waits(line=(0.05, 0.2), another=(0.05, 0.2), token=(0.05, 0.2), undisturbed=0.5, file=0.1)
SURVEY = "co quan nao khao sat y kien nguoi dan ve dich vu cong truc tuyen"


def say(key: str, **values: object) -> str:
    """What the bot says in Vietnamese."""
    return messages().say("vi", f"telegram.{key}", **values)


@contextmanager
def office(folder: Path, **changes: object) -> Iterator[Office]:
    """A worker over an index of the sample notices, or of the folder `notices`."""
    settings = Settings.model_validate({"data": folder, **changes})
    with Worker(lambda: opened(settings, lambda done, total: None, refreshed=True), threading.Event()) as worker:
        yield worker


class Slow:
    """Answers at once, but for a question that says how long to think."""

    def __init__(self) -> None:
        self.going_on = threading.Event()

    def __call__(self, question: str) -> Answer:
        if "chờ" in question:
            self.going_on.wait(5)
        if "hỏng" in question:
            raise RuntimeError("secret detail")
        identity = f"{random.Random(question).getrandbits(128):032x}"
        return survey_answer(question).model_copy(update={"id": identity, "headline": f"Trả lời: {question}"})


@contextmanager
def answering_office(answering: Callable[[str], Answer]) -> Iterator[Office]:
    """A worker over a fake answerer."""
    application = Application(Settings(), FakeIndex(sample_notice()), FakeAnswerer(answering))  # type: ignore[arg-type]
    with Worker(lambda: nullcontext(application), threading.Event()) as worker:
        yield worker


@contextmanager
def at_work(
    telegram: FakeTelegram,
    worker: Office,
    folder: Path,
    today: Callable[[], datetime.date] = today_in_vietnam,
    waits: Waits = QUICK,
    **changes: object,
) -> Iterator[Assistant]:
    """The bot until the end of the block, polling `telegram`; its people and failures are in `folder`."""
    given = {"telegram_bot_token": TOKEN, "telegram_api_url": telegram.url, "data": folder, **changes}
    settings = Settings.model_validate(given)
    with People(folder) as people:
        assistant = Assistant(worker, messages(), people)
        loop = asyncio.new_event_loop()
        running = _run(settings, assistant, folder, today, waits, ended := asyncio.Event())
        thread = threading.Thread(target=loop.run_until_complete, args=(running,))
        thread.start()
        try:
            yield assistant
        finally:
            loop.call_soon_threadsafe(ended.set)
            thread.join(20)
            assert not thread.is_alive(), "the bot does not end"
            loop.close()


async def _run(
    settings: Settings,
    assistant: Assistant,
    folder: Path,
    today: Callable[[], datetime.date],
    waits: Waits,
    ended: asyncio.Event,
) -> None:
    async with service.telegram_bot(settings, assistant, FailureLog(folder, settings.hidden), today, waits):
        await ended.wait()


def hurry(patch: pytest.MonkeyPatch) -> None:
    """Waits that are right for a network, too long for a test; and one that is right for people, too short for a busy machine."""
    patch.setattr(application, "_SECONDS", 1.0)
    patch.setattr(pacing, "_FIRST_WAIT_SECONDS", 0.02)
    patch.setattr(pacing, "BURST", 1_000)
    patch.setattr(service, "POLL_SECONDS", 5)
    patch.setattr(behind, "PATIENCE", 5.0)  # a machine may be busy


@contextmanager
def spotless(
    telegram: FakeTelegram,
    worker: Office,
    folder: Path,
    patch: pytest.MonkeyPatch,
    today: Callable[[], datetime.date] = today_in_vietnam,
) -> Iterator[Assistant]:
    """The bot at work. At the end Telegram has refused nothing and nothing has failed."""
    hurry(patch)
    with at_work(telegram, worker, folder, today) as assistant:
        yield assistant
    refused = [call for call in telegram.calls if call.status >= 400]
    assert refused == [], refused
    log = folder / "chidao.log"
    assert not log.exists(), log.read_text(encoding="utf-8")


def ask(telegram: FakeTelegram, command: str) -> Message:
    """What the bot answers to a command of a private chat."""
    count = len(telegram.chats[7])
    telegram.private(command)
    return telegram.wait_message(count=count + 1)[-1]


def press(telegram: FakeTelegram, message: Message, caption: str) -> None:
    """Press a button and wait until the message has changed."""
    edited = message.edited
    telegram.press(message, caption)
    telegram.wait_for(lambda: message.edited == edited + 1)


def captions(message: Message) -> list[str]:
    """What stands on the buttons below a message."""
    return [label for row in message.buttons for label, _ in row]
