"""To whom a result is reported or submitted: báo cáo UBND tỉnh, trình Chủ tịch UBND tỉnh, gửi về Sở … tổng hợp."""

import re
from functools import cache

from corpus.lexicon import body_heads, offices
from corpus.names.mentions import mentions
from corpus.patterns import any_of, cue, run_of
from corpus.text import canonical, collapse

_AND = re.compile(r"\s*(?:,|và|,\s*và)\s*")


def reports_to(text: str, start: int, end: int) -> tuple[str, ...]:
    """The bodies, or people by their office alone, named right after such a word, each once."""
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
        said = run_of("report_fillers").match(form, left, end) if left == match.end() else None
        office = _office().match(form, said.end(), end) if said else None
        if office and text[office.start()].isupper() and not text[office.end() :].lstrip()[:1].isupper():
            found[collapse(text[slice(*office.span())])] = None
    return tuple(found)


@cache
def _office() -> re.Pattern[str]:
    """An office with the head of its body, or one of them: Giám đốc Sở, Hiệu trưởng, Bộ."""
    held, bare = any_of(canonical(office.name) for office in offices()), any_of(["bộ", *body_heads("bare")])
    return re.compile(rf"(?:(?:phó )?(?:{held})(?: (?:{bare}|chính phủ))?|{bare})(?!\w)")
