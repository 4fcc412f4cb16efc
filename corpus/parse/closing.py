"""The end of a notice: recipients, signature, the author of an article."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from corpus.layout.paragraphs import Paragraph, cells
from corpus.lexicon import offices
from corpus.models import Printed, Signature
from corpus.names.people import names_in, offices_pattern
from corpus.text import collapse, fold, is_syllable

_RECIPIENTS = re.compile(r"noi\s+nhan\s*:?")
_CAPACITY = re.compile(r"(?:TM|KT|TL|TUQ|Q)\s*\.|[TK]/[MTL](?=\s)")
_NAME = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?(?:\s+[^\W\d_]+(?:['’][^\W\d_]+)?){1,5}")  # K'Brêu Ngọc Tường
_LISTED = re.compile(rf"[-–+•]|{_RECIPIENTS.pattern}")
_BESIDE = re.compile(r"(?<=[;.,:])\s+(?=\S)")  # - TT. HĐND tỉnh; | KT. CHỦ TỊCH: two columns on one line
_RANK = re.compile(
    r"^(?:(?:đại tá|thượng tá|trung tá|thiếu tá|thiếu tướng|trung tướng|ths|ts|bs|cki{1,2}|pgs|gs|ks|nhà giáo)\.?\s*)+(?<=[.\s])",
    re.I,
)
_AUTHOR = re.compile(r"tac gia(?: bai viet)?\s*:\s*")
_ARCHIVE = re.compile(r"luu\b")
_TELLING = 60  # characters of a line that tell recipients and author
_APPENDIX = re.compile(r"(?:PHỤ LỤC|Phụ lục|PHU LUC)\b")
_ATTACHED = re.compile(r"(?:kế hoạch|chương trình|phương án|đề án|danh mục|biểu|quy chế|quy định)\b", re.I)
_COMES_WITH = re.compile(r"\W*(?:(?:ban hành|gửi|phê duyệt)\s+)?kèm\s+theo", re.I)
_MOST_TITLE_PARTS = 8
_MOST_NAME_LINES = 3
_BETWEEN = " -–/,;"
_LONGEST_SIGNATURE = 140  # characters of one on one line
_LONGEST_TITLE = 80  # characters
_NARROW = 12  # characters to the last word of a name
_LINE = re.compile(r"\S[^\n]*\S")
_PRINTED = re.compile(r"\S+")
_MOST_NAMES = 5  # words of a name
_NEXT_TITLE = re.compile(r"(?<=\s)(?:(?:KT|TL|TUQ)\.|PHÓ )")
_SIGNED = r"\([^()\n]{0,20}\bk[ýí]\b[^()\n]{0,20}\)"
_APART = re.compile(
    rf"\s*(?:{_SIGNED}\s*:?|:)\s*|(?P<joined>[,;]\s+|\s[-–/]\s*)", re.I
)  # CHÁNH VĂN PHÒNG (đã ký): Vi Quốc Hưng
_KEEPS_MINUTES = "thu ky"
_MARKS = re.compile(r"[*#]+")


class Closing(NamedTuple):
    """What the end of a document states; `begins` is the index of its first paragraph, `ends` of the first after it."""

    recipients: tuple[Printed, ...]
    archive: Printed | None
    signature: Signature
    author: Printed | None
    begins: int
    ends: int


def read_closing(text: str, parts: Sequence[Paragraph], body: int) -> Closing:
    """What stands after the body; what does not stand there is None or empty."""
    begins = _begins(parts, body)
    recipients: list[Printed] = []
    archive: Printed | None = None
    block: list[tuple[int, int]] = []
    listing = False
    ends = next((at for at in range(begins, len(parts)) if _opens_another(parts, at)), len(parts))
    for part in parts[begins:ends]:
        for start, end in (one for cell in cells(part) for one in _columns(text, *cell)):
            words = fold(text[start:end]).strip("* ")
            heading = _RECIPIENTS.match(words)
            if heading:
                listing = True
                start = start + text[start:end].find(":") + 1 if ":" in text[start:end] else end
                if not text[start:end].strip(" *"):
                    continue
                if _title().match(fold(text[start:end]).strip(" *")) and text[start:end].isupper():
                    block.append((start, end))  # it stands beside
                    continue
            if listing and (re.match(r"[-–+•]", words) or heading):
                for one in _recipients(text, start, end):
                    if _ARCHIVE.match(fold(one.value)):
                        archive = archive or one
                    else:
                        recipients.append(one)
            else:
                block.append((start, end))
    author = next((fact for part in parts[body:] if (fact := _author(text, part))), None)
    signature = _signature(text, block)
    if signature.name is None and (signature.title or signature.capacity):
        signature = signature.model_copy(update={"name": _beside(text, parts[begins:ends])})
    return Closing(tuple(recipients), archive, signature, author, begins, ends)


def _beside(text: str, parts: Sequence[Paragraph]) -> Printed | None:
    """The one name that stands behind a recipient on his line, as the other column of the foot: - Như trên; Võ Văn Anh."""
    lines = [part for part in parts if _LISTED.match(fold(part.view))]
    printed = (
        (part.start + line.start(), part.start + line.end()) for part in lines for line in _LINE.finditer(part.view)
    )
    marks = ((mark.end(), end) for start, end in printed for mark in _BESIDE.finditer(text, start, end))
    found = [name for start, end in marks if (name := _whole_name(text, start, end))]
    return found[0] if len(found) == 1 else None


def _whole_name(text: str, start: int, end: int) -> Printed | None:
    """The person whose name is all that stands in a slice."""
    names = names_in(text, start, end)
    return names[0] if len(names) == 1 and (names[0].start, names[0].end) == (start, end) else None


def _columns(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A line of the recipients, and apart from it what of the signature stands beside: "- TT. Tỉnh ủy; KT. CHỦ TỊCH"."""
    for mark in _BESIDE.finditer(text, start, end) if _LISTED.match(fold(text[start:end])) else ():
        rest = text[mark.end() : end]
        if len(rest) <= _LONGEST_TITLE and " " in rest and _is_titled(rest):
            yield from ((start, mark.start()), (mark.end(), end))
            return
    yield start, end


