"""Headings of stages: a line without a number or a full stop that ends in its time: Bước 1: Chuẩn bị (tháng 7/2025)."""

import re
from functools import cache

from corpus.deadlines import cell_deadline
from corpus.lexicon import deadline_words
from corpus.models import Precision
from corpus.names.mentions import mentions
from corpus.patterns import any_of, cue
from corpus.text import canonical, collapse

_IN_BRACKETS = re.compile(r"\(([^()]{4,60})\)[\s:*_]*\Z")
_AFTER_COLON = re.compile(r":\s*([^:()]{4,60}?)[\s*_]*\Z")
_MARK = re.compile(r"\W*(?:\w{1,4}[.)]\s+)?")
_PERIODS = (Precision.DAY, Precision.MONTH, Precision.QUARTER, Precision.YEAR)
_LONGEST = 200  # characters


def heads_a_stage(words: str, following: str) -> bool:
    """True for the heading of a stage; one that does not call itself so has a sentence with its doer below it."""
    words = collapse(words)
    if not stage_time(words):
        return False
    if names_a_stage(words):
        return cue("assign").search(canonical(words)) is None
    below = _MARK.match(following)
    begin = below.end() if below else 0
    acting = mentions(following, begin, min(len(following), begin + _LONGEST))
    return bool(acting) and acting[0].start == begin and not stage_time(collapse(following)) and not mentions(words)


def stage_time(words: str) -> str:
    """The time that a short line ends in, as printed; nothing where it is none."""
    if len(words) > _LONGEST or not words[:1].isupper():
        return ""
    said = _IN_BRACKETS.search(words) or (_AFTER_COLON.search(words) if ":" in words and names_a_stage(words) else None)
    due = cell_deadline(said[1]) if said else None
    return said[1] if said and due and due.precision in _PERIODS and said[1].endswith(due.text) else ""


def names_a_stage(words: str) -> bool:
    """True for words that call what they head a stage: Giai đoạn II, Đợt 1."""
    return _stage().match(canonical(words)) is not None


@cache
def _stage() -> re.Pattern[str]:
    return re.compile(
        rf"\W*(?:{any_of(deadline_words()['stages'])})\s+(?:\d{{1,2}}|[ivx]+|chuẩn bị|kết thúc|thực hiện|triển khai|đầu|hai|ba|một|thứ\s\w+)(?!\w)"
    )
