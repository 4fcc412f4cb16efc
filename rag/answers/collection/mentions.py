"""Who mentions what: the notices and provinces that name a body, cite a document or speak of a matter; what one cites."""

import re
from collections.abc import Iterator, Sequence

from corpus.models import Facet, Notice, SubjectKind
from corpus.names.agencies import agency_named, spellings
from corpus.patterns import any_of
from corpus.text import canonical, collapse
from rag.allowance import spend
from rag.answers.collection.page import Entry, list_draft, of_notice
from rag.answers.collection.room import Room
from rag.answers.said import said_of
from rag.draft import Draft, Said, Span
from rag.label import label
from rag.models import NumberAsked, Over, Shape, Term
from rag.search.retrieve import retrieve
from rag.search.scope import cites

_ABOUT = 0.85  # share of a matter that a passage has to hold
_BEFORE, _BEHIND = 70, 130  # characters shown around a name


def mentioning(room: Room) -> Draft | None:
    """Which notices, or which provinces, mention what is asked about; each with the first place that does."""
    found = [(room.index.notice(span.notice_id), span) for span in _first(room)]
    if not found or room.question.over is Over.PROVINCE:
        return by_province(room, found)
    entries = [
        of_notice(notice, span, text=f"{label(notice, span.item)}: {collapse(notice.text[span.start : span.end])}")
        for notice, span in found
    ]
    single = entries[0].text if len(entries) == 1 and room.question.shape is not Shape.COUNT else ""
    return list_draft("answer.notices", entries, room.question, room.wording, single)


def by_province(room: Room, found: Sequence[tuple[Notice, Span]]) -> Draft | None:
    """The provinces of some notices, each with the first place found there."""
    places: dict[str, Entry] = {}
    for notice, span in found:
        if notice.province:
            text = f"{notice.province}: {collapse(notice.text[span.start : span.end])}"
            said = Said(facet=Facet.PROVINCE, value=notice.province, key=notice.province, proof=(span,))
            places.setdefault(notice.province, Entry(text, (span,), SubjectKind.NOTICE, (said,)))
    headline = room.say("answer.provinces", count=len(places), names=", ".join(places))
    return list_draft("answer.notices", [*places.values()], room.question, room.wording, headline) if places else None


def naming(room: Room, topic: Sequence[Term]) -> dict[str, Span]:
    """By the id of each notice that speaks of a matter: the passage that holds most of it."""
    hits = retrieve(room.index, room.question.model_copy(update={"terms": tuple(topic)}), room.scope)[1]
    said = {word for term in topic for word in term.alternatives[0].words}
    pairs = [pair for pair in room.question.pairs if said.issuperset(pair)]
    shares = room.shares(topic, (hit.passage.text for hit in hits), pairs)
    found: dict[str, Span] = {}
    for share, hit in sorted(zip(shares, hits, strict=True), key=lambda pair: -pair[0]):
        passage = hit.passage
        if share >= _ABOUT and passage.notice_id in room.ids:
            span = Span(notice_id=passage.notice_id, start=passage.start, end=passage.end, item=passage.item)
            found.setdefault(passage.notice_id, span)
    return found


def cited_by(room: Room) -> Draft | None:
    """The documents the one notice in question cites, those of one sentence together."""
    if len(room.notices) != 1:
        return None
    (notice,) = room.whole()
    by_sentence: dict[tuple[int, int], list[str]] = {}
    seen: set[str] = set()
    items: dict[tuple[int, int], str] = {}
    for cited in notice.cited_documents:
        name = cited.number or cited.name
        if name in seen:
            continue
        seen.add(name)
        span = _around(notice.text, cited.start, cited.end)
        previous = next(iter(reversed(by_sentence)), None)
        if previous and span[0] < previous[1]:
            span = (previous[0], max(previous[1], span[1]))
            by_sentence[span] = by_sentence.pop(previous)
        by_sentence.setdefault(span, []).append(cited.name)
        items[span] = cited.item
    entries = []
    for (start, end), names in by_sentence.items():
        proof = (Span(notice_id=notice.id, start=start, end=end, item=items[(start, end)]),)
        entries.append(Entry("; ".join(names), proof, SubjectKind.DOCUMENT, said_of(Facet.BASIS, names, proof)))
    if not entries:
        return None
    draft = list_draft("answer.documents", entries, room.question, room.wording)
    said = room.say("answer.documents", count=len(seen))
    return draft.model_copy(update={"headline": said, "counted": (len(seen),), "total": len(seen)})


def _first(room: Room) -> Iterator[Span]:
    """The first place of each notice that mentions what is asked about: a document, else a body, else a matter."""
    question = room.question
    numbers = [asked for asked in question.numbers if asked not in room.scope.own_numbers]
    topic = room.topic(*question.agencies)
    if not numbers and not question.agencies:
        if topic:
            found = naming(room, topic)
            yield from (found[notice.id] for notice in room.notices if notice.id in found)
        return
    if not numbers and len(topic) > 1:  # of the body in some matter
        return
    for notice in room.whole():
        spend()
        if span := _citing(notice, numbers) if numbers else _speaking_of(notice, question.agencies[0]):
            yield span


def _citing(notice: Notice, numbers: Sequence[NumberAsked]) -> Span | None:
    """Where a notice first cites one of the documents."""
    for document in notice.cited_documents:
        if any(cites(document.name, asked) for asked in numbers):
            start, end = _around(notice.text, document.start, document.end)
            return Span(notice_id=notice.id, start=start, end=end, item=document.item)
    return None


def _speaking_of(notice: Notice, body: str) -> Span | None:
    """Where a notice first names the body, with some words after it."""
    match = _spelled(body).search(canonical(notice.text))
    if match is None:
        return None
    start, _ = _around(notice.text, *match.span())
    line = notice.text.find("\n", match.end())
    line = len(notice.text) if line < 0 else line
    cut = notice.text.rfind(" ", match.end(), match.end() + _BEHIND)
    end = line if line <= match.end() + _BEHIND or cut < 0 else cut
    item = notice.item_at(match.start())
    return Span(notice_id=notice.id, start=start, end=end, item=item.path if item else "")


def _spelled(body: str) -> re.Pattern[str]:
    """A body in any Vietnamese spelling, as whole words."""
    agency = agency_named(body)
    names = {canonical(body), *(canonical(form) for form in (spellings(agency) if agency else ()) if len(form) > 3)}
    return re.compile(rf"(?<!\w)(?:{any_of(names)})(?!\w)")


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """The name with the words before it, from a word's beginning, inside its line."""
    left = max(text.rfind("\n", 0, start) + 1, start - _BEFORE)
    if left and text[left - 1] not in "\n ":
        left = text.find(" ", left, start) + 1 or start
    return left, end
