"""The threads that answer: the event loop never waits for the index, and a flood of questions holds up nothing else."""

import asyncio
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import AbstractContextManager, ExitStack
from types import TracebackType
from typing import Generic, Self, TypeVar

from bot.assistant.lanes import Lane
from bot.errors import Busy, FaceError

Owned = TypeVar("Owned")
Result = TypeVar("Result")

ANSWERING, LOOKING, CHANGING = 2, 2, 1  # threads
_GIVES_WAY = 0.02  # seconds, for each file: a fifth of the interpreter is left to what reads
_PATIENCE = 5.0  # seconds for what has begun, before what is owned is closed
WAITING = 64  # answers that may wait for a thread


class Worker(Generic[Owned]):
    """Opens what `opening` gives, and runs everything that touches it in threads of its own: answers, looks and changes.

    `leaving` is set before it closes, so that long work in its threads can end early.
    """

    def __init__(
        self, opening: Callable[[], AbstractContextManager[Owned]], leaving: threading.Event, waiting: int = WAITING
    ) -> None:
        self._opening = opening
        self._answers = Lane("answer", ANSWERING, waiting)
        self._looks = Lane("look", LOOKING)
        self._changes = Lane("change", CHANGING)
        self._stack = ExitStack()
        self._owned: Owned | None = None
        self._leaving = leaving

    def __enter__(self) -> Self:
        try:
            self._owned = self._changes.submit(lambda: self._stack.enter_context(self._opening())).result()
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._owned = None
        self._close()

    async def reopen(self) -> None:
        """Close what is owned and open it anew; who asks meanwhile is told to wait."""
        if self._leaving.is_set():
            raise Busy
        await self._done(self._changes.submit(self._opened_anew))

    def _opened_anew(self) -> None:
        self._owned = None
        end = time.monotonic() + _PATIENCE
        while (self._answers.at_work or self._looks.at_work) and time.monotonic() < end:
            time.sleep(0.05)
        self._stack.close()
        self._owned = self._stack.enter_context(self._opening())

    def leave(self) -> None:
        """Answer nothing more: who waits for an answer is told so at once, what has begun is finished."""
        self._leaving.set()
        self._answers.close(wait=False)

    def _close(self) -> None:
        self.leave()
        for lane in (self._answers, self._looks, self._changes):
            lane.close()
        self._stack.close()

    @property
    def leaving(self) -> bool:
        """True from the moment the service ends."""
        return self._leaving.is_set()

    @property
    def ready(self) -> bool:
        """True while questions can be answered."""
        return self._owned is not None and not self._leaving.is_set()

    def admit(self) -> None:
        """Raises Busy where an answer would not be begun now."""
        if self._answers.full or not self.ready:
            raise Busy

    async def answer(self, work: Callable[[Owned], Result], *, begun: bool = False) -> Result:
        """`work` of answering; of who goes away before it begins nothing is done.

        Raises Busy where too many wait already, but for the rest of an answer that has `begun`.
        """
        return await self._done(self._answers.submit(lambda: self._call(work), always=begun))

    async def run(self, work: Callable[[Owned], Result]) -> Result:
        """`work` that takes no time, such as a look at the notices: no answer is before it in the queue."""
        return await self._done(self._looks.submit(lambda: self._call(work)))

    async def change(self, work: Callable[[Owned], Result]) -> Result:
        """`work` on the index, one piece at a time, however long it takes."""
        return await self._done(self._changes.submit(lambda: self._call(work)))

    def go_on(self, *_: object) -> None:
        """The progress of long work on the index, which gives way to answers: raises FaceError where the service is ending."""
        if self._leaving.is_set():
            raise FaceError("Stopped before the notices were read: start again to go on.")
        if self._answers.at_work:
            time.sleep(_GIVES_WAY)

    def look(self, work: Callable[[Owned], Result]) -> Result:
        """`run` for a caller without an event loop: waits for the result."""
        return self._looks.submit(lambda: self._call(work)).result()

    async def _done(self, future: "Future[Result]") -> Result:
        try:
            return await asyncio.wrap_future(future)
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if self._leaving.is_set() and task and not task.cancelling():
                raise Busy from None  # it is the work that was dropped, not who waits for it
            raise

    def _call(self, work: Callable[[Owned], Result]) -> Result:
        if self._owned is None:
            raise Busy
        return work(self._owned)
