"""No question takes long: what is done for one grows as it does, whatever it is made of."""

import cProfile
import math
from collections.abc import Callable, Sequence
from functools import partial
from time import thread_time

import pytest
from pace import yardstick
from poison_questions import Shape, shapes

from bot.messages import messages
from rag import allowance
from rag.answer import Answerer
from rag.coverage import words_of
from rag.index import Index
from rag.models import AnswerStatus
from rag.question import LONGEST
from rag.question.reading import read_question

SHAPES = tuple(shapes())
GROWTH = 2.2  # for twice the length
AGAIN = 3  # times it has to be so: a machine at work on something else slows one answer
SLOWEST = 12  # yardsticks an answer may take: a question of thirty words takes one
ORDINARY = "Cơ quan nào chủ trì xây dựng quy chế an ninh mạng ở Kiên Giang, thời hạn khi nào, văn bản nào quy định?"


@pytest.fixture
def answerer(samples: Index) -> Answerer:
    answerer = Answerer(samples, messages())
    answerer.ask(ORDINARY)  # what is read once is read
    return answerer


def calls(work: Callable[[], object]) -> int:
    """How many functions were called, Python's and those below it: the same in every run, on every machine."""
    profile = cProfile.Profile()
    profile.runcall(work)
    return sum(entry.callcount for entry in profile.getstats())


def grown(work: Callable[[str], object], of: Sequence[Shape]) -> list[str]:
    """The shapes for which twice the length is more than twice the work; an ordinary question is no work."""
    least = calls(lambda: work(ORDINARY))
    found = []
    for shape in of:
        half, whole = (calls(partial(work, shape.question(length))) for length in (LONGEST // 2, LONGEST))
        if whole > GROWTH * max(half, least):
            found.append(f"{shape.name}: {half} calls, {whole} for twice the length")
    return found


def test_there_are_many_shapes() -> None:
    assert len({shape.name for shape in SHAPES}) == len(SHAPES) >= 200
    assert all(0.9 * LONGEST < len(shape.question(LONGEST)) <= LONGEST for shape in SHAPES)


@pytest.mark.slow
def test_reading_grows_as_the_question_does(answerer: Answerer, samples: Index) -> None:
    assert not grown(lambda text: read_question(samples, text), SHAPES)


@pytest.mark.slow
def test_answering_grows_as_the_question_does(answerer: Answerer) -> None:
    assert not grown(answerer.ask, SHAPES[::3])


@pytest.mark.slow
def test_no_question_takes_long(answerer: Answerer) -> None:
    """Loops that call nothing, and patterns that try again and again, are not told by calls."""
    slow = [shape.name for shape in SHAPES if all(paced(answerer, shape) > SLOWEST for _ in range(AGAIN))]
    assert not slow


def paced(answerer: Answerer, shape: Shape) -> float:
    begun = thread_time()
    answerer.ask(shape.question(LONGEST))
    return (thread_time() - begun) / STICK


STICK = yardstick()


def test_what_would_take_too_long_is_unclear_and_says_why(samples: Index) -> None:
    hurried = Answerer(samples, messages(), seconds=1e-9)
    for shape in SHAPES:
        for length in (LONGEST // 10, LONGEST):
            answer = hurried.ask(shape.question(length))
            assert answer.status is AnswerStatus.UNCLEAR, shape.name
            assert not answer.citations and not answer.nearest and not answer.choices
            if words_of(shape.question(length)).single:
                assert answer.headline == answer.text == messages().say(answer.language, "answer.too_much"), shape.name


@pytest.mark.parametrize("share", [0.05, 0.2, 0.4, 0.6, 0.8, 0.95])
def test_wherever_the_allowance_ends_nothing_half_found_is_said(
    samples: Index, answerer: Answerer, monkeypatch: pytest.MonkeyPatch, share: float
) -> None:
    """In reading, searching or answering: the clock stands still, and jumps after that share of the looks at it."""
    looks, jumps = 0, math.inf

    def clock() -> float:
        nonlocal looks
        looks += 1
        return 0.0 if looks < jumps else 10.0

    monkeypatch.setattr(allowance, "thread_time", clock)
    monkeypatch.setattr(allowance, "perf_counter", clock)
    for question in (ORDINARY, "liệt kê nhiệm vụ của Sở Nội vụ", "ai ký thông báo?", "so sánh Quảng Nam và Kiên Giang"):
        jumps = math.inf
        answerer.ask(question)  # what is remembered of it is not looked for again
        looks = 0
        answerer.ask(question)
        looks, jumps = 0, max(2, int(share * looks))
        answer = answerer.ask(question)
        assert answer.headline == messages().say("vi", "answer.too_much")
        assert not answer.citations


def test_who_comes_first_is_given_the_allowance_twice(samples: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    """It pays for what is then remembered for all; the next one does not."""
    looks, jumps = 0, 30

    def clock() -> float:
        nonlocal looks
        looks += 1
        return 10.0 * (looks > jumps)

    monkeypatch.setattr(allowance, "thread_time", clock)
    monkeypatch.setattr(allowance, "perf_counter", clock)
    first = Answerer(samples, messages())
    assert not first.ask(ORDINARY).abstained
    looks = 0
    assert first.ask(ORDINARY).status is AnswerStatus.UNCLEAR
