"""Several things asked at once: each facet with its proof, what the text does not state named; one subject for all."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from corpus.dates import printed
from corpus.lexicon import of_notice
from corpus.models import CitedDocument, Directive, Facet, Fact, Notice
from rag.answers.answerable import place
from rag.answers.cited_document import told_of
from rag.answers.compose import compose
from rag.answers.decide import Decision, decide
from rag.answers.header import notice_asked, part_of
from rag.answers.rivals import rivals
from rag.answers.said import Part, drafted, said_of
from rag.coverage import Rarity, coverage, words_of
from rag.draft import Finding, Line, Span
from rag.index import Index
from rag.models import AnswerStatus, Asked, Hit, Question, Term
from rag.question.cues import of_matter
from rag.search.rank import Query
from rag.search.retrieve import asked_for, retrieve
from rag.search.scope import Scope, cites
from rag.shorten import best_clauses, shortened
from rag.values import fill
from rag.wording import Wording

_OPEN = frozenset((Facet.FACT, Facet.TASK))  # any sentence could fill them
_SOME = 0.4  # share of its own words that a sentence has to hold to answer one of them
_CLEARLY = 0.34  # share of its own words that another item has to hold more than the subject's
_ROOM = 150  # characters of a sentence among several values
_OF_DOCUMENTS = frozenset((Facet.ISSUED_ON, Facet.ISSUER, Facet.SUBJECT, Facet.NUMBER))


class _Found(NamedTuple):
    """What was found for one facet of a task: the hits, best first, and the decision."""

    asked: Asked
    hits: Sequence[Hit]
    decision: Decision
    query: Query


def several(index: Index, question: Question, scope: Scope, wording: Wording) -> Finding | None:
    """What a question of several facets asks; None where none of them is answered."""
    found = _found(index, question, scope)
    subject = _subject(found)
    if any(_is_tied(index, one, scope) for one in found if one.decision.hit is subject):
        return None  # then it is the person who picks
    parts: dict[Asked, Part] = {}
    for one in found:
        same = [part for asked, part in parts.items() if asked.facet is one.asked.facet]
        parts[one.asked] = _part(index, question, one, subject, same, wording)
    notice = index.notice(subject.passage.notice_id) if subject else None
    documents = _documents(question, scope, notice, list(parts.values()))
    for asked in question.wanted:
        if (
            asked.facet is Facet.FACT
            and documents
            and notice
            and _names_other(question, scope)
            and len(of_matter(asked.terms)) < 3
        ):
            about = _of_document(Asked(facet=Facet.SUBJECT), notice, documents)
            parts[asked] = about._replace(asked=asked) if about.lines else parts[asked]
        if asked in parts:
            continue
        if (
            documents
            and notice
            and asked.facet in _OF_DOCUMENTS
            and (asked.of_document or _names_other(question, scope))
        ):
            parts[asked] = _of_document(asked, notice, documents)
        else:
            heads = [notice] if notice else notice_asked(index, question.asking(asked.facet), scope)
            parts[asked] = part_of(asked, heads[0]) if len(heads) == 1 else Part(asked)
    ordered = [parts[asked] for asked in question.wanted]
    if not any(part.lines for part in ordered):
        return None
    hits = next((one.hits for one in found if one.hits), ())
    return Finding(drafted(index, question, ordered, subject, wording), hits)


def _found(index: Index, question: Question, scope: Scope) -> list[_Found]:
    """Looked for once, looked at for each facet."""
    found = []
    wanted = [asked for asked in question.wanted if not of_notice(asked.facet)]
    evidence = retrieve(index, question.asking(wanted[0].facet), scope) if wanted else None
    for asked in wanted:
        assert evidence is not None
        query, hits = evidence = asked_for(index, *evidence, question.asking(asked.facet))
        if query.numbers:
            hits = [hit for hit in hits if hit.features["number"] == 1.0] or hits
        found.append(_Found(asked, hits, decide(index, query, scope, hits), query))
    return found


def _subject(found: Sequence[_Found]) -> Hit | None:
    """The hit whose item answers most of the facets, and best."""
    answered = [one.decision.hit for one in found if one.decision.status is AnswerStatus.ANSWERED and one.decision.hit]
    votes = [place(hit) for hit in answered]
    return max(answered, key=lambda hit: (votes.count(place(hit)), bool(hit.row), hit.score), default=None)


def _part(
    index: Index, question: Question, one: _Found, subject: Hit | None, before: Sequence[Part], wording: Wording
) -> Part:
    """One facet from the subject's item; from another where it names a matter of its own that stands there.

    `before`: what the same facet was answered with already; asked again, it is asked of something else.
    """
    if subject is None:
        return Part(one.asked)
    asking = question.asking(one.asked.facet)
    own = of_matter(one.asked.terms)
    shares = {id(hit): _share(own, hit, one.query.rarity) for hit in one.hits}
    here = [
        hit
        for hit in one.hits
        if place(hit) == place(subject) and (_same_task(hit, subject) or shares[id(hit)] >= _SOME)
    ]
    here.sort(key=lambda hit: (_shown(hit, before), -round(shares[id(hit)], 2), -hit.score))
    other = one.decision.hit if one.decision.status is AnswerStatus.ANSWERED else None
    if other and own and place(other) != place(subject):
        best = max((shares[id(hit)] for hit in here), default=0.0)
        here = [other] if _share(own, other, one.query.rarity) - best > _CLEARLY else here
    for hit in here:
        if one.asked.facet in _OPEN and own and shares.get(id(hit), 0.0) < _SOME:
            continue  # of the matter, and not of what is asked of it
        notice = index.notice(hit.passage.notice_id)
        if filled := fill(asking, hit, notice):
            draft = compose(index, asking, Decision(AnswerStatus.ANSWERED, hit, filled), wording)
            value = draft.headline if filled.values else _sentence(hit, _narrowed(asking, own))
            facets = draft.facets if filled.values else said_of(one.asked.facet, [value], draft.lines[0].proof)
            return Part(one.asked, value, draft.lines, facets)
    return Part(one.asked)


def _shown(hit: Hit, parts: Sequence[Part]) -> bool:
    """True where the sentence proves one of the parts already."""
    passage = hit.passage
    spans = [span for part in parts for line in part.lines for span in line.proof]
    return any(one.notice_id == passage.notice_id and passage.start <= one.start < passage.end for one in spans)


def _is_tied(index: Index, one: _Found, scope: Scope) -> bool:
    return one.decision.hit is not None and bool(rivals(index, one.query, scope, one.hits, one.decision))


def _same_task(hit: Hit, subject: Hit) -> bool:
    """True for a sentence that gives nobody else a task: what another's task says of itself is not asked."""
    return hit.row is None or subject.row is None or _doers(hit.row) == _doers(subject.row)


