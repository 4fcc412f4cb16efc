"""Work on the index that a person orders: bring it in line, add files, remove a notice, rebuild the vectors."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import FaceError
from bot.terminal import NOT_TAKEN_IN, Bar, Progress, report_line
from corpus.models import Value

if TYPE_CHECKING:
    from rag.index import Index
    from rag.index.report import Report

_TAKEN_IN = ("added", "changed", "unchanged")


class IndexTask(Value):
    """One order: the files named, or a removal, or a rebuild; none of them means the whole notices folder.

    `report`: how well each notice was read is told in full.
    """

    paths: tuple[Path, ...] = ()
    remove: str | None = None
    rebuild: bool = False
    report: bool = False


class IndexResult(Value):
    """What is printed, what is said beside it on standard error, and the exit code."""

    lines: tuple[str, ...]
    talk: tuple[str, ...] = ()
    code: int = 0


class IndexState(Value):
    """How an index is after a look at everything that is stored: what it holds, what is wrong, which files are not read."""

    notices: int
    problems: tuple[str, ...]
    quarantine: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()  # files of the notices folder


def state_of(index: "Index", notices: Path, progress: Progress | None = None) -> IndexState:
    """What is damaged is healed first. Raises ChidaoError."""
    from rag.index.healing import check_all
    from rag.index.refresh import unread

    check_all(index, notices, progress)
    return IndexState(
        problems=tuple(index.verify()),
        notices=len(index.ids()),
        quarantine=tuple(held.reason for held in index.quarantine().values()),
        unread=tuple(unread(index, notices)),
    )


def carry_out(index: "Index", notices: Path, task: IndexTask, bar: Bar) -> IndexResult:
    """Do what was ordered. Raises ChidaoError."""
    from rag.index.refresh import add_files, refresh
    from rag.index.report import State

    def progress(done: int, total: int) -> None:
        scan = index.being_read
        bar(done, total, f"{scan.path}, page {scan.page} of {scan.of}" if scan else "")

    if task.remove is not None:
        same = ", ".join(index.copies_of(task.remove))
        if not index.remove(task.remove, keep_out=True):
            raise FaceError(f"No notice {task.remove} is in the index: chidao index names those there are.")
        line = f"removed: {task.remove}; it does not return under this name, and its file stays where it is."
        twin = f"The same document is still there as {same}: remove that, too, if it is to be answered from no more."
        return IndexResult(lines=(line, twin) if same else (line,))
    if task.rebuild:
        index.rebuild_vectors(progress)
        return IndexResult(lines=(f"rebuilt: the vectors. {_total(index)}",))
    report = add_files(index, task.paths, progress, notices) if task.paths else refresh(index, notices, progress)
    states = {entry.state for entry in report.entries}
    failed = states <= {*NOT_TAKEN_IN} or bool(states & {State.BROKEN, State.QUARANTINED})
    lines = (*map(report_line, report.entries), _total(index))
    return IndexResult(lines=lines, talk=tuple(_told(index, report, task.report)), code=int(failed))


def _told(index: "Index", report: "Report", detailed: bool) -> Iterator[str]:
    """How well the notices of a report were read, those too that had not changed; nothing where there are none."""
    from bot.show.honesty import compact, details, summary
    from corpus.honesty import honesty

    with index.snapshot():
        there = set(index.ids())  # another task may have taken one out since
        held = [entry for entry in report.entries if entry.state in _TAKEN_IN and entry.id in there]
        read = [(entry.id, entry.honesty or honesty(index.notice(entry.id))) for entry in held]
    for notice_id, one in read:
        yield from details(notice_id, one) if detailed else [compact(notice_id, one)]
    if read:
        yield summary((one for _, one in read), detailed=detailed)


def _total(index: "Index") -> str:
    return f"Notices in the index: {len(index.ids())}."
