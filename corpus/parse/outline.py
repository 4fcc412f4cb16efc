"""Paragraphs -> the tree of items, each with its path as printed: 1, II.2, 3, gạch 4."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from corpus.layout.paragraphs import MARKER, Paragraph
from corpus.layout.stages import heads_a_stage
from corpus.layout.tables import Table
from corpus.models import Item
from corpus.names.mentions import mentions
from corpus.text import fold

_RANK = {
    "section": 0,
    "capital": 1,
    "article": 2,
    "roman": 2,
    "number": 3,
    "bracketed": 3,
    "task": 3,
    "decimal": 4,
    "ordinal": 5,
    "letter": 6,
    "inner": 7,
    "dash": 8,
    "star": 8,
    "plus": 9,
}
_LEADS_IN, _GIVES = re.compile(r"(?:Đối với|Về phía|Riêng)(?:\s+các)?", re.I), re.compile(r"Giao", re.I)
_JOINS = re.compile(r"[\s,;]*(?:(?:và|các)[\s,;]*)*")
_CLOSING = re.compile(
    r"tren day la|.*\./\.[^.]{0,20}$|.{0,60}(?<!\w)thong bao (?:de|den|toi) .{0,120}(?:biet|thuc hien)\W*$", re.S
)
_LONGEST_HEADING = 200  # characters
_DASH_LABEL = {"dash": "gạch", "star": "sao", "plus": "cộng"}
_CAPITALS = ("A", "B", "C", "D", "E", "F", "G", "H")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")


class _Level(NamedTuple):
    rank: int
    label: str
    text: str


def outline(text: str, body: Sequence[Paragraph], tables: Sequence[Table] = ()) -> tuple[Item, ...]:
    """The items of a notice's body in reading order.

    A paragraph without a marker continues the item before it; before the first item, and after the closing
    words, it stands alone with an empty path.
    """
    items: list[Item] = []
    open_levels: list[_Level] = []
    dashes: Counter[str] = Counter()
    waiting = list(tables)
    last = {"roman": "", "capital": ""}  # the last one that opened an item
    stages: list[_Level] = []  # what the stages stand under
    stage: Item | None = None  # the heading of the last one
    for paragraph, following in pairwise([*_outside(body, tables), None]):
        if paragraph is None:
            break
        while waiting and waiting[0].start < paragraph.start:
            items += _row_items(text, waiting.pop(0), open_levels, items)
        marker = MARKER.match(paragraph.view)
        if marker is None or not _plausible(marker, last):
            if heads_a_stage(paragraph.words, following.words if following else ""):
                stages = _above_stages(open_levels, stages)
                stage = _item(text, _path(stages, "number", ""), paragraph, stages)
                items.append(stage)
                rank = stages[-1].rank if stages else _RANK["roman"]
                open_levels = [*stages, _Level(rank, "", paragraph.words)]
                continue
            if items and items[-1] is stage:
                items.append(_item(text, stage.path, paragraph, open_levels))
                continue
            if open_levels and not open_levels[0].label and _is_title(text, paragraph):
                open_levels = []
            after_table = any(table.rows[-1].start == items[-1].start for table in tables) if items else False
            if open_levels and not open_levels[-1].label and items[-1].heading == "":
                items.append(_item(text, "", paragraph, open_levels))
            elif open_levels and (after_table or _is_heading(text, items[-1])):
                items.append(_item(text, _path(open_levels[:-1], *_last(open_levels)), paragraph, open_levels[:-1]))
            elif open_levels and _names_bodies_only(text, paragraph):
                while open_levels and open_levels[-1].rank >= _RANK["letter"]:
                    open_levels.pop()
                items.append(_item(text, _path(open_levels, "dash", ""), paragraph, open_levels))
            elif open_levels and not _CLOSING.match(fold(paragraph.words)):
                items[-1] = _extended(text, items[-1], paragraph.end)
            else:
                open_levels = []
                items.append(_item(text, "", paragraph, ()))
                if _is_title(text, paragraph):
                    open_levels = [_Level(_RANK["ordinal"], "", paragraph.words)]
            continue
        kind = marker.lastgroup or "dash"
        while open_levels and open_levels[-1].rank >= _RANK[kind]:
            open_levels.pop()
        parent = _path(open_levels, kind, "")
        if kind in _DASH_LABEL:
            dashes[parent] += 1
            label = f"{_DASH_LABEL[kind]} {dashes[parent]}"
        else:
            label = f"({marker[kind]})" if kind == "inner" else " ".join(marker[kind].split())
            label = label.split(" ")[-1] if kind == "task" else label  # Khoản 2 of Điều 1, as of an article elsewhere
        path = _path(open_levels, kind, label)
        if kind in last:
            last[kind] = label
        for counted in [key for key in dashes if key.startswith(path)]:
            del dashes[counted]  # numbering that restarts counts its dashes anew
        items.append(_item(text, path, paragraph, open_levels))
        open_levels.append(_Level(_RANK[kind], label, paragraph.words))
    for table in waiting:
        items += _row_items(text, table, open_levels, items)
    return tuple(items)


def _above_stages(levels: Sequence[_Level], stages: Sequence[_Level]) -> list[_Level]:
    """The levels that the heading of a stage stands under: those of the stage before it, or of the section."""
    if stages and list(levels[: len(stages)]) == list(stages):
        return list(stages)
    return [level for level in levels if level.label and level.rank < _RANK["dash"]]


def _outside(body: Sequence[Paragraph], tables: Sequence[Table]) -> Iterator[Paragraph]:
    """The paragraphs without what stands in a table."""
    for paragraph in body:
        table = next((one for one in tables if one.start < paragraph.end and paragraph.start < one.end), None)
        if table is None:
            yield paragraph
        elif paragraph.start < table.start:
            before = paragraph.view[: table.start - paragraph.start].rstrip()
            yield paragraph._replace(end=paragraph.start + len(before), view=before)


def _last(levels: Sequence[_Level]) -> tuple[str, str]:
    """The kind and the label of the innermost level."""
    return ("dash" if levels[-1].rank >= _RANK["dash"] else "number"), levels[-1].label


def _is_heading(text: str, item: Item) -> bool:
    """True for an item that is nothing but the names of bodies: what follows is theirs."""
    marker = MARKER.match(text, item.start, item.end)
    return _bodies_only(text, marker.end() if marker else item.start, item.end)


def _names_bodies_only(text: str, paragraph: Paragraph) -> bool:
    """True for a heading without a number: "Sở Y tế:", or a body's name on a line of its own."""
    return _bodies_only(text, paragraph.start, paragraph.end)


