"""A pattern that looks ahead once fits what it fitted before."""

import re
from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from poison_questions import shapes

from corpus.lexicon import questions
from corpus.patterns import placed
from corpus.text import fold
from rag.question.ahead import in_one_go


@pytest.mark.parametrize(
    ("pattern", "made"),
    [
        pytest.param("a|b", "a|b", id="nothing_far"),
        pytest.param("a.*b|c", "^(?>.*?(?:a)).*(?:b)|c", id="one_branch"),
        pytest.param("a.*b.*c", "^(?>.*?(?:a))(?>.*?(?:b)).*(?:c)", id="twice"),
        pytest.param("(?=.*a).*b", "^(?=.*a).*b", id="looks_ahead_itself"),
        pytest.param("^(?!.*a).*b", "^(?!.*a).*b", id="bound_already"),
        pytest.param(r"(a.*b)|[.*|]|\.*", r"(a.*b)|[.*|]|\.*", id="in_group_class_and_escaped"),
    ],
)
def test_what_is_made_of_a_pattern(pattern: str, made: str) -> None:
    assert in_one_go(pattern) == made


def patterns() -> Iterator[str]:
    for _ in ():

    yield from (
        placed(lists) for lists in questions().values() if isinstance(lists, Mapping) and "accented" not in lists
    )


FAR = [(re.compile(one), re.compile(in_one_go(one))) for one in patterns() if in_one_go(one) != one]
WORDS = sorted({word for before, _ in FAR for word in re.findall(r"[a-z]+", before.pattern)})


def same(text: str) -> None:
    for before, after in FAR:
        assert bool(before.search(text)) is bool(after.search(text)), before.pattern


def test_there_are_such_patterns() -> None:
    assert len(FAR) > 10


@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
def test_it_fits_what_it_fitted_in_questions_of_its_own_words(text: str) -> None:
    same(text)


def test_it_fits_what_it_fitted_in_long_questions() -> None:
    for shape in shapes():
        same(fold(shape.question(200)))
