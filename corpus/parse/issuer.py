"""Who issued a notice: the bodies printed in capitals at its head, as they are written in running text."""

import re
from collections.abc import Sequence
from functools import cache

from corpus.lexicon import body_heads, provinces
from corpus.models import Printed
from corpus.names.agencies import agency_named, every_spelling, full_name
from corpus.patterns import any_of
from corpus.text import collapse, fold

_MOTTO = re.compile(r"cong hoa xa hoi|doc lap\s*-?\s*tu do|hoa toc|^(thuong )?khan$|^mat$|^sao y|dang cong san")
_MOST_LINES = 12  # of a printed head; a page of capitals is none
_STAMP = re.compile(r"(?<!\w)(?:cong van )?den(?!\w)\s*(?:luc|ngay|so|:|$)")


def issuer(text: str, columns: Sequence[tuple[int, int]]) -> Printed | None:
    """The body printed at the head: its lines stand in capitals, the parent body above it."""
    kept: list[tuple[int, int]] = []
    for at, (start, end) in enumerate(columns):
        if len(kept) == _MOST_LINES:
            break
        cell, following = text[start:end], fold(text[slice(*columns[at + 1])]) if at + 1 < len(columns) else ""
        if _STAMP.match(following) or not _is_capitals(cell) or _MOTTO.search(fold(cell)) or _STAMP.match(fold(cell)):
            continue
        kept.append((start, end))
    if not kept:
        return None
    printed = [collapse(re.sub(r"</?\w+>|\*", " ", text[start:end])) for start, end in kept]
    return Printed(value=_issuer_name(printed), start=kept[0][0], end=kept[-1][1])


def portal(text: str, columns: Sequence[tuple[int, int]]) -> Printed | None:
    """The web site whose name stands over an article."""
    for start, end in columns:
        if "thong tin" in fold(text[start:end]) and "cong" in fold(text[start:end]):
            name_end = start + len(re.split(r"\s+[-–|]\s+", text[start:end])[0])
            return Printed(value=collapse(text[start:name_end]), start=start, end=name_end)
    return None


def _is_capitals(cell: str) -> bool:
    letters = [char for char in cell if char.isalpha()]
    return (
        len(letters) > 3
        and sum(char.isupper() for char in letters) / len(letters) > 0.9
        and not re.search(r"[\d:/]", cell)
    )


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
