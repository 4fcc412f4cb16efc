"""What the words of a question say of the one before: that they go on from it, or that its limits shall not hold."""

from collections.abc import Iterable
from typing import NamedTuple

from corpus.models import Facet
from corpus.phrases import words
from corpus.text import fold
from rag.question.asks import asks_in
from rag.question.entities import places_of
from rag.question.language import language_of
from rag.question.tags import Tagged, Tags, between, tags_of, unmarked

_NUMBER_SIGNS = frozenset(("so", "no", "number"))
_BEFORE_ALL = frozenset("across in o of trong".split())
_BEFORE_A_PLACE = frozenset("cua in of o tai thanh tinh trong pho tp".split())


class Pointing(NamedTuple):
    """A question without the words that open it as a follow-up, whether it points back at all, and at which place of a list."""

    rest: str
    back: bool
    nth: int = 0


def pointing(text: str) -> Pointing:
    """What points back is told by words: those that open a question, "đó" and "this" anywhere."""
    tags = _tags(text)
    at = 0
    while one := tags.opening("opening", at=at):
        at = one.after
    start = tags.words[at].start if 0 < at < len(tags.words) else 0
    if found := _place_in(tags):
        return Pointing(_without(text, [(0, start), found[1]]), True, found[0])
    return Pointing(text[start:], at > 0 or tags.has("back"))


def _place_in(tags: Tags) -> tuple[int, tuple[int, int]] | None:
    """Which of the things listed before is meant, and where that is said: "việc thứ hai", "the second one"; -1: the last."""
    for noun in tags.of("listed"):
        for one in tags.tagged:
            place = next((tag.value for tag in one.tags if tag.value.startswith("place_")), "")
            if place and between(noun, one) == 0:
                first, last = sorted((noun, one))
                return int(place[6:]) or -1, (tags.words[first.first].start, tags.words[last.after - 1].end)
    return None


def points_back(text: str) -> bool:
    """True where a question's own words say that it goes on from the one before."""
    return pointing(text).back


class Reach(NamedTuple):
    """A question without "ở tất cả các thông báo" (empty where it says no more), and whether it is asked of all, or of
    those that were not spoken of.
    """

    rest: str
    everywhere: bool = False
    others: bool = False


def reach_of(text: str) -> Reach:
    """Of which notices a question is asked, whatever came before; "ai ký tất cả các thông báo" is left as it is."""
    tags = _tags(text)
    found = next(iter([*tags.of("others"), *tags.of("everywhere")]), None)
    if found is None:
        return Reach(text)
    plain, before = unmarked(tags.words), found.first
    while before and plain[before - 1].form in _BEFORE_ALL:
        before -= 1
    beside = {at for mark in ("opening", "how_so") for one in tags.of(mark) for at in range(one.first, one.after)}
    alone = beside.issuperset({*range(before), *range(found.after, len(plain))})
    span = (tags.words[before].start, tags.words[found.after - 1].end)
    rest = "" if alone else _without(text, [span]).strip(" ?.!") if before < found.first else text
    return Reach(rest, True, found.has("others"))


def unplaced(text: str, known: Iterable[str], serials: Iterable[str] = ()) -> str:
    """A question without its provinces, the things it points at, and the documents of these numbers.

    "văn bản đó đề ngày nào" -> "đề ngày nào".
    """
    tags = _tags(text)
    spans = [_span(tags, one) for one in tags.of("back") if one.after - one.first > 1]
    named = places_of(text, known)
    numbers = [span for span in named["numbers"] if any(serial in text[slice(*span)] for serial in serials)]
    plain = words(fold(text))
    for start, end in (*named["provinces"], *numbers):
        before = [word for word in plain if word.end <= start]
        while before and before[-1].form in _BEFORE_A_PLACE:
            start = before.pop().start
        spans.append((start, end))
    return _without(text, spans)


def serial_in(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """The part of a document's number from its figures on: what is left out of "thông báo số 12" to leave "thông báo"."""
    start, end = span
    before = [word for word in words(fold(text[start:end])) if not word.form[0].isdigit()]
    figures = next(at for at in range(start, end) if text[at].isdigit())
    named = [word for word in before if start + word.end <= figures]
    return (start + named[-1].start if named and named[-1].form in _NUMBER_SIGNS else figures), end


def asks_with(word: str, text: str) -> bool:
    """True for a question with a question word of that class: where ("ở đâu"), number ("số mấy")."""
    return any(one.values("ask") == [word] for one in asks_in(text, language_of(text)).tagged)


def named_words(facet: Facet, text: str) -> set[str]:
    """The folded words by which a question names the facet."""
    spoken = words(fold(text))
    named = [one for one in tags_of("facets", text, language_of(text)).of(facet) if one.cues()]
    return {word.form for one in named for word in spoken[one.first : one.after]}


def names(facet: Facet, text: str) -> bool:
    """True where a question names the facet, rather than only asking "who" or "when"."""
    return bool(named_words(facet, text))


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return " ".join(text.split()).replace(" ?", "?")


def _tags(text: str) -> Tags:
    return tags_of("asides", text, language_of(text))


def _span(tags: Tags, one: Tagged) -> tuple[int, int]:
    return tags.words[one.first].start, tags.words[one.after - 1].end
