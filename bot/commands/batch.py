"""Questions as JSON Lines in, answers as JSON Lines out, in the same order."""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.input_text import InputText
from bot.terminal import say
from rag.models import Turn

if TYPE_CHECKING:
    from bot.app import Answering


def answer_lines(lines: Iterable[bytes], answerer: "Answering") -> int:
    """Answer every line that can be read; returns the exit code, 1 where a line could not.

    A bad line is named by its number on standard error and the others are still answered: a batch of a
    thousand is not lost to one slip.
    """
    code = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            question = _read(line)
        except ValueError as error:
            say(f"Line {number} was passed over: {error}.")
            code = 1
            continue
        history = [Turn(question=turn.question, answer=turn.answer or "") for turn in question.history or ()]
        answer = answerer.ask(question.question, history=history).model_dump(mode="json")
        print(json.dumps({**answer, "id": question.id}, ensure_ascii=False), flush=True)
    return code


class _Turn(BaseModel):
    """An earlier turn as it stands in a line."""

    model_config = ConfigDict(strict=True)

    question: InputText
    answer: InputText | None = None


class _Question(BaseModel):
    """One line; keys that are not named here are never read."""

    model_config = ConfigDict(strict=True)

    id: str | int
    question: InputText
    history: list[_Turn] | None = None


def _read(line: bytes) -> _Question:
    """The question of one line. Raises ValueError with the reason, without a full stop."""
    try:
        content = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise ValueError("it is not UTF-8") from None
    except (json.JSONDecodeError, RecursionError) as error:
        raise ValueError(f"it is not JSON ({error})") from None
    if not isinstance(content, dict):
        raise ValueError('it is not an object with "id" and "question"')
    try:
        return _Question.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        raise ValueError(f'"{first["loc"][0]}": {first["msg"][0].lower()}{first["msg"][1:]}') from None
