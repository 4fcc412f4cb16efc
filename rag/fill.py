"""Fills the slot a question asks for from one hit: the words of the answer, and the slice they stand in."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from corpus.agencies import key
from corpus.citations import citations_in
from corpus.dates import find_dates
from corpus.deadlines import find_deadline, find_recurring
from corpus.lexicon import kinds, offices
from corpus.mentions import mentions
from corpus.models import Directive, DocumentKind, Notice, Precision, Value
from corpus.people import people_in
from corpus.text import collapse, fold
from rag.models import Hit, Question, Slot
from rag.question.cues import flag


class Filled(Value):
    """What fills a slot: names or phrases in the order of the text, their role, and the slice that proves them."""

    values: tuple[str, ...]
    role: str = ""
    start: int
    end: int


def fill(question: Question, hit: Hit, notice: Notice) -> Filled | None:
    """The slot's value in a hit; None where the hit does not state it."""
    return FILLERS[question.slot](question, hit, notice)


def _whole(question: Question, hit: Hit, notice: Notice) -> Filled:
    """The sentence itself is the answer."""
    return Filled(values=(), start=hit.passage.start, end=hit.passage.end)


def _lead(question: Question, hit: Hit, notice: Notice) -> Filled | None:
    row = hit.row
    if row is None or not (row.lead or row.assigned):
        return None
    names = row.lead or row.assigned
    return Filled(values=names, role="lead" if row.lead else "assigned", start=row.start, end=row.end)


def _coordinating(question: Question, hit: Hit, notice: Notice) -> Filled | None:
    """Those who coordinate; asked from the side of one who coordinates, those they coordinate with."""
    row = hit.row
    if row is None or not row.coordinating:
        return None
    asked = {key(name) for name in question.agencies}
    others = [name for name in row.coordinating if key(name) not in asked]
    if len(others) < len(row.coordinating) and not any(key(name) in asked for name in (*row.lead, *row.assigned)):
        first = row.lead or row.assigned
        return Filled(values=(*first, *others), role="with", start=row.start, end=row.end)
    return Filled(values=tuple(others) or row.coordinating, role="coordinating", start=row.start, end=row.end)


_SENT_TO = re.compile(r"(?:gửi\s+(?:về|cho|đến)?|xin ý kiến(?: chỉ đạo)?(?: của)?|báo cáo|trình)\s*")


def _reports_to(question: Question, hit: Hit, notice: Notice) -> Filled | None:
    passage = hit.passage
    asked = fold(question.text)
    wanted = "gửi" if flag("asks_sending", asked) else "ý kiến" if flag("asks_opinion", asked) else ""
    bodies = mentions(notice.text, passage.start, passage.end)
    ranked = sorted(_SENT_TO.finditer(notice.text, passage.start, passage.end), key=lambda cue: wanted not in cue[0])
    for cue in ranked:
        for body in bodies:
            if 0 <= body.start - cue.end() <= 4:
                return Filled(values=(body.name,), start=passage.start, end=passage.end)
    if hit.row and hit.row.reports_to:
        return Filled(values=hit.row.reports_to, start=hit.row.start, end=hit.row.end)
    return None


_CLAUSE_OF = re.compile(r"(?:(?:Khoản|Điểm|khoản|điểm)\s+\w+\s+)+(?:Điều|điều)\s+\d+\s+$|(?:Điều|điều)\s+\d+\s+$")


def _legal_basis(question: Question, hit: Hit, notice: Notice) -> Filled | None:
    passage = hit.passage
    asked = _kind_asked(fold(question.text))
    found = []
    for cited in citations_in(notice.text, passage.start, passage.end):
        clause = _CLAUSE_OF.search(notice.text, passage.start, cited.start)
        left = clause.start() if clause else cited.start
        found.append((cited.kind, collapse(notice.text[left : cited.end])))
    if not found:
        return None
    of_kind = [printed for kind, printed in found if asked and kind is asked]
    return Filled(
        values=tuple(dict.fromkeys(of_kind or [printed for _, printed in found])),
        start=passage.start,
        end=passage.end,
    )


