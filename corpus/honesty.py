"""What was NOT understood of a notice: header fields it does not state, items and sentences that gave no task.

A notice says of itself nothing about how well it was read. Whoever puts it into the index is told where to look.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from corpus.directives.clauses import clauses
from corpus.doubts import doubtful
from corpus.layout.columns import labelled_column
from corpus.layout.legible import legible
from corpus.layout.paragraphs import after_marker
from corpus.layout.printed_page import printed_page
from corpus.lexicon import honesty_words
from corpus.models import Directive, Item, Notice, Value, is_under
from corpus.names.mentions import mentions
from corpus.patterns import cue, either
from corpus.text import canonical, collapse, fold, plain

_LINE = re.compile(r"[^\n\f\v]+")
_LONGEST_HEADING = 200  # characters
_TOLD_BY_LABELS = ("lead", "assigned", "coordinating", "due")
_LEAD_IN = re.compile(r":\W*$")
_CLOSED = re.compile(r"[.;!]\W*$")


class Slice(Value):
    """A piece of a notice: `text` is `notice.text[start:end]`, `item` the path it stands at."""

    item: str
    text: str
    start: int
    end: int


class Honesty(Value):
    """How a notice was read: header fields by name, counts, and what gave no task, in the order of the text.

    `doubtful`: header fields that another one, or the grammar of names, contradicts.
    """

    stated: tuple[str, ...]
    missing: tuple[str, ...]
    items: int
    tasks: int
    items_without_task: tuple[Slice, ...] = ()
    sentences_without_task: tuple[Slice, ...] = ()
    headings_without_task: tuple[Slice, ...] = ()
    labels_without_task: tuple[Slice, ...] = ()
    doubtful: tuple[str, ...] = ()


def honesty(notice: Notice) -> Honesty:
    """What was found in a notice and what was not. Needs the whole notice, as `Index.notice` gives it."""
    fields = _header(notice)
    held = _held(notice)
    return Honesty(
        stated=tuple(name for name, stated in fields.items() if stated),
        missing=tuple(name for name, stated in fields.items() if not stated),
        items=sum(1 for item in notice.items if item.path),
        tasks=len(notice.directives),
        items_without_task=tuple(_items_without_task(notice, held)),
        sentences_without_task=tuple(_sentences_without_task(notice, held)),
        headings_without_task=tuple(_headings_without_task(notice, held)),
        labels_without_task=tuple(_labels_without_task(notice, held)),
        doubtful=tuple(doubtful(notice)),
    )


def _header(notice: Notice) -> dict[str, bool]:
    return {
        "type": notice.kind is not None,
        "number": notice.number is not None,
        "issuer": notice.issuer is not None,
        "province": notice.province is not None,
        "date": notice.issued_on is not None,
        "subject": notice.subject is not None,
        "signer": notice.signature.name is not None,
    }


def _items_without_task(notice: Notice, held: bytes) -> Iterator[Slice]:
    """The numbered items that no directive overlaps, but for headings that others stand under."""
    for at, item in enumerate(notice.items):
        if item.path and not _is_heading(notice.items, at) and not _has_task(held, item.start, item.end):
            yield _slice(notice, item.path, item.start, item.end)


def _sentences_without_task(notice: Notice, held: bytes) -> Iterator[Slice]:
    """The sentences, cut where a semicolon begins a task of its own, that give work and that no directive overlaps."""
    view = legible(printed_page(notice.text))
    for at, item in enumerate(notice.items):
        for start, end in clauses(view, item):
            if _has_task(held, start, end) or (end == item.end and _opens(notice, held, view, at, start, end)):
                continue
            if _gives_work(view, start, end):
                yield _slice(notice, item.path, start, end)


def _headings_without_task(notice: Notice, held: bytes) -> Iterator[Slice]:
    """The headings that open with a body under which no directive stands."""
    for at, item in enumerate(notice.items):
        if not (item.path and _is_heading(notice.items, at)) or len(item.text) > _LONGEST_HEADING:
            continue
        under = [one.end for one in notice.items[at:] if one.path == item.path or is_under(one.path, item.path)]
        begin = after_marker(notice.text, item)
        bodies = mentions(notice.text, begin, item.end)
        opens = bool(bodies) and not notice.text[begin : bodies[0].start].strip(" *_")
        if opens and not _has_task(held, item.start, max([item.end, *under])):
            yield _slice(notice, item.path, item.start, item.end)


def _labels_without_task(notice: Notice, held: bytes) -> Iterator[Slice]:
    """The lines with a label that says who leads or by when, which no directive holds."""
    for said, path, start, end in _labels(notice):
        if said in _TOLD_BY_LABELS and not _has_task(held, start, end):
            yield _slice(notice, path, start, end)


def _labels(notice: Notice) -> Iterator[tuple[str, str, int, int]]:
    """(what a label says, its item, start, end) of each line with a label and a value."""
    for item in notice.items:
        for line in _LINE.finditer(notice.text, after_marker(notice.text, item), item.end):
            label, colon, value = line[0].partition(":")
            if colon and value.strip() and (said := labelled_column(label.strip(" *+•–-\t"))):
                yield said, item.path, line.end() - len(line[0].lstrip()), line.end()


def _is_told(value: str, near: Iterable[Directive]) -> bool:
    """True for the value of a label that a task beside it has its bodies or its deadline from."""
    bodies = {one.name for one in mentions(value)}
    return any(bodies.intersection(row.bodies) or (row.deadline and row.deadline.text in value) for row in near)


def _opens(notice: Notice, held: bytes, view: str, at: int, start: int, end: int) -> bool:
    """True for the title of what stands under it, and for a lead-in ("… như sau:") that a task follows."""
    if _is_heading(notice.items, at) and not _CLOSED.search(view, start, end) and not _LEAD_IN.search(view, start, end):
        return True
    if not _LEAD_IN.search(view, start, end):
        return False
    follows = range(at + 1, len(notice.items))
    leaf = next((notice.items[n] for n in follows if not _is_heading(notice.items, n)), None)
    return leaf is not None and _has_task(held, leaf.start, leaf.end)


def _gives_work(view: str, start: int, end: int) -> bool:
    """True where a cue stands outside the bodies' names and is no noun and no report of what was done."""
    form = canonical(view)
    if not any(cue(name).search(form, start, end) for name in ("assign", "lead", "by", "coordinate")):
        return False
    clause = form[start:end]
    for name in mentions(view, start, end):
        clause = clause[: name.start - start] + "_" * (name.end - name.start) + clause[name.end - start :]
    if any(not _is_noun(clause, found) for found in cue("assign").finditer(clause)):
        return True
    acts = [found for name in ("lead", "by", "coordinate") for found in cue(name).finditer(clause)]
    return any(
        not _is_noun(clause, found)
        and not _done().match(clause, found.end())
        and not _told().search(clause, 0, found.start())
        for found in acts
        if collapse(found[0]) not in honesty_words()["weak"]
    )


