"""A few threads with a queue of their own, so that one kind of work never waits for another."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from bot.errors import Busy

Result = TypeVar("Result")


class Lane:
    """`threads` that work side by side; beside what they do `waiting` pieces of work may wait, any number for None."""

    def __init__(self, name: str, threads: int, waiting: int | None = None) -> None:
        self._executor = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._most = None if waiting is None else threads + waiting
        self._held = 0
        self._counting = threading.Lock()

    @property
    def full(self) -> bool:
        """True where nothing more may wait."""
        return self._most is not None and self._held >= self._most

    @property
    def at_work(self) -> bool:
        """True while something is done or waits."""
        return self._held > 0

    def submit(self, work: Callable[[], Result], *, always: bool = False) -> "Future[Result]":
        """`work`, in its turn. Raises Busy where the lane is full, unless it is `always` taken, or closed."""
        with self._counting:
            if self.full and not always:
                raise Busy
            self._held += 1
        try:
            future = self._executor.submit(work)
        except RuntimeError:  # closed
            self._left()
            raise Busy from None
        future.add_done_callback(self._left)  # done, or cancelled by whoever waited for it
        return future

    def close(self, *, wait: bool = True) -> None:
        """Take nothing more and drop what waits; `wait` for what has begun."""
        self._executor.shutdown(wait=wait, cancel_futures=True)

    def _left(self, _: object = None) -> None:
        with self._counting:
            self._held -= 1
