"""What each row of the directives states, found where it is printed: same names, same order."""

import re
from collections.abc import Iterator, Sequence

from corpus.citations import citations_in
from corpus.directives.bare_heads import heads_of
from corpus.directives.reporting import reported
from corpus.facts.source import Source, number_key
from corpus.lexicon import body_heads
from corpus.models import Directive, Facet, Fact, FactSubject, Item, SubjectKind
from corpus.names.agencies import body_key
from corpus.names.mentions import Mention, mentions
from corpus.patterns import cue
from corpus.text import fold

Span = tuple[int, int]
_JOINS = 60  # characters between "phối hợp" and a body it names
_CELL_GAP = re.compile(r"\s*[\t|]\s*|\s{2,}|\n")
_REACH = 5_000  # characters before a row in which a bare head is looked for
_FIRST_WORDS = 6


def task_facts(source: Source) -> Iterator[Fact]:
    """The facts of every row. One who is named in a heading or a sentence before the row is found there."""
    before: dict[str, Span] = {}  # where the row before, of the same item, names its bodies
    item = None
    for row in source.notice.directives:
        if row.item != item:
            item, before = row.item, {}
        found = list(_of_row(source, row, before))
        before |= {name: (fact.start, fact.end) for name, fact in found if name}
        yield from (fact for _, fact in found)


def _of_row(source: Source, row: Directive, before: dict[str, Span]) -> Iterator[tuple[str, Fact]]:
    """Each fact with the body it names, empty where it names none."""
    subject = FactSubject(kind=SubjectKind.TASK, item=row.item, start=row.start, end=row.end)
    bodies = _bodies(source, row)

    def fact(facet: Facet, span: Span, key: str | None = None, how: str | None = None) -> Fact:
        return source.fact(facet, span, subject, key, how)

    task = _task(source, row)
    acting = sorted(bodies, key=lambda body: (body.end > task[0], -body.start if body.end <= task[0] else body.start))
    helping = [body for body in bodies if body.name not in (*row.lead, *row.assigned)]
    for facet, names, where, how in (
        (Facet.LEAD, row.lead, acting, "lead"),
        (Facet.ASSIGNED, row.assigned, acting, "assigned"),
        (Facet.COORDINATING, row.coordinating, _joining_first(source, helping), "mentioned"),
    ):
        for name in names:
            span = _named(name, where) or before.get(name) or _above(source, row, name)
            if span:
                yield name, fact(facet, span, body_key(name), how)
    if row.deadline and (span := _deadline(source, row)):
        day = row.deadline.date.isoformat() if row.deadline.date else None
        yield "", fact(Facet.DEADLINE, span, day, row.deadline.precision.value)
    cited = citations_in(source.view, row.start, row.end) if row.legal_basis else []
    for basis in row.legal_basis:
        if document := next((one for one in cited if basis in (one.number, one.name)), None):
            yield "", fact(Facet.BASIS, (document.start, document.end), number_key(basis))
    reports = reported(source.view, row.start, row.end) if row.reports_to else ()
    for name in row.reports_to:
        if span := _named(name, reports) or _named(name, bodies):
            yield "", fact(Facet.REPORTS_TO, span, body_key(name))
    yield "", fact(Facet.TASK, task)


def _bodies(source: Source, row: Directive) -> Sequence[Mention]:
    """The bodies of a row; where a row of a table runs cells together, those of each cell."""
    held = (
        (fold(head), name)
        for head in body_heads("bare")
        for name in row.bodies
        if name.endswith(f" {head.capitalize()}")
    )
    short = {**dict(held), **heads_of(row.bodies)}
    found = mentions(source.view, row.start, row.end, short)
    missing = {*row.bodies, *row.reports_to} - {body.name for body in found}
    if missing:
        gaps = [at for gap in _CELL_GAP.finditer(source.view, row.start, row.end) for at in gap.span()]
        edges = [row.start, *gaps, row.end]
        cells = zip(edges[::2], edges[1::2], strict=True)
        found += [body for cell in cells for body in mentions(source.view, *cell, short) if body.name in missing]
    return found


def _named(name: str, bodies: Sequence[Mention]) -> Span | None:
    return next(((body.start, body.end) for body in bodies if body.name == name), None)


def _joining_first(source: Source, bodies: Sequence[Mention]) -> Sequence[Mention]:
    """Those after "phối hợp" first: a body may be named before it, too, for something else."""
    joins = (
        [match.end() for match in cue("coordinate").finditer(source.form, bodies[0].start - _JOINS, bodies[-1].end)]
        if bodies
        else []
    )
    first = joins[0] if joins else 0
    return sorted(bodies, key=lambda body: (body.start < first, body.start))


def _above(source: Source, row: Directive, name: str) -> Span | None:
    """The body in what the row stands under: the nearest heading or lead-in that names it, else the nearest before."""
    for item in _before(source, row):
        if _governs(source, item, row) and (
            span := _last(name, source.bodies_in(item.start, min(item.end, row.start)))
        ):
            return span
    if span := _last(name, source.bodies_in(0, row.start)):
        return span
    return _last(name, mentions(source.view, max(0, row.start - _REACH), row.start, heads_of([name])))


def _last(name: str, bodies: Sequence[Mention]) -> Span | None:
    return _named(name, bodies[::-1])


def _before(source: Source, row: Directive) -> Iterator[Item]:
    """The items that begin before a row, the nearest first."""
    yield from (item for item in reversed(source.notice.items) if item.start < row.start)


def _governs(source: Source, item: Item, row: Directive) -> bool:
    """True for an item that the row stands under, and for a paragraph that ends in a colon."""
    if item.path:
        return row.item.startswith((f"{item.path}.", f"{item.path},"))
    return source.view[item.start : item.end].rstrip(" *_\n").endswith(":")


def _deadline(source: Source, row: Directive) -> Span | None:
    """In the row, else in what it stands under: a deadline is said there for all."""
    words = row.deadline.text if row.deadline else ""
    if span := source.find(words, row.start, row.end):
        return span
    for item in _before(source, row):
        if span := source.find(words, item.start, min(item.end, row.start)):
            return span
    return None


def _task(source: Source, row: Directive) -> Span:
    """The words of the task from the same words as the row's to its end; after the body, where a label stands before it."""
    label, _, rest = row.task.partition(": ")
    apart = rest and source.find(f"{label}: {' '.join(rest.split()[:3])}", row.start, row.end) is None
    for words in (rest if apart else row.task, row.task):
        if span := source.find(words, row.start, row.end):
            return span
        opening = " ".join(words.split()[:_FIRST_WORDS])
        if span := source.find(opening, row.start, row.end):
            return span[0], row.start + len(source.view[row.start : row.end].rstrip(" ,;.*\n"))
    return row.start, row.end
