"""Who issued a document that notices only cite, and when: as one of them prints it."""

from collections.abc import Sequence

from corpus.facts.source import number_key
from corpus.models import CitedDocument, Facet, Fact, Notice, SubjectKind
from corpus.text import collapse
from rag.allowance import spend
from rag.answers.said import said_of
from rag.draft import About, Draft, Line, Said, Span
from rag.index import Index
from rag.models import AnswerStatus, Question
from rag.question.cues import of_matter
from rag.search.scope import Scope, cites
from rag.shorten import HEADLINE, shortened

_TOLD = (Facet.ISSUED_ON, Facet.ISSUER)
_OF_ITSELF = (Facet.SIGNER, Facet.SIGNER_TITLE, Facet.CAPACITY, Facet.RECIPIENTS)  # that only the document would state


def of_cited(index: Index, question: Question, scope: Scope) -> Draft | None:
    """The document as it is printed with its day and its issuer; None where anything else is asked."""
    numbers = [asked for asked in question.numbers if asked not in scope.own_numbers]
    if len(numbers) != 1 or len(of_matter(question.terms)) > 1 or question.facet not in (*_TOLD, *_OF_ITSELF):
        return None
    cited = False
    for notice_id in scope.ids if scope.ids is not None else index.ids():
        spend()
        notice = index.notice(notice_id)
        for document in (one for one in notice.cited_documents if cites(one.name, numbers[0])):
            told = [fact for facet in _TOLD if (fact := told_of(notice, document, facet))]
            if question.facet in [fact.facet for fact in told]:
                return _draft(notice, told, question)
            cited = True
    return Draft(status=AnswerStatus.NOT_STATED, facets=(Said(facet=question.facet),)) if cited else None


def _draft(notice: Notice, told: Sequence[Fact], question: Question) -> Draft:
    subject, asked = told[0].subject, [asked.facet for asked in question.wanted]
    others = [one.start for one in notice.cited_documents if one.start > subject.start]
    here = min(others, default=len(notice.text))  # what stands behind the next one is said where it is asked
    told = [one for one in told if one.facet in asked or one.end <= here]
    end = max(fact.end for fact in told)
    proof = Span(notice_id=notice.id, start=subject.start, end=end, item=subject.item)
    printed = collapse(notice.text[subject.start : end])
    line = Line(text=shortened(printed), proof=(proof,))
    wanted = [asked.facet for asked in question.wanted if asked.facet in _TOLD]
    values = {fact.facet: fact.value for fact in told}
    facets = [one for facet in wanted for one in _said(facet, values.pop(facet, None), proof)]
    more = [one for facet, value in values.items() for one in _said(facet, value, proof)]
    facets += [one.model_copy(update={"asked": False}) for one in more]
    return Draft(
        status=AnswerStatus.ANSWERED,
        headline=shortened(printed, HEADLINE - 1),
        lines=(line,),
        facets=tuple(facets),
        subjects=(About(kind=SubjectKind.DOCUMENT, where=proof, text=printed),),
    )


def _said(facet: Facet, value: str | None, proof: Span) -> Sequence[Said]:
    return said_of(facet, [value], [proof]) if value else (Said(facet=facet),)


def told_of(notice: Notice, document: CitedDocument, facet: Facet) -> Fact | None:
    """What the notice tells of a document it cites, at the place where it tells most of it."""
    number = number_key(document.number or "")
    of_documents = [fact for fact in notice.facts if fact.subject.kind is SubjectKind.DOCUMENT]
    ours = {fact.subject for fact in of_documents if fact.facet is Facet.NUMBER and fact.key == number}
    return next((fact for fact in of_documents if fact.facet is facet and fact.subject in ours), None)
