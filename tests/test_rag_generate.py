"""A chat model that is honest, slow, broken or lying: what is shown is proved, or it is the answer of the rules."""

import itertools
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from fake_model import DOWN, QUESTIONS, FakeModel, answerer, same
from fake_replies import LIES, SAID, bad, sources
from fakes import SAMPLES, FakeChatServer

from bot.messages import messages
from corpus.text import canonical, collapse, plain
from rag.answer import Answerer
from rag.chat.budget import Budget
from rag.chat.generate import Generator
from rag.chat.guard import GuardedModel
from rag.chat.model import LangChainModel, Unanswered
from rag.index import Index
from rag.index.embed import load_embedder
from rag.index.refresh import refresh
from rag.models import Answer, Trace, Turn


@pytest.fixture(scope="module")
def index(samples: Index) -> Index:
    return samples


@pytest.fixture(scope="module")
def by_rule(index: Index) -> dict[str, Answer]:
    rules = Answerer(index, messages())
    return {question: rules.ask(question) for question in QUESTIONS}


def check_shown(index: Index, answer: Answer, rules: Answer) -> None:
    """What is shown is of the rules, stands word for word in what it cites, or is a true sentence of the honest fake."""
    cited = {citation.marker: citation for citation in answer.citations}
    for citation in answer.citations:
        assert index.notice(citation.notice_id).text[citation.start : citation.end] == citation.quote
    for one in rules.citations:  # nothing that was proved is lost
        assert any(
            two.notice_id == one.notice_id and two.start <= one.start and one.end <= two.end for two in answer.citations
        )
    assert len(answer.text) <= 700
    known = rules.text.split("\n\n")
    for paragraph in answer.text.split("\n\n"):
        bare = re.sub(r"( \[\d+\])+$", "", paragraph)
        if any(bare == re.sub(r"( \[\d+\])+$", "", one) for one in known):
            continue
        texts = [words(cited[int(number)].quote) for number in re.findall(r"\[(\d+)\]", paragraph)]
        assert texts and (any(words(bare) in text for text in texts) or is_true(index, answer, bare)), paragraph
    said = answer.headline.removesuffix(f" – {rules.headline}")
    verbatim = any(words(said) in words(citation.quote) for citation in answer.citations)
    assert said == rules.headline or verbatim or is_true(index, answer, said), said


def words(text: str) -> str:
    return " ".join(re.findall(r"\w+", canonical(collapse(plain(text)))))


def is_true(index: Index, answer: Answer, sentence: str) -> bool:
    """True for what the honest fake says in English, where a row that is cited says the same."""
    for citation in answer.citations:
        for row in index.notice(citation.notice_id).directives:
            if row.start < citation.end and citation.start < row.end:
                bodies = {"The lead agency is": row.lead, "The task is assigned to": row.assigned}
                if sentence.rstrip(".") in [f"{said} {'; '.join(names)}" for said, names in bodies.items() if names]:
                    return True
    return False


def test_the_model_sees_only_what_the_rules_found(index: Index) -> None:
    model = FakeModel(SAID["honest"])
    rules = Answerer(index, messages(), Generator(GuardedModel(model, Budget())))
    for question in QUESTIONS:
        rules.ask(question)
    for prompt in model.prompts:
        shown = sources(prompt)
        assert shown and [one.token for one in shown] == [f"S{number}" for number in range(1, len(shown) + 1)]
    assert len(model.prompts) == len(QUESTIONS), "some question is not asked of the model"


@pytest.mark.parametrize("question", ["Ai vô địch bóng đá năm nay?", "xin chào", "Sở Y tế làm gì về tên lửa?"])
def test_what_the_rules_refuse_the_model_is_not_asked(question: str, index: Index) -> None:
    model = FakeModel(SAID["honest"])
    asked = Answerer(index, messages(), Generator(GuardedModel(model, Budget())))
    assert asked.ask(question).abstained
    assert model.prompts == []


@pytest.mark.parametrize("behaviour", ["honest", "short"])
@pytest.mark.parametrize("question", QUESTIONS)
def test_an_honest_model_loses_nothing(behaviour: str, question: str, index: Index, by_rule: dict[str, Answer]) -> None:
    answer = answerer(index, SAID[behaviour]).ask(question)
    check_shown(index, answer, by_rule[question])


def test_an_honest_model_is_heard(index: Index) -> None:
    answers = [answerer(index, SAID["honest"]).ask(question) for question in QUESTIONS]
    assert "chat" in {answer.engine for answer in answers}


@pytest.mark.parametrize("behaviour", LIES)
def test_a_model_that_lies_or_breaks_changes_nothing(behaviour: str, index: Index, by_rule: dict[str, Answer]) -> None:
    for question in QUESTIONS:
        assert same(answerer(index, SAID[behaviour]).ask(question), by_rule[question]), question


