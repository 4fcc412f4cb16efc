"""How long something takes, told by a yardstick: neither a slow machine nor a busy one makes it longer."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median

TURNS = 1_000_000


@contextmanager
def paced(most: float) -> Iterator[None]:
    """The block takes no more than `most` yardsticks of processor time; a hundred are ten seconds on a machine at rest."""
    before, begun = yardstick(), time.process_time()
    yield
    spent = time.process_time() - begun
    assert spent / max(before, yardstick()) <= most, spent


def yardstick() -> float:
    """Processor seconds of a million turns of a loop, here and now: the median of three, as each swings by half."""
    return median(_turns() for _ in range(3))


def _turns() -> float:
    begun = time.thread_time()
    total = 0
    for turn in range(TURNS):
        total += turn * turn % 7
    return time.thread_time() - begun
