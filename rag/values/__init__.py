"""Fills the slot a question asks for from one hit: the words of the answer, and the slice they stand in."""

from collections.abc import Callable

from corpus.lexicon import of_notice
from corpus.models import Facet, Notice
from rag.models import Hit, Question
from rag.values import bodies, sentences
from rag.values.documents import legal_basis
from rag.values.figures import phone, quantity
from rag.values.filled import Filled
from rag.values.times import deadline

__all__ = ["Filled", "fill"]


def fill(question: Question, hit: Hit, notice: Notice) -> Filled | None:
    """The slot's value in a hit; None where the hit does not state it."""
    return FILLERS[question.facet](question, hit, notice)


def _whole(question: Question, hit: Hit, notice: Notice) -> Filled:
    """The sentence itself is the answer."""
    return Filled(values=(), start=hit.passage.start, end=hit.passage.end)


FILLERS: dict[Facet, Callable[[Question, Hit, Notice], Filled | None]] = {
    # what a notice states as a whole is read from its header; of a document that is only cited, a sentence tells
    **{slot: _whole for slot in Facet if of_notice(slot)},
    Facet.SOURCE: _whole,
    Facet.TASK: _whole,
    Facet.FACT: _whole,
    Facet.POLARITY: _whole,
    Facet.LEAD: bodies.lead,
    Facet.COORDINATING: bodies.coordinating,
    Facet.REPORTS_TO: bodies.reports_to,
    Facet.BASIS: legal_basis,
    Facet.DEADLINE: deadline,
    Facet.FIGURE: quantity,
    Facet.PERSON: bodies.person,
    Facet.PHONE: phone,
    Facet.PAYER: bodies.payer,
    Facet.BENEFICIARY: bodies.beneficiary,
    Facet.CONDITION: sentences.requirement,
    Facet.PURPOSE: sentences.purpose,
}
