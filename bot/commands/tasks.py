"""`chidao tasks`: the task register on standard output, for people, programs, Excel and calendars."""

import datetime
import json
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from bot.terminal import progress_bar, say

if TYPE_CHECKING:
    from bot.tasks.lookup import Lookup

LANGUAGE = "vi"  # of the tables and files, and of what is said where they are empty


def _day(text: str) -> datetime.date | None:
    from bot.tasks.filter import day_of

    try:
        return day_of(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a day: write it like 31/12/2025 or 2025-12-31.") from None


Agency = Annotated[str, typer.Option(metavar="NAME", help="Tasks of this body, in any spelling.")]
RoleOption = Annotated[
    Literal["lead", "assigned", "coordinating"] | None,
    typer.Option(help="Tasks in which it, or anybody, has this role."),
]
Province = Annotated[str, typer.Option(metavar="NAME", help="Tasks in the notices of this province.")]
NoticeOption = Annotated[str, typer.Option(metavar="ID", help="Tasks in this notice: its id or its number.")]
DueBefore = Annotated[
    datetime.date | None, typer.Option(parser=_day, metavar="DAY", help="Tasks due on this day or before.")
]
DueAfter = Annotated[
    datetime.date | None, typer.Option(parser=_day, metavar="DAY", help="Tasks due on this day or after.")
]
Format = Annotated[
    Literal["table", "json", "csv", "ics"],
    typer.Option("--format", help="A table, rows of JSON, a sheet for Excel, or events for a calendar."),
]


def tasks(
    agency: Agency = "",
    role: RoleOption = None,
    province: Province = "",
    notice: NoticeOption = "",
    due_before: DueBefore = None,
    due_after: DueAfter = None,
    as_format: Format = "table",
) -> None:
    """List who does what by when, as the notices say it."""
    from bot.app import register_of
    from bot.messages import messages
    from bot.settings import read_settings
    from bot.tasks.filter import filter_of
    from bot.tasks.lookup import why_none
    from bot.tasks.words import mergers

    wanted = filter_of(agency, role, province, notice, due_before, due_after)
    with progress_bar("Indexing") as progress:
        found = register_of(read_settings(), wanted, progress)
    _print(found, as_format)
    if note := mergers(messages(), LANGUAGE, wanted.province, (task.province for task in found.tasks)):
        say(note)
    if found.missing:
        say(why_none(messages(), LANGUAGE, wanted, found.missing))


def _print(found: "Lookup", as_format: str) -> None:
    from bot.messages import messages
    from bot.tasks.words import TaskWords

    words = TaskWords(messages(), LANGUAGE)
    match as_format:
        case "json":
            from bot.tasks.rows import row_of

            rows = [row_of(task).model_dump(mode="json") for task in found.tasks]
            print(json.dumps(rows, ensure_ascii=False, indent=2))
        case "csv":
            from bot.tasks.sheet import sheet

            print(sheet(found.tasks, words), end="")
        case "ics":
            from bot.tasks.calendar_file import calendar

            print(calendar(found.tasks, words), end="")
        case _:
            from bot.tasks.table import print_table

            print_table(found.tasks, words)
