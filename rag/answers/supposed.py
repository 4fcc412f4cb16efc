"""A question that wants yes or no: the clause of its matter, found with what it supposes and without, and judged."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from corpus.lexicon import glossary, marks
from corpus.models import Facet, Notice
from corpus.names.agencies import body_key, key
from corpus.text import fold
from rag.answers.compose import compose
from rag.answers.decide import Decision, decide
from rag.answers.header import header_draft, notice_asked
from rag.answers.later_notice import brought_up_to_date
from rag.answers.said import label_of
from rag.answers.whether import Judgement, judged
from rag.coverage import rarity_of
from rag.draft import Draft, Finding, Said
from rag.index import Index
from rag.label import label
from rag.models import AnswerStatus, Hit, Polarity, Question, Shape
from rag.question.cues import of_matter
from rag.question.vocabulary import folded_functions
from rag.search.retrieve import retrieve
from rag.search.scope import cites, is_number_of, scope_of
from rag.values.header import facts_stating, stated
from rag.wording import Wording

_OF_NOTICE = (Facet.REPLACES, Facet.ABSENT, Facet.ATTENDEES, Facet.SIGNER, Facet.ISSUED_ON, Facet.HELD_ON, Facet.CHAIR)
_DAYS = (Facet.HELD_ON, Facet.ISSUED_ON)
_DOCUMENTS = (Facet.REPLACES,)
_PEOPLE = (Facet.SIGNER, Facet.CHAIR)
_LISTED = (Facet.ABSENT, Facet.ATTENDEES)


class Found(NamedTuple):
    """A clause and how it was judged, with the hits it comes from."""

    decision: Decision
    judgement: Judgement
    hits: list[Hit]


def whether(index: Index, question: Question, wording: Wording) -> Finding | None:
    """Yes, no or not told, with its proof; None where the matter is not found."""
    if draft := _of_header(index, question, wording):
        return Finding(draft)
    found = list(_found(index, question, wording))
    if not found:
        return None
    best = max(found, key=lambda one: (_ORDER[one.judgement.polarity], one.judgement.held))
    hit = best.decision.hit
    assert hit is not None
    if best.judgement.polarity is Polarity.NOT_TOLD and _names_only(index, question, hit):
        return Finding(Draft(status=AnswerStatus.NOT_STATED, nearest=(hit.span,)), best.hits)
    draft = with_polarity(
        compose(index, question, best.decision, wording), best.judgement.polarity, best.judgement.said
    )
    return Finding(brought_up_to_date(index, question, hit, draft, wording), best.hits)


def _names_only(index: Index, question: Question, hit: Hit) -> bool:
    """True for a clause that is no more about the question than a body's name would be, and does not have that body."""
    there = key(f"{hit.passage.text} {hit.passage.context}")
    absent = [name for name in question.agencies if key(name) not in there]
    return bool(absent) and len(of_matter(without_supposed(question, index.originals()).terms)) <= 1


_ORDER = {Polarity.YES: 2, Polarity.NO: 1, Polarity.NOT_TOLD: 0}


def with_polarity(draft: Draft, polarity: Polarity, headline: str) -> Draft:
    """The draft as the answer to a question that wants yes or no."""
    proof = tuple(span for line in draft.lines[:1] for span in line.proof[:1])
    said = Said(facet=Facet.POLARITY, value=polarity.value, key=polarity.value, proof=proof)
    return draft.model_copy(update={"headline": headline, "facets": (said, *draft.facets), "shape": Shape.WHETHER})


def decided(draft: Draft, agrees: bool, said: str, language: str, wording: Wording) -> Draft:
    """The draft as a yes or a no, with what is said of it."""
    polarity = Polarity.YES if agrees else Polarity.NO
    return with_polarity(draft, polarity, f"{wording.say(language, f'answer.{polarity.value}')}: {said}")


def _found(index: Index, question: Question, wording: Wording) -> Iterator[Found]:
    """The clause found with all that is named, then the one found by the matter alone."""
    originals = index.originals()
    matter = without_supposed(question, originals)
    alone = [matter] if len(of_matter(matter.terms)) > 1 or not question.numbers else []
    for asked in dict.fromkeys((question, *alone)):
        scope = scope_of(asked, originals)
        if scope.missing or not (asked.terms or asked.numbers or asked.agencies):
            continue
        query, hits = retrieve(index, asked, scope)
        decision = decide(index, query, scope, hits)
        if decision.status is AnswerStatus.ANSWERED and decision.hit:
            notice = index.notice(decision.hit.passage.notice_id)
            supposing = question.model_copy(update={"terms": matter.terms})
            yield Found(decision, judged(supposing, decision, notice, rarity_of(index, matter.terms), wording), hits)


def without_supposed(question: Question, catalogue: Sequence[Notice]) -> Question:
    """The question without the bodies, parts, days and documents that it supposes; a notice's own number is no supposition."""
    own = tuple(one for one in question.numbers if any(is_number_of(notice, one) for notice in catalogue))
    bodies = set(" ".join(fold(name) for name in question.agencies).split())
    matter = tuple(term for term in question.terms if not _is_supposed(term.alternatives[0].words, bodies))
    return question.model_copy(
        update={"numbers": own, "dates": (), "date_parts": (), "years": (), "agencies": (), "terms": matter}
    )