def _doers(row: Directive) -> tuple[str, ...]:
    return row.lead or row.assigned


def _names_other(question: Question, scope: Scope) -> bool:
    """True where a document is named by number that is not the notice's own."""
    return len(question.numbers) > len(scope.own_numbers)


def _sentence(hit: Hit, question: Question) -> str:
    """What a sentence says, in short: its task, else its best clauses."""
    if hit.row and question.facet is Facet.TASK:
        return shortened(hit.row.task, _ROOM)
    return best_clauses(hit.passage.text, question, _ROOM)


def _narrowed(question: Question, own: Sequence[Term]) -> Question:
    return question.model_copy(update={"terms": tuple(own)}) if own else question


def _share(terms: Sequence[Term], hit: Hit, rarity: Rarity) -> float:
    return coverage(terms, [(words_of(hit.passage.text), 1.0)], rarity) if terms else 0.0


def _documents(question: Question, scope: Scope, notice: Notice | None, parts: Sequence[Part]) -> list[CitedDocument]:
    """The cited documents that facts of a document are asked of: those named by number, else those a part rests on."""
    if notice is None:
        return []
    numbers = [asked for asked in question.numbers if asked not in scope.own_numbers]
    if numbers:
        return [one for one in notice.cited_documents if any(cites(one.name, asked) for asked in numbers)][:1]
    spans = [span for part in parts if part.asked.facet is Facet.BASIS for line in part.lines for span in line.proof]
    return [one for one in notice.cited_documents if any(span.start <= one.start < span.end for span in spans)]


def _spelled(fact: Fact, document: CitedDocument) -> str:
    """A day in figures, a number with the kind of its document, else as printed."""
    if fact.facet is Facet.NUMBER:
        return document.name
    return printed(date.fromisoformat(fact.key)) if fact.facet is Facet.ISSUED_ON and fact.key else fact.value


def _of_document(asked: Asked, notice: Notice, documents: Sequence[CitedDocument]) -> Part:
    """A fact of the documents: number, day, issuer, what they are about, as printed where they are cited."""
    values, proof = [], []
    for document in documents:
        if fact := told_of(notice, document, asked.facet):
            values.append(_spelled(fact, document))
            subject = fact.subject
            proof.append(Span(notice_id=notice.id, start=subject.start, end=fact.end, item=subject.item))
    lines = tuple(Line(text=notice.text[span.start : span.end], proof=(span,)) for span in proof)
    return Part(asked, "; ".join(dict.fromkeys(values)), lines, said_of(asked.facet, values, proof))
