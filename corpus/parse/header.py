"""The head of a notice: number, type, issuer, place, date, subject, and a stamp that is not any of them.

A head is printed in two columns that scrapes and scans flatten in any order. So it is cut into pieces, each of which is
one thing whatever stands beside it: the motto, the number, place and date, or words.
"""

import re
from collections.abc import Collection, Sequence
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from corpus.dates import first_date, with_figures
from corpus.layout.paragraphs import MARKER, Paragraph, cells
from corpus.layout.tables import tables_in
from corpus.lexicon import kinds, provinces
from corpus.models import DocumentKind, Printed, PrintedDate
from corpus.names.people import offices_pattern
from corpus.parse.issuer import is_body, issuer, portal
from corpus.parse.pieces import LONGEST_DATE, NUMBER, Piece, pieces_of
from corpus.parse.title import Title, title_of, unlisted_type
from corpus.text import collapse, fold

_BODY_BEGINS = re.compile(
    r"(?:ngay|sang nay|chieu nay|sang ngay|chieu ngay|trong (?:cac )?ngay)\s+\d|vua qua|sau khi|can cu|thuc hien|de |thoi gian|trong thoi gian|tren co so|nham "
)
_ARRIVAL = re.compile(r"(?<!\w)so\s*:\s*\d+(?!\s*/)[\s|]+ngay\s*:\s*[\d/.-]+")
_ABOUT = re.compile(r"v\s*/\s*v|ve viec")
_ADDRESSES = re.compile(r"kinh (?:gui|chuyen|moi)|.{0,80}(?<!\w)(?:dien|gui|kinh moi)\s*:$")
_SUBJECT_GOES_ON = re.compile(r"(?:Tại|Về|Của|Cho|Với)\s")
_OF_CITY = re.compile(r"(?:thanh pho|tp\.?|tinh) ")
_DASHES = ("-", "–", "+", "•")
_WEB = re.compile(r"https?://|www\.|cong thong tin|trang chu|tac gia|ngay dang|luot xem", re.I)
_MOST_TITLE_LINES = 16
_BESIDE_NUMBER = 12  # characters
_LONGEST_LINE = 160  # characters of a head's line
_MOST_TYPE_WORDS = 4
_MOST_PARAGRAPHS = 40  # of a head


class Header(NamedTuple):
    """What the head of a document states; `body` is the index of the first paragraph after it."""

    kind: DocumentKind | None
    called: Printed | None
    number: Printed | None
    issuer: Printed | None
    place: Printed | None
    issued_on: PrintedDate | None
    subject: Printed | None
    arrival: Printed | None
    addressees: tuple[Printed, ...]
    body: int


def read_header(text: str, parts: Sequence[Paragraph]) -> Header:
    """What the paragraphs before the body state; what they do not state is None."""
    folded = with_figures(fold(text))
    pieces = pieces_of(text, folded, parts[:_MOST_PARAGRAPHS])
    kind_at, kind = _type_line(parts, pieces)
    called = None
    if kind is None and (symbol := _number(text, folded, pieces)[1]):
        kind_at = unlisted_type(parts, pieces, symbol)
        called = _called(parts[kind_at]) if kind_at is not None else None
    body = _first_table(text, parts[:_MOST_PARAGRAPHS], _body_start(parts, kind_at, pieces))
    top = [piece for piece in pieces if piece.part < (body if kind_at is None else kind_at)]
    head = [*top, *(piece for piece in pieces if piece.part < body and piece not in top)]
    number, symbol = _number(text, folded, head)
    place, issued_on = _place_and_date(text, head)
    if kind is None and symbol and called is None:
        parts_of_it = fold(symbol).split("-")[0].split("/")
        short = parts_of_it[-1 if parts_of_it[0].isdigit() else 0]  # 2025/TT-BNV; CV/HU
        letter = any(piece.part < body and _is_about(text, piece) for piece in pieces)  # 5348/CT-CS: of the Cục Thuế
        known = None if letter else next((entry.kind for entry in kinds() if entry.symbol == short), None)
        kind = known or DocumentKind.OFFICIAL_LETTER
    signs = {piece.said for piece in pieces if piece.part < body}
    title = title_of(text, parts) if not signs & {"motto", "number"} else None
    if title:
        return _of_title(text, parts, title, body)
    web = kind is None and called is None and any(_WEB.search(fold(part.words)) for part in parts[:body])
    columns = [(piece.start, piece.end) for piece in top if piece.said == "words"]
    return Header(
        kind=DocumentKind.ARTICLE if web else kind,
        called=called,
        number=number,
        issuer=portal(text, columns) if web else issuer(text, columns, symbol or ""),
        place=place,
        issued_on=issued_on,
        subject=_subject(text, parts, kind_at, body, pieces),
        arrival=_arrival(text, parts[:body]),
        addressees=_addressees(text, parts[:body]),
        body=body,
    )


