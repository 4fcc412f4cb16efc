"""The questions about synthetic notices: the same for a seed, told apart, of every kind in its share."""

import json
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest
from pace import paced
from synthetic import SyntheticNotice, generate
from synthetic.__main__ import main
from synthetic.phrasebook import sectors
from synthetic.questions import SyntheticQuestion, generate_questions
from synthetic.questions.noise.slips import NEIGHBOURS
from synthetic.questions.question import Slot, Why, because
from synthetic.questions.saying import shortened
from synthetic.questions.templates import Template, absent_topics, read

from corpus.text import fold

SEED = 7


def test_the_same_seed_asks_the_same(
    asked_notices: dict[str, SyntheticNotice], synthetic_questions: list[SyntheticQuestion]
) -> None:
    some = list(asked_notices.values())
    assert list(generate_questions(some, SEED, 300)) == synthetic_questions[:300]
    assert not {asked.question for asked in generate_questions(some, SEED + 1, 300)} >= {
        asked.question for asked in synthetic_questions[:300]
    }


def test_three_thousand_questions_take_seconds(asked_notices: dict[str, SyntheticNotice]) -> None:
    with paced(100):
        assert sum(1 for _ in generate_questions(list(asked_notices.values()), SEED + 2, 3_000)) == 3_000


def test_every_template_is_used(
    synthetic_questions: list[SyntheticQuestion], named_templates: dict[str, Template]
) -> None:
    assert Counter(name.split("-")[0] for name in named_templates) >= Counter(vi=45, en=35)
    assert {question.template for question in synthetic_questions if question.why != "outside"} == set(named_templates)
    assert {question.template for question in synthetic_questions if question.answerable} == set(named_templates)
    assert {template.slot for template in named_templates.values()} == set(get_args(Slot))


def test_questions_are_told_apart(synthetic_questions: list[SyntheticQuestion]) -> None:
    assert len({question.id for question in synthetic_questions}) == len(synthetic_questions)
    assert len({question.question.lower() for question in synthetic_questions}) == len(synthetic_questions)
    assert all("{" not in question.question and "  " not in question.question for question in synthetic_questions)


def test_matters_outside_the_bank_are_outside() -> None:
    bank = {topic.matter for sector in sectors() for topic in sector.topics}
    assert not bank & {topic.matter for _, topic in absent_topics()}
    assert {matter for group in read("alike") for matter in group} <= bank


def test_nobody_finds_what_is_outside(synthetic_questions: list[SyntheticQuestion]) -> None:
    assert all(not question.named.matter for question in because(synthetic_questions, "outside"))
    assert len(read("outside")["vi"]) + len(read("outside")["en"]) >= 60


def test_shares_of_kinds(synthetic_questions: list[SyntheticQuestion]) -> None:
    total = len(synthetic_questions)
    whys = Counter(question.why for question in synthetic_questions)
    assert set(whys) == {None, *get_args(Why)}
    assert 0.35 <= 1 - whys[None] / total <= 0.45
    assert all(whys[why] > 0.02 * total for why in get_args(Why))
    slots = Counter(question.slot for question in synthetic_questions if question.answerable)
    assert all(slots[slot] > 0.04 * total * 0.6 for slot in get_args(Slot))
    said = Counter(question.said for question in synthetic_questions)
    assert said["asked"] + said["english"] >= total / 2
    assert said["matter"] > total / 10
    assert said["task"] > total / 30
    assert 0.25 < Counter(question.language for question in synthetic_questions)["en"] / total < 0.35


def test_shares_of_noise(synthetic_questions: list[SyntheticQuestion]) -> None:
    vietnamese = [question for question in synthetic_questions if question.language == "vi"]
    noise = Counter(name for question in vietnamese for name in question.noise)
    assert 0.4 < noise["no_diacritics"] / len(vietnamese) < 0.5
    typos = sum("typo" in question.noise for question in synthetic_questions)
    assert 0.12 < typos / len(synthetic_questions) < 0.18
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
