"""Whatever the layout, the same is read: who leads, who helps, by when; number, issuer, place, day, subject."""

from collections.abc import Callable, Iterable

import pytest
from layouts import HEAD_LAYOUTS, HEADS, LAYOUTS, TASKS, Head, Layout, headed, notice
from reading import key

from corpus.parse import parse


def keys(names: Iterable[str]) -> set[str]:
    return {key(name) for name in names}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_tasks_are_read_in_every_layout(layout: Layout) -> None:
    rows = parse("x", notice(layout)).directives
    assert len(rows) == len(TASKS)
    for row, task in zip(rows, TASKS, strict=True):
        assert keys((*row.lead, *row.assigned)) == {key(task.lead)}
        helpers = [task.helpers] if task.helpers.startswith("UBND các") else task.helpers.split(", ")
        assert keys(row.coordinating) == keys(helpers)
        assert row.deadline is not None and row.deadline.date == task.day
        assert key(task.task) in key(row.task) or key(task.task) in key(row.quote)


@pytest.mark.parametrize("head", HEADS, ids=[head.number for head in HEADS])
@pytest.mark.parametrize("layout", HEAD_LAYOUTS.values(), ids=HEAD_LAYOUTS)
def test_heads_are_read_in_every_layout(layout: Callable[[Head], str], head: Head) -> None:
    read = parse("x", headed(layout, head))
    stated = [read.number, read.issuer, read.place, read.subject]
    assert [key(one.value) if one else "" for one in stated] == [
        key(one) for one in (head.number, head.issuer, head.place, head.subject)
    ]
    assert read.issued_on is not None and read.issued_on.value == head.day
    assert key(read.kind) == key(head.kind or "Công văn")
    assert read.signature.name is not None and read.signature.name.value == "Nguyễn Văn Bình"
