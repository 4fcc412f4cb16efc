"""An answer whose task a later notice changes: the later state is given, said to be so, and both are cited."""

from corpus.models import Directive, Notice
from rag.answers.compose import compose
from rag.answers.decide import Decision
from rag.draft import Draft, Line, Span
from rag.index import Index
from rag.label import label, quote_end
from rag.models import AnswerStatus, Hit, Question
from rag.register.amendments import Change, changes_of, earlier_of
from rag.shorten import shortened
from rag.values import fill
from rag.wording import Wording

_OLD = 260  # characters of what was said before


def brought_up_to_date(index: Index, question: Question, hit: Hit, draft: Draft, wording: Wording) -> Draft:
    """The draft for `hit`, as it is where another notice changes, or was changed by, what it says."""
    row = hit.row
    if row is None or not draft.lines:
        return draft
    notice = index.notice(hit.passage.notice_id)
    changes = changes_of(index, notice.id, row)
    if changes:
        return _changed(index, question, notice, row, changes[-1], draft, wording)
    if earlier := earlier_of(index, notice.id, row):
        before = _told("answer.before", index.notice(earlier[0]), earlier[1], question, wording)
        return draft.model_copy(update={"lines": (*draft.lines, before)})
    return draft


def _changed(
    index: Index, question: Question, notice: Notice, row: Directive, change: Change, draft: Draft, wording: Wording
) -> Draft:
    later = index.notice(change.notice_id)
    if change.directive is None:
        return draft.model_copy(update={"lines": (*draft.lines, *_replaced(notice, later, question, wording))})
    hit = _hit_of(index, later, change.directive)
    filled = fill(question, hit, later)
    if filled is None:
        line = _told("answer.changed", later, change.directive, question, wording)
        return draft.model_copy(update={"lines": (*draft.lines, line)})
    now = compose(index, question, Decision(AnswerStatus.ANSWERED, hit, filled), wording)
    before = _told("answer.before", notice, row, question, wording)
    return now.model_copy(update={"lines": (*now.lines[:1], before)})


def _told(key: str, notice: Notice, row: Directive, question: Question, wording: Wording) -> Line:
    """What another notice says of the task, before or later, with its own proof."""
    said = wording.say(question.language, key, label=label(notice, row.item))
    span = Span(notice_id=notice.id, start=row.start, end=row.end, item=row.item)
    quoted = shortened(notice.text[row.start : quote_end(notice.text, row.start, row.end)], _OLD)
    return Line(text=f"{said} {quoted}", proof=(span,))


def _replaced(notice: Notice, later: Notice, question: Question, wording: Wording) -> tuple[Line, ...]:
    """That the whole notice was replaced, where the later one says so."""
    number = notice.number.value if notice.number else ""
    cited = next((one for one in later.cited_documents if one.number == number), None)
    if cited is None:
        return ()
    said = wording.say(question.language, "answer.replaced", label=label(later))
    left = later.text.rfind("\n", 0, cited.start) + 1
    span = Span(notice_id=later.id, start=max(left, cited.start - 160), end=cited.end, item=cited.item)
    return (Line(text=said, proof=(span,)),)


def _hit_of(index: Index, notice: Notice, row: Directive) -> Hit:
    """The passage a row stands in, as a hit."""
    passages = index.passages(notice.id)
    best = max(passages, key=lambda one: min(one.end, row.end) - max(one.start, row.start))
    return Hit(passage=best, row=row)
