"""The bodies, people and funds a hit names in the role that is asked for."""

import re
from functools import cache

from corpus.lexicon import cues, offices
from corpus.models import Notice
from corpus.names.agencies import find_agencies, key
from corpus.names.mentions import mentions
from corpus.names.people import people_in
from corpus.phrases import words
from corpus.text import canonical, collapse, fold
from rag.models import Hit, Question
from rag.question.cues import flag
from rag.question.whether import spoken
from rag.values.filled import Filled


def lead(question: Question, hit: Hit, notice: Notice) -> Filled | None:
    row = hit.row
    if row is None or not (row.lead or row.assigned):
        return None
    leads = row.lead or leading(hit.passage.text)
    return Filled(values=leads or row.assigned, role="lead" if leads else "assigned", start=row.start, end=row.end)


def leading(text: str) -> tuple[str, ...]:
    """The bodies that the words themselves make lead: "do *Sở Tư pháp* chủ trì"."""
    folded = fold(text)
    sequence = words(folded)
    begin = {start for start, _ in spoken(folded, "vi", "lead")}
    found = find_agencies(sequence)
    return tuple(one.name for _, after, one in found if after < len(sequence) and sequence[after].start in begin)


def coordinating(question: Question, hit: Hit, notice: Notice) -> Filled | None:
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


def reports_to(question: Question, hit: Hit, notice: Notice) -> Filled | None:
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


def payer(question: Question, hit: Hit, notice: Notice) -> Filled | None:
    """The body, the budget or the fund that pays."""
    passage = hit.passage
    form = canonical(passage.text)
    found = next((match for pattern in _pays() if (match := pattern.search(form))), None)
    if found is None:
        return None
    who = collapse(passage.text[found.start("who") : found.end("who")])
    return Filled(values=(who,), start=passage.start, end=passage.end)


@cache
def _pays() -> tuple[re.Pattern[str], ...]:
    listed = {name: "|".join(words_) for name, words_ in cues()["pay_words"].items()}
    return tuple(re.compile(pattern.format(**listed).replace(" ", r"\s+")) for pattern in cues()["pays"])


def person(question: Question, hit: Hit, notice: Notice) -> Filled | None:
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
