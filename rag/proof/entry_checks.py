"""What has to hold of a statement by the thing it states: a body's part, the limit of a task, a fact of the head; what is left open."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpus.lexicon import of_notice
from corpus.models import Directive, Facet, Notice, SubjectKind
from corpus.names.agencies import body_key, key
from corpus.text import canonical, collapse, nfc, plain
from rag.draft import Span
from rag.models import Polarity
from rag.proof.claims import saying
from rag.proof.entities import bodies_in, days_in
from rag.proof.evidence import Evidence
from rag.proof.order import limit_of
from rag.proof.reply import Entry
from rag.proof.roles import hedged, parts_given

WHO = (Facet.LEAD, Facet.ASSIGNED, Facet.COORDINATING, Facet.REPORTS_TO)
_PARTS = {
    Facet.LEAD: ("lead", "assigned"),
    Facet.ASSIGNED: ("assigned", "lead"),
    Facet.COORDINATING: ("coordinating",),
    Facet.REPORTS_TO: ("reports_to",),
}
_REGISTER = ("lead", "assigned", "coordinating", "reports_to")  # the parts that a row gives
_FREE = (Facet.SUBJECT,)  # said in any words of the text
_AT_THE_HEAD = (Facet.NUMBER, Facet.ISSUED_ON, Facet.ISSUER, Facet.HELD_ON, Facet.CHAIR)
_AT_THE_END = (Facet.SIGNER, Facet.SIGNER_TITLE, Facet.CAPACITY)
_LISTED = re.compile(r"\s*;\s*")


class Proved(NamedTuple):
    """An entry with what proves it: the clause of its quote first, then the heading that names its body; `rows`: its tasks.

    `quoted`: the slice of its quote; `value`: what is said, where the text has it so, else empty; `bodies`: those it names.
    """

    entry: Entry
    notice: Notice
    spans: tuple[Span, ...]
    rows: tuple[Directive, ...]
    quoted: Span
    value: str
    bodies: tuple[str, ...] = ()
    how: str = ""
    polarity: Polarity | None = None

    @property
    def clause(self) -> str:
        """What the quote stands in, on one line."""
        return self._words(self.spans[0])

    @property
    def quote(self) -> str:
        """The words quoted, on one line."""
        return self._words(self.quoted)

    @property
    def text(self) -> str:
        """All that proves it."""
        return " . ".join(map(self._words, self.spans))

    def _words(self, span: Span) -> str:
        return collapse(plain(self.notice.text[span.start : span.end]))


def bodies_said(said: str, facet: Facet) -> tuple[str, ...]:
    """The bodies that an answer names; where it names none by the grammar of names, what it lists as those who do something."""
    named = tuple(one.name for one in bodies_in(said))
    return named or (tuple(one for one in _LISTED.split(said) if one) if facet in WHO else ())


def faults(one: Proved) -> Iterator[tuple[str, Sequence[str]]]:
    """Each check: its reason, and the words at fault, if any."""
    facet = one.entry.facet
    lacking = Evidence(one.text).lacks(one.value)
    if lacking and of_notice(facet):
        lacking = Evidence.of(one.spans, lambda _: one.notice).lacks(one.value)
    yield "not in the quote", lacking
    if facet in WHO:
        yield "not that part in the register", [name for name in _doers(one) if _part(one, name) is None]
    if facet is Facet.DEADLINE:
        yield "no limit of that task", _no_limit(one)
    if of_notice(facet) and facet not in _FREE:
        yield "not what the notice states of it", _unlike_head(one)


def how(one: Proved) -> str:
    """The part of the bodies, where all have the same; the precision of a deadline."""
    if one.entry.facet in (Facet.LEAD, Facet.ASSIGNED):
        parts = {_part(one, name) for name in _doers(one)}
        return (parts.pop() or "mentioned") if len(parts) == 1 else "mentioned"
    due = next((row.deadline for row in one.rows if row.deadline), None)
    return str(due.precision) if one.entry.facet is Facet.DEADLINE and due else ""


def _doers(one: Proved) -> tuple[str, ...]:
    """The bodies said to have a part; a group as the register has it ("cơ quan, đơn vị liên quan") is one."""
    listed = (body for row in one.rows for body in (*row.bodies, *row.reports_to))
    return (one.value,) if any(key(body) == key(one.value) for body in listed) else one.bodies


def _part(one: Proved, name: str) -> str | None:
    """The part of a body where it fits the one said; empty where the clause names it without any; None where it has another."""
    mine, rows = body_key(name), one.rows
    parts = [part for part in _REGISTER if any(mine in map(body_key, getattr(row, part)) for row in rows)]
    clause = canonical(one.clause)
    if not parts:
        parts = [part for part, body in parts_given(one.quote) if body == mine]
    if f"{canonical(name)} phối hợp" in clause and "lead" not in parts:
        parts.append("coordinating")
    wanted = _PARTS[one.entry.facet]
    if fitting := next((part for part in wanted if part in parts), None):
        return fitting
    named = any(row.bodies for row in rows) and one.entry.facet is not Facet.REPORTS_TO
    # whoever is not among those whose task it is has no part in it
    return None if parts or named or not bodies_in(name) or key(name) not in key(clause) else ""


def _no_limit(one: Proved) -> list[str]:
    """The days said that are no limit in the clause nor in the register."""
    there = days_in(one.clause)
    limits = {day.value for day in there if limit_of(one.clause, day)}
    limits |= {row.deadline.date for row in one.rows if row.deadline and row.deadline.date}
    allowed = limits or {day.value for day in there}
    return [one.value[day.start : day.end] for day in days_in(one.value) if day.value not in allowed]


def _unlike_head(one: Proved) -> list[str]:
    """What is said where the notice was read to state something else of that facet; where nothing was read, what stands elsewhere."""
    facet, said = one.entry.facet, key(one.value)
    days = {day.value.isoformat() for day in days_in(one.value)}
    own = [fact for fact in one.notice.facts if fact.facet is facet and fact.subject.kind is SubjectKind.NOTICE]
    same = (
        fact.key in days or key(fact.value) in said or said in key(f"{fact.value} {fact.how or ''}") for fact in own
    )
    half = len(one.notice.text) // 2
    away = (facet in _AT_THE_HEAD and one.quoted.start > half) or (facet in _AT_THE_END and one.quoted.end < half)
    return [one.value] if (own and not any(same)) or (not own and away) else []


def is_left_open(one: Proved, value: str) -> bool:
    """True where the clause denies or leaves open what is said of it right before, and the words said do not."""
    turning = saying()["turning"]
    if one.entry.facet in WHO:
        parts = [(part, body_key(name)) for name in one.bodies for part in ("lead", "coordinating", "assigned")]
        return hedged(parts, [one.clause])
    if of_notice(one.entry.facet):
        return False
    said, clause = canonical(value), canonical(nfc(one.clause))
    at = clause.find(said)
    before = re.split(r"[,;.:(]", clause[:at])[-1] if at > 0 else ""  # the part of the sentence it stands in
    kinds = ("denied", "tentative")
    return any(re.search(turning[kind]["vi"], before) and not re.search(turning[kind]["vi"], said) for kind in kinds)
