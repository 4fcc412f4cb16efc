"""Text -> paragraphs: lines that belong together, across hard wraps and page breaks."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from corpus.layout.columns import labelled_column
from corpus.layout.dashes import is_wrapped_dash, right_edge
from corpus.layout.fields import fields_over_lines
from corpus.layout.furniture import PAGE_MARK
from corpus.layout.stages import names_a_stage, stage_time
from corpus.models import DocumentKind, Item
from corpus.text import CAPITAL, fold, plain

_LINE = re.compile(r"[^\n\f\v]+")
_BREAK = re.compile(r"[\n\f\v]")
_CELL_GAP = re.compile(r"\t|(?<=\S)[^\S\n\f\v]{3,}(?=\S)|[^\S\n\f\v]*\|\s*")  # a line that a page break blanked is none
_RULE = re.compile(r"[-–—_=~]{5,}")  # drawn under a heading
_NTH = r"(?:nhất|nhat|hai|ba|tư|tu|năm|nam|sáu|sau|bảy|bay|tám|tam|chín|chin|mười|muoi)"
_ONE = r"(?:Một|Mot|Hai|Ba|Bốn|Bon|Năm|Nam|Sáu|Sau|Bảy|Bay|Tám|Tam|Chín|Chin|Mười|Muoi)"
MARKER = re.compile(
    r"\s*(?:(?P<article>Điều\s+\d+)[.:]?"
    rf"|(?P<section>(?:Phần|Mục|Chương)\s+(?:[IVXLC\d]+|(?i:th[ứu]\s+{_NTH}))|PHẦN\s+THỨ\s+(?i:{_NTH}))[.:]?"
    rf"|(?P<task>(?:Nhiệm vụ|Khoản|Nhiem vu|Khoan)\s+\d+)[.:]|(?P<ordinal>Th[ứu] (?i:{_NTH})|{_ONE} l[àa])[,:]"
    r"|(?P<roman>(?!V/[vV])[IVX]{1,5})(?:[./)](?!\d)|[-–](?=\s+"
    + CAPITAL
    + r"))|(?P<capital>[A-H])[.)](?=\s+"
    + CAPITAL
    + r")|(?P<decimal>\d{1,2}(?:\.\d{1,2})+)(?!\d)[.)]?|(?P<number>\d{1,2})(?: ?[.)](?!\d)| ?/(?!\d|[A-ZĐ]{1,8}\d{0,3}[-–/),;])|-(?=\s+"
    + CAPITAL
    + r"))|\((?P<bracketed>\d{1,2})\)|\((?P<inner>[ivx]{1,4})\)|(?P<letter>[a-zđ])[)/](?!\d)|(?P<dash>[-–—•])|(?P<plus>\+)|(?P<star>\*(?=\s)))"
    r"(?=[\s\w“\"(]|(?(article)\Z|(?!)))"
)
# place and date, or words that open the first paragraph, right below a subject without a full stop
_OPENS = re.compile(
    r"[^\W\d_][^,\d\n]{1,30},\s*(?:ngày|ngay)\s+\d{1,2}\s+(?:tháng|thang)|(?:Ng[àa]y|S[áa]ng|Chi[ềe]u)(?: ng[àa]y)?\s+\d|(?:Căn cứ|Sau khi nghe|Thực hiện|Can cu|Sau khi nghe|Thuc hien) "
)
_TERMINAL = tuple(".:;!?…/")
_LONGEST_WRAPPED = 160  # characters
_OF_HEAD = re.compile(r"Số\s*:|Kính gửi")
_FOOT = re.compile(r"\W*(?:Nơi|Noi|NƠI) (?:nhận|nhan|NHẬN)")
_NEAR = 12  # lines
_LONE_MARK = re.compile(r"(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2})*|[a-zđ]) ?[.)]|[-–•]")
_DASHES = ("-", "–", "—", "•")
_FEWEST_MARKED = 5
_MOST_MARKED = 0.8
_SHORTEST_FLOWING, _LONG_ENOUGH = 12, 38  # characters
_FEWEST_LINES, _MANY_SMALL = 20, 0.3
_LABEL = re.compile(r"[-–+•*\s]*(?:\w[^\n:.;]{0,60}:|Kính gửi)")  # Số: …, Cơ quan chủ trì: …
_WRAP_LENGTH = 60  # a shorter line that ends without punctuation is a heading, not a wrapped line


def after_marker(text: str, item: Item) -> int:
    """Where the words of an item begin, after its number, letter or dash."""
    marker = MARKER.match(text, item.start, item.end) if item.path else None
    return marker.end() if marker else item.start


class Paragraph(NamedTuple):
    """`start:end` in the stored text; `view` is that slice with markup blanked, of the same length."""

    start: int
    end: int
    view: str
    gap: bool  # an empty line stands before it

    @property
    def words(self) -> str:
        """The view on one line, white space collapsed: for matching, not for quoting."""
        return _one_line(self.view)


@lru_cache(maxsize=1024)  # each reader of a head, an outline and a foot asks for them
def _one_line(view: str) -> str:
    return " ".join(view.split())


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of `text` in reading order; a sentence that a page break cut in two is one paragraph."""
    view = plain(text)
    lines = [span for match in _LINE.finditer(view) if (span := _trim(view, *match.span()))]
    lines = [span for span in lines if not _RULE.fullmatch(view, *span)]
    lines = [span for n, span in enumerate(lines) if not _is_page_mark(view, lines, n)]
    lines = list(_with_their_marks(view, lines))
    joined: list[tuple[int, int]] = []
    wraps = sum(end - start > _LONGEST_WRAPPED for start, end in lines) <= len(lines) // 10
    least = _SHORTEST_FLOWING if _is_spaced(view, lines) else _LONG_ENOUGH if _is_wrapped(view, lines) else None
    fields = fields_over_lines(view)
    edge = right_edge([end - start for start, end in lines])
    for n, (start, end) in enumerate(lines):
        if joined and (
            any(first < start < last for first, last in fields)
            or (
                view[start] in _DASHES
                and is_wrapped_dash(view, joined[-1], (start, end), _next_mark(view, lines, n), edge)
            )
            or _continues(view, joined[-1], (start, end), wraps=wraps)
            or (least is not None and _flows(view, joined[-1], (start, end), least))
        ):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    found, previous = [], 0
    for start, end in joined:
        found.append(Paragraph(start, end, view[start:end], view.count("\n", previous, start) > 1))
        previous = end
    return found