def _called(part: Paragraph) -> Printed:
    return Printed(value=part.words.strip(" *_:").capitalize(), start=part.start, end=part.end)


def _of_title(text: str, parts: Sequence[Paragraph], title: Title, body: int) -> Header:
    """The head of a document that has no letterhead: its title says it."""
    return Header(
        kind=title.kind,
        called=None,
        number=title.number,
        issuer=title.issuer,
        place=None,
        issued_on=title.issued_on,
        subject=title.subject,
        arrival=None,
        addressees=_addressees(text, parts[:body]),
        body=max(body, title.at + 1),
    )


def _type_line(parts: Sequence[Paragraph], pieces: Sequence[Piece]) -> tuple[int | None, DocumentKind | None]:
    """Where a listed type stands in a line of its own; in small letters only below the motto, not in a note above it."""
    names = {fold(kind.value): kind for kind in DocumentKind if kind not in (DocumentKind.LAW, DocumentKind.ARTICLE)}
    lines = parts[:_MOST_PARAGRAPHS]
    motto = next((piece.part for piece in pieces if piece.said == "motto"), 0)
    for at, part in enumerate(lines):
        if at < motto and not part.words.isupper():
            continue
        for printed in (part.words, f"{lines[at - 1].words} {part.words}" if at and part.words.isupper() else ""):
            words = fold(printed).strip(" :.")
            if words in names and (printed.isupper() or printed.istitle() or len(printed) < 14):
                return at, names[words]
    for at, part in enumerate(lines):
        words = fold(part.words).strip(" :.")
        longer = next((name for name in names if words.startswith(f"{name} ")), None)
        if longer and part.words.isupper() and len(words.split()) <= _MOST_TYPE_WORDS:
            return at, names[longer]  # BIÊN BẢN HỌP
    return None, None


def _body_start(parts: Sequence[Paragraph], kind_at: int | None, pieces: Sequence[Piece]) -> int:
    """The first paragraph that is neither header nor subject."""
    signs = [piece.part for piece in pieces if piece.said != "words"]
    begin = kind_at + 1 if kind_at is not None else _last_of_first_run(signs) + 1
    addressing = False
    for at in range(begin, len(parts)):
        words = fold(parts[at].words)
        if _ADDRESSES.match(words) or (addressing and words.startswith(_DASHES)):
            addressing = True
            continue
        if addressing:
            return at
        if (kind_at is not None and (at == kind_at + 1 and not _BODY_BEGINS.match(words))) or _in_title(
            parts, kind_at, at
        ):
            continue  # the subject itself, however long
        if MARKER.match(parts[at].view) and not words.startswith("so") and not _is_cell_like(parts[at]):
            return at
        below = kind_at is not None and at > kind_at + 1 and _is_sentence(parts[at], parts[at - 1])
        if (_BODY_BEGINS.match(words) and len(words) > 40) or len(words) > _LONGEST_LINE or below:
            return at
    return len(parts)


def _first_table(text: str, parts: Sequence[Paragraph], body: int) -> int:
    """The paragraph with which a table of tasks begins before the `body`; the body where none does."""
    above = parts[:body]
    tables = tables_in(text, parts[0].start, parts[-1].end, above[-1].end) if above else []
    begins = (at for at, part in enumerate(above) if tables and part.start == tables[0].start)
    return next(begins, body)


