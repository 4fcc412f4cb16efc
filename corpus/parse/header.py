"""The head of a notice: number, type, issuer, place, date, subject, and a stamp that is not any of them."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from corpus.dates import first_date
from corpus.layout.paragraphs import MARKER, Paragraph, cells
from corpus.lexicon import kinds
from corpus.models import DocumentKind, Printed, PrintedDate
from corpus.parse.issuer import issuer, portal
from corpus.text import collapse, fold

_BODY_BEGINS = re.compile(
    r"(?:ngay|sang nay|chieu nay|sang ngay|chieu ngay|trong (?:cac )?ngay)\s+\d|vua qua|sau khi|can cu|thuc hien|de |thoi gian|trong thoi gian|tren co so|nham "
)
_NUMBER = re.compile(
    r"(?<!\w)so\s*[:.]?\s*(?P<serial>\d[\d ]{0,6})?\s*(?P<slash>/\s*)(?P<symbol>(?:\d{4}\s*/\s*)?[a-z][\w.&]*(?:\s*-\s*[a-z][\w.&]*)*)"
)
_ARRIVAL = re.compile(r"(?<!\w)so\s*:\s*\d+(?!\s*/)[\s|]+ngay\s*:\s*[\d/.-]+")
_PLACE = re.compile(r"(?P<place>[^,\n\t|]{2,40}?)\s*,\s*ngay\s+\d{0,2}[\s.…]*(?:thang|/)")
_LINE_END = re.compile(r"[\n\f\v|]")
_DASHES = ("-", "–", "+", "•")
_WEB = re.compile(r"https?://|www\.|cong thong tin|trang chu|tac gia|ngay dang|luot xem", re.I)


class Header(NamedTuple):
    """What the head of a document states; `body` is the index of the first paragraph after it."""

    kind: DocumentKind | None
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
    kind_at, kind = _type_line(parts)
    body = _body_start(parts, kind_at)
    head = parts[: body if kind_at is None else kind_at]
    columns = [span for part in head for span in cells(part)]
    number, symbol = _number(text, columns)
    place, issued_on = _place_and_date(text, [*columns, *(span for part in parts[:body] for span in cells(part))])
    subject = _subject(text, parts, kind_at, body)
    if kind is None and symbol:
        short = fold(symbol).split("-")[0].split("/")[-1]
        kind = next((entry.kind for entry in kinds() if entry.symbol == short), DocumentKind.OFFICIAL_LETTER)
    web = kind is None and any(_WEB.search(fold(part.words)) for part in parts[:body])
    if web:
        kind = DocumentKind.ARTICLE
    return Header(
        kind=kind,
        number=number,
        issuer=portal(text, columns) if web else issuer(text, columns),
        place=place,
        issued_on=issued_on,
        subject=subject,
        arrival=_arrival(text, columns),
        addressees=_addressees(text, parts[:body]),
        body=body,
    )


def _type_line(parts: Sequence[Paragraph]) -> tuple[int | None, DocumentKind | None]:
    names = {fold(kind.value): kind for kind in DocumentKind if kind not in (DocumentKind.LAW, DocumentKind.ARTICLE)}
    for at, part in enumerate(parts[:40]):
        words = fold(part.words).strip(" :.")
        if words in names and (part.words.isupper() or part.words.istitle() or len(part.words) < 14):
            return at, names[words]
    return None, None


def _body_start(parts: Sequence[Paragraph], kind_at: int | None) -> int:
    """The first paragraph that is neither header nor subject."""
    addressing = False
    for at in range((kind_at or 0) + (kind_at is not None), len(parts)):
        words = fold(parts[at].words)
        if words.startswith("kinh gui") or (addressing and words.startswith(_DASHES)):
            addressing = True
            continue
        addressing = False
        if kind_at is not None and at == kind_at + 1 and not _BODY_BEGINS.match(words):
            continue  # the subject itself, however long
        if MARKER.match(parts[at].view) and not words.startswith("so") and not _is_cell_like(parts[at]):
            return at
        if (_BODY_BEGINS.match(words) and len(words) > 40) or len(words) > 160:
            return at
    return len(parts)


def _is_cell_like(part: Paragraph) -> bool:
    return len(cells(part)) > 1 and len(part.words) < 80


def _number(text: str, columns: Sequence[tuple[int, int]]) -> tuple[Printed | None, str | None]:
    folded = fold(text)
    for start, _ in columns:
        match = _NUMBER.match(folded, start, _line_end(text, start))
        if match is None:
            continue
        symbol = re.sub(r"\s+", "", text[match.start("symbol") : match.end("symbol")]).rstrip(".")
        if match["serial"] is None:
            return None, symbol  # left blank, to be filled in by hand
        value = f"{re.sub(r' ', '', match['serial'])}/{symbol}"
        return Printed(value=value, start=start, end=match.end()), symbol
    return None, None


def _arrival(text: str, columns: Sequence[tuple[int, int]]) -> Printed | None:
    if not columns:
        return None
    start, end = columns[0][0], columns[-1][1]
    match = _ARRIVAL.search(fold(text[start:end]))
    if match is None:
        return None
    left, right = start + match.start(), start + match.end()
    return Printed(value=collapse(text[left:right]), start=left, end=right)


def _place_and_date(text: str, columns: Sequence[tuple[int, int]]) -> tuple[Printed | None, PrintedDate | None]:
    for start, end in columns:
        line_end = _line_end(text, start)
        match = _PLACE.match(fold(text), start, line_end)
        if match is None or not text[start].isupper() or match.end("place") > end:
            continue
        place = Printed(value=collapse(text[start : match.end("place")]), start=start, end=match.end("place"))
        return place, first_date(text, start, line_end)
    return None, None


def _line_end(text: str, start: int) -> int:
    """Where the printed line ends: a blank to be filled in by hand (Số:      /TB-UBND) is no column."""
    found = _LINE_END.search(text, start)
    return found.start() if found else len(text)


def _subject(text: str, parts: Sequence[Paragraph], kind_at: int | None, body: int) -> Printed | None:
    if kind_at is not None:
        lines = list(parts[kind_at + 1 : body])
        while len(lines) > 1 and (lines[-1].gap and len(lines[-1].words) > 120):
            lines.pop()
        ends = (n for n, line in enumerate(lines) if n and _ends_subject(lines[0], line))
        lines = lines[: next(ends, len(lines))]
    else:
        for start, end in (span for part in parts[:body] for span in cells(part)):
            if re.match(r"v\s*/\s*v|ve viec", fold(text[start:end])):
                return Printed(value=collapse(text[start:end]), start=start, end=end)
        lines = _title_of_article(parts, body)
    if not lines or fold(lines[0].words).startswith("kinh gui"):
        return None
    start, end = lines[0].start, lines[-1].end
    return Printed(value=collapse(" ".join(line.words for line in lines)), start=start, end=end)


def _ends_subject(first: Paragraph, line: Paragraph) -> bool:
    """True at "Kính gửi" and at the office that decides, printed in capitals below the subject."""
    return fold(line.words).startswith("kinh gui") or (line.words.isupper() and not first.words.isupper())


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
        if not fold(part.words).startswith("kinh gui"):
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
    """How many characters of a line stand before the addressee: "Kính gửi: - "."""
    match = re.match(r"(?i)\s*(?:kính gửi|kinh gui)?\s*:?\s*[-–+]?\s*", line)
    return match.end() if match else 0
