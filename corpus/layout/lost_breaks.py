"""A document that lost its breaks: what begins a line of its own stands behind other words.

It is cut where enumerators count up and at the fixed formulas of head and foot. A text is one such where most of what stands
at the left edge of a printed page stands inside its lines.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from corpus.lexicon import offices
from corpus.models import DocumentKind
from corpus.text import CAPITAL, SMALL

_BLOCK = re.compile(r"(?:^[^\n|]*[^\s|][^\n|]*(?:\n|\Z))+", re.M)  # lines with no empty one, and no cells, between them
_BREAK = re.compile(r"[^\S\n]*\n")
_PAGE = 1_200  # characters of a line that is as long as a page
_FEWEST_LOST, _OF_A_PAGE = 3, 6
_LOST = 2 / 3  # of what begins a line
_LETTERS = "abcdđeghiklmnopq"
_ENUMERATOR = re.compile(
    rf"(?<=\S)\s+(?:(?P<roman>[IVX]{{1,4}})[.)](?=\s{CAPITAL})|(?P<number>\d{{1,2}})[.)](?=\s\S)"
    rf"|\((?P<bracketed>\d{{1,2}})\)(?=\s\S)|(?P<letter>[a-zđ])\)(?=\s\S))"
)
_MARK = re.compile(r"(?<=[.;:…])\s+(?=(?:[-+•*]|\d{1,2}(?:\.\d{1,2})+[.)]?)\s\S)|(?<=\S)\s+(?=Điều \d+[.:]\s)")
_NAMED = re.compile(r"(?:tháng|ngày|năm|quý|số|điều|khoản|mục|điểm|chương|phần|biểu|mẫu|lục|đợt|lần)$", re.I)
_ENDED = (".", ";", ":", "…", "/", "!", "?")
_EDGE = re.compile(
    rf"(?<=\S)\s+(?=Số\s?:\s?\d*\s?/|V/[vV]\s|Kính gửi\s?:|Nơi nhận\s?:|(?<=\./\.)\s{CAPITAL})"
)  # what stands at the left edge of a head or foot
_BESIDE = re.compile(
    rf"(?<=\S)\s+(?=CỘNG H(?:ÒA|OÀ) XÃ HỘI|Độc lập\s?-|(?:TM|KT|TL|TUQ)\.\s?{CAPITAL}{{2}}|(?:{CAPITAL}[{SMALL}]*\s){{1,4}}?{CAPITAL}?[{SMALL}]*,\sngày\s\d)"
)  # what may stand beside it
_OPENING = re.compile(
    rf"(?<=\S)\s+(?=(?:Căn cứ|Thực hiện|Theo đề nghị)\s{CAPITAL})|(?<=[{SMALL}\d])\s+(?=(?:Sau khi|Vừa qua|Để|Nhằm|Ngày \d)\s)"
)
_SENTENCE = re.compile(rf"(?<=[.;])\s+(?={CAPITAL})")
_CAPACITY = re.compile(r"(?<!\w)(?:TM|KT|TL|TUQ)\.")
_END_SIGN = re.compile(r"\.\s?/\s?\.")


def with_breaks(text: str) -> str:
    """`text` with a break before everything that begins a line, where its breaks are lost; as long as `text` is."""
    return _BLOCK.sub(lambda block: _broken(block[0]), text)


def _broken(block: str) -> str:
    words = block.rstrip("\n")
    joined = words.replace("\n", " ")
    whole = len(words) >= _PAGE
    if not whole and not _formula().search(joined):
        return block
    edges = {cut.start() for pattern in (_EDGE, _type_line()[0]) for cut in pattern.finditer(joined)}
    if not whole and all(_BREAK.match(words, at) for at in edges):
        return block  # no formula has lost its break
    items = set(_items(joined))
    lost = {at for at in edges | items if not _BREAK.match(words, at)}
    enough = _OF_A_PAGE if whole and "\n" in words else _FEWEST_LOST
    if len(lost) < max(enough, _LOST * len(edges | items)):
        return block
    cuts = edges | items | {cut.start() for pattern in (_BESIDE, _OPENING) for cut in pattern.finditer(joined)}
    cuts |= set(_around_body(joined)) | {cut.start() for cut in _type_line()[1].finditer(joined)}
    letters = list(joined)
    for at in cuts:
        letters[at] = "\n"
    return "".join(letters) + block[len(words) :]


def _items(line: str) -> Iterator[int]:
    """Where items begin: at dashes behind the end of a clause, at numbers and letters that count up."""
    yield from (mark.start() for mark in _MARK.finditer(line))
    last = {"roman": 0, "number": 0, "bracketed": 0, "letter": 0}
    for mark in _ENUMERATOR.finditer(line):
        kind = mark.lastgroup or ""
        value = _value(kind, mark[kind])
        ended = line[mark.start() - 1] in _ENDED
        follows = value == last[kind] + 1 if kind != "letter" or last[kind] else value == 1
        if not (follows or (value == 1 and ended)) or _NAMED.search(line, max(0, mark.start() - 6), mark.start()):
            continue
        if kind in ("letter", "bracketed") and not ended:
            continue
        last[kind] = value
        for below in {"roman": ("letter", "bracketed"), "number": ("letter", "bracketed")}.get(kind, ()):
            last[below] = 0
        yield mark.start()


def _value(kind: str, printed: str) -> int:
    if kind == "letter":
        return _LETTERS.find(printed) + 1
    if kind != "roman":
        return int(printed)
    figures = [{"I": 1, "V": 5, "X": 10}[sign] for sign in printed]
    return sum(-one if one < after else one for one, after in zip(figures, [*figures[1:], 0], strict=True))


def _around_body(line: str) -> Iterator[int]:
    """Where the body begins behind the last addressee, its closing sentence, and the signature behind the recipients."""
    if (addressed := line.find("Kính gửi")) >= 0 and (first := _SENTENCE.search(line, addressed)):
        yield first.start()
    for end in _END_SIGN.finditer(line):
        begins = [cut.start() for cut in _SENTENCE.finditer(line, max(0, end.start() - 300), end.start())]
        yield from begins[-1:]
    if (archive := line.rfind("Lưu")) >= 0 and not _CAPACITY.search(line, archive):
        yield from (title.start() for title in list(_capital_title().finditer(line, archive))[:1])


@cache
def _formula() -> re.Pattern[str]:
    """What `_EDGE` and the line of a type begin with: a block without any has lost no break."""
    return re.compile("|".join(["Số", "V/", "Kính gửi", "Nơi nhận", r"\./", *_types()]))


@cache
def _types() -> Sequence[str]:
    return [kind.value.upper() for kind in DocumentKind]


@cache
def _type_line() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before a type in capitals, and what behind it: … năm 2019 | KẾ HOẠCH | Tuyên truyền …"""
    names = "|".join(_types())
    before = re.compile(rf"(?<!{CAPITAL})(?<![-\s])\s+(?=(?:{names})\s+{CAPITAL}[{SMALL}])")
    return before, re.compile("|".join(rf"(?<=\s{name})\s+(?={CAPITAL}[{SMALL}])" for name in _types()))


@cache
def _capital_title() -> re.Pattern[str]:
    """An office in capitals behind the recipients, and a name behind it."""
    named = "|".join(office.name.upper() for office in offices())
    return re.compile(rf"(?<=[.;,\w])\s+(?=(?:Q\.\s?)?(?:PHÓ\s)?(?:{named})\b)")
