"""Prompts and replies on record: a model can be measured where it cannot be run, and tests replay what one said.

A line: `{"fingerprint", "prompt": [{"role", "content"}], "reply", "model", "tokens"}`; `rag.evaluate.recording` adds whose question it
is. What is replayed has to be what was asked: a prompt that is not on record is an error.
"""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rag.chat.guard import Speaker
from rag.chat.model import Said, Unanswered
from rag.errors import ChidaoError

NOBODY = "none"


def messages(prompt: str) -> list[dict[str, str]]:
    """A prompt as a chat model is given it."""
    return [{"role": "user", "content": prompt}]


def fingerprint(prompt: str) -> str:
    """SHA-256 of the prompt as JSON with sorted keys."""
    return hashlib.sha256(json.dumps(messages(prompt), sort_keys=True).encode()).hexdigest()


def on_record(path: Path) -> dict[str, dict[str, Any]]:
    """The lines of a file by their fingerprints. Raises ChidaoError where it is none of replies on record."""
    lines: dict[str, dict[str, Any]] = {}
    try:
        for text in path.read_text(encoding="utf-8").splitlines():
            if text.strip():
                line = json.loads(text)
                lines[line["fingerprint"]] = line
    except OSError as error:
        raise ChidaoError(
            f"{path} cannot be read ({error.strerror}): name a file that chidao eval --record wrote."
        ) from None
    except (ValueError, KeyError, TypeError):
        raise ChidaoError(
            f"Line {len(lines) + 1} of {path} is no reply on record: name a file that chidao eval --record wrote."
        ) from None
    return lines


class Recorder:
    """Asks a model, or nobody, and tells each prompt with its reply to `keep`."""

    def __init__(self, model: Speaker | None, keep: Callable[[dict[str, Any]], None]) -> None:
        self.name = model.name if model else NOBODY
        self.deadline = model.deadline if model else 1.0
        self._model = model
        self._keep = keep

    def say(self, prompt: str, seconds: float | None = None) -> Said:
        """What the model says; Unanswered where there is none."""
        line = {"fingerprint": fingerprint(prompt), "prompt": messages(prompt), "reply": None, "model": self.name}
        tokens = 0
        try:
            if self._model is None:
                raise Unanswered("no model is connected")
            said = self._model.say(prompt, seconds)
            line["reply"], tokens = said.text, said.tokens
            return said
        finally:
            self._keep(line | {"tokens": tokens})


class Replayer:
    """Says what is on record for a prompt. Raises ChidaoError for a prompt that is not, Unanswered where its reply is null."""

    name = "replay"
    deadline = 1.0

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lines = on_record(path)

    def say(self, prompt: str, seconds: float | None = None) -> Said:
        """What is on record."""
        line = self._lines.get(fingerprint(prompt))
        if line is None:
            raise ChidaoError(
                f"{self._path} has no line for a prompt of these questions: one was left out, or notices, prompts or version "
                "differ; record them again with chidao eval --engine chat --record FILE, which keeps the replies that still fit."
            )
        reply = line.get("reply")
        if reply is None:
            raise Unanswered("no reply on record")
        return Said(
            reply if isinstance(reply, str) else json.dumps(reply, ensure_ascii=False), int(line.get("tokens") or 0)
        )
