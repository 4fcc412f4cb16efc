"""A question in, a grounded answer out: understand, retrieve, decide, compose, ground."""

import uuid
from collections.abc import Sequence
from time import perf_counter
from typing import NamedTuple

from corpus.models import Notice
from corpus.text import fold
from rag.compose import compose, fitting, shortened
from rag.decide import Decision, decide
from rag.draft import Draft, Line, Span
from rag.features import words_of
from rag.fill import Filled
from rag.ground import grounded
from rag.header_answer import choices, header_draft, header_list, notice_asked
from rag.index import Index
from rag.label import citation, label
from rag.later import brought_up_to_date
from rag.listing import family, listed
from rag.models import Answer, AnswerStatus, Choice, Citation, Hit, Question, Slot, Turn
from rag.question import LONGEST, cleaned, understand
from rag.question.cues import asking_words, flag
from rag.question.typos import mended
from rag.retrieve import retrieve
from rag.rivals import rivals
from rag.scope import Scope, scope_of
from rag.today import successors
from rag.window import best_clauses
from rag.wording import Wording

_NEAREST = 3


class Trace(NamedTuple):
    """An answer with how it came about: the question as understood, the hits used and those rejected."""

    answer: Answer
    question: Question
    hits: tuple[Hit, ...]
    rejected: tuple[Hit, ...]


class _Found(NamedTuple):
    draft: Draft
    hits: Sequence[Hit] = ()
    choices: tuple[Choice, ...] = ()


