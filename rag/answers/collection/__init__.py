"""Answers over the collection: the newest notice, how many there are, which of them mention a matter, the tasks of a body
or of a time, the deadlines, the items of a heading, what a notice comes to.
"""

from corpus.lexicon import of_notice
from corpus.models import Facet
from rag.answers.collection import items, mentions, notices, tasks
from rag.answers.collection.items import family
from rag.answers.collection.page import without_marker
from rag.answers.collection.room import Room, fits, lacking, room_of
from rag.answers.header import header_list
from rag.draft import Draft, Line
from rag.index import Index
from rag.models import AnswerStatus, Over, Question, Shape
from rag.proof.evidence import Evidence
from rag.search.scope import Scope, within
from rag.shorten import shortened
from rag.wording import Wording

_SIDE_BY_SIDE = 6  # notices of a province that are compared

__all__ = ["collected", "family"]


def collected(index: Index, question: Question, scope: Scope, wording: Wording) -> Draft | None:
    """The answer of the shape a question asks for; None where it asks for one passage, or the collection does not tell."""
    if scope.missing:
        return None
    if contradictory(question):
        return Draft(status=AnswerStatus.UNCLEAR, reason="answer.contradictory")
    room = room_of(index, question, scope, wording)
    if index.originals() and (draft := _collected(room)):
        lines = tuple(_proving_itself(line, index) for line in draft.lines)
        return draft.model_copy(update={"shape": question.shape, "lines": lines})
    return None


def _proving_itself(line: Line, index: Index) -> Line:
    """A line in the words of its first quote, where it says more than its quotes: what is counted is shown."""
    if not line.proof or not Evidence.of(line.proof, index.notice).lacks(line.text):
        return line
    span = line.proof[0]
    quote = without_marker(index.notice(span.notice_id).text[span.start : span.end])
    return line.model_copy(update={"text": f"- {shortened(quote, len(line.text))}"})


def contradictory(question: Question) -> bool:
    """True for "trước 2015 và sau 2020": no day fits all that is said."""
    for facet in {given.facet for given in question.givens}:
        own = [given for given in question.givens if given.facet is facet]
        days = [day for given in own for day in (given.start, given.end) if day]
        if days and (lacking(question) is facet or not any(within(day, question, facet) for day in days)):
            return True
    return False


def _collected(room: Room) -> Draft | None:
    question = room.question
    if draft := _heads_compared(room) or _of_shape(room):
        return draft
    if question.item and room.narrowed and (question.shape is Shape.LIST or question.facet is Facet.TASK):
        return items.under(room.whole(), question.item, question, room.wording)
    return None


def _heads_compared(room: Room) -> Draft | None:
    """What the two notices named by number, or the few of one province, state as a whole, side by side."""
    facets = [asked.facet for asked in room.question.wanted]
    heads = [facet for facet in facets if of_notice(facet)]
    few = 2 <= len(room.notices) <= _SIDE_BY_SIDE and len(room.question.provinces) < 2 and room.narrowed
    few = few and room.main_notice() is None  # an article about a notice is none to compare it with
    if not (few and room.question.comparison and heads) or {*facets} - {*heads, Facet.FACT}:
        return None
    notices = [room.index.notice(notice_id) for notice_id in room.scope.ids or ()]
    return header_list(room.index, notices, room.question.asking(*heads), room.wording)


def _of_shape(room: Room) -> Draft | None:
    question = room.question
    shape = question.shape
    match shape, question.over:
        case Shape.SUMMARY, _:
            return items.summarised(room) if room.main_notice() or room.narrowed else notices.told(room)
        case ((Shape.FIRST | Shape.LAST), Over.NOTICE) if not question.by:
            return notices.picked(room)
        case (_, (Over.TASK | Over.DEADLINE)) | (Shape.EACH, Over.BODY):
            return tasks.tasks_asked(room)
        case Shape.COUNT, Over.ITEM:
            return items.printed(room)
        case _, Over.DOCUMENT:
            return mentions.cited_by(room)
        case _, (Over.NOTICE | Over.PROVINCE) if (
            shape is not Shape.LIST or fits(question) or not of_notice(question.facet)
        ):
            return notices.told(room)
    return None