@pytest.mark.parametrize("seed", range(0, 500, 20))
def test_bad_outputs_of_every_kind_show_nothing_unproved(seed: int, index: Index, by_rule: dict[str, Answer]) -> None:
    turns = itertools.cycle(QUESTIONS)
    for number in range(seed, seed + 20):
        question = next(turns)
        check_shown(index, answerer(index, bad(number)).ask(question), by_rule[question])


def test_every_dropped_claim_says_why(index: Index) -> None:
    trace: Trace = answerer(index, SAID["extra_agency"]).trace(QUESTIONS[0])
    assert trace.verdicts and not any(verdict.kept for verdict in trace.verdicts)
    assert all(verdict.reason and verdict.reason in verdict.explain() for verdict in trace.verdicts)


def test_a_reply_is_remembered_until_the_notices_change(tmp_path: Path) -> None:
    model = FakeModel(SAID["honest"])
    with Index.open(tmp_path / "other", load_embedder("")) as own:
        refresh(own, SAMPLES)
        asked = Answerer(own, messages(), Generator(GuardedModel(model, Budget())))
        first, second = asked.trace(QUESTIONS[1]), asked.trace(QUESTIONS[1])
        assert len(model.prompts) == 1
        assert second.tokens == 0 and second.model_reason == "remembered"
        assert (first.answer.headline, first.answer.text) == (second.answer.headline, second.answer.text)
        asked.ask("Which agency is to survey people about online public services?")
        assert len(model.prompts) == 2
        own.remove("tra-vinh-2020")
        asked.ask(QUESTIONS[1])
        assert len(model.prompts) == 3


@pytest.mark.parametrize(
    "query",
    [
        '{"query": "khảo sát ý kiến người dân"}',
        '{"query": "kinh phí xây dựng Chính quyền điện tử"}',
        '{"query": 7}',
        "",
        "{",
        DOWN,
    ],
    ids=["same", "other", "number", "empty", "invalid", "down"],
)
def test_a_second_query_only_adds_sources(query: str | Unanswered, index: Index) -> None:
    said = query if isinstance(query, Unanswered) else lambda prompt: str(query)
    alone, model = FakeModel(SAID["honest"]), FakeModel(said, SAID["honest"])
    rules = Answerer(index, messages(), Generator(GuardedModel(alone, Budget(), retries=0)))
    wide = Answerer(index, messages(), Generator(GuardedModel(model, Budget(), retries=0), queries=True))
    history = [Turn(question="Quảng Nam ngừng phát sóng khi nào?", answer="31/12/2018")]
    for asked in ((), history):
        first, second = rules.ask(QUESTIONS[1], asked), wide.ask(QUESTIONS[1], asked)
        assert second.status is first.status and second.headline == first.headline
        assert {one.quote for one in first.citations} <= {one.quote for one in second.citations}
    mine, theirs = ([one.text for one in sources(one.prompts[-1])] for one in (alone, model))
    assert theirs[0] == mine[0]
    if query is not DOWN:
        assert "khảo sát" not in model.prompts[0] and "<<<" not in model.prompts[0]  # the query prompt has no sources


SERVED: Sequence[str | list[str]] = [
    "honest", "slow", "503", "429", "401", "timeout", "drip", "cut", "empty", "huge", "invalid", ["503", "honest"],
]  # fmt: skip


@pytest.mark.parametrize("behaviour", SERVED, ids=str)
def test_over_the_line(behaviour: str | list[str], index: Index, by_rule: dict[str, Answer]) -> None:
    heard = behaviour in ("honest", "slow") or isinstance(behaviour, list)
    patience = 20.0 if heard else 2.0  # on a busy machine too
    with FakeChatServer(behaviour, seconds=0.3 if behaviour == "slow" else 30) as server:
        model = LangChainModel("openai:fake", seconds=patience, base_url=server.url)
        model.load()  # the library is imported before the clock runs
        guarded = GuardedModel(model, Budget(), deadline=patience, retries=1)
        asked = Answerer(index, messages(), Generator(guarded))
        answer = asked.ask(QUESTIONS[1])
    assert (answer.engine == "chat") is heard
    check_shown(index, answer, by_rule[QUESTIONS[1]])
    assert heard or same(answer, by_rule[QUESTIONS[1]])
    asked_once = {"401", "empty", "huge", "invalid"}
    assert len(server.prompts) == 1 or str(behaviour) not in asked_once


@pytest.mark.parametrize("name", ["openai:x", "nobody:x", "anthropic:x", "azure_openai:x", "x"])
def test_a_model_that_cannot_be_had_leaves_the_rules(
    name: str, index: Index, by_rule: dict[str, Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    asked = Answerer(index, messages(), Generator(GuardedModel(LangChainModel(name), Budget())))
    assert same(asked.ask(QUESTIONS[0]), by_rule[QUESTIONS[0]])
