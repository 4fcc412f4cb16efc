"""An answer in two steps: by rule in the worker's threads, then in the words of a chat model, which is waited for elsewhere."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.app import Application
from bot.assistant.worker import Worker
from bot.errors import Busy
from rag.chat.steps import Begun
from rag.models import Answer, Trace

Result = TypeVar("Result")
First = Callable[[Answer], Awaitable[None]]


async def in_two_steps(
    worker: Worker[Application],
    begin: Callable[[Application], Begun],
    first: First | None = None,
    engine: str | None = None,
) -> Trace:
    """The trace of the answer that `begin` begins; `first` is shown the answer of the rules where a model is then asked.

    The threads that look into the index never wait for a model.
    """
    begun: Begun = await worker.answer(begin)
    material = begun.material
    if material is None or engine == "extractive":
        return begun.trace
    if first:
        await first(begun.trace.answer)
    generator = await worker.run(lambda application: application.answerer.generator)
    if generator is None:
        return begun.trace
    if material.query:
        query, seconds = await apart(lambda: generator.second_query(material))
        begun = await worker.answer(lambda application: application.answerer.widened(begun, query, seconds), begun=True)
    shown = begun.material or material
    written = await apart(lambda: generator.write(shown))
    try:
        return await worker.answer(lambda application: application.answerer.finish(begun, written), begun=True)
    except Busy:  # the service ends while the model was waited for: there is an answer already
        return begun.trace


async def apart(work: Callable[[], Result]) -> Result:
    """`work` in a thread of its own that nobody has to wait for: neither who cancels nor who ends the service."""
    loop = asyncio.get_running_loop()
    result: asyncio.Future[Result] = loop.create_future()

    def deliver(value: Result | None, error: BaseException | None) -> None:
        if not result.done():
            if error:
                result.set_exception(error)
            else:
                result.set_result(value)  # type: ignore[arg-type]  # there is one where there is no error

    def run() -> None:
        value, failure = None, None
        try:
            value = work()
        except BaseException as error:  # noqa: BLE001 - passed on to whoever waits
            failure = error
        if not loop.is_closed():
            loop.call_soon_threadsafe(deliver, value, failure)

    threading.Thread(target=run, name="apart", daemon=True).start()
    return await result
