"""Where a notice names a body, cites a document or speaks of a matter; what it cites."""

import re
from collections.abc import Callable, Sequence

from corpus.models import Facet, Notice, SubjectKind
from corpus.names.agencies import agency_named, spellings
from corpus.patterns import any_of
from corpus.text import canonical, fold, has_diacritics
from rag.allowance import spend
from rag.answers.admissible import names_days
from rag.answers.collection.page import Entry, list_draft
from rag.answers.collection.room import Room
from rag.answers.said import said_of
from rag.draft import Draft, Span
from rag.models import NumberAsked, Shape, Term
from rag.question.ranks import ranks_in
from rag.search.retrieve import retrieve
from rag.search.scope import cites

_LINE = re.compile(r"[^\s|][^\n|]*[^\s|]")
_HEAD = 400  # characters of a notice that has no items
_ABOUT = 0.85  # share of a matter that a passage has to hold
_STAMP = 2  # terms of a stamp: hỏa tốc, thượng khẩn
_BEFORE, _BEHIND = 40, 130  # characters shown around a name


def first_places(
    room: Room, numbers: Sequence[NumberAsked], bodies: Sequence[str], topic: Sequence[Term]
) -> dict[str, Span]:
    """By the id of each notice that mentions what is asked about: where it first does; a document, else a body, else a matter."""
    listed = room.question.shape in (Shape.LIST, Shape.ONE)  # what else is said of them is not what they are about
    if numbers or (bodies and not listed):
        if not numbers and len(topic) > 1:  # of the body in some matter
            return naming(room, topic)
        places: dict[str, Span] = {}
        names = [asked.serial for asked in numbers] or _names(bodies[0])
        for notice in room.holding(names):
            spend()
            place = _citing(notice, numbers) if numbers else _speaking_of(notice, bodies[0])
            places |= {notice.id: place} if place else {}
        return places
    return _stamped(room, topic) or ({} if listed else naming(room, topic))


def _stamped(room: Room, topic: Sequence[Term]) -> dict[str, Span]:
    """The notices that have a line in the head of nothing but words asked about: "HỎA TỐC"."""
    asked = {word for term in topic for word in term.alternatives[0].words}
    stamped: dict[str, Span] = {}
    for notice in room.whole() if len(topic) <= _STAMP else ():
        head = notice.text[: min((item.start for item in notice.items), default=_HEAD)]
        for line in _LINE.finditer(head):
            if asked.issuperset(fold(line[0]).split()) and line[0].isupper():
                stamped.setdefault(notice.id, Span(notice_id=notice.id, start=line.start(), end=line.end()))
    return stamped


def naming(room: Room, topic: Sequence[Term]) -> dict[str, Span]:
    """By the id of each notice that speaks of a matter: the passage that holds most of it."""
    hits = retrieve(room.index, room.question.model_copy(update={"terms": tuple(topic)}), room.scope)[1]
    said = {word for term in topic for word in term.alternatives[0].words}
    pairs = [pair for pair in room.question.pairs if said.issuperset(pair)]
    shares = room.shares(topic, (hit.passage.text for hit in hits), pairs)
    found: dict[str, Span] = {}
    for share, hit in sorted(zip(shares, hits, strict=True), key=lambda pair: -pair[0]):
        passage = hit.passage
        ranked = room.question.ranks <= ranks_in(passage.text)  # mức độ 4
        if share >= _ABOUT and ranked and passage.notice_id in room.ids and names_days(room.question, passage.text):
            span = Span(notice_id=passage.notice_id, start=passage.start, end=passage.end, item=passage.item)
            found.setdefault(passage.notice_id, span)
    return found


def cited_by(room: Room) -> Draft | None:
    """The documents the one notice in question cites, those of one sentence together."""
    if len(room.notices) != 1:
        return None
    (notice,) = room.whole()
    kinds = tuple(fold(kind.value) for kind in room.question.kinds)
    meant = (one for one in reversed(notice.cited_documents) if not kinds or fold(one.name).startswith(kinds))
    first = {cited.number or cited.name: cited for cited in meant}
    seen = sorted(first.values(), key=lambda one: one.start)
    groups: list[tuple[Span, list[str]]] = []
    for cited in seen:
        start, end = _around(notice.text, cited.start, cited.end)
        span, names = Span(notice_id=notice.id, start=start, end=end, item=cited.item), [cited.name]
        if groups and start < groups[-1][0].end:  # of one sentence
            before, others = groups.pop()
            span, names = (
                span.model_copy(update={"start": before.start, "end": max(before.end, end)}),
                [*others, *names],
            )
        groups.append((span, names))
    entries = [
        Entry("; ".join(names), (span,), SubjectKind.DOCUMENT, said_of(Facet.BASIS, names, [span]))
        for span, names in groups
    ]
    if not entries:
        return room.none_such() if kinds else None
    draft = list_draft("answer.documents", entries, room.question, room.wording)
    said = room.say("answer.documents", count=len(seen))
    return draft.model_copy(update={"headline": said, "counted": (len(seen),), "total": len(seen)})


def _citing(notice: Notice, numbers: Sequence[NumberAsked]) -> Span | None:
    """Where a notice first cites one of the documents."""
    for document in notice.cited_documents:
        if any(cites(document.name, asked) for asked in numbers):
            start, end = _around(notice.text, document.start, document.end)
            return Span(notice_id=notice.id, start=start, end=end, item=document.item)
    return None


def _speaking_of(notice: Notice, body: str) -> Span | None:
    """Where a notice first names the body, with some words after it."""
    spelling = canonical if has_diacritics(notice.text) else fold
    match = _spelled(body, spelling).search(spelling(notice.text))
    if match is None:
        return None
    start, _ = _around(notice.text, *match.span())
    line = notice.text.find("\n", match.end())
    line = len(notice.text) if line < 0 else line
    cut = notice.text.rfind(" ", match.end(), match.end() + _BEHIND)
    end = line if line <= match.end() + _BEHIND or cut < 0 else cut
    item = notice.item_at(match.start())
    return Span(notice_id=notice.id, start=start, end=end, item=item.path if item else "")


def _spelled(body: str, spelling: Callable[[str], str]) -> re.Pattern[str]:
    """A body in any Vietnamese spelling, as whole words."""
    return re.compile(rf"(?<!\w)(?:{any_of(set(map(spelling, _names(body))))})(?!\w)")


def _names(body: str) -> list[str]:
    """How a body may be called in Vietnamese."""
    agency = agency_named(body)
    return [body, *(form for form in (spellings(agency) if agency else ()) if len(form) > 3)]


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """The name with the words before it, from a word's beginning, inside its line."""
    left = max(text.rfind("\n", 0, start) + 1, start - _BEFORE)
    if left and text[left - 1] not in "\n ":
        left = text.find(" ", left, start) + 1 or start
    return left, end
