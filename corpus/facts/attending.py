"""Who came to a meeting, or was absent, one by one: bodies by name, people with their office."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpus.facts.source import Source, Span, bare
from corpus.models import Printed
from corpus.names.agencies import agency_named, body_key, key
from corpus.names.mentions import mentions
from corpus.names.people import held_by, names_in
from corpus.names.places import provinces_in
from corpus.text import collapse

_LEAD_IN = re.compile(
    r"\W*(?:thành phần|tham dự|tham gia|cùng dự|cùng đi|dự họp|cùng tham dự|dự cuộc họp|có mặt)\b[^:;,.()]{0,80}?(?::|(?<!\w)(?:gồm\s+có|có|gồm|là)(?!\w)\s*:?)\s*"
)
_LISTED = re.compile(r"các\s+sở[^:;]*:")
_SHARED_HEAD = re.compile(r"(?<=các\ssở)(?:\s*,\s*\w+|\s+và\s+\w+)+\s*(?=:)", re.I)  # các sở, ban, ngành:
_JOINT = re.compile(r"\s*(?:[,;]|(?<!\w)và(?!\w))\s*")
_HARD_JOINT = re.compile(r"\s*;\s*(?:và\s+)?")
_SENT = r"đại\s+diện|lãnh\s+đạo|các|thành\s+viên|đồng\s+chí|ông|bà"
_OPENS = re.compile(rf"(?:{_SENT}|một\s+số)(?!\w)")
_BRACKETS = re.compile(r"\([^)]*\)?")
_SAID_OF_IT = re.compile(r"\s*\(|\s+theo\s|[\s.:–-]*\Z")
_BEFORE_A_BODY = re.compile(rf"(?:(?:{_SENT}|và|là)\s*)*")


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
    view = _SHARED_HEAD.sub(lambda more: " " * len(more[0]), source.view[start : said.end])
    bodies = [(start + body.start, start + body.end) for body in mentions(view)]
    people = [
        one
        for one in names_in(source.view, start, said.end)
        if not provinces_in(one.value) and not any(a <= one.start < b for a, b in bodies)
    ]
    found = list(_each(source, (start, said.end), bodies, people))
    begins = {*(a for a, _ in bodies), *(person.start for person in people)}
    split = found and (lead_in or any(one.start in begins for one in found))
    yield from found if split else [Attending(said.start, said.end, None)]


def _parts(source: Source, within: Span, closed: Sequence[Span]) -> Iterator[Span]:
    """The list cut at its marks, not within a name or brackets; at commas where no semicolon parts it, or under "các sở:"."""
    closed = [*closed, *(match.span() for match in _BRACKETS.finditer(source.form, *within))]
    if ";" not in source.form[slice(*within)]:
        yield from _cut(source, within, closed, _JOINT)
        return
    for start, end in _cut(source, within, closed, _HARD_JOINT):
        yield from _cut(
            source, (start, end), closed, _JOINT if _LISTED.search(source.form, start, end) else _HARD_JOINT
        )


def _cut(source: Source, within: Span, closed: Sequence[Span], joint: re.Pattern[str]) -> Iterator[Span]:
    form, (left, end) = source.form, within
    for match in joint.finditer(form, *within):
        opens = source.view[match.end()].isupper() or _OPENS.match(form, match.end())
        if (opens or match[0].strip() != "và") and not any(a < match.end() and match.start() < b for a, b in closed):
            yield left, match.start()
            left = match.end()
    yield left, end


def _each(source: Source, within: Span, bodies: Sequence[Span], people: Sequence[Printed]) -> Iterator[Attending]:
    cited = [(one.start, one.end) for one in source.cited_in(*within)]
    listed, held = False, within[0]  # under "các sở:"; where the office ends that was told last
    for start, end in _parts(source, within, [*bodies, *cited]):
        stop = _SAID_OF_IT.search(source.form, start, end)
        start, end = bare(source.notice.text, start, stop.start() if stop else end)
        if end <= max(start, held) or any(a <= start < b for a, b in cited):
            continue
        if person := next((one for one in people if start <= one.start < end), None):
            office = held_by(source.view, person.start, person.end)
            held = max(held, office[1] if office else held)
            yield Attending(
                person.start, person.end, key(person.value), collapse(source.view[slice(*office)]) if office else None
            )
            continue
        heads = source.form.rfind("các sở", within[0], start) > source.form.rfind(";", within[0], start)
        listed = (listed and heads) or _LISTED.search(source.form, start, end) is not None
        colon = source.form.rfind(":", start, end)
        begin = bare(source.notice.text, colon + 1, end)[0] if colon >= 0 else start
        before = _BEFORE_A_BODY.match(source.form, begin, end)
        name = collapse(source.view[before.end() if before else begin : end])
        if colon < 0 and before and (before.end(), end) in bodies:
            begin = before.end()
        yield Attending(begin, end, body_key(f"Sở {name}" if listed and agency_named(f"Sở {name}") else name))
