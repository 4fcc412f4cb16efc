"""The marked phrases of a question (corpus/lexicon/shapes.yaml) beside its question words, and the periods it names."""

from collections.abc import Iterator, Sequence
from datetime import date

from corpus.lexicon import of_notice
from corpus.models import Facet
from corpus.phrases import Word
from rag.question.periods import Period, around, period_at
from rag.question.tags import Tags, tags_of

_MOVED = {"this": 0, "next": 1, "past": -1}
_LIMITS = ("before", "until", "after", "since", "between")
_TELLING = (*_LIMITS, "issued", "in_year")  # what leads from a notice to its day
_SHORT = ("number", "issued_on", "signer")  # facets that have shorter names here
_BEHIND = 3  # words between "không ghi" and what is not stated


class Marks(Tags):
    """The phrases of the layer `shapes` in one question; `sequence` is its folded words."""

    def __init__(self, text: str, sequence: Sequence[Word], language: str) -> None:
        tags = tags_of("shapes", text, language)
        super().__init__(sequence, tags.tagged, accented=tags.accented)
        self.english = language == "en"
        self.length = len(sequence)
        self.periods = [*_periods(text, sequence)]
        self._starts = {at for at, _ in self.periods}
        self._named = tags_of("facets", text, language).tagged
        self._back = tags_of("asides", text, language).of("back")

    def asks(self, noun: str) -> bool:
        """True for "thông báo nào", "which of the notices"."""
        if any(one.has("which") for one in self.of(noun)):
            return True
        return self.near("which", noun, 2) if self.english else self.near(noun, "which", 1)

    def counts(self, noun: str, gap: int = 1) -> bool:
        """True for "bao nhiêu thông báo", at most `gap` words between; for "mấy thông báo", no "mấy thông báo này"."""
        pointed = {at for one in self._back for at in range(one.first, one.after)}
        few = {one.after for one in self.of("few")}
        return self.near("count", noun, gap) or any(
            one.first in few and one.first not in pointed for one in self.of(noun)
        )

    def dates(self, *nouns: str) -> bool:
        """True for "thông báo ban hành trước 2018": a noun with what is said of its day right after it."""
        for noun in (one for name in nouns for one in self.of(name)):
            at, said = noun.after, [*noun.values("mark")]
            while at not in self._starts and (one := self.opening(*_TELLING, "which", "say", at=at)):
                at, said = one.after, [*said, *one.values("mark")]
            named = "kind" not in said or not {*said}.isdisjoint((*_LIMITS, "issued"))  # kế hoạch năm 2018 is a matter
            if at in self._starts and named:
                return True
        return False

    @property
    def asking(self) -> bool:
        """True where a question word stands anywhere."""
        return any(one.values("ask") for one in self._named)

    def does(self) -> bool:
        """True for "làm gì", "what must … do"; not for the "do" that opens a question: "when do …"."""
        return any(not self.english or one.first > 2 for one in self.of("doing"))

    def opens(self, mark: str) -> bool:
        """True where the question begins with a phrase of that mark, or nearly so."""
        return any(one.first <= 2 for one in self.of(mark))

    def asks_several(self) -> bool:
        """True for "which provinces": English says that several are expected."""
        after = {one.after for one in self.of("which")}
        several = (at for at, word in enumerate(self.words) if len(word.form) > 3 and word.form.endswith("s"))
        return self.english and any(at in after for at in several)

    def names_days(self) -> bool:
        """True where a period is named, or said from today."""
        return any(self.limits(date.min.replace(year=2)))

    def limits(self, today: date) -> Iterator[tuple[str, date, date]]:
        """Each period with the mark before it: before, until, after, since, or nothing."""
        last = ""
        for one in self.tagged:
            for mark in one.values("mark"):
                moved, _, unit = mark.partition("_")
                if unit and moved in _MOVED:
                    yield self._before(one.first), *around(unit, _MOVED[moved], today)
        for at, period in self.periods:
            backwards = self.opening("backwards", at=at + period.length)  # từ 2018 trở về trước
            how = "until" if backwards or last == "between" else self._before(at)
            last = how
            yield ("since" if how == "between" else how), period.first, period.last

    def lacking(self) -> tuple[Facet, int, int] | None:
        """The facet that stands behind a word that denies it, and the words that name it: "không ghi *thời hạn*"."""
        for without in self.of("without"):
            for at in range(without.after, min(without.after + _BEHIND, self.length)):
                if self.opening("deadline", at=at):
                    return Facet.DEADLINE, at, at + 1
                named = ((one, name) for one in self._named if one.first == at for name in one.values("name"))
                if found := next((one for one in named if of_notice(Facet(one[1]))), None):
                    return Facet(found[1]), at, found[0].after
                if short := next((facet for facet in _SHORT if self.opening(facet, at=at)), None):
                    return Facet(short), at, at + 1
        return None

    def places(self) -> frozenset[int]:
        """The places of all words that carry a mark, name a period or what is lacking."""
        spans = [(one.first, one.after) for one in self.tagged]
        spans += [(at, at + period.length) for at, period in self.periods]
        if lacking := self.lacking():
            spans.append(lacking[1:])
        chosen = (word for start, end in spans for word in self.words[start:end])
        return frozenset(place for word in chosen for place in range(word.start, word.end))

    def _before(self, at: int) -> str:
        return next((mark for mark in _LIMITS for one in self.of(mark) if one.after == at), "")


def _periods(text: str, sequence: Sequence[Word]) -> Iterator[tuple[int, Period]]:
    """The periods named and where they begin, none of them a document's number."""
    at = 0
    while at < len(sequence):
        found = period_at(sequence, at)
        end = sequence[at + found.length - 1].end if found else 0
        if found and text[end : end + 1] not in ("/", "-"):
            yield at, found
        at += found.length if found else 1
