"""How much of the processor one answer may take. Whoever works in a long loop asks in each turn whether there is some left.

To ask the processor's clock is a call of the system, 40 millionths of a second in some containers; no thread has more of the
processor than there was time, so the clock on the wall is asked first.
"""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import perf_counter, thread_time

# by the processor's clock, and by the one on the wall: so long there surely is some left
_until: ContextVar[float] = ContextVar("until", default=math.inf)
_surely: ContextVar[float] = ContextVar("surely", default=math.inf)


class Spent(Exception):
    """The allowance is used up. Nobody is shown this: `rag.answer` answers that the question cannot be dealt with."""


@contextmanager
def allowed(seconds: float) -> Iterator[None]:
    """The work of the block, in this thread, may take so many seconds of the processor."""
    until, surely = _until.set(thread_time() + seconds), _surely.set(perf_counter() + seconds)
    try:
        yield
    finally:
        _until.reset(until)
        _surely.reset(surely)


@contextmanager
def uncharged() -> Iterator[None]:
    """What the block makes is remembered for all questions, and not charged to the one that came first."""
    began = thread_time()
    yield
    _until.set(_until.get() + thread_time() - began)


def spend() -> None:
    """Go on; raises Spent where nothing is left."""
    now = perf_counter()
    if now <= _surely.get():
        return
    left = _until.get() - thread_time()
    if left < 0:
        raise Spent
    _surely.set(now + left)
