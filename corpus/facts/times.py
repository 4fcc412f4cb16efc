"""The times a sentence names: how often, by when, or when; `how` is the precision of one that is set, None of one told."""

import re
from collections.abc import Iterator

from corpus.dates import find_dates
from corpus.deadlines import find_deadline, find_recurring
from corpus.facts.source import Source, Span
from corpus.models import Facet, Fact, FactSubject, Precision
from corpus.patterns import denying
from corpus.text import fold

_CLOCK = re.compile(r"\d{1,2}\s*(?:giờ|h|g)\s*(?:\d{2})?(?:\s*phút)?\s*,?\s*(?:ngày\s+)?$")
_HOUR = r"(?:trước|vào|lúc)\s+\d{1,2}\s*(?:giờ|h)(?:\s*\d{2})?"
_HOUR_BEFORE, _HOUR_AFTER = re.compile(rf"{_HOUR}\s*,?\s*$"), re.compile(rf"\s*,?\s*{_HOUR}")  # hằng ngày trước 16 giờ
_RANGE = re.compile(r"từ\s+(?:ngày\s+)?\d[\d/.-]*\s+đến\s+(?:hết\s+)?(?:ngày\s+)?\d[\d/.-]*\d")
_PERIOD = re.compile(
    r"(?:giai đoạn|nhiệm kỳ)\s+\d{4}\s*[-–]\s*\d{4}|(?:từ|đến|trong|vào|hết)\s+(?:(?:đầu|giữa|cuối)\s+)?"
    r"(?:(?:quý|tháng)\s+(?:[ivx]+|\d{1,2})(?:\s*(?:/|năm|-)\s*\d{4})?|năm\s+(?:học\s+)?\d{4}(?:\s*[-–]\s*\d{4})?)"
)
_PART_ENDS = re.compile(r"[.;,]")

Time = tuple[Span, str | None, str | None]


def time_facts(source: Source, sentence: Span, subject: FactSubject) -> Iterator[Fact]:
    """A time that is denied begins with what denies it: *chưa thực hiện trong quý II*."""
    taken = [(one.start, one.end) for one in source.cited_in(*sentence)]
    ranges = [match.span() for match in _RANGE.finditer(source.form, *sentence)]
    for (start, end), how, key in _times(source, *sentence):
        if not any(left < end and start < right for left, right in taken):
            taken.append((start, end))
            start, end = next((one for one in ranges if one[0] <= start < one[1]), (start, end))
            denied = [match.start() for match in denying().finditer(source.form, sentence[0], start)][-1:]
            if denied and not _PART_ENDS.search(source.form, denied[0], start):
                start, key = denied[0], None
            yield source.fact(Facet.DEADLINE, (start, end), subject, key, how)


def _times(source: Source, start: int, end: int) -> Iterator[Time]:
    """What is done again and again, the deadline, then the days and periods that are only told."""
    for match in find_recurring(fold(source.view)[start:end]):
        left, right = start + match.start(), start + match.end()
        before = _HOUR_BEFORE.search(source.form, max(start, left - 24), left)
        after = _HOUR_AFTER.match(source.form, right, end)
        left, right = before.start() if before else left, after.end() if after else right
        yield (left, right), Precision.RECURRING.value, None
    due = find_deadline(source.view, start, end, source.cited_in(start, end), source.notice.dated)
    if due and due.precision is not Precision.VAGUE and (span := source.find(due.text, start, end)):
        yield span, due.precision.value, due.date.isoformat() if due.date else None
    for day in find_dates(source.view, start, end):
        clock = _CLOCK.search(source.form, max(start, day.start - 24), day.start)
        yield (clock.start() if clock else day.start, day.end), None, day.value.isoformat()
    yield from ((match.span(), None, None) for match in _PERIOD.finditer(source.form, start, end))
