"""The documents a text cites, by number or, for laws, by name."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from corpus.dates import first_date
from corpus.lexicon import cues, kinds
from corpus.models import CitedDocument, DocumentKind, Item
from corpus.patterns import any_of
from corpus.text import FIGURE, canonical, collapse, fold

_SYMBOL = r"(?:\d{4}\s?/\s?)?[a-zđ][\wđ]*(?:(?:[-–&]\s?|[^\S\n][-–&][^\S\n]?|\.)[a-zđ][\wđ]*)*(?:/[a-zđ][\wđ-]*)?"
_LAW_NAME = r"\s+[A-ZĐÀ-Ỹ][^\W\d_]*(?:,?\s+(?!năm\b|ngày\b|số\b|của\b|quy\b)[a-zđà-ỹ]+(?!\s*[,;.]\s*[A-Z])){0,6}?(?=\s+(?:năm\s+)?\d{4}|\s+(?:và|quy|về|ngày|số|của|được|có|để|theo|tại)\b|\s*[,;.:)]|$)"
_LAW = re.compile(r"uật|ệnh")  # one stands in the name of every law
_RUNS_ON = re.compile(r"\s[-–&]\s[^\W\d_]?[a-zđà-ỹ]")  # 12/TB-UBND - Sở Y tế
_NOT_A_NUMBER = re.compile(r"\d+\s?/\s?(?:năm|tháng|ngày|quý|người|lần|km|ha|m2|hộ|xã)\b")
_DATE_FOLLOWS = re.compile(r"\s*,?\s*(?:ban\s+hành\s+)?ngày\s")


def cited_documents(text: str, items: Sequence[Item]) -> Iterator[CitedDocument]:
    """Every citation in the body of a notice, in order, repeats kept."""
    for item in items:
        yield from citations_in(text, item.start, item.end, item.path)


def citations_in(text: str, start: int, end: int, item: str = "") -> list[CitedDocument]:
    """The documents cited in `text[start:end]`, as printed; a number without its symbol is kept as it is."""
    form = canonical(text)
    numbers = _numbers().finditer(form, start, end) if FIGURE.search(form, start, end) else ()
    found = [cited for match in numbers if (cited := _numbered(text, match, item, end)) is not None]
    for match in _laws().finditer(text, start, end) if _LAW.search(text, start, end) else ():
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
    digits, until = text[match.start(group) : match.end(group)], match.end()
    runs_on = _RUNS_ON.search(digits)
    if runs_on and digits[: runs_on.start()].isupper():
        digits, until = digits[: runs_on.start()], match.start(group) + runs_on.start()
    if _NOT_A_NUMBER.match(match[group]) or (group == "number" and not _names_a_document(text, match)):
        return None
    follows = _DATE_FOLLOWS.match(text, until, end)
    issued = first_date(text, until, min(end, until + 40)) if follows else None
    stop = issued.end if issued else until
    return CitedDocument(
        kind=_by_name().get(" ".join((match["kind"] or "").split())),
        number=re.sub(r"\s+", "", digits),
        name=collapse(text[match.start() : until]),
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


@cache
def _by_name() -> dict[str, DocumentKind]:
    return {name: entry.kind for entry in kinds() for name in entry.cited}


@cache
def _laws() -> re.Pattern[str]:
    known = rf"\s+(?i:{any_of(cues()['laws'])})(?!\w)"
    # the letter first, then what may not stand before it: see `_as_words` of corpus.patterns
    heads = r"(?:B(?<!\wB)ộ\s+luật|L(?<!\wL)uật|P(?<!\wP)háp\s+lệnh)"
    return re.compile(rf"(?P<name>{heads}(?:{known}|{_LAW_NAME}))(?:\s+(?:năm\s+)?(?P<year>\d{{4}}))?")


@cache
def _numbers() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, _by_name()), key=len, reverse=True))
    return re.compile(
        rf"(?P<kind>{names})\s+(?:số\s*:?\s*|so\s*:?\s*)?(?P<number>\d+[a-z]?(?:\s?[-–]\s?[a-zđ]{{1,5}})?(?:\s?/\s?{_SYMBOL})?(?![\w%/,]*\d))"
        rf"|(?<![\w/])(?P<bare>\d+(?:\s?[-–]\s?[a-zđ]{{1,5}})?\s?/\s?{_SYMBOL})"
    )
