"""What some text holds: its dates, figures, document numbers, bodies and persons, each as the thing it names."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import Self

from corpus.citations import citations_in
from corpus.dates import find_dates
from corpus.lexicon import Agency
from corpus.models import Notice
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
        return cls(" . ".join([*(f"{one.quote} . {one.label}" for one in quotes), *headers]))

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
        for found in days_in(text):
            if found.value not in self._days:
                yield text[found.start : found.end]

    def _figures(self, text: str, counted: Sequence[int]) -> Iterator[str]:
        for figure in _FIGURE.findall(without(text, days_in(text))):
            known = figure.lstrip("0") in self._numerals or int(re.sub("[.,]", "", figure)) in counted
            if not known:
                yield figure

    def _documents(self, text: str) -> Iterator[str]:
        for document in citations_in(text, 0, len(text)):
            number = fold(document.number or "")
            if "/" in number and not any(known.startswith(number) for known in self._numbers):
                yield document.name

    def _bodies(self, text: str) -> Iterator[str]:
        for name in (mention.name for mention in mentions(text)):
            if self._names(name):
                continue
            listed = agency_named(name)
            known = listed is not None and (listed in self._agencies or self._names(listed.name))
            if not (known and set(provinces_in(name)) <= self._places):
                yield name
        sequence = words(fold(text))
        for first, after, agency in find_agencies(sequence):
            spoken = " ".join(word.form for word in sequence[first:after])
            if key(spoken) == key(agency.en) and agency not in self._agencies and not self._names(agency.name):
                yield agency.en

    def _people(self, text: str) -> Iterator[str]:
        for name in [*names_in(text, 0, len(text)), *unaccented_names(text)]:
            if fold(name.value) not in self._folded:
                yield name.value

    def _names(self, body: str) -> bool:
        wanted = key(body)
        return wanted in self._key or any(wanted in known for known in self._known)

    @cached_property
    def _folded(self) -> str:
        return fold(self._text)

    @cached_property
    def _key(self) -> str:
        return key(self._text)

    @cached_property
    def _days(self) -> set[date]:
        return {found.value for found in find_dates(self._text)}

    @cached_property
    def _numerals(self) -> set[str]:
        return {figure.lstrip("0") for figure in re.findall(r"\d+", self._text) + _FIGURE.findall(self._text)}

    @cached_property
    def _numbers(self) -> set[str]:
        return {fold(document.number or "") for document in citations_in(self._text, 0, len(self._text))}

    @cached_property
    def _known(self) -> set[str]:
        return {key(mention.name) for mention in mentions(self._text)}

    @cached_property
    def _agencies(self) -> list[Agency]:
        printed = (agency_named(mention.name) for mention in mentions(self._text))
        spelled = (agency for _, _, agency in find_agencies(words(self._folded)))
        return [agency for agency in (*printed, *spelled) if agency]

    @cached_property
    def _places(self) -> set[str]:
        return set(provinces_in(self._text))
