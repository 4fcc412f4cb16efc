"""What was said in a conversation, as a follow-up is understood by it."""

from collections import deque
from collections.abc import Iterable
from typing import NamedTuple

from pydantic import ValidationError

from rag.models import Answer, Turn

TURNS = 6  # of a conversation that a follow-up is understood by


class Said(NamedTuple):
    """An answer, when it was given and under which id."""

    at: float
    exchange: str
    turn: Turn


def said_in(exchanges: Iterable[tuple[float, str, Answer | None]]) -> deque[Said]:
    """The last answers of a conversation: of (when, id, answer) those that are."""
    return deque((Said(at, name, _turn(answer)) for at, name, answer in exchanges if answer), TURNS)


def stored_answer(content: str | None) -> Answer | None:
    """The stored answer; None where there is none, or where another version of chidao stored it."""
    try:
        return Answer.model_validate_json(content) if content else None
    except ValidationError:
        return None


def _turn(answer: Answer) -> Turn:
    """What was said, with the notice it stands in: "ai ký?" asks who signed that one."""
    said = answer.headline or answer.text
    notices = tuple(dict.fromkeys(one.notice_id for one in answer.citations))
    said = " ".join([said, *(one.label for one in answer.citations[:1])])
    return Turn(question=answer.question, answer=said, notices=notices)
