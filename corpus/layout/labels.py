"""Tasks whose parts stand under labels: "Cơ quan chủ trì: …", "Thời gian thực hiện: …". They are rows of a table on its side.

The labels are those that head the columns of tables. What stands over them is the task where no label says it.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpus.layout.columns import Span, TableRow, labelled_column
from corpus.layout.paragraphs import MARKER
from corpus.models import Item
from corpus.text import trimmed

_LABEL = re.compile(r"(?:^|(?<=[\n;.]))(?:[^\S\n]|[*+•–-])*(?P<label>\w[^\n:;.,()]{2,50}?)[ *]*:")
_LEADS_IN = re.compile(r"(?:sau|gồm|là|sau đây)\s*$", re.I)
_TITLE = "title"
_FEWEST = 2  # labels that make a task


class Labelled(NamedTuple):
    """A row of the item at `path`; `items` are the starts of those it is read from."""

    path: str
    row: TableRow
    items: tuple[int, ...]


class _Group(NamedTuple):
    """Labels under one title; `cells` by what they say."""

    path: str
    title: Span | None
    cells: dict[str, Span]
    items: list[int]


def labelled(text: str, items: Sequence[Item]) -> Iterator[Labelled]:
    """The tasks of `items` that are told by labels, in order."""
    group: _Group | None = None
    last = ""  # the column that was said last
    for at, item in enumerate(items):
        marks = list(_labels(text, item))
        if not marks:
            value = group.cells.get(last, (0, 1)) if group else (0, 0)
            if group and last in group.cells and (value[0] == value[1] or _is_under(item.path, items[at - 1].path)):
                group.cells[last] = (value[0] if value[0] < value[1] else item.start, item.end)
                group.items.append(item.start)
                continue
            yield from _row(group)
            group = None
            continue
        title = next(trimmed(text, _begin(text, item), marks[0][0]), None)
        for number, (_, begin, said) in enumerate(marks):
            end = marks[number + 1][0] if number + 1 < len(marks) else item.end
            if said == _TITLE:
                yield from _row(group)
                group, title = _Group(item.path, next(trimmed(text, begin, end), None), {}, [item.start]), None
                continue
            new = number == 0 and (title or group is None or group.path not in (item.path, _parent(items, at).path))
            if new or group is None or (said in group.cells and group.cells.keys() - {"task", "note"}):
                yield from _row(group)
                above = item if title else _parent(items, at)
                over = title or (_title(text, above) if new or group is None else group.title)
                group = _Group(above.path, over, {}, [])
            group.cells[said] = next(trimmed(text, begin, end), (begin, begin))
            group.items.append(item.start)
            last = said
    yield from _row(group)


def _labels(text: str, item: Item) -> Iterator[tuple[int, int, str]]:
    """(where a label begins, where its value begins, what it says) in an item."""
    begin = _begin(text, item)
    for match in _LABEL.finditer(text[begin : item.end]) if ":" in text[begin : item.end] else ():
        words = match["label"]
        said = "" if _LEADS_IN.search(words) else labelled_column(words)
        if said == "task" and words[-1].isdigit():
            said = _TITLE  # Nhiệm vụ 1: …
        if said and said != "number":
            yield begin + match.start("label"), begin + match.end(), said


def _begin(text: str, item: Item) -> int:
    marker = MARKER.match(text, item.start, item.end) if item.path else None
    return marker.end() if marker else item.start


def _parent(items: Sequence[Item], at: int) -> Item:
    """The nearest item before `at` that it stands under; itself where there is none."""
    path = items[at].path
    return next((items[n] for n in range(at - 1, -1, -1) if _is_under(path, items[n].path)), items[at])


def _is_under(path: str, before: str) -> bool:
    return bool(before) and path.startswith((f"{before}.", f"{before},"))


def _title(text: str, item: Item) -> Span | None:
    return next(trimmed(text, _begin(text, item), item.end), None)


def _row(group: _Group | None) -> Iterator[Labelled]:
    if group is None or len(group.cells.keys() - {"note"}) < _FEWEST:
        return
    cells = {**({"task": group.title} if group.title else {}), **group.cells}
    if "task" not in cells:
        return
    spans = [span for span in cells.values() if span[0] < span[1]]
    start, end = min(span[0] for span in spans), max(span[1] for span in spans)
    yield Labelled(group.path, TableRow(group.path, start, end, cells), tuple(dict.fromkeys(group.items)))
