"""The form of answer that a question asks for, what it is over, and what it says of days: read from marked phrases.

The phrases stand in corpus/lexicon/shapes.yaml; here is only which marks, how near to each other, make a shape.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from corpus.lexicon import facets, shape_words
from corpus.models import DocumentKind, Facet, SubjectKind
from corpus.phrases import PhraseTable, Word, words
from corpus.text import canonical, fold, has_diacritics
from rag.models import Given, How, Over, Shape
from rag.question.entities import Entities
from rag.question.periods import around, period_at

SOON = 30  # days in which what is due is due soon
_BRIEF = 6  # words of a question that says no more than a mark
_TEXTS = ("notice", "paper", "article", "meeting", "some")
_NOUNS = {"article": Over.NOTICE, "body": Over.BODY, "item": Over.ITEM, "meeting": Over.NOTICE, "notice": Over.NOTICE} | {
    "paper": Over.NOTICE, "province": Over.PROVINCE, "some": Over.NOTICE, "task": Over.TASK,
}  # fmt: skip
_FACTS = ("issued_on", "number", "signer")
_MOVED = {"this": 0, "next": 1, "past": -1}


class Tag(NamedTuple):
    """A phrase of the question, from word to word, with the marks it carries."""

    start: int
    end: int
    marks: frozenset[str]


class Form(NamedTuple):
    """What a question asks for as a whole; `spoken` are the places of the words that say so and name no matter."""

    shape: Shape = Shape.ONE
    over: Over | None = None
    kinds: tuple[DocumentKind, ...] = ()
    givens: tuple[Given, ...] = ()
    spoken: frozenset[int] = frozenset()


def form_of(text: str, sequence: Sequence[Word], language: str, named: Entities, today: date | None = None) -> Form:
    """The form of a question; `sequence` is its folded words, `today` the day that "quá hạn" is said on."""
    reader = _Reader(text, sequence, language, named, today or date.today())
    shape, over = reader.shape()
    if over is None:
        return Form(shape)
    givens = (*reader.days(over), *reader.roles())
    kinds = (DocumentKind.ARTICLE,) if reader.asks("article") or reader.is_a("article") else ()
    return Form(shape, over, kinds, givens, reader.spoken())


class _Reader:
    """One question with its marks."""

    def __init__(self, text: str, sequence: Sequence[Word], language: str, named: Entities, today: date) -> None:
        accented = language == "vi" and has_diacritics(text)
        compared = words(canonical(text)) if accented else list(sequence)
        self._text, self._sequence, self._named, self._today = text, sequence, named, today
        self._tags = [Tag(*found) for found in _table(language, accented).find(compared)]
        self._held = {mark for tag in self._tags for mark in tag.marks}
        self._english = language == "en"

    def shape(self) -> tuple[Shape, Over | None]:
        """The shape, and what it is over; the more special ones first."""
        if "summary" in self._held and (self._of_notice() or self._named.provinces):
            return Shape.SUMMARY, Over.NOTICE
        if picked := self._picked():
            return picked
        mention = "mention" in self._held
        for noun, over in _NOUNS.items():
            if self._near("count", noun, 1) and self._counts(noun, mention=mention):
                return Shape.COUNT, over
        if self._held & {"cited"} and self.asks("paper") and (self._named.numbers or self._named.provinces):
            return Shape.LIST, Over.DOCUMENT
        if each := self._each(mention):
            return Shape.EACH, each
        listing = self._held & {"list"} or self._near("many", "which", 8) or self._plural()
        listing = listing or any(self._near("many", noun, 0) for noun in ("task", "paper"))
        shape = Shape.LIST if listing else Shape.ONE
        dated = bool(self._held & {"soon", "overdue"}) or ("deadline" in self._held and any(self._limits()))
        if self._near("list", "due", 3) or self._near("many", "due", 0):
            return Shape.LIST, Over.DEADLINE
        of_tasks = dated or self._lacking() is Facet.DEADLINE or self._named.agencies
        if of_tasks and not self.asks("body"):
            pressing = any(self._near(one, two, 3) for one in ("which", "task", "due") for two in ("soon", "overdue"))
            pressing = pressing or (len(self._sequence) <= _BRIEF and bool(self._held & {"soon", "overdue"}))
            if dated and (self.asks("task") or self._near("list", "task", 2) or pressing):
                return Shape.LIST, Over.TASK
            if self.asks("task") or self._held & {"doing"} or (listing and "task" in self._held):
                return shape if self._named.agencies and not dated else Shape.LIST, Over.TASK
        if listing and self._held & {"cited"} and self._of_notice():
            return shape, Over.DOCUMENT
        listed = any(self._near(one, noun, 2) for one in ("list", "many") for noun in _TEXTS[:2])
        held = "held" in self._held and any(self.asks(noun) for noun in _TEXTS[:2])
        if listing and (listed or held) and not self._held & {"task", "body"}:
            return shape, Over.NOTICE
        return shape, None

    def asks(self, noun: str) -> bool:
        """True for "thông báo nào", "which of the notices"."""
        if any({noun, "which"} <= tag.marks for tag in self._tags):
            return True
        return self._near("which", noun, 2) if self._english else self._near(noun, "which", 1)

    def is_a(self, noun: str) -> bool:
        """True for "cái nào là bài báo"."""
        return any(self._near(one, noun, 2) for one in ("which", "some")) and noun in self._held

    def days(self, over: Over) -> Iterator[Given]:
        """What the question says of the days of what it is over."""
        facet = Facet.DEADLINE if over in (Over.TASK, Over.DEADLINE) else Facet.ISSUED_ON
        if over is Over.NOTICE and "meeting" in self._held:
            facet = Facet.HELD_ON
            yield Given(facet=facet, how=How.IS)
        if (lacking := self._lacking()) is not None:
            yield Given(facet=lacking, how=How.NONE)
        if facet is Facet.DEADLINE and "soon" in self._held:
            yield Given(facet=facet, how=How.IN, start=self._today, end=self._today + timedelta(SOON))
        if facet is Facet.DEADLINE and "overdue" in self._held:
            yield Given(facet=facet, how=How.BEFORE, end=self._today - timedelta(1))
        due = self._held & {"deadline", "soon", "overdue"}
        if over not in (Over.TASK, Over.NOTICE) or (facet is Facet.DEADLINE and not due):
            return
        for how, first, last in self._limits():
            single = timedelta(0) if first == last and facet is Facet.DEADLINE else timedelta(1)
            if how == "before":
                yield Given(facet=facet, how=How.BEFORE, end=first - single)
            elif how == "until":
                yield Given(facet=facet, how=How.BEFORE, end=last)
            elif how in ("after", "since"):
                yield Given(facet=facet, how=How.AFTER, start=last + timedelta(1) if how == "after" else first)
            else:
                yield Given(facet=facet, how=How.IN, start=first, end=last)

    def roles(self) -> Iterator[Given]:
        """The part that a body named is asked to have."""
        for mark, facet in (("lead", Facet.LEAD), ("coordinating", Facet.COORDINATING)):
            if mark in self._held:
                yield Given(facet=facet, how=How.IS)
                return

    def spoken(self) -> frozenset[int]:
        """The places of the words that carry a mark or name days."""
        spans = [(tag.start, tag.end) for tag in self._tags]
        spans += [(at, at + length) for at, length, _, _ in self._periods()]
        if lacking := self._lacks():
            spans.append(lacking[1:])
        chosen = (word for start, end in spans for word in self._sequence[start:end])
        return frozenset(place for word in chosen for place in range(word.start, word.end))

    def _picked(self) -> tuple[Shape, Over] | None:
        """The newest notice, the oldest, the task due first."""
        for mark, shape in (("last", Shape.LAST), ("first", Shape.FIRST)):
            for noun in _TEXTS:
                close = self._near(mark, noun, 1) or self._near(noun, mark, 3)
                if close and not self._near("order", noun, 1) and noun != "some":
                    return shape, Over.NOTICE
                if self._near(noun, mark, 4) and self.asks(noun) and self._held & set(_TEXTS[:4]):
                    return shape, Over.NOTICE
        ordered = next((tag for tag in self._tags if "order" in tag.marks), None)
        if ordered is None:
            return None
        shape = Shape.LAST if "last" in ordered.marks else Shape.FIRST
        for noun in _TEXTS:
            if self.asks(noun) and (self._near(noun, "order", 4) or self._near("order", noun, 1)):
                return shape, Over.NOTICE
        due = self._near("due", "order", 2) or self._near("order", "due", 1)
        return (shape, Over.TASK) if due and (self.asks("task") or self.asks("due")) else None

    def _counts(self, noun: str, *, mention: bool) -> bool:
        """True where how many there are is no fact of a sentence: how many notices, tasks, proposals of an item."""
        if noun in ("body", "province", "some", "meeting"):
            return mention and noun in ("body", "province")
        if noun in ("paper", "article"):
            return bool(self._held & {"held", "mention"})
        if noun == "item":
            return bool(self._named.item) or self._of_notice()
        return True

    def _each(self, mention: bool) -> Over | None:
        """By what the answer is told apart: "những tỉnh nào", "which notices mention …", "thông báo nào không có số"."""
        for noun in ("province", *_TEXTS, "body"):
            if not self.asks(noun):
                continue
            over = _NOUNS[noun]
            if mention and over is not Over.BODY:
                return over
            if noun == "province" and not self._named.provinces and self._opens(noun):
                return over
            if over is Over.NOTICE and (self._lacking() or self.is_a("article") or self._dated_notice()):
                return over
            if over is Over.BODY and self.asks("body") and self._near("assigned", "task", 1):
                return over
        return None

    def _dated_notice(self) -> bool:
        return bool(self._held & {"issued"}) and self.asks("notice") and any(self._periods())

    def _opens(self, noun: str) -> bool:
        return any(noun in tag.marks and tag.start <= 2 for tag in self._tags)

    def _of_notice(self) -> bool:
        return bool(self._held & {"notice", "paper", "article"} or self._named.numbers)

    def _plural(self) -> bool:
        """True for "which provinces": English says how many are expected."""
        after = {tag.end for tag in self._tags if "which" in tag.marks}
        return self._english and any(
            word.form.endswith("s") and at in after for at, word in enumerate(self._sequence) if len(word.form) > 3
        )

    def _lacking(self) -> Facet | None:
        """What is said not to be stated: a deadline, or a fact of the notice."""
        found = self._lacks()
        return found[0] if found else None

    def _lacks(self) -> tuple[Facet, int, int] | None:
        """The facet that stands behind a word that denies it, and the words that name it."""
        for tag in self._tags:
            for at in range(tag.end, min(tag.end + 3, len(self._sequence))) if "without" in tag.marks else ():
                marks = next((one.marks for one in self._tags if one.start == at), frozenset())
                if "deadline" in marks:
                    return Facet.DEADLINE, at, at + 1
                named = _facet_names(self._english).longest(self._sequence, at)
                facet = named[1] if named else next((Facet(mark) for mark in marks if mark in _FACTS), None)
                if facet:
                    return facet, at, at + (named[0] if named else 1)
        return None

    def _near(self, left: str, right: str, gap: int) -> bool:
        """True where a phrase of one mark stands before one of another, at most so many words between."""
        return any(
            left in one.marks and right in other.marks and 0 <= other.start - one.end <= gap
            for one in self._tags
            for other in self._tags
        )

    def _limits(self) -> Iterator[tuple[str, date, date]]:
        """Each period with the mark before it: before, until, after, since, or nothing."""
        for tag in self._tags:
            for mark in tag.marks:
                moved, _, unit = mark.partition("_")
                if unit and moved in _MOVED:
                    yield self._before(tag.start), *around(unit, _MOVED[moved], self._today)
        for at, _, first, last in self._periods():
            yield self._before(at), first, last

    def _before(self, at: int) -> str:
        ending = next((tag for tag in self._tags if tag.end == at), None)
        return next((mark for mark in ("before", "until", "after", "since") if ending and mark in ending.marks), "")

    def _periods(self) -> Iterator[tuple[int, int, date, date]]:
        """The periods named, where and how many words long, none of them a document's number."""
        at = 0
        while at < len(self._sequence):
            found = period_at(self._sequence, at)
            end = self._sequence[at + found.length - 1].end if found else 0
            if found and self._text[end : end + 1] not in ("/", "-"):
                yield at, *found
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
