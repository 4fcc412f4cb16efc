"""Who holds an office, and which office somebody holds, where a notice names both together."""

from collections.abc import Iterator

from corpus.models import Facet, Fact, Notice
from corpus.names.agencies import key
from corpus.text import collapse, fold
from rag.allowance import spend
from rag.answers.match import Match
from rag.answers.said import said_of
from rag.draft import Draft, Finding, Line, Span
from rag.models import AnswerStatus, Question
from rag.question.cues import of_matter

_MOST = 20  # notices that are looked through for a person
_SPOKEN = 3  # terms beside a person's name that ask for the office


def office_of(match: Match) -> Finding | None:
    """The office of the person named; None where something else is asked, or no notice names both."""
    question = match.question
    named = {key(name) for name in question.people}
    alone = len(of_matter(question.terms)) <= _SPOKEN + len(" ".join(question.people).split())
    if not (named and alone) or question.facet not in (Facet.LEAD, Facet.PERSON, Facet.FACT):
        return None
    found = next(((notice, one) for notice, one in _people(match) if one.key in named), None)
    return (
        Finding(_draft(*found, f"{found[1].value}, {found[1].how}", Facet.FACT, found[1].how or "")) if found else None
    )


def holder_of(match: Match) -> Finding | None:
    """Who holds the office named, where a notice names both."""
    if match.question.facet is not Facet.PERSON:
        return None
    found = next(((notice, one) for notice, one in _people(match) if _holds(match.question, one)), None)
    return Finding(_draft(*found, found[1].value, Facet.PERSON, found[1].value)) if found else None


def _people(match: Match) -> Iterator[tuple[Notice, Fact]]:
    """The people of the notices in question whose office is printed with them."""
    ids = match.scope.ids if match.scope.ids is not None else match.index.ids()
    for notice in (match.index.notice(one) for one in ids[:_MOST]):
        spend()
        yield from ((notice, one) for one in notice.facts if one.facet is Facet.PERSON and one.how)


def _holds(question: Question, fact: Fact) -> bool:
    """True where the office stands in the question from its first word, as "phó chủ tịch" does not in "chủ tịch"."""
    asked, office = f" {fold(question.text)} ", fold(fact.how or "")
    at = asked.find(f" {office} ")
    return at >= 0 and not asked[:at].endswith(" pho")


def _draft(notice: Notice, fact: Fact, headline: str, facet: Facet, value: str) -> Draft:
    where = fact.subject
    proof = (Span(notice_id=notice.id, start=where.start, end=where.end, item=where.item),)
    line = Line(text=collapse(notice.text[where.start : where.end]), proof=proof)
    return Draft(status=AnswerStatus.ANSWERED, headline=headline, lines=(line,), facets=said_of(facet, [value], proof))
