"""The questions about synthetic notices: the same for a seed, right by the truth, and missing what they say they miss."""

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from synthetic import SyntheticNotice, generate
from synthetic.__main__ import main
from synthetic.phrasebook import sectors
from synthetic.questions import SyntheticQuestion, generate_questions
from synthetic.questions.noise.slips import NEIGHBOURS
from synthetic.questions.question import Slot, Why
from synthetic.questions.saying import shortened
from synthetic.questions.templates import Template, absent_topics, read, templates

from corpus.names.agencies import agency_named
from corpus.text import fold

COUNT, SEED = 400, 7
SLOTS: dict[str, Callable[[dict[str, Any]], list[str]]] = {
    "coordinating": lambda row: row["coordinating"],
    "legal_basis": lambda row: row["legal_basis"],
    "reports_to": lambda row: row["reports_to"],
    "deadline": lambda row: [row["deadline"]["text"]] if row["deadline"] else [],
    "fact": lambda row: [],
}


@pytest.fixture(scope="module")
def notices() -> dict[str, SyntheticNotice]:
    return {notice.id: notice for notice in generate(COUNT, SEED)}


@pytest.fixture(scope="module")
def questions(notices: dict[str, SyntheticNotice]) -> list[SyntheticQuestion]:
    return list(generate_questions(list(notices.values()), SEED))


@pytest.fixture(scope="module")
def named_templates() -> dict[str, Template]:
    return {template.id: template for language in ("vi", "en") for template in templates(language)}


def _meant(question: SyntheticQuestion, notices: dict[str, SyntheticNotice]) -> Iterator[SyntheticNotice]:
    """The notices that fit what the question names."""
    named = question.named
    for notice in notices.values():
        facts = notice.truth["notice"]
        if (
            (not named.province or facts["province"] == named.province)
            and (not named.year or notice.id.endswith(str(named.year)))
            and (not named.number or facts["number"] == named.number)
        ):
            yield notice


def _rows(question: SyntheticQuestion, notices: dict[str, SyntheticNotice]) -> list[dict[str, Any]]:
    """Their tasks about the matter, all of them where no matter is named."""
    matter = question.named.matter
    rows: list[Any] = [
        {**row, "at": (notice.id, row["quote"])}
        for notice in _meant(question, notices)
        for row in notice.truth["directives"]
    ]
    return [row for row in rows if not matter or (row["topic"] and row["topic"]["matter"] == matter)]


def _quoted(question: SyntheticQuestion, notices: dict[str, SyntheticNotice]) -> list[dict[str, Any]]:
    """Those of them that it quotes."""
    quotes = {(quote.notice_id, quote.text) for quote in question.quotes}
    return [row for row in _rows(question, notices) if row["at"] in quotes]


def _because(questions: list[SyntheticQuestion], *whys: Why) -> list[SyntheticQuestion]:
    found = [question for question in questions if question.why in whys]
    assert found
    return found


def _bodies(row: dict[str, Any]) -> str:
    return " | ".join([*row["lead"], *row["assigned"], *row["coordinating"]])


def test_the_same_seed_asks_the_same(notices: dict[str, SyntheticNotice], questions: list[SyntheticQuestion]) -> None:
    some = list(notices.values())
    assert list(generate_questions(some, SEED, 300)) == questions[:300]
    assert not {asked.question for asked in generate_questions(some, SEED + 1, 300)} >= {
        asked.question for asked in questions[:300]
    }


def test_three_thousand_questions_take_seconds(notices: dict[str, SyntheticNotice]) -> None:
    began = time.perf_counter()
    assert sum(1 for _ in generate_questions(list(notices.values()), SEED + 2, 3_000)) == 3_000
    assert time.perf_counter() - began < 10


def test_every_template_is_used(questions: list[SyntheticQuestion], named_templates: dict[str, Template]) -> None:
    assert Counter(name.split("-")[0] for name in named_templates) >= Counter(vi=45, en=35)
    assert {question.template for question in questions if question.why != "outside"} == set(named_templates)
    assert {question.template for question in questions if question.answerable} == set(named_templates)
    assert {template.slot for template in named_templates.values()} == set(get_args(Slot))


