"""Tasks whose parts stand under labels: "Cơ quan chủ trì: …", "Thời gian thực hiện: …". They are rows of a table on its side.

The labels are those that head the columns of tables. What stands over them is the task where no label says it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from corpus.deadlines import cell_deadline
from corpus.layout.columns import Span, TableRow, labelled_column
from corpus.layout.furniture import WANTS_MORE
from corpus.layout.paragraphs import MARKER, after_marker
from corpus.lexicon import body_heads
from corpus.models import Item, is_under
from corpus.names.mentions import mentions
from corpus.patterns import opening
from corpus.text import CAPITAL, canonical, trimmed

_LABEL = re.compile(
    r"(?:^|\n)[^\S\n]*(?P<titled>(?:nhiệm vụ|công việc)(?: số)? \d{1,2})\s?[.:]|(?:\(\s*(?P<inner>\w[^:;.()]{2,60}?)|(?:^|(?<=[\n;.,])|(?<=\s[–-]))(?:[^\S\n]|[*+•→=>–-]){0,8}(?P<label>\w[^\n:;.()]{2,60}?))[ *]*(?::|\s[-–](?=\s))",
    re.I,
)
_LEADS_TO_VALUE, _COUNTED_TASK = (":", "-", "–"), re.compile(r"\d\s?\.")  # in what _LABEL fits stands one of them
_HAS_A_PART = re.compile(r"giao|phụ trách|thực hiện|trách nhiệm|triển khai", re.I)
_OTHER_LABEL = re.compile(r"\s*\w[^\n:;.()]{2,40}:\s")
_DAY_OF = re.compile(
    r"(?:ngày|thời điểm)\s(?!ban hành|cấp|cập nhật|có hiệu lực|đăng|gửi|hiệu lực|họp|ký|nhận|sinh|tháng)\w", re.I
)
_COUNTED = re.compile(r"\s*\(?[1i]\)\s")
_CLOSES = re.compile(r"[^()]*(?:\([^()]*\)[^()]*)*(?P<close>\))[^\w\n]*(?:\n|\Z)")
_PERSON = re.compile(r"\s*(?:ông|bà|đồng chí|đ/c)\s", re.I)
_LEADS_IN = re.compile(r"(?:sau|gồm|là|sau đây)\s*$", re.I)
_NEXT_LINE = re.compile(rf"(?<=\S)\s*\n\s*(?={CAPITAL})")
_TITLE = "title"
_OF_A_LINE = ("lead", "assigned", "coordinating", "due", "reports_to")
_SIGNS = " \n\t(*+•→=>–-"
_JOINS, _ENDS = ",;:", ".!"
_SHORTEST_TASK = 20  # characters
_VALUE = re.compile(r"[:\d]|\s[-–]\s")
_LONGEST_LABEL = 60  # characters
_FEWEST = 2  # labels that make a task


class Labelled(NamedTuple):
    """A row of the item at `path`; `items` are the starts of those it is read from."""

    path: str
    row: TableRow
    items: tuple[int, ...]
    rest: tuple[Span, ...] = ()  # lines without a label below the value of one


@dataclass(slots=True)
class _Group:
    """Labels under one title; `cells` by what they say."""

    path: str
    title: Span | None
    together: bool = False  # title and labels in one item
    tasks: list[Item] = field(default_factory=list)  # that are listed below the label of tasks, or above the labels
    cells: dict[str, Span] = field(default_factory=dict)
    items: list[int] = field(default_factory=list)
    last: str = ""  # the label that was said last
    rest: list[Span] = field(default_factory=list)
    listed: str | None = None  # where its value is a list of items: the path of the last of them

    def tells(self, said: str) -> bool:
        """True where the label was said with a value: said again, after more than the task, it begins another row."""
        begin, end = self.cells.get(said, (0, 0))
        return begin < end and bool(self.cells.keys() - {"task", "note"})

    def say(self, said: str, value: Span, item: Item) -> None:
        """Adds a label of `item`."""
        self.cells[said], self.last, self.listed = value, said, None
        self.items.append(item.start)

    def takes_in(self, item: Item) -> bool:
        """Adds an item without labels below the last one, if its value stands in items of their own."""
        begin, end = self.cells.get(self.last, (0, 1))
        if begin < end and (self.listed is None or not _sibling(item.path, self.listed)):
            return False
        self.cells[self.last] = (begin if begin < end else item.start, item.end)
        self.listed = item.path
        self.items.append(item.start)
        if self.last == "task":
            self.tasks.append(item)
        return True


def labelled(text: str, items: Sequence[Item]) -> Iterator[Labelled]:
    """The tasks of `items` that are told by labels, in order."""
    for group in _grouped(text, items):
        yield from _rows(text, group)


def _grouped(text: str, items: Sequence[Item]) -> list[_Group]:
    """The labels of `items`, by the task they are about."""
    groups: list[_Group] = []
    goes_on = False  # whether the last group is still open
    for at, item in enumerate(items):
        marks = list(_labels(text, item))
        if not marks:
            if goes_on and _is_note(text, items, at):
                groups[-1].items.append(item.start)
            else:
                # Thời gian: + Sở Y tế gửi kết quả trước …; + Sở Nội vụ tổng hợp …
                acts = goes_on and groups[-1].last == "due" and _acts(text, item)
                goes_on = goes_on and not acts and groups[-1].takes_in(item)
            continue
        title = _before(text, after_marker(text, item), marks[0][0])
        owner = _owner(text, items, at)
        closes = _CLOSES.match(text, marks[0][1], item.end) if text[marks[0][0] - 1] == "(" else None
        last = closes.start("close") if closes else item.end  # where the value of its last label ends
        for number, (_, begin, said) in enumerate(marks):
            end = begin + len(text[begin : marks[number + 1][0]].rstrip("–- ")) if number + 1 < len(marks) else last
            if said == _TITLE:
                path = items[_parent(items, at)].path if number else item.path
                groups.append(_Group(path, next(trimmed(text, begin, end), None), items=[item.start]))
                title, goes_on = None, True
                continue
            value = next(trimmed(text, begin, end), (begin, begin))
            below: list[Span] = []
            if said in _OF_A_LINE:
                value, below = _value(text, *value)
            ended = not goes_on or (number == 0 and (title or groups[-1].path not in (item.path, owner.path)))
            if ended or groups[-1].tells(said):
                above = item if title else owner
                over = title or ((None if above is item else _title(text, above)) if ended else groups[-1].title)
                whole = title is None and over is not None and text[over[1] - 1] in ".;"
                tasks = [] if title or not over or whole else _listed_above(text, items, at)
                groups.append(_Group(above.path, over, title is not None, tasks))
                if not above.path and above is not item:
                    groups[-1].items.append(above.start)
                goes_on = True
            groups[-1].say(said, value, item)
            groups[-1].rest += below
    return groups


def _before(text: str, start: int, end: int) -> Span | None:
    """What stands in an item before its first label, without the sign that leads to the label."""
    words = text[start:end].rstrip(_SIGNS)
    return next(trimmed(text, start, start + len(words)), None)


def _value(text: str, start: int, end: int) -> tuple[Span, list[Span]]:
    """The value of a label, and the lines below it, where it ended there."""
    for gap in _NEXT_LINE.finditer(text, start, end):
        apart = gap[0].count("\n") > 1 and text[gap.start() - 1] not in _JOINS
        if apart or text[gap.start() - 1] in _ENDS:
            edges = [gap, *_NEXT_LINE.finditer(text, gap.end(), end)]
            ends = [*(other.start() for other in edges[1:]), end]
            return (start, gap.start()), [(line.end(), until) for line, until in zip(edges, ends, strict=True)]
    return (start, end), []


def _labels(text: str, item: Item) -> Iterator[tuple[int, int, str]]:
    """(where a label begins, where its value begins, what it says) in an item."""
    begin = after_marker(text, item)
    if item.path.count(".") + item.path.count(",") and item.end - begin <= _LONGEST_LABEL:
        words = text[begin : item.end].strip(" *:.\n")
        if (said := labelled_column(words)) and said != "number" and not _VALUE.search(words):
            yield begin, item.end, said  # 2.1. Nội dung thực hiện
            return
    part = text[begin : item.end]
    if not any(sign in part for sign in _LEADS_TO_VALUE) and not _COUNTED_TASK.search(part):
        return
    for match in _LABEL.finditer(part):
        if match["titled"]:  # Nhiệm vụ số 1. …
            yield begin + match.start("titled"), begin + match.end(), _TITLE
            continue
        words = match["inner"] or match["label"]
        if match["inner"] and not _CLOSES.match(text, begin + match.end(), item.end):
            continue  # said of what stands before it
        said = (
            ""
            if _LEADS_IN.search(words)
            else labelled_column(words) or _when(words, text[begin + match.end() : item.end])
        )
        if (
            said == "assigned"
            and WANTS_MORE.search(_before_on_page(text, begin + match.start()))
            and not _HAS_A_PART.search(words)
        ):
            continue  # … đại diện các sở, cơ quan: Văn phòng UBND tỉnh
        if said == "task" and words[-1].isdigit():
            said = _TITLE  # Nhiệm vụ 1: …
        if _COUNTED.match(text, begin + match.end()):
            continue  # Giao: (1) A rà soát …; (2) B kiểm tra …
        if said == "lead" and _PERSON.match(text, begin + match.end()):
            continue  # who is in the chair
        if not match[0].endswith(":") and match.start():
            continue  # a dash inside a sentence
        shared = said == "assigned" and words.lower().split()[-1] in body_heads("shared")  # giao các phòng: A, B
        if any(body.start and words[body.start].isupper() for body in mentions(words)):
            continue  # Giao Sở Nội vụ: …
        if said and said != "number" and not shared:
            yield begin + match.start("inner" if match["inner"] else "label"), begin + match.end(), said


def _before_on_page(text: str, at: int) -> str:
    """The last words before `at`, also of the paragraph above."""
    return text[max(0, at - _LONGEST_LABEL) : at].rstrip()


def _when(words: str, value: str) -> str:
    """What a label says that names an event by its day, before that day: Ngày bàn giao: thứ Sáu (13/5/2022)."""
    day = cell_deadline(value.lstrip().partition("\n")[0]) if _DAY_OF.match(words) else None
    return "due" if day and day.date else ""


def _parent(items: Sequence[Item], at: int) -> int:
    """Where the nearest item before `at` stands that it stands under; `at` itself where there is none."""
    path = items[at].path
    return next((n for n in range(at - 1, -1, -1) if is_under(path, items[n].path)), at)


def _owner(text: str, items: Sequence[Item], at: int) -> Item:
    """The nearest item that item `at` stands under and that is no label itself: 1 over "b) Cơ quan thực hiện: - Chủ trì: …"."""
    path = items[at].path
    if not path or MARKER.match(text, items[at].start, items[at].end) is None:  # a line below the item it belongs to
        over = next((n for n in range(at - 1, -1, -1) if not any(_labels(text, items[n]))), at)
        return items[over] if items[over].path == path or is_under(items[over].path, path) else items[at]
    above = _parent(items, at)
    while above != at and (mark := next(_labels(text, items[above]), None)) and _is_label(text, items[above], mark):
        at, above = above, _parent(items, above)
    return items[above]


def _listed_above(text: str, items: Sequence[Item], at: int) -> list[Item]:
    """The tasks that stand under the title beside the label at item `at`, before it."""
    first = at
    while first and _sibling(items[at].path, items[first - 1].path) and _may_be_task(text, items[first - 1]):
        first -= 1
    return list(items[first:at])


def _may_be_task(text: str, item: Item) -> bool:
    """True for an item without labels: also without others than those of columns, where it is lettered."""
    other = "," not in item.path and _OTHER_LABEL.match(text, after_marker(text, item), item.end)
    return not other and not any(_labels(text, item))


def _is_label(text: str, item: Item, mark: tuple[int, int, str]) -> bool:
    """True where nothing but a label stands in an item."""
    begin, value, _ = mark
    return not text[after_marker(text, item) : begin].strip() and not text[value : item.end].strip()


def _is_note(text: str, items: Sequence[Item], at: int) -> bool:
    """True for a label between two others that says what no column of a table says: Quy mô: 06 lớp."""
    label = _OTHER_LABEL.match(text, after_marker(text, items[at]), items[at].end)
    following = items[at + 1] if at + 1 < len(items) else None
    if label is None or following is None:
        return False
    beside = items[at].path == following.path or _sibling(items[at].path, following.path)
    return beside and any(_labels(text, following)) and not mentions(text, *label.span())


def _sibling(path: str, other: str) -> bool:
    """True for paths that differ only in their last dash, star or letter."""
    mark = "," if "," in path else "."
    (above, _, last), (beside, _, nearest) = path.rpartition(mark), other.rpartition(mark)
    listed = mark == "," or (last.isalpha() and last.islower() and nearest.isalpha())
    return listed and bool(above) and above == beside


def _acts(text: str, item: Item) -> bool:
    """True where a body opens an item."""
    words = _title(text, item)
    return words is not None and any(body.start == words[0] for body in mentions(text, *words))


def _title(text: str, item: Item) -> Span | None:
    return next(trimmed(text, after_marker(text, item), item.end), None)


def _is_task(text: str, title: Span) -> bool:
    """True for a title that says what is to be done: it is long, or begins with a verb and is no label."""
    acts = opening("task_verbs").match(canonical(text), *title) and text[title[1] - 1] != ":"
    return title[1] - title[0] >= _SHORTEST_TASK or bool(acts)


def _rows(text: str, group: _Group) -> Iterator[Labelled]:
    """The rows of a group that says enough: a task, and who does it or two things more."""
    told = group.cells.keys() - {"note"}
    whole = group.together or bool(group.tasks) or (group.title is not None and _is_task(text, group.title))
    if len(told) < _FEWEST and not (told & {"lead", "assigned"} and whole):
        return
    cells = {**({"task": group.title} if group.title else {}), **group.cells}
    if "task" not in cells:
        return
    if len(group.tasks) > 1 or (group.tasks and "task" not in group.cells):
        labels = [start for start in group.items if start not in [task.start for task in group.tasks]]
        for number, task in enumerate(group.tasks):
            begin = next(trimmed(text, after_marker(text, task), task.end))[0]
            each = {**{said: (span,) for said, span in cells.items()}, "task": ((begin, task.end),)}
            held = (*sorted([*labels[:1], task.start]), *labels[1:]) if number == 0 else (task.start,)
            rest = group.rest if number == 0 else ()
            yield Labelled(task.path, TableRow(task.path, begin, task.end, each), held, tuple(rest))
        return
    spans = [span for span in cells.values() if span[0] < span[1]]
    start, end = min(span[0] for span in spans), max(span[1] for span in spans)
    if group.title and "," in group.path:
        start = min(start, group.title[0])  # - Quy chế …: + Nội dung: …
    row = TableRow(group.path, start, end, {said: (span,) for said, span in cells.items()})
    yield Labelled(group.path, row, tuple(dict.fromkeys(group.items)), tuple(group.rest))
