"""The only place that may call a claim supported: every quote a slice of its notice, every entity of the
headline present in a quote or in the header of a cited notice."""

import re
from collections.abc import Callable, Sequence

from corpus.agencies import key, mentions
from corpus.dates import find_dates
from corpus.models import Notice
from corpus.text import fold
from rag.models import Citation

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


def slices_only(citations: Sequence[Citation], notice: Callable[[str], Notice]) -> tuple[Citation, ...]:
    """The citations whose quote is the slice it says it is."""
    return tuple(c for c in citations if c.quote and notice(c.notice_id).text[c.start : c.end] == c.quote)


def supported(headline: str, citations: Sequence[Citation], notice: Callable[[str], Notice]) -> bool:
    """True where every body, date and figure of the headline stands in a quote, its item, or a cited header.

    A body may be named where its item is governed by it, so the whole text of the cited notice counts for
    bodies; figures and dates must stand in the quotes or the label.
    """
    proof = " ".join(f"{c.quote} {c.label}" for c in citations)
    whole = key(" ".join(notice(c.notice_id).text for c in citations))
    days = {found.value for found in find_dates(proof)}
    if any(found.value not in days for found in find_dates(headline)):
        return False
    bare = _without_dates(headline)
    figures = {figure.lstrip("0") for figure in _FIGURE.findall(proof)}
    if any(figure.lstrip("0") not in figures for figure in _FIGURE.findall(bare)):
        return False
    return all(key(body.name) in whole or fold(body.name) in fold(proof) for body in mentions(headline))


def _without_dates(text: str) -> str:
    for found in reversed(list(find_dates(text))):
        text = text[: found.start] + text[found.end :]
    return text