def test_questions_are_told_apart(questions: list[SyntheticQuestion]) -> None:
    assert len({question.id for question in questions}) == len(questions)
    assert len({question.question.lower() for question in questions}) == len(questions)
    assert all("{" not in question.question and "  " not in question.question for question in questions)


def test_quotes_stand_in_their_notices(
    notices: dict[str, SyntheticNotice], questions: list[SyntheticQuestion], named_templates: dict[str, Template]
) -> None:
    for question in questions:
        assert bool(question.quotes) == question.answerable == (question.why is None)
        for quote in question.quotes:
            notice = notices[quote.notice_id]
            assert quote.text
            assert quote.text in notice.text
            if not named_templates[question.template].of_header:
                assert quote.text in {row["quote"] for row in notice.truth["directives"]}


def test_quotes_are_where_the_question_points(
    notices: dict[str, SyntheticNotice], questions: list[SyntheticQuestion]
) -> None:
    for question in questions:
        meant = {notice.id for notice in _meant(question, notices)}
        assert {quote.notice_id for quote in question.quotes} <= meant
        if question.answerable:
            assert question.notice_id in meant


def test_a_question_that_several_notices_answer_has_the_quotes_of_all(
    notices: dict[str, SyntheticNotice], questions: list[SyntheticQuestion]
) -> None:
    truths = [notice.truth for notice in notices.values()]
    changed = {(truth["notice"]["province"], n) for truth in truths for n in (*truth["amends"], *truth["replaces"])}
    several = 0
    for question in questions:
        if question.slot not in ("coordinating", "legal_basis", "reports_to") or question.named.body:
            continue
        quoted = _quoted(question, notices)
        parts = {row["topic"]["part"] for row in quoted}
        for row in _rows(question, notices):
            facts = notices[row["at"][0]].truth["notice"]
            if row["topic"]["part"] in parts and (facts["province"], facts["number"]) not in changed:
                assert row in quoted or not SLOTS[question.slot](row)
        several += len({quote.notice_id for quote in question.quotes}) > 1
    assert several > 20


def test_values_are_what_the_quoted_rows_say(
    notices: dict[str, SyntheticNotice], questions: list[SyntheticQuestion]
) -> None:
    for question in questions:
        rows = _quoted(question, notices)
        if question.slot in ("coordinating", "legal_basis", "reports_to"):
            assert set(question.values) == {value for row in rows for value in SLOTS[question.slot](row)}
        if question.slot in ("lead", "task"):
            assert set(question.values) == {body for row in rows for body in row["lead"] or row["assigned"]}
        assert question.values or question.slot == "list" or not question.answerable


def test_yes_or_no_is_asked_of_the_right_body_and_of_a_wrong_one(
    questions: list[SyntheticQuestion], named_templates: dict[str, Template]
) -> None:
    asked = [one for one in questions if one.answerable and named_templates[one.template].yes_no]
    right = sum(any(one.named.body in value for value in one.values) for one in asked)
    assert len(asked) > 60
    assert 0.35 < right / len(asked) < 0.7


def test_another_province_does_not_deal_with_the_matter(
    notices: dict[str, SyntheticNotice], questions: list[SyntheticQuestion]
) -> None:
    for question in _because(questions, "other_province"):
        assert question.named.matter
        assert list(_meant(question, notices))
        assert not _rows(question, notices)
        assert question.notice_id in notices


def test_in_another_year_the_province_does_not_deal_with_the_matter(
    notices: dict[str, SyntheticNotice], questions: list[SyntheticQuestion]
) -> None:
    for question in _because(questions, "other_year"):
        assert question.named.year
        assert question.named.province
        assert not _rows(question, notices)
        timeless = question.model_copy(update={"named": question.named.model_copy(update={"year": 0})})
        assert _rows(timeless, notices)


def test_another_body_has_no_part(notices: dict[str, SyntheticNotice], questions: list[SyntheticQuestion]) -> None:
    for question in _because(questions, "other_body"):
        rows = _rows(question, notices)
        assert rows
        assert agency_named(question.named.body)
        assert not any(question.named.body in _bodies(row).split(" | ") for row in rows)


def test_a_swapped_role_is_not_the_one_of_the_body(
    notices: dict[str, SyntheticNotice], questions: list[SyntheticQuestion], named_templates: dict[str, Template]
) -> None:
    for question in _because(questions, "swapped_role"):
        rows = _rows(question, notices)
        role = named_templates[question.template].role
        assert any(question.named.body in _bodies(row) for row in rows)
        assert not any(question.named.body in row[role] for row in rows)


