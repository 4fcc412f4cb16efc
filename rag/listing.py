"""Answers that list: documents cited, the tasks of a body, the items of a heading, notices that cite a document."""

import re
from collections.abc import Iterable, Sequence

from corpus.agencies import key
from corpus.lexicon import offices
from corpus.models import Directive, Notice, Precision
from corpus.text import fold
from rag.compose import fitting, shortened
from rag.draft import LENGTH, MOST, Draft, Line, Span
from rag.index import Index
from rag.label import label, quote_end
from rag.models import AnswerStatus, Hit, Question, Slot
from rag.question.cues import asking_words
from rag.retrieve import cites
from rag.scope import Scope
from rag.wording import Wording

_OPENING = 420  # characters of a long entry

_OF_NOTICE = re.compile(
    r"vien dan|nhac (den|trong)|trong (bai|thong bao|van ban|tb)|cited|mentioned|in the .*notice|legal document"
)
_WHICH_NOTICES = re.compile(
    r"(van ban|thong bao|tai lieu|noi) nao.{0,30}(nhac|neu|vien dan|de cap|dan)|which (of the |of these )?(documents?|notices?).{0,20}(mention|cite|refer|contain)"
)
_ABOUT_BODY = re.compile(
    r"lam (nhung )?(gi|viec)|(viec|nhiem vu|cong viec)|tham gia|duoc giao|phoi hop trong|do\b|tasks?|responsib"
)


def listed(index: Index, question: Question, scope: Scope, wording: Wording) -> Draft | None:
    """The list a question asks for, or None where it asks for none that the notices hold as one."""
    folded = fold(question.text)
    ids = scope.ids if scope.ids is not None else index.ids()
    numbers = [asked for asked in question.numbers if asked not in scope.own_numbers]
    if question.listing and _only_notices(question):
        return _all_notices([index.notice(notice_id) for notice_id in ids[:MOST]], len(ids), question, wording)
    if numbers and _WHICH_NOTICES.search(folded):
        return _notices_citing((index.notice(notice_id) for notice_id in ids), question, wording)
    if question.slot is Slot.LEGAL_BASIS and question.listing and _OF_NOTICE.search(folded) and len(ids) == 1:
        return _documents(index.notice(ids[0]), question, wording)
    draft = None
    if question.slot is Slot.DEADLINE and question.listing and scope.ids is not None:
        draft = _deadlines(index, scope, question, wording)
    elif question.item and scope.ids is not None and (question.listing or question.slot is Slot.TASK):
        draft = _children([index.notice(notice_id) for notice_id in ids], question, wording)
    if draft:
        return draft
    bodies = [
        name
        for name in question.agencies
        if not fold(name).startswith(("cac ", "ubnd", "pho ", *(fold(office.name) for office in offices())))
    ]
    few_words = len(question.terms) <= 8 + 4 * question.language.startswith("e")
    if bodies and (question.listing or question.slot is Slot.TASK) and _ABOUT_BODY.search(folded) and few_words:
        rows = _rows_of(index, scope, bodies[0])
        topic = _topic_left(question, bodies)
        if rows and not topic:
            return _tasks(index, rows, question, wording)
    return None