def _is_noun(clause: str, found: re.Match[str]) -> bool:
    return bool(_noun_before().search(clause, 0, found.start()) or _noun_after().match(clause, found.end()))


def _is_heading(items: Sequence[Item], at: int) -> bool:
    """True where the next item stands under this one: by its path, or by the words it stands under."""
    if at + 1 == len(items):
        return False
    item, following = items[at], items[at + 1]
    if item.path and (following.path == item.path or is_under(following.path, item.path)):
        return True
    nearest = fold(following.heading.rsplit(" › ", 1)[-1])
    return bool(nearest) and fold(collapse(plain(item.text))).startswith(nearest)


def _held(notice: Notice) -> bytes:
    """A byte for each character of the text: 1 where a directive holds it, or has something from its label."""
    held = bytearray(len(notice.text))
    rows = notice.directives
    starts = [row.start for row in rows]
    for row in rows:
        held[row.start : row.end] = b"\1" * (row.end - row.start)
    for _, _, start, end in _labels(notice):
        at = bisect_left(starts, start)
        if _is_told(notice.text[start:end].partition(":")[2], rows[max(0, at - 1) : at + 1]):
            held[start:end] = b"\1" * (end - start)
    return bytes(held)


def _has_task(held: bytes, start: int, end: int) -> bool:
    return held.find(1, start, end) >= 0


def _slice(notice: Notice, path: str, start: int, end: int) -> Slice:
    return Slice(item=path, text=notice.text[start:end], start=start, end=end)


@cache
def _noun_before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{either(honesty_words()['noun_before'])})\s+$")


@cache
def _noun_after() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{either(honesty_words()['noun_after'])})(?!\w)")


@cache
def _done() -> re.Pattern[str]:
    return re.compile(rf"[\s,]*(?:{either(honesty_words()['held'])})(?!\w)")


@cache
def _told() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{either(honesty_words()['told'])})(?!\w)")
