"""Lists of items: those under a heading, or the sentences of one item."""

import re
from collections.abc import Sequence

from corpus.models import Item, Notice
from rag.answers.collection.page import Entry, list_draft, opening, without_marker
from rag.answers.said import said_of
from rag.draft import Draft, Span
from rag.index import Index
from rag.models import Hit, Question
from rag.shorten import shortened
from rag.wording import Wording

_PART = re.compile(r";\s+(?=\w)")
_FEW = 5  # entries of a list that leave room for a whole task each
_FEWEST = 3  # parts of a sentence that make a list


def under(notices: Sequence[Notice], path: str, question: Question, wording: Wording) -> Draft | None:
    """The items right under `path`, in the first of `notices` that has any; the outermost ones where there is no path."""
    for notice in notices:
        children = [
            item
            for item in notice.items
            if item.path.startswith((path + ",", path + ".")) and item.path.count(",") <= path.count(",") + 1
        ]
        if not path:
            outer = [item for item in notice.items if item.path and not re.search(r"[.,]", item.path)]
            children = list({item.path: item for item in reversed(outer)}.values())[::-1]
        if children:
            lines = [
                _entry(
                    _said(notice, item, whole=len(children) <= _FEW),
                    opening(notice, item.start, item.end, item.path),
                    question,
                )
                for item in children
            ]
            return list_draft("answer.count", lines, question, wording)
    return None


def family(index: Index, question: Question, hit: Hit, wording: Wording) -> Draft | None:
    """The items under the heading that was hit; else the sentences of the item that was hit."""
    notice = index.notice(hit.passage.notice_id)
    path = hit.passage.item
    if path and notice.text[hit.passage.start : hit.passage.end].rstrip(" *").endswith(":"):
        return under([notice], path, question, wording)
    if parts := _enumerated(notice, hit, question):
        return list_draft("answer.count", parts, question, wording)
    same = [passage for passage in index.passages(notice.id) if passage.item == path and path]
    if len(same) < 2:
        return None
    spans = [opening(notice, passage.start, passage.end, path) for passage in same]
    lines = [_entry(notice.text[span.start : span.end], span, question) for span in spans]
    return list_draft("answer.count", lines, question, wording, shortened(hit.passage.text, 230))


def _entry(text: str, span: Span, question: Question) -> Entry:
    """A line that is itself what was asked for."""
    return Entry(text, (span,), said=said_of(question.facet, [text], [span]))


def _enumerated(notice: Notice, hit: Hit, question: Question) -> list[Entry]:
    """The parts of the paragraph that was hit, where it lists them: "các văn bản dự thảo: Báo cáo …; Kế hoạch …; …"."""
    text = notice.text
    start = text.rfind("\n", 0, hit.passage.start) + 1
    end = text.find("\n", hit.passage.end)
    colon = text.find(": ", start, hit.passage.end)
    if colon < 0 or hit.passage.item:
        return []
    edges = [colon + 2, *(match.end() for match in _PART.finditer(text, colon, end if end >= 0 else len(text)))]
    stops = [*edges[1:], end if end >= 0 else len(text)]
    if len(edges) < _FEWEST:
        return []
    spans = [opening(notice, left, right, hit.passage.item) for left, right in zip(edges, stops, strict=True)]
    return [_entry(without_marker(text[span.start : span.end]).strip(" ;"), span, question) for span in spans]


def _said(notice: Notice, item: Item, *, whole: bool) -> str:
    """An item as a line: its task where there is room for it and its quote holds it, else its own words from the first."""
    rows = [row for row in notice.directives if item.start <= row.start and row.end <= item.end]
    quoted = opening(notice, item.start, item.end, item.path)
    assigns = bool(rows) and not without_marker(notice.text[item.start : rows[0].start])
    if (whole or assigns) and rows and rows[0].end <= quoted.end:
        return rows[0].task
    return without_marker(notice.text[quoted.start : quoted.end])