@lru_cache(64)  # asked of each hit of one question
def _kind_asked(folded: str) -> DocumentKind | None:
    for entry in kinds():
        if any(re.search(rf"\b{fold(word)}\b", folded) for word in (*entry.cited, *entry.asked)):
            return entry.kind
    return None


def _deadline(question: Question, hit: Hit, notice: Notice) -> Filled | None:
    """By when, how often, or when: the deadline set there, else the day, the period or the season that is named."""
    passage, text = hit.passage, notice.text
    cited = citations_in(text, passage.start, passage.end)

    def filled(words: str) -> Filled:
        return Filled(values=(collapse(words),), start=passage.start, end=passage.end)

    if recurring := list(find_recurring(passage.text)):
        best = max(recurring, key=lambda match: _nearness(question, passage.text, match.start()))
        return filled(passage.text[best.start() : best.end()])
    deadline = find_deadline(text, passage.start, passage.end, cited, notice.dated)
    if deadline and deadline.precision is not Precision.VAGUE:
        return filled(deadline.text)
    row = hit.row
    if row and row.deadline and row.start < passage.end and passage.start < row.end:
        return filled(row.deadline.text)
    taken = [(document.start, document.end) for document in cited]
    if flag("asks_limit", fold(question.text)):
        return None  # a day that is only told is no limit
    times = [
        *_dated(text, passage.start, passage.end),
        *(match.span() for match in _PERIOD.finditer(text, passage.start, passage.end)),
    ]
    free = [(left, right) for left, right in times if not any(start <= left < end for start, end in taken)]
    moved = [(left, right) for left, right in free if any(0 <= left - end <= 2 for _, end in free)]
    free = moved or free  # từ tháng 6 | sang tháng 10: the second is what holds
    if free:
        left, right = max(
            free,
            key=lambda span: (_nearness(question, text[passage.start : span[0]], span[0] - passage.start), -span[0]),
        )
        return filled(text[left:right])
    return None


_CLOCK = re.compile(r"\d{1,2}\s*(?:giờ|h|g)\s*(?:\d{2})?(?:\s*phút)?\s*,?\s*(?:ngày\s+)?$")
_PERIOD = re.compile(
    r"(?:giai đoạn|nhiệm kỳ)\s+\d{4}\s*[-–]\s*\d{4}|(?:từ|đến|trong|vào|sang|hết)\s+(?:(?:đầu|giữa|cuối)\s+)?"
    r"(?:(?:quý|tháng)\s+(?:[IVX]+|\d{1,2})(?:\s*(?:/|năm|-)\s*\d{4})?|năm\s+(?:học\s+)?\d{4}(?:\s*[-–]\s*\d{4})?)",
    re.I,
)


