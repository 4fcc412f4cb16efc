"""Paragraphs -> the tree of items, each with its path as printed: 1, II.2, 3, gạch 4."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from corpus.mentions import mentions
from corpus.models import Item
from corpus.paragraphs import MARKER, Paragraph
from corpus.tables import TableRow, table_rows
from corpus.text import collapse, fold

_RANK = {"section": 0, "article": 1, "roman": 1, "number": 2, "decimal": 3, "letter": 4, "dash": 5, "plus": 6}
_CLOSING = re.compile(r"tren day la|.*\./\.[^.]{0,20}$", re.S)
_LONGEST_HEADING = 200  # characters
_DASH_LABEL = {"dash": "gạch", "plus": "cộng"}
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")


class _Level(NamedTuple):
    rank: int
    label: str
    text: str


def outline(text: str, body: Sequence[Paragraph]) -> tuple[Item, ...]:
    """The items of a notice's body in reading order.

    A paragraph without a marker continues the item before it; before the first item, and after the closing
    words, it stands alone with an empty path.
    """
    items: list[Item] = []
    open_levels: list[_Level] = []
    dashes: Counter[str] = Counter()
    for paragraph in body:
        marker = MARKER.match(paragraph.view)
        if marker is None or not _plausible(marker, items):
            if open_levels and _names_bodies_only(text, paragraph):
                while open_levels and open_levels[-1].rank >= _RANK["letter"]:
                    open_levels.pop()
                items.append(_item(text, _path(open_levels, "dash", ""), paragraph, open_levels))
            elif open_levels and not _CLOSING.match(fold(paragraph.words)):
                items[-1] = _extended(text, items[-1], paragraph.end)
            else:
                open_levels = []
                items.append(_item(text, "", paragraph, ()))
            continue
        kind = marker.lastgroup or "dash"
        while open_levels and open_levels[-1].rank >= _RANK[kind]:
            open_levels.pop()
        parent = _path(open_levels, kind, "")
        if kind in _DASH_LABEL:
            dashes[parent] += 1
            label = f"{_DASH_LABEL[kind]} {dashes[parent]}"
        else:
            label = " ".join(marker[kind].split())
        path = _path(open_levels, kind, label)
        for counted in [key for key in dashes if key.startswith(path)]:
            del dashes[counted]  # numbering that restarts counts its dashes anew
        items.append(_item(text, path, paragraph, open_levels))
        open_levels.append(_Level(_RANK[kind], label, paragraph.words))
    return tuple(items)


def _names_bodies_only(text: str, paragraph: Paragraph) -> bool:
    """True for a heading without a number: "Sở Y tế:", or a body's name on a line of its own."""
    words = paragraph.words.rstrip(" *_")
    if len(words) > _LONGEST_HEADING or not words[:1].isupper():
        return False
    bodies = mentions(text, paragraph.start, paragraph.end)
    if not bodies or text[paragraph.start : bodies[0].start].strip(" *_"):
        return False
    return words.endswith(":") or not text[bodies[-1].end : paragraph.end].strip(" *_.")


def with_table_rows(text: str, items: Sequence[Item]) -> tuple[tuple[Item, ...], dict[int, TableRow]]:
    """The items with each row of a table as an item of its own, and the rows by where they start."""
    found: list[Item] = []
    rows: dict[int, TableRow] = {}
    for item in items:
        table = table_rows(text, item.start, item.end)
        if not table:
            found.append(item)
            continue
        opening = item.model_copy(update={"text": text[item.start : table[0].start], "end": table[0].start})
        found.append(opening)
        for row in table:
            rows[row.start] = row
            path = f"{item.path}.{row.number}" if item.path else row.number
            heading = " › ".join(part for part in (item.heading, collapse(opening.text)[:_LONGEST_HEADING]) if part)
            found.append(Item(path=path, text=text[row.start : row.end], start=row.start, end=row.end, heading=heading))
    return tuple(found), rows


def _path(above: Sequence[_Level], kind: str, label: str) -> str:
    if kind == "decimal":
        above = [level for level in above if level.rank < _RANK["number"]]  # 1.2 already names its parent
    numbers = ".".join(level.label for level in above if level.rank < _RANK["dash"])
    if kind not in ("dash", "plus"):
        return f"{numbers}.{label}" if numbers else label
    parts = [numbers] if numbers else []
    return ", ".join([*parts, *(level.label for level in above if level.rank >= _RANK["dash"]), label])


def _plausible(marker: re.Match[str], items: Sequence[Item]) -> bool:
    """A roman numeral opens an item only in order: `C.` or `V.` may as well be an initial."""
    label = marker["roman"]
    if label is None:
        return True
    if label not in _ROMAN:
        return False
    before = [_ROMAN.index(item.path) for item in items if item.path in _ROMAN]
    return label == "I" or (bool(before) and _ROMAN.index(label) == before[-1] + 1)


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