def _in_title(parts: Sequence[Paragraph], kind_at: int | None, at: int) -> bool:
    """True for a line of a subject that stands in capitals from its first line on."""
    if kind_at is None or at - kind_at > _MOST_TITLE_LINES:
        return False
    title = parts[kind_at + 1 : at + 1]
    return all(one.words.isupper() and len(cells(one)) == 1 and not MARKER.match(one.view) for one in title)


def _last_of_first_run(signs: Sequence[int]) -> int:
    """The last paragraph that only a head can hold; of what comes much later, an appendix has a head of its own."""
    last = -1
    for sign in signs:
        if last >= 0 and sign - last > 8:
            break
        last = sign
    return last


def _is_cell_like(part: Paragraph) -> bool:
    return len(cells(part)) > 1 and len(part.words) < 80


def _number(text: str, folded: str, head: Sequence[Piece]) -> tuple[Printed | None, str | None]:
    found = [NUMBER.match(folded, piece.start, piece.end) for piece in head if piece.said == "number"]
    for match in sorted(filter(None, found), key=lambda match: match["serial"] is None):
        of_party = match["party"] is not None
        symbol = re.sub(r"\s+", "", text[slice(*match.span("party" if of_party else "symbol"))]).rstrip(".")
        if match["serial"] is None:
            return None, symbol  # left blank, to be filled in by hand
        value = f"{re.sub(r' ', '', match['serial'])}{'-' if of_party else '/'}{symbol}"
        return Printed(value=value, start=match.start(), end=match.end()), symbol
    return None, None


def _arrival(text: str, head: Sequence[Paragraph]) -> Printed | None:
    if not head:
        return None
    begin = head[0].start
    match = _ARRIVAL.search(fold(text[begin : head[-1].end]))
    if match is None:
        return None
    left, right = begin + match.start(), begin + match.end()
    return Printed(value=collapse(text[left:right]), start=left, end=right)


def _place_and_date(text: str, head: Sequence[Piece]) -> tuple[Printed | None, PrintedDate | None]:
    piece = next((piece for piece in head if piece.said == "date"), None)
    if piece is None:
        return None, None
    end = text.index(",", piece.start)
    above = (one for one in head if one.said == "words" and one.end <= piece.start)
    word = next((one for one in above if not text[one.end : piece.start].strip(" *\n")), piece)
    broken = text[word.start : word.end].istitle() and " " not in text[word.start : end].replace("\n", "")
    of_province = _OF_CITY.sub("", fold(collapse(text[word.start : end]))) in _provinces()
    start = word.start if broken or of_province else piece.start  # Lai / Châu, ngày …
    place = Printed(value=collapse(text[start:end]), start=start, end=end)
    return place, first_date(text, piece.start, max(piece.end, piece.start + LONGEST_DATE))


@cache
def _provinces() -> frozenset[str]:
    return frozenset(fold(name) for province in provinces() for name in (province.name, *province.short))


def place_and_date(text: str, parts: Sequence[Paragraph]) -> tuple[Printed | None, PrintedDate | None]:
    """Place and date of a document that states them elsewhere: over its signature."""
    return _place_and_date(text, pieces_of(text, with_figures(fold(text)), parts))


def _subject(
    text: str, parts: Sequence[Paragraph], kind_at: int | None, body: int, pieces: Sequence[Piece]
) -> Printed | None:
    signs = {piece.part for piece in pieces if piece.said != "words" and not _within_words(piece, parts[piece.part])}
    if kind_at is not None:
        below = range(kind_at + 1, body)
        lines = [parts[at] for at in takewhile(lambda at: at not in signs, below)]
        ends = (n for n, line in enumerate(lines) if _ends_subject(line, lines[0] if n else None))
        lines = lines[: next(ends, len(lines))]
    elif about := next((piece for piece in pieces if piece.part < body and _is_about(text, piece)), None):
        alone = sum(piece.part == about.part for piece in pieces) == 1
        start, end = about.start, _about_end(about, parts[:body], signs) if alone else about.end
        return Printed(value=collapse(text[start:end]), start=start, end=end)
    else:
        lines = _title_of_article(parts, body)
    if not lines:
        return None
    start, end = lines[0].start, lines[-1].end
    return Printed(value=collapse(" ".join(line.words for line in lines)), start=start, end=end)


