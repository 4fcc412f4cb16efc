"""What directives are read from."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from corpus.models import CitedDocument, DocumentKind

_NO_BASIS = (DocumentKind.PROPOSAL, DocumentKind.INVITATION)


class NoticeText(NamedTuple):
    """What directives are read from: the stored text, and `view`, the same with lost diacritics put back.

    `dated` is the day of the notice, `changed` the numbers of the documents it amends or replaces.
    """

    text: str
    view: str
    dated: date | None = None
    changed: Collection[str] = ()


def bases(cited: Iterable[CitedDocument], changed: Collection[str] = ()) -> tuple[str, ...]:
    """What a task rests on: the numbers, or names, of the documents cited; not proposals, nor what the notice changes."""
    kept = (one for one in cited if one.kind not in _NO_BASIS and one.number not in changed)
    return tuple(dict.fromkeys(one.number or one.name for one in kept))
