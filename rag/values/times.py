"""By when, how often, or when."""

import re
from collections.abc import Iterator

from corpus.dates import find_dates
from corpus.deadlines import find_deadline, find_recurring
from corpus.models import Notice, Precision
from corpus.text import canonical, collapse, fold
from rag.models import Hit, Question
from rag.question.asides import shows
from rag.values.around import shares
from rag.values.filled import Filled
from rag.values.within import cited_within


def deadline(question: Question, hit: Hit, notice: Notice) -> Filled | None:
    """By when, how often, or when: the deadline set there, else the day, the period or the season that is named."""
    passage, text = hit.passage, notice.text
    cited = cited_within(notice, passage)

    def filled(words: str, precision: str = "") -> Filled:
        value = next((found[0] for found in _RANGE.finditer(passage.text) if words in found[0]), words)
        denied = _denied(passage.text, passage.text.find(words))
        return Filled(values=() if denied else (collapse(value),), role=precision, start=passage.start, end=passage.end)

    if recurring := list(find_recurring(passage.text)):
        about = shares(question, passage.text, [match.span() for match in recurring])
        best = recurring[about.index(max(about))]
        return filled(passage.text[best.start() : best.end()])
    if shows("asks_recurring", fold(question.text)):
        return None
    deadline = find_deadline(text, passage.start, passage.end, cited, notice.dated)
    if deadline and deadline.precision is not Precision.VAGUE:
        return filled(deadline.text, deadline.precision)
    row = hit.row
    if row and row.deadline and row.start < passage.end and passage.start < row.end:
        return filled(row.deadline.text, row.deadline.precision)
    taken = [(document.start, document.end) for document in cited]
    times = [
        *_dated(text, passage.start, passage.end),
        *(match.span() for match in _PERIOD.finditer(text, passage.start, passage.end)),
    ]
    free = [(left, right) for left, right in times if not any(start <= left < end for start, end in taken)]
    moved = [(left, right) for left, right in free if any(0 <= left - end <= 2 for _, end in free)]
    free = moved or free  # từ tháng 6 | sang tháng 10: the second is what holds
    if shows("asks_limit", fold(question.text)) and not moved:
        return None  # a day that is only told is no limit
    if free:
        left, right = max(
            free,
            key=lambda span: (_nearness(question, text[passage.start : span[0]], span[0] - passage.start), -span[0]),
        )
        return filled(text[left:right])
    return None


_RANGE = re.compile(r"từ\s+(?:ngày\s+)?\d[\d/.-]*\s+đến\s+(?:hết\s+)?(?:ngày\s+)?\d[\d/.-]*\d", re.I)
_DENIES = re.compile(r"(?<!\w)(?:chưa|không|tạm dừng|tạm hoãn|hoãn)\s+(?!quá|chậm|muộn)[^.;,]*$")


def _denied(text: str, position: int) -> bool:
    """True where the words before a time deny what would happen then: *chưa* thực hiện trong quý II."""
    return position >= 0 and _DENIES.search(canonical(text[:position])) is not None


_CLOCK = re.compile(r"\d{1,2}\s*(?:giờ|h|g)\s*(?:\d{2})?(?:\s*phút)?\s*,?\s*(?:ngày\s+)?$")
_PERIOD = re.compile(
    r"(?:giai đoạn|nhiệm kỳ)\s+\d{4}\s*[-–]\s*\d{4}|(?:từ|đến|trong|vào|sang|hết)\s+(?:(?:đầu|giữa|cuối)\s+)?"
    r"(?:(?:quý|tháng)\s+(?:[IVX]+|\d{1,2})(?:\s*(?:/|năm|-)\s*\d{4})?|năm\s+(?:học\s+)?\d{4}(?:\s*[-–]\s*\d{4})?)",
    re.I,
)


def _dated(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The days named, with the hour before them."""
    for found in find_dates(text, start, end):
        clock = _CLOCK.search(text, max(start, found.start - 24), found.start)
        yield (clock.start() if clock else found.start), found.end


def _nearness(question: Question, text: str, position: int) -> int:
    """How many of the question's words stand in the ninety characters before `position`."""
    before = set(fold(text[max(0, position - 90) : position]).replace(",", " ").replace("(", " ").split())
    wanted = {word for term in question.terms for alternative in term.alternatives for word in alternative.words}
    wanted |= {word for name in question.agencies for word in fold(name).split()}
    return len(before & wanted)
