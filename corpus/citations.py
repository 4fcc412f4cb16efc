"""The documents a text cites, by number or, for laws, by name."""

import re
from collections.abc import Iterator, Sequence

from corpus.dates import first_date
from corpus.models import CitedDocument, DocumentKind, Item
from corpus.text import canonical, collapse, fold

KINDS = {
    "quyết định": DocumentKind.DECISION, "qđ": DocumentKind.DECISION,
    "nghị định": DocumentKind.DECREE, "nđ": DocumentKind.DECREE,
    "nghị quyết": DocumentKind.RESOLUTION, "nq": DocumentKind.RESOLUTION,
    "thông tư liên tịch": DocumentKind.CIRCULAR, "thông tư": DocumentKind.CIRCULAR,
    "chỉ thị": DocumentKind.DIRECTIVE_INSTRUMENT,
    "công văn": DocumentKind.OFFICIAL_LETTER, "cv": DocumentKind.OFFICIAL_LETTER,
    "công điện": DocumentKind.URGENT_DISPATCH,
    "kế hoạch": DocumentKind.PLAN, "kh": DocumentKind.PLAN,
    "thông báo kết luận": DocumentKind.NOTICE, "thông báo": DocumentKind.NOTICE,
    "kết luận": DocumentKind.CONCLUSION,
    "tờ trình": DocumentKind.PROPOSAL, "báo cáo": DocumentKind.REPORT,
    "giấy mời": DocumentKind.INVITATION, "hướng dẫn": DocumentKind.GUIDANCE,
    "chương trình": DocumentKind.PROGRAMME, "đề án": DocumentKind.SCHEME,
    "quy chế": DocumentKind.REGULATION, "luật": DocumentKind.LAW, "bộ luật": DocumentKind.LAW,
    "pháp lệnh": DocumentKind.LAW,
}  # fmt: skip

_SYMBOL = r"(?:\d{4}\s?/\s?)?[a-zđ][\wđ]*(?:\s?[-–.&]\s?[a-zđ][\wđ]*)*(?:/[a-zđ][\wđ-]*)?"
_NUMBERED = re.compile(
    rf"(?P<kind>{'|'.join(sorted(map(re.escape, KINDS), key=len, reverse=True))})\s+(?:số\s*:?\s*|so\s*:?\s*)?"
    rf"(?P<number>\d+[a-z]?(?:\s?/\s?{_SYMBOL})?(?![\w%/,]*\d))"
    rf"|(?<![\w/])(?P<bare>\d+\s?/\s?{_SYMBOL})"
)
_LAW = re.compile(
    r"(?<!\w)(?P<name>(?:Bộ\s+luật|Luật|Pháp\s+lệnh)(?:\s+[A-ZĐÀ-Ỹ][^\W\d_]*(?:,?\s+(?!năm\b|ngày\b|số\b|của\b|quy\b)[a-zđà-ỹ]+(?!\s*[,;.]\s*[A-Z])){0,6}?)(?=\s+(?:năm\s+)?\d{4}|\s+(?:và|quy|về|ngày|số|của|được|có|để|theo|tại)\b|\s*[,;.:)]|$))(?:\s+(?:năm\s+)?(?P<year>\d{4}))?"
)
_NOT_A_NUMBER = re.compile(r"\d+\s?/\s?(?:năm|tháng|ngày|quý|người|lần|km|ha|m2|hộ|xã)\b")
_DATE_FOLLOWS = re.compile(r"\s*,?\s*(?:ban\s+hành\s+)?ngày\s")


def cited_documents(text: str, items: Sequence[Item]) -> Iterator[CitedDocument]:
    """Every citation in the body of a notice, in order, repeats kept."""
    for item in items:
        yield from citations_in(text, item.start, item.end, item.path)


def citations_in(text: str, start: int, end: int, item: str = "") -> list[CitedDocument]:
    """The documents cited in `text[start:end]`, as printed; a number without its symbol is kept as it is."""
    form = canonical(text)
    found = [
        cited
        for match in _NUMBERED.finditer(form, start, end)
        if (cited := _numbered(text, match, item, end)) is not None
    ]
    for match in _LAW.finditer(text, start, end):
        name = collapse(match[0])
        found.append(
            CitedDocument(
                kind=DocumentKind.LAW,
                number=None,
                name=name,
                date=None,
                item=item,
                start=match.start(),
                end=match.end(),
            )
        )
    return sorted(found, key=lambda cited: cited.start)


def _numbered(text: str, match: re.Match[str], item: str, end: int) -> CitedDocument | None:
    group = "bare" if match["bare"] else "number"
    digits = text[match.start(group) : match.end(group)]
    if _NOT_A_NUMBER.match(match[group]) or (group == "number" and not _names_a_document(text, match)):
        return None
    follows = _DATE_FOLLOWS.match(text, match.end(), end)
    issued = first_date(text, match.end(), min(end, match.end() + 40)) if follows else None
    stop = issued.end if issued else match.end()
    return CitedDocument(
        kind=KINDS.get(" ".join((match["kind"] or "").split())),
        number=re.sub(r"\s+", "", digits),
        name=collapse(text[match.start() : match.end()]),
        date=issued.value if issued else None,
        item=item,
        start=match.start(),
        end=stop,
    )


def _names_a_document(text: str, match: re.Match[str]) -> bool:
    """A bare count after a kind's name is no citation: "01 đề án, 05 kế hoạch", "Kế hoạch 2018"."""
    number, kind = match["number"], text[match.start("kind")]
    if "/" in number:
        return True
    said = re.search(r"\bs[ốo]\b", match[0]) is not None
    is_year = re.fullmatch(r"(?:19|20)\d\d", number) is not None
    return said or (kind.isupper() and not is_year and fold(match["kind"]) not in {"de an", "chuong trinh", "bao cao"})
