"""What a question names outright: documents by number, dates, years, provinces, agencies, an item."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import date
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from corpus.dates import date_parts, english_dates, find_dates
from corpus.lexicon import abbreviations, everyday, glossary, kinds, provinces
from corpus.models import DatePart
from corpus.names.agencies import find_agencies
from corpus.phrases import PhraseTable, Word, words
from corpus.text import fold, is_syllable
from rag.allowance import spend
from rag.models import NumberAsked
from rag.question.items import items_named
from rag.question.short_names import names_a_body
from rag.question.vocabulary import folded_functions, folded_words_of

_REST = r"(?:\d{4}\s?/\s?)?[a-z]\w*(?:\s?[-–]\s?[a-z]\w*)*"
_MORE = re.compile(
    r"\s*(?:,|va|and|&|voi)\s+(?:so\s+)?(?P<serial>\d{1,4})\b(?!\s*[%/.\d-]|\s+(?:thang|nam|ngay|trieu|ty|dong|phan)\b)"
)
_YEAR = re.compile(r"(?:(?<![\d/.-])|(?<=quy [1-4i]/)|(?<=quy i[iv]/)|(?<=quy iii/))(?:19|20)\d\d(?![\d/])")
_JOINT = re.compile(r"[.\s]?\s?|\s?[-–]\s?")  # between the words of one name


class Entities(NamedTuple):
    """What was named, and the spans of the words that name it: of bodies apart, whose names are of the topic, too."""

    numbers: tuple[NumberAsked, ...]
    dates: tuple[date, ...]
    date_parts: tuple[DatePart, ...]
    years: tuple[int, ...]
    provinces: tuple[str, ...]
    agencies: tuple[str, ...]
    items: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    of_agencies: tuple[tuple[int, int], ...]


def entities(text: str, sequence: Sequence[Word], known_provinces: Iterable[str]) -> Entities:
    """The entities of a question. `sequence` is its folded words, `known_provinces` those of the index.

    A code of two letters (kg, bp) names a province only where the index holds it and no chat word claims it.
    """
    folded = fold(text)
    spans: list[tuple[int, int]] = []
    numbers = []
    for match in _numbers().finditer(folded):
        spend()
        serial, rest = match["serial"] or match["serial2"], match["rest"] or match["rest2"] or ""
        if match["kind"] is None and re.fullmatch(r"\d{4}", rest):
            continue
        kind = _kind_words().get(match["kind"] or "", "")
        if not rest and not match["sign"] and re.fullmatch(r"19\d\d|20[0-4]\d", serial):
            continue  # kế hoạch 2018 is a year
        numbers.append(NumberAsked(serial=serial, rest=re.sub(r"\s", "", rest), kind=kind))
        spans.append(match.span())
        while kind and (more := _MORE.match(folded, spans[-1][1])):  # thông báo 46 và 104
            numbers.append(NumberAsked(serial=more["serial"], kind=kind))
            spans.append(more.span())
    days = [*find_dates(text), *english_dates(text)]
    spans += [(found.start, found.end) for found in days]
    outside = _blank(folded, spans)
    years = tuple(dict.fromkeys(int(match[0]) for match in _YEAR.finditer(outside)))
    spans += [match.span() for match in _YEAR.finditer(outside)]
    named, places = _provinces(folded, sequence, known_provinces)
    spans += places
    bodies = list(_agencies(text, sequence, inside(spans)))
    items = items_named(text, outside)
    spans += items.spans
    dates = tuple(dict.fromkeys(found.value for found in days))
    agencies = tuple(dict.fromkeys(name for name, _, _ in bodies))
    of_bodies = tuple((start, end) for _, start, end in bodies)
    parts = tuple(date_parts(text))
    return Entities(tuple(numbers), dates, parts, years, named, agencies, items.paths, tuple(spans), of_bodies)


def provinces_named(text: str, known: Iterable[str] = ()) -> tuple[str, ...]:
    """The provinces that `text` names, in any way people type them."""
    return _provinces(fold(text), words(fold(text)), known)[0]


def places_of(text: str, known: Iterable[str]) -> dict[str, list[tuple[int, int]]]:
    """Where a text names what: the spans of documents by number, of provinces, of bodies, by the names of these lists."""
    folded = fold(text)
    sequence = words(folded)
    provinces = _provinces(folded, sequence, known)[1]
    numbers = numbers_at(text)
    bodies = [(start, end) for _, start, end in _agencies(text, sequence, inside([*numbers, *provinces]))]
    return {"agencies": bodies, "numbers": numbers, "provinces": provinces}


def numbers_at(text: str) -> list[tuple[int, int]]:
    """Where documents are named by number."""
    return [match.span() for match in _numbers().finditer(fold(text))]


def _agencies(text: str, sequence: Sequence[Word], taken: Set[int]) -> Iterator[tuple[str, int, int]]:
    """Bodies named and where; not the issuers inside document numbers, nor syllables that only look like a short form."""
    for first, after, agency in find_agencies(sequence):
        start, end = sequence[first].start, sequence[after - 1].end
        joined = text[start - 1 : start] in ("-", "/")  # e-government
        if names_a_body(text, start, end, agency) and not joined and start not in taken:
            yield agency.name, start, end


def inside(spans: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Every place that one of the spans holds."""
    return frozenset(at for start, end in spans for at in range(start, end))