def _with_their_marks(view: str, lines: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The lines, each with the number that stands alone on the line above it: 1. / Giai đoạn 2025 - 2030."""
    alone: int | None = None
    dashes = sum(view[start:end] in _DASHES for start, end in lines)
    for start, end in lines:
        if alone is None and _LONE_MARK.fullmatch(view, start, end) and (dashes > 1 or view[start] not in _DASHES):
            alone = start
            continue
        if alone is not None and (MARKER.match(view, start, end) or _LONE_MARK.fullmatch(view, start, end)):
            yield alone, start - 1
            alone = None
        yield (start if alone is None else alone), end
        alone = None
    if alone is not None:
        yield alone, lines[-1][1]


def flowing(text: str, parts: Sequence[Paragraph], but: Sequence[tuple[int, int]]) -> tuple[str, list[Paragraph]]:
    """`text` and its paragraphs without the breaks of lines inside them, but those within the spans `but`; as long as before."""
    kept, at = [], 0
    for part in parts:
        if "\n" in part.view and not any(start < part.end and part.start < end for start, end in but):
            kept += [text[at : part.start], _BREAK.sub(" ", text[part.start : part.end])]
            at = part.end
    flown = "".join([*kept, text[at:]])
    return flown, [
        part._replace(view=_BREAK.sub(" ", part.view))
        if flown[part.start : part.end] != text[part.start : part.end]
        else part
        for part in parts
    ]


def cells(paragraph: Paragraph) -> list[tuple[int, int]]:
    """The columns of a flattened header line, as offsets into the stored text."""
    spans, left = [], 0
    for match in [*_CELL_GAP.finditer(paragraph.view), None]:
        right = match.start() if match else len(paragraph.view)
        if span := _trim(paragraph.view, left, right):
            spans.append((paragraph.start + span[0], paragraph.start + span[1]))
        left = match.end() if match else right
    return spans


def _trim(view: str, start: int, end: int) -> tuple[int, int] | None:
    chunk = view[start:end]
    begins = chunk.lstrip()
    return (end - len(begins), start + len(chunk.rstrip())) if begins else None


def _is_page_mark(view: str, lines: list[tuple[int, int]], n: int) -> bool:
    """A lone page number between two lines of text."""
    start, end = lines[n]
    return 0 < n < len(lines) - 1 and PAGE_MARK.match(view[start:end]) is not None


@cache
def _kinds() -> frozenset[str]:
    """What a document may be called in capitals above its subject."""
    return frozenset(fold(kind.value) for kind in DocumentKind)


def _is_spaced(view: str, lines: Sequence[tuple[int, int]]) -> bool:
    """True where an empty line stands before nearly every paragraph: those that open with a mark show it."""
    marked = [n for n in range(1, len(lines)) if MARKER.match(view, *lines[n])]
    apart = sum(view.count("\n", lines[n - 1][1], lines[n][0]) > 1 for n in marked)
    return len(marked) >= _FEWEST_MARKED and apart >= _MOST_MARKED * len(marked)


def _is_wrapped(view: str, lines: Sequence[tuple[int, int]]) -> bool:
    """True where lines end wherever they were full: many begin with a small letter."""
    small = sum(view[start].islower() for start, _ in lines)
    return len(lines) >= _FEWEST_LINES and small >= _MANY_SMALL * len(lines)


def _flows(view: str, before: tuple[int, int], line: tuple[int, int], least: int) -> bool:
    """True for a line right below words that it goes on with: `least` characters without the end of a sentence. Where
    paragraphs stand apart, few are enough, and one may end there."""
    start, end = line
    last_line = view[before[0] : before[1]].rsplit("\n", 1)[-1].strip()
    if last_line.endswith(")") and _is_stage(view, before):
        return False
    if view.count("\n", before[1], start) != 1 or MARKER.match(view, start, end) or _OPENS.match(view, start, end):
        return False
    apart = least == _SHORTEST_FLOWING
    if not apart and last_line.endswith(_TERMINAL):
        return False
    capitals = last_line.isupper(), view[start:end].isupper()
    heading = apart and all(capitals) and MARKER.match(view, *before) is not None  # III. NHIỆM VỤ, | GIẢI PHÁP
    told = len(last_line) >= least and (heading or not any(capitals))
    labels = _opens_label(view, start, end) or (not apart and _opens_label(last_line, 0, len(last_line)))
    return told and not (labels or _CELL_GAP.search(last_line))


def _next_mark(view: str, lines: Sequence[tuple[int, int]], n: int) -> tuple[int, int] | None:
    """The first line below that opens with a mark, near it and before the recipients."""
    for at in range(n + 1, min(len(lines), n + _NEAR)):
        if MARKER.match(view, *lines[at]):
            return lines[at]
        if _FOOT.match(view, *lines[at]):
            break
    return None


def _is_stage(view: str, line: Sequence[int]) -> bool:
    """True for the heading of a stage: nothing goes on with it."""
    words = " ".join(view[line[0] : line[1]].split())
    return names_a_stage(words) and stage_time(words) != ""


def _opens_label(view: str, start: int, end: int) -> bool:
    """True for a line that opens with a label of a head, or with what heads a column of a table: Cơ quan chủ trì: …"""
    label = _LABEL.match(view, start, end)
    return label is not None and (_OF_HEAD.match(label[0]) is not None or labelled_column(label[0].strip(" :")) != "")


def _continues(view: str, before: tuple[int, int], line: tuple[int, int], *, wraps: bool) -> bool:
    """`wraps`: the lines of the text are short enough to have been wrapped by hand or by a machine."""
    start, end = line
    last_line = view[before[0] : before[1]].rsplit("\n", 1)[-1]
    if last_line.rstrip().endswith(")") and _is_stage(view, before):
        return False
    if MARKER.match(view, start, end) or last_line.endswith(_TERMINAL) or _OPENS.match(view, start, end):
        return False
    if view[start].islower():
        return fold(last_line.strip(" *:")) not in _kinds() or not last_line.isupper()
    gap = view[before[1] : start]
    if last_line.endswith(" số") and view[start].isdigit() and gap.count("\n") == 1:
        return True  # Công văn số | 6356/UBND-NC
    wrapped = wraps and len(last_line) >= _WRAP_LENGTH and not last_line.isupper() and not view[start:end].isupper()
    return wrapped and gap.count("\n") == 1 and not (_CELL_GAP.search(last_line) or _opens_label(view, start, end))
