"""What directives are read from."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from corpus.models import CitedDocument, DocumentKind
from corpus.names.mentions import Mention
from corpus.text import collapse, trimmed

_NO_BASIS = (DocumentKind.PROPOSAL, DocumentKind.INVITATION)


class NoticeText(NamedTuple):
    """What directives are read from: the stored text, and `view`, the same with lost diacritics put back.

    What only a page needs (its number, its running head) is blank in `view`. `dated` is the day of the notice,
    `changed` the numbers of the documents it amends or replaces, `addressees` whom a letter is sent to, `bodies` all that
    it names.
    """

    text: str
    view: str
    dated: date | None = None
    changed: Collection[str] = ()
    addressees: tuple[str, ...] = ()
    bodies: Sequence[Mention] = ()

    def words(self, start: int, end: int) -> str:
        """The words of `text[start:end]` on one line, as they are printed, without what only a page needs."""
        printed, seen = self.text[start:end], self.view[start:end]
        if printed != seen:
            pairs = zip(printed, seen, strict=True)
            printed = "".join(" " if view.isspace() else view if letter == "*" else letter for letter, view in pairs)
        return collapse(printed)

    def unbroken(self, start: int, end: int) -> tuple[int, int]:
        """The longest part of `start, end` that nothing of a page interrupts: what can be quoted."""
        if self.text[start:end] == self.view[start:end]:
            return next(trimmed(self.text, start, end), (start, end))
        cuts = [at for at in range(start, end) if self.view[at].isspace() and self.text[at].isalnum()]
        parts = (
            part for left, right in pairwise((start - 1, *cuts, end)) for part in trimmed(self.view, left + 1, right)
        )
        return max(parts, key=lambda part: part[1] - part[0], default=(start, end))


def bases(cited: Iterable[CitedDocument], changed: Collection[str] = ()) -> tuple[str, ...]:
    """What a task rests on: the numbers, or names, of the documents cited; not proposals, nor what the notice changes."""
    kept = (one for one in cited if one.kind not in _NO_BASIS and one.number not in changed)
    return tuple(dict.fromkeys(one.number or one.name for one in kept))
