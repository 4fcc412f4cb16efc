"""A row of a table of tasks -> a directive: each cell says what its column is headed."""

from collections.abc import Mapping

from corpus.citations import citations_in
from corpus.deadlines import cell_deadline
from corpus.directives.notice_text import NoticeText, bases
from corpus.layout.tables import TableRow
from corpus.models import Directive
from corpus.names.mentions import mentions
from corpus.text import collapse


def table_directive(source: NoticeText, path: str, row: TableRow, short: Mapping[str, str]) -> Directive | None:
    """The directive of a row; None where no cell names a body that acts."""

    text, view = source.text, source.view

    def bodies(column: str) -> tuple[str, ...]:
        if column not in row.cells:
            return ()
        found = mentions(view, *row.cells[column], short)
        return tuple(dict.fromkeys(body.name for body in found))

    lead, assigned, coordinating = bodies("lead"), bodies("assigned"), bodies("coordinating")
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
