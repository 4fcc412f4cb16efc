"""A row of a table of tasks -> a directive: each cell says what its column is headed."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache

from corpus.citations import citations_in
from corpus.deadlines import cell_deadline, find_deadline
from corpus.directives.cell_roles import ROLES, parts_of, shorthand
from corpus.directives.notice_text import NoticeText, bases
from corpus.directives.reporting import reports_to
from corpus.directives.roles import Roles, implicit_roles, read_roles
from corpus.layout.columns import TableRow
from corpus.lexicon import cues
from corpus.models import Deadline, Directive
from corpus.names.agencies import full_name
from corpus.names.mentions import mentions
from corpus.patterns import any_of, cue, opening
from corpus.text import canonical, collapse

_SEPARATOR = re.compile(r"\s*[;,]\s*|[.)]\s+(?=\w)|\s*\n\s*[-+•]\s*|\s+và\s+")
_SEVERAL = re.compile(r"(?:các|những|một số|nhóm)\s")
_MOST_WORDS = 14  # of a body's name
_IS_NAME = re.compile(r"(?:\s+[^\W\d_]+)+\W*")  # words that a name goes on with
_MARK = re.compile(r"^\W*(?:\(?\d{1,2}[.)]\s*)?")


def table_directive(
    source: NoticeText,
    path: str,
    row: TableRow,
    short: Mapping[str, str],
    above: Roles | None = None,
    due: Deadline | None = None,
    marks: Mapping[str, str] | None = None,
) -> Directive | None:
    """The directive of a row; None where neither a cell nor the heading `above` names a body that acts.

    `due` is what a heading sets for all that stands under it; `marks` what the labels in cells of the table say.
    """

    text = source.text

    def said(column: str) -> str:
        return "\n".join(source.view[slice(*span)] for span in row.cells.get(column, ()))

    lead, assigned, coordinating = _parts(said, short, marks or {})
    if above and not (lead or assigned):
        lead, assigned = above.lead, above.assigned
    if not (lead or assigned) or "task" not in row.cells:
        return None
    told = collapse(said("task"))
    coordinating += implicit_roles(told, 0, len(told), Roles(lead, assigned, (), 0, 0), short).coordinating
    return Directive(
        item=path,
        lead=lead,
        assigned=tuple(name for name in assigned if name not in lead),
        coordinating=tuple(dict.fromkeys(name for name in coordinating if name not in (*lead, *assigned))),
        task=" ".join(source.words(*span) for span in row.cells["task"]).strip(" ,;."),
        deadline=cell_deadline(said("due"), source.dated)
        if "due" in row.cells
        else _within(row, said, source.dated) or due,
        legal_basis=bases(citations_in(task := said("task"), 0, len(task), path), source.changed),
        reports_to=tuple(dict.fromkeys((*_bodies(said("reports_to"), short), *reports_to(task, 0, len(task))))),
        quote=text[row.start : row.end],
        start=row.start,
        end=row.end,
    )


def marks_of(source: NoticeText, rows: Iterable[TableRow]) -> dict[str, str]:
    """What the labels in the cells of these rows say that are known by what they stand beside alone."""
    cells = (row.cells[role] for row in rows for role in ROLES if role in row.cells)
    return shorthand("\n".join(source.view[slice(*span)] for span in cell) for cell in cells)


def _parts(
    said: Callable[[str], str], short: Mapping[str, str], marks: Mapping[str, str]
) -> tuple[tuple[str, ...], ...]:
    """Who leads, who is assigned, who helps, by the cells of a row and the labels in them."""
    found: dict[str, list[str]] = {role: [] for role in ROLES}
    for column in ROLES:
        for role, words in parts_of(said(column), column, marks):
            form = canonical(words)
            several = role == "assigned" and (cue("lead").search(form) or cue("coordinate").search(form))
            if several and (roles := read_roles(words, 0, len(words), short)):
                for name, bodies in zip(ROLES, (roles.lead, roles.assigned, roles.coordinating), strict=True):
                    found[name] += bodies
            elif role in found:
                found[role] += _bodies(_branches().sub(" ", words), short)
    return tuple(tuple(dict.fromkeys(found[role])) for role in ROLES)


def _within(row: TableRow, said: Callable[[str], str], dated: date | None) -> Deadline | None:
    """The deadline that another cell states: "Sở Y tế; hoàn thành trước 15/5"."""
    cells = (said(name) for name in row.cells if name not in ("number", "note"))
    found = (find_deadline(cell, 0, len(cell), citations_in(cell, 0, len(cell)), dated) for cell in cells)
    return next(filter(None, found), None)


def _bodies(cell: str, short: Mapping[str, str]) -> Iterator[str]:
    """Whom a cell names: its place says that it names bodies, also those of which the lexicon knows nothing."""
    named = mentions(cell, short=short)
    left = 0
    for cut in [*_SEPARATOR.finditer(cell), None]:
        right = cut.start() if cut else len(cell)
        begins = cut and (cell[cut.end() : cut.end() + 1].isupper() or any(body.start == cut.end() for body in named))
        if cut and "và" in cut[0] and not begins:
            continue
        if cut and any(body.start < cut.end() and cut.start() < body.end for body in named):
            continue
        within = [body for body in named if left <= body.start and body.end <= right]
        printed = collapse(_MARK.sub("", cell[left:right])).strip(" .;:*|")
        alone = len(within) == 1 and within[0].start - left < 3 and _IS_NAME.fullmatch(cell, within[0].end, right)
        acting = alone and cue("task_verbs").match(canonical(cell), within[0].end + 1, right)
        if acting and acting[0] not in cues()["work_in_names"]:
            yield within[0].name  # Phòng Cảnh sát giao thông thực hiện
        elif alone and not cue("lead").search(canonical(printed)) and len(printed.split()) <= _MOST_WORDS:
            yield full_name(printed)
        elif within and len(within[0].name) * 2 > len(printed):
            yield from (body.name for body in within)
        elif printed.lower() in cues()["cell_nobody"]:
            pass
        elif (
            _may_be_named(printed)
            and not opening("task_verbs").match(canonical(printed))
            and len(printed.split()) <= _MOST_WORDS
            and not _is_due(printed)
        ):
            yield printed
        left = cut.end() if cut else right


@cache
def _branches() -> re.Pattern[str]:
    """The break of a line before the name of a branch, which goes on with that of its body."""
    return re.compile(rf"(?<=\w)\s*\n\s*(?=(?:{any_of(cues()['branches'])})(?!\w))", re.I)


def _may_be_named(words: str) -> bool:
    """True for words with a capital, or that speak of several: các nghệ sĩ, một số đại sứ quán."""
    return words[:1].isupper() or _SEVERAL.match(words) is not None


def _is_due(words: str) -> bool:
    """True for "Xong trước 30/6", which stands behind the bodies of a cell."""
    found = find_deadline(words, 0, len(words), ())
    return found is not None and words.startswith(found.text)
