"""A flood of questions waits in a queue that ends, holds up nothing else, and is dropped when the service ends."""

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import pytest

from bot.assistant.worker import ANSWERING, Worker
from bot.errors import Busy, FaceError

WAITING = 3
Shop = Worker[str]


class Work:
    """Work that goes on until it may end; `begun` holds what was begun."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self.may_end = threading.Event()

    def __call__(self, number: int = 0) -> int:
        self.begun.append(number)
        assert self.may_end.wait(10)
        return number


@contextmanager
def open_shop() -> Iterator[tuple[Shop, Work]]:
    work = Work()
    with Worker(lambda: nullcontext("owned"), threading.Event(), WAITING) as worker:
        try:
            yield worker, work
        finally:
            work.may_end.set()


def filled(worker: Shop, work: Work) -> "list[asyncio.Task[int]]":
    """As many answers as may be begun and wait."""
    numbers = range(ANSWERING + WAITING)
    return [asyncio.ensure_future(worker.answer(lambda _, number=number: work(number))) for number in numbers]


async def until_begun(work: Work, count: int = ANSWERING) -> None:
    async with asyncio.timeout(5):
        while len(work.begun) < count:
            await asyncio.sleep(0.005)


def test_so_many_wait_and_no_more() -> None:
    async def flood() -> None:
        with open_shop() as (worker, work):
            worker.admit()
            answers = filled(worker, work)
            await until_begun(work)
            with pytest.raises(Busy):
                worker.admit()
            with pytest.raises(Busy):
                await worker.answer(lambda _: 0)
            rest = asyncio.ensure_future(worker.answer(lambda _: "rest", begun=True))  # of one that was let in before
            work.may_end.set()
            assert await asyncio.gather(*answers) == list(range(ANSWERING + WAITING))
            assert await rest == "rest"
            worker.admit()
            assert await worker.answer(lambda owned: owned) == "owned"

    asyncio.run(flood())


def test_looks_and_changes_wait_for_no_answer_and_answers_for_no_change() -> None:
    async def flood() -> None:
        with open_shop() as (worker, work):
            change = asyncio.ensure_future(worker.change(lambda _: work(99)))
            await until_begun(work, 1)
            assert await asyncio.wait_for(worker.answer(lambda _: "answered"), 5) == "answered"
            filled(worker, work)
            await until_begun(work, 1 + ANSWERING)
            assert await asyncio.wait_for(worker.run(lambda _: "seen"), 5) == "seen"
            work.may_end.set()
            assert await change == 99

    asyncio.run(flood())


def test_for_who_has_gone_away_nothing_is_done() -> None:
    async def flood() -> None:
        with open_shop() as (worker, work):
            answers = filled(worker, work)
            await until_begun(work)
            for gone in answers[ANSWERING:]:
                gone.cancel()
            await asyncio.gather(*answers[ANSWERING:], return_exceptions=True)
            worker.admit()  # there is room again
            last = asyncio.ensure_future(worker.answer(lambda _: work(100)))
            work.may_end.set()
            assert await last == 100
            assert sorted(work.begun) == [*range(ANSWERING), 100]

    asyncio.run(flood())


def test_the_end_drops_what_waits_and_says_so() -> None:
    async def flood() -> None:
        with open_shop() as (worker, work):
            answers = filled(worker, work)
            await until_begun(work)
            worker.go_on()
            worker.leave()
            told = await asyncio.wait_for(asyncio.gather(*answers[ANSWERING:], return_exceptions=True), 5)
            assert [type(one) for one in told] == [Busy] * WAITING
            with pytest.raises(Busy):
                worker.admit()
            with pytest.raises(Busy):
                await worker.answer(lambda _: 0)
            with pytest.raises(FaceError, match="start again"):
                worker.go_on()
            assert await worker.run(lambda _: "seen") == "seen"
            work.may_end.set()
            assert await asyncio.gather(*answers[:ANSWERING]) == list(range(ANSWERING))

    asyncio.run(flood())


def test_who_is_cancelled_while_the_service_ends_is_cancelled() -> None:
    async def flood() -> None:
        with open_shop() as (worker, work):
            answers = filled(worker, work)
            await until_begun(work)
            worker.leave()
            answers[0].cancel()
            with pytest.raises(asyncio.CancelledError):
                await answers[0]

    asyncio.run(flood())


def test_what_cannot_be_opened_ends_the_threads() -> None:
    def broken() -> nullcontext[str]:
        raise FaceError("no")

    before = threading.active_count()
    with pytest.raises(FaceError), Worker(broken, threading.Event()):
        pass
    end = time.monotonic() + 5
    while threading.active_count() > before and time.monotonic() < end:
        time.sleep(0.01)
    assert threading.active_count() <= before
