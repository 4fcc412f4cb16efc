"""The meeting a notice concludes: which kind, when, where, who was in the chair, who came, who was absent."""

import re
from collections.abc import Sequence

from corpus.dates import find_dates
from corpus.models import Item, Meeting, Printed, PrintedDate
from corpus.names.people import names_in, people_in
from corpus.text import canonical, collapse, fold, has_diacritics, sentences

_KIND = re.compile(r"cuoc hop|buoi lam viec|hoi nghi|phien hop|buoi hop|cuoc lam viec|buoi kiem tra|hop giao ban")
_CHAIR = re.compile(r"chu tri|chu toa|da lam viec|lam viec voi|di kiem tra")
_SITS = re.compile(r"(?<!\w)(?:chu tri|chu toa)(?:\s+(?!,)\w+){0,4}\s*[.;]?\s*$")  # Đồng chí A, Bí thư chủ trì.
_OPENS_WITH_DAY = re.compile(
    r"\W*(?:sang|chieu|toi|trong|vao|hoi|luc|hom nay|ngay|tu ngay [\d/.]+ (?:den|-)|\d{1,2})(?!\w)"
)
_MET = re.compile(r"(?<!\w)(?:hop|hoi nghi|giao ban|lam viec|kiem tra|khao sat|thi sat|tiep cong dan|doi thoai)(?!\w)")
_PAPER = re.compile(r"(?<!\w)(?:to trinh|cong van|van ban so|bao cao so|quyet dinh so|ban hanh|nhan duoc)(?!\w)")
_WHERE_MET = re.compile(r"(?<!\w)(?:hop|lam viec|hoi nghi|giao ban) tai\s+")
_PLACE = re.compile(r"\btai\s+(?=[^,;]{3,80})(?!(?:cac|cuoc|buoi|hoi nghi|phien)\b)")
_PLACE_ENDS = re.compile(r"(?:[^,;.()]|\([^()]*\))*")
_SEVERAL_DAYS = re.compile(r"\d{1,2}(?:[/.]\d{1,2})?\s*(?:va|-|–|den(?: ngay)?|,)\s*$")
_ATTEND = re.compile(
    r"^\W*(?:thanh phan )?(?:tham du|tham gia|cung du|cung di|du hop|cung tham du|thanh phan|du cuoc hop|co mat)\b"
)
_WHY_ABSENT = r"(?: (?:co|khong)(?: bao)?(?: ly do| phep))?"
_ABSENT = re.compile(
    rf"\bvang(?: mat)?{_WHY_ABSENT}\s*:\s*|\bkhong (?:tham (?:gia|du)|co mat)\s*:\s*"
    r"|\bvang(?: mat)?\s+(?=so|ban|van phong|ubnd|uy ban|phong|chi cuc|hoi|cong ty)"
)
_NOT_THERE = re.compile(
    rf"\s+(?:vang(?: mat)?(?={_WHY_ABSENT}\s*(?:[.;(]|$|,| vi | do )|\s*$)|(?:co giay moi nhung |xin phep )?khong "
    r"(?:den du|tham du|tham gia|du hop|co mat|co dai dien du))(?!\w)"
)
_LEADS_IN = re.compile(r"\s*(?:(?:rieng|con|dai dien|lanh dao)\s+|[-–+]?\s*)")
_LABELLED = re.compile(
    r"\W*(?:(?:nguoi\s+)?(?P<chair>chu tri|chu toa)(?:\s+cuoc hop)?|(?P<when>thoi gian)|(?P<where>dia diem))\s*:"
)
_HOUR = re.compile(r"(?<!\w)(?:gio|thu (?:hai|ba|tu|nam|sau|bay))(?!\w)|\d\s*h")
_AROUND = 40  # characters in which a text with diacritics has one
_MOST_LABELLED = 12  # items among which the labels of an invitation or of minutes stand


def read_meeting(text: str, items: Sequence[Item]) -> Meeting:
    """What the paragraphs before the first numbered item say of the meeting, and what labels near the top do."""
    meeting = Meeting()
    first = next((n for n, item in enumerate(items) if item.path), len(items))
    for at, item in enumerate(items[: max(first, _MOST_LABELLED)]):
        for start, end in sentences(text, item.start, item.end):
            folded = fold(text)[start:end]
            if told_by_label := _labelled(text, start, end, folded, meeting):
                meeting = meeting.model_copy(update=told_by_label)
            told = at < first or meeting.chair is not None
            if at < first and meeting.chair is None and meeting.held_on is None and _tells(text, start, end, folded):
                meeting = meeting.model_copy(update=_opening_sentence(text, start, end, folded))
            elif told and meeting.attendees is None and _ATTEND.match(folded):
                meeting = meeting.model_copy(update={"attendees": _fact(text, start, end)})
            elif at < first and meeting.chair is None and (sits := _SITS.search(folded)):
                meeting = meeting.model_copy(update={"chair": _person(text, start, start + sits.start())})
            if meeting.absent is None and (told or _ABSENT.match(folded.lstrip(" -–+*"))):
                meeting = meeting.model_copy(update={"absent": _absent(text, start, end, folded)})
    return meeting