def _blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    named = inside(spans)
    return "".join(" " if at in named else sign for at, sign in enumerate(text))


def _provinces(
    text: str, sequence: Sequence[Word], known: Iterable[str]
) -> tuple[tuple[str, ...], list[tuple[int, int]]]:
    found: dict[str, None] = {}
    spans = []
    at = 0
    while at < len(sequence):
        spend()
        match = _province_names().longest(sequence, at)
        length, name = match if match else (1, "")
        gaps = (text[left.end : right.start] for left, right in pairwise(sequence[at : at + length]))
        apart = any(not _JOINT.fullmatch(gap) for gap in gaps)
        if name and not apart:  # "trực tuyến: Quảng Nam" names no Tuyên Quang, "T.T. Huế" Huế
            found[name] = None
            spans.append((sequence[at].start, sequence[at + length - 1].end))
        at += 1 if apart else length
    codes = _codes(frozenset(known))
    for word in sequence:
        if word.form in codes and word.form not in abbreviations() and not is_syllable(word.form):
            found[codes[word.form]] = None
            spans.append((word.start, word.end))
    return tuple(found), spans


@cache
def _province_names() -> PhraseTable[str]:
    entries = []
    for province in provinces():
        entries.append((fold(province.name), province.name))
        if province.en:
            entries.append((fold(province.en), province.name))
        entries += [(fold(short), province.name) for short in province.typed if len(fold(short)) > 2]
        entries.append((fold(province.name).replace(" ", ""), province.name))
        first, *rest = fold(province.name).split(" ")
        clipped = first[0] + "".join(rest)
        if rest and len(clipped) > 3:
            entries.append((clipped, province.name))  # qnam
    return PhraseTable((form, name) for form, name in entries if form not in _syllables())


@cache
def one_word_provinces() -> frozenset[str]:
    """The ways to type a province as one word of four letters and more: qnam, kiengiang."""
    return frozenset(word for word in _province_names().first_words() if len(word) > 3 and (word,) in _province_names())


@cache
def two_word_provinces() -> frozenset[str]:
    """The names of provinces of two words, joined by "_"."""
    names = (fold(province.name).split() for province in provinces())
    return frozenset("_".join(name) for name in names if len(name) == 2)


@cache
def _syllables() -> frozenset[str]:
    """Folded syllables of the lexicon's Vietnamese words: *khoa* học is no Khánh Hòa, *thỏa* thuận no Thanh Hóa."""
    readings = (reading for table in (glossary(), everyday()) for row in table.values() for reading in row)
    names = {fold(province.name) for province in provinces()}
    return folded_words_of(readings) - names


@cache
def _codes(known: frozenset[str]) -> dict[str, str]:
    """Two-letter codes that only one province of the index has: kg, bp."""
    codes: dict[str, list[str]] = {}
    for name in known:
        codes.setdefault("".join(word[0] for word in fold(name).split(" ")), []).append(name)
    words_too = folded_functions()
    return {
        code: names[0] for code, names in codes.items() if len(names) == 1 and len(code) > 1 and code not in words_too
    }


@cache
def _kind_words() -> dict[str, str]:
    return {fold(word): fold(entry.kind.value) for entry in kinds() for word in entry.named}


@cache
def _numbers() -> re.Pattern[str]:
    kind = "|".join(sorted(map(re.escape, _kind_words()), key=len, reverse=True))
    return re.compile(
        rf"(?:\b(?P<kind>{kind})\s+(?P<sign>(?:so|no\.?|number)\s*)?(?P<serial>\d+)(?:\s?/\s?(?P<rest>{_REST}|\d{{4}}))?"
        rf"|(?<![\w/])(?P<serial2>\d+)\s?/\s?(?P<rest2>{_REST}))(?![\w/]*\d)"
    )
