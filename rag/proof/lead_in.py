"""Where a clause does not say whose task it is: the lead-in that does is cited beside it."""

from collections.abc import Sequence

from corpus.models import Notice, SubjectKind
from corpus.names.agencies import body_key, key
from corpus.text import sentences
from rag.draft import Span

_LONG = 300  # characters of an item: of a longer one the sentence is quoted
_FOUND = 20  # characters that a quote needs to be found again: "Sở Y tế" stands everywhere


def lead_in_of(notice: Notice, start: int, end: int, names: Sequence[str]) -> list[Span]:
    """What names the bodies of the quoted clause, or sets its deadline, before it; nothing where the clause itself does."""
    if names_all(notice.text[start:end], names):
        return []
    wanted = {one for name in names for one in (key(name), body_key(name))}
    places = [
        fact.start
        for fact in notice.facts
        if fact.subject.kind is SubjectKind.TASK
        and fact.subject.start < end
        and start < fact.subject.end
        and fact.start < start
        and not wanted.isdisjoint((fact.key, key(fact.value)))
    ]
    return list(dict.fromkeys(span for place in places if (span := _around(notice, place, start, end))))


def _around(notice: Notice, place: int, before: int, end: int) -> Span | None:
    """The item that a place stands in, up to the clause; of a long one its sentence, of a short one with what follows."""
    item = notice.item_at(place)
    if item is None:
        return None
    left, right = item.start, min(item.end, before)
    if right - left > _LONG:
        left, right = next(one for one in sentences(notice.text, left, right) if one[0] <= place < one[1])
    text = notice.text[left:right].rstrip(" *\n")
    if len(text) < _FOUND:
        following = notice.text.find("\n", left + _FOUND, before)
        text = notice.text[left : following if following > 0 else end]
    return Span(notice_id=notice.id, start=left, end=left + len(text), item=item.path) if text else None


def names_all(text: str, names: Sequence[str]) -> bool:
    """True where a text has every one of the names, in any of their spellings."""
    return all(key(name) in key(text) for name in names)
