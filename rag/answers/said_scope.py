"""The notices a question is limited to, said: by its own words, or by the conversation."""

import re
from collections.abc import Callable, Sequence

from corpus.lexicon import of_notice
from corpus.models import Facet
from corpus.names.places import kind_and_name
from rag.draft import Draft, Finding, Said, Span
from rag.index import Index
from rag.label import label
from rag.models import AnswerStatus, Question, StatedScope
from rag.question.cues import of_matter
from rag.question.pointing import unplaced
from rag.search.scope import is_number_of, scope_of
from rag.wording import Wording

_OF_DOCUMENTS = (Facet.ISSUED_ON, Facet.ISSUER, Facet.SUBJECT, Facet.NUMBER, Facet.FACT)
_WHERE = ("provinces", "numbers", "dates", "date_parts")


def held(index: Index, question: Question, found: Callable[[Question], Finding]) -> Question:
    """A follow-up held to what the question before was answered from: to its items where it asks of the same tasks, to its
    notices where a notice is asked about and no words tell which.
    """
    question = _without_cited(index, question)
    before = question.after
    if question.others and before:
        return question.model_copy(update={"within": _not_spoken_of(index, before, found)})
    of_notices = of_notice(question.facet) and not (question.everywhere or question.within)
    if before is None or question.items or not (question.same or of_notices):
        return question
    if not question.same and (question.names_a_place or scope_of(question, index.originals()).ids is not None):
        return question
    draft = found(held(index, before, found)).draft
    spans = () if draft.status.abstained else tuple(span for line in draft.lines for span in line.proof)
    if not question.same:
        return _held_to(question, spans, None)
    if question.nth:
        while before.after and (draft.status.abstained or not draft.listing):  # the list that was shown last
            before = before.after
            draft = found(held(index, before, found)).draft
        firsts = _firsts(draft)
        firsts = _under(index, firsts[0]) or firsts if len(firsts) == 1 else firsts
        unknown = draft.status.abstained or (draft.more and question.nth < 0)  # the last one of a list that goes on
        picked = () if unknown else _picked(firsts, question.nth)
        own = {name: () for name in _WHERE if name in question.kept}  # where it stands says the list
        terms = tuple(of_matter(question.matter))
        return _held_to(question.model_copy(update={"terms": terms, **own}), picked, picked)
    firsts = _firsts(draft)
    if not spans or of_notice(before.facet) or not all(span.item for span in firsts):
        return question
    first = _held_to(
        question, firsts[:1], _whole(firsts[:1])
    )  # of several the first one is spoken of, where it answers
    if len({span.item for span in firsts}) > 1 and found(first).draft.status is not AnswerStatus.ANSWERED:
        return _held_to(question, firsts, _whole(firsts))
    return first


def _without_cited(index: Index, question: Question) -> Question:
    """A follow-up without the documents that the answer before only cites, unless it may be asked of one."""
    before = question.after
    if before is None or "numbers" not in question.kept or before.numbers or question.facet in _OF_DOCUMENTS:
        return question
    own = (one for one in question.numbers if any(is_number_of(notice, one) for notice in index.originals()))
    return question.model_copy(update={"numbers": tuple(own)})


def _not_spoken_of(index: Index, before: Question | None, found: Callable[[Question], Finding]) -> tuple[str, ...]:
    """The notices that no question of the conversation was answered from."""
    spoken: set[str] = set()
    while before and not before.everywhere:
        draft = found(held(index, before, found)).draft
        spoken |= {span.notice_id for line in draft.lines for span in line.proof}
        before = before.after
    return tuple(notice.id for notice in index.originals() if notice.id not in spoken)


def _firsts(draft: Draft) -> list[Span]:
    """The first slice of each line."""
    return [line.proof[0] for line in draft.lines if line.proof]


def _held_to(question: Question, spans: Sequence[Span], places: Sequence[Span] | None) -> Question:
    notices = tuple(dict.fromkeys(span.notice_id for span in spans)) or question.within
    return question.model_copy(
        update={"within": notices, "held_to": None if places is None else tuple(dict.fromkeys(places))}
    )


