"""Lists of items: those under a heading, or the sentences of one item."""

from collections.abc import Sequence

from corpus.models import Item, Notice
from rag.compose import shortened
from rag.draft import Draft, Line
from rag.index import Index
from rag.listing.lines import list_draft, opening, without_marker
from rag.models import Hit, Question
from rag.wording import Wording


def under(notices: Sequence[Notice], path: str, question: Question, wording: Wording) -> Draft | None:
    """The items right under `path`, in the first of `notices` that has any."""
    for notice in notices:
        children = [
            item
            for item in notice.items
            if item.path.startswith((path + ",", path + ".")) and item.path.count(",") <= path.count(",") + 1
        ]
        if children:
            lines = [
                Line(text=_said(notice, item), proof=(opening(notice, item.start, item.end, item.path),))
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
    same = [passage for passage in index.passages(notice.id) if passage.item == path and path]
    if len(same) < 2:
        return None
    spans = [opening(notice, passage.start, passage.end, path) for passage in same]
    lines = [Line(text=notice.text[span.start : span.end], proof=(span,)) for span in spans]
    return list_draft("answer.count", lines, question, wording, shortened(hit.passage.text, 230))


def _said(notice: Notice, item: Item) -> str:
    """An item as a line: its task where it is one directive that its quote holds, else its own words."""
    rows = [row for row in notice.directives if item.start <= row.start and row.end <= item.end]
    quoted = opening(notice, item.start, item.end, item.path)
    if rows and rows[0].end <= quoted.end:
        return rows[0].task
    return without_marker(notice.text[quoted.start : quoted.end])
