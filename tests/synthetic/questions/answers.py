"""What answers a question: the rows of the scope whose slot is filled, and what the slot holds."""

from collections.abc import Iterable

from corpus.text import collapse, nfc

from .archive import Archive, Row, topics
from .bodies import has_part
from .scope import Scope
from .templates import Template


def slot_values(row: Row, template: Template) -> tuple[str, ...]:
    """What the row says to the question; () for nothing."""
    task = row.task
    match template.slot:
        case "lead" | "task" | "list":
            return tuple(row.own)
        case "coordinating":
            return tuple(task["coordinating"])
        case "legal_basis":
            return tuple(task["legal_basis"])
        case "reports_to":
            return tuple(task["reports_to"])
        case "deadline":
            when = task["deadline"]
            fitting = when and when["precision"] in template.fits and (not template.needs or task["reports_to"])
            return (when["date"] or when["text"],) if when and fitting else ()
        case "fact":
            return _amount(row)
    raise KeyError(template.slot)


def holds_slot(row: Row, template: Template) -> bool:
    """True where the slot is filled in any way, so that nobody can call it missing."""
    if template.slot == "deadline":
        return row.task["deadline"] is not None
    return bool(slot_values(row, template))


def right_rows(archive: Archive, row: Row, scope: Scope, template: Template, body: str) -> list[Row]:
    """The rows that answer as well as the one the question was made from; later ones in the place of those they changed."""
    able = [
        other
        for other in archive.about[row.matter]
        if scope.holds(other.filed)
        and (other.part == row.part or template.of == "topic")
        and (template.yes_no or not body or has_part(other, body, template.role))
        and slot_values(other, template)
    ]
    return prevailing(archive, able)


def prevailing(archive: Archive, rows: list[Row]) -> list[Row]:
    """The rows without those that another of them changes."""
    return [row for row in rows if not any(archive.supersedes(other, row) for other in rows)]


def values_of(rows: Iterable[Row], template: Template) -> tuple[str, ...]:
    """The values of all rows, each once."""
    return tuple(dict.fromkeys(value for row in rows for value in slot_values(row, template)))


def _amount(row: Row) -> tuple[str, ...]:
    amount = topics()[row.matter].amount if row.matter in topics() else None
    return (amount,) if amount and amount in nfc(collapse(row.task["quote"])) else ()