def _picked(spans: Sequence[Span], nth: int) -> tuple[Span, ...]:
    """The one at that place of a list: its whole item, unless another one of the list stands there, too."""
    at = nth - (nth > 0)
    if not -len(spans) <= at < len(spans):
        return ()
    one = spans[at]
    shared = [span for span in spans if (span.notice_id, span.item) == (one.notice_id, one.item)]
    return (one,) if len(shared) > 1 or not one.item else _whole([one])


def _under(index: Index, span: Span) -> list[Span]:
    """The items that stand right under that of a slice: it was counted how many there are."""
    paths = (item.path for item in index.notice(span.notice_id).items)
    under = [path for path in dict.fromkeys(paths) if re.fullmatch(rf"{re.escape(span.item)}(?:, |\.)[^,.]+", path)]
    return [span.model_copy(update={"item": path}) for path in under] if span.item else []


def _whole(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Their items, from end to end."""
    return tuple(span.model_copy(update={"start": 0, "end": 0}) for span in spans)


def within_limits(question: Question, finding: Finding) -> Finding:
    """What was found; a question held to some tasks that is not answered there is about these, and they do not state it."""
    draft = finding.draft
    if question.held_to == ():
        return Finding(Draft(status=AnswerStatus.UNCLEAR, reason="answer.no_such_place"))
    if question.held_to is None or draft.status is not AnswerStatus.NOT_IN_NOTICES:
        return finding
    facets = tuple(Said(facet=asked.facet) for asked in question.wanted)
    return finding._replace(draft=draft.model_copy(update={"status": AnswerStatus.NOT_STATED, "facets": facets}))


def named_nowhere(index: Index, question: Question) -> bool:
    """True where each document that is asked about by number is none of the notices, and no passage has its number."""
    numbers = () if "numbers" in question.kept else question.numbers
    own = any(is_number_of(notice, asked) for asked in numbers for notice in index.originals())
    anywhere = own or any(index.document_frequencies([asked.serial for asked in numbers]).values())
    return bool(numbers) and not anywhere


def of_all(questions: Sequence[Question]) -> Question:
    """The first question of several in one message, limited to no more than all of them are."""
    provinces = tuple(dict.fromkeys(name for one in questions for name in one.provinces))
    named = provinces if all(one.provinces for one in questions) else ()
    first, kept = questions[0], all(one.after and not one.names_a_place for one in questions)
    from_before = {"kept": first.kept, "after": first.after} if kept else {"kept": (), "after": None}
    return first.model_copy(update={"numbers": (), "dates": (), "within": (), "provinces": named, **from_before})


def said_scope(index: Index, question: Question, wording: Wording) -> StatedScope | None:
    """The scope of a question as it is said; None where every notice was searched, or none is left."""
    scope = scope_of(question, index.originals())
    if not scope.ids:
        return None
    kept = question.after is not None and not question.names_a_place
    without = None
    if kept:
        bare = unplaced(question.text, (), [number.serial for number in scope.own_numbers]).rstrip(" ?.!")
        without = wording.say(question.language, "answer.everywhere", question=bare)
    return StatedScope(
        notices=scope.ids,
        label=_label(index, scope.ids, question, wording),
        come_from="conversation" if kept else "question",
        without=without,
    )


def _label(index: Index, ids: Sequence[str], question: Question, wording: Wording) -> str:
    if len(ids) == 1:
        notice = index.notice(ids[0])
        name = f"{notice.kind.value} số {notice.number.value}" if notice.kind and notice.number else label(notice)
        return wording.say(question.language, "answer.in_notice", notice=name)
    if question.provinces:
        places = ", ".join(map(kind_and_name, question.provinces))
        return wording.say(question.language, "answer.in_province", province=places)
    return wording.say(question.language, "answer.in_notices", count=len(ids))
