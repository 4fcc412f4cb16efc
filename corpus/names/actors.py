"""Who is given work by name: Giao *đồng chí Lê Văn Bình* ghi biên bản; *Bà Lê Thị Hoa* - Thủ quỹ: …

One whose office says of which body (Phó Chủ tịch UBND huyện) is called by that office, which outlasts the person.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple, Protocol

from corpus.lexicon import cues
from corpus.names.people import CALLED_WORD
from corpus.names.words import acts, office_names, persons
from corpus.patterns import any_of
from corpus.phrases import words
from corpus.text import canonical, collapse

_PERSON = re.compile(
    rf"(?P<address>[Ôô]ng|[Bb]à|[Đđ]ồng chí|[Đđ]/c)\.?\s+(?P<name>{CALLED_WORD}(?:[ \t\n]+{CALLED_WORD}){{1,4}})(?!\w)"
)
_JOINT = re.compile(r"\s*[-–,(]\s*")
_AND = re.compile(r"\s*,?\s*(?:và|,)\s*")
_OFFICE = re.compile(r"[^:;.,()\n]{3,60}")
_ADDRESSES = ("ông ", "ông.", "bà ", "bà.", "đồng chí", "đ/c")
_REACH = 60  # characters in which an address stands, behind a word that gives work
_MOST_WORDS = 10  # of an office


class Named(Protocol):
    """A body of the text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def name(self) -> str: ...


class Actor(NamedTuple):
    """A person at `start:end`, with the office; `name` with the address, or the office that says of which body."""

    start: int
    end: int
    name: str


def actors_in(part: str, form: str, bodies: Sequence[Named]) -> Iterator[Actor]:
    """Those who open a clause by name, or stand right behind the word that gives them work. `form` is the clause as it is
    compared, `bodies` are all it names."""
    if not any(address in form[:_REACH] for address in _ADDRESSES):
        return
    opens = _asked().match(form)
    at = opens.end() if opens else 0
    asked = opens is not None and bool(opens["asked"])
    while person := _PERSON.match(part, at):
        end, name = _office(part, person.end(), bodies)
        if not (asked or part[end:].lstrip().startswith(":") or _has_a_part().match(form, end)):
            return
        yield Actor(person.start(), end, name or f"{person['address'].capitalize()} {collapse(person['name'])}")
        joint = _AND.match(part, end)
        at = joint.end() if joint else len(part)


def _office(part: str, at: int, bodies: Sequence[Named]) -> tuple[int, str]:
    """Where the office behind a name ends, at `at` where none is told; and the office, where it says of which body."""
    joint = _JOINT.match(part, at)
    if joint is None:
        return at, ""
    bracket = "(" in joint[0]
    held = next((body for body in bodies if body.start == joint.end()), None)
    if held and _says_of_which(held.name):
        return _closed(part, held.end, bracket), held.name
    told = _OFFICE.match(part, joint.end())
    if told is None or _PERSON.match(part, joint.end()):
        return at, ""
    if bracket or part[told.end() :].lstrip().startswith(":"):
        return _closed(part, told.end(), bracket), ""
    spoken = words(canonical(told[0]))
    ends = next((n for n in range(1, min(_MOST_WORDS, len(spoken))) if acts().longest(spoken, n)), None)
    return (told.start() + spoken[ends - 1].end, "") if ends else (at, "")


def _closed(part: str, at: int, bracket: bool) -> int:
    """`at`, past the sign that closes a bracket."""
    return at + (bracket and part[at : at + 1] == ")")


def _says_of_which(office: str) -> bool:
    """True for an office with its body: Trưởng phòng Kinh tế; not Thư ký đoàn."""
    spoken = words(canonical(office))
    held = office_names().longest(spoken, 0) or persons().longest(spoken, 0)
    rest = office[spoken[held[0] - 1].end :] if held else office[1:]
    return any(map(str.isupper, rest))


@cache
def _asked() -> re.Pattern[str]:
    """The word that gives work, at the beginning of a clause."""
    return re.compile(rf"\W*(?:(?P<asked>{any_of(['cử', *cues()['assign']])})\s+)?")


@cache
def _has_a_part() -> re.Pattern[str]:
    """What follows a name that opens a clause and has a part in the work: chủ trì, phối hợp; chịu trách nhiệm."""
    return re.compile(rf"\s+(?:{any_of([*cues()['lead'], *cues()['duties']])})(?!\w|\s+(?:cuộc|buổi|hội nghị|phiên))")
