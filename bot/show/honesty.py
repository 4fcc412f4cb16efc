"""How well notices were read, in words for whoever indexes them: one compact line a notice, or its details."""

from collections.abc import Iterable, Sequence

from corpus.honesty import Honesty, Slice
from rag.question import one_line

_PATHS = 5  # of a compact line
_QUOTES = 2
_SHORT = 60  # characters of a quote in it
_LONG = 160  # and in the details


def compact(notice_id: str, honesty: Honesty) -> str:
    """One line: counts, what the header does not state, where no task was read."""
    items, sentences = honesty.items_without_task, honesty.sentences_without_task
    headings, labels = honesty.headings_without_task, honesty.labels_without_task
    parts = [f"{_count(honesty.items, 'item')}, {_count(honesty.tasks, 'task')}"]
    if honesty.missing:
        parts.append(f"missing: {', '.join(honesty.missing)}")
    if honesty.doubtful:
        parts.append(f"doubtful: {', '.join(honesty.doubtful)}")
    if items:
        parts.append(
            f"{_count(len(items), 'item')} without a task ({_listed([one.item for one in items], _PATHS, '; ')})"
        )
    if sentences:
        quotes = [_quoted(one.text, _SHORT) for one in sentences]
        parts.append(f"{_silent(len(sentences))}: {_listed(quotes, _QUOTES)}")
    for noun, slices in (("heading", headings), ("label", labels)):
        if slices:
            quotes = [_quoted(one.text, _SHORT) for one in slices]
            parts.append(f"{_count(len(slices), noun)} without a task: {_listed(quotes, _QUOTES)}")
    return f"{notice_id}: {'; '.join(parts)}"


def details(notice_id: str, honesty: Honesty) -> list[str]:
    """Several lines: the header, then every item and sentence without a task."""
    missing = f"; missing: {', '.join(honesty.missing)}" if honesty.missing else ""
    doubted = f"; doubtful: {', '.join(honesty.doubtful)}" if honesty.doubtful else ""
    return [
        f"{notice_id}: {_count(honesty.items, 'item')}, {_count(honesty.tasks, 'task')}",
        f"  header: {', '.join(honesty.stated) or 'nothing'}{missing}{doubted}",
        *(f"  item without a task{_placed(one)}" for one in honesty.items_without_task),
        *(f"  sentence that assigns and gave no task{_placed(one)}" for one in honesty.sentences_without_task),
        *(f"  heading without a task{_placed(one)}" for one in honesty.headings_without_task),
        *(f"  label without a task{_placed(one)}" for one in honesty.labels_without_task),
    ]


def summary(read: Iterable[Honesty], *, detailed: bool) -> str:
    """One line over all of them, with the way to the details where there is something to see."""
    every = list(read)
    incomplete = sum(1 for one in every if one.missing)
    items = sum(len(one.items_without_task) for one in every)
    sentences = sum(len(one.sentences_without_task) for one in every)
    parts = [
        f"Read {_count(len(every), 'notice')}: {_count(sum(one.items for one in every), 'item')}, "
        f"{_count(sum(one.tasks for one in every), 'task')}",
        f"{incomplete} with header fields missing",
        f"{_count(items, 'item')} without a task",
        _silent(sentences),
    ]
    more = " chidao index --report shows each of them." if (incomplete or items or sentences) and not detailed else ""
    return f"{'; '.join(parts)}.{more}"


def _silent(count: int) -> str:
    verb = "assigns" if count == 1 else "assign"
    return f"{_count(count, 'sentence')} that {verb} and gave no task"


def _placed(one: Slice) -> str:
    where = f" ({one.item})" if one.item else ""
    return f"{where}: {_quoted(one.text, _LONG)}"


def _quoted(text: str, longest: int) -> str:
    line = one_line(text)
    if len(line) > longest:
        line = line[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
    return f'"{line}"'


def _listed(words: Sequence[str], most: int, joint: str = ", ") -> str:
    more = f" and {len(words) - most} more" if len(words) > most else ""
    return joint.join(words[:most]) + more


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
