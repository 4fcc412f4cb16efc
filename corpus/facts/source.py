"""What facts are read from: a notice with its bodies, and how a slice of it becomes a fact."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from corpus.layout.legible import legible
from corpus.layout.paragraphs import without_page_furniture
from corpus.models import Facet, Fact, FactSubject, Notice
from corpus.names.mentions import Mention, mentions
from corpus.text import canonical, collapse, fold, plain

_PAGE = r"(?:\s*\n\W*\d{1,3}\W*\n)?"  # a page number between two lines
_EDGE = " \t\r\n\f\v\u00a0*#|_"


class Source(NamedTuple):
    """`view` is the text with lost diacritics put back, `form` the same as words are compared; all of one length."""

    notice: Notice
    view: str
    form: str
    bodies: Sequence[Mention]

    @classmethod
    def of(cls, notice: Notice) -> "Source":
        """Made once for all facts of a notice."""
        view = without_page_furniture(legible(notice.text))
        return cls(notice, view, canonical(view), mentions(view))

    def bodies_in(self, start: int, end: int) -> Sequence[Mention]:
        """The bodies named within `start:end`, in order."""
        first = bisect_left(self.bodies, start, key=lambda body: body.start)
        after = bisect_left(self.bodies, end, key=lambda body: body.start)
        return [body for body in self.bodies[first:after] if body.end <= end]

    def find(self, words: str, start: int, end: int) -> tuple[int, int] | None:
        """Where words stand that were printed over several lines, perhaps over a page break."""
        parts = [re.escape(part) for part in fold(words).split()]
        found = re.compile(rf"{_PAGE}\s+".join(parts)).search(fold(self.view), start, end) if parts else None
        return found.span() if found else None

    def fact(
        self,
        facet: Facet,
        span: tuple[int, int],
        subject: FactSubject,
        key: str | None = None,
        how: str | None = None,
    ) -> Fact:
        """The fact that `span` states, without the marks around it."""
        start, end = self.bare(*span)
        value = collapse(plain(self.notice.text[start:end]))
        return Fact(facet=facet, value=value, key=key, how=how, start=start, end=end, subject=subject)

    def bare(self, start: int, end: int) -> tuple[int, int]:
        """A slice without white space and markup at either side."""
        text = plain(self.notice.text[start:end])
        left = len(text) - len(text.lstrip(_EDGE))
        return start + left, max(start + left, start + len(text.rstrip(_EDGE)))


def number_key(number: str) -> str:
    """What two spellings of a document's number share: `46 /TB-UBND` and `46/tb-ubnd`."""
    return re.sub(r"\s+", "", fold(number))
