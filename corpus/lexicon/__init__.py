"""What people and notices call things: agencies, provinces, abbreviations, everyday words, English.

Everything is data in the files of this folder; README.md beside them says how to add a line. Each file is
read once. Returned tables are shared: do not change them.
"""

from collections.abc import Callable
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from corpus.models import DocumentKind, Facet, SubjectKind, Value
from corpus.text import canonical, collapse, fold, nfc, unaccented

Level = Literal["central", "province", "district", "commune", "party", "force", "enterprise", "body"]
HeadMark = Literal[
    "name",
    "closed",
    "kind",
    "alone",
    "named",
    "qualified",
    "place",
    "shared",
    "issuer",
    "local",
    "bare",
    "board",
    "distinct",
    "sought",
    "central",
]
Table = dict[str, tuple[str, ...]]


class Successor(Value):
    """The agency that took over, and from when where it was one day for the whole country."""

    name: str
    since: date | None = None


class Agency(Value):
    """An agency as printed; `also` other full names, `short` what people type, each with its English beside it."""

    name: str
    en: str
    also: tuple[str, ...] = ()
    en_also: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    en_short: tuple[str, ...] = ()
    level: Level | None = None
    successor: Successor | None = None

    @property
    def other_names(self) -> tuple[str, ...]:
        """Its full names beside `name` and `en`, in either language."""
        return self.also + self.en_also

    @property
    def typed(self) -> tuple[str, ...]:
        """Its short names, in either language."""
        return self.short + self.en_short


class Province(Value):
    """A province or city; `into` names the present one it was merged into, None for a present one."""

    name: str
    kind: Literal["tỉnh", "thành phố"]
    en: str
    short: tuple[str, ...] = ()
    en_short: tuple[str, ...] = ()
    into: str | None = None
    renamed: bool = False

    @property
    def typed(self) -> tuple[str, ...]:
        """Its other spellings and short names, in either language."""
        return self.short + self.en_short


class Kind(Value):
    """A kind of document: what stands before its number, what stands for it in the number, what people type."""

    kind: DocumentKind
    cited: tuple[str, ...] = ()
    symbol: str | None = None
    asked: tuple[str, ...] = ()
    en_asked: tuple[str, ...] = ()

    @property
    def named(self) -> tuple[str, ...]:
        """What stands for it before a number or in a question, in either language."""
        return self.cited + self.asked + self.en_asked


class Office(Value):
    """An office that a person holds, as printed and in English."""

    name: str
    en: str | None = None


class FacetEntry(Value):
    """A facet: of what it is, its label, the question word it goes with, what names it, what cues it ("trình …": before the question word).

    `asks`: classes of question words, a blank between two. `within`: only in that context.
    """

    facet: Facet
    of: SubjectKind
    asks: str
    within: str = ""
    label: str
    en_label: str
    names: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    en_names: tuple[str, ...] = ()
    en_cues: tuple[str, ...] = ()

    def phrases(self, prefix: str) -> tuple[str, ...]:
        """What names or cues it, in Vietnamese or (`en_`) in English, without the signs of their order."""
        listed = (self.en_names, self.en_cues) if prefix else (self.names, self.cues)
        return tuple(phrase.rstrip(" …@.") for part in listed for phrase in part)


@cache
def facets() -> dict[Facet, FacetEntry]:
    """Every facet, in the order of the file."""
    entries = (FacetEntry(**entry) for entry in _yaml("facets.yaml")["facets"])
    return {entry.facet: entry for entry in entries}


@cache
def asking() -> dict[str, Any]:
    """The words by which people ask: the lists of asking.yaml by their names."""
    table: dict[str, Any] = _yaml("asking.yaml")
    return table


@cache
def _of_notices() -> frozenset[Facet]:
    return frozenset(facet for facet, entry in facets().items() if entry.of is SubjectKind.NOTICE)


def of_notice(facet: Facet) -> bool:
    """True where a notice states it as a whole, not one of its sentences."""
    return facet in _of_notices()


@cache
def agencies() -> tuple[Agency, ...]:
    """Every agency, in the order of the file."""
    return tuple(Agency(**entry) for entry in _entries("agencies.yaml"))


@cache
def provinces() -> tuple[Province, ...]:
    """The 63 provinces before July 2025 and the 34 since; `en` is `name` without diacritics unless given."""
    entries = _entries("provinces.yaml")
    return tuple(Province(**{"en": unaccented(entry["name"]), **entry}) for entry in entries)


