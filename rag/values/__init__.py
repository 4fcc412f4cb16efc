"""Fills the slot a question asks for from one hit: the words of the answer, and the slice they stand in."""

from collections.abc import Callable

from corpus.models import Notice
from rag.models import Hit, Question, Slot
from rag.values import bodies, sentences
from rag.values.documents import legal_basis
from rag.values.figures import phone, quantity
from rag.values.filled import Filled
from rag.values.times import deadline

__all__ = ["Filled", "fill"]


def fill(question: Question, hit: Hit, notice: Notice) -> Filled | None:
    """The slot's value in a hit; None where the hit does not state it."""
    return FILLERS[question.slot](question, hit, notice)


def _whole(question: Question, hit: Hit, notice: Notice) -> Filled:
    """The sentence itself is the answer."""
    return Filled(values=(), start=hit.passage.start, end=hit.passage.end)


FILLERS: dict[Slot, Callable[[Question, Hit, Notice], Filled | None]] = {
    # what a notice states as a whole is read from its header; of a document that is only cited, a sentence tells
    **{slot: _whole for slot in Slot if slot.of_header},
    Slot.SOURCE: _whole,
    Slot.TASK: _whole,
    Slot.FACT: _whole,
    Slot.LEAD: bodies.lead,
    Slot.COORDINATING: bodies.coordinating,
    Slot.REPORTS_TO: bodies.reports_to,
    Slot.LEGAL_BASIS: legal_basis,
    Slot.DEADLINE: deadline,
    Slot.QUANTITY: quantity,
    Slot.PERSON: bodies.person,
    Slot.PHONE: phone,
    Slot.PAYER: bodies.payer,
    Slot.REQUIREMENT: sentences.requirement,
    Slot.PURPOSE: sentences.purpose,
}
