"""What an answer is made of before it is numbered and checked."""

from corpus.models import Value
from rag.models import AnswerStatus

MOST = 12  # lines of a list
LENGTH = 1_450  # characters of a list


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

    `counted` is the one figure of the headline that stands in no quote: how many there are.
    """

    status: AnswerStatus
    headline: str = ""
    lines: tuple[Line, ...] = ()
    listing: bool = False
    counted: int | None = None
    nearest: tuple[Span, ...] = ()
