"""Lists read from the register: what a body has to do, and by when things are due."""

import re
from collections.abc import Sequence
from functools import cache

from corpus.lexicon import cues
from corpus.models import Directive, Notice, Precision
from corpus.names.agencies import body_key, key, keys_of
from corpus.text import canonical, collapse, fold
from rag.allowance import spend, uncharged
from rag.answers.listing.lines import OPENING, list_draft, opening, without_marker
from rag.coverage import coverage, rarity_of, words_of
from rag.draft import Draft, Line, Span
from rag.index import Index
from rag.label import label, quote_end
from rag.models import Question, Term
from rag.question.cues import asking_words
from rag.search.scope import Scope
from rag.shorten import fitting, shortened
from rag.wording import Wording

Row = tuple[str, Directive]
_ROLES_ASKED = (
    (("lead",), re.compile(r"\bchu tri\b|dau moi|\bleads?\b|in charge")),
    (("coordinating",), re.compile(r"\bphoi hop\b|coordinat")),
    (("lead", "assigned"), re.compile(r"\b(?:duoc|phai|dc) giao\b|assigned")),
)
_ABOUT = 0.5  # share of the topic that an item has to hold
_NEAR = 0.75  # of the best item's share


def tasks_of(index: Index, question: Question, scope: Scope, body: str, wording: Wording) -> Draft | None:
    """What a body leads, is assigned, or coordinates; of one matter, where the question names one."""
    wanted = keys_of(body)
    rows = _rows_of(index, question, scope, body, wanted)
    topic = _topic(question, body)
    if topic and rows:
        rows = _about(index, rows, topic)
    if not rows:
        return None
    several = len({notice_id for notice_id, _ in rows}) > 1
    lines = [
        _line(
            index.notice(notice_id),
            row,
            several=several,
            role=_role_word(row, body_key(body), wanted, question, wording),
        )
        for notice_id, row in rows
    ]
    share = 110 if len(rows) > 1 else 235
    few = fitting([shortened(_said(row, wanted, question, wording), share) for _, row in rows]) if len(rows) < 3 else ""
    return list_draft("answer.tasks", lines, question, wording, few)


def deadlines(index: Index, question: Question, scope: Scope, wording: Wording) -> Draft | None:
    """The deadlines of the notices in question, as they are printed."""
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
        Line(text=f"{row.deadline.text}: {shortened(row.task, OPENING)}", proof=_in_two(index.notice(notice_id), row))
        for notice_id, row in rows
        if row.deadline
    ]
    times = list(dict.fromkeys(row.deadline.text for _, row in rows if row.deadline))
    return list_draft("answer.count", lines, question, wording, fitting(times))


def _rows_of(index: Index, question: Question, scope: Scope, body: str, wanted: set[str]) -> list[Row]:
    """The rows that give the body the role asked for; of any role, also those whose words name it."""
    folded = fold(question.text)
    roles = next((roles for roles, pattern in _ROLES_ASKED if pattern.search(folded)), ())
    found, naming = [], []
    with uncharged():
        every = index.directives()
    for notice_id, row in every:
        spend()
        if scope.ids is not None and notice_id not in scope.ids:
            continue
        named = roles or ("lead", "assigned", "coordinating")
        if any(body_key(name) in wanted for role in named for name in getattr(row, role)):
            found.append((notice_id, row))
        elif roles != ("lead",) and key(body) in key(row.quote):
            naming.append((notice_id, row))
    acting = [one for one in naming if _acts(body, one[1].quote)]
    if roles == ("coordinating",) and found:
        return found
    return sorted([*found, *acting], key=lambda one: (one[0], one[1].start)) or naming


def _acts(body: str, quote: str) -> bool:
    """True where a body that has no role does something there: "gửi Sở Nội vụ *xem xét*"."""
    text = canonical(collapse(quote))
    after = (text[match.end() :].lstrip(" ,") for match in re.finditer(re.escape(canonical(body)), text))
    return any(_acting().match(rest) for rest in after)


@cache
def _acting() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, cues()['task_verbs']))})(?!\w)")


def _role_word(row: Directive, body: str, wanted: set[str], question: Question, wording: Wording) -> str:
    """What stands before a task: that it is another body's, only names the one asked about, or was an earlier body's."""
    own = [name for name in (*row.lead, *row.assigned) if body_key(name) in wanted]
    if own:
        return "" if any(body_key(name) == body for name in own) else f"({own[0]}) "
    helps = any(body_key(name) in wanted for name in row.coordinating)
    return wording.say(question.language, "answer.coordinates" if helps else "answer.named") + " "


def _said(row: Directive, wanted: set[str], question: Question, wording: Wording) -> str:
    """The task, with those it is done together with where that is the body's own part of it."""
    if row.lead or not row.coordinating or not any(body_key(name) in wanted for name in row.assigned):
        return row.task
    return wording.say(question.language, "answer.together", bodies=", ".join(row.coordinating), task=row.task)


def _topic(question: Question, body: str) -> list[Term]:
    """The terms that say more than the body and the asking."""
    spoken = frozenset(fold(body).split()) | asking_words()
    return [
        term
        for term in question.terms
        if not any(set(alternative.words) <= spoken for alternative in term.alternatives)
    ]


def _about(index: Index, rows: Sequence[Row], topic: Sequence[Term]) -> list[Row]:
    """The rows of the items that hold the topic, whole items at a time: its second sentence is about it, too."""
    rarity = rarity_of(index, topic)
    shares: dict[tuple[str, str], float] = {}
    for notice_id, row in rows:
        spend()
        place = (notice_id, row.item or str(row.start))
        notice = index.notice(notice_id)
        item = notice.item_at(row.start)
        text = f"{item.heading} {item.text}" if item else row.quote
        shares[place] = coverage(topic, [(words_of(text), 1.0)], rarity)
    best = max(shares.values())
    if best < _ABOUT:
        return []
    return [one for one in rows if shares[(one[0], one[1].item or str(one[1].start))] >= _NEAR * best]


def _line(notice: Notice, row: Directive, *, several: bool, role: str) -> Line:
    start = _label_start(notice, row)
    span = opening(notice, start, row.end, row.item)
    if span.end < row.end:
        span = opening(notice, row.start, row.end, row.item)
    whole = span.end == row.end and span.start <= start + 2
    said = row.task if whole else without_marker(notice.text[span.start : span.end])
    return Line(text=f"{label(notice)}: {role}{said}" if several else f"{role}{said}", proof=(span,))


def _label_start(notice: Notice, row: Directive) -> int:
    """Where the words before a row begin that its task repeats: "Về kinh phí: giao Sở …"."""
    item = notice.item_at(row.start)
    before = notice.text[item.start : row.start].rstrip() if item else ""
    if item is None or not before.endswith(":"):
        return row.start
    return item.start + max(before.rfind(". "), before.rfind("; "), before.rfind("\n"), -1) + 1


def _in_two(notice: Notice, row: Directive) -> tuple[Span, ...]:
    """A directive as its opening, and the rest where that is too long for one quote: the deadline often ends it."""
    stop = quote_end(notice.text, row.start, row.end)
    edges = [(row.start, stop)] + ([(stop + 1, row.end)] if stop < row.end else [])
    return tuple(Span(notice_id=notice.id, start=left, end=right, item=row.item) for left, right in edges)
