"""What a question about the collection is answered from: the notices that meet what it says of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.models import DocumentKind, Facet, Notice
from corpus.names.agencies import body_key
from corpus.text import fold
from rag.allowance import spend
from rag.coverage import coverage, rarity_of, words_of
from rag.draft import Draft, Span
from rag.index import Index, tokens
from rag.label import label
from rag.models import AnswerStatus, How, Over, Question, Term
from rag.question.cues import asking_words
from rag.search.scope import Scope, within
from rag.wording import Wording

_DAYS = (Facet.ISSUED_ON, Facet.HELD_ON)


@dataclass(frozen=True)
class Room:
    """A question with the notices in question, their headers alone."""

    index: Index
    question: Question
    scope: Scope
    wording: Wording
    notices: tuple[Notice, ...]

    @property
    def narrowed(self) -> bool:
        """True where not every notice is in question."""
        return self.scope.ids is not None

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the notices in question."""
        return frozenset(notice.id for notice in self.notices)

    def whole(self) -> list[Notice]:
        """The notices in question with their texts."""
        return [self.index.notice(notice.id) for notice in self.notices]

    def holding(self, phrases: Iterable[str]) -> list[Notice]:
        """Of these, those that have a passage with all words of one of the phrases."""
        found = self.index.holding([tokens(phrase).folded for phrase in phrases])
        return [self.index.notice(notice.id) for notice in self.notices if notice.id in found]

    def say(self, key: str, **values: object) -> str:
        """A sentence in the language of the question."""
        return self.wording.say(self.question.language, key, **values)

    def topic(self, *said: str) -> list[Term]:
        """The terms that say more than what asks, the provinces and what is `said` already, such as the body named."""
        known = (*said, *(notice.province or "" for notice in self.notices))
        spoken = asking_words().union(*(fold(one).split() for one in known))
        return [
            term
            for term in self.question.matter
            if not any(set(alternative.words) <= spoken for alternative in term.alternatives)
        ]

    def shares(self, topic: Sequence[Term], texts: Iterable[str], pairs: Sequence[tuple[str, str]] = ()) -> list[float]:
        """How much of a topic, and of its pairs of neighbouring words, each text holds (0 to 1)."""
        rarity, found = rarity_of(self.index, topic), []
        for text in texts:
            spend()
            words = words_of(text)
            whole = all(map(words.has, pairs))
            found.append(coverage(topic, [(words, 1.0)], rarity) if whole else 0.0)
        return found

    def main_notice(self) -> Notice | None:
        """The one notice in question; an article about it does not count beside it."""
        left = self.notices
        if len(left) > 1 and not self.question.kinds:
            left = tuple(notice for notice in left if notice.kind is not DocumentKind.ARTICLE)
        return self.index.notice(left[0].id) if len(left) == 1 else None

    def none_such(self, near: Iterable[Span] = ()) -> Draft:
        """That nothing meets what is asked for."""
        return Draft(status=AnswerStatus.NOT_IN_NOTICES, reason="answer.none_such", nearest=tuple(near))


def room_of(index: Index, question: Question, scope: Scope, wording: Wording) -> Room:
    """The notices of the scope that are of the kind, of the hands and of the days asked about."""
    ids = None if scope.ids is None else set(scope.ids)
    held = [notice for notice in index.originals() if ids is None or notice.id in ids]
    kept = [notice for notice in held if _is_meant(notice, question)]
    return Room(index, question, scope, wording, tuple(kept))


def by_hand(question: Question) -> bool:
    """True where the body or office named is the one that issued or signed the notices."""
    hands = (Facet.ISSUER, Facet.SIGNER_TITLE)
    return any(given.facet in hands and given.how is How.IS for given in question.givens)


def fits(question: Question) -> bool:
    """True where the question says something of the notices themselves: of their days, or what they do not state."""
    limits = any(given.facet in _DAYS or given.how is How.NONE for given in question.givens)
    return limits or by_hand(question) or bool(question.kinds)


def day_of(notice: Notice, facet: Facet) -> date | None:
    """The day of issue, or of the meeting."""
    found = notice.meeting.held_on if facet is Facet.HELD_ON else notice.issued_on
    return found.value if found else None


def day_asked(question: Question) -> Facet:
    """Which of the two days a question compares."""
    return Facet.HELD_ON if any(given.facet is Facet.HELD_ON for given in question.givens) else Facet.ISSUED_ON


def lacking(question: Question) -> Facet | None:
    """What the notices asked about do not state."""
    return next((one.facet for one in question.givens if one.how is How.NONE), None)


def named(notice: Notice) -> str:
    """All words by which a question may name a notice."""
    parts = (label(notice), notice.province or "", notice.subject.value if notice.subject else "")
    return " ".join(parts).replace(",", " ").replace(":", " ")


def _is_meant(notice: Notice, question: Question) -> bool:
    if question.kinds and notice.kind not in question.kinds and question.over is not Over.DOCUMENT:
        return False
    known = {body_key(name) for name in question.agencies}
    issuer, title = notice.issuer, notice.signature.title
    for given in question.givens:
        if given.facet is Facet.ISSUER and not (issuer and body_key(issuer.value) in known):
            return False
        if given.facet is Facet.SIGNER_TITLE and not (title and _is_office(title.value, question)):
            return False
    return all(within(day_of(notice, facet), question, facet) for facet in _DAYS)


def _is_office(title: str, question: Question) -> bool:
    """True for the title named, with or without the body it is of."""
    return any(f"{fold(name)} ".startswith(f"{fold(title)} ") for name in question.agencies)
