"""Which items of a document a question names: mục 3, gạch 2 mục II.1, khoản 1 Điều 2, mục 2 và 3, item 4; as the notices have their paths."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpus.text import canonical, fold

_UNITS = (("điều", "article"), ("phần", "section"), ("mục", "item"), ("khoản", "clause"), ("điểm", "point"))
_DASH = ("gạch đầu dòng", "gạch", "bullet")
_SPELLED = {unit for units in (*_UNITS, _DASH) for unit in units}
_RANKS = {fold(unit): rank for rank, units in enumerate((*_UNITS, _DASH)) for unit in units}
_ORDINALS = {
    word: str(at)
    for at, words in enumerate(("nhat", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi"), 1)
    for word in words.split()
}
_VALUE = rf"(?:\d{{1,2}}|[ivx]+)(?:\.\d+)*|[a-h](?!\w)|(?<=thu )(?:{'|'.join(_ORDINALS)})"
_NO_ITEM = ("hang", "cong", "dvc", "tuyen", "vu")  # hạng *mục*, dịch vụ công *mức* 3 without its diacritics
_ITEM = re.compile(
    rf"{''.join(f'(?<!{word} )' for word in _NO_ITEM)}(?<!muc [1-4] )\b(?P<unit>{'|'.join(sorted(_RANKS, key=len, reverse=True))})\s+(?:(?:so|thu|no\.?)\s+)?"
    rf"(?P<value>{_VALUE})(?![\w%/]|[.,]\d)"
)
_MORE = re.compile(r"\s*(?:,|va|and|&)\s*(?P<value>\d{1,2}|[ivx]+)(?![\w%/.]|\s+(?:trieu|ty|dong|ngay|thang|nam)\b)")
_POINTED = re.compile(rf"\b(?:{'|'.join(sorted(_RANKS, key=len, reverse=True))})\s+(?:do|ay|nay|vua roi)\b")
_JOINT = re.compile(r"[\s,]*(?:(?:cua|thuoc|tai|o|trong|va|of|in|and)\s+)?(?:the\s+)?")


class Named(NamedTuple):
    """The paths of the items that are named, and where."""

    paths: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


def items_named(text: str, folded: str) -> Named:
    """The items of the first place that names any; `folded`: the folded text, blank where something else is named."""
    found = [match for match in _ITEM.finditer(folded) if _is_spelled(text[match.start() : match.end()])]
    if not found:
        return Named((), ())
    together = [found[0]]
    for match in found[1:]:  # gạch 2 của mục 3
        if not _JOINT.fullmatch(folded[together[-1].end() : match.start()]):
            break
        together.append(match)
    spans = [match.span() for match in together]
    ranked = sorted(together, key=lambda match: _RANKS[match["unit"]])
    if len({_RANKS[match["unit"]] for match in together}) < len(together):  # mục 2, mục 3
        return Named(tuple(_path([match], text) for match in together), tuple(spans))
    paths = [_path(ranked, text)]
    if len(together) == 1:
        for value, span in _others(folded, spans[0][1]):
            paths.append(_path([together[0]], text, value))
            spans.append(span)
    return Named(tuple(paths), tuple(spans))


def points_at_item(text: str) -> bool:
    """True for "trong mục đó": the item that the answer before stands in."""
    return _POINTED.search(fold(text)) is not None


def _others(folded: str, at: int) -> Iterator[tuple[str, tuple[int, int]]]:
    """The numbers that follow that of one item: mục 2, 3 và 5."""
    while more := _MORE.match(folded, at):
        at = more.end()
        yield more["value"].upper(), more.span()


def _is_spelled(text: str) -> bool:
    """False for what only looks like one without its diacritics: *mức* 4."""
    said = canonical(text)
    return said == fold(said) or said.startswith(tuple(_SPELLED))


def _path(parts: list[re.Match[str]], text: str, value: str = "") -> str:
    path = ""
    for part in parts:
        unit = _RANKS[part["unit"]]
        own = value or _ORDINALS.get(part["value"], part["value"])
        own = canonical(text[slice(*part.span("value"))]) if own.isalpha() and unit >= 4 else own.upper()
        if unit == len(_UNITS):
            path += f"{', ' * bool(path)}gạch {own}"
        else:
            path += f"{'.' * bool(path)}{'Điều ' * (unit == 0)}{own}"
    return path