def _draft(headline: str, lines: Sequence[Line], counted: int | None = None) -> Draft:
    kept, length = [], 0
    share = max(60, LENGTH // max(1, min(len(lines), MOST)) - 12)
    for line in lines[:MOST]:
        text = shortened(line.text, share)
        if length + len(text) > LENGTH:
            break
        kept.append(line.model_copy(update={"text": f"- {text}"}))
        length += len(text) + 8
    return Draft(status=AnswerStatus.ANSWERED, headline=headline, lines=tuple(kept), listing=True, counted=counted)


def _only_notices(question: Question) -> bool:
    """True for "liệt kê các thông báo": the notices themselves are asked for."""
    spoken = {word for term in question.terms for word in term.alternatives[0].words}
    return bool(spoken) and spoken <= _NOTICE_WORDS


_NOTICE_WORDS = frozenset("thong bao van ban liet ke danh sach tai lieu tat ca hang ket luan".split())


def _all_notices(notices: Sequence[Notice], count: int, question: Question, wording: Wording) -> Draft | None:
    lines = [
        Line(text=label(notice), proof=(Span(notice_id=notice.id, start=notice.subject.start, end=notice.subject.end),))
        for notice in notices
        if notice.subject
    ]
    return _draft(wording.say(question.language, "answer.notices_held", count=count), lines, count) if lines else None


def _deadlines(index: Index, scope: Scope, question: Question, wording: Wording) -> Draft | None:
    rows = [
        (notice_id, row)
        for notice_id, row in index.directives()
        if notice_id in (scope.ids or ())
        and row.deadline
        and row.deadline.precision not in (Precision.VAGUE, Precision.YEAR)
    ]
    if not rows:
        return None
    lines = [
        Line(
            text=f"{row.deadline.text}: {shortened(row.task, _OPENING)}",
            proof=_in_two(index.notice(notice_id), row),
        )
        for notice_id, row in rows
        if row.deadline
    ]
    times = list(dict.fromkeys(row.deadline.text for _, row in rows if row.deadline))
    counted = wording.say(question.language, "answer.count", count=len(lines)) + " " if len(lines) > MOST else ""
    return _draft(fitting([counted + times[0], *times[1:]]), lines, len(lines))


def _in_two(notice: Notice, row: Directive) -> tuple[Span, ...]:
    """A directive as its opening, and the rest where that is too long for one quote: the deadline often ends it."""
    stop = quote_end(notice.text, row.start, row.end)
    edges = [(row.start, stop)] + ([(stop + 1, row.end)] if stop < row.end else [])
    return tuple(Span(notice_id=notice.id, start=left, end=right, item=row.item) for left, right in edges)


def _documents(notice: Notice, question: Question, wording: Wording) -> Draft | None:
    if not notice.cited_documents:
        return None
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
    lines = [
        Line(
            text="; ".join(names),
            proof=(Span(notice_id=notice.id, start=start, end=end, item=items[(start, end)]),),
        )
        for (start, end), names in by_sentence.items()
    ]
    return _draft(wording.say(question.language, "answer.documents", count=len(seen)), lines, len(seen))


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """The citation with the words before it, from a word's beginning, inside its line."""
    left = max(text.rfind("\n", 0, start) + 1, start - 70)
    if left and text[left - 1] not in "\n ":
        left = text.find(" ", left, start) + 1 or start
    return left, end


def _notices_citing(notices: Iterable[Notice], question: Question, wording: Wording) -> Draft | None:
    lines = []
    for notice in notices:
        for document in notice.cited_documents:
            if any(cites(document.name, asked) for asked in question.numbers):
                start, end = _around(notice.text, document.start, document.end)
                proof = Span(notice_id=notice.id, start=start, end=end, item=document.item)
                lines.append(Line(text=label(notice, document.item), proof=(proof,)))
                break
    if not lines:
        return None
    return _draft(wording.say(question.language, "answer.notices", count=len(lines)), lines, len(lines))


def _children(notices: Sequence[Notice], question: Question, wording: Wording) -> Draft | None:
    for notice in notices:
        prefix = question.item
        children = [
            item
            for item in notice.items
            if item.path.startswith((prefix + ",", prefix + ".")) and item.path.count(",") <= prefix.count(",") + 1
        ]
        if children:
            lines = [
                Line(
                    text=_without_marker(notice.text[span.start : span.end]),
                    proof=(span,),
                )
                for item in children
                for span in [_opening(notice, item.start, item.end, item.path)]
            ]
            return _draft(wording.say(question.language, "answer.count", count=len(children)), lines, len(children))
    return None


def _without_marker(text: str) -> str:
    return re.sub(r"^\s*(?:[-–+•]|[a-zđ]\)|[\dIVX.]+[.)])\s*", "", text)


def _opening(notice: Notice, start: int, end: int, item: str) -> Span:
    """An item's beginning as a quote: a sentence or two, never a page."""
    text = notice.text[start:end]
    stop = end if len(text) <= _OPENING else start + text.rfind(" ", 0, _OPENING)
    lead = re.match(r"\s*(?:[-–+•]\s*)?", text)
    return Span(notice_id=notice.id, start=start + (lead.end() if lead else 0), end=stop, item=item)


def _rows_of(index: Index, scope: Scope, body: str) -> list[tuple[str, Directive]]:
    """The directives of the notices in question that give a body a role or name it."""
    wanted = key(body)
    return [
        (notice_id, row)
        for notice_id, row in index.directives()
        if (scope.ids is None or notice_id in scope.ids)
        and (wanted in key(row.quote) or any(wanted in key(name) for name in (*row.lead, *row.assigned)))
    ]


def _topic_left(question: Question, bodies: Sequence[str]) -> bool:
    """True where the question names a matter besides the body: then the matter decides, not the body's list."""
    spoken = {word for body in bodies for word in fold(body).split()}
    asking = asking_words()
    left = [
        term for term in question.terms
        if not any(set(alternative.words) <= spoken | asking for alternative in term.alternatives)
    ]  # fmt: skip
    return len(left) > 0


def _tasks(index: Index, rows: Sequence[tuple[str, Directive]], question: Question, wording: Wording) -> Draft:
    several = len({notice_id for notice_id, _ in rows}) > 1
    lines = []
    for notice_id, row in rows:
        notice = index.notice(notice_id)
        span = _opening(notice, row.start, row.end, row.item)
        said = row.task if span.end == row.end else notice.text[span.start : span.end]
        lines.append(Line(text=f"{label(notice)}: {said}" if several else said, proof=(span,)))
    headline = (
        fitting([shortened(row.task, 110) for _, row in rows])
        if len(rows) < 3
        else wording.say(question.language, "answer.tasks", count=len(rows))
    )
    return _draft(headline, lines, len(rows))


def family(index: Index, question: Question, hit: Hit, wording: Wording) -> Draft | None:
    """The items under the heading that was hit; else the sentences of the item that was hit."""
    notice = index.notice(hit.passage.notice_id)
    path = hit.passage.item
    if path and notice.text[hit.passage.start : hit.passage.end].rstrip(" *").endswith(":"):
        asked = question.model_copy(update={"item": path})
        return _children([notice], asked, wording)
    same = [passage for passage in index.passages(notice.id) if passage.item == path and path]
    if len(same) < 2:
        return None
    spans = [_opening(notice, passage.start, passage.end, path) for passage in same]
    lines = [Line(text=notice.text[span.start : span.end], proof=(span,)) for span in spans]
    return _draft(shortened(hit.passage.text, 230), lines)
