"""The careful reader's replies on record, and an answerer that is given any reply."""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from bot.messages import messages
from rag.answer import Answerer
from rag.chat.generate import Generator, Material, Written, read
from rag.chat.role import Role
from rag.index import Index
from rag.models import Trace

FOLDER = Path(__file__).parent / "replies"


class Nobody:
    """A model that is never asked: replies are brought along."""

    name = "nobody"
    deadline = 1.0

    def say(self, prompt: str, seconds: float | None = None) -> Any:
        raise AssertionError("the model was asked")


@cache
def on_record(*sets: str) -> tuple[dict[str, Any], ...]:
    """The lines of some sets, without those that go on from a conversation."""
    texts = [line for name in sets for line in (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()]
    return tuple(line for line in map(json.loads, texts) if "goes_on" not in line)


class Reader:
    """Answers questions with the replies that it is given, however slow the machine is that tests."""

    def __init__(self, index: Index) -> None:
        self.answerer = Answerer(index, messages(), Generator(Nobody(), role=Role.READ), seconds=60)

    def material(self, question: str) -> Material:
        """What a model is shown for a question that is worth reading for."""
        begun = self.answerer.begin(question)
        assert begun.material
        return begun.material

    def trace(self, question: str, reply: str) -> Trace:
        """The answer with a model that replies so."""
        begun = self.answerer.begin(question)
        assert begun.material
        self.answerer.generator = Generator(Nobody(), role=Role.READ)  # nothing is counted from one to the next
        return self.answerer.finish(begun, Written(read(reply, Role.READ)))


def entries(lines: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every answer that was given."""
    for line in lines:
        yield from (one for one in json.loads(line["reply"])["answers"] if one.get("answer"))
