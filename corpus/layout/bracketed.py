"""Who has to do a task, said in brackets behind it: "(Chủ trì: A; phối hợp: B; xong trong tháng 4)", "(A chủ trì, B phối hợp)".

Each part in the brackets is a cell of a row: by its label, or by the role behind its bodies.
"""

import re
from collections.abc import Iterator, Sequence

from corpus.deadlines import cell_deadline
from corpus.layout.columns import Span, TableRow, labelled_column
from corpus.layout.labels import Labelled
from corpus.layout.paragraphs import MARKER
from corpus.models import Item
from corpus.names.mentions import mentions
from corpus.patterns import cue
from corpus.text import canonical, trimmed

_AT_THE_END = re.compile(r"\(([^()]{3,400}(?:\([^()]{1,60}\)[^()]{0,200})*)\)[\s.;,*_]*$")
_LABEL = re.compile(r"\s*[-–+]?\s*(?P<label>\w[^:;()]{2,50}?)\s*:\s*")
_SEMICOLON = re.compile(r"\s*;\s*")
_COMMA = re.compile(r"\s*[,;]\s*")
_ACTS = re.compile(r"\s+(?:(?P<lead>chủ trì|làm đầu mối)|(?P<coordinating>phối hợp)|(?P<assigned>thực hiện))\W*$")
_SHORTEST_TASK = 3  # words


def bracketed(text: str, items: Sequence[Item]) -> Iterator[Labelled]:
    """The items of `items` whose doers stand in brackets at their end, in order."""
    for item in items:
        found = _AT_THE_END.search(text, item.start, item.end)
        if not found:
            continue
        marker = MARKER.match(text, item.start, item.end) if item.path else None
        task = next(trimmed(text, marker.end() if marker else item.start, found.start()), None)
        if not task or len(text[slice(*task)].split()) < _SHORTEST_TASK:
            continue
        cells = _cells(text, *found.span(1))
        if not cells and item.path and not mentions(text, *task) and _bodies_alone(text, *found.span(1)):
            cells = {"assigned": (found.span(1),)}
        if cells.keys() & {"lead", "assigned"}:
            row = TableRow(item.path, task[0], found.end(1) + 1, {"task": (task,), **cells})
            yield Labelled(item.path, row, (item.start,))


def _cells(text: str, start: int, end: int) -> dict[str, tuple[Span, ...]]:
    """What the parts in brackets say."""
    labelled = any(_labelled(text, *part) for part in _parts(text, _SEMICOLON, start, end))
    cells: dict[str, tuple[Span, ...]] = {}
    for left, right in _parts(text, _SEMICOLON if labelled else _COMMA, start, end):
        said = _labelled(text, left, right) or _acting(text, left, right)
        if not said and cell_deadline(text[left:right]):
            said = "due", (left, right)
        if said:
            name, span = said
            cells[name] = (*cells.get(name, ()), span)
    return cells


def _parts(text: str, mark: re.Pattern[str], start: int, end: int) -> Iterator[Span]:
    left = start
    for cut in [*mark.finditer(text, start, end), None]:
        yield from trimmed(text, left, cut.start() if cut else end)
        left = cut.end() if cut else end


def _labelled(text: str, start: int, end: int) -> tuple[str, Span] | None:
    label = _LABEL.match(text, start, end)
    said = labelled_column(label["label"]) if label else ""
    return (said, (label.end(), end)) if label and said and said != "task" else None


def _acting(text: str, start: int, end: int) -> tuple[str, Span] | None:
    """ "Đề nghị A chủ trì", "các tổ chức B phối hợp"."""
    form = canonical(text[start:end])
    role = _ACTS.search(form)
    if role is None:
        return None
    order = cue("assign").match(form)
    who = (start + (order.end() + 1 if order else 0), start + role.start())
    return role.lastgroup or "", who


def _bodies_alone(text: str, start: int, end: int) -> bool:
    """True where nothing but the names of bodies stands in brackets."""
    named = mentions(text, start, end)
    rest = text[start:end]
    for body in named:
        rest = rest.replace(text[body.start : body.end], " ", 1)
    return bool(named) and not re.sub(r"[\s,;.]|(?<!\w)và(?!\w)", "", rest)