def _person(text: str, start: int, end: int) -> Printed | None:
    """The first who is named with an office, else by name: Đại tá *Bùi Thế Năng*, Giám đốc Công an tỉnh."""
    return next(iter((*people_in(text, start, end), *names_in(text, start, end))), None)


def _tells(text: str, start: int, end: int, folded: str) -> bool:
    """True for the sentence that tells of the meeting: a day and what was done on it, or who was in the chair of what."""
    met = _MET.search(folded)
    dated = _OPENS_WITH_DAY.match(folded) and _held_on(text, start, end)
    if met and dated and not _PAPER.search(folded, 0, met.start()):
        return True
    return bool(_CHAIR.search(folded) and _KIND.search(folded))


def _labelled(
    text: str, start: int, end: int, folded: str, meeting: Meeting
) -> dict[str, Printed | PrintedDate | None]:
    """CHỦ TRÌ: …, THỜI GIAN: 14 giờ …, ĐỊA ĐIỂM: …, as invitations and minutes have them; a plan's tasks have no hour."""
    label = _LABELLED.match(folded)
    after = start + label.end() if label else end
    if label is None or not text[after:end].strip():
        return {}
    if label["chair"] and meeting.chair is None and (people := people_in(text, after, end)):
        return {"chair": people[0]}
    if label["when"] and meeting.held_on is None and _HOUR.search(folded):
        return {"held_on": next(iter(find_dates(text, after, end)), None)}
    if label["where"] and meeting.held_on and meeting.place is None:
        left = after + len(text[after:end]) - len(text[after:end].lstrip())
        return {"place": _fact(text, left, left + len(text[left:end].rstrip(" .;")))}
    return {}


def _opening_sentence(text: str, start: int, end: int, folded: str) -> dict[str, Printed | PrintedDate | None]:
    kind = _KIND.search(folded)
    return {
        "kind": _fact(text, start + kind.start(), start + kind.end()) if kind else None,
        "held_on": _held_on(text, start, end),
        "place": _place(text, start, folded),
        "chair": next(iter(people_in(text, start, end)), None),
    }


def _held_on(text: str, start: int, end: int) -> PrintedDate | None:
    """The day, with the days before it where the meeting took several."""
    found = next((found for found in find_dates(text, start, end) if found.start - start < 60), None)
    before = _SEVERAL_DAYS.search(fold(text[start : found.start])) if found else None
    return found.model_copy(update={"start": start + before.start()}) if found and before else found


def _place(text: str, start: int, folded: str) -> Printed | None:
    found = (*_WHERE_MET.finditer(folded), *_PLACE.finditer(folded))
    match = next((one for one in found if _reads(text, start + folded.index("tai", one.start()), "tại")), None)
    if match is None:
        return None
    stop = _PLACE_ENDS.match(folded, match.end())
    left, right = start + match.end(), start + (stop.end() if stop else match.end())
    return _fact(text, left, left + len(text[left:right].rstrip()))


def _absent(text: str, start: int, end: int, folded: str) -> Printed | None:
    """Who was absent: behind the word, or before it (Thanh tra tỉnh vắng)."""
    if match := next((one for one in _ABSENT.finditer(folded) if _spelled(text, start, one)), None):
        left = start + match.end()
        stop = re.search(r"\s*(?:\([^()]*\)?\s*)?\)?\.?\s*$", text[left:end])
        return _fact(text, left, left + stop.start() if stop else end)
    if match := next((one for one in _NOT_THERE.finditer(folded) if _spelled(text, start, one)), None):
        before = folded[: match.start()]
        among = re.search(r"^\W*(?:thanh phan|tham du|du hop|cung du|co mat)\b", before)  # … ; Thanh tra tỉnh vắng
        left = max(before.rfind(mark) + 1 for mark in ((";", ",", ":") if among else (";",)))
        opens = _LEADS_IN.match(folded, left)
        return _fact(text, start + (opens.end() if opens else left), start + match.start())
    return None


def _spelled(text: str, start: int, match: re.Match[str]) -> bool:
    """False for Hòa *Vang*, whose letters are those of vắng."""
    at = match[0].find("vang")
    return at < 0 or _reads(text, start + match.start() + at, "vắng")


def _reads(text: str, at: int, word: str) -> bool:
    """True where a word stands so at a place; where the text has no diacritics there, its letters are enough."""
    printed = canonical(text[at : at + len(word)])
    return printed == word or not has_diacritics(text[max(0, at - _AROUND) : at + _AROUND])


def _fact(text: str, start: int, end: int) -> Printed | None:
    if start >= end:
        return None
    return Printed(value=collapse(text[start:end]), start=start, end=end)
