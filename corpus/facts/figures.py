"""The figures a sentence states, with their unit and what they count; no dates, no numbers of documents."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from corpus.dates import find_dates
from corpus.facts.source import Source
from corpus.lexicon import cues
from corpus.models import Facet, Fact, FactSubject
from corpus.patterns import any_of
from corpus.text import canonical, collapse, fold

_NUMBER = r"(?<![\w/.,-])\d{1,3}(?:[.,]\d{3})+(?:,\d+)?(?![\w/])|(?<![\w/.,-])\d+(?:[.,]\d+)?(?![\w/])"
_MONEY = r"\s*(?:(?:nghìn|triệu|tỷ|tỉ)\s+)*(?:(?:triệu|tỷ|tỉ)(?!\w)|đồng(?!\w|\s+(?:chí|bào|hồ)))"
_SHARE = r"\s*(?:%|phần\s+trăm(?!\w))"
_SPAN = r"\s+(?:giờ|phút|ngày|tuần|tháng|năm)(?!\w|\s+\d|\s*/)"
_RANK = re.compile(
    r"(?<!\w)(?:(?:hạng|thứ)\s+\d+(?:/\d+)?|(?:mức(?:\s+độ)?|cấp\s+độ)\s+\d+(?:\s*,\s*\d+)*|số\s+\d+(?!\s*/))(?![\w/])"
)
_FIGURE = re.compile(rf"(?P<number>{_NUMBER})(?:(?P<money>{_MONEY})|(?P<share>{_SHARE})|(?P<duration>{_SPAN}))?")
_COUNTED = re.compile(r"\s+(?P<word>[^\W\d_]+)")
_MOST_WORDS = 4  # of what is counted
_BEFORE = 24  # characters


def figure_facts(source: Source, sentence: tuple[int, int], subject: FactSubject) -> Iterator[Fact]:
    """`how`: money, share, duration, rank or count. `key`: the folded figure with its unit."""
    start, end = sentence
    if not re.search(r"\d", source.view[start:end]):
        return
    taken = [(one.start, one.end) for one in source.notice.cited_documents if one.start < end and start < one.end]
    taken += [(day.start, day.end) for day in find_dates(source.view, start, end)]
    for left, right, how in _figures(source, start, end, taken):
        fact = source.fact(Facet.FIGURE, (left, right), subject, how=how)
        yield fact._replace(key=collapse(fold(fact.value)))


def _figures(source: Source, start: int, end: int, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    view, form = source.view, source.form
    for match in _RANK.finditer(form, start, end):
        if not any(a < match.end() and match.start() < b for a, b in taken):
            yield *match.span(), "rank"
    for match in _FIGURE.finditer(form, start, end):
        if any(a <= match.start() < b for a, b in taken) or _names().search(
            form, max(start, match.start() - _BEFORE), match.start()
        ):
            continue
        until, how = match.end(), match.lastgroup or "count"
        if how in ("money", "duration"):
            yield match.start(), until, how
            continue
        counted = _counted(view, until, end)
        if how == "share" or counted > until:
            yield match.start(), counted, "share" if how == "share" else "count"


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
