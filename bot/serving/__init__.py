"""`chidao serve`: the port first, then the index, then every face in one event loop, then a clean end."""

import asyncio
import contextlib
import gc
import signal
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import AsyncExitStack, closing
from types import FrameType
from urllib.parse import urlsplit

from bot.app import Application, chat_model_fault, opened, standing
from bot.assistant import Assistant
from bot.assistant.worker import Worker
from bot.errors import FaceError
from bot.log import FailureLog, log_to_standard_error
from bot.messages import LANGUAGES, messages
from bot.owner import owner_of
from bot.people import People
from bot.serving.examining import is_due, sit_exam
from bot.serving.listening import address, listening_socket
from bot.serving.tending import keep_sound
from bot.serving.untiring import untiring
from bot.serving.watching import Look, keep_in_line, look
from bot.settings import Settings
from bot.terminal import progress_bar, warn_of_failures
from corpus.reading import drawer, proofreader, reader

_PURGE_SECONDS = 3_600.0
_TURN_SECONDS = 0.001  # of a thread before another's: the event loop waits for each of those that answer


def serve(settings: Settings, announce: Callable[[str], None]) -> None:
    """Serve until SIGTERM or SIGINT; `announce` is given the lines that say what is on, the address first.

    Raises FaceError where the port is not free, before the index is touched, which says so where it is held by another
    `chidao serve` over the same data folder, and ChidaoError from the index.
    """
    signal.signal(signal.SIGTERM, _interrupt)
    sys.setswitchinterval(_TURN_SECONDS)
    log_to_standard_error(settings.hidden)
    leaving = _Leaving()
    with (
        closing(_listener(settings)) as listener,
        progress_bar("Indexing") as progress,
    ):

        def step(done: int, total: int) -> None:
            if leaving.is_set():
                raise FaceError("Stopped before the notices were read: start again to go on.")
            progress(done, total)

        known = look(settings.notices)
        with (
            Worker(lambda: opened(settings, step, refreshed=True), leaving) as worker,
            People(settings.data) as people,
        ):
            report = worker.look(lambda application: application.report)
            warn_of_failures(report)
            if report is None or any(entry.state == "waiting" for entry in report.entries):
                known = None  # it is tried again, with the scans
            assistant = Assistant(worker, messages(), people, settings.chat_place)
            asyncio.run(_serve(settings, assistant, listener, known, announce))


def _listener(settings: Settings) -> socket.socket:
    try:
        return listening_socket(settings.host, settings.port)
    except FaceError:
        if running := _running_at(settings):
            raise FaceError(
                f"Chỉ Đạo is running already, at {running}: open that address, or press Ctrl+C in its window, then start again."
            ) from None
        raise


def _running_at(settings: Settings) -> str:
    """The address of the `chidao serve` that has this data folder and this port; empty where there is none."""
    owner = owner_of(settings.data)
    if owner is None:
        return ""
    with owner, contextlib.suppress(FaceError):
        running = owner.address()
        return running if urlsplit(running).port == settings.port else ""
    return ""


class _Leaving(threading.Event):
    """Set when the service ends: the file that is being read and the page that is being drawn are given up."""

    def set(self) -> None:
        """From then on no file is read."""
        super().set()
        for one in (reader(), proofreader(), drawer()):
            one.close()


async def _serve(
    settings: Settings, assistant: Assistant, listener: socket.socket, known: Look, announce: Callable[[str], None]
) -> None:
    from bot.serving.owner_service import reachable_owner
    from bot.web.server import serve_web
    from bot.web.site import create_app

    stopping = asyncio.Event()

    def stop() -> None:
        assistant.worker.leave()  # those who wait for an answer are told so, and hold up nothing
        stopping.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop)
    failures = FailureLog(settings.data, settings.hidden)
    page = address(listener)
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(reachable_owner(settings.data, page, assistant.worker, failures))
        for work in (
            lambda: keep_in_line(assistant.worker, settings.notices, known),
            lambda: keep_sound(assistant.worker),
            lambda: _purge(assistant.people),
            lambda: _warm_up(assistant),
            lambda: sit_exam(assistant.worker, settings),
        ):
            stack.push_async_callback(_end, asyncio.create_task(untiring(work, failures)))
        telegram = None
        if settings.telegram_bot_token.get_secret_value():
            from bot.telegram.service import telegram_bot

            telegram = await stack.enter_async_context(telegram_bot(settings, assistant, failures))
        app = create_app(assistant, settings, failures, telegram if settings.telegram_webhook else None)
        for line in await _what_is_on(settings, assistant.worker, page):
            announce(line)
        await serve_web(app, listener, stopping, trusted=settings.trusted_proxies)


async def _what_is_on(settings: Settings, worker: Worker[Application], page: str) -> list[str]:
    """The address, then what is on and how to switch on what is off."""
    count, waiting = await worker.run(_taken_in)
    still = f"; {waiting} more {'file waits' if waiting == 1 else 'files wait'}: scans are read now, page by page"
    telegram = (
        ("delivered to " + settings.telegram_webhook if settings.telegram_webhook else "messages are fetched")
        if settings.telegram_bot_token.get_secret_value()
        else "off; put the token from @BotFather into TELEGRAM_BOT_TOKEN and start again"
    )
    fault = chat_model_fault(settings)
    chat = (
        f"by rules, as the chat model cannot be had; {fault}, and start again"
        if fault
        else standing(settings, examined=is_due(settings))
        if settings.chat_model
        else "by rules, nothing leaves this machine; CHIDAO_CHAT_MODEL names a chat model"
    )
    origins = ", ".join(settings.allowed_origins) or "off; name the web sites that show it in CHIDAO_ALLOWED_ORIGINS"
    return [
        f"Chỉ Đạo: {page}",
        f"  notices   {count}, from {settings.notices}{still if waiting else ''}; a file put there is read within seconds",
        f"  answers   {chat}",
        f"  widget    {origins}",
        f"  telegram  {telegram}",
    ]


def _taken_in(application: Application) -> tuple[int, int]:
    """How many notices are answered from, and how many files still wait to be read."""
    there = application.index.ids()
    entries = application.report.entries if application.report else ()
    return len(there), sum(entry.state == "waiting" and entry.id not in there for entry in entries)


async def _warm_up(assistant: Assistant) -> None:
    """The first who asks finds everything read; what is read by then is never looked through for garbage again."""
    for language in LANGUAGES:
        await assistant.examples(language)
    gc.collect()
    gc.freeze()


async def _purge(people: People) -> None:
    while True:
        await asyncio.to_thread(people.purge)
        await asyncio.sleep(_PURGE_SECONDS)


async def _end(task: "asyncio.Task[None]") -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