@cache
def kinds() -> tuple[Kind, ...]:
    """Every kind of document, in the order of the file."""
    return tuple(Kind(**entry) for entry in _entries("kinds.yaml"))


@cache
def offices() -> tuple[Office, ...]:
    """Every office; of two that begin or end alike the longer one stands first in the file."""
    return tuple(Office(**entry) for entry in _entries("offices.yaml"))


@cache
def abbreviations() -> Table:
    """`abbreviation_key` -> readings, likeliest first: `{"tttt": ("Thông tin và Truyền thông",), …}`."""
    return _table("abbreviations.tsv", abbreviation_key)


@cache
def everyday() -> Table:
    """`phrase_key` of everyday words -> the official words for them: `{"tien": ("kinh phí", …), …}`."""
    return _table("everyday.tsv", phrase_key)


@cache
def abbreviations_spelled() -> frozenset[str]:
    """The abbreviations as they are written, in small letters."""
    return frozenset(_spelled(short) for short, _ in _rows("abbreviations.tsv"))


@cache
def everyday_spelled() -> frozenset[str]:
    """The everyday words as they are written, with their diacritics."""
    return frozenset(_spelled(phrase) for phrase, _ in _rows("everyday.tsv"))


@cache
def glossary() -> Table:
    """Lower-case English phrase -> Vietnamese readings."""
    return _table("glossary.tsv", lambda phrase: collapse(phrase).lower())


@cache
def body_heads(mark: HeadMark) -> tuple[str, ...]:
    """How the names of bodies begin that heads.yaml marks so: `body_heads("closed") == ("bộ", "sở")`."""
    return tuple(head for head, marks in _heads().items() if mark in marks)


@cache
def _heads() -> dict[str, list[str]]:
    table: dict[str, str] = _yaml("heads.yaml")
    return {head: marks.split(", ") for head, marks in table.items()}


@cache
def cues() -> dict[str, Any]:
    """How notices assign work: the lists and patterns of cues.yaml by their names."""
    table: dict[str, Any] = _yaml("cues.yaml")
    return table


@cache
def deadline_words() -> dict[str, Any]:
    """How notices say by when: the lists and patterns of deadlines.yaml by their names."""
    table: dict[str, Any] = _yaml("deadlines.yaml")
    return table


@cache
def honesty_words() -> dict[str, Any]:
    """When a word that gives work gives none: the patterns of honesty.yaml by their names."""
    table: dict[str, Any] = _yaml("honesty.yaml")
    return table


@cache
def questions() -> dict[str, Any]:
    """How people ask: the stop words and the words around acts of questions.yaml by their names."""
    table: dict[str, Any] = _yaml("questions.yaml")
    return table


@cache
def marks(layer: str) -> dict[str, dict[str, list[str]]]:
    """What a question shows, and the phrases that show it, by mark and language: of shapes, whether or asides."""
    table: dict[str, dict[str, list[str]]] = _yaml(f"{layer}.yaml")
    return table


def abbreviation_key(text: str) -> str:
    """How abbreviations are compared: `abbreviation_key("TT&TT") == "tttt"`."""
    return "".join(filter(str.isalnum, fold(nfc(text))))


def phrase_key(text: str) -> str:
    """How everyday words are compared: `phrase_key("Trang  web") == "trang web"`."""
    return fold(collapse(text))


def _entries(name: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = _yaml(name)
    return entries


def _yaml(name: str) -> Any:
    """A file as it is written: every entry is a word, `no` and `on`, too."""
    return yaml.load(_read(name), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))


def _table(name: str, key: Callable[[str], str]) -> Table:
    """The readings of each line by the key of its left side; a key that stands on two lines gets those of both."""
    table: Table = {}
    for left, readings in _rows(name):
        known = key(left)
        table[known] = tuple(dict.fromkeys((*table.get(known, ()), *readings)))
    return table


@cache
def _rows(name: str) -> tuple[tuple[str, list[str]], ...]:
    """The lines `left TAB readings` of a file, remarks left out."""
    lines = (line.partition("\t") for line in _read(name).splitlines() if line.strip() and not line.startswith("#"))
    return tuple((left, [reading.strip() for reading in right.split(" | ")]) for left, _, right in lines)


def _spelled(phrase: str) -> str:
    return collapse(canonical(nfc(phrase)))


def _read(name: str) -> str:
    return files(__name__).joinpath(name).read_text(encoding="utf-8")
