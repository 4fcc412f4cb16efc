"""Which way a question goes: a header fact, a list, a comparison, a look-alike to pick from, or one decided passage."""

from collections.abc import Sequence

from corpus.lexicon import of_notice
from corpus.models import Facet, Notice
from corpus.text import fold
from rag.answers.cited_document import of_cited
from rag.answers.collection import collected, family
from rag.answers.compare import compared
from rag.answers.compose import compose
from rag.answers.decide import Decision, decide
from rag.answers.header import choices, header_draft, header_list, notice_asked
from rag.answers.later_notice import brought_up_to_date
from rag.answers.parts import several
from rag.answers.rivals import rivals
from rag.answers.supposed import whether
from rag.draft import Draft, Finding, Line, Said, Span
from rag.index import Index
from rag.label import label
from rag.models import AnswerStatus, Hit, Question
from rag.question.cues import flag, of_matter
from rag.search.retrieve import retrieve
from rag.search.scope import Scope, scope_of
from rag.shorten import fitting, shortened
from rag.values import Filled
from rag.wording import Wording

_NEAREST = 3


class Finder:
    """Finds the draft of an answer in one index."""

    def __init__(self, index: Index, wording: Wording) -> None:
        self._index = index
        self._wording = wording

    def found(self, question: Question) -> Finding:
        """The draft for a question as it was understood."""
        found = self._found(question)
        draft = found.draft
        if not question.source_only or draft.status.abstained or not draft.lines:
            return found
        spans = [line.proof[0] for line in draft.lines if line.proof]
        labels = dict.fromkeys(label(self._index.notice(span.notice_id), span.item) for span in spans)
        return found._replace(draft=draft.model_copy(update={"headline": fitting(list(labels)), "counted": ()}))

    def _found(self, question: Question) -> Finding:
        if (
            flag("small_talk", fold(question.text))
            and not question.provinces
            and not question.numbers
            and len(question.terms) <= 4
        ):
            return Finding(Draft(status=AnswerStatus.SMALL_TALK))
        if flag("to_a_machine", fold(question.text)):
            return Finding(Draft(status=AnswerStatus.OUT_OF_SCOPE))
        scope = scope_of(question, self._index.originals())
        if draft := collected(self._index, question, scope, self._wording):
            return Finding(draft)
        if len(question.provinces) > 1:
            return compared(self._index, question, self._wording, self.found)
        if question.yes_no and (said := whether(self._index, question, self._wording)):
            return said
        if scope.ids is None and not of_notice(question.facet) and not question.listing and _asks_nothing(question):
            return Finding(Draft(status=AnswerStatus.UNCLEAR))
        if scope.own_numbers and not question.terms and question.facet is Facet.FACT and not question.yes_no:
            return Finding(self._subject(scope))
        if scope.missing or scope.gone:
            reason = "answer.scope_gone" if scope.gone else ""
            return Finding(Draft(status=AnswerStatus.NOT_IN_NOTICES, reason=reason))
        own = tuple(one for one in scope.ids or () if one not in scope.joined)
        if scope.joined and own and of_notice(question.facet):  # its own notices, not those of what was joined into it
            return self._found(question.model_copy(update={"within": own}))
        if (
            question.facet is Facet.NUMBER and scope.own_numbers and len(of_matter(question.terms)) > 2
        ):  # of something in it
            question = question.asking(Facet.FIGURE)
        if _of_tasks(question, scope) and (found := several(self._index, question, scope, self._wording)):
            return found
        if draft := of_cited(self._index, question, scope):
            return Finding(draft)
        if of_notice(question.facet) and not (question.numbers and not scope.own_numbers):
            return self._of_header(question, scope)
        query, hits = retrieve(self._index, question, scope)
        decision = decide(self._index, query, scope, hits)
        if _other_business(question, decision):
            return Finding(Draft(status=AnswerStatus.OUT_OF_SCOPE), hits)
        if decision.hit and decision.status is AnswerStatus.ANSWERED:
            lists = question.listing and question.facet in (Facet.FACT, Facet.TASK)
            if lists and (draft := family(self._index, question, decision.hit, self._wording)):
                return Finding(draft, hits)
            if tied := rivals(self._index, query, scope, hits, decision):
                return self._tied(question, tied, hits)
            draft = compose(self._index, question, decision, self._wording)
            return Finding(brought_up_to_date(self._index, question, decision.hit, draft, self._wording), hits)
        if question.listing and question.facet is Facet.BASIS:  # những văn bản dự thảo nào: none that has a number
            return self._found(question.asking(Facet.FACT))
        return Finding(self._abstained(question, decision, hits), hits)

    def _tied(self, question: Question, tied: Sequence[tuple[Hit, Filled]], hits: Sequence[Hit]) -> Finding:
        """Several notices answer differently: each answer with its notice, and the question that picks it."""
        lines = []
        for hit, filled in tied:
            notice = self._index.notice(hit.passage.notice_id)
            draft = compose(self._index, question, Decision(AnswerStatus.ANSWERED, hit, filled), self._wording)
            text = f"- {label(notice, hit.passage.item)}: {draft.headline}"
            lines.append(Line(text=text, proof=draft.lines[0].proof))
        notices = [self._index.notice(hit.passage.notice_id) for hit, _ in tied]
        draft = Draft(status=AnswerStatus.AMBIGUOUS, lines=tuple(lines), listing=True)
        return Finding(draft, hits, choices(notices, question))

    def _of_header(self, question: Question, scope: Scope) -> Finding:
        notices = notice_asked(self._index, question, scope)
        years = [str(year) for year in question.years]
        named = bool(scope.own_numbers)  # the number decides, whatever year was said
        if not notices or not (named or all(any(year in notice.text for notice in notices) for year in years)):
            return Finding(Draft(status=AnswerStatus.NOT_IN_NOTICES))
        if scope.ids is None and (question.listing or question.comparison):
            every = [self._index.notice(notice_id) for notice_id in self._index.ids()]
            return Finding(header_list(self._index, every, question, self._wording))
        if len(notices) > 1 and len(scope.own_numbers) < len(notices):
            drafts = [header_draft(self._index, [notice], question, self._wording) for notice in notices]
            stated = [(notice, draft) for notice, draft in zip(notices, drafts, strict=True) if draft.lines]
            if len({draft.headline for _, draft in stated}) > 1:
                picked = [notice for notice, _ in stated]
                return Finding(self._ambiguous(stated), choices=choices(picked, question))
            notices = [notice for notice, _ in stated][:1] or notices[:1]
        return Finding(header_draft(self._index, notices, question, self._wording))

    def _subject(self, scope: Scope) -> Draft:
        """What a notice named by number alone is about."""
        notice = self._index.notice((scope.ids or self._index.ids())[0])
        if notice.subject is None:
            return Draft(status=AnswerStatus.NOT_STATED)
        proof = (Span(notice_id=notice.id, start=notice.subject.start, end=notice.subject.end),)
        line = Line(text=shortened(notice.subject.value), proof=proof)
        return Draft(status=AnswerStatus.ANSWERED, headline=fitting([notice.subject.value]), lines=(line,))

    def _ambiguous(self, stated: Sequence[tuple[Notice, Draft]]) -> Draft:
        return Draft(
            status=AnswerStatus.AMBIGUOUS,
            lines=tuple(
                line.model_copy(update={"text": f"- {label(notice)}: {draft.headline}"})
                for notice, draft in stated[:6]
                for line in draft.lines[:1]
            ),
            listing=True,
        )

    def _abstained(self, question: Question, decision: Decision, hits: Sequence[Hit]) -> Draft:
        near = [hit for hit in hits[:_NEAREST] if hit.features["text"] + hit.features["context"] > 0.15]
        spans = tuple(
            Span(notice_id=h.passage.notice_id, start=h.passage.start, end=h.passage.end, item=h.passage.item)
            for h in near
        )
        facets = tuple(Said(facet=asked.facet) for asked in question.wanted)
        return Draft(status=decision.status, nearest=spans, facets=facets)


def _of_tasks(question: Question, scope: Scope) -> bool:
    """True where several things are asked that are not all facts of a notice as a whole."""
    of_heads = all(of_notice(asked.facet) for asked in question.wanted)
    return len(question.wanted) > 1 and not (of_heads and len(question.numbers) == len(scope.own_numbers))


def _asks_nothing(question: Question) -> bool:
    """True for "ai chủ trì?": words that ask, and nothing they ask about."""
    named = question.numbers or question.agencies or question.dates or question.years
    return not named and not of_matter(question.terms)


def _other_business(question: Question, decision: Decision) -> bool:
    """True for a matter that no office handles, unless the passage found is about just that: the gold price, football."""
    if not flag("other_business", fold(question.text)) or decision.status is AnswerStatus.NOT_STATED:
        return False
    found = decision.hit.passage.text if decision.hit and decision.status is AnswerStatus.ANSWERED else ""
    return not flag("other_business", fold(found))