def _is_supposed(said: tuple[str, ...], bodies: set[str]) -> bool:
    """True for a figure, and for words of a supposed body or part, also where they were read as one with a word beside them.

    "có đồng (ý)", "của Công (an)".
    """
    rest = tuple(word for word in said if word not in folded_functions())
    cut = len(rest) < len(said) and any(rest in (part[: len(rest)], part[-len(rest) :]) for part in _parts())
    return all(word.isdigit() for word in said) or said in _parts() or bool(rest and (cut or bodies.issuperset(rest)))


@cache
def _parts() -> frozenset[tuple[str, ...]]:
    """How somebody is supposed to lead or to allow, in folded words; with what the English ones are read as."""
    lead, allows = marks("whether")["lead"], marks("whether")["allows"]
    english = (*lead["en"], *allows["en"])
    read = (reading for phrase in english for reading in glossary().get(phrase, ()))
    return frozenset(tuple(fold(phrase).split()) for phrase in (*lead["vi"], *allows["vi"], *read))


def _of_header(index: Index, question: Question, wording: Wording) -> Draft | None:
    """What the notice as a whole states of what is supposed of it: its signer, its day, the day of its meeting."""
    if draft := _of_province(index, question, wording):
        return draft
    facet = next((one for one in _OF_NOTICE if _supposes(question, one)), None)
    if facet is None:
        return None
    matter = without_supposed(question, index.originals())
    scope = scope_of(matter, index.originals())
    notices = notice_asked(index, matter.asking(facet), scope) if not scope.missing else []
    fact = stated(notices[0], facet) if len(notices) == 1 else None
    if fact is None:
        return None
    draft = header_draft(index, notices, question.asking(facet), wording)
    if facet in _DAYS:
        day = notices[0].meeting.held_on if facet is Facet.HELD_ON else notices[0].issued_on
        agrees = bool(day) and day is not None and all(_same(part, day.value) for part in question.date_parts)
    elif facet in _DOCUMENTS:
        named = [one for one in question.numbers if one not in scope.own_numbers]
        agrees = all(cites(fact.value, one) for one in named)
    elif facet in _LISTED:
        return _of_those_there(index, question, notices[0], facet, draft, wording)
    else:
        agrees = question.names(fact.value.split(",")[0])
    said = f"{label_of(facet, question.language)}: {draft.headline}" if facet in _DOCUMENTS else draft.headline
    return decided(draft, agrees, said, question.language, wording)


def _of_those_there(
    index: Index, question: Question, notice: Notice, facet: Facet, draft: Draft, wording: Wording
) -> Draft | None:
    """Whether the body named first came, or was absent; None where the notice does not name it among those."""
    about = key(notice.subject.value) if notice.subject else ""
    body = next((name for name in question.agencies if key(name) not in about), "")
    for told in (facet, *(one for one in _LISTED if one is not facet)):
        for fact in facts_stating(notice, told):
            listed = body and (fact.key == body_key(body) or key(body) in key(fact.value))
            if listed or question.names(fact.value):
                printed = body if body and key(body) in key(fact.value) else fact.value  # các sở: *Tài chính*
                said = f"{label_of(told, question.language)}: {printed}"
                proved = draft if told is facet else header_draft(index, [notice], question.asking(told), wording)
                return decided(proved, told is facet, said, question.language, wording)
    return None


def _same(part: object, day: object) -> bool:
    return all(getattr(part, name) in (None, getattr(day, name)) for name in ("day", "month", "year"))


def _supposes(question: Question, facet: Facet) -> bool:
    """True where a question supposes a value of that facet, and names one of its kind."""
    named = question.supposes
    if question.facet is not facet and facet.value not in named:
        return False
    if facet in (Facet.SIGNER, Facet.ISSUED_ON) and (question.agencies or "notice" not in named):
        return False  # of what a body issues or signs, not of the notice
    if facet is Facet.CHAIR and Facet.HELD_ON.value not in named:
        return False
    if facet in _DAYS:
        return any(part.day for part in question.date_parts)
    if facet in _DOCUMENTS:
        return "notice" in named
    if facet in _LISTED:
        return True
    return facet in _PEOPLE and bool(question.people)


def _of_province(index: Index, question: Question, wording: Wording) -> Draft | None:
    """Whose notice it is, where a number and a province are named and nothing else."""
    belongs = {word for phrase in marks("whether")["belongs"]["vi"] for word in fold(phrase).split()}
    more = any(not belongs.issuperset(term.alternatives[0].words) for term in question.terms)
    if more or not question.numbers or not question.provinces:
        return None
    scope = scope_of(question.model_copy(update={"provinces": ()}), index.originals())
    if not scope.own_numbers or scope.ids is None:
        return None
    notices = [index.notice(one) for one in scope.ids]
    theirs = [one for one in notices if one.province in question.provinces]
    notice = (theirs or notices)[0]
    draft = header_draft(index, [notice], question.asking(Facet.NUMBER), wording)
    return decided(draft, bool(theirs), label(notice), question.language, wording) if draft.lines else None
