"""The marked phrases of a question (corpus/lexicon/shapes.yaml), where they stand, and the periods it names."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from corpus.lexicon import facets, shape_words
from corpus.models import Facet, SubjectKind
from corpus.phrases import PhraseTable, Word, words
from corpus.text import canonical, fold, has_diacritics
from rag.question.periods import Period, around, period_at

_MOVED = {"this": 0, "next": 1, "past": -1}
_LIMITS = ("before", "until", "after", "since")
_LACKED = frozenset(("number", "signer"))  # ask for nothing but behind a word that denies them
_BEHIND = 3  # words between "không ghi" and what is not stated


class Tag(NamedTuple):
    """A phrase of the question, from word to word, with the marks it carries."""

    start: int
    end: int
    marks: frozenset[str]


class Marks:
    """The phrases of one question: accented where it is accented, the longest at each word."""

    def __init__(self, text: str, sequence: Sequence[Word], language: str) -> None:
        accented = language == "vi" and has_diacritics(text)
        compared = words(canonical(text)) if accented else list(sequence)
        self.english = language == "en"
        self.length = len(sequence)
        self._sequence = sequence
        self._tags = [Tag(*found) for found in _table(language, accented).find(compared)]
        self._of: dict[str, list[Tag]] = defaultdict(list)
        for tag in self._tags:
            for mark in tag.marks:
                self._of[mark].append(tag)
        self.periods = [*_periods(text, sequence)]

    def has(self, *marks: str) -> bool:
        """True where a phrase carries one of the marks."""
        return any(mark in self._of for mark in marks)

    def near(self, left: str, right: str, gap: int) -> bool:
        """True where a phrase of one mark stands before one of another, at most so many words between."""
        starts = {tag.start for tag in self._of.get(right, ())}
        return any(not starts.isdisjoint(range(tag.end, tag.end + gap + 1)) for tag in self._of.get(left, ()))

    def asks(self, noun: str) -> bool:
        """True for "thông báo nào", "which of the notices"."""
        if any("which" in tag.marks for tag in self._of.get(noun, ())):
            return True
        return self.near("which", noun, 2) if self.english else self.near(noun, "which", 1)

    def does(self) -> bool:
        """True for "làm gì", "what must … do"; not for the "do" that opens a question: "when do …"."""
        return any(not self.english or tag.start > 2 for tag in self._of.get("doing", ()))

    def opens(self, mark: str) -> bool:
        """True where the question begins with a phrase of that mark, or nearly so."""
        return any(tag.start <= 2 for tag in self._of.get(mark, ()))

    def asks_several(self) -> bool:
        """True for "which provinces": English says that several are expected."""
        after = {tag.end for tag in self._of.get("which", ())}
        several = (at for at, word in enumerate(self._sequence) if len(word.form) > 3 and word.form.endswith("s"))
        return self.english and any(at in after for at in several)

    def names_days(self) -> bool:
        """True where a period is named, or said from today."""
        return any(self.limits(date.min.replace(year=2)))

    def limits(self, today: date) -> Iterator[tuple[str, date, date]]:
        """Each period with the mark before it: before, until, after, since, or nothing."""
        for tag in self._tags:
            for mark in tag.marks:
                moved, _, unit = mark.partition("_")
                if unit and moved in _MOVED:
                    yield self._before(tag.start), *around(unit, _MOVED[moved], today)
        for at, period in self.periods:
            yield self._before(at), period.first, period.last

    def lacking(self) -> tuple[Facet, int, int] | None:
        """The facet that stands behind a word that denies it, and the words that name it: "không ghi *thời hạn*"."""
        for tag in self._of.get("without", ()):
            for at in range(tag.end, min(tag.end + _BEHIND, self.length)):
                marks = next((one.marks for one in self._tags if one.start == at), frozenset())
                if "deadline" in marks:
                    return Facet.DEADLINE, at, at + 1
                if named := _facet_names(self.english).longest(self._sequence, at):
                    return named[1], at, at + named[0]
                if short := next((Facet(mark) for mark in marks if mark in list(Facet)), None):
                    return short, at, at + 1
        return None

    def places(self) -> frozenset[int]:
        """The places of all words that carry a mark, name a period or what is lacking."""
        spans = [(tag.start, tag.end) for tag in self._tags if not tag.marks <= _LACKED]
        spans += [(at, at + period.length) for at, period in self.periods]
        if lacking := self.lacking():
            spans.append(lacking[1:])
        chosen = (word for start, end in spans for word in self._sequence[start:end])
        return frozenset(place for word in chosen for place in range(word.start, word.end))

    def _before(self, at: int) -> str:
        ending = next((tag for tag in self._tags if tag.end == at), None)
        return next((mark for mark in _LIMITS if ending and mark in ending.marks), "")


def _periods(text: str, sequence: Sequence[Word]) -> Iterator[tuple[int, Period]]:
    """The periods named and where they begin, none of them a document's number."""
    at = 0
    while at < len(sequence):
        found = period_at(sequence, at)
        end = sequence[at + found.length - 1].end if found else 0
        if found and text[end : end + 1] not in ("/", "-"):
            yield at, found
        at += found.length if found else 1


@cache
def _table(language: str, accented: bool) -> PhraseTable[frozenset[str]]:
    """Every phrase of a language with its marks, in the form it is compared in."""
    marks: dict[str, set[str]] = {}
    for mark, phrases in shape_words().items():
        for phrase in phrases.get(language, ()):
            marks.setdefault(canonical(phrase) if accented else fold(phrase), set()).add(mark)
    return PhraseTable((phrase, frozenset(found)) for phrase, found in marks.items())


@cache
def _facet_names(english: bool) -> PhraseTable[Facet]:
    """How the facts of a notice are called, folded."""
    return PhraseTable(
        (fold(name), facet)
        for facet, entry in facets().items()
        if entry.of is SubjectKind.NOTICE
        for name in (entry.en_names if english else entry.names)
    )
