"""The exam of a chat model: who reads carefully may read, who is weak, copies or lies may not, and no judged answer changes."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from careful import FOLDER
from marks_made import marks_of

from bot.messages import messages
from rag.chat import marks as kept_marks
from rag.chat.marks import Marks, keep, marks_in, role_earned, withdraw
from rag.chat.model import Said, Unanswered
from rag.chat.role import Role
from rag.evaluate import exam
from rag.evaluate.exam import examine, questions
from rag.proof.quote import located

SOME = 14  # questions, where all would only take longer
NOT_STATED = '{"status": "not_stated", "answers": []}'


class Saying:
    """A model that says what a function makes of the prompt."""

    name = "fake"

    def __init__(self, says: Callable[[str], str]) -> None:
        self._says = says

    def say(self, prompt: str, seconds: float) -> Said:
        return Said(self._says(prompt), 0)


def asked_in(prompt: str) -> str:
    found = [one["question"] for one in questions() if one["question"] in prompt]
    return max(found, key=len)


def careful(prompt: str) -> str:
    lines = map(json.loads, (FOLDER / "exam.jsonl").read_text(encoding="utf-8").splitlines())
    return next(str(line["reply"]) for line in lines if line["question"] == asked_in(prompt))


def header(prompt: str) -> str:
    """The number of the first notice, whatever is asked."""
    quote = next((line for line in prompt.splitlines() if line.startswith("Số: ")), "Số: 1/TB")
    entry = {"asked": "x", "facet": "fact", "answer": quote.removeprefix("Số: "), "source": "S1", "quote": quote}
    return json.dumps({"status": "answered", "answers": [entry]}, ensure_ascii=False)


def first_words(prompt: str) -> str:
    """The beginning of the first excerpt, said to be the lead."""
    text = prompt.split("nguyên văn: ", 1)[-1].split("\n")[0][:200]
    entry = {"asked": "x", "facet": "lead", "answer": text[:80], "source": "S1", "quote": text}
    return json.dumps({"status": "answered", "answers": [entry]}, ensure_ascii=False)


def nobody(prompt: str) -> str:
    raise Unanswered("503", transport=True)


def sat(says: Callable[[str], str]) -> Marks:
    return examine(Saying(says), "here", messages(), lambda done, total: None)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    some = questions()[:SOME]
    monkeypatch.setattr(exam, "questions", lambda: some)


def test_the_questions_are_of_the_notices() -> None:
    folder = Path(exam.__file__).parents[1] / "chat" / "exam" / "notices"
    texts = {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.txt")}
    asked = questions()
    assert len(asked) == 60 and len({one["id"] for one in asked}) == 60
    assert sum(one["kind"] == "unanswerable" for one in asked) >= 14
    assert sum(one["lang"] == "en" for one in asked) >= 10
    for one in asked:
        assert (one["kind"] == "unanswerable") == (not one["sources"])
        for source in one["sources"]:
            text = texts[source["doc"]]
            assert located(source["quote"], text, 0, len(text)) or source["quote"] in text, one["id"]


def test_a_careful_reader_may_read_and_the_rules_pass_most() -> None:
    marks = sat(careful)
    assert marks.rules >= 0.6 * marks.count
    assert marks.passed >= 52 and marks.traps <= 1
    assert marks.kept >= 0.9 * marks.statements
    assert marks.role is Role.READ
    assert marks.tokens <= exam.TOKENS


@pytest.mark.parametrize(
    "says",
    [lambda prompt: "", lambda prompt: "Theo tôi là Sở Y tế.", lambda prompt: '{"status": "proposal", "answers": []}', header],
    ids=["silent", "prose", "copies", "header"],
)  # fmt: skip
def test_a_weak_model_changes_nothing_and_does_not_read(says: Callable[[str], str], few: None) -> None:
    marks = sat(says)
    assert marks.role is not Role.READ
    assert marks.passed <= marks.rules


def test_one_that_refuses_everything_is_left_alone(few: None) -> None:
    assert sat(lambda prompt: NOT_STATED).role is Role.OFF


def test_a_model_that_is_down_does_not_finish(few: None) -> None:
    marks = sat(nobody)
    assert not marks.finished and marks.role is not Role.READ


def test_the_tokens_of_the_exam_end_it(few: None) -> None:
    marks = examine(Saying(careful), "here", messages(), lambda done, total: None, tokens=20_000)
    assert marks.tokens <= 20_000 and not marks.finished


@pytest.mark.parametrize(
    ("other", "role"),
    [
        ({}, Role.READ),
        ({"passed": 40}, Role.WORD),
        ({"passed": 39}, Role.OFF),
        ({"traps": 2}, Role.WORD),
        ({"kept": 44}, Role.WORD),
        ({"statements": 0, "kept": 0}, Role.WORD),
        ({"finished": False}, Role.WORD),
    ],
)
def test_what_marks_earn(other: dict[str, object], role: Role) -> None:
    assert marks_of(**other).role is role


def test_marks_are_of_one_model_one_place_and_the_prompts_of_their_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert role_earned(tmp_path, "m", "here") is Role.WORD
    keep(marks_of(), tmp_path)
    assert marks_in(tmp_path) == marks_of()
    assert role_earned(tmp_path, "m", "here") is Role.READ
    assert role_earned(tmp_path, "m", "there") is Role.WORD
    assert role_earned(tmp_path, "n", "here") is Role.WORD
    monkeypatch.setattr(kept_marks, "fingerprint_of_exam", lambda: "other")
    assert role_earned(tmp_path, "m", "here") is Role.WORD
    withdraw(tmp_path, "m", "there")
    assert marks_in(tmp_path) == marks_of()
    monkeypatch.undo()
    withdraw(tmp_path, "m", "here")
    assert marks_in(tmp_path) is None


def test_marks_that_cannot_be_read_are_none(tmp_path: Path) -> None:
    (tmp_path / kept_marks.NAME).write_text("{", encoding="utf-8")
    assert marks_in(tmp_path) is None
