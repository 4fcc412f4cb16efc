"""One thread that owns the index: SQLite connections belong to the thread that opened them."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack
from types import TracebackType
from typing import Generic, Self, TypeVar

Owned = TypeVar("Owned")
Result = TypeVar("Result")


class Worker(Generic[Owned]):
    """Opens what `opening` gives in a thread of its own, and runs everything that touches it there, in turn.

    `leaving` is set before it closes, so that long work in the thread can end early.
    """

    def __init__(self, opening: Callable[[], AbstractContextManager[Owned]], leaving: threading.Event) -> None:
        self._opening = opening
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="index")
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
        self._executor.submit(self._stack.close).result()
        self._executor.shutdown()

    @property
    def ready(self) -> bool:
        """True while questions can be answered."""
        return self._owned is not None

    async def run(self, work: Callable[[Owned], Result]) -> Result:
        """`work` in the owning thread, without holding up the event loop."""
        return await asyncio.get_running_loop().run_in_executor(self._executor, self._call, work)

    def look(self, work: Callable[[Owned], Result]) -> Result:
        """The same for a caller without an event loop: waits for the result."""
        return self._executor.submit(self._call, work).result()

    def _call(self, work: Callable[[Owned], Result]) -> Result:
        if self._owned is None:
            raise RuntimeError("the index is closed")
        return work(self._owned)