def _begins(parts: Sequence[Paragraph], body: int) -> int:
    """Where the body ends: at the recipients, or at the first line of the signature."""
    for at in range(body, len(parts)):
        printed = parts[at].words
        words = fold(printed[:_TELLING]).strip("| *")
        if _RECIPIENTS.match(words) or _opens_signature(printed):
            return at
        if _AUTHOR.match(words):
            return at
    last = max(body, len(parts) - 4)
    return next(
        (at for at in range(last, len(parts)) if parts[at].words.isupper() and _title().match(fold(parts[at].words))),
        len(parts),
    )


def _opens_signature(printed: str) -> bool:
    """True for a line that begins with a capacity in capitals, whether the name stands on it or not."""
    capitals = re.split(r"\(|[,;:]|\s[-–/]\s", printed, maxsplit=1)[0]
    return len(printed) <= _LONGEST_SIGNATURE and capitals.isupper() and _CAPACITY.match(printed) is not None


def _opens_another(parts: Sequence[Paragraph], at: int) -> bool:
    """True for the title of an appendix, or of what a decision puts in force: KẾ HOẠCH …, (Ban hành kèm theo …)."""
    words = parts[at].words.strip("* ")
    below = parts[at : at + _MOST_TITLE_PARTS]
    attached = words[:1].isupper() and _ATTACHED.match(words) and any(_COMES_WITH.search(one.words) for one in below)
    return _APPENDIX.match(words) is not None or bool(attached)


def _recipients(text: str, start: int, end: int) -> Iterator[Printed]:
    """Those of a line, each after a dash of its own."""
    edges = [start, *(start + mark.start() + 1 for mark in re.finditer(r";\s+[-–+•]\s", text[start:end])), end]
    for left, right in pairwise(edges):
        value = re.sub(r"^[-–+•]\s*", "", collapse(_MARKS.sub(" ", text[left:right]))).rstrip(" ;.,")
        if value:
            yield Printed(value=value, start=left, end=right)


