"""The notices a question is limited to, said: by its own words, or by the conversation."""

from collections.abc import Callable, Sequence

from corpus.lexicon import of_notice
from corpus.names.places import kind_and_name
from rag.draft import Finding
from rag.index import Index
from rag.label import label
from rag.models import Question, StatedScope
from rag.question.pointing import unplaced
from rag.search.scope import scope_of
from rag.wording import Wording


def held(index: Index, question: Question, found: Callable[[Question], Finding]) -> Question:
    """A follow-up about a notice, held to the one the question before was answered from where no words tell which."""
    before = question.after
    if before is None or question.everywhere or question.within or not of_notice(question.facet):
        return question
    if scope_of(question, index.originals()).ids is not None:
        return question
    draft = found(before).draft
    spans = () if draft.status.abstained else [span for line in draft.lines for span in line.proof]
    return question.model_copy(update={"within": tuple(dict.fromkeys(span.notice_id for span in spans))})


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
