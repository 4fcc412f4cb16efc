"""Questions as people also type them, and the scores set beside those of the questions as judged."""

import json
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from fakes import FakeAnswerer, survey_answer
from test_rag_evaluate import JUDGED

from corpus.text import has_diacritics
from rag.evaluate import changed, evaluate
from rag.evaluate.perturb import Perturbation, kinds_named, perturbed
from rag.models import Answer, AnswerStatus

QUESTION = "Sở Thông tin và Truyền thông Quảng Nam phải làm gì theo Thông báo số 46/TB-UBND?"


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        ("Sở Nội vụ ở Đắk Lắk", Perturbation.NODIACRITICS, "So Noi vu o Dak Lak"),
        ("So\u031b\u0309 No\u0323\u0302i vu\u0323", Perturbation.NODIACRITICS, "So Noi vu"),
        ("ai ký 46/TB-UBND?", Perturbation.UPPER, "AI KÝ 46/TB-UBND?"),
        ("Sở", Perturbation.NFD, "So\u031b\u0309"),
        ("Ai ký thông báo này?", Perturbation.ABBREVIATIONS, "Ai ký thông báo này?"),
        ("SNV làm gì?", Perturbation.ABBREVIATIONS, "SNV làm gì?"),
        ("46/TB-UBND?", Perturbation.TYPO, "46/TB-UBND?"),
        ("", Perturbation.TYPO, ""),
    ],
)
def test_each_kind_changes_its_own(text: str, kind: Perturbation, wanted: str) -> None:
    assert perturbed(text, kind, "1") == wanted


def test_agencies_are_abbreviated_in_vietnamese() -> None:
    forms = {perturbed(QUESTION, Perturbation.ABBREVIATIONS, str(seed)) for seed in range(40)}
    begins = {form.removesuffix(" Quảng Nam phải làm gì theo Thông báo số 46/TB-UBND?") for form in forms}
    assert {"Sở TT&TT", "Sở TTTT", "STTTT"} <= begins
    assert not begins & {"DOIC", "DIC", "Sở Thông tin và Truyền thông"}
    committee = perturbed("Ủy ban nhân dân tỉnh làm gì?", Perturbation.ABBREVIATIONS, "1")
    assert committee.endswith(" làm gì?") and "Ủy ban" not in committee


def test_a_slip_leaves_numbers_and_codes_alone() -> None:
    for seed in range(200):
        typed = perturbed(QUESTION, Perturbation.TYPO, str(seed))
        assert typed != QUESTION
        assert typed.endswith("46/TB-UBND?")
        assert abs(len(typed) - len(QUESTION)) <= 2


def test_the_same_seed_gives_the_same_text_everywhere() -> None:
    program = "import sys; from rag.evaluate.perturb import *; print([perturbed(sys.argv[1], kind, str(n)) for kind in Perturbation for n in range(9)])"
    said = {
        subprocess.run(
            [sys.executable, "-c", program, QUESTION],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": salt, "PYTHONPATH": str(Path(__file__).parents[1]), "PYTHONIOENCODING": "utf-8"},
        ).stdout
        for salt in ("1", "2")
    }
    assert len(said) == 1
    assert len({perturbed(QUESTION, Perturbation.TYPO, str(seed)) for seed in range(9)}) > 5


def test_kinds_are_named() -> None:
    assert kinds_named("typo, NFD,typo") == (Perturbation.TYPO, Perturbation.NFD)
    assert kinds_named("upper,all") == tuple(Perturbation)
    for wrong in ("typos", "", " , "):
        with pytest.raises(ValueError, match="nodiacritics, abbreviations, typo, upper, nfd or all"):
            kinds_named(wrong)


def test_only_what_a_kind_changes_is_asked_again() -> None:
    turn = {"question": "Sở Nội vụ làm gì?", "answer": "Sở Nội vụ rà soát."}
    judged = [
        JUDGED,
        {**JUDGED, "id": "en", "lang": "en", "question": "what does Sở Nội vụ do?"},
        {**JUDGED, "id": "bare", "lang": "vi-nodiacritics", "question": "ai khao sat?"},
        {**JUDGED, "id": "follow", "question": "thời hạn?", "history": [turn]},
        {"id": "no language", "question": "Sở Nội vụ làm gì?", "kind": "unanswerable"},
    ]
    bare = changed(judged, Perturbation.NODIACRITICS)
    assert [one["id"] for one in bare] == ["q1", "follow", "no language"]
    assert not any(has_diacritics(one["question"]) for one in bare)
    assert bare[1]["history"] == [{"question": "So Noi vu lam gi?", "answer": turn["answer"]}]
    assert bare[0]["answer_any"] == JUDGED["answer_any"] and JUDGED["question"] == "ai khảo sát?"
    assert [one["id"] for one in changed(judged, Perturbation.ABBREVIATIONS)] == ["follow", "no language"]
    assert [one["id"] for one in changed(judged, Perturbation.UPPER)] == ["q1", "en", "bare", "follow", "no language"]
    assert "bare" not in [one["id"] for one in changed(judged, Perturbation.NFD)]


def test_what_is_lost_and_won_is_set_side_by_side(tmp_path: Path) -> None:
    def answering(question: str) -> Answer:
        if question == question.upper() or unicodedata.normalize("NFC", question) != question:
            return survey_answer().model_copy(
                update={"status": AnswerStatus.UNCLEAR, "abstained": True, "citations": ()}
            )
        return survey_answer()

    questions = tmp_path / "judged.jsonl"
    judged = [JUDGED, {**JUDGED, "id": "q2", "kind": "unanswerable"}, {**JUDGED, "id": "q3", "question": "AI?"}]
    questions.write_text("".join(json.dumps(one) + "\n" for one in judged), encoding="utf-8")
    asking = FakeAnswerer(answering)
    table = evaluate(asking, questions, tmp_path / "results", tuple(Perturbation))
    lines = {line.split()[0]: line.split()[1:] for line in table.splitlines() if line.split()[0] in tuple(Perturbation)}
    assert lines == {
        "nodiacritics": ["2", "50.0", "50.0", "+0.0", "0", "0"],
        "abbreviations": ["0", "0.0", "0.0", "+0.0", "0", "0"],
        "typo": ["2", "50.0", "50.0", "+0.0", "0", "0"],
        "upper": ["2", "50.0", "50.0", "+0.0", "1", "1", "q1"],
        "nfd": ["2", "50.0", "50.0", "+0.0", "1", "1", "q1"],
    }
    folder = next((tmp_path / "results").iterdir())
    recipe = json.loads((folder / "recipe.json").read_text(encoding="utf-8"))
    assert recipe["perturb"] == list(Perturbation) and "seed" in recipe
    assert (folder / "answers-upper.jsonl").read_text(encoding="utf-8").count("\n") == 2
    assert "perturbed" in (folder / "table.txt").read_text(encoding="utf-8")
