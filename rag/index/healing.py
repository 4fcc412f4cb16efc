"""What was taken out because it was damaged comes back from its file, where that is still there."""

from contextlib import suppress
from pathlib import Path

from corpus.load import notice_id as id_of
from rag.errors import ChidaoError, DataFolderError
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


def withdraw_vanished(index: Index, folder: Path) -> None:
    """Where a full disk kept the index from being brought in line: no answer from a notice whose file is gone."""
    try:
        there = {id_of(path) for path in folder.iterdir()}
    except OSError:  # a folder that cannot be read says nothing of its files
        return
    for known in index.ids():
        origin = index.source(known)
        if there and known not in there and origin and not origin.named:
            with suppress(DataFolderError):  # it is answered from no more all the same
                index.remove(known)


def check_all(index: Index, folder: Path) -> None:
    """Every notice is compared with what was written; what differs is healed."""
    for notice_id in index.ids():
        index.check(notice_id)
    heal(index, folder)
