"""What facts are read from: a notice with its bodies, and how a slice of it becomes a fact."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from corpus.models import CitedDocument, Facet, Fact, FactSubject, Notice
from corpus.names.mentions import Mention
from corpus.patterns import cue, whole
from corpus.text import canonical, collapse, fold, plain

Span = tuple[int, int]

CELL_GAP = re.compile(r"\s*[\n\t|]\s*|\s{3,}")
_PAGE = re.compile(r"(?<=\n)[^\w\n]*\d{1,3}[^\w\n]*(?=\n)")  # a page number between two lines
_CLAUSE_END = re.compile(r"[;)]|,\s+|\.(?=\s|$)|:(?=\s|$)|\n\s+")
_EDGE = " \t\r\n\f\v\u00a0*#|_"


class Source(NamedTuple):
    """`view` is the text with lost diacritics put back, `form` the same as words are compared; all of one length.

    `folded` is the view folded.
    """

    notice: Notice
    view: str
    form: str
    bodies: Sequence[Mention]
    folded: str

    @classmethod
    def of(cls, notice: Notice, view: str, bodies: Sequence[Mention]) -> "Source":
        """Made once for all facts of a notice."""
        return cls(notice, view, canonical(view), bodies, fold(view))

    def bodies_in(self, start: int, end: int) -> Sequence[Mention]:
        """The bodies named within `start:end`, in order."""
        first = bisect_left(self.bodies, start, key=lambda body: body.start)
        after = bisect_left(self.bodies, end, key=lambda body: body.start)
        return [body for body in self.bodies[first:after] if body.end <= end]

    def cited_in(self, start: int, end: int) -> Sequence[CitedDocument]:
        """The documents cited within `start:end`, in order."""
        return [one for one in self.notice.cited_documents if start <= one.start < end]

    def clause_end(self, start: int, at: int, end: int) -> int | None:
        """Where the clause from `start` ends, from `at` on: at a mark, at the bracket that was open, at another part."""
        form, parts = self.form, (whole("aims"), cue("assign"), cue("coordinate"))
        for stop in _CLAUSE_END.finditer(form, at, end):
            mark, here, after = stop[0][0], stop.start(), stop.end()
            if mark == ")" and form.count("(", start, here) > form.count(")", start, here):
                continue
            if mark == "," and not (any(part.match(form, after) for part in parts) or self.cited_in(after, after + 1)):
                continue
            if mark != "\n" or not self.view[after : after + 1].islower():
                return here
        return None

    def find(self, words: str, start: int, end: int) -> Span | None:
        """Where words stand: on one line, else over several, perhaps over a page break."""
        wanted = fold(words)
        if wanted and wanted.strip() == wanted and (at := self.folded.find(wanted, start, end)) >= 0:
            return at, at + len(wanted)
        wanted = "".join(wanted.split())
        for letters, places in _squeezed(self.folded) if wanted else ():
            at = letters.find(wanted, bisect_left(places, start), bisect_left(places, end))
            if at >= 0:
                return places[at], places[at + len(wanted) - 1] + 1
        return None

    def fact(
        self,
        facet: Facet,
        span: Span,
        subject: FactSubject,
        key: str | None = None,
        how: str | None = None,
    ) -> Fact:
        """The fact that `span` states, without the marks around it."""
        start, end = bare(self.notice.text, *span)
        value = collapse(plain(self.notice.text[start:end]))
        return Fact(facet=facet, value=value, key=key, how=how, start=start, end=end, subject=subject)


def bare(text: str, start: int, end: int) -> Span:
    """A slice without white space and markup at either side."""
    inner = plain(text[start:end])
    left = len(inner) - len(inner.lstrip(_EDGE))
    return start + left, max(start + left, start + len(inner.rstrip(_EDGE)))


def cells_in(text: str, start: int, end: int) -> list[Span]:
    """The cells and lines of a slice, without what is between them."""
    edges = [start, *(at for gap in CELL_GAP.finditer(text, start, end) for at in gap.span()), end]
    return [cell for cell in zip(edges[::2], edges[1::2], strict=True) if cell[0] < cell[1]]


@lru_cache(maxsize=2)  # a notice's facts are read at once
def _squeezed(folded: str) -> Sequence[tuple[str, Sequence[int]]]:
    """A text without white space, with the place of each letter; then so without page numbers."""
    bare = _PAGE.sub(lambda page: " " * len(page[0]), folded)
    return [
        ("".join(one.split()), [at for at, sign in enumerate(one) if not sign.isspace()])
        for one in dict.fromkeys((folded, bare))
    ]


def number_key(number: str) -> str:
    """What two spellings of a document's number share: `46 /TB-UBND` and `46/tb-ubnd`."""
    return re.sub(r"\s+", "", fold(number))
