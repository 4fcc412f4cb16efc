"""By when several tasks are due at once: what a sentence after them says, and what the heading of a stage says over them.

"Hoàn thành trước ngày 30/9." closes the tasks of the same bodies before it in its item, or in the list that it ends;
"Thời hạn hoàn thành chung: …" those of all bodies in the section that it ends. Neither changes a deadline of their own.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from corpus.citations import citations_in
from corpus.deadlines import cell_deadline, find_deadline
from corpus.directives.clauses import Span, sentences_of
from corpus.directives.governing import Governor
from corpus.directives.notice_text import NoticeText
from corpus.layout.paragraphs import MARKER, after_marker
from corpus.layout.stages import heads_a_stage, stage_time
from corpus.lexicon import deadline_words
from corpus.models import Deadline, Directive, Item, Precision, is_under
from corpus.patterns import any_of, either, opening, words_of
from corpus.text import canonical, collapse, fold

_LONGEST = 250  # characters of a sentence that says nothing but by when
_LONGEST_LINE = 140  # characters of a line that was wrapped
_WORD = re.compile(r"[^\W\d_]+")
_EXCEPT = re.compile(r",?\s*\(?(?<!\w)(?:trừ|ngoại trừ|không kể)\s")
_THIS_ONE = re.compile(r"(?<!các )(?<!những )(?:công việc|nhiệm vụ|nội dung|việc) này")
_LAST_PART = re.compile(r"(?:\.|, )[^.,]+\Z|\A[^.,]+\Z")


class _Closing(NamedTuple):
    """A sentence at `start` of `item` that says by when, in the paragraph that begins at `paragraph`.

    `alone`: nothing else stands in the item; `apart`: nothing else in the paragraph; `common`: it speaks of all tasks.
    """

    item: Item
    start: int
    due: Deadline
    paragraph: int
    alone: bool
    apart: bool
    common: bool


def closing_deadline(source: NoticeText, start: int, end: int) -> Deadline | None:
    """The deadline of a sentence that says nothing else, unless it speaks of one task: Hoàn thành các nội dung trên trước …"""
    if end - start > _LONGEST or not source.view[start].isupper() or source.view[end - 1] == ":":
        return None  # what a line break or a dash cut off; what leads in a list
    form = canonical(source.view)[start:end]
    if not _closes().search(form) or _THIS_ONE.search(form):
        return None
    due = find_deadline(source.view, start, end, citations_in(source.view, start, end), source.dated)
    if due is None or due.precision is Precision.VAGUE:
        return None
    said = _EXCEPT.split(form, maxsplit=1)[0].replace(canonical(due.text), " ")
    return due if set(_WORD.findall(said)) <= _closing_words() else None


def is_common(source: NoticeText, start: int, end: int) -> bool:
    """True for words that speak of all tasks: Thời hạn hoàn thành chung, tất cả các nhiệm vụ nêu trên."""
    return _for_all().search(canonical(source.view[start:end])) is not None


def work_begins(source: NoticeText, start: int, actor: int) -> int:
    """Where in a clause its work begins to be told: after the words before the one who acts, where they only say what it
    is about, or press without a day. "Việc phường đề nghị di dời trước 15/12: Giao Sở …" asks nothing of the department
    by then; "Về việc di dời: Trước 15/12, giao Sở …" does.
    """
    said = source.view[start:actor]
    if not said.rstrip().endswith((":", ",")):
        return start
    due = find_deadline(source.view, start, actor, citations_in(source.view, start, actor), source.dated)
    if due is None:
        return actor
    apart = re.search(rf"(?:\A|[:,])\W*(?:\w+\s+){{0,2}}{any_of([due.text])}[\s,:]*\Z", said)
    if apart:
        return start + apart.start()
    return actor if opening("topics").match(canonical(said)) or due.precision is Precision.VAGUE else start


def is_stage(source: NoticeText, item: Item) -> bool:
    """True for the heading of a stage without a number, which is an item of its own."""
    return MARKER.match(source.view, item.start, item.end) is None and heads_a_stage(
        source.view[item.start : item.end], source.view[item.end : item.end + _LONGEST].lstrip()
    )


def stage_governor(source: NoticeText, item: Item) -> Governor:
    """What the heading of a stage says for the items under it."""
    words = " ".join(source.view[item.start : item.end].split())
    return Governor(item.path, item.start, None, period_deadline(stage_time(words), source.dated), words)


def title_deadline(source: NoticeText, item: Item) -> Deadline | None:
    """The deadline that stands in brackets at the end of a numbered title: 1. Giai đoạn chuẩn bị (tháng 7/2025)."""
    begin = after_marker(source.view, item)
    time = stage_time(" ".join(source.view[begin : item.end].split())) if begin > item.start else ""
    return period_deadline(time, source.dated) if time else None


def period_deadline(time: str, dated: date | None) -> Deadline | None:
    """The deadline of a period, in all its words: từ ngày 01/7 đến ngày 20/7/2025."""
    due = cell_deadline(time, dated)
    return due.model_copy(update={"text": collapse(time)}) if due else None


def states(view: str, row: Directive, due: Deadline) -> bool:
    """True where a row says its deadline itself: it has none from a heading."""
    return fold(due.text) in fold(collapse(view[row.start : row.end]))


def with_closing_deadlines(source: NoticeText, items: Sequence[Item], rows: Iterable[Directive]) -> Iterator[Directive]:
    """The rows, with the deadline of the sentence that closes them where they have none of their own."""
    known = list(rows)
    undated = [n for n, row in enumerate(known) if _is_open(row)]
    for closing in _closings(source, items) if undated else ():
        before = [n for n, row in enumerate(known) if row.start < closing.start]
        for n in _closed(known, before, closing, items):
            if _is_open(known[n]):
                known[n] = known[n].model_copy(update={"deadline": closing.due})
    yield from known


def _is_open(row: Directive) -> bool:
    return row.deadline is None or row.deadline.precision is Precision.VAGUE


def _closings(source: NoticeText, items: Sequence[Item]) -> Iterator[_Closing]:
    form = canonical(source.view)
    for item in items:
        if not _closes().search(form, item.start, item.end):
            continue
        spans = [sentence for sentence, _ in sentences_of(source.view, item)]
        for n, (start, end) in enumerate(spans):
            if due := closing_deadline(source, start, end):
                apart = n > 0 and _is_apart(source, spans[n - 1], start)
                paragraph = max(item.start, source.view.rfind("\n", item.start, start))
                yield _Closing(item, start, due, paragraph, len(spans) == 1, apart, is_common(source, start, end))


def _is_apart(source: NoticeText, before: Span, start: int) -> bool:
    """True for a paragraph of its own: an empty line stands over it, or a line that no wrapping has ended."""
    breaks = source.view.count("\n", before[1], start)
    return breaks > 1 or (breaks == 1 and before[1] - source.text.rfind("\n", 0, before[1]) > _LONGEST_LINE)


def _closed(rows: Sequence[Directive], before: Sequence[int], closing: _Closing, items: Sequence[Item]) -> list[int]:
    """Which of the rows `before` a sentence it closes."""
    if not before:
        return []
    path = closing.item.path
    if closing.common:
        return _section(rows, before, closing, items)
    within = [n for n in before if rows[n].start >= (closing.item.start if closing.apart else closing.paragraph)]
    if closing.alone or (closing.apart and _parent(path)):
        within = [n for n in before if not _parent(path) or is_under(rows[n].item, _parent(path))]
    last = rows[within[-1]] if within else None
    return list(_run(rows, within, last)) if last else []


def _run(rows: Sequence[Directive], within: Sequence[int], last: Directive) -> Iterator[int]:
    """The rows of the same bodies as the last one, up to it."""
    for n in reversed(within):
        if (rows[n].lead, rows[n].assigned) != (last.lead, last.assigned):
            return
        yield n


def _section(rows: Sequence[Directive], before: Sequence[int], closing: _Closing, items: Sequence[Item]) -> list[int]:
    """All rows of the section that ends with a sentence; of the document, where no item follows."""
    following = next((item.path for item in items if item.path and item.start > closing.item.start), "")
    if not following:
        return list(before)
    path = closing.item.path
    while path and (_depth(path) > _depth(following) or sum(is_under(rows[n].item, path) for n in before) < 2):
        path = _parent(path)
    return [n for n in before if not path or rows[n].item == path or is_under(rows[n].item, path)]


def _parent(path: str) -> str:
    return _LAST_PART.sub("", path)


def _depth(path: str) -> int:
    return len(re.split(r"\.|, ", path))


@cache
def _closes() -> re.Pattern[str]:
    return re.compile(words_of(deadline_words()["closes"]))


@cache
def _closing_words() -> frozenset[str]:
    return frozenset(deadline_words()["closing_words"])


@cache
def _for_all() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{either(deadline_words()['for_all'])})(?!\w)")
