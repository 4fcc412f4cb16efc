"""The values of one question: what was asked, what was found, what is answered."""

from enum import StrEnum

from pydantic import Field

from corpus.models import Value


class AnswerStatus(StrEnum):
    """How a question ended. Not answering is a status, not an error."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    AMBIGUOUS = "ambiguous"
    NOT_STATED = "not_stated"
    NOT_IN_NOTICES = "not_in_notices"
    OUT_OF_SCOPE = "out_of_scope"
    SMALL_TALK = "small_talk"
    UNCLEAR = "unclear"

    @property
    def abstained(self) -> bool:
        """True where no answer is claimed."""
        return self not in (AnswerStatus.ANSWERED, AnswerStatus.PARTIAL, AnswerStatus.AMBIGUOUS)


class Turn(Value):
    """An earlier question of the same conversation, with the answer it got."""

    question: str
    answer: str = ""


class Citation(Value):
    """Proof: `quote` is the slice `start:end` of the notice's stored text."""

    marker: int
    notice_id: str
    label: str
    number: str | None = None
    type: str | None = None
    issuer: str | None = None
    date: str | None = None
    item: str | None = None
    page: int | None = None
    quote: str
    start: int
    end: int
    url: str


class Choice(Value):
    """One reading of an ambiguous question: a label, and the question that picks it."""

    label: str
    question: str
    notice_id: str


class Answer(Value):
    """What every face shows; the same JSON from the command line and over HTTP (DESIGN, contracts)."""

    id: str
    question: str
    language: str
    status: AnswerStatus
    abstained: bool
    headline: str = ""
    text: str = ""
    citations: tuple[Citation, ...] = ()
    nearest: tuple[Citation, ...] = ()
    choices: tuple[Choice, ...] = ()
    suggestions: tuple[str, ...] = ()
    engine: str = "extractive"
    timings_ms: dict[str, float] = Field(default_factory=dict)