class Answerer:
    """Answers from one index, in the sentences of one wording; from several threads at once if need be."""

    def __init__(self, index: Index, wording: Wording) -> None:
        self._index = index
        self._wording = wording

    def ask(self, question: str, history: Sequence[Turn] = (), language: str | None = None) -> Answer:
        """The answer; never raises for anything a question may hold."""
        return self.trace(question, history, language).answer

    def trace(self, question: str, history: Sequence[Turn] = (), language: str | None = None) -> Trace:
        """The answer and how it came about."""
        began = perf_counter()
        text = cleaned(question[: 4 * LONGEST])
        if not words_of(text).single or len(text) > LONGEST:
            asked = Question(text=text[:LONGEST], language=language or "vi")
            found = _Found(Draft(status=AnswerStatus.UNCLEAR))
            understood = perf_counter()
        else:
            known = {notice.province for notice in self._index.catalogue() if notice.province}
            asked = understand(text, history[-6:], language, known)
            asked = mended(asked, self._index.vocabulary(), self._index.document_frequencies)
            understood = perf_counter()
            found = self._found(asked)
        retrieved = perf_counter()
        answer = self._grounded(asked, found, text)
        timings = {
            "understand": _milliseconds(began, understood),
            "retrieve": _milliseconds(understood, retrieved),
            "total": _milliseconds(began, perf_counter()),
        }
        used = {(c.notice_id, c.start) for c in answer.citations}
        hits = tuple(
            hit
            for hit in found.hits
            if any(hit.passage.notice_id == n and hit.passage.start <= s < hit.passage.end for n, s in used)
        )
        rejected = tuple(hit for hit in found.hits if hit not in hits)[:10]
        return Trace(answer.model_copy(update={"timings_ms": timings}), asked, hits, rejected)

    def _found(self, question: Question) -> _Found:
        if (
            flag("small_talk", fold(question.text))
            and not question.provinces
            and not question.numbers
            and len(question.terms) <= 4
        ):
            return _Found(Draft(status=AnswerStatus.SMALL_TALK))
        if flag("to_a_machine", fold(question.text)):
            return _Found(Draft(status=AnswerStatus.OUT_OF_SCOPE))
        if len(question.provinces) > 1:
            return self._compared(question)
        scope = scope_of(question, self._index.catalogue())
        if scope.ids is None and not question.slot.of_header and not question.listing and _asks_nothing(question):
            return _Found(Draft(status=AnswerStatus.UNCLEAR))
        if scope.own_numbers and not question.terms and question.slot is Slot.FACT and not question.yes_no:
            return _Found(self._subject(scope))
        if scope.missing:
            return _Found(Draft(status=AnswerStatus.NOT_IN_NOTICES))
        if question.slot.of_header and not (question.numbers and not scope.own_numbers):
            return self._of_header(question, scope)
        asked, hits = retrieve(self._index, question, scope)
        if draft := listed(self._index, question, scope, self._wording):
            return _Found(draft, hits)
        decision = decide(self._index, asked, scope, hits)
        if decision.hit and decision.status is AnswerStatus.ANSWERED:
            several = question.listing and question.slot in (Slot.FACT, Slot.TASK)
            if several and (draft := family(self._index, question, decision.hit, self._wording)):
                return _Found(draft, hits)
            if tied := rivals(self._index, asked, scope, hits, decision):
                return self._tied(question, tied, hits)
            draft = compose(self._index, question, decision, self._wording)
            return _Found(brought_up_to_date(self._index, question, decision.hit, draft, self._wording), hits)
        if decision.status is AnswerStatus.NOT_IN_NOTICES and flag("other_business", fold(question.text)):
            return _Found(Draft(status=AnswerStatus.OUT_OF_SCOPE), hits)
        return _Found(self._abstained(decision, hits), hits)

    def _tied(self, question: Question, tied: Sequence[tuple[Hit, Filled]], hits: Sequence[Hit]) -> _Found:
        """Several notices answer differently: each answer with its notice, and the question that picks it."""
        lines = []
        for hit, filled in tied:
            notice = self._index.notice(hit.passage.notice_id)
            draft = compose(self._index, question, Decision(AnswerStatus.ANSWERED, hit, filled), self._wording)
            text = f"- {label(notice, hit.passage.item)}: {draft.headline}"
            lines.append(Line(text=text, proof=draft.lines[0].proof))
        notices = [self._index.notice(hit.passage.notice_id) for hit, _ in tied]
        draft = Draft(status=AnswerStatus.AMBIGUOUS, lines=tuple(lines), listing=True)
        return _Found(draft, hits, choices(notices, question))

    def _of_header(self, question: Question, scope: Scope) -> _Found:
        notices = notice_asked(self._index, question, scope)
        years = [str(year) for year in question.years]
        named = bool(scope.own_numbers)  # the number decides, whatever year was said
        if not notices or not (named or all(any(year in notice.text for notice in notices) for year in years)):
            return _Found(Draft(status=AnswerStatus.NOT_IN_NOTICES))
        if scope.ids is None and (question.listing or question.comparison):
            every = [self._index.notice(notice_id) for notice_id in self._index.ids()]
            return _Found(header_list(every, question, self._wording))
        if len(notices) > 1:
            drafts = [header_draft([notice], question) for notice in notices]
            stated = [(notice, draft) for notice, draft in zip(notices, drafts, strict=True) if draft.lines]
            if len({draft.headline for _, draft in stated}) > 1:
                picked = [notice for notice, _ in stated]
                return _Found(self._ambiguous(stated), choices=choices(picked, question))
            notices = [notice for notice, _ in stated][:1] or notices[:1]
        return _Found(header_draft(notices, question))

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

    def _compared(self, question: Question) -> _Found:
        """The same question for each province named, side by side; of several years each takes those it has."""
        lines: list[Line] = []
        heads: list[str] = []
        hits: list[Hit] = []
        stated = {province: self._years_of(province, question.years) for province in question.provinces}
        if set(question.years) - {year for years in stated.values() for year in years}:
            return _Found(Draft(status=AnswerStatus.NOT_IN_NOTICES))
        for province in question.provinces:
            years = stated[province] or question.years
            found = self._found(question.model_copy(update={"provinces": (province,), "years": years}))
            hits += found.hits
            if found.draft.status.abstained:
                heads.append(f"{province}: {self._wording.say(question.language, 'answer.nothing')}")
                continue
            draft = grounded(found.draft, self._index.notice)
            if not draft.lines:
                continue
            first = draft.lines[0].model_copy(update={"text": draft.lines[0].text.removeprefix("- ")})
            counts = bool(draft.counted) or not draft.headline  # then the first entry says more
            said = first.text if counts else draft.headline
            heads.append(f"{province}: {best_clauses(said, question, 110)}")
            text = first.text if counts else f"{draft.headline}. {first.text}"
            lines.append(Line(text=f"- {province}: {shortened(text, 500)}", proof=first.proof[:2]))
        if not lines:
            return _Found(Draft(status=AnswerStatus.NOT_IN_NOTICES), hits)
        status = AnswerStatus.ANSWERED if len(lines) == len(question.provinces) else AnswerStatus.PARTIAL
        return _Found(
            Draft(status=status, headline=fitting(["; ".join(heads)]), lines=tuple(lines), listing=True), hits
        )

    def _years_of(self, province: str, years: Sequence[int]) -> tuple[int, ...]:
        ids = [notice.id for notice in self._index.catalogue() if notice.province == province]
        texts = [self._index.notice(notice_id).text for notice_id in ids]
        return tuple(year for year in years if any(str(year) in text for text in texts))

    def _abstained(self, decision: Decision, hits: Sequence[Hit]) -> Draft:
        near = [hit for hit in hits[:_NEAREST] if hit.features["text"] + hit.features["context"] > 0.15]
        spans = tuple(
            Span(notice_id=h.passage.notice_id, start=h.passage.start, end=h.passage.end, item=h.passage.item)
            for h in near
        )
        return Draft(status=decision.status, nearest=spans)

    def _grounded(self, question: Question, found: _Found, said: str) -> Answer:
        """Drops what is not proved, numbers the proofs, and abstains where nothing is left."""
        notice = self._index.notice
        draft = grounded(found.draft, notice)
        citations, paragraphs = self._numbered(draft)
        status, headline = draft.status, draft.headline
        if not status.abstained and status is not AnswerStatus.AMBIGUOUS:
            if not citations:
                status = AnswerStatus.NOT_IN_NOTICES
            headline = headline or best_clauses(citations[0].quote, question) if citations else ""
        nearest = tuple(
            citation(notice(s.notice_id), n, s.start, s.end, s.item) for n, s in enumerate(draft.nearest, 1)
        )
        if status.abstained:
            sentence = self._wording.say(question.language, f"status.{status}")
            searched = self._wording.say(question.language, "answer.searched", count=len(self._index.ids()))
            text = (
                f"{sentence} {searched}"
                if status in (AnswerStatus.NOT_STATED, AnswerStatus.NOT_IN_NOTICES)
                else sentence
            )
            headline, citations = sentence, ()
        elif status is AnswerStatus.AMBIGUOUS:
            headline = self._wording.say(question.language, "status.ambiguous")
            text = "\n".join(paragraphs)
        else:
            text = ("\n" if draft.listing else "\n\n").join(paragraphs)
            notices = [notice(one.notice_id) for one in citations]
            if not draft.listing and (note := successors(headline, notices, question.language, self._wording)):
                text = f"{text}\n\n{note}"
        return Answer(
            id=uuid.uuid4().hex, question=said[:LONGEST], language=question.language, status=status, abstained=status.abstained,
            headline=headline, text=text, citations=citations, nearest=nearest if status.abstained else (),
            choices=found.choices if status is AnswerStatus.AMBIGUOUS else (),
            suggestions=(self._next_page(question),) if draft.more and not status.abstained else (),
        )  # fmt: skip

    def _next_page(self, question: Question) -> str:
        """The question that shows the rest of a list."""
        say = self._wording.say
        return say(question.language, "answer.next_page", question=question.text, page=question.page + 1)

    def _numbered(self, draft: Draft) -> tuple[tuple[Citation, ...], list[str]]:
        """The citations in order, a slice cited twice once; the paragraphs with their markers."""
        known: dict[tuple[str, int, int], Citation] = {}
        paragraphs = []
        for line in draft.lines:
            markers = []
            for span in line.proof:
                where = (span.notice_id, span.start, span.end)
                if where not in known:
                    notice = self._index.notice(span.notice_id)
                    known[where] = citation(notice, len(known) + 1, span.start, span.end, span.item)
                markers.append(f"[{known[where].marker}]")
            paragraphs.append(" ".join([line.text, *markers]))
        return tuple(known.values()), paragraphs


def _asks_nothing(question: Question) -> bool:
    """True for "ai chủ trì?": words that ask, and nothing they ask about."""
    named = question.numbers or question.agencies or question.dates or question.years
    return not named and all(set(term.alternatives[0].words) <= asking_words() for term in question.terms)


def _milliseconds(start: float, end: float) -> float:
    return round((end - start) * 1000, 2)
