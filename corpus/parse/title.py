"""What a document is called: a type that no list holds, over its subject; or the whole of its head in a title's one sentence."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from corpus.dates import first_date
from corpus.layout.paragraphs import Paragraph, cells
from corpus.models import DocumentKind, Printed, PrintedDate
from corpus.names.mentions import mentions
from corpus.names.people import offices_pattern
from corpus.parse.issuer import is_body
from corpus.parse.pieces import Piece
from corpus.patterns import either
from corpus.text import collapse, fold, trimmed

_ALL_SIGNS = {"motto", "number", "date"}
_MOST_TYPE_WORDS = 5
_WORD = re.compile(r"[^\W\d_]+")
_NO_TYPE = re.compile(
    r"(?:hoa toc|thuong khan|khan|mat|tuyet mat|toi mat|du thao|ban sao|sao y|sao luc)\b|kinh gui|v\s*/\s*v|ve viec"
)
_MOST_BEFORE_TITLE = 8  # paragraphs of a page
_LONGEST_TITLE = 500  # characters
_NUMBERED = re.compile(
    r"\s+(?:lien\s+(?:tich|nganh)\s+)?so\s*:?\s*(?P<number>\d{1,6}\s*[/-]\s*[a-z0-9][\w./-]*)"
    r"(?P<date>,?\s*(?:ban\s+hanh\s+|ky\s+)?ngay\s+\d[\d\s/.-]*(?:thang\s+\d+[\s,]+nam\s+\d{4})?)?"
)
_OF = re.compile(r"\s*,?\s*(?:do|cua)\s+")
_BETWEEN = re.compile(r"[\s,:–-]*(?:ban\s+hanh\s*)?[\s,:–-]*")
_SAYS = re.compile(r"\s+(?=(?:ket\s+luan|ve(?:\s+viec)?|v/v|y\s+kien)\s)")
_SHORTEST_SUBJECT = 10  # characters


class Title(NamedTuple):
    """What a title states, and the paragraph it is."""

    at: int
    kind: DocumentKind
    number: Printed | None
    issued_on: PrintedDate | None
    issuer: Printed | None
    subject: Printed | None


def title_of(text: str, parts: Sequence[Paragraph]) -> Title | None:
    """The title of a document without a letterhead: Chỉ thị số 9/CT-UBND ngày … của UBND tỉnh X về …; or, at its very
    beginning, Thông báo kết luận của …"""
    names = {fold(kind.value): kind for kind in DocumentKind if kind is not DocumentKind.ARTICLE}
    for at, part in enumerate(parts[:_MOST_BEFORE_TITLE]):
        folded = fold(text[part.start : part.end])
        opens = _kind_name().match(folded)
        if opens is None or len(part.words) > _LONGEST_TITLE or not text[part.start + opens.start("kind")].isupper():
            continue
        kind = names[" ".join(opens["kind"].split())]
        numbered = _NUMBERED.match(folded, opens.end())
        if numbered:
            return _numbered(text, part, at, kind, numbered)
        says = _SAYS.match(folded, opens.end())
        if at == 0 and says and not part.words.endswith((".", ":", ";")) and part.words[:40] != part.words[:40].upper():
            return Title(at, kind, None, None, None, _printed(text, part.start + says.end(), part.end))
    return None


def _numbered(text: str, part: Paragraph, at: int, kind: DocumentKind, match: re.Match[str]) -> Title:
    start, end = (part.start + place for place in match.span("number"))
    number = Printed(value=re.sub(r"\s+", "", text[start:end]).rstrip(".-/"), start=start, end=end)
    dated = first_date(text, *(part.start + place for place in match.span("date"))) if match["date"] else None
    after = part.start + match.end()
    issuer = None
    if of := _OF.match(fold(text), after, part.end):
        body = next((one for one in mentions(text, of.end(), part.end) if one.start == of.end()), None)
        issuer = Printed(value=body.name, start=body.start, end=body.end) if body else None
        after = body.end if body else after
    rest = _BETWEEN.match(fold(text), after, part.end)
    begin = rest.end() if rest else after
    subject = _printed(text, begin, part.end) if part.end - begin >= _SHORTEST_SUBJECT else None
    return Title(at, kind, number, dated, issuer, subject)


def _printed(text: str, start: int, end: int) -> Printed | None:
    return next((Printed(value=collapse(text[a:b]), start=a, end=b) for a, b in trimmed(text, start, end)), None)


@cache
def _kind_name() -> re.Pattern[str]:
    names = either(fold(kind.value) for kind in DocumentKind if kind is not DocumentKind.ARTICLE)
    return re.compile(rf"\W*(?P<kind>{names})(?!\w)")


def unlisted_type(parts: Sequence[Paragraph], pieces: Sequence[Piece], symbol: str) -> int | None:
    """The paragraph that says what a document is called, where no list holds it: words in capitals below the whole letterhead
    that the symbol of the number abbreviates (LCT: LỆNH CÔNG TÁC), or that stand apart there over a subject in small letters."""
    signs: Mapping[str, int] = {piece.said: piece.part for piece in pieces[::-1] if piece.said in _ALL_SIGNS}
    below = max(signs.values(), default=-1) + 1
    for at in range(below, min(len(parts), below + 3)) if len(signs) == len(_ALL_SIGNS) else ():
        words = parts[at].words.strip(" *_:")
        plain = fold(words)
        named = is_body(words) or re.match(rf"(?:pho )?(?:{offices_pattern()})\b", plain)
        if not words.isupper() or len(cells(parts[at])) > 1 or named or _NO_TYPE.match(plain):
            return None
        size = len(words.split())
        if 1 < size <= _MOST_TYPE_WORDS and _WORD.findall(words) == words.split():
            over = parts[at + 1].words if at + 1 < len(parts) else ""
            apart = parts[at].gap and not over.isupper() and not over.endswith(":") and len(over) < _LONGEST_TITLE
            return at if _abbreviates(symbol, plain) or apart else None
    return None


def _abbreviates(symbol: str, words: str) -> bool:
    """True where a symbol is made of the first letters of words: lct of "lenh cong tac", ttr of "to trinh"."""
    short = fold(symbol).split("-")[0].split("/")[0]
    letters = "".join(f"{word[0]}(?:{word[1]})?" if len(word) > 1 else word for word in words.split())
    return re.fullmatch(letters, short) is not None
