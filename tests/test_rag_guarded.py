"""A chat model that may fail: asked again, left alone, within its deadline and its tokens of a day."""

import datetime
from pathlib import Path

import pytest
from fake_model import DOWN, QUESTIONS, REFUSED, Clock, FakeModel, answerer
from fake_replies import SAID

from rag.chat.budget import Budget
from rag.chat.guard import FAILURES, PAUSE, GuardedModel
from rag.chat.model import Said, Unanswered
from rag.index import Index


@pytest.fixture
def index(samples: Index) -> Index:
    return samples


def test_a_line_that_fails_is_tried_again(index: Index) -> None:
    model = FakeModel(DOWN, DOWN, SAID["honest"])
    clock = Clock()
    guarded = GuardedModel(model, Budget(), retries=2, clock=clock, wait=clock.wait)
    assert guarded.say("x").text
    assert clock.now > 0.8  # it waited, and longer the second time


def test_what_the_model_refuses_is_not_asked_again() -> None:
    model = FakeModel(REFUSED)
    with pytest.raises(Unanswered):
        GuardedModel(model, Budget(), retries=5, wait=lambda seconds: None).say("x")
    assert len(model.prompts) == 1


def test_a_line_that_keeps_failing_is_left_alone_for_a_while() -> None:
    model, clock = FakeModel(DOWN), Clock()
    guarded = GuardedModel(model, Budget(), retries=0, clock=clock, wait=clock.wait)

    def ask(times: int) -> int:
        before = len(model.prompts)
        for _ in range(times):
            with pytest.raises(Unanswered):
                guarded.say("x")
        return len(model.prompts) - before

    assert ask(FAILURES + 5) == FAILURES
    clock.now += PAUSE + 1
    assert ask(5) == 1  # one try decides


def test_bad_answers_do_not_count_as_failures_of_the_line(index: Index) -> None:
    asked = answerer(index, SAID["invalid"])
    for _ in range(FAILURES + 2):
        asked.ask(QUESTIONS[0])
    assert asked.generator and not asked.generator.model.resting
    refused = FakeModel(REFUSED)
    guarded = GuardedModel(refused, Budget(), wait=lambda seconds: None)
    for _ in range(FAILURES + 2):
        with pytest.raises(Unanswered):
            guarded.say("x")
    assert len(refused.prompts) == FAILURES + 2


def test_the_deadline_holds_for_all_attempts_together() -> None:
    clock = Clock()

    class Slow(FakeModel):
        def say(self, prompt: str, seconds: float) -> Said:
            clock.now += seconds
            raise Unanswered("slow", transport=True)

    with pytest.raises(Unanswered):
        GuardedModel(Slow(DOWN), Budget(), deadline=5, retries=9, clock=clock, wait=clock.wait).say("x")
    assert clock.now <= 5


def test_the_tokens_of_a_day_are_never_exceeded_and_come_back(tmp_path: Path) -> None:
    days = [datetime.date(2026, 1, 1)]
    budget = Budget(5_000, tmp_path, today=lambda: days[0])
    model = FakeModel(lambda prompt: "y" * 100)
    guarded = GuardedModel(model, budget)
    with pytest.raises(Unanswered, match="used up"):
        for _ in range(200):
            guarded.say("x" * 100)
    assert 0 < budget.used <= 5_000
    assert Budget(5_000, tmp_path, today=lambda: days[0]).used == budget.used  # a restart does not begin a new day
    days[0] = datetime.date(2026, 1, 2)
    assert guarded.say("x").text
