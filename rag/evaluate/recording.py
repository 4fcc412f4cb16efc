"""Judged questions with what a chat model is told for each and what it replies, on record; and answered from such a record."""

import json
from pathlib import Path
from typing import Any

from rag.answer import Answerer
from rag.chat.generate import Generator
from rag.chat.guard import Asked
from rag.chat.records import Recorder, Replayer
from rag.chat.role import Role
from rag.errors import ChidaoError
from rag.evaluate import evaluate_engines, read_judged
from rag.models import Turn


def record(answerer: Answerer, questions: Path, path: Path, model: Asked | None, role: Role) -> str:
    """Write one line a prompt to `path`, the reply null where no model is connected; returns what was written."""
    judged = read_judged(questions)
    written, replied = 0, 0
    try:
        with path.open("w", encoding="utf-8") as file:
            for one in judged:

                def keep(line: dict[str, Any], one: dict[str, Any] = one) -> None:
                    nonlocal written, replied
                    whole = {"id": one["id"], "question": one["question"], **line}
                    file.write(json.dumps(whole, ensure_ascii=False) + "\n")
                    written, replied = written + 1, replied + (line["reply"] is not None)

                answerer.generator = Generator(Recorder(model, keep), role=role)
                answerer.trace(one["question"], [Turn(**turn) for turn in one.get("history", ())], engine="chat")
    except OSError as error:
        raise ChidaoError(f"{path} cannot be written ({error.strerror}): name another file.") from None
    return f"{len(judged)} questions: {written} prompts in {path}, {replied} with a reply."


def replay(answerer: Answerer, questions: Path, path: Path, results: Path, role: Role) -> str:
    """The scores of rules and replies side by side. Raises ChidaoError for a prompt that is not on record."""
    answerer.generator = Generator(Replayer(path), role=role)
    return evaluate_engines(answerer, questions, results, ("extractive", "chat"))
