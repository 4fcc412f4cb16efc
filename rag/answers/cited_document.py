"""Who issued a document, and when: one that notices only cite as one of them prints it, a notice by its header."""

from collections.abc import Sequence

from corpus.facts.source import number_key
from corpus.lexicon import of_notice
from corpus.models import CitedDocument, Facet, Fact, Notice, SubjectKind
from corpus.text import collapse, fold
from rag.allowance import spend
from rag.answers.header import as_subject
from rag.answers.said import said_of
from rag.draft import About, Draft, Line, Span
from rag.index import Index
from rag.models import AnswerStatus, Question
from rag.question.cues import flag, of_matter
from rag.search.scope import Scope, cites
from rag.shorten import HEADLINE, shortened


def of_cited(index: Index, question: Question, scope: Scope) -> Draft | None:
    """The document as it is printed with its day and its issuer; None where anything else is asked."""
    numbers = [asked for asked in question.numbers if asked not in scope.own_numbers]
    if len(numbers) > 1 or len(of_matter(question.terms)) > 1 or not flag("asks_of_document", fold(question.text)):
        return None
    if not numbers:
        return _own(index, question, scope)
    for notice_id in scope.ids if scope.ids is not None else index.ids():
        spend()
        notice = index.notice(notice_id)
        for document in notice.cited_documents:
            if cites(document.name, numbers[0]):
                told = [told_of(notice, document, facet) for facet in (Facet.ISSUED_ON, Facet.ISSUER)]
                if stated := [fact for fact in told if fact]:
                    return _draft(notice, stated, question)
    return None


def _own(index: Index, question: Question, scope: Scope) -> Draft | None:
    """The issuer of a notice that is named by its number, where no other fact of its header is asked."""
    issuer = index.notice(scope.ids[0]).issuer if scope.ids and len(scope.ids) == 1 and scope.own_numbers else None
    if issuer is None or scope.ids is None or of_notice(question.facet):
        return None
    proof = Span(notice_id=scope.ids[0], start=issuer.start, end=issuer.end)
    return Draft(
        status=AnswerStatus.ANSWERED,
        headline=issuer.value,
        lines=(Line(text=issuer.value, proof=(proof,)),),
        facets=said_of(Facet.ISSUER, [issuer.value], [proof]),
        subjects=(as_subject(index.notice(proof.notice_id)),),
    )


def _draft(notice: Notice, told: Sequence[Fact], question: Question) -> Draft:
    subject, end = told[0].subject, max(fact.end for fact in told)
    proof = Span(notice_id=notice.id, start=subject.start, end=end, item=subject.item)
    printed = collapse(notice.text[subject.start : end])
    line = Line(text=shortened(printed), proof=(proof,))
    wanted = {one.facet for one in question.wanted}
    none = not any(fact.facet in wanted for fact in told)  # of what is told anything is asked
    facets = [
        said.model_copy(update={"asked": none or fact.facet in wanted})
        for fact in told
        for said in said_of(fact.facet, [fact.value], [proof])
    ]
    return Draft(
        status=AnswerStatus.ANSWERED,
        headline=shortened(printed, HEADLINE - 1),
        lines=(line,),
        facets=tuple(sorted(facets, key=lambda said: not said.asked)),
        subjects=(About(kind=SubjectKind.DOCUMENT, where=proof, text=printed),),
    )


def told_of(notice: Notice, document: CitedDocument, facet: Facet) -> Fact | None:
    """What the notice tells of a document it cites, at the place where it tells most of it."""
    number = number_key(document.number or "")
    of_documents = [fact for fact in notice.facts if fact.subject.kind is SubjectKind.DOCUMENT]
    ours = {fact.subject for fact in of_documents if fact.facet is Facet.NUMBER and fact.key == number}
    return next((fact for fact in of_documents if fact.facet is facet and fact.subject in ours), None)
