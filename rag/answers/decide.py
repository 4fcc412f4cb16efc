"""Is it answered, not stated, or not in the notices? The ranking finds the passages, a model of its own says which answers, if any."""

from collections.abc import Sequence
from typing import NamedTuple

from corpus.models import Facet, Notice
from corpus.names.agencies import body_key, keys_of
from corpus.text import fold
from rag.allowance import spend
from rag.answers.acts import deciding, doing, meant, missing, touches
from rag.answers.admissible import of_the_body, of_what_is_asked
from rag.answers.answerable import LOOKED_AT, enough, likeliest_first
from rag.answers.evidence import place
from rag.answers.kinds import of_kind
from rag.coverage import coverage, gain, words_of
from rag.index import Index
from rag.models import AnswerStatus, Hit, Question
from rag.question.cues import of_matter
from rag.search.rank import Query, weights
from rag.search.scope import Scope
from rag.values import Filled, fill
from rag.values.named_part import named_by

# Slots that a sentence may fill without naming a value: the sentence itself is then the answer.
_LOOSE = frozenset((Facet.LEAD, Facet.REPORTS_TO, Facet.CONDITION, Facet.PURPOSE))
_MARKER = 2  # words: a number, a dash


class Decision(NamedTuple):
    """How the question ends, the hit that decides it, and what fills its slot."""

    status: AnswerStatus
    hit: Hit | None = None
    filled: Filled | None = None


def decide(index: Index, query: Query, scope: Scope, hits: Sequence[Hit]) -> Decision:
    """The best hit where it answers, or why there is no answer."""
    question = query.question
    admitted = of_what_is_asked(index, query, scope, hits)
    if not admitted:
        return Decision(AnswerStatus.NOT_IN_NOTICES)
    if question.facet is Facet.LEAD and question.sort:  # only who is called so
        return _of_named_part(index, query, scope, admitted)
    left: Sequence[Hit] = of_the_body(question, admitted)
    if not left:
        return Decision(AnswerStatus.NOT_STATED, admitted[0])
    settled = query.numbers or question.same or question.comparison  # by what it names, it is clear what is meant
    placed = bool(question.provinces)
    least = 0.0 if settled else enough(question.facet, len(index.ids()), plain=query.plain, placed=placed)
    left = likeliest_first(index, query, left)
    if left[0].features["chance"] < least:
        return _unanswered(question, left)
    left = [hit for hit in left if touches(question, hit)]
    if not left:
        return Decision(AnswerStatus.NOT_IN_NOTICES, admitted[0])
    left = meant(question, left, _near(question, left))
    if not left or left[0].features.get("chance", 0.0) < least:
        return _unanswered(question, admitted)
    if _opens(index.notice(left[0].passage.notice_id), left[0]):
        left = _closer(query, left)
    return _filled(index, question, left)


def _of_named_part(index: Index, query: Query, scope: Scope, hits: Sequence[Hit]) -> Decision:
    """Who is called investor, contractor or whatever is asked, by the best clause that says so and holds the matter."""
    question = query.question
    said = {word for phrase in named_by(question.sort) for word in fold(phrase).split()}
    matter = [term for term in of_matter(question.terms) if not said.issuperset(term.alternatives[0].words)]
    enough_of_it: float = weights()["named_part"]["anywhere" if len(scope.ids or ()) != 1 else "in_a_notice"]
    for hit in (one for one in hits if one.filled and touches(question, one) and not missing(question, one)):
        passage = hit.passage
        views = [(words_of(part), 1.0) for part in (passage.text, passage.context, passage.header)]
        if not matter or coverage(matter, views, query.rarity) >= enough_of_it:
            return Decision(AnswerStatus.ANSWERED, hit, fill(question, hit, index.notice(passage.notice_id)))
    return Decision(AnswerStatus.NOT_STATED, hits[0])


