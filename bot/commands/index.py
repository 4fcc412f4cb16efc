"""`chidao index`: the index in line with the notices folder, or with the files named."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.terminal import NOT_TAKEN_IN, progress_bar, report_line

if TYPE_CHECKING:
    from rag.index import Index

Paths = Annotated[list[Path] | None, typer.Argument(help="Files to add; none: the whole notices folder.")]
Remove = Annotated[
    str | None, typer.Option(metavar="ID", help="Take this notice out for good; its file stays where it is.")
]
Rebuild = Annotated[bool, typer.Option("--rebuild", help="Make the vectors anew from the notices in the index.")]


def index(path: Paths = None, remove: Remove = None, rebuild: Rebuild = False) -> None:
    """Bring the index in line with the notices."""
    if sum((bool(path), remove is not None, rebuild)) > 1:
        raise typer.BadParameter("Give files, or --remove, or --rebuild, one at a time.")
    from bot.app import opened_index
    from bot.failure import FaceError
    from bot.settings import read_settings
    from rag.index.refresh import add_files, refresh

    settings = read_settings()
    with progress_bar("Indexing") as progress, opened_index(settings) as opened:
        if remove is not None:
            if not opened.remove(remove, keep_out=True):
                raise FaceError(f"No notice {remove} is in the index: chidao index names those there are.")
            print(f"removed: {remove}; it does not return, and its file stays where it is.")
            return
        if rebuild:
            opened.rebuild_vectors(progress)
            print(f"rebuilt: the vectors. {_total(opened)}")
            return
        report = add_files(opened, path, progress) if path else refresh(opened, settings.notices, progress)
        total = _total(opened)
    for entry in report.entries:
        print(report_line(entry))
    print(total)
    if all(entry.state in NOT_TAKEN_IN for entry in report.entries):
        raise typer.Exit(1)


def _total(index: "Index") -> str:
    return f"Notices in the index: {len(index.ids())}."
