"""The notices themselves: the newest and the oldest, how many there are, those that do not state a thing."""

from collections import Counter
from datetime import date

from corpus.dates import find_dates, printed
from corpus.lexicon import facets, of_notice
from corpus.models import Facet, Notice
from rag.answers.collection.mentions import by_province, naming
from rag.answers.collection.page import Entry, list_draft, on_page
from rag.answers.collection.page import of_notice as entry_of
from rag.answers.collection.room import Room, by_issuer, day_asked, day_of, lacking
from rag.answers.header import header_draft
from rag.draft import Draft, Said, Span
from rag.label import label
from rag.models import AnswerStatus, Over, Shape
from rag.values.header import stated

_NEAREST = 3
_NAMES = {Facet.SIGNER: "name", Facet.SIGNER_TITLE: "title", Facet.MEETING_PLACE: "place", Facet.CHANGES: "amends"}
_UNREAD = (Facet.ARCHIVE,)  # what no header holds
_UNDATED = 2  # notices without a day that are shown beside the newest one
_SELF = (
    Facet.FACT,
    Facet.BASIS,
    Facet.DEADLINE,
    Facet.NUMBER,
    Facet.ISSUED_ON,
    Facet.HELD_ON,
    Facet.SUBJECT,
    Facet.SOURCE,
)


def picked(room: Room) -> Draft | None:
    """The newest notice or the oldest; several of one day are all shown, those without a day are said to have none."""
    question, facet = room.question, day_asked(room.question)
    others = [asked.facet for asked in question.wanted if asked.facet not in _SELF]
    if any(not of_notice(other) for other in others):
        return None
    before = tuple(notice for notice in room.notices if notice.id not in room.scope.joined)
    notices = before or room.notices  # not those of a province that was joined into the one asked about
    if topic := room.topic(*(notice.province or "" for notice in notices)):
        about = naming(room, topic)
        notices = tuple(notice for notice in notices if notice.id in about)
        if not notices:
            return None
    days = {notice.id: day for notice in notices if (day := day_of(notice, facet))}
    if not days:
        return Draft(status=AnswerStatus.NOT_STATED, reason="answer.no_days")
    best = (max if question.shape is Shape.LAST else min)(days.values())
    found = [room.index.notice(notice.id) for notice in notices if days.get(notice.id) == best]
    entries = [_dated(notice, facet) for notice in found]
    without = [notice for notice in notices if notice.id not in days]
    if len(without) <= _UNDATED:
        words = room.say(f"answer.without_{facet.value}")
        whole = [room.index.notice(one.id) for one in without]
        entries += [entry_of(one, text=f"{label(one)} ({words})") for one in whole]
    headline = room.say(
        f"answer.{question.shape.value}_{facet.value}", notices="; ".join(_with_day(one, facet) for one in found)
    )
    draft = list_draft("answer.notices_held", entries, question, room.wording, headline)
    if others and len(found) == 1:
        own = header_draft(room.index, found, question.asking(*others), room.wording)
        if own.status.abstained:
            return own
        draft = draft.model_copy(
            update={"headline": f"{own.headline} ({draft.headline})", "lines": (*own.lines, *draft.lines[:1])}
        )
    own_facets = tuple(said for said in draft.facets if said.subject is None or said.subject < len(found))
    changed = {"total": len(found), "subjects": draft.subjects[: len(found)], "facets": own_facets}
    return draft.model_copy(update=changed)


def told(room: Room) -> Draft | None:
    """The notices asked about, counted or listed, where nothing else is said of them than days, kind and what they lack."""
    question = room.question
    others = () if by_issuer(question) else question.agencies
    if others or [one for one in question.numbers if one not in room.scope.own_numbers]:
        return None
    held, missing = room.notices, lacking(question)
    if missing in _UNREAD:
        return None
    topic = room.topic(*question.agencies, *(notice.province or "" for notice in held))
    topic = [term for term in topic if not "".join(term.alternatives[0].words).isdecimal()]  # "trong 5 văn bản"
    if topic and missing is None:
        return None
    about = naming(room, topic) if topic else room.ids
    found = [one for one in held if one.id in about and (missing is None or not _states(room, one, missing))]
    if not found:
        near = tuple(entry_of(one).proof[0] for one in undated(room)[:_NEAREST])
        return Draft(status=AnswerStatus.NOT_IN_NOTICES, reason="answer.none_such", nearest=near)
    found.sort(key=lambda one: (one.dated is None, one.dated or date.min, one.id))
    if question.over is Over.PROVINCE:
        return by_province(
            room, [(one, entry_of(one).proof[0]) for one in (room.index.notice(one.id) for one in found)]
        )
    entries = on_page(found, question, lambda one: entry_of(room.index.notice(one.id)))
    if missing is None:
        if len(found) == 1 and question.shape is not Shape.COUNT:
            return list_draft("answer.notices_held", entries, question, room.wording, entries[0].text)
        kinds = Counter(notice.kind.value for notice in found if notice.kind)
        draft = list_draft("answer.notices_held", entries, question, room.wording)
        if len(kinds) < 2:
            return draft
        named = ", ".join(f"{count} {kind.lower()}" for kind, count in kinds.most_common())
        return draft.model_copy(
            update={"headline": f"{draft.headline} {named}", "counted": (*draft.counted, *kinds.values())}
        )
    entry = facets()[missing]
    what = (entry.en_label if question.language == "en" else entry.label).lower()
    return list_draft("answer.notices_without", entries, question, room.wording, what=what)


def undated(room: Room) -> list[Notice]:
    """The notices in question that carry no day of issue, where days are asked about."""
    asked = any(given.facet is Facet.ISSUED_ON and (given.start or given.end) for given in room.question.givens)
    ids = room.scope.ids
    every = [notice for notice in room.index.originals() if ids is None or notice.id in ids] if asked else []
    return [room.index.notice(notice.id) for notice in every if notice.issued_on is None]


def _states(room: Room, notice: Notice, facet: Facet) -> bool:
    """True where the notice as a whole states the thing."""
    if facet is Facet.DEADLINE:
        return any(notice_id == notice.id and row.deadline for notice_id, row in room.index.directives())
    name = _NAMES.get(facet, facet.value)
    return any(getattr(part, name, None) for part in (notice, notice.meeting, notice.signature))


def _dated(notice: Notice, facet: Facet) -> Entry:
    """A notice with the line that states its day."""
    fact = stated(notice, facet)
    assert fact is not None
    proof = Span(notice_id=notice.id, start=fact.start, end=fact.end)
    day = day_of(notice, facet)
    said = Said(facet=facet, value=fact.value, key=day.isoformat() if day else None, proof=(proof,))
    return entry_of(notice, proof, (said,), _with_day(notice, facet))


def _with_day(notice: Notice, facet: Facet) -> str:
    """How a notice is called, with its day where the label has none."""
    called, day = label(notice), day_of(notice, facet)
    named = any(found.value == day for found in find_dates(called))
    return called if day is None or named else f"{called}, ngày {printed(day)}"
