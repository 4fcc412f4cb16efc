"""A row of a table of tasks -> a directive: each cell says what its column is headed."""

import re
from collections.abc import Iterator, Mapping

from corpus.citations import citations_in
from corpus.deadlines import cell_deadline
from corpus.directives.notice_text import NoticeText, bases
from corpus.directives.roles import Roles
from corpus.layout.columns import TableRow
from corpus.models import Directive
from corpus.names.mentions import mentions
from corpus.text import collapse

_SEPARATOR = re.compile(r"\s*[;,]\s*|\s*\n\s*[-+•]\s*|\s+và\s+")
_MOST_WORDS = 14  # of a body's name
_MARK = re.compile(r"^\W*(?:\(?\d{1,2}[.)]\s*)?")


def table_directive(
    source: NoticeText, path: str, row: TableRow, short: Mapping[str, str], above: Roles | None = None
) -> Directive | None:
    """The directive of a row; None where neither a cell nor the heading `above` names a body that acts."""

    text, view = source.text, source.view

    def bodies(column: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(_bodies(view, *row.cells[column], short))) if column in row.cells else ()

    lead, assigned, coordinating = bodies("lead"), bodies("assigned"), bodies("coordinating")
    if above and not (lead or assigned):
        lead, assigned = above.lead, above.assigned
    if not (lead or assigned) or "task" not in row.cells:
        return None
    task = row.cells["task"]
    cited = citations_in(view, *task, path)
    return Directive(
        item=path,
        lead=lead,
        assigned=tuple(name for name in assigned if name not in lead),
        coordinating=tuple(name for name in coordinating if name not in (*lead, *assigned)),
        task=collapse(text[slice(*task)]),
        deadline=cell_deadline(view, *row.cells["due"], source.dated) if "due" in row.cells else None,
        legal_basis=bases(cited, source.changed),
        quote=text[row.start : row.end],
        start=row.start,
        end=row.end,
    )


def _bodies(view: str, start: int, end: int, short: Mapping[str, str]) -> Iterator[str]:
    """Whom a cell names: its place says that it names bodies, also those of which the lexicon knows nothing."""
    named = mentions(view, start, end, short)
    left = start
    for cut in [*_SEPARATOR.finditer(view, start, end), None]:
        right = cut.start() if cut else end
        if cut and ("và" in cut[0] and not view[cut.end() : cut.end() + 1].isupper()):
            continue
        if cut and any(body.start < cut.end() and cut.start() < body.end for body in named):
            continue
        within = [body for body in named if left <= body.start and body.end <= right]
        printed = collapse(_MARK.sub("", view[left:right])).strip(" .;:*|")
        if within and len(within[0].name) * 2 > len(printed):
            yield from (body.name for body in within)
        elif printed[:1].isupper() and len(printed.split()) <= _MOST_WORDS:
            yield printed
        left = cut.end() if cut else right
