"""What some text holds: its dates, figures, document numbers, bodies and persons, each as the thing it names."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Self

from corpus.citations import citations_in
from corpus.dates import find_dates
from corpus.lexicon import Agency
from corpus.models import Directive, Notice
from corpus.names.agencies import agency_named, find_agencies, key
from corpus.names.mentions import mentions
from corpus.names.people import names_in, unaccented_names
from corpus.names.places import provinces_in
from corpus.passages import header_words
from corpus.phrases import words
from corpus.text import collapse, fold
from rag.draft import Span
from rag.label import citation
from rag.proof.entities import days_in, without

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


def _shares(row: Directive, span: Span) -> bool:
    return row.start < span.end and span.start < row.end


class Evidence:
    """What a text holds, to be asked whether another text claims more."""

    def __init__(self, text: str) -> None:
        self._text = collapse(text)

    @classmethod
    def of(cls, spans: Sequence[Span], notice: Callable[[str], Notice]) -> Self:
        """What the quotes of some spans and the headers of their notices hold."""
        quotes = [citation(notice(s.notice_id), 1, s.start, s.end, s.item) for s in spans]
        notices = {span.notice_id: notice(span.notice_id) for span in spans}
        headers = (header_words(one) for one in notices.values())
        rows = (row for span in spans for row in notices[span.notice_id].directives if _shares(row, span))
        dues = (row.deadline.text for row in rows if row.deadline)  # also where the page breaks inside
        return cls(" . ".join([*(f"{one.quote} . {one.label}" for one in quotes), *headers, *dues]))

    def lacks(self, text: str, counted: Sequence[int] = ()) -> list[str]:
        """The claims of `text` that do not stand here; `counted` are figures that were counted, not read."""
        return [
            *self._dates(text),
            *self._figures(text, counted),
            *self._documents(text),
            *self._bodies(text),
            *self._people(text),
        ]

    def _dates(self, text: str) -> Iterator[str]:
        said = days_in(text)
        known = {found.value for found in find_dates(self._text)} if said else set()
        return (text[found.start : found.end] for found in said if found.value not in known)

    def _figures(self, text: str, counted: Sequence[int]) -> Iterator[str]:
        said = _FIGURE.findall(without(text, days_in(text)))
        known = (
            {one.lstrip("0") for one in re.findall(r"\d+", self._text) + _FIGURE.findall(self._text)} if said else ()
        )
        return (one for one in said if one.lstrip("0") not in known and int(re.sub("[.,]", "", one)) not in counted)

    def _documents(self, text: str) -> Iterator[str]:
        said = [(one.name, fold(one.number or "")) for one in citations_in(text, 0, len(text))]
        if any("/" in number for _, number in said):
            known = [fold(one.number or "") for one in citations_in(self._text, 0, len(self._text))]
            yield from (
                name for name, number in said if "/" in number and not any(one.startswith(number) for one in known)
            )

    def _bodies(self, text: str) -> Iterator[str]:
        for name in (mention.name for mention in mentions(text)):
            if self._names(name):
                continue
            listed = agency_named(name)
            known = listed is not None and (listed in self._agencies or self._names(listed.name))
            if not known or not set(provinces_in(name)) <= set(provinces_in(self._text)):
                yield name
        sequence = words(fold(text))
        for first, after, agency in find_agencies(sequence):
            spoken = " ".join(word.form for word in sequence[first:after])
            if key(spoken) == key(agency.en) and agency not in self._agencies and not self._names(agency.name):
                yield agency.en

    def _people(self, text: str) -> Iterator[str]:
        said = [one.value for one in (*names_in(text, 0, len(text)), *unaccented_names(text))]
        whole = fold(self._text) if said else ""
        return (name for name in said if fold(name) not in whole)

    def _names(self, body: str) -> bool:
        wanted = key(body)
        return wanted in self._key or any(wanted in known for known in self._known)

    @cached_property
    def _key(self) -> str:
        return key(self._text)

    @cached_property
    def _known(self) -> set[str]:
        return {key(mention.name) for mention in mentions(self._text)}

    @cached_property
    def _agencies(self) -> list[Agency]:
        printed = (agency_named(mention.name) for mention in mentions(self._text))
        spelled = (agency for _, _, agency in find_agencies(words(fold(self._text))))
        return [agency for agency in (*printed, *spelled) if agency]
