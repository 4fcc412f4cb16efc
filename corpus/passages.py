"""Notice -> passages: what is indexed, each with the words it stands under."""

import re
from collections.abc import Iterator

from corpus.directives.clauses import clauses
from corpus.models import Item, Notice, Passage
from corpus.text import collapse

_SHORTEST = 25  # characters; a shorter sentence goes with the one before it
_LONG = 320  # characters; a longer sentence is cut at its semicolons
_NEAR = 2_000  # characters of its item on either side that a passage is searched with


def passages(notice: Notice) -> tuple[Passage, ...]:
    """The passages of a notice in reading order: its subject, then its sentences and long clauses.

    Every passage is searched with its heading path, the rest of its item and the notice's header, and quoted
    without them.
    """
    header = header_words(notice)
    return tuple(
        Passage(
            notice_id=notice.id, position=position, item=item.path if item else "", text=notice.text[start:end],
            start=start, end=end, context=_context(notice, item, start, end) if item else "", header=header,
        )
        for position, (item, start, end) in enumerate(pieces(notice))
    )  # fmt: skip


def pieces(notice: Notice) -> Iterator[tuple[Item | None, int, int]]:
    """The slices that become passages, each with its item; the notice's subject has none."""
    if notice.subject:
        yield None, notice.subject.start, notice.subject.end
    for item in notice.items:
        yield from ((item, start, end) for start, end in _pieces(notice.text, item))


def header_words(notice: Notice) -> str:
    """What identifies a notice, on one line: type, number, issuer, province, date, subject."""
    date = notice.issued_on or notice.meeting.held_on
    parts = [
        notice.type,
        notice.number.value if notice.number else None,
        notice.issuer.value if notice.issuer else None,
        notice.province,
        date.value.strftime("%d/%m/%Y năm %Y") if date else None,
        notice.subject.value if notice.subject else None,
    ]
    return " ".join(part for part in parts if part)


def _pieces(text: str, item: Item) -> Iterator[tuple[int, int]]:
    held: tuple[int, int] | None = None
    for start, end in (part for clause in clauses(text, item) for part in _parts(text, *clause)):
        if held and (end - start < _SHORTEST or held[1] - held[0] < _SHORTEST):
            held = (held[0], end)
            continue
        if held:
            yield held
        held = (start, end)
    if held:
        yield held


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A long sentence as the parts between its semicolons, none of them short."""
    if end - start > _LONG:
        left = start
        for match in re.finditer(r";\s+", text[start:end]):
            if start + match.start() - left > 2 * _SHORTEST and end - start - match.end() > 2 * _SHORTEST:
                yield left, start + match.start() + 1
                left = start + match.end()
        start = left
    yield start, end


def _context(notice: Notice, item: Item, start: int, end: int) -> str:
    before = notice.text[max(item.start, start - _NEAR) : start]
    rest = f"{before} {notice.text[end : min(item.end, end + _NEAR)]}"
    return collapse(f"{item.heading} {rest}")
