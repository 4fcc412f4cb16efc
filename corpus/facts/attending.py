"""Who came to a meeting, or was absent, one by one: bodies by name, people with their office."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpus.facts.source import Source
from corpus.models import Printed
from corpus.names.agencies import agency_named, body_key, key
from corpus.names.mentions import Mention, mentions
from corpus.names.people import names_in
from corpus.names.places import provinces_in
from corpus.text import canonical, collapse

_LEAD_IN = re.compile(
    r"\W*(?:thành phần|tham dự|tham gia|cùng dự|dự họp|cùng tham dự|dự cuộc họp)\b[^:;,.()]{0,80}?(?::|(?<!\w)(?:gồm\s+có|có|gồm|là)(?!\w)\s*:?)\s*"
)
_SHARED_HEAD = re.compile(r"(?<!\w)các\s+sở((?:\s*,\s*\w+|\s+và\s+\w+)+\s*)(?=:)")
_JOINT = re.compile(r"\s*(?:[,;]|(?<!\w)và(?!\w))\s*")
_HARD_JOINT = re.compile(r"\s*;\s*(?:và\s+)?")
_OPENS = re.compile(r"(?:đại\s+diện|lãnh\s+đạo|các|thành\s+viên|đồng\s+chí|ông|bà|một\s+số)(?!\w)")
_BRACKETS = re.compile(r"\([^)]*\)?")
_SAID_OF_IT = re.compile(r"\s*\(|\s+theo\s")
_BEFORE_A_BODY = re.compile(r"(?:(?:đại\s+diện|lãnh\s+đạo|các|và|là|thành\s+viên|đồng\s+chí|ông|bà)\s*)*")
_OFFICE_JOINT = re.compile(r"\s*[,–(-]\s*|\s+là\s+")


class Attending(NamedTuple):
    """One who is named; `office` as printed where it is a person."""

    start: int
    end: int
    key: str | None
    office: str | None = None


def attending(source: Source, said: Printed) -> Iterator[Attending]:
    """The bodies and people of a list, else the whole that is said."""
    lead_in = _LEAD_IN.match(source.form, said.start, said.end)
    start = lead_in.end() if lead_in else said.start
    view = _SHARED_HEAD.sub(
        lambda head: head[0].removesuffix(head[1]) + " " * len(head[1]), source.form[start : said.end]
    )
    view = "".join(new if new == " " else old for new, old in zip(view, source.view[start : said.end], strict=True))
    bodies = [Mention(start + body.start, start + body.end, body.name) for body in mentions(view)]
    people = [
        one
        for one in names_in(source.view, start, said.end)
        if not provinces_in(one.value) and not any(body.start <= one.start and one.end <= body.end for body in bodies)
    ]
    found = list(_each(source, _parts(source, start, said.end, bodies), bodies, people))
    begins = {*(body.start for body in bodies), *(person.start for person in people)}
    split = found and (lead_in or any(one.start in begins for one in found))
    yield from found if split else [Attending(said.start, said.end, None)]


def _parts(source: Source, start: int, end: int, bodies: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """The list cut at its marks, not within a name or brackets."""
    form = source.form
    closed = [(body.start, body.end) for body in bodies]
    closed += [(document.start, document.end) for document in source.notice.cited_documents]
    closed += [match.span() for match in _BRACKETS.finditer(form, start, end)]
    joint = _HARD_JOINT if ";" in form[start:end] else _JOINT
    left = start
    for match in joint.finditer(form, start, end):
        within = any(a < match.end() and match.start() < b for a, b in closed)
        if not within and (
            match[0].strip() != "và" or source.view[match.end()].isupper() or _OPENS.match(form, match.end())
        ):
            yield left, match.start()
            left = match.end()
    yield left, end


def _each(
    source: Source, parts: Iterator[tuple[int, int]], bodies: Sequence[Mention], people: Sequence[Printed]
) -> Iterator[Attending]:
    waiting: Printed | None = None
    listed = False  # under "các sở:"
    for start, end in parts:
        said = _SAID_OF_IT.search(source.form, start, end)
        end = said.start() if said else end
        start, end = source.bare(start, end)
        end = start + len(source.form[start:end].rstrip(" .:-–"))
        within = [body for body in bodies if start <= body.start < end]
        person = next((one for one in people if start <= one.start < end), None)
        if waiting:  # Nguyễn Văn A | Giám đốc Sở Y tế
            office = within[0] if within and within[0].start == start and not person else None
            yield _person(source, waiting, office)
            waiting = None
            if office:
                continue
        if person:
            office = next((body for body in within if _belongs(source, person, body)), None)
            if office or within:
                yield _person(source, person, office)
            else:
                waiting = person
            continue
        if any(one.start <= start < one.end for one in source.notice.cited_documents) or end <= start:
            continue
        colon = source.form.rfind(":", start, end)
        listed = listed or (colon >= 0 and re.search(r"các\s+sở", source.form[start:colon]) is not None)
        begin = source.bare(colon + 1, end)[0] if colon >= 0 else start
        body = within[0] if len(within) == 1 else None
        if body and colon < 0 and _BEFORE_A_BODY.fullmatch(source.form, start, body.start) and body.end >= end:
            yield Attending(body.start, body.end, _key(body))
        elif body and body.end >= end and colon >= 0:
            yield Attending(begin, end, _key(body))
        else:
            words = collapse(source.view[begin:end])
            head = f"Sở {words}" if listed and agency_named(f"Sở {words}") else words
            yield Attending(begin, end, body_key(head))
    if waiting:
        yield _person(source, waiting, None)


def _key(body: Mention) -> str:
    """Whoever comes for a body: *lãnh đạo* Sở Y tế."""
    sent = _BEFORE_A_BODY.match(canonical(body.name))
    return body_key(body.name[sent.end() :] if sent else body.name)


def _belongs(source: Source, person: Printed, body: Mention) -> bool:
    """True for the office right before or after a name."""
    after = body.start - person.end >= 0 and _OFFICE_JOINT.fullmatch(source.form, person.end, body.start) is not None
    return after or (body.end <= person.start and not source.form[body.end : person.start].strip())


def _person(source: Source, person: Printed, office: Mention | None) -> Attending:
    held = collapse(source.notice.text[office.start : office.end]) if office else None
    return Attending(person.start, person.end, key(person.value), held)
