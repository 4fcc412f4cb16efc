"""What a statement names that has a value of its own, in either language: bodies and days, and the text without them."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from corpus.dates import english_dates, find_dates
from corpus.models import PrintedDate
from corpus.names.agencies import body_key, find_agencies, key
from corpus.names.mentions import mentions
from corpus.phrases import words
from corpus.text import collapse, fold

NUMBERS = re.compile(r"\d+/[\w/-]*[A-ZĐ][\w/-]*")  # of documents


class NamedBody(NamedTuple):
    """A body as it is named, and the key that its spellings share."""

    name: str
    start: int
    end: int
    key: str


def bodies_in(text: str) -> list[NamedBody]:
    """The bodies that a text names, in either language, in order."""
    found = [NamedBody(one.name, one.start, one.end, body_key(one.name)) for one in mentions(text)]
    sequence = words(fold(text))
    for first, after, agency in find_agencies(sequence):
        start, end = sequence[first].start, sequence[after - 1].end
        spoken = text[start:end]
        full = key(spoken) in map(key, (agency.en, agency.name, *agency.other_names)) or spoken.isupper()
        if full and not any(one.start < end and start < one.end for one in found):
            found.append(NamedBody(agency.name, start, end, body_key(agency.name)))
    return sorted(found, key=lambda one: one.start)


def days_in(text: str) -> list[PrintedDate]:
    """The full dates that a text names, in either language, in order."""
    return sorted((*find_dates(text), *english_dates(text)), key=lambda one: one.start)


def without(text: str, named: Sequence[NamedBody | PrintedDate], filler: str = " ") -> str:
    """`text` with what is named blanked out; as long as it was."""
    for one in named:
        text = f"{text[: one.start]}{filler * (one.end - one.start)}{text[one.end :]}"
    return text


def without_entities(text: str) -> str:
    """`text` without bodies, days and document numbers: a name is of no language."""
    whole = collapse(text)
    return NUMBERS.sub(" ", without(whole, [*bodies_in(whole), *days_in(whole)]))
