"""The meeting a notice concludes: which kind, when, where, who was in the chair, who came, who was absent."""

import re
from collections.abc import Sequence

from corpus.dates import find_dates
from corpus.models import Item, Meeting, Printed, PrintedDate
from corpus.names.people import people_in
from corpus.text import collapse, fold, sentences

_KIND = re.compile(r"cuoc hop|buoi lam viec|hoi nghi|phien hop|buoi hop|cuoc lam viec|buoi kiem tra|hop giao ban")
_CHAIR = re.compile(r"chu tri|chu toa|da lam viec|lam viec voi|di kiem tra")
_PLACE = re.compile(r"\btai\s+(?=[^,;]{3,80})(?!(?:cuoc|buoi|hoi nghi|phien))")
_ATTEND = re.compile(r"^\W*(?:thanh phan )?(?:tham du|tham gia|cung du|du hop|cung tham du|thanh phan|du cuoc hop)\b")
_ABSENT = re.compile(r"\bvang(?: mat)?\s*:\s*|\bvang mat\s+|\bvang\s+(?=so|ban|van phong)")


def read_meeting(text: str, opening: Sequence[Item]) -> Meeting:
    """What the paragraphs before the first item say of the meeting."""
    meeting = Meeting()
    for item in opening:
        for start, end in sentences(text, item.start, item.end):
            folded = fold(text[start:end])
            if meeting.chair is None and (_CHAIR.search(folded) and _KIND.search(folded)):
                meeting = meeting.model_copy(update=_opening_sentence(text, start, end, folded))
            if meeting.attendees is None and _ATTEND.match(folded):
                meeting = meeting.model_copy(update={"attendees": _fact(text, start, end)})
            if meeting.absent is None and (match := _ABSENT.search(folded)):
                meeting = meeting.model_copy(update={"absent": _absent(text, start + match.end(), end)})
    return meeting


def _opening_sentence(text: str, start: int, end: int, folded: str) -> dict[str, Printed | PrintedDate | None]:
    kind = _KIND.search(folded)
    return {
        "kind": _fact(text, start + kind.start(), start + kind.end()) if kind else None,
        "held_on": _held_on(text, start, end),
        "place": _place(text, start, folded),
        "chair": next(iter(people_in(text, start, end)), None),
    }


def _held_on(text: str, start: int, end: int) -> PrintedDate | None:
    return next((found for found in find_dates(text, start, end) if found.start - start < 60), None)


def _place(text: str, start: int, folded: str) -> Printed | None:
    match = _PLACE.search(folded)
    if match is None:
        return None
    stop = re.search(r"[,;]", folded[match.end() :])
    if stop is None:
        return None
    return _fact(text, start + match.end(), start + match.end() + stop.start())


def _absent(text: str, start: int, end: int) -> Printed | None:
    stop = re.search(r"\s*(?:\(|\)|\.\s*$|;)", text[start:end])
    return _fact(text, start, start + stop.start() if stop else end)


def _fact(text: str, start: int, end: int) -> Printed | None:
    if start >= end:
        return None
    return Printed(value=collapse(text[start:end]), start=start, end=end)
