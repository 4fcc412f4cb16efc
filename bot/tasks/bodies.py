"""Which body of the index is meant, in any way people type it, and which are near where none is."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from bot.show.text import on_one_line
from corpus.models import Directive, Notice
from corpus.names.agencies import agency_named, body_key
from corpus.names.places import land_of, renamed
from corpus.phrases import words
from corpus.text import fold
from rag.index import Index
from rag.question.entities import provinces_named
from rag.register import Role

_LONGEST = 120  # characters of what was typed; no body has a longer name
_COMPARED = 500  # bodies that a misspelt name is compared with, those with most tasks
_ALIKE = 0.65  # of the letters in common, for a body to be offered
_LEAD_IN = re.compile(r"(?:(?:nhiem vu|cong viec|han chot|thoi han|cua|cho)\s+)+")
_NOBODY = re.compile(r"lien quan|^(?:cac )?(?:co quan|don vi)\b")  # "các cơ quan có liên quan": nobody in particular
_EVERY_DEPARTMENT = "cacso"  # các sở, ban, ngành


class Body(NamedTuple):
    """A body that has tasks: what its spellings share, how it is written, how many rows name it."""

    key: str
    name: str
    rows: int


class Selection(NamedTuple):
    """Whom a text means: a body of the index, or one of the lexicon that has no tasks, and a province.

    `alone` is true where the province is all that was named.
    """

    body: Body | None = None
    absent: str = ""
    province: str = ""
    alone: bool = False


def bodies(index: Index, province: str = "") -> tuple[Body, ...]:
    """Every body of the register, or of the notices of one province; the one with most rows first."""

    def counted(catalogue: Sequence[Notice]) -> tuple[Body, ...]:
        ids = {notice.id for notice in catalogue if not province or notice.province in land_of(province)}
        return _counted(directive for notice_id, directive in index.directives() if notice_id in ids)

    return index.derived(f"bodies of the register {province}", counted)


def in_particular(known: Iterable[Body]) -> list[Body]:
    """The bodies that somebody can call his own."""
    return [body for body in known if not _NOBODY.search(fold(body.name))]


def select_body(text: str, known: Sequence[Body], provinces: Iterable[str]) -> Selection:
    """Whom `text` means; `provinces` are those of the index, and one of an earlier or later name is named as they are."""
    text = on_one_line(text)[:_LONGEST]
    if lead_in := _LEAD_IN.match(fold(text)):
        text = text[lead_in.end() :]
    provinces = tuple(provinces)
    province = next(iter(provinces_named(text, provinces)), "")
    held = province if province in provinces else next((one for one in provinces if one in renamed(province)), province)
    body = _named(text, known)
    if body is None and province:
        rest = _without(text, province, provinces)
        if not rest:
            return Selection(province=held, alone=True)
        body = _named(rest, known)
    if body:
        return Selection(body, province="" if fold(province) in fold(body.name) else held)
    agency = agency_named(text)
    return Selection(absent=agency.name if agency else "", province=held)


def nearest(text: str, known: Sequence[Body], most: int) -> list[Body]:
    """The bodies whose names are like `text`; those that have most tasks where none is."""
    offered = in_particular(known)
    wanted = fold(on_one_line(text)[:_LONGEST])
    agency = agency_named(text[:_LONGEST])
    if agency:
        wanted = fold(agency.name)
        related = [body for body in offered if _succeeds(agency.name, body.name) or _succeeds(body.name, agency.name)]
    else:
        related = []
    everybody = shared(agency.name if agency else "", known)
    scored = [(_likeness(wanted, fold(body.name)), body) for body in offered[:_COMPARED]]
    alike = [body for score, body in sorted(scored, key=lambda one: -one[0]) if score >= _ALIKE]
    return list(dict.fromkeys([*related, *everybody, *alike]))[:most] or offered[:most]


def shared(name: str, known: Iterable[Body]) -> list[Body]:
    """Where tasks stand that are given to every department at once, for a department of the province."""
    agency = agency_named(name)
    if agency is None or agency.level != "province":
        return []
    return [body for body in in_particular(known) if body.key.startswith(_EVERY_DEPARTMENT)]


def roles_of(directive: Directive, key: str) -> list[Role]:
    """What the body of that key has to do with a task."""
    return [role for role in Role if any(body_key(name) == key for name in getattr(directive, role))]


def _counted(directives: Iterable[Directive]) -> tuple[Body, ...]:
    rows: Counter[str] = Counter()
    spellings: dict[str, Counter[str]] = {}
    for directive in directives:
        names = [name for role in Role for name in getattr(directive, role)]
        rows.update({body_key(name) for name in names})
        for name in names:
            spellings.setdefault(body_key(name), Counter())[name] += 1
    found = [Body(key, _written(spellings[key]), count) for key, count in rows.items() if key]
    return tuple(sorted(found, key=lambda body: (-body.rows, body.name)))


def _written(spellings: Counter[str]) -> str:
    """As the lexicon writes it, else as most rows do; Viettel is how Viettel is named."""
    often = max(spellings, key=lambda name: (spellings[name], -len(name), name))
    agency = agency_named(often)
    return agency.name if agency and agency.level != "enterprise" else on_one_line(often)


def _named(text: str, known: Sequence[Body]) -> Body | None:
    """The body of that name, else the only one whose name holds the words."""
    wanted = body_key(text)
    if not wanted:
        return None
    if exact := next((body for body in known if body.key == wanted), None):
        return exact
    typed = f" {_words(text)} "
    holding = [body for body in known if typed in f" {_words(body.name)} "]
    return holding[0] if len(holding) == 1 and len(typed) > 5 and agency_named(text) is None else None


def _without(text: str, province: str, provinces: Iterable[str]) -> str:
    """`text`, folded, without the province, however it was typed."""
    typed = _words(text)
    rest = re.sub(rf"\b(?:(?:o|tai|tinh|tp|thanh pho) )*{re.escape(_words(province))}\b", " ", typed)
    if rest == typed:
        rest = " ".join(word for word in typed.split() if not provinces_named(word, provinces))
    return rest.strip()


def _words(text: str) -> str:
    return " ".join(word.form for word in words(fold(text)))


def _succeeds(later: str, earlier: str) -> bool:
    agency = agency_named(earlier)
    return bool(agency and agency.successor and agency.successor.name == later)


def _likeness(left: str, right: str) -> float:
    return SequenceMatcher(None, left, right, autojunk=False).ratio()
