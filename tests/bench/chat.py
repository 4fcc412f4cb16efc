"""What a chat model costs beside its own time: the checks of each answer, and what a model that never answers costs."""

import json
import logging
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.messages import messages
from rag.answer import Answerer
from rag.chat.budget import Budget
from rag.chat.generate import Generator
from rag.chat.guard import GuardedModel
from rag.chat.model import Said, Unanswered
from rag.index import Index
from rag.index.embed import load_embedder
from rag.index.refresh import refresh
from tests.fake_replies import SAID

JUDGED = Path("tests/judged")
DEADLINE = 1.0
WARM = "which agency is to coordinate the survey?"


class _Saying:
    name = "fake"

    def __init__(self, behaviour: str) -> None:
        self._said = SAID[behaviour]

    def say(self, prompt: str, seconds: float) -> Said:
        return Said(self._said(prompt), 1)


class _Silent:
    name = "fake"

    def say(self, prompt: str, seconds: float) -> Said:
        time.sleep(seconds)
        raise Unanswered("silent", transport=True)


def chat_model() -> None:
    """Milliseconds of the checks per answer, over judged questions and every way to lie."""
    logging.disable(logging.WARNING)  # each lie would be a line
    questions = [
        json.loads(line)["question"] for line in (JUDGED / "own.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    with TemporaryDirectory() as folder, Index.open(Path(folder), load_embedder("")) as index:
        refresh(index, JUDGED / "own")
        Answerer(index, messages(), Generator(GuardedModel(_Saying("honest"), Budget()))).ask(
            WARM
        )  # what is read once: the lexicon
        taken = []
        for behaviour in SAID:
            answerer = Answerer(index, messages(), Generator(GuardedModel(_Saying(behaviour), Budget())))
            for question in questions:
                trace = answerer.trace(question)
                if trace.verdicts:
                    taken.append(trace.answer.timings_ms["check"])
        taken.sort()
        print(
            f"checks of a chat model's answer: p50 {taken[len(taken) // 2]:.1f} ms, p95 {taken[int(len(taken) * 0.95)]:.1f} ms, "
            f"slowest {taken[-1]:.1f} ms over {len(taken):,} answers, honest and lying"
        )
        silent = Answerer(index, messages(), Generator(GuardedModel(_Silent(), Budget(), deadline=DEADLINE)))
        asked = next(question for question in questions if silent.begin(question).material)
        began = time.perf_counter()
        silent.ask(asked)
        late = time.perf_counter() - began - DEADLINE
        print(
            f"a model that never answers: the answer of the rules {late:+.2f} s after the deadline of {DEADLINE:.0f} s"
        )
