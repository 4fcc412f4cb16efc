"""The figures of a text with what they count, and those that a question supposes."""

import re
from collections.abc import Iterator, Sequence

from corpus.text import collapse, fold
from rag.models import Figure, NumberAsked

_FIGURE = re.compile(r"(?<![\w./])(\d+(?:[.,]\d+)*)\s*(%|[^\W\d]+)?|\b(quy)\s+([ivx]+|[1-4])\b")
_YEAR = re.compile(r"(?:19|20)\d\d")
_QUARTERS = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_DATED = re.compile(r"(?<![\d.])\d{1,2}\s*[/.-]\s*\d{1,2}(?:\s*[/.-]\s*\d{4})?(?!\d)|(?:ngay|thang|nam)\s+\d+(?:/\d+)?")


def figures(text: str) -> Iterator[Figure]:
    """The figures of a text that are no years: ("4700", "dong", "nguyen", "4.700 đồng/m3"), ("3", "quy", "trong", "quý III")."""
    folded = fold(text)
    for match in _FIGURE.finditer(folded):
        before = (folded[: match.start()].split() or [""])[-1]
        read = collapse(text[match.start() : match.start() + 60])
        if match[3]:
            yield Figure(value=_QUARTERS.get(match[4], match[4]), unit="quy", before=before, printed=read)
        elif not _YEAR.fullmatch(match[1]):
            value = match[1].replace(".", "").lstrip("0")
            yield Figure(value=value, unit=match[2] or "", before=before, printed=read)


def figures_asked(text: str, numbers: Sequence[NumberAsked]) -> Iterator[Figure]:
    """The figures of a question, without its numbers of documents and its days."""
    serials = (re.finditer(rf"\b{re.escape(one.serial)}\b(?:\s*/\s*[\w-]+)*", text) for one in numbers)
    taken = [match.span() for found in serials for match in found]
    for start, end in (*taken, *(match.span() for match in _DATED.finditer(fold(text)))):
        text = text[:start] + " " * (end - start) + text[end:]
    yield from figures(text)
