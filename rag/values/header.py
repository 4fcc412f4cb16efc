"""What a notice states as a whole: who signed it, its number, its date, its meeting."""

from collections.abc import Callable, Sequence

from corpus.models import Facet, Notice, Printed, Value


class Stated(Value):
    """A fact of the header or the closing: how it is said, and the slice that proves it."""

    value: str
    start: int
    end: int


def stated(notice: Notice, slot: Facet) -> Stated | None:
    """The fact a slot asks for; None where the notice does not state it."""
    return READERS[slot](notice) if slot in READERS else None


def _fact(fact: Printed | None) -> Stated | None:
    return Stated(value=fact.value, start=fact.start, end=fact.end) if fact else None


def _signer(notice: Notice) -> Stated | None:
    """The name with the title above it, quoted together."""
    name, title = notice.signature.name, notice.signature.title
    if name is None:
        return None
    start = title.start if title and title.start < name.start else name.start
    return Stated(value=f"{name.value}, {title.value}" if title else name.value, start=start, end=name.end)


def _issued_on(notice: Notice) -> Stated | None:
    if notice.issued_on is None:
        return None
    start = notice.place.start if notice.place else notice.issued_on.start
    printed = notice.issued_on.value.strftime("%d/%m/%Y")
    return Stated(value=printed, start=start, end=notice.issued_on.end)


def _held_on(notice: Notice) -> Stated | None:
    held = notice.meeting.held_on
    if held is None:
        return None
    end = notice.meeting.chair.end if notice.meeting.chair else held.end
    return Stated(value=held.value.strftime("%d/%m/%Y"), start=held.start, end=max(held.end, end))


def _listed(facts: Sequence[Printed]) -> Stated | None:
    if not facts:
        return None
    return Stated(value="; ".join(fact.value for fact in facts), start=facts[0].start, end=facts[-1].end)


def _meeting(name: str) -> Callable[[Notice], Stated | None]:
    def read(notice: Notice) -> Stated | None:
        """A fact of the meeting, quoted with the words around it."""
        fact = getattr(notice.meeting, name)
        if fact is None:
            return None
        start = max((notice.item_at(fact.start) or fact).start, notice.text.rfind(" ", 0, max(0, fact.start - 60)) + 1)
        return Stated(value=fact.value, start=start if len(fact.value) < 40 else fact.start, end=fact.end)

    return read


def _changed(notice: Notice, numbers: Sequence[str]) -> Stated | None:
    """The documents of these numbers, quoted where the notice says that it changes them."""
    cited = [one for one in notice.cited_documents if one.number in numbers]
    if not cited:
        return None
    start = max(notice.text.rfind("\n", 0, cited[0].start) + 1, cited[0].start - 120)
    named = dict.fromkeys(f"{one.kind.value} số {one.number}" if one.kind else str(one.number) for one in cited)
    return Stated(value="; ".join(named), start=start, end=cited[0].end)


def _partly_replaced(notice: Notice) -> list[str]:
    """The documents of which it replaces a part: "thay thế nội dung khoản 2 Thông báo số 12"."""
    amended = (one for one in notice.cited_documents if one.number in notice.amends)
    return [
        one.number for one in amended if one.number and "thay thế" in notice.text[max(0, one.start - 80) : one.start]
    ]


READERS: dict[Facet, Callable[[Notice], Stated | None]] = {
    Facet.SIGNER: _signer,
    Facet.SIGNER_TITLE: lambda notice: _fact(notice.signature.title),
    Facet.ISSUER: lambda notice: _fact(notice.issuer),
    Facet.SUBJECT: lambda notice: _fact(notice.subject),
    Facet.ADDRESSEES: lambda notice: _listed(notice.addressees),
    Facet.RECIPIENTS: lambda notice: _listed(notice.recipients),
    Facet.ARRIVAL: lambda notice: _fact(notice.arrival),
    Facet.REPLACES: lambda notice: _changed(notice, (*notice.replaces, *_partly_replaced(notice))),
    Facet.CHANGES: lambda notice: _changed(notice, (*notice.replaces, *notice.amends)),
    Facet.AUTHOR: lambda notice: _fact(notice.author),
    Facet.CHAIR: _meeting("chair"),
    Facet.ABSENT: _meeting("absent"),
    Facet.ATTENDEES: _meeting("attendees"),
    Facet.MEETING_PLACE: _meeting("place"),
    Facet.HELD_ON: _held_on,
    Facet.ISSUED_ON: _issued_on,
    Facet.NUMBER: lambda notice: _fact(notice.number),
}
