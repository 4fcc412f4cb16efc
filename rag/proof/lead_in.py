"""Where a clause does not say whose task it is: the lead-in that does is cited beside it."""

from collections.abc import Sequence

from corpus.models import Notice
from corpus.names.agencies import key
from rag.draft import Span

_LONG, _LAST = 500, 400  # characters of an item, and of those the last ones that are quoted of a longer one


def lead_in_of(notice: Notice, start: int, end: int, names: Sequence[str]) -> list[Span]:
    """The lead-in that names the body, or sets the deadline, where the quoted clause itself does not."""
    if names_all(notice.text[start:end], names):
        return []
    own = notice.item_at(start)
    above = own.heading.split(" › ") if own and own.heading else []
    for item in reversed([item for item in notice.items if item.start < start]):
        text = item.text.rstrip(" *\n")
        leads_in = text.endswith(":") or item.start <= start < item.end or any(item.text in one for one in above)
        if leads_in and any(key(name) in key(text) for name in names):
            cut = text.find(" ", len(text) - _LAST) + 1 if len(text) > _LONG else 0
            left = item.start + cut
            return [Span(notice_id=notice.id, start=left, end=item.start + len(text), item=item.path)]
    return []


def names_all(text: str, names: Sequence[str]) -> bool:
    """True where a text has every one of the names, in any of their spellings."""
    return all(key(name) in key(text) for name in names)
