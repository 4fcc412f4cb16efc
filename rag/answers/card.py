"""The card of an answer: each thing asked as it is stated or not, what completes its task, the subject it is about."""

from collections.abc import Iterator, Sequence

from corpus.models import Facet, Notice, SubjectKind
from corpus.names.agencies import key
from rag.answers.said import label_of, said_of
from rag.draft import About, Draft, Said, Span
from rag.index import Index
from rag.label import label
from rag.models import AnswerStatus, Citation, StatedFacet, StatedSubject, meet
from rag.shorten import shortened

_TEXT = 240  # characters of a subject


def facets_of(index: Index, draft: Draft, citations: Sequence[Citation], language: str) -> tuple[StatedFacet, ...]:
    """The facets of a draft with the markers of what proves them, in the order asked; then those that complete its task."""
    count = len(draft.subjects) if citations else 0
    asked = [_stated(said, citations, language, count) for said in draft.facets]
    if draft.status.abstained or not count:
        return tuple(asked)
    known = {one.facet for one in asked}
    more = (_stated(said, citations, language, count) for said in _completing(index, draft.subjects[0]))
    return (*asked, *(one for one in more if one.facet not in known and _quoted(one, citations)))


def subjects_of(index: Index, draft: Draft) -> tuple[StatedSubject, ...]:
    """What a draft is about: the tasks, sentences, notices or documents, each by its label."""
    return tuple(_subject(index.notice(one.where.notice_id), one) for one in draft.subjects)


def settled(status: AnswerStatus, facets: Sequence[StatedFacet]) -> AnswerStatus:
    """Half an answer says that it is half: `partial` where some of what was asked is stated and some is not."""
    asked = {one.stated for one in facets if one.asked}
    return AnswerStatus.PARTIAL if status is AnswerStatus.ANSWERED and len(asked) == 2 else status


def _subject(notice: Notice, one: About) -> StatedSubject:
    return StatedSubject(
        kind=one.kind,
        notice_id=notice.id,
        item=one.where.item or None,
        label=label(notice, one.where.item),
        text=shortened(one.text, _TEXT),
    )


def _stated(said: Said, citations: Sequence[Citation], language: str, count: int) -> StatedFacet:
    markers = tuple(dict.fromkeys(one.marker for span in said.proof for one in citations if meet(one, span)))
    stated = said.value is not None and bool(markers)
    return StatedFacet(
        facet=said.facet,
        label=label_of(said.facet, language),
        stated=stated,
        asked=said.asked,
        value=said.value if stated else None,
        key=said.key if stated else None,
        how=said.how if stated else None,
        subject=said.subject if said.subject is not None and said.subject < count else None,
        citations=markers if stated else (),
    )


def _quoted(facet: StatedFacet, citations: Sequence[Citation]) -> bool:
    """True for a value that stands in a quote which proves it."""
    return any(key(facet.value or "") in key(one.quote) for one in citations if one.marker in facet.citations)


def _completing(index: Index, subject: About) -> Iterator[Said]:
    """What the task's row says beside what was asked, where the row itself says it."""
    where = subject.where
    rows = index.notice(where.notice_id).directives if subject.kind is SubjectKind.TASK else ()
    row = max(rows, key=lambda one: min(one.end, where.end) - max(one.start, where.start), default=None)
    if row is None:
        return
    proof = (Span(notice_id=where.notice_id, start=row.start, end=row.end, item=row.item),)
    due = row.deadline
    for facet, values, how in (
        (Facet.LEAD, row.lead, "lead"),
        (Facet.ASSIGNED, row.assigned, "assigned"),
        (Facet.COORDINATING, row.coordinating, ""),
        (Facet.DEADLINE, (due.text,) if due else (), due.precision if due else ""),
        (Facet.REPORTS_TO, row.reports_to, ""),
        (Facet.BASIS, row.legal_basis, ""),
    ):
        there = [value for value in values if key(value) in key(row.quote)]
        yield from (one.model_copy(update={"asked": False}) for one in said_of(facet, there, proof, how))
