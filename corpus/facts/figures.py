"""The figures a sentence states, with their unit and what they count; no dates, no numbers of documents."""

import re
from collections.abc import Iterator
from functools import cache

from corpus.dates import find_dates
from corpus.facts.source import Source, Span
from corpus.lexicon import cues
from corpus.models import Facet, Fact, FactSubject
from corpus.patterns import any_of
from corpus.text import canonical, collapse, fold

_NUMBER = r"(?<![\w/.,-])\d{1,3}(?:[.,]\d{3})+(?:,\d+)?(?![\w/])|(?<![\w/.,-])\d+(?:[.,]\d+)?(?![\w/])"
_MONEY = r"\s*(?:(?:nghìn|triệu|tỷ|tỉ)\s+)*(?:(?:triệu|tỷ|tỉ)(?!\w)|đồng(?!\w|\s+(?:chí|bào|hồ)))"
_SHARE = r"\s*(?:%|phần\s+trăm(?!\w))"
_SPAN = r"\s+(?:giờ|phút|ngày|tuần|tháng|năm)(?!\w|\s+\d|\s*/)"
_RANK = re.compile(
    r"(?<!\w)(?P<rank>(?:hạng|thứ)\s+\d+(?:/\d+)?|(?:mức(?:\s+độ)?|cấp\s+độ)\s+\d+(?:\s*,\s*\d+)*|số\s+\d+(?!\s*/))(?![\w/])"
)
_FIGURE = re.compile(rf"(?:{_NUMBER})(?:(?P<money>{_MONEY})|(?P<share>{_SHARE})|(?P<duration>{_SPAN}))?")
_COUNTED = re.compile(r"\s+(?P<word>[^\W\d_]+)")
_MOST_WORDS = 4  # of what is counted
_BEFORE = 24  # characters


def figure_facts(source: Source, sentence: Span, subject: FactSubject) -> Iterator[Fact]:
    """`how`: money, share, duration, rank or count. `key`: the folded figure with its unit."""
    view, form, (start, end) = source.view, source.form, sentence
    taken = [(one.start, one.end) for one in source.cited_in(start, end)]
    taken += [(one.start, one.end) for one in find_dates(view, start, end)]
    for match in (*_RANK.finditer(form, start, end), *_FIGURE.finditer(form, start, end)):
        how, (left, right) = match.lastgroup or "count", match.span()
        named = how != "rank" and _names().search(form, max(start, left - _BEFORE), left)
        if named or any(a < right and left < b for a, b in taken):
            continue
        until = _counted(view, right, end) if how in ("share", "count") else right
        if how != "count" or until > right:
            yield source.fact(Facet.FIGURE, (left, until), subject, collapse(fold(view[left:until])), how)


def _counted(view: str, at: int, end: int) -> int:
    """Where the words end that say what is counted: a few, up to a name or a word that goes on with the sentence."""
    for number in range(_MOST_WORDS):
        word = _COUNTED.match(view, at, end)
        if word is None or canonical(word["word"]) in cues()["not_counted"] or (number and word["word"][0].isupper()):
            break
        at = word.end()
    return at


@cache
def _names() -> re.Pattern[str]:
    """A word before a number that makes it a name: năm 2018, mức độ 3, khoản 2, quý 1, 2016-2020."""
    return re.compile(rf"(?:(?<!\w)(?:{any_of(cues()['numbered'])})(?:\s+\d+\s*(?:,|và|-|–|đến))*\s*|\d\s*[-–/.]\s*)$")
