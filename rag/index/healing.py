"""What was taken out because it was damaged comes back from its file, where that is still there."""

import logging
from pathlib import Path

from corpus.errors import CorpusError
from rag.errors import ChidaoError
from rag.index.alignment import Progress
from rag.index.index import Index
from rag.index.refresh import add_again, refresh

log = logging.getLogger(__name__)


def heal(index: Index, folder: Path, progress: Progress | None = None) -> None:
    """Notices of the folder come back with it, files that were added by name by themselves; every other loss is said.

    Where the files cannot be read just now it is tried again the next time.
    """
    lost = dict(index.lost)
    if not lost:
        return
    named = {known: Path(origin.path) for known, origin in lost.items() if origin and origin.named}
    try:
        add_again(index, {known: path for known, path in named.items() if path.exists()}, progress)
        refresh(index, folder, progress)
    except (ChidaoError, CorpusError) as error:
        log.warning("%s could not be read again yet: %s", ", ".join(lost), error)
        return
    there = set(index.ids())
    for notice_id in sorted(lost):
        if notice_id in there:
            index.repaired(f"The notice {notice_id} was read again from its file.")
        else:
            index.repaired(f"The notice {notice_id} is not in the index any more: add its file again, or leave it out.")
        index.lost.pop(notice_id, None)


def check_all(index: Index, folder: Path, progress: Progress | None = None) -> None:
    """Every notice is compared with what was written; what differs is healed."""
    for notice_id in index.ids():
        index.check(notice_id)
    heal(index, folder, progress)
