"""To whom a result is reported or submitted: báo cáo UBND tỉnh, trình Chủ tịch UBND tỉnh, gửi về Sở … tổng hợp."""

import re

from corpus.names.mentions import mentions
from corpus.patterns import cue, run_of
from corpus.text import canonical

_AND = re.compile(r"\s*(?:,|và|,\s*và)\s*")


def reports_to(text: str, start: int, end: int) -> tuple[str, ...]:
    """The bodies named right after such a word, each once."""
    form = canonical(text)
    found: dict[str, None] = {}
    for match in cue("report").finditer(form, start, end):
        left = match.end()
        for body in mentions(text, start, end):
            if body.start < left:
                continue
            if not (run_of("report_fillers") if left == match.end() else _AND).fullmatch(form, left, body.start):
                break
            found[body.name] = None
            left = body.end
    return tuple(found)
