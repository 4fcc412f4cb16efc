"""Whether a proved statement is about the question: does its clause answer as probably as the best one of the notices shown?

A true quote may be about another task, or another act of the same body. The clauses that the rules rest on, or show as nearest,
are about the question; another one has to be nearly as likely an answer as the likeliest (`rag.answers.answerable`), or to
stand in the item of one that is.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property

from corpus.lexicon import of_notice
from corpus.models import Notice, SubjectKind
from rag.answers.acts import missing
from rag.answers.answerable import probability
from rag.answers.evidence import evidence
from rag.draft import Span
from rag.index import Index
from rag.models import Answer, Hit, Question, Shape, meet
from rag.proof.entry_checks import Proved
from rag.search.rank import weights
from rag.search.retrieve import retrieve
from rag.search.scope import Scope, scope_of

_WHOLE = (Shape.LIST, Shape.SUMMARY)  # whose parts are not likelier one than another


class Likelihood:
    """The clauses of the notices that a model was shown, each with how probably it answers one question."""

    def __init__(self, index: Index, question: Question, answer: Answer, notices: Iterable[str]) -> None:
        self._index = index
        self._question = question
        scope = scope_of(question, index.originals())
        limited = scope.ids if scope.ids and not (scope.missing or question.comparison) else None
        self._notices = [name for name in dict.fromkeys(notices) if limited is None or name in limited]
        self._of_rules = (*answer.citations, *answer.nearest)

    def about(self, statements: Sequence[Proved]) -> list[bool]:
        """For each statement whether it is about the question."""
        sure = [one.notice.id in self._notices and self._is_sure(one) for one in statements]
        items = {_item(one) for one, is_sure in zip(statements, sure, strict=True) if is_sure and one.spans[0].item}
        return [is_sure or _item(one) in items for one, is_sure in zip(statements, sure, strict=True)]

    def hits_of(self, one: Proved) -> list[Hit]:
        """The passages that a statement rests on."""
        return [hit for hit in self._hits if meet(one.quoted, hit.span)]

    def _is_sure(self, one: Proved) -> bool:
        """True for a part of a whole, a fact of the notice, and where a clause of the proof is likely, or what it leads to."""
        if self._question.shape in _WHOLE or of_notice(one.entry.facet):
            return True
        return any(map(self._is_likely, (*one.spans, *_led(one.notice, one.spans[0]))))

    def _is_likely(self, span: Span) -> bool:
        if any(meet(span, one) for one in self._of_rules):
            return True
        least = weights()["read"]
        question = self._question
        each = question.comparison or len(question.provinces) > 1  # then the best of its own notice
        apart = each or len(question.wanted) > 1  # what is named may stand in several clauses
        there = [hit for hit in self._hits if meet(span, hit.span) and (apart or not missing(question, hit))]
        others = [hit for hit in self._hits if not each or hit.passage.notice_id == span.notice_id]
        likeliest = max((hit.features["chance"] for hit in others), default=0.0)
        best = max((hit.score for hit in others), default=0.0)
        return any(
            hit.features["chance"] >= least["chance"] * likeliest and hit.score >= least["score"] * best
            for hit in there
        )

    @cached_property
    def _hits(self) -> list[Hit]:
        found = []
        for name in self._notices:
            query, hits = retrieve(self._index, self._question, Scope((name,)))
            notice = self._index.notice(name)
            for hit in hits:
                hit.features["chance"] = probability(evidence(query, hits, hit, notice, len(self._index.ids())))
                found.append(hit)
        return found


def _led(notice: Notice, clause: Span) -> list[Span]:
    """The tasks behind a clause whose bodies or deadline stand in it: it is their heading."""
    facts = (fact for fact in notice.facts if fact.subject.kind is SubjectKind.TASK)
    led = {fact.subject for fact in facts if clause.start <= fact.start < clause.end <= fact.subject.start}
    return [Span(notice_id=notice.id, start=one.start, end=one.end) for one in led]


def _item(one: Proved) -> tuple[str, str]:
    """The item in which a statement stands."""
    return one.spans[0].notice_id, one.spans[0].item
