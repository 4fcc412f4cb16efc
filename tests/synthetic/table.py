"""A table of tasks, flattened on its way out of the office: with pipes, with tabs, or one cell a line."""

from collections.abc import Iterator

from .draft import Draft, Roles
from .marks import capitalised
from .matters import Matter
from .phrasebook import read
from .slots import EVERYBODYS, avoided, reported_in, usual_body

SEPARATORS = {"pipes": " | ", "tabs": "\t", "lines": "\n"}


def task_table(draft: Draft, upcoming: Iterator[Matter], rows: int, path: str) -> list[str]:
    """The lines of the table; the path of a task is that of the section and the row's number."""
    layout = draft.rng.choice(read("assignments")["tables"])
    draft.phrases.add(" | ".join(layout["columns"]))
    form = draft.rng.choice(list(SEPARATORS))
    lines = [_row(layout["columns"], form)]
    if form == "pipes" and draft.rng.random() < 0.5:
        lines.append("|" + "---|" * len(layout["columns"]))
    for number in range(1, rows + 1):
        lines.append(_row([str(number), *_task_cells(draft, next(upcoming), layout["roles"], form)], form))
        draft.directives[-1]["item"] = f"{path}.{number}"
    return lines


def _task_cells(draft: Draft, matter: Matter, columns: list[str], form: str) -> list[str]:
    """The cells of one task, those that are filled joined into its quote."""
    cast, roles = draft.cast(matter.sector), Roles(reports_to=reported_in(draft, matter.task))
    cells = [capitalised(matter.task)]
    for column in columns:
        if column == "lead":
            roles.lead = [usual_body(draft, matter, roles) or cast.lead(avoided(draft, matter))]
        elif column == "assigned":
            usual = usual_body(draft, matter, roles)
            roles.assigned = [usual] if usual else cast.assigned(1, avoided(draft, matter), matter.part in EVERYBODYS)
        else:
            roles.coordinating = cast.coordinating(draft.rng.choice((1, 2, 2)), roles.named)
        cells.append(", ".join(getattr(roles, column)))
    deadline = draft.deadline("cell") if draft.rng.random() < 0.8 else None
    if deadline:
        cells.append(deadline.text)
    quote = draft.assign(SEPARATORS[form].join(cells), roles, deadline, matter)
    return [quote] if deadline or form == "lines" else [quote, ""]


def _row(cells: list[str], form: str) -> str:
    row = SEPARATORS[form].join(cells)
    return f"| {row} |" if form == "pipes" else row
