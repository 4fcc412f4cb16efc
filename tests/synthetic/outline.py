"""Items under numbers, letters and dashes; the paths of the tasks in them as a reader would cite them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from .deadlines import ROMAN
from .marks import opened
from .truth import DirectiveTruth

LETTERS = "a b c d đ e g h i k l m n o p q r s t u v x y".split()
BULLETS = {"-": "gạch", "+": "cộng", "*": "sao"}


@dataclass
class Item:
    """A paragraph, further paragraphs that belong to it, and the items under it.

    `plain`: printed without a number; `table`: lines whose tasks know their paths already.
    """

    text: str
    under: list["Item"] = field(default_factory=list)
    more: list[str] = field(default_factory=list)
    plain: bool = False
    table: list[str] = field(default_factory=list)

    @property
    def leaves(self) -> int:
        """Items that have nothing under them."""
        return sum(item.leaves for item in self.under) or 1


def printed(
    items: Sequence[Item], numbering: Sequence[str], rows: list[DirectiveTruth], path: str = ""
) -> Iterator[str]:
    """The paragraphs of the items; each task learns the path of its item."""
    number = 0
    for item in items:
        if item.plain:
            here, head = path, ""
        else:
            number += 1
            here, head = _numbered(number, numbering[0], path)
        for paragraph in (head + item.text, *item.more):
            for index in opened(paragraph):
                rows[index]["item"] = here
            yield paragraph
        if item.table:
            yield "\n".join(item.table)
        yield from printed(item.under, numbering[1:] or ("+",), rows, here)


def _numbered(number: int, marker: str, path: str) -> tuple[str, str]:
    """The path of an item and what is printed before it."""
    if marker in BULLETS:
        here = f"{BULLETS[marker]} {number}"
        return (f"{path}, {here}" if path else here), f"{marker} "
    if marker == "1.1.":
        here = f"{path}.{number}"
        return here, f"{here.rpartition('I.')[2]}. "
    if marker == "Điều 1.":
        return f"Điều {number}", f"Điều {number}. "
    kind, end = marker[:-1], marker[-1]
    label = {"I": _roman(number), "A": chr(64 + number), "a": LETTERS[(number - 1) % len(LETTERS)]}.get(
        kind, str(number)
    )
    return (f"{path}.{label}" if path else label), f"{label}{end} "


def _roman(number: int) -> str:
    return "X" * (number // 10) + ("", *ROMAN, "V", "VI", "VII", "VIII", "IX")[number % 10]
