"""What an answer is made of before it is numbered and checked."""

from collections.abc import Sequence
from typing import NamedTuple

from corpus.models import Facet, SubjectKind, Value
from rag.models import AnswerStatus, Choice, Hit, Shape, Span

__all__ = ["LIST_LENGTH", "LIST_LINES", "About", "Draft", "Finding", "Line", "Said", "Span"]

LIST_LINES = 12  # lines of a list
LIST_LENGTH = 1_450  # characters of a list


class Line(Value):
    """One line of the text, and the slices that prove it."""

    text: str
    proof: tuple[Span, ...] = ()


class Said(Value):
    """A facet of a draft's subject: its value and the slices that prove it, or None where the text does not state it.

    `subject` is its place among those of the draft; None where the draft has none it is of.
    """

    facet: Facet
    value: str | None = None
    key: str | None = None
    how: str | None = None
    subject: int | None = 0
    asked: bool = True
    proof: tuple[Span, ...] = ()


class About(Value):
    """A subject of a draft: what kind it is, its slice, and how it is called."""

    kind: SubjectKind
    where: Span
    text: str = ""


class Draft(Value):
    """A headline, the lines of the text, and the slices that prove them.

    `reason`: the key of the sentence that says why there is no answer, where it is not that of the status.
    `counted` are the figures of the headline that stand in no quote: how many there are, which are shown. `more`: the list goes on.
    `notes`: sentences of ours that claim nothing of the notices: what is not stated.
    """

    status: AnswerStatus
    headline: str = ""
    lines: tuple[Line, ...] = ()
    listing: bool = False
    counted: tuple[int, ...] = ()
    more: bool = False
    notes: tuple[str, ...] = ()
    facets: tuple[Said, ...] = ()
    subjects: tuple[About, ...] = ()
    shape: Shape = Shape.ONE
    total: int | None = None
    nearest: tuple[Span, ...] = ()
    reason: str = ""

    def facets_from(self, offset: int) -> list[Said]:
        """Its facets where its subjects stand after `offset` others."""
        moved = [None if one.subject is None or not self.subjects else one.subject + offset for one in self.facets]
        return [one.model_copy(update={"subject": at}) for one, at in zip(self.facets, moved, strict=True)]


class Finding(NamedTuple):
    """What is to be said, the hits it comes from, and the readings to pick from."""

    draft: Draft
    hits: Sequence[Hit] = ()
    choices: tuple[Choice, ...] = ()
