"""Several things asked at once: each facet with its proof, what the text does not state named; one subject for all."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from corpus.dates import printed
from corpus.lexicon import of_notice
from corpus.models import CitedDocument, Facet, Fact, Notice
from corpus.patterns import denying, whole
from corpus.text import canonical
from rag.answers.cited_document import told_of
from rag.answers.compose import compose
from rag.answers.decide import Decision, decide
from rag.answers.evidence import place
from rag.answers.header import notice_asked, part_of
from rag.answers.match import Match
from rag.answers.rivals import rivals
from rag.answers.said import Part, drafted, said_of
from rag.coverage import Rarity, coverage, words_of
from rag.draft import Draft, Finding, Line, Said, Span
from rag.index import Index
from rag.models import AnswerStatus, Asked, Hit, Question, Term
from rag.question.cues import asking_words, of_matter
from rag.question.vocabulary import folded_functions
from rag.search.rank import Query
from rag.search.retrieve import asked_for
from rag.search.scope import Scope, cites
from rag.shorten import best_clauses, shortened
from rag.values import Filled, fill
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


def several(match: Match) -> Finding | None:
    """What a question of several facets asks; None where several notices answer alike: then it is the person who picks."""
    index, question, scope, wording = match.index, match.question, match.scope, match.wording
    known: dict[tuple[Facet, str], _Found] = {}
    found = [_found(match, asked, known) for asked in question.wanted if not of_notice(asked.facet)]
    subject = _subject(found)
    if subject is None and match.names_another:
        subject = _found(match, Asked(facet=Facet.FACT), known).decision.hit
    if any(_is_tied(index, one, scope) for one in found if one.decision.hit is subject):
        return None
    parts: dict[Asked, Part] = {}
    for one in found:
        parts[one.asked] = _part(index, question, one, subject, list(parts.values()), wording)
    notice = index.notice(subject.passage.notice_id) if subject else None
    documents = _documents(question, scope, notice, list(parts.values()))
    for asked in question.wanted:
        if (
            asked.facet is Facet.FACT
            and documents
            and notice
            and match.names_another
            and len(of_matter(asked.terms)) < 3
        ):
            about = _of_document(Asked(facet=Facet.SUBJECT), notice, documents)
            parts[asked] = about._replace(asked=asked) if about.lines else parts[asked]
        if asked in parts:
            continue
        if documents and notice and asked.facet in _OF_DOCUMENTS and (asked.of_document or match.names_another):
            parts[asked] = _of_document(asked, notice, documents)
        else:
            heads = [notice] if notice else notice_asked(index, question.asking(asked.facet), scope)
            parts[asked] = part_of(asked, heads[0], question.language) if len(heads) == 1 else Part(asked)
    ordered = [parts[asked] for asked in question.wanted]
    hits = next((one.hits for one in found if one.hits), ())
    if not any(part.lines for part in ordered):
        held = subject is not None or any(one.decision.status is AnswerStatus.NOT_STATED for one in found)
        status = AnswerStatus.NOT_STATED if held else AnswerStatus.NOT_IN_NOTICES
        return Finding(Draft(status=status), hits)
    return Finding(drafted(index, question, ordered, subject, wording), hits)


def _found(match: Match, asked: Asked, known: dict[tuple[Facet, str], _Found]) -> _Found:
    """What answers the whole question where one facet is asked; `known`: what was found for those before it."""
    if (asked.facet, asked.sort) not in known:
        query, hits = asked_for(match.index, *match.retrieved, match.question.asking(asked))
        if query.numbers:
            hits = [hit for hit in hits if hit.features["number"] == 1.0] or hits
        known[asked.facet, asked.sort] = _Found(asked, hits, decide(match.index, query, match.scope, hits), query)
    return known[asked.facet, asked.sort]._replace(asked=asked)


def _subject(found: Sequence[_Found]) -> Hit | None:
    """The hit whose item answers most of the facets, and best."""
    answered = [one.decision.hit for one in found if one.decision.status is AnswerStatus.ANSWERED and one.decision.hit]
    votes = [place(hit) for hit in answered]
    return max(answered, key=lambda hit: (votes.count(place(hit)), bool(hit.row), hit.score), default=None)


def _part(
    index: Index, question: Question, one: _Found, subject: Hit | None, before: Sequence[Part], wording: Wording
) -> Part:
    """One facet from the subject's item; from another where it names a matter of its own that stands there.

    `before`: the parts before it. The same facet asked again is asked of something else; whose task it was is who is meant.
    """
    if subject is None:
        return Part(one.asked)
    asking = question.asking(one.asked)
    own = _matter_of(one.asked)
    shares = {id(hit): _share(own, hit, one.query.rarity) for hit in one.hits}
    again = [part for part in before if part.asked.facet is one.asked.facet]
    doers = {part.doer for part in before}
    here = [
        hit
        for hit in one.hits
        if place(hit) == place(subject)
        and (again or _same_task(hit, subject) or shares[id(hit)] >= _SOME or _doer(hit) in doers)
    ]
    led = {asked.facet for asked in question.wanted} >= {Facet.LEAD, Facet.COORDINATING}  # who leads, and with whom

    def order(hit: Hit) -> tuple[bool, float, bool, float]:
        names_lead = _names_lead(one.asked, hit)
        return led and not names_lead, -round(shares[id(hit)], 1), not names_lead, -hit.score

    here.sort(key=order)
    other = one.decision.hit if one.decision.status is AnswerStatus.ANSWERED else None
    if other and own and place(other) != place(subject):
        best = max((shares[id(hit)] for hit in here), default=0.0)
        here = [other] if _share(own, other, one.query.rarity) - best > _CLEARLY else here
    if one.asked.whether and one.asked.facet is Facet.FACT:
        about, rarity = of_matter(question.terms), one.query.rarity
        least = min(_SOME, _share(about, subject, rarity))
        near = (hit for hit in one.hits if place(hit) == place(subject) and _same_task(hit, subject))
        same = [hit for hit in near if _share(about, hit, rarity) >= least]
        return _polarity(asking, one.asked, same, wording)
    first: Part | None = None
    for hit in here:
        share = shares.get(id(hit), 0.0)
        uncounted = one.asked.facet is Facet.FIGURE and not any(one.asked.counted)  # lệ phí bao nhiêu
        if own and (share < _SOME if one.asked.facet in _OPEN else uncounted and not share):
            continue  # of the matter, and not of what is asked of it
        notice = index.notice(hit.passage.notice_id)
        if filled := fill(asking, hit, notice):
            draft = compose(index, asking, Decision(AnswerStatus.ANSWERED, hit, filled), wording)
            value = draft.headline if filled.values else _sentence(hit, _narrowed(asking, own))
            facets = draft.facets if filled.values else said_of(one.asked.facet, [value], draft.lines[0].proof)
            part = Part(one.asked, value, draft.lines, facets, _doer(hit))
            if not _shown(notice, filled, again):
                return part
            first = first or part
    return first or Part(one.asked)


def _matter_of(asked: Asked) -> list[Term]:
    """What a part of a question names of its own.

    Not what is measured ("hết bao nhiêu tiền"), nor words that only point, also where *do la* could be words.
    """
    measured = {term for noun in asked.counted for term in noun}
    pointing = folded_functions()
    return [
        term
        for term in of_matter(asked.terms)
        if term not in measured
        and (asked.facet is Facet.LEAD or asking_words().isdisjoint(term.alternatives[0].words))  # ai *tổng hợp*
        and not pointing.issuperset(term.alternatives[0].words)
    ]


def _shown(notice: Notice, filled: Filled, parts: Sequence[Part]) -> bool:
    """True where the slice proves one of the parts already."""
    spans = [span for part in parts for line in part.lines for span in line.proof[:1]]
    return any(one.notice_id == notice.id and filled.start < one.end and one.start < filled.end for one in spans)


def _names_lead(asked: Asked, hit: Hit) -> bool:
    """False where who leads is asked and the task only has somebody assigned."""
    return asked.facet is not Facet.LEAD or (hit.row is not None and bool(hit.row.lead))


def _doer(hit: Hit) -> str:
    """Who has the task of a sentence; empty where it gives none."""
    return next(iter(hit.row.lead or hit.row.assigned), "") if hit.row else ""


def _is_tied(index: Index, one: _Found, scope: Scope) -> bool:
    return one.decision.hit is not None and bool(rivals(index, one.query, scope, one.hits, one.decision))


def _same_task(hit: Hit, subject: Hit) -> bool:
    """True for a sentence that gives nobody else a task: what another's task says of itself is not asked."""
    return hit.row is None or subject.row is None or _doer(hit) == _doer(subject)


def _polarity(question: Question, asked: Asked, hits: Sequence[Hit], wording: Wording) -> Part:
    """Whether the subject's item agrees to or denies what is asked beside other things; nothing where it does neither."""
    for hit in hits:
        text = canonical(hit.passage.text)
        found = "no" if denying().search(text) else "yes" if whole("agrees").search(text) else ""
        if found:
            where = hit.passage
            proof = (Span(notice_id=where.notice_id, start=where.start, end=where.end, item=where.item),)
            clauses = best_clauses(where.text, question, _ROOM)
            value = f"{wording.say(question.language, f'answer.{found}')}: {clauses}"
            said = (Said(facet=Facet.POLARITY, value=found, proof=proof),)
            return Part(Asked(facet=Facet.POLARITY), value, (Line(text=shortened(where.text), proof=proof),), said)
    return Part(asked)


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