def _signature(text: str, block: Sequence[tuple[int, int]]) -> Signature:
    """The titles are printed in capitals, the name below them."""
    lines = _principal(text, [(start, end) for span in block for start, end in _lines(text, *span)])
    lines = list(_whole_titles(text, lines))
    capacity = title = name = None
    for at, (start, end) in enumerate(lines):
        printed = collapse(_MARKS.sub(" ", text[start:end]))
        if printed.isupper() and _CAPACITY.match(printed):
            above = capacity is not None and not text[capacity.end : start].strip("* \n")
            first = capacity.start if capacity and above else start  # TL. CHỦ TỊCH, and below it KT. CHÁNH VĂN PHÒNG
            capacity = Printed(value=collapse(_MARKS.sub(" ", text[first:end])), start=first, end=end)
            if printed.startswith("Q"):  # acting: capacity and title stand on one line
                title = Printed(value=_title_case(printed), start=start, end=end)
        elif (printed.isupper() and _title().match(fold(printed))) or _title().fullmatch(fold(printed)):
            title = Printed(value=_title_case(printed), start=start, end=end)
        elif (title or capacity) and (found := _name(text, lines[at : at + _MOST_NAME_LINES])):
            name = found
            below = lines[at + 1] if at + 1 < len(lines) and found.end <= end else None
            if title is None and below and _title().fullmatch(fold(text[slice(*below)])):
                title = Printed(value=_title_case(text[slice(*below)]), start=below[0], end=below[1])
            break  # what else stands below is a page's, or another's
    return Signature(name=name, title=title, capacity=capacity)


