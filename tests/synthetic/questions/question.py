"""A question about a set of synthetic notices, with what answers it."""

from collections.abc import Iterable
from typing import Literal

from pydantic import BaseModel, ConfigDict

Language = Literal["vi", "en"]
Slot = Literal["lead", "coordinating", "deadline", "task", "legal_basis", "reports_to", "fact", "list"]
Said = Literal["", "matter", "task", "asked", "english"]
Why = Literal[
    "other_province", "other_year", "other_body", "slot_missing", "swapped_role", "other_topic", "near_topic", "outside"
]


class Quote(BaseModel):
    """A slice of a notice."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    notice_id: str
    text: str


class Named(BaseModel):
    """What a question names, as the notices print it: "" and 0 for what it leaves out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    matter: str = ""
    province: str = ""
    year: int = 0
    number: str = ""
    body: str = ""


class SyntheticQuestion(BaseModel):
    """`quotes`: all that are right, in one notice or several; none where `why` says what is missing.

    `notice_id` is the notice it was made from; of an unanswerable question the one that it misses, if any.
    `values`: agencies, ISO days, the words of an undated deadline, document numbers, sums. `said`: how the matter was named.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    question: str
    language: Language
    slot: Slot
    notice_id: str | None = None
    quotes: tuple[Quote, ...] = ()
    answerable: bool
    why: Why | None = None
    template: str
    said: Said = ""
    named: Named = Named()
    noise: tuple[str, ...] = ()
    values: tuple[str, ...] = ()


def because(questions: Iterable[SyntheticQuestion], *whys: Why) -> list[SyntheticQuestion]:
    """The questions that nothing answers for one of these reasons; there are some."""
    found = [question for question in questions if question.why in whys]
    assert found
    return found
