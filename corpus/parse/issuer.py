"""Who issued a notice: the bodies printed in capitals at its head, as they are written in running text."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from corpus.lexicon import body_heads, provinces
from corpus.models import Printed
from corpus.names.casing import province_names, sentence_case
from corpus.names.mentions import mentions
from corpus.patterns import any_of
from corpus.text import canonical, collapse, fold

_MARK = re.compile(r"hoa toc|^(thuong )?khan$|^mat$|^sao y")
_MOST_LINES = 12  # of a printed head; a page of capitals is none
_STAMP = re.compile(r"(?<!\w)(?:cong van )?den(?!\w)\s*(?:luc|ngay|so|:|$)")
_HEAD_OF = re.compile(r"^(?:CHỦ TỊCH|GIÁM ĐỐC)\s+(?=\w)")
_OFFICE = "VĂN PHÒNG"  # of the body above it
_OF_PROVINCE = re.compile(r"(?<!\w)(?P<level>TỈNH|THÀNH PHỐ) (?!ỦY |UỶ |ĐOÀN )(?P<place>[^,;–-]+)$")


def issuer(text: str, columns: Sequence[tuple[int, int]], symbol: str = "") -> Printed | None:
    """The body printed at the head, below the one it belongs to: its lines stand in capitals. A `symbol` of several bodies is
    that of a joint document."""
    lines = list(_letterhead(text, columns))
    if symbol.count("-") > 1 and (joint := _joint(text, lines)):
        return joint
    kept = [piece for line in lines for piece in _parted(text, *line)]
    printed = [collapse(re.sub(r"</?\w+>|\*", " ", text[start:end])).rstrip(" -–") for start, end in kept]
    bodies = list(_bodies(printed)) or list(_unread(printed))
    if not bodies:
        return None
    first, last, name = bodies[-1]
    name = _HEAD_OF.sub("", name)  # CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH X: the committee issues
    above = bodies[-2] if len(bodies) > 1 and bodies[-2][1] == first else None
    value = _issuing(sentence_case(name), sentence_case(above[2]) if above else "")
    return Printed(value=value, start=kept[above[0] if above else first][0], end=kept[last - 1][1])


def _letterhead(text: str, columns: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The pieces that stand in capitals and are no stamp, nor beside one."""
    kept = 0
    for at, (start, end) in enumerate(columns):
        if kept == _MOST_LINES:
            return
        cell, following = text[start:end], fold(text[slice(*columns[at + 1])]) if at + 1 < len(columns) else ""
        if _STAMP.match(following) or not in_capitals(cell) or _MARK.search(fold(cell)) or _STAMP.match(fold(cell)):
            continue
        kept += 1
        yield start, end


def _joint(text: str, lines: Sequence[tuple[int, int]]) -> Printed | None:
    """Several bodies with dashes between them, on a line or two: SỞ TÀI CHÍNH - KHO BẠC NHÀ NƯỚC TỈNH."""
    for first, last in [(at, at + size) for at in range(len(lines)) for size in (1, 2, 3)]:
        if last > len(lines):
            continue
        start, end = lines[first][0], lines[last - 1][1]
        printed = collapse(text[start:end].replace("*", " "))
        bodies = mentions(printed)
        edges = [0, *(place for body in bodies for place in (body.start, body.end)), len(printed)]
        between = [printed[left:right].strip() for left, right in zip(edges[::2], edges[1::2], strict=True)]
        if len(bodies) > 1 and not between[0] and not between[-1] and set(between[1:-1]) <= set("-–"):
            names = [sentence_case(printed[body.start : body.end]) for body in bodies]
            return Printed(value=" - ".join(names), start=start, end=end)
    return None


def _unread(lines: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The first line that begins as the name of a body does and goes on in words that no name is known to hold."""
    for at, line in enumerate(lines):
        opens = mentions(line)
        if _begins(line) and opens and opens[0].start == 0 and opens[0].name.count(" ") > 1:
            yield at, at + 1, line
            return


def _parted(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A line that names a body behind the one, or the province, that it belongs to: UBND TỈNH AN GIANG | VĂN PHÒNG."""
    one = len(mentions(text[start:end])) == 1 and is_body(collapse(text[start:end]))  # THỦ TƯỚNG CHÍNH PHỦ
    for word in re.finditer(r"\s+", text[start:end]) if not one else ():
        above, body = (
            collapse(part.strip(" *-–")) for part in (text[start:][: word.start()], text[start:end][word.end() :])
        )
        whole = is_body(above) or (
            (place := _OF_PROVINCE.fullmatch(above)) and _is_place(place["level"], place["place"])
        )
        if whole and _begins(body) and (body == _OFFICE or is_body(body)):
            yield start, start + word.start()
            yield start + word.end(), end
            return
    yield start, end


def _bodies(lines: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """(first line, line after the last one, name) of each body: one begins where a line begins as names of bodies do."""
    at, found = 0, False
    while at < len(lines):
        stops = [*(n for n in range(at + 1, len(lines)) if _begins(lines[n])), len(lines)]
        further = stops[1] if len(stops) > 1 else stops[0]  # ỦY / BAN NHÂN DÂN
        for last in (*range(stops[0], at, -1), *range(further, stops[0], -1)):
            name = " ".join(lines[at:last])
            if is_body(name) or (found and name == _OFFICE):
                yield at, last, name
                at, found = last - 1, True
                break
        at += 1


def _begins(line: str) -> bool:
    return (
        line == _OFFICE
        or re.match(rf"(?:ubnd|ủy ban nhân|{any_of(body_heads('name'))})(?!\w)", canonical(line)) is not None
    )


def portal(text: str, columns: Sequence[tuple[int, int]]) -> Printed | None:
    """The web site whose name stands over an article."""
    for start, end in columns:
        if "thong tin" in fold(text[start:end]) and "cong" in fold(text[start:end]):
            name_end = start + len(re.split(r"\s+[-–|]\s+", text[start:end])[0])
            return Printed(value=collapse(text[start:name_end]), start=start, end=name_end)
    return None


def in_capitals(cell: str) -> bool:
    """True for the words of a letterhead."""
    letters = [char for char in cell if char.isalpha()]
    return (
        len(letters) > 1
        and sum(char.isupper() for char in letters) / len(letters) > 0.9
        and not re.search(r"[\d:/]", cell)
    )


def is_body(printed: str) -> bool:
    """True where bodies, one part of the other, are named in capitals from end to end."""
    at = 0
    for mention in mentions(printed):
        if printed[at : mention.start].strip():
            return False
        at = mention.end
    of = _OF_PROVINCE.search(printed)
    return at == len(printed) > 0 and (of is None or _is_place(of["level"], of["place"]))


def _is_place(level: str, place: str) -> bool:
    """False for half of a province's name, and for a province that is none."""
    place = canonical(place)
    if place in _provinces():
        return True
    return level == "THÀNH PHỐ" and not any(name.startswith(f"{place} ") for name in _provinces())


@cache
def _provinces() -> frozenset[str]:
    return frozenset(canonical(name) for province in provinces() for name in (province.name, *province.short))


def _issuing(body: str, parent: str) -> str:
    """The body alone, also where its parent stands on the same line; an office with its parent."""
    heads = any_of(map(str.capitalize, body_heads("local")))
    without_province = province_names()[0].sub(lambda named: "x" * len(named[0]), body)  # Hải Phòng is no Phòng
    if one := re.match(rf"UBND .+? (?=(?:{heads})\b)", without_province):
        parent, body = body[: one.end() - 1], body[one.end() :]
    return f"{body} {parent}" if body == "Văn phòng" else body
