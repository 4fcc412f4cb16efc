"""The threads that answer: the event loop never waits for the index."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack
from types import TracebackType
from typing import Generic, Self, TypeVar

from bot.errors import FaceError

Owned = TypeVar("Owned")
Result = TypeVar("Result")

THREADS = 4  # a long piece of work leaves the others free


class Worker(Generic[Owned]):
    """Opens what `opening` gives, and runs everything that touches it in a few threads of its own.

    `leaving` is set before it closes, so that long work in its threads can end early.
    """

    def __init__(self, opening: Callable[[], AbstractContextManager[Owned]], leaving: threading.Event) -> None:
        self._opening = opening
        self._executor = ThreadPoolExecutor(max_workers=THREADS, thread_name_prefix="answer")
        self._stack = ExitStack()
        self._owned: Owned | None = None
        self._leaving = leaving

    def __enter__(self) -> Self:
        try:
            self._owned = self._executor.submit(lambda: self._stack.enter_context(self._opening())).result()
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._owned = None
        self._close()

    def _close(self) -> None:
        self._leaving.set()
        self._executor.shutdown()  # what has begun is finished first
        self._stack.close()

    @property
    def ready(self) -> bool:
        """True while questions can be answered."""
        return self._owned is not None

    async def run(self, work: Callable[[Owned], Result]) -> Result:
        """`work` in one of the threads, without holding up the event loop."""
        return await asyncio.get_running_loop().run_in_executor(self._executor, self._call, work)

    def go_on(self, *_: object) -> None:
        """For long work to call between its steps; raises FaceError once the service ends."""
        if self._leaving.is_set():
            raise FaceError("chidao serve is ending: what was done so far is kept, start it again to go on.")

    def look(self, work: Callable[[Owned], Result]) -> Result:
        """The same for a caller without an event loop: waits for the result."""
        return self._executor.submit(self._call, work).result()

    def _call(self, work: Callable[[Owned], Result]) -> Result:
        if self._owned is None:
            raise RuntimeError("the index is closed")
        return work(self._owned)
