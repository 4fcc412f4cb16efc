"""Judged questions with what a chat model is told for each and what it replies, on record; and answered from such a record."""

import json
from pathlib import Path
from typing import Any

from rag.answer import Answerer
from rag.chat.generate import Generator
from rag.chat.guard import Speaker
from rag.chat.records import Recorder, Replayer, on_record
from rag.chat.role import Role
from rag.errors import ChidaoError
from rag.evaluate import evaluate_engines, read_judged
from rag.models import Turn


def record(answerer: Answerer, questions: Path, path: Path, model: Speaker | None, role: Role) -> str:
    """Write one line a prompt to `path`, the reply null where no model is connected; returns what was written.

    What stood there before is replaced when all are written; of it a reply is kept where the prompt is the same and no model is
    connected. Raises ChidaoError where the file cannot be written.
    """
    judged = read_judged(questions)
    lines: list[dict[str, Any]] = []
    before = on_record(path) if path.exists() and model is None else {}
    try:
        partial = path.with_name(f"{path.name}.part")
        file = partial.open("w", encoding="utf-8")
    except OSError as error:
        raise ChidaoError(f"{path} cannot be written ({error.strerror}): name another file.") from None
    with file:
        for one in judged:
            asked: list[dict[str, Any]] = []
            answerer.generator = Generator(Recorder(model, asked.append), role=role)
            answerer.trace(one["question"], [Turn(**turn) for turn in one.get("history", ())], engine="chat")
            for line in asked:
                reply = before.get(line["fingerprint"], line).get("reply")
                lines.append({"id": one["id"], "question": one["question"], **line, "reply": reply})
                file.write(json.dumps(lines[-1], ensure_ascii=False) + "\n")
    partial.replace(path)
    replied = sum(line["reply"] is not None for line in lines)
    return f"{len(judged)} questions: {len(lines)} prompts in {path}, {replied} with a reply; for a model that {role}s."


def replay(answerer: Answerer, questions: Path, path: Path, results: Path, role: Role) -> str:
    """The scores of rules and replies side by side. Raises ChidaoError for a prompt that is not on record."""
    answerer.generator = Generator(Replayer(path), role=role)
    return evaluate_engines(answerer, questions, results, ("extractive", "chat"))
