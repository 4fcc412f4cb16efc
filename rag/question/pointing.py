"""What the words of a question say of the one before: that they go on from it, or that its limits shall not hold."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from corpus.lexicon import facets, questions
from corpus.models import Facet
from corpus.phrases import PhraseTable, Word, words
from corpus.text import canonical, fold, has_diacritics
from rag.question.entities import places_of
from rag.question.language import language_of
from rag.question.tags import tagged_in

_NUMBER_SIGNS = frozenset(("so", "no", "number"))
_BEFORE_A_PLACE = frozenset("cua in of o tai thanh tinh trong pho tp".split())


class Pointing(NamedTuple):
    """A question without the words that open it as a follow-up, and whether it points back at all."""

    rest: str
    back: bool


def pointing(text: str) -> Pointing:
    """What points back is told by words: those that open a question, "đó" and "this" anywhere."""
    spoken, table = _spoken(text)
    at = 0
    while at < len(spoken) and (match := table.longest(spoken, at)) and match[1] == "opening":
        at += match[0]
    back = at > 0 or any(how == "words" for _, _, how in table.find(spoken))
    return Pointing(text[spoken[at].start :] if 0 < at < len(spoken) else text, back)


def points_back(text: str) -> bool:
    """True where a question's own words say that it goes on from the one before."""
    return pointing(text).back


def unlimited(text: str) -> tuple[str, bool]:
    """A question without "ở tất cả các thông báo", and whether it says so; empty where it says no more."""
    spoken = words(text.lower() if language_of(text) == "en" else fold(text))
    found = _everywhere().find(spoken)
    if not found:
        return text, False
    first, after, _ = found[0]
    return _without(text, [(spoken[first].start, spoken[after - 1].end)]).strip(" ?.!"), True


def unplaced(text: str, known: Iterable[str], serials: Iterable[str] = ()) -> str:
    """A question without its provinces, the things it points at, and the documents of these numbers.

    "văn bản đó đề ngày nào" -> "đề ngày nào".
    """
    spoken, table = _spoken(text)
    spans = [
        (spoken[at].start, spoken[end - 1].end)
        for at, end, how in table.find(spoken)
        if how == "words" and end - at > 1
    ]
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
    return any(one.values("ask") == [word] for one in tagged_in(text, words(canonical(text)), language_of(text)))


def named_words(facet: Facet, text: str) -> set[str]:
    """The folded words by which a question names the facet."""
    spoken = words(fold(text))
    return {word.form for first, after, _ in _named(facet).find(spoken) for word in spoken[first:after]}


def names(facet: Facet, text: str) -> bool:
    """True where a question names the facet, rather than only asking "who" or "when"."""
    return bool(named_words(facet, text))


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return " ".join(text.split()).replace(" ?", "?")


def _spoken(text: str) -> tuple[list[Word], PhraseTable[str]]:
    """The words as they are compared with what points back in that writing."""
    folded = not has_diacritics(text)
    if language_of(text) == "en":
        return words(text.lower()), _table("en", False)
    return words(fold(text) if folded else canonical(text)), _table("vi", folded)


@cache
def _table(language: str, folded: bool) -> PhraseTable[str]:
    listed = questions()["points_back"]
    english = language == "en"
    kinds = ("en_opening", "en_words") if english else ("now", "opening", "words")
    entries = [(phrase, kind.removeprefix("en_")) for kind in kinds for phrase in listed[kind]]
    if not english:
        entries += [(f"{thing} {that}", "words") for thing in listed["things"] for that in listed["that"]]
    if not english and not folded:
        entries += [(phrase, kind) for kind, phrases in listed["accented"].items() for phrase in phrases]
    return PhraseTable((fold(phrase) if folded else canonical(phrase), kind) for phrase, kind in entries)


@cache
def _named(facet: Facet) -> PhraseTable[bool]:
    entry = facets()[facet]
    return PhraseTable((fold(one), True) for one in (*entry.names, *entry.cues, *entry.en_names, *entry.en_cues))


@cache
def _everywhere() -> PhraseTable[bool]:
    return PhraseTable((fold(phrase), True) for phrases in questions()["everywhere"].values() for phrase in phrases)
