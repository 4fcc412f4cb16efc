"""How the tasks of a list are told: whose part it is, by when, and what else is asked of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.models import Facet, Precision, SubjectKind
from corpus.names.agencies import body_key, keys_of
from corpus.text import collapse
from rag.answers.collection.page import (
    OPENING,
    Entry,
    brief_label,
    quote_of,
    share_of,
    task_said,
    whose,
    without_marker,
)
from rag.answers.collection.room import Room
from rag.answers.said import label_of, said_of
from rag.draft import Said, Span
from rag.label import quote_end
from rag.models import Over
from rag.proof.lead_in import lead_in_of, names_all
from rag.register import Task
from rag.shorten import HEADLINE, fitting, shortened

OF_ROWS = (Facet.LEAD, Facet.ASSIGNED, Facet.COORDINATING, Facet.DEADLINE, Facet.REPORTS_TO, Facet.BASIS)
_SHORTEST = 60  # characters of a task that more is said of


def dated(row: Task) -> bool:
    """True where the row says by when, not only that it presses."""
    return row.directive.deadline is not None and row.directive.deadline.precision is not Precision.VAGUE


@dataclass(frozen=True)
class TaskLines:
    """The tasks of a body (of any, where it is empty) as lines; `timed`: by when is what they are asked by."""

    room: Room
    rows: Sequence[Task]
    body: str
    timed: bool

    @cached_property
    def beside(self) -> list[Facet]:
        """What is asked of the tasks beside themselves; not what they were picked by, or every line says."""
        question = self.room.question
        asked = dict.fromkeys(one.facet for one in question.wanted)
        said = {one.facet for one in question.givens if one.facet is not Facet.COORDINATING}
        said |= set() if self.body else {Facet.LEAD, Facet.ASSIGNED}
        said |= {Facet.BASIS} if self.room.scope.own_numbers else set()
        said |= {Facet.DEADLINE} if self.timed else set()
        of_tasks = question.over is Over.TASK and {Facet.TASK, Facet.FACT} & asked.keys()
        return [one for one in asked if of_tasks and one in OF_ROWS and one not in said]

    @cached_property
    def silent(self) -> list[Facet]:
        """What of that none of the tasks states."""
        return [facet for facet in self.beside if not any(self._values(row, facet) for row in self.rows)]

    def headline(self) -> str:
        """The tasks themselves, where they are few."""
        share = (HEADLINE - 5) // len(self.rows) - 7 * (len(self.rows) - 1)
        tasks = ((row, self._timed(row, self._task(row))) for row in self.rows)
        return fitting([self._with(row, text, self.beside, share) for row, text in tasks])

    def entry(self, row: Task) -> Entry:
        """A task as a line with its proof."""
        notice, directive = self.room.index.notice(row.notice_id), row.directive
        span, limit = quote_of(notice, directive), directive.deadline
        whole = self.timed or span.end == directive.end
        task = directive.task if whole else without_marker(notice.text[span.start : span.end])
        bodies = directive.lead or directive.assigned
        part, above = (self._part(row), ()) if self.body else whose(notice, bodies, span)
        proof: tuple[Span, ...] = (span,)
        if self.timed and span.end < directive.end:  # the deadline often ends it
            stop = quote_end(notice.text, directive.start, directive.end)
            edges = ((directive.start, stop), (stop + 1, directive.end))
            proof = tuple(Span(notice_id=notice.id, start=a, end=b, item=directive.item) for a, b in edges if a < b)
        quoted = " … ".join(collapse(notice.text[one.start : one.end]) for one in proof)
        if self.timed and limit and limit.text not in quoted:
            above = (*above, *lead_in_of(notice, span.start, span.end, (limit.text,)))
        silent = self.silent
        stated = [facet for facet in self.beside if facet not in silent]
        if not names_all(quoted, [value for facet in stated for value in self._values(row, facet)]):
            above = (*above, Span(notice_id=notice.id, start=directive.start, end=directive.end, item=directive.item))
        proof = (*proof, *dict.fromkeys(above))
        said = [*task_said(notice, directive, proof)]
        for facet in (*stated, *silent):
            said += said_of(facet, self._values(row, facet), proof) or (Said(facet=facet),)
        if self.timed and limit:
            key = limit.date.isoformat() if limit.date else None
            said.append(Said(facet=Facet.DEADLINE, value=limit.text, key=key, how=limit.precision.value, proof=proof))
        several = len({one.notice_id for one in self.rows}) > 1
        text = f"{brief_label(notice)}: " * several + self._timed(row, f"{part}{task}")
        return Entry(self._with(row, text, stated, share_of(len(self.rows))), proof, SubjectKind.TASK, tuple(said))

    def _values(self, row: Task, facet: Facet) -> tuple[str, ...]:
        """What the row of a task states of one thing asked beside it."""
        directive = row.directive
        if facet is Facet.DEADLINE:
            return (directive.deadline.text,) if directive.deadline else ()
        if facet is Facet.BASIS:
            return directive.legal_basis
        return tuple(name for name in getattr(directive, facet.value) if body_key(name) not in keys_of(self.body))

    def _with(self, row: Task, text: str, facets: Sequence[Facet], share: int) -> str:
        """A task with what is asked beside it, both in at most `share` characters as far as that goes."""
        nothing, language = self.room.say("answer.nothing"), self.room.question.language
        pairs = ((label_of(facet, language), ", ".join(self._values(row, facet)) or nothing) for facet in facets)
        tail = "; ".join(f"{name}: {value}" for name, value in pairs)
        return f"{shortened(text, max(_SHORTEST, share - len(tail) - 3))} ({tail})" if tail else shortened(text, share)

    def _timed(self, row: Task, text: str) -> str:
        """What is to be done, by when before it where that is asked."""
        limit = row.directive.deadline
        return f"{limit.text}: {shortened(text, OPENING)}" if self.timed and limit and dated(row) else text

    def _part(self, row: Task) -> str:
        """What stands before a task: that it is another body's to lead, or was an earlier body's."""
        wanted, own = keys_of(self.body), (*row.directive.lead, *row.directive.assigned)
        given = [name for name in own if body_key(name) in wanted]
        if any(body_key(name) == body_key(self.body) for name in given):
            return ""
        return f"({given[0]}) " if given else f"{self.room.say('answer.coordinates')} "

    def _task(self, row: Task) -> str:
        """The task, with those it is done together with where that is the body's own part of it."""
        directive, asked = row.directive, any(one.facet is Facet.COORDINATING for one in self.room.question.wanted)
        mine = self.body and any(body_key(name) in keys_of(self.body) for name in directive.assigned)
        if directive.lead or not directive.coordinating or not mine or asked:
            return directive.task
        return self.room.say("answer.together", bodies=", ".join(directive.coordinating), task=directive.task)