def _within_words(piece: Piece, part: Paragraph) -> bool:
    """True for a number in the middle of a subject: TRIỂN KHAI CHỈ THỊ SỐ 32/CT-TTG."""
    beside = part.end - part.start - (piece.end - piece.start)
    return piece.said == "number" and part.words.isupper() and beside > _BESIDE_NUMBER


def _is_about(text: str, piece: Piece) -> bool:
    return piece.said == "words" and _ABOUT.match(fold(text[piece.start : piece.end])) is not None


def _about_end(about: Piece, head: Sequence[Paragraph], signs: Collection[int]) -> int:
    """Where "V/v …" ends, over the lines right below it that are nothing else."""
    end = about.end
    for at in range(about.part + 1, len(head)):
        line = head[at]
        if line.gap or at in signs or _ends_subject(line, None) or len(cells(line)) > 1:
            break
        end = line.end
    return end


def _ends_subject(line: Paragraph, first: Paragraph | None) -> bool:
    """True at "Kính gửi", at a rule, and where the office that decides, or the text, begins below the `first` line."""
    if _ADDRESSES.match(fold(line.words)) or not any(char.isalnum() for char in line.words):
        return True
    if line.words.isupper() and _office().fullmatch(fold(line.words)):
        return True  # who decides
    if first is None:
        return False
    if (
        line.words.isupper()
        and not first.words.isupper()
        and not MARKER.match(line.view)
        and len(line.words.split()) > 2
    ):
        return True  # a heading of the text
    if line.words.isupper():
        return is_body(line.words) and (line.gap or not first.words.isupper())
    if first.words.isupper() and line.gap:
        return True
    if _is_sentence(line, first):
        return True
    if not line.gap:
        return first.words.isupper() and _BODY_BEGINS.match(fold(line.words)) is not None
    goes_on = line.words[0].islower() or _SUBJECT_GOES_ON.match(line.words)
    return not goes_on or len(line.words) > _LONGEST_LINE


@cache
def _office() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:q\. ?|quyen )?(?:pho )?(?:{offices_pattern()})\W*")


def _is_sentence(line: Paragraph, above: Paragraph) -> bool:
    """True for a line that is a sentence, where the one above it does not go on."""
    words = line.words
    return len(words) > 40 and words.endswith(".") and words[0].isupper() and not above.words.endswith((",", ";"))


def _title_of_article(parts: Sequence[Paragraph], body: int) -> list[Paragraph]:
    """The last short paragraph before the text that is no web furniture."""
    titles = [
        part
        for part in parts[:body]
        if len(part.words) > 20 and not _WEB.search(fold(part.words)) and first_date(part.view) is None
    ]
    return titles[-1:] if titles and any(_WEB.search(fold(part.words)) for part in parts[:body]) else []


def _addressees(text: str, head: Sequence[Paragraph]) -> tuple[Printed, ...]:
    for at, part in enumerate(head):
        if not _ADDRESSES.match(fold(part.words)):
            continue
        lines = [part, *(line for line in head[at + 1 :] if re.match(r"\s*[-–+]", line.view))]
        spans = [(line.start + _lead_in(line.view), line.end) for line in lines]
        return tuple(
            Printed(value=collapse(text[start:end]).rstrip(" ;.,"), start=start, end=end)
            for start, end in spans
            if start < end
        )
    return ()


def _lead_in(line: str) -> int:
    """How many characters of a line stand before the addressee: "Kính gửi: - ", "CHỦ TỊCH UBND TỈNH điện:"."""
    match = re.match(r"(?i)\s*(?:(?:kính gửi|kinh gui|.*\b(?:điện|dien|gửi)(?=\s*:\s*$))\s*:?)?\s*[-–+]?\s*", line)
    return match.end() if match else 0
