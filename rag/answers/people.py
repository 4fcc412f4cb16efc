"""Who holds an office, and which office somebody holds, where a notice names both together."""

from collections.abc import Callable

from corpus.models import Facet, Fact
from corpus.names.agencies import body_key, key
from corpus.names.mentions import mentions
from corpus.text import collapse, fold
from rag.allowance import spend
from rag.answers.header import header_draft
from rag.answers.match import Match
from rag.answers.said import said_of
from rag.answers.supposed import decided
from rag.draft import Draft, Finding, Line, Span
from rag.models import AnswerStatus, Question
from rag.question.cues import of_matter

_MOST = 20  # notices that are looked through for a person
_SPOKEN = 3  # terms beside a person's name that ask for the office


def office_supposed(match: Match) -> Finding | None:
    """Yes or no, where the office of a person named is asked about; None where no notice names both."""
    question = match.question
    named = {key(name) for name in question.people}
    if not (question.yes_no and named and question.office):
        return None
    told = _told(match, Facet.FACT, lambda one: one.key in named)
    if told is None:
        return None
    stated = told.draft.headline.partition(", ")[2]
    bodies, meant = {body_key(body.name) for body in mentions(stated)}, {body_key(name) for name in question.agencies}
    agrees = fold(stated).startswith(question.office) and not (bodies and meant and bodies.isdisjoint(meant))
    return Finding(decided(told.draft, agrees, told.draft.headline, question.language, match.wording))


def office_of(match: Match) -> Finding | None:
    """The office of the person named; None where something else is asked, or no notice names both."""
    question = match.question
    named = {key(name) for name in question.people}
    alone = len(of_matter(question.terms)) <= _SPOKEN + len(" ".join(question.people).split())
    asks = named and alone and question.facet in (Facet.LEAD, Facet.PERSON, Facet.FACT)
    return (_told(match, Facet.FACT, lambda one: one.key in named) or _signer(match, named)) if asks else None


def _signer(match: Match, named: set[str]) -> Finding | None:
    """The person as the signer of a notice, with the title there."""
    ids = match.scope.ids if match.scope.ids is not None else match.index.ids()
    for notice in (match.index.notice(one) for one in ids[:_MOST]):
        if notice.signature.name and key(notice.signature.name.value) in named:
            asking = match.question.asking(Facet.SIGNER)
            return Finding(header_draft(match.index, [notice], asking, match.wording))
    return None


def holder_of(match: Match) -> Finding | None:
    """Who holds the office named, where a notice names both."""
    asks = match.question.facet is Facet.PERSON
    return _told(match, Facet.PERSON, lambda one: _holds(match.question, one)) if asks else None


def _told(match: Match, facet: Facet, meant: Callable[[Fact], bool]) -> Finding | None:
    """The first person meant whose office is printed with the name: the office, or (as PERSON is asked) the name."""
    ids = match.scope.ids if match.scope.ids is not None else match.index.ids()
    for notice in (match.index.notice(one) for one in ids[:_MOST]):
        spend()
        one = next((one for one in notice.facts if one.facet is Facet.PERSON and one.how and meant(one)), None)
        if one is None:
            continue
        where, person = one.subject, facet is Facet.PERSON
        proof = (Span(notice_id=notice.id, start=where.start, end=where.end, item=where.item),)
        line = Line(text=collapse(notice.text[where.start : where.end]), proof=proof)
        said = said_of(facet, [one.value if person else one.how or ""], proof)
        headline = one.value if person else f"{one.value}, {one.how}"
        return Finding(Draft(status=AnswerStatus.ANSWERED, headline=headline, lines=(line,), facets=said))
    return None


def _holds(question: Question, fact: Fact) -> bool:
    """True where the office stands in the question from its first word, as "phó chủ tịch" does not in "chủ tịch"."""
    office = fact.how or ""
    return question.names(office) and not question.names(f"phó {office}")
