"""`chidao index`: the index in line with the notices folder, or with the files named."""

from pathlib import Path
from typing import Annotated

import typer

from bot.terminal import progress_bar

Paths = Annotated[list[Path] | None, typer.Argument(help="Files to add; none: the whole notices folder.")]
Remove = Annotated[
    str | None, typer.Option(metavar="ID", help="Take this notice out for good; its file stays where it is.")
]
Rebuild = Annotated[bool, typer.Option("--rebuild", help="Make the vectors anew from the notices in the index.")]


def index(path: Paths = None, remove: Remove = None, rebuild: Rebuild = False) -> None:
    """Bring the index in line with the notices."""
    if sum((bool(path), remove is not None, rebuild)) > 1:
        raise typer.BadParameter("Give files, or --remove, or --rebuild, one at a time.")
    from bot.app import carried_out
    from bot.indexing import IndexTask
    from bot.settings import read_settings

    task = IndexTask(paths=tuple(one.absolute() for one in path or ()), remove=remove, rebuild=rebuild)
    with progress_bar("Indexing") as progress:
        result = carried_out(read_settings(), task, progress)
    for line in result.lines:
        print(line)
    if result.code:
        raise typer.Exit(result.code)
