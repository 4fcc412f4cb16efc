"""A draft becomes the Answer that every face shows: checked, numbered, worded; abstaining where nothing is proved."""

import uuid

from rag.answers.card import facets_of, settled, subjects_of
from rag.answers.mergers import mergers
from rag.answers.said_scope import said_scope
from rag.answers.successors import successors
from rag.draft import Draft, Finding
from rag.index import Index
from rag.label import citation
from rag.models import Answer, AnswerStatus, Citation, Question
from rag.proof.ground import grounded
from rag.question import LONGEST
from rag.shorten import best_clauses
from rag.wording import Wording

LONGEST_TEXT = 1_500  # characters
_AT_A_LOSS = (AnswerStatus.SMALL_TALK, AnswerStatus.OUT_OF_SCOPE, AnswerStatus.UNCLEAR)
_STATING = (AnswerStatus.ANSWERED, AnswerStatus.PARTIAL, AnswerStatus.NOT_STATED)


def presented(index: Index, question: Question, found: Finding, said: str, wording: Wording) -> Answer:
    """Drops what is not proved, numbers the proofs, and abstains where nothing is left. `said`: the question as typed."""
    notice = index.notice
    draft = grounded(found.draft, notice)
    citations, paragraphs = _numbered(index, draft)
    status, headline = draft.status, draft.headline
    if not status.abstained and status is not AnswerStatus.AMBIGUOUS:
        if not citations:
            status = AnswerStatus.NOT_IN_NOTICES
        headline = headline or best_clauses(citations[0].quote, question) if citations else ""
    facets = facets_of(index, draft, citations, question.language) if status in _STATING else ()
    status = settled(status, facets)
    nearest = tuple(citation(notice(s.notice_id), n, s.start, s.end, s.item) for n, s in enumerate(draft.nearest, 1))
    scope = None if status in _AT_A_LOSS else said_scope(index, question, wording)
    if status.abstained:
        sentence = wording.say(question.language, draft.reason or f"status.{status}")
        searched = wording.say(question.language, "answer.searched", count=len(index.originals()))
        if scope:
            searched = wording.say(question.language, "answer.searched_in", scope=scope.label)
        text = (
            f"{sentence} {searched}" if status in (AnswerStatus.NOT_STATED, AnswerStatus.NOT_IN_NOTICES) else sentence
        )
        headline, citations = sentence, ()
    elif status is AnswerStatus.AMBIGUOUS:
        headline = wording.say(question.language, "status.ambiguous")
        text = "\n\n".join(["\n".join(paragraphs), *draft.notes])
    else:
        text = "\n\n".join([("\n" if draft.listing else "\n\n").join(paragraphs), *draft.notes])
        notices = [notice(one.notice_id) for one in citations]
        text = _with_note(text, "" if draft.listing else successors(headline, notices, question.language, wording))
    if scope and not status.abstained:
        kept = scope.come_from == "conversation"
        headline = f"{headline[:-1]} {scope.label}:" if kept and headline.endswith(":") else headline
        text = _with_note(text, wording.say(question.language, "answer.kept", scope=scope.label) if kept else "")
        text = _with_note(text, mergers(question, citations, [notice(one.notice_id) for one in citations], wording))
    return Answer(
        id=uuid.uuid4().hex, question=said[:LONGEST], language=question.language, status=status, abstained=status.abstained,
        headline=headline, text=text, facets=facets, subjects=subjects_of(index, draft) if citations else (), shape=draft.shape,
        total=draft.total, citations=citations, nearest=nearest if status.abstained else (),
        scope=scope, choices=found.choices if status is AnswerStatus.AMBIGUOUS else (),
        suggestions=(_next_page(question, wording),) if draft.more and not status.abstained else (),
    )  # fmt: skip


def _with_note(text: str, note: str) -> str:
    """With a paragraph that says what the notices do not."""
    return f"{text}\n\n{note}" if note and len(text) + len(note) < LONGEST_TEXT else text


def _next_page(question: Question, wording: Wording) -> str:
    """The question that shows the rest of a list."""
    return wording.say(question.language, "answer.next_page", question=question.text, page=question.page + 1)


def _numbered(index: Index, draft: Draft) -> tuple[tuple[Citation, ...], list[str]]:
    """The citations in order, a slice cited twice once; the paragraphs with their markers."""
    known: dict[tuple[str, int, int], Citation] = {}
    paragraphs = []
    for line in draft.lines:
        markers = []
        for span in line.proof:
            where = (span.notice_id, span.start, span.end)
            if where not in known:
                notice = index.notice(span.notice_id)
                known[where] = citation(notice, len(known) + 1, span.start, span.end, span.item)
            markers.append(f"[{known[where].marker}]")
        paragraphs.append(" ".join([line.text, *markers]))
    return tuple(known.values()), paragraphs
