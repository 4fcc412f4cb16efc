"""How much of the processor one answer may take. Whoever works in a long loop asks in each turn whether there is some left."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import thread_time

_until: ContextVar[float] = ContextVar("until", default=math.inf)


class Spent(Exception):
    """The allowance is used up. Nobody is shown this: `rag.answer` answers that the question cannot be dealt with."""


@contextmanager
def allowed(seconds: float) -> Iterator[None]:
    """The work of the block, in this thread, may take so many seconds of the processor."""
    token = _until.set(thread_time() + seconds)
    try:
        yield
    finally:
        _until.reset(token)


@contextmanager
def uncharged() -> Iterator[None]:
    """What the block makes is remembered for all questions, and not charged to the one that came first."""
    began = thread_time()
    yield
    _until.set(_until.get() + thread_time() - began)


def spend() -> None:
    """Go on; raises Spent where nothing is left. To ask takes about a millionth of a second."""
    if thread_time() > _until.get():
        raise Spent
