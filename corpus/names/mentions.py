"""Which bodies a text names: by the lexicon first, by the grammar of names where the lexicon ends.

Of a list that shares its head (UBND các huyện A, B và C; các sở: Y tế, Tài chính) every body is named in full.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from corpus.lexicon import body_heads
from corpus.names.actors import actors_in
from corpus.names.agencies import full_name, listed_exactly
from corpus.names.casing import sentence_case
from corpus.names.edges import begins_body, office_at
from corpus.names.grammar import may_begin, name_end, tail_end
from corpus.names.kinds import committee_end, kind_end, person_end, which_end
from corpus.names.scope import level_at, place_end
from corpus.names.words import Phrase, first_words, office_names, provinces_by_words
from corpus.phrases import words
from corpus.text import canonical, collapse, fold

_LIST_JOINT = re.compile(r"\s*(?:,|và|,\s*và|;)\s*")
LONGEST_SHORT = 5  # words of a short name
_NEAR = 40  # characters before a head in which an office ends
_LIST_OPENS = re.compile(r"\s*:?\s*")


class Mention(NamedTuple):
    """A body named at `start:end`; `name` is in full spelling, with UBND kept short."""

    start: int
    end: int
    name: str


def mentions(
    text: str, start: int = 0, end: int | None = None, short: Mapping[str, str] | None = None
) -> list[Mention]:
    """The bodies that `text[start:end]`, as printed, names; in order, none inside another.

    `short` says whom the bare head of a name (folded) means in this text: {"so": "Sở Y tế"}.
    """
    end = len(text) if end is None else end
    part = text[start:end]
    known = _known(part, fold(text)[start:end], short) if short else ()
    found = _mentions_in(part, canonical(text)[start:end], known)
    return [Mention(start + left, start + right, name) for left, right, name in found]


@lru_cache(maxsize=4096)  # one clause is asked for its bodies several times while its roles are read
def _mentions_in(part: str, form: str, short: tuple[tuple[str, str], ...]) -> tuple[Mention, ...]:
    last_small = next((at for at in range(len(part) - 1, -1, -1) if part[at].islower()), -1)
    phrase = Phrase(part, words(form), last_small)
    heads = dict(short)
    found: list[Mention] = []
    after, begins = 0, first_words()
    for at, word in enumerate(phrase.words):
        opens = (word.form in begins and may_begin(phrase, at)) or (
            heads and phrase.upper(at) and fold(word.form) in heads
        )
        if opens and at >= after and not phrase.within(at):
            for first, after, name in _named_at(phrase, at, heads):
                name = sentence_case(name) if " " in name and name.isupper() else name
                found.append(Mention(phrase.words[first].start, phrase.words[after - 1].end, name))
    people = [Mention(*actor) for actor in actors_in(part, form, found)]
    if people:
        others = [body for body in found if not any(one.start < body.end and body.start < one.end for one in people)]
        found = sorted([*people, *others])
    return tuple(found)


def _known(part: str, folded: str, short: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Of the short names, those that `part`, folded `folded`, may use: what a text explains itself (TVGS), and bare heads."""
    heads = _may_be_short(part, folded)
    return tuple(
        (name, meant)
        for name, meant in short.items()
        if (heads if name in _bare() else all(word in folded for word in name.split()))
    )


@cache
def _bare() -> frozenset[str]:
    return frozenset(map(fold, body_heads("bare")))


@cache
def _as_written() -> Mapping[str, str]:
    """The bare heads with their diacritics, by those without."""
    return {fold(head): head for head in body_heads("bare")}


@lru_cache(maxsize=256)
def _may_be_short(part: str, folded: str) -> bool:
    """False where every bare head goes on with a capital: the bodies of `part` are the same whomever such a head means."""
    for head in _bare_heads().finditer(folded):
        goes_on = part[head.end() : head.end() + 1].isspace() and part[head.end() + 1 : head.end() + 2].isupper()
        near = max(0, head.start() - _NEAR), head.start()
        if part[head.start()].isupper() and not (goes_on and not _after_office().search(folded, *near)):
            return True
    return False


@cache
def _bare_heads() -> re.Pattern[str]:
    heads = "|".join(fold(head).replace(" ", r"\W+") for head in body_heads("bare"))
    return re.compile(rf"(?<!\w)(?:{heads})(?!\w)")


@cache
def _after_office() -> re.Pattern[str]:
    """The end of an office: Giám đốc *Sở* may be said of a head that goes on."""
    return re.compile(rf"(?<!\w)(?:{'|'.join({fold(words[-1]) for words, _ in office_names().items()})})\W*\Z")