def _dated(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The days named, with the hour before them."""
    for found in find_dates(text, start, end):
        clock = _CLOCK.search(text, max(start, found.start - 24), found.start)
        yield (clock.start() if clock else found.start), found.end


def _nearness(question: Question, text: str, position: int) -> int:
    """How many of the question's words stand in the ninety characters before `position`."""
    before = set(fold(text[max(0, position - 90) : position]).replace(",", " ").replace("(", " ").split())
    wanted = {word for term in question.terms for alternative in term.alternatives for word in alternative.words}
    wanted |= {word for name in question.agencies for word in fold(name).split()}
    return len(before & wanted)


_FIGURE = re.compile(r"\d[\d.,]*\s*(?:%|phần trăm|triệu|tỷ|tỉ|nghìn|đồng|[^\W\d_]+)(?:\s+(?:đồng|[^\W\d_]+))?")
_MONEY = re.compile(r"\d[\d.,]*\s*(?:(?:nghìn|triệu|tỷ|tỉ)\s+)*(?:(?:triệu|tỷ|tỉ)(?!\w)|đồng(?!\w|\s+(?:chí|bào|hồ)))")
_MONEY_ASKED = re.compile(r"\btien\b|\bdong\b|kinh phi|ngan sach|\bty\b|trieu|how much|budget|cost|amount|money|owed")
_SHARE_ASKED = re.compile(r"%|phan tram|ti le|ty le|share|percent|proportion")
_RANK_ASKED = re.compile(r"xep hang|thu may|hang may|what rank|ranked")
_DATE_WORD = re.compile(r"\d+\s*(?:năm|tháng|ngày)\b|\d+[/-]")


def _quantity(question: Question, hit: Hit, notice: Notice) -> Filled | None:
    """A figure of the kind asked for: money, a share, a rank, else any count that is no date or number of a document."""
    text, asked = hit.passage.text, fold(question.text)
    cited = [
        (document.start - hit.passage.start, document.end - hit.passage.start)
        for document in citations_in(notice.text, hit.passage.start, hit.passage.end)
    ]
    pattern = (
        _MONEY
        if _MONEY_ASKED.search(asked)
        else re.compile(r"\d[\d.,]*\s*(?:%|phần trăm)")
        if _SHARE_ASKED.search(asked)
        else re.compile(r"(?:hạng|thứ)\s+\d+")
        if _RANK_ASKED.search(asked)
        else _FIGURE
    )
    for match in pattern.finditer(text):
        if not _DATE_WORD.match(text, match.start()) and not any(
            left <= match.start() < right for left, right in cited
        ):
            return Filled(values=(), start=hit.passage.start, end=hit.passage.end)
    return None


def _person(question: Question, hit: Hit, notice: Notice) -> Filled | None:
    passage = hit.passage
    people = people_in(notice.text, passage.start, passage.end)
    if not people:
        return None
    asked = fold(question.text)
    spoken = ((fold(office.name), office.en or "#") for office in offices())
    office = next((name for name, english in spoken if name in asked or english in asked), "")
    if not office:
        return Filled(values=(people[0].value,), start=passage.start, end=passage.end)
    folded = fold(notice.text)
    for person in people:
        around = folded[max(passage.start, person.start - 40) : min(passage.end, person.end + 40)]
        if re.search(rf"(?<!pho )\b{re.escape(office)}\b", around):
            return Filled(values=(person.value,), start=passage.start, end=passage.end)
    return None


def _phone(question: Question, hit: Hit, notice: Notice) -> Filled | None:
    found = re.search(r"(?<!\d)0\d{2,3}[ .]?\d{3}[ .]?\d{3,4}(?!\d)|[\w.]+@[\w.]+", hit.passage.text)
    return Filled(values=(found[0],), start=hit.passage.start, end=hit.passage.end) if found else None


FILLERS: dict[Slot, Callable[[Question, Hit, Notice], Filled | None]] = {
    # what a notice states as a whole is read from its header; of a document that is only cited, a sentence tells
    **{slot: _whole for slot in Slot if slot.of_header},
    Slot.SOURCE: _whole,
    Slot.TASK: _whole,
    Slot.FACT: _whole,
    Slot.LEAD: _lead,
    Slot.COORDINATING: _coordinating,
    Slot.REPORTS_TO: _reports_to,
    Slot.LEGAL_BASIS: _legal_basis,
    Slot.DEADLINE: _deadline,
    Slot.QUANTITY: _quantity,
    Slot.PERSON: _person,
    Slot.PHONE: _phone,
}


def roles_of(row: Directive, names: Sequence[str]) -> str:
    """The role that one of `names` has in a directive: lead, assigned, coordinating, or empty."""
    wanted = [key(name) for name in names]
    for role in ("lead", "assigned", "coordinating"):
        if any(name in key(body) for name in wanted for body in getattr(row, role)):
            return role
    return ""
