"""The figures a sentence states, with their unit and what they count; no dates, no numbers of documents."""

import re
from collections.abc import Iterator
from functools import cache

from corpus.dates import find_dates
from corpus.facts.source import Source, Span
from corpus.lexicon import cues
from corpus.models import Facet, Fact, FactSubject
from corpus.patterns import any_of
from corpus.text import FIGURE, canonical, collapse, fold

_DIGITS = r"(?:\d{1,3}(?:[.,]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)"
_NUMBER = (
    rf"(?<![\w/.,-])(?:{_DIGITS}\s*(?:-|–|đến)\s*)?{_DIGITS}(?:/\d+(?=\s+[^\W\d]))?(?![\w/])"  # 30; 1 - 2; 19/43 cầu
)
_PER = r"(?:\s*/\s*[^\W\d_]+\d?)?"  # đồng/m3
_MONEY = rf"\s*(?:(?:nghìn|triệu|tỷ|tỉ)\s+)*(?:(?:triệu|tỷ|tỉ)(?!\w)|đồng(?!\w|\s+(?:chí|bào|hồ))){_PER}"
_MILLIONS = ("triệu", "tỷ", "tỉ")
_SHARE = r"\s*(?:%|‰|phần\s+trăm(?!\w))"
_SPAN = r"\s+(?:giờ|phút|ngày|tuần|tháng|năm)(?!\w|\s+\d|\s*/)"
_RANK = re.compile(
    r"(?<!\w)(?P<rank>(?:hạng|thứ)\s+\d+(?:/\d+)?|(?:mức(?:\s+độ)?|cấp\s+độ)\s+\d+(?:\s*,\s*\d+)*|số\s+\d+(?!\s*/))(?![\w/])"
)
_KIND = rf"(?:(?P<money>{_MONEY})|(?P<share>{_SHARE})|(?P<duration>{_SPAN}))?"
_COUNTED = re.compile(r"\s+(?P<word>[^\W\d_]+\d?(?:[/-][^\W\d_]+)?)")
_MOST_WORDS = 8  # of what is counted
_BEFORE = 24  # characters


def figure_facts(source: Source, sentence: Span, subject: FactSubject) -> Iterator[Fact]:
    """`how`: money, share, duration, rank or count. `key`: the folded figure with its unit."""
    view, form, (start, end) = source.view, source.form, sentence
    taken = [(one.start, one.end) for one in source.cited_in(start, end)]
    taken += [(one.start, one.end) for one in find_dates(view, start, end)]
    behind = {body.end + 1 for body in source.bodies_in(start, end)}  # Ban Quản lý dự án 2
    ranks = _RANK.finditer(form, start, end) if FIGURE.search(form, start, end) else ()
    for match in (*ranks, *_figure().finditer(form, start, end)):
        how, (left, right) = match.lastgroup or "count", match.span()
        named = how != "rank" and _names().search(form, max(start, left - _BEFORE), left)
        if named or left in behind or any(a < right and left < b for a, b in taken):
            continue
        until = right if how == "rank" else _counted(view, right, end)
        if how == "money" and until > right and match[0].endswith(_MILLIONS):
            how = "count"  # 1,6 triệu lượt
        until = right if how == "money" else until
        if how != "count" or until > right:
            key = collapse(fold(view[left:until]))
            bound = _bounds().search(form, max(start, left - _BEFORE), left)
            yield source.fact(Facet.FIGURE, (bound.start() if bound else left, until), subject, key, how)


def _counted(view: str, at: int, end: int) -> int:
    """Where the words end that say what is counted: a few, up to a name or a word that goes on with the sentence."""
    figure = not view[at - 1].isalpha()  # 05 Kế hoạch, but Ba Đồn
    for number in range(_MOST_WORDS):
        word = _COUNTED.match(view, at, end)
        form = canonical(word["word"]) if word else ""
        named = view[at + 1 : at + 2].isupper() and (number or not figure)
        bound = form in cues()["bounds"] and view[at + len(form) + 2 : at + len(form) + 3].isdigit()
        if word is None or named or bound or form in cues()["not_counted"]:
            break
        at = word.end()
    return at


@cache
def _figure() -> re.Pattern[str]:
    """A number in figures or in words, with its unit: 1,5 tỷ đồng, 70 %, 10 ngày, ba mươi xã."""
    words = any_of(cues()["number_words"])
    return re.compile(rf"(?<![\w-])(?:{_NUMBER}|(?:{words})(?:\s+(?:{words}))*(?![\w-])){_KIND}")


@cache
def _bounds() -> re.Pattern[str]:
    """The words before a figure that say how exact it is: ít nhất, không quá, khoảng, từ … đến."""
    return re.compile(rf"(?<!\w)(?:{any_of(cues()['bounds'])})\s+$")


@cache
def _names() -> re.Pattern[str]:
    """A word before a number that makes it a name: năm 2018, mức độ 3, khoản 2, quý 1, 2016-2020."""
    return re.compile(rf"(?:(?<!\w)(?:{any_of(cues()['numbered'])})(?:\s+\d+\s*(?:,|và|-|–|đến))*\s*|\d\s*[-–/.]\s*)$")