def _filled(index: Index, question: Question, hits: Sequence[Hit]) -> Decision:
    """The first of the hits near the best that fills the slot; the best one itself where its sentence will do."""
    best, others = hits[0], False
    for hit in (one for one in hits if question.facet is Facet.LEAD and place(one) == place(best)):
        notice, passage = index.notice(hit.passage.notice_id), hit.passage
        if body := deciding(question, hit, notice) or doing(question, hit, notice):
            return Decision(AnswerStatus.ANSWERED, hit, Filled(values=(body,), start=passage.start, end=passage.end))
    for hit in _near(question, hits):
        notice = index.notice(hit.passage.notice_id)
        if not missing(question, hit) and (filled := fill(question, hit, notice)):
            if _says_nothing(question, filled):
                continue
            if of_kind(question, hit, filled, notice):
                return Decision(AnswerStatus.ANSWERED, hit, filled)
            others = True
    span = Filled(values=(), start=best.passage.start, end=best.passage.end)
    if question.facet in _LOOSE and not others and of_kind(question, best, span, index.notice(best.passage.notice_id)):
        return Decision(AnswerStatus.ANSWERED, best, span)
    return Decision(AnswerStatus.NOT_STATED if _mentions(question, best) else AnswerStatus.NOT_IN_NOTICES, best)


def _unanswered(question: Question, hits: Sequence[Hit]) -> Decision:
    """Not stated where a clause is about the matter and names nothing of the kind asked for; else not in the notices."""
    mentioned = next((hit for hit in hits if not hit.filled and _mentions(question, hit)), None)
    return Decision(AnswerStatus.NOT_STATED if mentioned else AnswerStatus.NOT_IN_NOTICES, mentioned or hits[0])


def _mentions(question: Question, hit: Hit) -> bool:
    """True where a clause, with what it stands under, is about the matter: has enough of it, and what is asked about."""
    about: float = weights()["about"]
    return hit.features["text"] + hit.features["context"] >= about and not missing(question, hit)


def _says_nothing(question: Question, filled: Filled) -> bool:
    """True where the one body that the question names itself would be who it asks for: Sở Y tế xin thêm thời gian, *ai* trả lời."""
    named = {key for name in question.agencies for key in keys_of(name)}
    bodies = {body_key(name) for name in filled.values}
    return question.facet is Facet.LEAD and len(question.agencies) == 1 and bool(bodies) and bodies <= named


def _near(question: Question, hits: Sequence[Hit]) -> Sequence[Hit]:
    """Those likely ones that the ranking has near the likeliest; a requirement stands in the item of the matter, wherever that is."""
    best = hits[0]
    if question.facet is Facet.CONDITION:
        return [hit for hit in hits if place(hit) == place(best)]
    lowest = best.score - weights()["slot_margin"]
    return [hit for hit in hits[:LOOKED_AT] if hit.score >= lowest]


def _opens(notice: Notice, hit: Hit) -> bool:
    """True for the first sentence of an item, or the first after its heading."""
    item = notice.item_at(hit.passage.start)
    before = notice.text[item.start : hit.passage.start] if item else ""
    return len(before.split()) <= _MARKER


def _closer(query: Query, hits: Sequence[Hit]) -> Sequence[Hit]:
    """The hits with the sentence first that says the rest of the question, where the best one opens its item.

    An item opens with its matter; the sentence that answers often does not name it again.
    """
    best = hits[0]
    terms = of_matter(query.question.terms)
    found: list[tuple[float, Hit]] = []
    for hit in hits[1:]:
        spend()
        if place(hit) != place(best) or not hit.passage.item or hit.filled < best.filled:
            continue
        of_rest, of_all = gain(terms, words_of(best.passage.text), words_of(hit.passage.text), query.rarity)
        if of_rest >= weights()["closer"]["of_rest"] and of_all >= weights()["closer"]["of_all"]:
            found.append((of_all, hit))
    if not found:
        return hits
    closest = max(found, key=lambda one: one[0])[1]
    return [closest, *(hit for hit in hits if hit is not closest)]
