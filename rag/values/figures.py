"""The figures a hit states, of the kind asked for; a telephone number, an address."""

import re

from corpus.citations import citations_in
from corpus.models import Notice
from corpus.text import fold
from rag.models import Hit, Question
from rag.values.filled import Filled

_FIGURE = re.compile(r"\d[\d.,]*\s*(?:%|phần trăm|triệu|tỷ|tỉ|nghìn|đồng|[^\W\d_]+)(?:\s+(?:đồng|[^\W\d_]+))?")
_MONEY = re.compile(r"\d[\d.,]*\s*(?:(?:nghìn|triệu|tỷ|tỉ)\s+)*(?:(?:triệu|tỷ|tỉ)(?!\w)|đồng(?!\w|\s+(?:chí|bào|hồ)))")
_MONEY_ASKED = re.compile(
    r"\btien\b(?! (?:do|bo|hanh|trinh|ich|phong|luong)\b)|\bdong\b|kinh phi|ngan sach|(?<!cong )\bty\b|trieu|how much|budget|cost|amount|money|owed"
)
_SHARE_ASKED = re.compile(r"%|phan tram|ti le|ty le|share|percent|proportion")
_RANK = re.compile(r"(?:hạng|thứ)\s+\d+")
_RANK_ASKED = re.compile(r"xep hang|thu may|hang may|what rank|ranked")
_SHARE = re.compile(r"\d[\d.,]*\s*(?:%|phần trăm)")
_FUNDED = re.compile(r"ngan sach|kinh phi|ho tro|budget|support|subsid")  # money, or its share
_DATE_WORD = re.compile(r"\d+\s*(?:năm|tháng|ngày)\b|\d+[/-]")


def _kind_asked(asked: str, text: str) -> re.Pattern[str]:
    """How the figures look that are asked for; of funds a share will do where the text states no sum."""
    if _MONEY_ASKED.search(asked):
        share = _FUNDED.search(asked) and _SHARE.search(text) and not _MONEY.search(text)
        return _SHARE if share else _MONEY
    if _SHARE_ASKED.search(asked):
        return _SHARE
    return _RANK if _RANK_ASKED.search(asked) else _FIGURE


def quantity(question: Question, hit: Hit, notice: Notice) -> Filled | None:
    """A figure of the kind asked for: money, a share, a rank, else any count that is no date or number of a document."""
    text, asked = hit.passage.text, fold(question.text)
    cited = [
        (document.start - hit.passage.start, document.end - hit.passage.start)
        for document in citations_in(notice.text, hit.passage.start, hit.passage.end)
    ]
    for match in _kind_asked(asked, text).finditer(text):
        if not _DATE_WORD.match(text, match.start()) and not any(
            left <= match.start() < right for left, right in cited
        ):
            return Filled(values=(), start=hit.passage.start, end=hit.passage.end)
    return None


def phone(question: Question, hit: Hit, notice: Notice) -> Filled | None:
    found = re.search(r"(?<!\d)0\d{2,3}[ .]?\d{3}[ .]?\d{3,4}(?!\d)|[\w.]+@[\w.]+", hit.passage.text)
    return Filled(values=(found[0],), start=hit.passage.start, end=hit.passage.end) if found else None
