"""What each row of the directives states, found where it is printed: same names, same order.

Answers read the rows themselves; these facts show in `chidao parse` where each value stands.
"""

from collections.abc import Iterator, Mapping, Sequence

from corpus.citations import citations_in
from corpus.directives.bare_heads import heads_of
from corpus.facts.source import Source, Span, cells_in, number_key
from corpus.lexicon import body_heads
from corpus.models import Directive, Facet, Fact, FactSubject, SubjectKind
from corpus.names.agencies import body_key
from corpus.names.mentions import Mention, mentions
from corpus.text import fold

_REACH = 5_000  # characters before a row in which a bare head is looked for
_PAGE_BREAK = 300  # characters
_ROLES = (
    (Facet.LEAD, "lead"),
    (Facet.ASSIGNED, "assigned"),
    (Facet.COORDINATING, "mentioned"),
    (Facet.REPORTS_TO, None),
)


def task_facts(source: Source) -> Iterator[Fact]:
    """The facts of every row. One who is named in a heading or a sentence before the row is found there."""
    for row in source.notice.directives:
        subject = FactSubject(kind=SubjectKind.TASK, item=row.item, start=row.start, end=row.end)
        short = _short(row)
        for facet, how in _ROLES:
            for name in getattr(row, facet.value):
                inside = _within(source, row, name, short) or source.find(name, row.start, row.end)  # Giám đốc Sở
                if span := inside or _before(source, row, name):
                    yield source.fact(facet, span, subject, body_key(name), how)
        if row.deadline and (span := _deadline(source, row, row.deadline.text)):
            day = row.deadline.date.isoformat() if row.deadline.date else None
            yield source.fact(Facet.DEADLINE, span, subject, day, row.deadline.precision.value)
        cited = citations_in(source.view, row.start, row.end) if row.legal_basis else []
        for basis in row.legal_basis:
            if document := next((one for one in cited if basis in (one.number, one.name)), None):
                yield source.fact(Facet.BASIS, (document.start, document.end), subject, number_key(basis))
        yield source.fact(Facet.TASK, _task(source, row), subject)


def _short(row: Directive) -> Mapping[str, str]:
    """Whom a bare head means in a row."""
    held = {
        fold(head): name for head in body_heads("bare") for name in row.bodies if name.endswith(f" {head.capitalize()}")
    }
    return {**held, **heads_of(row.bodies)}


def _within(source: Source, row: Directive, name: str, short: Mapping[str, str]) -> Span | None:
    """Where a row names a body; where a row of a table runs cells together, in one of them."""
    if found := _named(name, mentions(source.view, row.start, row.end, short)):
        return found
    cells = (mentions(source.view, *cell, short) for cell in cells_in(source.view, row.start, row.end))
    return next((span for bodies in cells if (span := _named(name, bodies))), None)


def _named(name: str, bodies: Sequence[Mention]) -> Span | None:
    return next(((body.start, body.end) for body in bodies if body.name == name), None)


def _before(source: Source, row: Directive, name: str) -> Span | None:
    """Where a body is named last before the row, by its name or by a bare head."""
    return _named(name, source.bodies_in(0, row.start)[::-1]) or _named(
        name, mentions(source.view, max(0, row.start - _REACH), row.start, heads_of([name]))[::-1]
    )


def _deadline(source: Source, row: Directive, words: str) -> Span | None:
    """In the row, or where it goes on behind a page break; else in what stands before it: it is said there for all."""
    if span := source.find(words, row.start, min(row.end + _PAGE_BREAK, len(source.view))):
        return span
    above = (item for item in reversed(source.notice.items) if item.start < row.start)
    return next((span for item in above if (span := source.find(words, item.start, min(item.end, row.start)))), None)


def _task(source: Source, row: Directive) -> Span:
    """The words of the row's task, else from those it opens with to the row's end; after the body, where a label stands before."""
    if whole := source.find(row.task, row.start, row.end):
        return whole
    label, _, rest = row.task.partition(": ")
    for words in (f"{label}: {_opening(rest, 3)}", _opening(rest), _opening(row.task)):
        if opening := source.find(words, row.start, row.end):
            return opening[0], row.start + len(source.view[row.start : row.end].rstrip(" ,;.*\n"))
    return row.start, row.end


def _opening(words: str, count: int = 6) -> str:
    return " ".join(words.split()[:count])
