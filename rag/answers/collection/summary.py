"""What a notice comes to: the tasks of its items, the first sentence of an item that gives none."""

import re
from collections.abc import Iterator

from corpus.models import Directive, Facet, Item, Notice, SubjectKind
from rag.answers.collection.items import under
from rag.answers.collection.notices import told
from rag.answers.collection.page import Entry, list_draft, opening, quote_of, task_said, whose, without_marker
from rag.answers.collection.room import Room, named
from rag.answers.said import said_of
from rag.draft import Draft, Span
from rag.label import label

_SENTENCE = re.compile(r"[.;]\s|\n")
_SHORTEST = 60  # characters of a paragraph that says something
_SHARE = 110  # characters of a line, where there are many


def summarised(room: Room) -> Draft | None:
    """The one notice in question by its items, an article by its paragraphs; of all notices what they are about."""
    notice = room.main_notice()
    if notice is None and not room.narrowed:
        return told(room)
    if notice is None or len(room.topic(named(notice), *room.question.agencies)) > 1:
        return None
    if room.question.item:
        return under([notice], room.question.item, room.question, room.wording)
    entries = list(_entries(room, notice))
    headline = room.say("answer.summary", notice=label(notice))
    return list_draft("answer.count", entries, room.question, room.wording, headline) if entries else None


def _entries(room: Room, notice: Notice) -> Iterator[Entry]:
    numbered = any(item.path for item in notice.items)
    seen: set[str] = set()
    for item in notice.items:
        rows = [row for row in notice.directives if item.start <= row.start < item.end]
        if numbered and (not item.path or (item.path in seen and not rows)):
            continue
        if not rows and (item.text.rstrip(" *").endswith(":") or len(item.text) < _SHORTEST):
            continue
        seen.add(item.path)
        where = f"{room.say('answer.item', item=item.path)}: " if item.path else ""
        if rows and numbered and "\n" not in notice.text[item.start : rows[0].start].strip():
            yield _of_task(notice, rows[0], where)
        else:
            yield _of_sentence(notice, item, where)


def _of_task(notice: Notice, row: Directive, where: str) -> Entry:
    span = quote_of(notice, row)
    bodies, above = whose(notice, row.lead or row.assigned, span)
    said = task_said(notice, row, [span])
    return Entry(f"{where}{bodies}{row.task}", (span, *above), SubjectKind.TASK, said)


def _of_sentence(notice: Notice, item: Item, where: str) -> Entry:
    span = opening(notice, item.start, item.end, item.path)
    stop = _SENTENCE.search(notice.text, span.start + _SHORTEST, span.end)
    span = Span(notice_id=notice.id, start=span.start, end=stop.start() + 1 if stop else span.end, item=item.path)
    text = without_marker(notice.text[span.start : span.end].strip())
    return Entry(f"{where}{text}", (span,), SubjectKind.SENTENCE, said_of(Facet.FACT, [text], [span]))
