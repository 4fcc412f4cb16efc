"""Scores against hand-worked judgements."""

import json
from pathlib import Path

import pytest
from fakes import FakeAnswerer, survey_answer

from rag.errors import ChidaoError
from rag.evaluate import evaluate
from rag.evaluate.judge import judge
from rag.models import AnswerStatus

JUDGED = {
    "id": "q1",
    "question": "ai khảo sát?",
    "lang": "vi",
    "kind": "lead",
    "answer_any": [["Sở Nội vụ", "Department of Home Affairs"]],
    "answer_none": ["Sở Tài chính"],
    "sources": [{"doc": "quang-nam-46-2018", "quote": "giao Sở Nội vụ thực hiện việc khảo sát, thăm dò ý kiến"}],
}


def test_a_right_answer_from_the_right_place_passes() -> None:
    assert judge(JUDGED, survey_answer()) == (True, True, True, True)


def test_a_right_answer_from_another_place_does_not() -> None:
    elsewhere = {**JUDGED, "sources": [{"doc": "tra-vinh-2020", "quote": "giao Sở Nội vụ thực hiện việc khảo sát"}]}
    assert not judge(elsewhere, survey_answer()).passed


@pytest.mark.parametrize(
    ("judged", "cited", "proves"),
    [
        ("giao Sở Nội vụ thực hiện việc khảo sát, thăm dò ý kiến", "giao", False),
        ("giao Sở Nội vụ thực hiện việc khảo sát, thăm dò ý kiến", "giao Sở Nội vụ thực hiện", True),
        ("giao Sở Nội vụ thực hiện việc khảo sát, thăm dò ý kiến", "giao Sở Nội vụ", False),
        ("Sở Nội vụ", "giao Sở Nội vụ thực hiện việc khảo sát", True),
        ("Sở Nội vụ chủ trì hội nghị tổng kết", "giao Sở Nội vụ thực hiện việc khảo sát, thăm dò ý kiến", False),
    ],
)
def test_a_scrap_of_the_judged_quote_proves_nothing(judged: str, cited: str, proves: bool) -> None:
    answer = survey_answer()
    scrap = answer.citations[0].model_copy(update={"quote": cited})
    source = {"doc": "quang-nam-46-2018", "quote": judged}
    verdict = judge(JUDGED | {"sources": [source]}, answer.model_copy(update={"citations": (scrap,)}))
    assert verdict.sourced is proves


def test_a_forbidden_word_in_the_headline_fails() -> None:
    assert not judge(JUDGED | {"answer_none": ["Nội vụ"]}, survey_answer()).passed


def test_an_unanswerable_question_passes_by_abstaining() -> None:
    refused = survey_answer().model_copy(update={"status": AnswerStatus.NOT_STATED, "abstained": True, "citations": ()})
    assert judge({"kind": "unanswerable"}, refused).passed
    assert not judge({"kind": "unanswerable"}, survey_answer()).passed


def test_a_run_keeps_its_recipe(tmp_path: Path) -> None:
    questions = tmp_path / "judged.jsonl"
    questions.write_text(json.dumps(JUDGED, ensure_ascii=False) + "\n", encoding="utf-8")
    table = evaluate(FakeAnswerer(), questions, tmp_path / "results")
    assert "100.0" in table
    folder = next((tmp_path / "results").iterdir())
    assert json.loads((folder / "recipe.json").read_text(encoding="utf-8"))["count"] == 1
    assert json.loads((folder / "answers.jsonl").read_text(encoding="utf-8"))["id"] == "q1"


def test_a_file_that_is_no_json_lines_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text("{", encoding="utf-8")
    with pytest.raises(ChidaoError, match=r"broken\.jsonl"):
        evaluate(FakeAnswerer(), broken, tmp_path / "results")
