"""Whoever works long asks whether there is time left; only the time of this work counts."""

import threading
from collections.abc import Iterator

import pytest

from rag import allowance
from rag.allowance import Spent, allowed, spend, uncharged


class Clock:
    """Time, of the processor and on the wall, that goes on when it is told to."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Clock]:
    clock = Clock()
    monkeypatch.setattr(allowance, "thread_time", clock)
    monkeypatch.setattr(allowance, "perf_counter", clock)
    yield clock


def test_work_goes_on_until_its_allowance_is_spent(clock: Clock) -> None:
    with allowed(2.0):
        clock.seconds += 2.0
        spend()
        clock.seconds += 0.1
        with pytest.raises(Spent):
            spend()


def test_without_an_allowance_work_goes_on(clock: Clock) -> None:
    spend()
    with pytest.raises(Spent), allowed(0.0):
        clock.seconds += 1.0
        spend()
    spend()  # what was spent there is over


def test_what_is_made_for_all_is_not_charged(clock: Clock) -> None:
    with allowed(2.0):
        with uncharged():
            clock.seconds += 50.0
        clock.seconds += 1.9
        spend()
        clock.seconds += 0.2
        with pytest.raises(Spent):
            spend()
    with uncharged():
        clock.seconds += 50.0
    spend()


def test_another_thread_has_its_own(clock: Clock) -> None:
    went_on = threading.Event()

    def other() -> None:
        spend()
        went_on.set()

    with allowed(0.0):
        clock.seconds += 1.0
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
        with pytest.raises(Spent):
            spend()
    assert went_on.is_set()


def test_time_in_which_others_had_the_processor_is_not_charged(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    wall = Clock()
    monkeypatch.setattr(allowance, "perf_counter", wall)
    with allowed(2.0):
        for _ in range(10):
            wall.seconds += 5.0
            clock.seconds += 0.19
            spend()
        wall.seconds += 5.0
        clock.seconds += 0.2
        with pytest.raises(Spent):
            spend()