def _whole_titles(text: str, lines: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The lines, with a title that was wrapped on one: PHÓ CỤC | TRƯỞNG."""
    at = 0
    while at < len(lines):
        start, end = lines[at]
        below = lines[at + 1] if at + 1 < len(lines) else None
        words = collapse(_MARKS.sub(" ", text[start : below[1]])) if below else ""
        cut = words.isupper() and not _title().fullmatch(fold(collapse(text[start:end]).strip("* ")))
        if below and cut and _title().fullmatch(fold(words)):
            at, end = at + 1, below[1]
        yield start, end
        at += 1


def _principal(text: str, lines: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where several sign side by side, the lines of the rightmost one who does not keep the minutes: THƯ KÝ | CHỦ TRÌ."""
    rows: list[list[tuple[int, int]]] = []
    for line in lines:
        beside = rows and "\n" not in text[rows[-1][-1][1] : line[0]]
        rows += [] if beside else [[]]
        rows[-1].append(line)
    place: int | None = None
    for row in rows:
        titles = [fold(text[start:end]).strip("* ") for start, end in row]
        if len(row) > 1 and _title().fullmatch(titles[0]) and _title().fullmatch(titles[-1]):
            place = len(row) - 1 - (titles[-1] == _KEEPS_MINUTES)
    return list(lines) if place is None else [row[min(place, len(row) - 1)] for row in rows]


def _name(text: str, lines: Sequence[tuple[int, int]]) -> Printed | None:
    """The name of a person that begins on the first line; a single word there goes on below."""
    words = [collapse(_MARKS.sub(" ", text[start:end])) for start, end in lines]
    size = next((n for n in range(1, len(words)) if " " in " ".join(words[:n])), len(words))
    last = words[size] if size < len(words) else ""
    if last.istitle() and last.isalpha() and len(last) < _NARROW and _is_below(text, lines[size - 1], lines[size]):
        size += 1  # one word of it stands below
    found, (start, end) = " ".join(words[:size]), lines[size - 1]
    bare = _RANK.sub("", found)
    if not (_NAME.fullmatch(bare) and _is_name(bare)):
        return None
    if bare.isupper() and not names_in(bare.title(), 0, len(bare)):
        return None  # ĐẠI DIỆN THÔN
    begin = text.find(bare.split(" ")[0], lines[0][0])
    return Printed(
        value=bare.title() if bare.isupper() else bare, start=begin, end=end - _trailing_marks(text[start:end])
    )


def _is_below(text: str, line: tuple[int, int], below: tuple[int, int]) -> bool:
    """True for a line right below another: nothing but one break between them."""
    between = text[line[1] : below[0]]
    return between.count("\n") <= 1 and not between.strip(" *_\n")


def _is_name(printed: str) -> bool:
    words = printed.split(" ")
    return 2 <= len(words) <= 5 and all(word[0].isupper() for word in words) and not _title().match(fold(printed))


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The lines of a signature; titles and name that stand on one are set apart."""
    whole = (
        (start + line.start(), start + line.end()) for line in re.finditer(r"\S[^\n]*?(?=\s*(?:\n|$))", text[start:end])
    )
    return [piece for line in whole for piece in _pieces(text, *line)]


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What one line of a signature holds: KT. CHỦ TỊCH, | PHÓ CHỦ TỊCH | (đã ký) | Lê Văn Thanh."""
    marks = [mark for mark in _APART.finditer(text, start, end) if not mark["joined"] or _parts(text, start, mark, end)]
    edges = [start, *(place for mark in marks for place in mark.span()), end]
    if not (_is_titled(text[start : edges[1]]) or edges[1] == start):
        name = _name_in(text[start:end])
        yield from _glued(text, start, end) if name and _is_titled(text[start:end][:name].rstrip()) else [(start, end)]
        return
    for left, right in zip(edges[::2], edges[1::2], strict=True):
        piece = text[left:right].strip(_BETWEEN)
        if piece:
            begins = text.index(piece, left)
            yield from _glued(text, begins, begins + len(piece))


def _parts(text: str, start: int, mark: re.Match[str], end: int) -> bool:
    """True for a comma or dash between title and name or between two titles; KT. BỘ TRƯỞNG, CHỦ NHIỆM is one."""
    after = text[mark.end() : end]
    if not after.strip() or re.match(_SIGNED, after, re.I):
        return True
    first = re.split(rf"\s*(?:{_SIGNED}|[,:/]|\s[-–]\s)", after, maxsplit=1, flags=re.I)[0]
    if _is_titled(first):
        return not text.startswith("KT", start) or bool(_CAPACITY.match(first)) or first.startswith(("PHÓ ", "THỨ "))
    return not first.isupper() and (bool(_title().match(fold(first))) or _is_name(_RANK.sub("", first)))


def _is_titled(printed: str) -> bool:
    return printed.isupper() and bool(_CAPACITY.match(printed) or _title().match(fold(printed)))


def _glued(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Titles and name with nothing between them: PHÓ GIÁM ĐỐC Lê Phước Toàn, Chánh Văn phòng Lưu Thị Bình."""
    line = text[start:end]
    office = _title().match(fold(line))
    if name := _name_in(line):
        cuts = [mark.start() for mark in _NEXT_TITLE.finditer(line[:name])]
        edges = [0, *cuts, name, len(line)]
        yield from ((start + a, start + a + len(line[a:b].rstrip())) for a, b in pairwise(edges))
    elif office and not line.isupper() and _is_name(line[office.end() :].strip()):
        yield start, start + office.end()
        yield start + office.end() + 1, end
    else:
        yield start, end


def _name_in(line: str) -> int:
    """Where a person's name begins behind titles in capitals; 0 where none does."""
    words = list(_PRINTED.finditer(line))
    first = next((n for n, word in enumerate(words) if not word[0].isupper() and word[0].isalpha()), 0)
    name = [word[0] for word in words[first:]]
    whole = 2 <= len(name) <= _MOST_NAMES and all(one[0].isupper() and one.isalpha() for one in name)
    return words[first].start() if first and whole else 0


def _trailing_marks(printed: str) -> int:
    return len(printed) - len(printed.rstrip("*# "))


def _title_case(capitals: str) -> str:
    """PHÓ CHÁNH VĂN PHÒNG UBND TỈNH -> Phó Chánh Văn phòng UBND tỉnh."""
    printed = collapse(capitals).removeprefix("Q. ").removeprefix("Q.")
    lowered = " ".join(word.lower() if is_syllable(fold(word)) else word for word in printed.split(" "))
    for office in offices():
        lowered = re.sub(rf"\b{office.name.lower()}\b", office.name, lowered)
    return lowered[:1].upper() + lowered[1:]


def _author(text: str, part: Paragraph) -> Printed | None:
    match = _AUTHOR.match(fold(part.view[:_TELLING]))
    if match is None:
        return None
    start = part.start + match.end()
    line_end = text.find("\n", start)
    end = min(part.end, line_end if line_end > 0 else part.end)
    return Printed(value=collapse(text[start:end]), start=start, end=end)


@cache
def _title() -> re.Pattern[str]:
    return re.compile(rf"(?:q\. ?|quyen )?(?:pho )?(?:{offices_pattern()}|chu tri|chu toa|{_KEEPS_MINUTES})\b")