def _named_at(phrase: Phrase, at: int, short: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    """(first word, word after, full name) of the body, or the listed bodies, that begin at word `at`."""
    begin = at + office_at(phrase, at)
    if begin > at and office_at(phrase, begin):
        return
    office = _printed(phrase, at, begin) + " " if begin > at else ""
    if committee := committee_end(phrase, begin):
        yield from _committees(phrase, at, begin, office, *committee)
    elif kind := kind_end(phrase, begin):
        yield from _kinds(phrase, at, begin, office, kind)
    elif (after := name_end(phrase, begin)) and (
        begin > at or (bare := _bare_head(phrase, begin, short)) is None or after > bare[0]
    ):
        after, name = _with_office_in_brackets(phrase, at, begin, after)
        name = name[:1].upper() + name[1:] if begin == at else name  # giao phòng Y tế
        which = which_end(phrase, after) if begin > at else None
        yield at, which or after, full_name(_printed(phrase, at, which)) if which else name
    elif begin > at and fold(phrase.form(begin)) in short and phrase.upper(begin):
        yield at, begin + 1, _printed(phrase, at, begin + 1)  # Giám đốc Sở
    elif bare := _bare_head(phrase, begin, short):
        after, name = bare
        yield at, after, office + name
    elif after := person_end(phrase, at):
        yield at, after, _printed(phrase, at, after)


def _with_office_in_brackets(phrase: Phrase, at: int, begin: int, after: int) -> tuple[int, str]:
    """A person by office, with the other office that stands in brackets: Phó Trưởng Ban … (Giám đốc Sở …)."""
    if begin > at and after < len(phrase.words) and office_at(phrase, after):
        gap = phrase.text[phrase.words[after - 1].end : phrase.words[after].start]
        inner = name_end(phrase, after + office_at(phrase, after))
        if gap.strip() == "(" and inner and phrase.text[phrase.words[inner - 1].end :][:1] == ")":
            return inner, f"{full_name(_printed(phrase, at, after))} ({full_name(_printed(phrase, after, inner))})"
    return after, full_name(_printed(phrase, at, after))


def _committees(
    phrase: Phrase, at: int, begin: int, office: str, after: int, levels: int
) -> Iterator[tuple[int, int, str]]:
    """UBND by level, of one place, or of each place of a list."""
    several = phrase.form(begin + 1) == "các" or phrase.form(begin + 4) == "các"
    listed_behind = several and levels == 1 and after < len(phrase.words) and _colon(phrase, after)
    opens = after < len(phrase.words) and (not phrase.apart(after) or listed_behind)
    stop = place_end(phrase, after) if opens else after
    committee = "HĐND" if phrase.form(begin) in ("hđnd", "hội") else "UBND"
    if stop == after:
        stop = which_end(phrase, after) or tail_end(phrase, after, free=False)
        stop = _range_end(phrase, stop) or stop
        each = list(_listed_provinces(phrase, stop)) if levels > 1 and stop < len(phrase.words) else []
        if each:  # UBND các tỉnh, thành phố: Hà Tĩnh, Huế
            yield at, each[0][1], f"{office}{committee} {each[0][2]}"
            yield from ((first, until, f"{office}{committee} {province}") for first, until, province in each[1:])
        else:
            yield at, stop, full_name(_printed(phrase, at, stop))
        return
    listed = list(_listed_places(phrase, stop)) if levels == 1 else []
    if not listed and not (several and levels == 1):
        yield at, stop, full_name(_printed(phrase, at, stop))
        return
    level = _printed(phrase, after - _level_length(phrase, after), after).lower()
    yield at, stop, f"{office}{committee} {level} {_printed(phrase, after, stop)}"
    for first, until in listed:
        place = _printed(phrase, first, until)
        yield (
            first,
            until,
            f"{office}{committee} {place}" if level_at(phrase, first) else f"{office}{committee} {level} {place}",
        )


def _range_end(phrase: Phrase, at: int) -> int | None:
    """The word after "từ Hà Tĩnh đến Khánh Hòa", which says where the places are that are meant."""
    for said in ("từ", "đến"):
        begin = at + 1 + level_at(phrase, at + 1)
        if phrase.form(at) != said or phrase.apart(at) or begin >= len(phrase.words):
            return None
        at = place_end(phrase, begin)
        if at == begin:
            return None
    return at


def _colon(phrase: Phrase, at: int) -> bool:
    return phrase.text[phrase.words[at - 1].end : phrase.words[at].start].strip() == ":"


def _listed_places(phrase: Phrase, at: int) -> Iterator[tuple[int, int]]:
    """The further places of a list that goes on at word `at`."""
    while at < len(phrase.words):
        first = at + (phrase.form(at) == "và")
        gap = phrase.text[phrase.words[at - 1].end : phrase.words[first].start] if first < len(phrase.words) else ""
        if not _LIST_JOINT.fullmatch(gap):
            return
        level = level_at(phrase, first)
        until = place_end(phrase, first + level)
        if until == first + level or (not level and begins_body(phrase, first)):
            return
        yield first, until
        at = until


def _listed_provinces(phrase: Phrase, at: int) -> Iterator[tuple[int, int, str]]:
    """(first word, word after, "tỉnh Hà Tĩnh") of the provinces that are listed behind the colon at word `at`."""
    opens = _colon(phrase, at)
    while opens and at < len(phrase.words):
        first = at + (phrase.form(at) == "và")
        named = provinces_by_words().longest(phrase.words, first) if first < len(phrase.words) else None
        if named is None or not phrase.upper(first):
            return
        yield first, first + named[0], named[1]
        at = first + named[0]
        if at < len(phrase.words):
            opens = _LIST_JOINT.fullmatch(phrase.gap(at)) is not None or phrase.form(at) == "và"


def _level_length(phrase: Phrase, after: int) -> int:
    return 2 if level_at(phrase, after - 2) == 2 else 1


def _kinds(phrase: Phrase, at: int, begin: int, office: str, after: int) -> Iterator[tuple[int, int, str]]:
    """Bodies by kind; "các sở: Y tế, Tài chính" as each of them."""
    head = phrase.form(begin + 1)
    if phrase.form(begin) == "các" and head in body_heads("shared"):
        listed = list(_listed_names(phrase, begin + 2, head.capitalize()))
        if len(listed) == 1 and not phrase.apart(begin + 2):
            head = listed[0][2] if phrase.upper(begin + 1) else listed[0][2][:1].lower() + listed[0][2][1:]
            yield at, listed[0][1], f"{office}các {head}"  # the bodies of that name
            return
        if listed:
            yield at, listed[0][1], office + listed[0][2]
            yield from ((first, until, office + name) for first, until, name in listed[1:])
            return
    if phrase.form(begin) == "các" and phrase.upper(after - 1) and (places := list(_listed_places(phrase, after))):
        place = next(n for n in range(after, begin, -1) if not _in_title_case(phrase, n - 1))
        kind = _printed(phrase, begin + 1, place) if begin + 1 < place < after else ""
        if kind:  # các trường THCS Lê Lợi, Kim Đồng
            kind = kind[:1].upper() + kind[1:]
            yield at, after, f"{office}{kind} {_printed(phrase, place, after)}"
            yield from ((first, until, f"{office}{kind} {_printed(phrase, first, until)}") for first, until in places)
            return
    yield at, after, full_name(_printed(phrase, at, after))


def _listed_names(phrase: Phrase, at: int, head: str) -> Iterator[tuple[int, int, str]]:
    """The names of a list whose head is said once: các sở: *Y tế, Tài chính và Nội vụ*."""
    opens = at < len(phrase.words) and _LIST_OPENS.fullmatch(
        phrase.text[phrase.words[at - 1].end : phrase.words[at].start]
    )
    while opens:
        first = at + (phrase.form(at) == "và")
        until = next(
            (
                stop
                for stop in range(min(first + 8, len(phrase.words)), first, -1)
                if _is_listed(phrase, first, stop, head)
            ),
            None,
        )
        if until is None or not phrase.upper(first):
            return
        yield first, until, full_name(f"{head} {_printed(phrase, first, until)}")
        if until >= len(phrase.words):
            return
        following = until + (phrase.form(until) == "và")
        gap = phrase.text[phrase.words[until - 1].end : phrase.words[min(following, len(phrase.words) - 1)].start]
        opens = _LIST_JOINT.fullmatch(gap)
        at = until


def _in_title_case(phrase: Phrase, at: int) -> bool:
    word = phrase.text[phrase.words[at].start : phrase.words[at].end]
    return word[:1].isupper() and not word.isupper()


def _is_listed(phrase: Phrase, first: int, stop: int, head: str) -> bool:
    return phrase.upper(first) and listed_exactly(f"{head} {_printed(phrase, first, stop)}")


def _bare_head(phrase: Phrase, at: int, short: Mapping[str, str]) -> tuple[int, str] | None:
    """The word after a bare head at word `at`, printed with a capital letter, and whom it means."""
    if not short or not phrase.upper(at):
        return None
    for length in range(LONGEST_SHORT, 0, -1):
        printed = " ".join(phrase.form(at + n) for n in range(length))
        spoken = fold(printed)
        if spoken != printed != _as_written().get(spoken, printed):
            continue  # Số hóa is no Sở
        if spoken in short and not (phrase.upper(at + length) and not phrase.apart(at + length)):
            return at + length, short[spoken]
    return None


def _printed(phrase: Phrase, first: int, after: int) -> str:
    return collapse(phrase.text[phrase.words[first].start : phrase.words[after - 1].end])
