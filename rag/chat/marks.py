"""What a chat model earned in the exam, kept in the data folder: with these marks it reads, words, or is left alone.

Marks are of one model at one place, told what the prompts said that day: another model, another place, other prompts
or another exam, and they count no more.
"""

import contextlib
import datetime
import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError, computed_field

from rag.chat.role import Role

NAME = "chat_marks.json"
KEPT = 0.9  # share of its statements that a model which reads has to prove
TRAPS = 1  # it may answer, of those to be refused


class Marks(BaseModel):
    """`passed` of `count` questions, of which the rules alone pass `rules`; `kept` of its `statements` stood; `traps` it answered;
    to `replied` of the questions it said something.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    model: str
    place: str
    prompts: str
    day: datetime.date
    count: int
    rules: int
    passed: int
    statements: int
    kept: int
    traps: int
    tokens: int
    replied: int = 0
    finished: bool = True

    @computed_field  # type: ignore[prop-decorator]
    @property
    def role(self) -> Role:
        """It reads where it beats the rules, proves nine of ten statements and answers one trap at most; off where it does harm."""
        proves = self.statements > 0 and self.kept >= KEPT * self.statements
        if self.finished and self.passed > self.rules and proves and self.traps <= TRAPS:
            return Role.READ
        return Role.OFF if self.finished and self.passed < self.rules else Role.WORD

    def are_of(self, model: str, place: str) -> bool:
        """True for the marks of this model at this place, earned with the prompts and the exam as they are."""
        return (self.model, self.place, self.prompts) == (model, place, fingerprint_of_exam())


@cache
def fingerprint_of_exam() -> str:
    """Of what a model that reads is told, and of what it is examined by."""
    exam = files("rag.chat") / "exam"
    read = [one for one in files("prompts").iterdir() if one.name.startswith("read.")]
    every = sorted([*read, exam / "questions.jsonl", *(exam / "notices").iterdir()], key=lambda one: one.name)
    return hashlib.sha256(b"\0".join(one.read_bytes() for one in every)).hexdigest()[:16]


def marks_in(folder: Path) -> Marks | None:
    """The marks that are kept; None where there are none, or none that can be read."""
    with contextlib.suppress(OSError, ValidationError):
        return Marks.model_validate_json((folder / NAME).read_text(encoding="utf-8"))
    return None


def keep(marks: Marks, folder: Path) -> None:
    """Keep the marks in place of those before; an exam that was not finished takes nobody's place. Raises OSError."""
    before = marks_in(folder)
    if before and not marks.finished and before.are_of(marks.model, marks.place):
        return
    folder.mkdir(parents=True, exist_ok=True)
    partial = (folder / NAME).with_suffix(".part")
    partial.write_text(marks.model_dump_json(indent=1), encoding="utf-8")
    partial.replace(folder / NAME)


def withdraw(folder: Path, model: str, place: str) -> None:
    """The marks of this model count no more: too much of what it said did not stand."""
    marks = marks_in(folder)
    if marks and marks.are_of(model, place):
        with contextlib.suppress(OSError):
            (folder / NAME).unlink(missing_ok=True)


def role_earned(folder: Path, model: str, place: str) -> Role:
    """What the marks let this model do; without any that are its own it words."""
    marks = marks_in(folder)
    return marks.role if marks and marks.are_of(model, place) else Role.WORD
