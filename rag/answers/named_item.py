"""Items that a question names by their numbers: what they say, who has what is in them; one there is not is said not to be there."""

import re
from collections.abc import Callable, Sequence

from corpus.models import Directive, Facet, Notice
from rag.answers.collection.items import content
from rag.answers.collection.room import room_of
from rag.answers.collection.tasks import tasks_asked
from rag.answers.match import Match
from rag.answers.said_scope import within_limits
from rag.draft import Draft, Finding
from rag.models import AnswerStatus, Asked, Over, Question, Shape, Span
from rag.question.cues import of_matter
from rag.search.retrieve import is_held

_WHOLE = frozenset((Facet.FACT, Facet.SUBJECT, Facet.TASK, Facet.SOURCE))
_OF_TASKS = frozenset((Facet.LEAD, Facet.ASSIGNED, Facet.COORDINATING, Facet.DEADLINE, Facet.REPORTS_TO))
_STEP = re.compile(r"[.,]\s*")


def of_item(match: Match, found: Callable[[Question], Finding]) -> Finding | None:
    """What is asked of items named in the one notice in question; None where it is not of those."""
    question, ids = match.question, match.scope.ids or ()
    if not question.items or question.held_to is not None or len(ids) != 1:
        return None
    matter = of_matter(question.matter)
    whole = question.facet in _WHOLE and not matter and question.shape is not Shape.COUNT
    whole = whole and question.over in (None, Over.NOTICE, Over.ITEM)
    if match.names_another:  # of which it may be an item
        return Finding(Draft(status=AnswerStatus.NOT_STATED)) if whole and not question.yes_no else None
    notice = match.index.notice(ids[0])
    paths = [path for named in question.items for path in _paths(notice, named)]
    if len(paths) < len(question.items):
        return Finding(Draft(status=AnswerStatus.NOT_IN_NOTICES, reason="answer.no_such_item"))
    if len(paths) > len(question.items):
        return Finding(Draft(status=AnswerStatus.UNCLEAR, reason="answer.several_items"))
    places = tuple(Span(notice_id=notice.id, start=0, end=0, item=path) for path in paths)
    own = {"terms": tuple(matter)} if question.after else {}  # another item has another matter
    held = question.model_copy(update={"items": tuple(paths), "held_to": places, "within": ids, "same": True, **own})
    if whole:
        return Finding(content(match.index, notice, paths, held, match.wording))
    finding = within_limits(held, found(held))
    if matter or finding.draft.status.abstained or question.shape is not Shape.ONE or question.facet not in _OF_TASKS:
        return finding
    rows = [row for row in notice.directives if is_held(notice.id, row.item, places)]
    values = {_value(row, question.facet) for row in rows} - {""}
    return (_told_apart(match.of(held)) if len(values) > 1 else None) or finding


def _told_apart(match: Match) -> Finding | None:
    """Each task of the items with what is asked of it, where there are several."""
    question = match.question
    wanted = (Asked(facet=Facet.TASK), *question.wanted)
    each = question.model_copy(update={"wanted": wanted, "shape": Shape.LIST, "over": Over.TASK})
    draft = tasks_asked(room_of(match.index, each, match.scope, match.wording))
    return Finding(draft) if draft else None


def _value(row: Directive, facet: Facet) -> str:
    """What a task states of one thing asked of it."""
    if facet is Facet.DEADLINE:
        return row.deadline.text if row.deadline else ""
    return "; ".join(getattr(row, facet.value) or (row.assigned if facet is Facet.LEAD else ()))


def _paths(notice: Notice, named: str) -> Sequence[str]:
    """The paths that an item named may have: its own, else those that end with it (*mục 2* of II.2)."""
    known = list(dict.fromkeys(item.path for item in notice.items if item.path))
    wanted = _steps(named)
    own = [path for path in known if _steps(path) == wanted]
    return own or [path for path in known if _steps(path)[-len(wanted) :] == wanted]


def _steps(path: str) -> list[str]:
    return [step.lower() for step in _STEP.split(path)]
