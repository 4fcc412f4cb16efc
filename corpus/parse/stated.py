"""What is stated of a document beside its own head: by the labels of a portal, in brackets under its title."""

import re
from collections.abc import Mapping

from corpus.dates import first_date
from corpus.models import DocumentKind, Printed, PrintedDate
from corpus.names.mentions import mentions
from corpus.parse.pieces import LONGEST_DATE
from corpus.text import collapse, fold, trimmed

_LABELS = {
    "number": r"so(?:\s*[/,]?\s*)(?:ky\s+)?hieu(?:\s+van\s+ban)?|so\s+van\s+ban",
    "date": r"ngay\s+(?:ban\s+hanh|ky)|ban\s+hanh\s+ngay",
    "issuer": r"(?:co\s+quan|don\s+vi|noi)\s+ban\s+hanh",
    "subject": r"(?:noi\s+dung\s+)?trich\s+yeu(?:\s+noi\s+dung)?|ten\s+van\s+ban",
    "kind": r"(?:the\s+)?loai\s+van\s+ban|hinh\s+thuc\s+van\s+ban",
    "signer": r"nguoi\s+ky(?:\s+duyet)?",
}
_ROW = re.compile(
    r"(?:^|(?<=[\n|]))[\s|*]*(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _LABELS.items())
    + r")[ *]*(?:[:|\t][\s|*]*|\n\s*)"
)
_NUMBER = re.compile(r"\d[\d ]{0,5}\s*[/-]\s*[^\W\d_][\w&./ -]*")
_BRACKETED = re.compile(
    r"\(\s*(?:ban hanh )?(?:kem theo )?(?:[a-z]+ ){0,3}so\s+(?P<number>\d[^\s,;)]+)\s+ngay\s+(?P<date>[^)]{6,40}?)\s+cua\s+"
)
_ENDS = re.compile(r"[\n|]")
_REACH = 2_500  # characters of a document in which its labels stand


def stated(text: str) -> dict[str, Printed]:
    """Field -> what a label states of it: number, date, issuer, subject, kind, signer."""
    begin = len(text) - len(text.lstrip())
    end = min(len(text), begin + _REACH)
    found: dict[str, Printed] = {}
    for row in _ROW.finditer(fold(text), begin, end):
        stop = _ENDS.search(text, row.end())
        for start, after in trimmed(text, row.end(), stop.start() if stop else len(text)):
            value = collapse(text[start:after].strip(" *|"))
            if _ROW.match(f"{fold(value)}:"):
                continue  # the next heading of a table
            found.setdefault(row.lastgroup or "", Printed(value=value, start=start, end=after))
    if (number := found.get("number")) and not (whole := _NUMBER.match(number.value)):
        del found["number"]
    elif number and whole:
        found["number"] = number.model_copy(update={"value": whole[0].replace(" ", "").rstrip(".-/")})
    return {**_in_brackets(text, begin, end), **found}


def _in_brackets(text: str, start: int, end: int) -> dict[str, Printed]:
    """(Số 12/KH-SXD ngày 05/3/2024 của Sở Xây dựng) under a title."""
    match = _BRACKETED.search(fold(text), start, end)
    if match is None:
        return {}
    found = {
        name: Printed(value=text[slice(*match.span(name))], start=match.start(name), end=match.end(name))
        for name in ("number", "date")
    }
    body = next(
        (one for one in mentions(text, match.end(), min(end, match.end() + LONGEST_DATE)) if one.start == match.end()),
        None,
    )
    return {**found, **({"issuer": Printed(value=body.name, start=body.start, end=body.end)} if body else {})}


def kind_told(told: Mapping[str, Printed]) -> DocumentKind | None:
    """The type that a label states."""
    said = fold(told["kind"].value) if "kind" in told else ""
    return next((kind for kind in DocumentKind if fold(kind.value) == said), None)


def date_of(fact: Printed | None, text: str) -> PrintedDate | None:
    """The day that a label states."""
    return first_date(text, fact.start, fact.end) if fact else None
