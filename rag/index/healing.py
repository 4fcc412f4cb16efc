"""What was taken out because it was damaged comes back from its file, where that is still there."""

from pathlib import Path

from rag.errors import ChidaoError
from rag.index.index import Index
from rag.index.refresh import add_files, refresh


def heal(index: Index, folder: Path) -> None:
    """Notices of the folder come back with it, files that were added by name by themselves; every other loss is said."""
    lost = dict(index.lost)
    if not lost:
        return
    named = [Path(origin.path) for origin in lost.values() if origin and origin.named]
    reason = "its file is gone: add it again, or leave it out"
    try:
        add_files(index, [path for path in named if path.exists()])
        refresh(index, folder)
    except ChidaoError as error:
        reason = str(error)
    there = set(index.ids())
    for notice_id in sorted(lost):
        if notice_id in there:
            index.repaired(f"The notice {notice_id} was read again from its file.")
        else:
            index.repaired(f"The notice {notice_id} is not in the index any more ({reason}).")
        index.lost.pop(notice_id, None)


def check_all(index: Index, folder: Path) -> None:
    """Every notice is compared with what was written; what differs is healed."""
    for notice_id in index.ids():
        index.check(notice_id)
    heal(index, folder)
