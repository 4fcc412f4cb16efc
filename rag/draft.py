"""What an answer is made of before it is numbered and checked."""

from collections.abc import Sequence
from typing import NamedTuple

from corpus.models import Value
from rag.models import AnswerStatus, Choice, Hit

LIST_LINES = 12  # lines of a list
LIST_LENGTH = 1_450  # characters of a list


class Span(Value):
    """A slice of a notice that proves something."""

    notice_id: str
    start: int
    end: int
    item: str = ""


class Line(Value):
    """One line of the text, and the slices that prove it."""

    text: str
    proof: tuple[Span, ...] = ()


class Draft(Value):
    """A headline, the lines of the text, and the slices that prove them.

    `reason`: the key of the sentence that says why there is no answer, where it is not that of the status.
    `counted` are the figures of the headline that stand in no quote: how many there are, which are shown. `more`: the list goes on.
    """

    status: AnswerStatus
    headline: str = ""
    lines: tuple[Line, ...] = ()
    listing: bool = False
    counted: tuple[int, ...] = ()
    more: bool = False
    nearest: tuple[Span, ...] = ()
    reason: str = ""


class Finding(NamedTuple):
    """What is to be said, the hits it comes from, and the readings to pick from."""

    draft: Draft
    hits: Sequence[Hit] = ()
    choices: tuple[Choice, ...] = ()
