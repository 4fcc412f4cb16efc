"""The notices themselves: the newest and the oldest, how many there are, those that state or mention a thing."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from corpus.dates import find_dates, printed
from corpus.lexicon import of_notice
from corpus.models import Facet, Notice
from corpus.text import collapse
from rag.answers.collection.mentions import first_places, naming
from rag.answers.collection.page import Entry, brief_label, list_draft, on_page, told_apart
from rag.answers.collection.page import of_notice as entry_of
from rag.answers.collection.room import Room, by_hand, day_asked, day_of, fits, lacking
from rag.answers.header import header_draft, header_list
from rag.answers.said import label_of
from rag.draft import Draft, Said, Span
from rag.label import label
from rag.models import AnswerStatus, Over, Shape
from rag.shorten import HEADLINE
from rag.values.header import stated

_NEAREST = 3
_NAMES = {Facet.SIGNER: "name", Facet.SIGNER_TITLE: "title", Facet.MEETING_PLACE: "place", Facet.CHANGES: "amends"}
_UNDATED = 2  # notices without a day that are shown beside the newest one
_CALLED_WHOLE = 4  # notices with what they mention that there is room to call by all they have
_ITSELF = (Facet.FACT, Facet.BASIS, Facet.DEADLINE, Facet.NUMBER, Facet.ISSUED_ON, Facet.HELD_ON, Facet.SUBJECT)
_APART = {Over.PROVINCE: Facet.PROVINCE, Over.YEAR: Facet.ISSUED_ON, Over.SIGNER: Facet.SIGNER}


def picked(room: Room) -> Draft | None:
    """The newest notice or the oldest; several of one day are all shown, those without a day are said to have none."""
    question, facet = room.question, day_asked(room.question)
    others = [asked.facet for asked in question.wanted if asked.facet not in (*_ITSELF, Facet.SOURCE)]
    if any(not of_notice(other) for other in others):
        return None
    before = tuple(notice for notice in room.notices if notice.id not in room.scope.joined)
    notices = before or room.notices  # not those of a province that was joined into the one asked about
    if topic := room.topic():
        about = naming(room, topic)
        notices = tuple(notice for notice in notices if notice.id in about)
        if not notices:
            return None
    days = {notice.id: day for notice in notices if (day := day_of(notice, facet))}
    if not days:
        return Draft(status=AnswerStatus.NOT_STATED, reason="answer.no_days") if notices else room.none_such()
    best = (max if question.shape is Shape.LAST else min)(days.values())
    found = [room.index.notice(notice.id) for notice in notices if days.get(notice.id) == best]
    entries = [_dated(notice, facet) for notice in found]
    without = [room.index.notice(notice.id) for notice in notices if notice.id not in days]
    beside = _beside(room, without, facet)
    names = "; ".join(_with_day(one, facet) for one in found)
    headline = room.say(f"answer.{question.shape.value}_{facet.value}", notices=names)
    draft = list_draft("answer.notices_held", entries, question, room.wording, headline, beside)
    return _with_others(room, draft, found, others) if others and len(found) == 1 else draft


def _with_others(room: Room, draft: Draft, found: Sequence[Notice], others: Sequence[Facet]) -> Draft:
    """The one notice found with what else is asked of it."""
    own = header_draft(room.index, found, room.question.asking(*others), room.wording)
    if own.status.abstained:
        return own
    lines = (*own.lines, *draft.lines[:1])
    return draft.model_copy(update={"headline": f"{own.headline} ({draft.headline})", "lines": lines})


def told(room: Room) -> Draft | None:
    """The notices that meet all that is said of them, counted, listed or told apart; None where that is not of notices."""
    question, missing = room.question, lacking(room.question)
    bodies = () if by_hand(question) else question.agencies
    numbers = [one for one in question.numbers if one not in room.scope.own_numbers]
    topic = room.topic(*question.agencies)
    topic = [term for term in topic if not "".join(term.alternatives[0].words).isdecimal()]  # "trong 5 văn bản"
    mentions = bool(numbers or bodies or topic)
    of_them = question.facet in (Facet.FACT, Facet.BASIS) and (topic or (question.provinces and room.narrowed))
    if (question.shape is Shape.ONE and not of_them) or (topic and by_hand(question) and missing is None):
        return None
    places = first_places(room, numbers, bodies, topic) if mentions else {}
    held = [one for one in room.notices if not mentions or one.id in places]
    found = [one for one in held if missing is None or not _states(room, one, missing)]
    found.sort(key=lambda one: (one.dated is None, one.dated or date.min, one.id))
    if not found:
        plain = fits(question) and not (bodies or topic)
        return room.none_such(entry_of(one).proof[0] for one in undated(room)[:_NEAREST]) if plain or numbers else None
    by = Over.PROVINCE if question.over is Over.PROVINCE else question.by
    if by:
        return _by(room, [room.index.notice(one.id) for one in found], by, places)
    beside = [one.facet for one in question.wanted[1:] if of_notice(one.facet) and one.facet not in _ITSELF]
    if beside and question.shape is not Shape.COUNT and missing is None:
        every = [room.index.notice(one.id) for one in found]
        if len(found) > 1:
            return header_list(room.index, every, question.asking(*beside), room.wording)
        own = list_draft("answer.notices_held", [entry_of(every[0])], question, room.wording, label(every[0]))
        return _with_others(room, own, every, beside)
    called = label if len(found) <= _CALLED_WHOLE else brief_label
    entries = on_page(found, question, lambda one: _entry(room.index.notice(one.id), places.get(one.id), called))
    undated_too = [] if mentions else _undated_beside(room)
    if len(found) == 1 and question.shape is not Shape.COUNT and missing is None:
        return list_draft("answer.notices_held", entries, question, room.wording, entries[0].text, undated_too)
    counting = "answer.notices" if mentions else "answer.notices_held" if missing is None else "answer.notices_without"
    what = label_of(missing, question.language).lower() if missing else ""
    draft = list_draft(counting, entries, question, room.wording, beside=undated_too, what=what)
    kinds = Counter(notice.kind.value for notice in found if notice.kind)
    names = "; ".join(brief_label(one) for one in found)
    of_kinds = len(kinds) > 1 and not (mentions or missing)
    if of_kinds:
        names = ", ".join(f"{count} {kind.lower()}" for kind, count in kinds.most_common())
    headline = f"{draft.headline} {names}"
    if len(headline) >= HEADLINE or (draft.more and not of_kinds):
        return draft
    return draft.model_copy(update={"headline": headline, "counted": (*draft.counted, *kinds.values())})


def undated(room: Room) -> list[Notice]:
    """The notices in question that carry no day of issue, where days are asked about."""
    asked = any(given.facet is Facet.ISSUED_ON and (given.start or given.end) for given in room.question.givens)
    ids = room.scope.ids
    every = [notice for notice in room.index.originals() if ids is None or notice.id in ids] if asked else []
    return [room.index.notice(notice.id) for notice in every if notice.issued_on is None]


def _undated_beside(room: Room) -> list[Entry]:
    """The notices of that time that carry no day of issue, only that of a meeting."""
    kinds = room.question.kinds
    return _beside(room, [one for one in undated(room) if not kinds or one.kind in kinds], Facet.ISSUED_ON)


def _beside(room: Room, without: Sequence[Notice], facet: Facet) -> list[Entry]:
    words = room.say(f"answer.without_{facet.value}")
    return [entry_of(one, text=f"{label(one)} ({words})") for one in without] if len(without) <= _UNDATED else []


def _by(room: Room, found: Sequence[Notice], by: Over, places: Mapping[str, Span]) -> Draft | None:
    """The notices told apart by province, year of issue or signer."""
    if by not in _APART:
        return None

    rows: list[tuple[str, Entry]] = []
    for notice in found:
        fact, place, signer = stated(notice, _APART[by]), places.get(notice.id), notice.signature.name
        year = str(notice.issued_on.value.year) if notice.issued_on else None
        names = {Over.PROVINCE: notice.province, Over.YEAR: year, Over.SIGNER: signer.value if signer else None}
        if name := names[by]:
            proof = place or (Span(notice_id=notice.id, start=fact.start, end=fact.end) if fact else None)
            text = collapse(notice.text[place.start : place.end]) if place else brief_label(notice)
            rows.append((name, entry_of(notice, proof, text=text)))
    return told_apart(room, rows, _APART[by])


def _entry(notice: Notice, place: Span | None, called: Callable[[Notice], str]) -> Entry:
    """A notice, with the place that mentions what is asked about."""
    if place is None:
        return entry_of(notice)
    return entry_of(notice, place, text=f"{called(notice)}: {collapse(notice.text[place.start : place.end])}")


def _states(room: Room, notice: Notice, facet: Facet) -> bool:
    """True where the notice as a whole states the thing."""
    if facet is Facet.DEADLINE:
        return any(notice_id == notice.id and row.deadline for notice_id, row in room.index.directives())
    name = _NAMES.get(facet, facet.value)
    return any(getattr(part, name, None) for part in (notice, notice.meeting, notice.signature))


def _dated(notice: Notice, facet: Facet) -> Entry:
    """A notice with the line that states its day."""
    fact, day = stated(notice, facet), day_of(notice, facet)
    assert fact is not None and day is not None
    proof = Span(notice_id=notice.id, start=fact.start, end=fact.end)
    said = Said(facet=facet, value=fact.value, key=day.isoformat(), proof=(proof,))
    return entry_of(notice, proof, (said,), _with_day(notice, facet))


def _with_day(notice: Notice, facet: Facet) -> str:
    """How a notice is called, with its day where the label has none."""
    called, day = label(notice), day_of(notice, facet)
    named = any(found.value == day for found in find_dates(called))
    return called if day is None or named else f"{called}, ngày {printed(day)}"