def _is_title(text: str, paragraph: Paragraph) -> bool:
    """True for a body's name in capitals, or before a colon, over paragraphs without numbers: SỞ XÂY DỰNG."""
    words = paragraph.words.strip(" *_")
    leads = _LEADS_IN.match(words) is not None
    return (leads or words.isupper() or words.endswith(":")) and _names_bodies_only(text, paragraph)


def _bodies_only(text: str, start: int, end: int) -> bool:
    words = text[start:end].strip(" *_\n")
    if len(words) > _LONGEST_HEADING or not words[:1].isupper():
        return False
    bodies = mentions(text, start, end)
    if not bodies:
        return False
    if not text[start : bodies[0].start].strip(" *_"):
        return words.endswith(":") or not text[bodies[-1].end : end].strip(" *_.")
    edges = [start, *(place for body in bodies for place in (body.start, body.end)), end]
    before, *between = (text[left:right].strip(" *_\n") for left, right in zip(edges[::2], edges[1::2], strict=True))
    leads = _LEADS_IN.fullmatch(before) or (_GIVES.fullmatch(before) and words.endswith(":"))
    return bool(leads) and all(map(_JOINS.fullmatch, between[:-1])) and between[-1] in ("", ":")


def appendix_items(text: str, parts: Sequence[Paragraph], tables: Sequence[Table]) -> Iterator[Item]:
    """What stands below the signature: the numbered items of what is put in force there, the rows of an appendix: Phụ lục.1."""
    place = "Phụ lục." if parts and fold(parts[0].words).startswith("phu luc") else ""
    for item in outline(text, parts, tables):
        of_row = any(row.start == item.start for table in tables for row in table.rows)
        if item.path and (of_row or not place):
            number = item.path if not of_row or not place else item.path.rpartition(".")[2]
            yield item.model_copy(update={"path": f"{place}{number}"})


def _row_items(text: str, table: Table, above: Sequence[_Level], items: Sequence[Item]) -> Iterator[Item]:
    """Each row of a table as an item under the one the table stands in."""
    path = items[-1].path if items and above else ""
    heading = " › ".join(level.text for level in above)
    for row in table.rows:
        place = f"{path}.{row.number}" if path else row.number
        yield Item(path=place, text=text[row.start : row.end], start=row.start, end=row.end, heading=heading)


def _path(above: Sequence[_Level], kind: str, label: str) -> str:
    numbers: list[str] = []
    for level in (*above, _Level(_RANK[kind], label, "")):
        if level.rank == _RANK["decimal"]:
            numbers = numbers[: sum(one.rank < _RANK["number"] for one in above)]  # 1.2 already names its parent
        if level.rank < _RANK["dash"] and level.label:
            numbers.append(level.label)
    dashes = [level.label for level in above if level.rank >= _RANK["dash"]]
    return ", ".join([*filter(None, [".".join(numbers)]), *dashes, *([label] if kind in _DASH_LABEL else [])])


def _plausible(marker: re.Match[str], last: Mapping[str, str]) -> bool:
    """A roman numeral or a capital opens an item only in order, after the `last` one: `C.` or `V.` may as well be an initial."""
    for kind, order in (("roman", _ROMAN), ("capital", _CAPITALS)):
        if label := marker[kind]:
            following = order.index(last[kind]) + 1 if last[kind] else 0
            return len(label) > 1 or label in (order[0], *order[following : following + 1])
    return True


def _item(text: str, path: str, paragraph: Paragraph, above: Sequence[_Level]) -> Item:
    return Item(
        path=path.rstrip(", "),
        text=text[paragraph.start : paragraph.end],
        start=paragraph.start,
        end=paragraph.end,
        heading=" › ".join(level.text for level in above),
    )


def _extended(text: str, item: Item, end: int) -> Item:
    return item.model_copy(update={"text": text[item.start : end], "end": end})