def test_a_missing_slot_is_filled_by_no_task_on_the_matter(
    notices: dict[str, SyntheticNotice], questions: list[SyntheticQuestion]
) -> None:
    found = _because(questions, "slot_missing")
    for question in found:
        rows = _rows(question, notices)
        assert rows
        assert not any(SLOTS[question.slot](row) for row in rows)
    assert {question.slot for question in found} == set(SLOTS)


def test_an_absent_matter_is_nowhere_the_question_points(
    notices: dict[str, SyntheticNotice], questions: list[SyntheticQuestion]
) -> None:
    field = {topic.matter: sector.sector for sector in sectors() for topic in sector.topics}
    field |= {topic.matter: name for name, topic in absent_topics()}
    for question in _because(questions, "near_topic", "other_topic"):
        assert not _rows(question, notices)
        meant = [notices[question.notice_id]] if question.notice_id else list(notices.values())
        topics = [row["topic"] for notice in meant for row in notice.truth["directives"]]
        fields = {topic["sector"] for topic in topics if topic}
        assert (field[question.named.matter] in fields) == (question.why == "near_topic")


def test_matters_outside_the_bank_are_outside() -> None:
    bank = {topic.matter for sector in sectors() for topic in sector.topics}
    assert not bank & {topic.matter for _, topic in absent_topics()}
    assert {matter for group in read("alike") for matter in group} <= bank


def test_nobody_finds_what_is_outside(questions: list[SyntheticQuestion]) -> None:
    assert all(not question.named.matter for question in _because(questions, "outside"))
    assert len(read("outside")["vi"]) + len(read("outside")["en"]) >= 60


def test_shares_of_kinds(questions: list[SyntheticQuestion]) -> None:
    total = len(questions)
    whys = Counter(question.why for question in questions)
    assert set(whys) == {None, *get_args(Why)}
    assert 0.35 <= 1 - whys[None] / total <= 0.45
    assert all(whys[why] > 0.02 * total for why in get_args(Why))
    slots = Counter(question.slot for question in questions if question.answerable)
    assert all(slots[slot] > 0.04 * total * 0.6 for slot in get_args(Slot))
    said = Counter(question.said for question in questions)
    assert said["asked"] + said["english"] >= total / 2
    assert said["matter"] > total / 10
    assert said["task"] > total / 30
    assert 0.25 < Counter(question.language for question in questions)["en"] / total < 0.35


def test_shares_of_noise(questions: list[SyntheticQuestion]) -> None:
    vietnamese = [question for question in questions if question.language == "vi"]
    noise = Counter(name for question in vietnamese for name in question.noise)
    assert 0.4 < noise["no_diacritics"] / len(vietnamese) < 0.5
    typos = sum("typo" in question.noise for question in questions)
    assert 0.12 < typos / len(questions) < 0.18
    for name in ("short_body", "short_words", "short_place", "chat", "upper", "lower", "polite", "no_mark"):
        assert noise[name] > 0.01 * len(vietnamese), name
    for question in vietnamese:
        assert "no_diacritics" not in question.noise or fold(question.question) == question.question.lower()


def test_a_finger_slips_to_a_key_beside_the_right_one() -> None:
    assert set(NEIGHBOURS["a"]) == set("qwszx")


def test_tasks_are_repeated_as_far_as_people_do() -> None:
    assert shortened("phun thuốc diệt muỗi") == "phun thuốc diệt muỗi"
    long = "hoàn thiện hồ sơ xây dựng nhà vệ sinh cho các trường học vùng cao trong năm học mới"
    assert shortened(long) == "hoàn thiện hồ sơ xây dựng nhà vệ sinh"
    assert shortened(" ".join(["dài"] * 20)) == ""


def test_the_command_writes_the_questions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["tests.synthetic", str(tmp_path), "--count", "20", "--seed", "7", "--questions"])
    main()
    lines = (tmp_path / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    assert [SyntheticQuestion(**json.loads(line)) for line in lines] == list(
        generate_questions(list(generate(20, 7)), 7)
    )
    assert len(lines) == 160
    assert not capsys.readouterr().out
