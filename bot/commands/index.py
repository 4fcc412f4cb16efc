"""`chidao index`: the index in line with the notices folder, or with the files named."""

from pathlib import Path
from typing import Annotated

import typer

from bot.terminal import progress_bar, say

Paths = Annotated[
    list[Path] | None,
    typer.Argument(help="Files to add, and folders with what stands below them; none: the whole notices folder."),
]
Remove = Annotated[
    str | None, typer.Option(metavar="ID", help="Take this notice out for good; its file stays where it is.")
]
Rebuild = Annotated[bool, typer.Option("--rebuild", help="Make the vectors anew from the notices in the index.")]
Report = Annotated[
    bool,
    typer.Option(
        "--report",
        help="Tell of each notice in full what was not understood: header fields, items and sentences without a task.",
    ),
]


def index(path: Paths = None, remove: Remove = None, rebuild: Rebuild = False, report: Report = False) -> None:
    """Bring the index in line with the notices, and say of each how well it was read."""
    if sum((bool(path), remove is not None, rebuild)) > 1:
        raise typer.BadParameter("Give files or folders, or --remove, or --rebuild, one at a time.")
    if report and (rebuild or remove is not None):
        raise typer.BadParameter("--report goes with files or folders, or with none for the whole notices folder.")
    from bot.app import carried_out
    from bot.indexing import IndexTask
    from bot.settings import read_settings

    task = IndexTask(paths=tuple(one.absolute() for one in path or ()), remove=remove, rebuild=rebuild, report=report)
    with progress_bar("Indexing") as progress:
        result = carried_out(read_settings(), task, progress)
    for line in result.talk:
        say(line)
    for line in result.lines:
        print(line)
    if result.code:
        raise typer.Exit(result.code)
