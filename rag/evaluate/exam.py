"""The exam of a chat model: questions over notices of its own, by rules and by what the model reads, and what that earns it.

Sixty questions ship with the package, near misses and English among them. What the model says is proved as everywhere; its
marks say whether it may read (`rag.chat.marks`).
"""

import datetime
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rag.answer import Answerer
from rag.chat.budget import Budget
from rag.chat.generate import Generator
from rag.chat.guard import GuardedModel
from rag.chat.marks import Marks, fingerprint_of_exam
from rag.chat.model import ChatModel
from rag.chat.role import Role
from rag.evaluate import read_judged
from rag.evaluate.judge import judge
from rag.index import Index
from rag.index.embed import load_embedder
from rag.index.refresh import refresh
from rag.models import Trace
from rag.wording import Wording

TOKENS = 250_000  # the exam may use
_ROOM = 2_200  # characters of the passages of one question: less than in service, or it would cost too much
_SILENT, _FEW = 8, 3  # questions without an answer of the model: in a row the exam ends there; of so many it is no exam
_FOLDER = Path(str(files("rag.chat"))) / "exam"
Progress = Callable[[int, int], None]


def questions() -> list[dict[str, Any]]:
    """The judged questions of the exam."""
    return read_judged(_FOLDER / "questions.jsonl")


def examine(
    model: ChatModel, place: str, wording: Wording, progress: Progress, *, deadline: float = 60.0, tokens: int = TOKENS
) -> Marks:
    """Ask the model all of them, as long as it replies and the tokens last."""
    budget = Budget(tokens)
    asked = questions()
    traces: list[tuple[Mapping[str, Any], Trace, Trace]] = []
    silent = missed = 0
    with (
        TemporaryDirectory(prefix="chidao-exam-") as folder,
        Index.open(Path(folder), load_embedder("")) as index,
    ):
        refresh(index, _FOLDER / "notices")
        generator = Generator(GuardedModel(model, budget, deadline=deadline), role=Role.READ, room=_ROOM)
        answerer = Answerer(index, wording, generator)
        for number, one in enumerate(asked, 1):
            progress(number, len(asked))
            by_rules = answerer.trace(one["question"], engine="extractive")
            given_up = silent >= _SILENT
            read = by_rules if given_up else answerer.trace(one["question"], engine="chat")
            silent = silent + 1 if given_up or read.unheard else 0
            missed += bool(silent)
            traces.append((one, by_rules, read))
    statements = [verdict.kept for _, _, read in traces for verdict in read.verdicts]
    return Marks(
        model=model.name,
        place=place,
        prompts=fingerprint_of_exam(),
        day=datetime.date.today(),
        count=len(asked),
        rules=sum(judge(one, by_rules.answer).passed for one, by_rules, _ in traces),
        passed=sum(judge(one, read.answer).passed for one, _, read in traces),
        statements=len(statements),
        kept=sum(statements),
        traps=sum(_is_trap(one) and not read.answer.abstained and bool(read.verdicts) for one, _, read in traces),
        tokens=budget.used,
        replied=len(asked) - missed,
        finished=missed <= _FEW,
    )


def _is_trap(one: Mapping[str, Any]) -> bool:
    return bool(one["kind"] == "unanswerable")
