"""Who issued a notice: the bodies printed in capitals at its head, as they are written in running text."""

import re
from collections.abc import Sequence
from functools import cache

from corpus.lexicon import body_heads, provinces
from corpus.models import Printed
from corpus.names.agencies import agency_named, every_spelling, full_name
from corpus.names.mentions import mentions
from corpus.patterns import any_of
from corpus.text import collapse, fold

_MARK = re.compile(r"hoa toc|^(thuong )?khan$|^mat$|^sao y")
_MOST_LINES = 12  # of a printed head; a page of capitals is none
_STAMP = re.compile(r"(?<!\w)(?:cong van )?den(?!\w)\s*(?:luc|ngay|so|:|$)")
_OF_PROVINCE = re.compile(r"(?<!\w)(?P<level>TỈNH|THÀNH PHỐ) (?P<place>[^,;–-]+)$")


def issuer(text: str, columns: Sequence[tuple[int, int]]) -> Printed | None:
    """The body printed at the head: its lines stand in capitals, the parent body above it.

    Of the lines the longest run that names a body from end to end; of two as long, the later one.
    """
    kept: list[tuple[int, int]] = []
    for at, (start, end) in enumerate(columns):
        if len(kept) == _MOST_LINES:
            break
        cell, following = text[start:end], fold(text[slice(*columns[at + 1])]) if at + 1 < len(columns) else ""
        if _STAMP.match(following) or not in_capitals(cell) or _MARK.search(fold(cell)) or _STAMP.match(fold(cell)):
            continue
        kept.append((start, end))
    printed = [collapse(re.sub(r"</?\w+>|\*", " ", text[start:end])) for start, end in kept]
    for size in range(len(kept), 0, -1):
        for left in range(len(kept) - size, -1, -1):
            if is_body(" ".join(printed[left : left + size])):
                value = _issuer_name(printed[left : left + size])
                return Printed(value=value, start=kept[left][0], end=kept[left + size - 1][1])
    return None


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
    printed = printed.removesuffix(" VĂN PHÒNG")  # of the body above it
    for mention in mentions(printed):
        if printed[at : mention.start].strip():
            return False
        at = mention.end
    of = _OF_PROVINCE.search(printed)
    return at == len(printed) > 0 and (of is None or _is_place(of["level"], of["place"]))


def _is_place(level: str, place: str) -> bool:
    """False for half of a province's name, and for a province that is none."""
    names = {name.upper() for province in provinces() for name in (province.name, *province.short)}
    if place in names:
        return True
    return level == "THÀNH PHỐ" and not any(name.startswith(f"{place} ") for name in names)


def _issuer_name(lines: Sequence[str]) -> str:
    """UBND TỈNH X / VĂN PHÒNG -> Văn phòng UBND tỉnh X; UBND TỈNH X / SỞ Y TẾ -> Sở Y tế tỉnh X."""
    whole = sentence_case(" ".join(lines))
    heads = any_of(map(str.capitalize, body_heads("local")))
    match = re.match(
        rf"(UBND (?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn) .+?) ((?:{heads})\b.*)",
        whole,
    )
    if match is None:
        return whole
    parent, body = match[1], match[2]
    if body == "Văn phòng":
        return f"{body} {parent}"
    return body if re.search(r"\b(?:tỉnh|thành phố|huyện)\b", body) else f"{body} {parent.removeprefix('UBND ')}"


def sentence_case(capitals: str) -> str:
    """A body printed in capitals, as it is written in running text."""
    name = full_name(capitals).lower().replace("ubnd", "UBND")
    for known in sorted({province.name for province in provinces()}, key=len, reverse=True):
        name = re.sub(rf"(?<!\w){re.escape(known.lower())}(?!\w)", known, name)
    words = name.split(" ")
    for size in range(min(len(words), _longest_listed()), 1, -1):
        for left in range(len(words) - size + 1):
            listed = agency_named(" ".join(words[left : left + size]))
            if listed and fold(listed.name) == fold(" ".join(words[left : left + size])):
                words[left : left + size] = [listed.name]
                return _capital(" ".join(words))
    return _capital(" ".join(words))


@cache
def _longest_listed() -> int:
    """How many words the longest listed name of a body has."""
    return max(len(form.split()) for _, form in every_spelling())


def _capital(name: str) -> str:
    name = re.sub(rf"(?<!\w)({any_of(body_heads('issuer'))})(?= |$)", lambda m: m[0].capitalize(), name)
    return name[:1].upper() + name[1:]
