"""No file takes longer than its length allows: shapes made from the grammar of notices (`python -m tests.bench.poison`
measures them all, and how they grow)."""

import time

import pytest
from pace import yardstick
from poison_files import Shape, shapes

from corpus.honesty import honesty
from corpus.parse import parse
from corpus.passages import passages

LENGTH = 20_000  # characters: what grows with the square takes minutes, the rest less than half a second
SAMPLE = list(shapes())[::6]


def test_the_shapes_are_many_and_each_is_another() -> None:
    made = {shape(2_000) for _, shape in shapes()}
    assert len(made) >= 300


@pytest.mark.parametrize("shape", [shape for _, shape in SAMPLE], ids=[name for name, _ in SAMPLE])
def test_reading_stays_in_proportion(shape: Shape) -> None:
    text = shape(LENGTH)
    assert any(_yardsticks(text) < 30 for _ in range(3))  # what else the machine does is no shape's cost


def _yardsticks(text: str) -> float:
    """How long reading takes in this thread, by the yardstick of the same moment."""
    begun = time.thread_time()
    notice = parse("x", text)
    passages(notice)
    honesty(notice)
    return (time.thread_time() - begun) / yardstick()


def test_a_chain_of_bodies_without_a_comma_ends() -> None:
    notice = parse("x", "1. Giao " + "Thanh tra Sở Y tế " * 3_000 + "báo cáo.")
    assert notice.text
