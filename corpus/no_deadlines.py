"""Times that look like a deadline and are none: those of contracts and laws, aims, how long a part of the work may last,
and a day that another has taken the place of.

All is matched on folded text. The words are data: corpus/lexicon/deadlines.yaml.
"""

import re
from functools import cache

from corpus.lexicon import deadline_words
from corpus.models import Precision
from corpus.patterns import any_of, words_of
from corpus.text import FIGURE

_DAY = r"\d{1,2}\s*(?:/|-|\.|thang)\s*\d{1,2}(?:\s*(?:/|-|\.|,?\s*nam)\s*(?:19|20)\d\d)?(?!\d)"
_PERIOD = r"(?:thang|quy)\s+(?:[ivx]+|\d{1,2})(?:\s*(?:/|-|,?\s*nam)\s*(?:19|20)\d\d)?(?![\w/])"
_TIME = rf"(?:(?:ngay\s+)?{_DAY}|{_PERIOD}|nam\s+(?:19|20)\d\d)"
_TO = r"(?P<to>sang|(?<!hoan )thanh|den|toi)"
_REACH = 120  # characters before a time that tell whose it is
_SHORT_LIMIT = re.compile(r"(?:khong qua|toi da|trong)(?:\s+vong)?\s")
_FROM = re.compile(r"\s(?:ke\s+tu|tu|sau)\s")


def without_replaced(folded: str) -> str:
    """`folded` without the times that others have taken the place of, as long as before.

    "từ ngày 30/6 sang ngày 15/8" is left as "đến ngày 15/8".
    """
    may_hold = "quy" in folded or "thang" in folded or FIGURE.search(folded)
    if not may_hold or ("thay" not in folded and not _moves().search(folded)):
        return folded
    for pattern in _replaced():
        folded = pattern.sub(_blank_old, folded)
    return folded


def is_none(folded: str, match: re.Match[str], precision: Precision) -> bool:
    """True for a time that binds nobody: hợp đồng ký trước ngày …, mục tiêu đến hết năm 2030, mỗi lượt không quá 14 ngày."""
    before = folded[max(0, match.start() - _REACH) : match.start()]
    if _before("of_others").search(before):
        return True
    if precision is Precision.RELATIVE and _SHORT_LIMIT.match(match[0]) and not _FROM.search(match[0]):
        return _before("lasts").search(before) is not None
    if precision is Precision.YEAR and match[0].startswith("den"):
        return _before("aims").search(before) is not None
    return False


def _blank_old(found: re.Match[str]) -> str:
    """What was found, with its old time blank, and the word that leads to the new one as one that sets a deadline."""
    said, begin = found[0], found.start()
    left, right = (at - begin for at in found.span("old"))
    said = said[:left] + "#" * (right - left) + said[right:]
    if "to" not in found.groupdict():
        return said
    left, right = (at - begin for at in found.span("to"))
    says_when = _says_when().match(found.string, found.end())  # thành trước ngày …
    return said[:left] + ("" if says_when else "den").ljust(right - left) + said[right:]


@cache
def _moves() -> re.Pattern[str]:
    return re.compile(words_of(deadline_words()["moved"]))


@cache
def _says_when() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of([*deadline_words()['before'], 'trong'])})(?!\w)")


@cache
def _replaced() -> tuple[re.Pattern[str], ...]:
    """The ways to say that a time gives way to another."""
    moved = words_of(deadline_words()["moved"])
    leads = rf"(?:(?:{any_of(deadline_words()['before'])}|trong|cuoi|dau)\s+)*"
    span = r"(?:thoi (?:han|gian|diem)|han|moc)"
    return tuple(
        re.compile(pattern)
        for pattern in (
            # điều chỉnh thời hạn từ ngày … sang ngày …
            rf"{moved}[^.;]{{0,120}}?(?P<old>(?<!\w)tu\s+{leads}{_TIME})\s*,?\s+{_TO}\s+(?={leads}{_TIME})",
            # thời hạn … ngày … được gia hạn đến ngày …
            rf"(?P<old>{leads}{_TIME})[^.;,]{{0,80}}?{moved}(?:\s+(?:lai|them|{span}))*\s+{_TO}\s+(?={leads}{_TIME})",
            # thay cho thời hạn ngày …
            rf"(?<!\w)thay\s+(?P<old>(?:(?:cho|vi)\s+(?:cac\s+)?(?:{span}|ngay|truoc)|(?:the\s+)?(?:cho\s+)?{span})(?!\w)[^.;,()]{{0,60}}?{_TIME})",
            # thời hạn cũ (ngày …), ngày … trước đây
            rf"(?<!\w)(?P<old>{span}\s+(?:cu|truoc day|truoc do|da giao|ban dau)\b[^.;,\d]{{0,30}}{_TIME})",
            rf"(?P<old>{leads}{_TIME})(?=\s+(?:truoc day|truoc do|da giao|da an dinh|da neu|cu)\b)",
        )
    )


@cache
def _before(name: str) -> re.Pattern[str]:
    """The patterns of that name, where they end."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(deadline_words()[name])})\s+\Z".replace(" ", r"\s+"))
