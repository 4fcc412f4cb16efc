"""By when: the words that set a deadline, and the last day they allow.

A date that belongs to a cited document or a meeting sets no deadline: a date counts only after a word that
makes it one (trước, chậm nhất, xong trong …).
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from corpus.lexicon import cues
from corpus.models import CitedDocument, Deadline, Precision
from corpus.text import collapse, fold

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_BEFORE = r"(?:truoc|cham nhat|muon nhat|den het|het|khong qua|khong muon hon|xong|hoan thanh|thoi han|han chot|han cuoi|den)(?:\s+(?:la|den|truoc|trong|vao|cuoi|nhat|cung))*"
_PERIOD = r"(?:trong|xong|hoan thanh|truoc|cuoi|den|het|dau|giua|cham nhat|vao|den het|den cuoi)"
_RULES: tuple[tuple[Precision, re.Pattern[str]], ...] = tuple(
    (precision, re.compile(pattern))
    for precision, pattern in (
        (Precision.RELATIVE, r"(?:trong|sau)\s+(?:vong\s+|thoi han\s+|thoi gian\s+)?\d+\s+(?:ngay|thang|tuan|gio)(?:\s+lam viec)?(?:\s*,?\s*(?:ke\s+)?tu\s+(?:ngay|khi|luc)[^,;.]*)?"),
        (Precision.START, rf"(?:ke\s+)?tu\s+ngay\s+(?P<day>\d{{1,2}})\s*(?:/|-|thang)\s*(?P<month>\d{{1,2}})\s*(?:/|-|nam)\s*{_YEAR}"),
        (Precision.DAY, rf"{_BEFORE}\s+(?:ngay\s+)?(?P<day>\d{{1,2}})\s*(?:/|-|\.|thang)\s*(?P<month>\d{{1,2}})\s*(?:/|-|\.|nam)\s*{_YEAR}"),
        (Precision.DAY, r"(?:truoc|cham nhat|den het)(?:\s+la)?\s+ngay\s+(?P<day>\d{1,2})\s*(?:/|thang)\s*(?P<month>\d{1,2})(?!\s*[\d/-])"),
        (Precision.MONTH, rf"{_PERIOD}\s+thang\s+(?P<month>\d{{1,2}})\s*(?:/|nam|-)\s*{_YEAR}"),
        (Precision.QUARTER, rf"{_PERIOD}\s+quy\s+(?P<quarter>iv|iii|ii|i|[1-4])\s*(?:/|nam|-)\s*(?:nam\s+)?{_YEAR}"),
        (Precision.YEAR, rf"(?:(?:xong|hoan thanh)(?:\s+trong)?|trong|den het|het|cuoi|den cuoi|tu nay den)\s+nam\s+{_YEAR}"),
        (Precision.VAGUE, r"(?<!\w)ngay sau (?:cuoc hop|hoi nghi|buoi lam viec|khi)\b[^,;.]{0,40}|trong thoi gian som nhat|khan truong"),
    )
)  # fmt: skip
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_PAGE_NUMBER = re.compile(r"(?<=\n)[ \t]*(?:[-–][ \t]*)?\d{1,3}(?:[ \t]*[-–])?[ \t]*(?=\r?\n)")
_QUARTER = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def find_deadline(
    text: str, start: int, end: int, cited: Iterable[CitedDocument], issued_on: date | None = None
) -> Deadline | None:
    """The deadline that `text[start:end]` sets, the most exact one first; None where it sets none.

    `cited` are the documents cited there: their dates and titles are passed over. A day without a year takes
    the first such day from `issued_on` on.
    """
    folded = _blanked(text, start, end, cited)
    for precision, pattern in ((Precision.RECURRING, _recurring()), *_RULES):
        match = pattern.search(folded)
        if match is None:
            continue
        parts = match.groupdict()
        try:
            value = _date(precision, parts, issued_on)
        except ValueError:
            continue
        return Deadline(
            text=collapse(_PAGE_NUMBER.sub("", text[start + match.start() : start + match.end()])),
            date=value,
            precision=precision,
        )
    return None


def find_recurring(text: str) -> Iterator[re.Match[str]]:
    """The words that say how often something is done; matched on folded text."""
    return _recurring().finditer(fold(text))


@cache
def _recurring() -> re.Pattern[str]:
    return re.compile(fold(cues()["recurring"]))


def _blanked(text: str, start: int, end: int, cited: Iterable[CitedDocument]) -> str:
    folded = _PAGE_NUMBER.sub(lambda page: " " * len(page[0]), fold(text[start:end]))
    spans = [(document.start - start, document.end - start) for document in cited]
    spans += [match.span() for match in _QUOTED.finditer(text[start:end])]
    for left, right in spans:
        if 0 <= left < right <= len(folded):
            folded = folded[:left] + "#" * (right - left) + folded[right:]
    return folded


def _date(precision: Precision, parts: dict[str, str | None], issued_on: date | None) -> date | None:
    """The day itself, or the last day of the period named."""
    if precision in (Precision.RECURRING, Precision.RELATIVE, Precision.VAGUE):
        return None
    if parts.get("year") is None:
        if issued_on is None:
            return None
        day = date(issued_on.year, int(parts["month"] or 0), int(parts["day"] or 0))
        return day if day >= issued_on else day.replace(year=day.year + 1)
    year = int(parts["year"] or 0)
    if parts.get("day"):
        return date(year, int(parts["month"] or 0), int(parts["day"] or 0))
    if precision is Precision.QUARTER:
        quarter = parts["quarter"] or ""
        month = 3 * (_QUARTER[quarter] if quarter in _QUARTER else int(quarter))
    else:
        month = int(parts.get("month") or 12)
    return date(year, month, monthrange(year, month)[1])
