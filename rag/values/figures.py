"""The figures a hit states, of the kind asked for; a telephone number, an address."""

import re
from collections.abc import Set

from corpus.models import Facet, Notice
from corpus.text import fold
from rag.models import Hit, Question
from rag.values.filled import Filled
from rag.values.within import facts_within

_MONEY_ASKED = re.compile(
    r"\btien\b(?! (?:do|bo|hanh|trinh|ich|phong|luong)\b)|\bdong\b|kinh phi|ngan sach|(?<!cong )\bty\b|trieu|how much|budget|cost|amount|money|owed"
)
_SHARE_ASKED = re.compile(r"%|phan tram|ti le|ty le|share|percent|proportion")
_RANK_ASKED = re.compile(r"xep hang|thu may|hang may|what rank|ranked")
_FUNDED = re.compile(r"ngan sach|kinh phi|ho tro|budget|support|subsid")  # money, or its share


def quantity(question: Question, hit: Hit, notice: Notice) -> Filled | None:
    """A figure of the kind asked for: money, a share, a rank, else any."""
    figures = facts_within(notice, Facet.FIGURE, hit.passage)
    kinds = _kinds_asked(fold(question.text), {str(one.how) for one in figures})
    if not any(one.how in kinds for one in figures):
        return None
    return Filled(values=(), start=hit.passage.start, end=hit.passage.end)


def _kinds_asked(asked: str, stated: Set[str]) -> Set[str]:
    """The kinds of figures that are asked for; of funds a share will do where no sum is stated."""
    if _MONEY_ASKED.search(asked):
        return {"share"} if _FUNDED.search(asked) and "money" not in stated else {"money"}
    if _SHARE_ASKED.search(asked):
        return {"share"}
    return {"rank"} if _RANK_ASKED.search(asked) else stated


def phone(question: Question, hit: Hit, notice: Notice) -> Filled | None:
    """A telephone number or an address."""
    found = facts_within(notice, Facet.PHONE, hit.passage)
    return Filled(values=(found[0].value,), start=hit.passage.start, end=hit.passage.end) if found else None
