"""Whether the text bears out what a chat model that reads says of one thing asked.

The quote has to be a slice it was shown. What is said has to stand in the clause of the quote, or in the heading that leads to
it: each body, day, figure, document and person; a body in the part that the task register or the clause gives it, a deadline
as a limit of that task, what a notice states as a whole as it was read of its head. What is no value and does not stand there
word for word is not said in the model's words: the clause itself is shown instead.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache
from typing import NamedTuple

from corpus.lexicon import of_notice
from corpus.models import Directive, Facet, Notice, SubjectKind
from corpus.names.agencies import body_key, key
from corpus.text import canonical, collapse, nfc, plain
from rag.draft import Span
from rag.label import quote_end
from rag.models import Polarity, Verdict
from rag.proof.claims import saying
from rag.proof.entities import bodies_in, days_in, without_entities
from rag.proof.evidence import Evidence
from rag.proof.lead_in import lead_in_of
from rag.proof.order import limit_of
from rag.proof.quote import located
from rag.proof.reply import Entry
from rag.proof.roles import hedged, parts_given
from rag.proof.sources import Source
from rag.proof.unit import clause_of
from rag.proof.words import WORD, tokens
from rag.question.asides import to_a_machine

_WHO = (Facet.LEAD, Facet.ASSIGNED, Facet.COORDINATING, Facet.REPORTS_TO)
_POLAR = re.compile(r"\s*(có|đúng|rồi|yes|không|chưa|sai|no)\b(?! (?:nêu|số))[\s,.;:–-]*", re.IGNORECASE)
_YES = ("có", "đúng", "rồi", "yes")
_MOST = 0.6  # of the words said: what a stretch of the text has to repeat


class Proved(NamedTuple):
    """An entry with what proves it: the clause of its quote first. `quote`: the words quoted, on one line; `value`: what is said,
    where the text has it so, else empty; `bodies`: those it names.
    """

    entry: Entry
    notice: Notice
    spans: tuple[Span, ...]
    quote: str
    value: str
    bodies: tuple[str, ...] = ()
    how: str = ""
    polarity: Polarity | None = None

    @property
    def clause(self) -> str:
        """What the quote stands in, on one line."""
        first = self.spans[0]
        return collapse(plain(self.notice.text[first.start : first.end]))


class Unproved(NamedTuple):
    """Why an entry is dropped."""

    verdict: Verdict


def proved(entry: Entry, sources: Mapping[str, Source]) -> Proved | Unproved:
    """An entry that says something, with its proof, or why it is not said."""
    said = collapse(nfc(entry.answer or ""))
    if not any(map(str.isalnum, said)) or to_a_machine(said):
        return _dropped(entry, "says nothing that can be shown")
    found = _found(entry, sources)
    if found is None:
        return _dropped(entry, "the quote does not stand in the source")
    source, start, end = found
    notice = source.notice
    polarity, said = _polarity(entry, said)
    names = [one.name for one in bodies_in(said)]
    left, right = clause_of(source, start, end)
    if quote_end(notice.text, left, right) < right:  # a long sentence: the words that were quoted
        left, right = start, end
    item = notice.item_at(left)
    clause = Span(notice_id=notice.id, start=left, end=right, item=item.path if item else "")
    spans = (clause, *lead_in_of(notice, left, right, names))
    rows = [row for row in notice.directives if row.start < right and left < row.end]
    quoted = [row for row in rows if row.start < end and start < row.end] or rows
    text = " . ".join(collapse(plain(notice.text[one.start : one.end])) for one in spans)
    quote = collapse(plain(notice.text[start:end]))
    one = Proved(entry, notice, spans, quote, said, tuple(names), polarity=polarity)
    for reason, words in _faults(one, text, quoted):
        if words:
            return _dropped(entry, reason, words)
    return one._replace(value=_value(one, text), how=_how(one, text, quoted))


def _found(entry: Entry, sources: Mapping[str, Source]) -> tuple[Source, int, int] | None:
    """The source that has the quote, the one named first, and where."""
    named = sources.get(entry.source.strip("[] "))
    for source in [*([named] if named else []), *(one for one in sources.values() if one is not named)]:
        if place := located(entry.quote, source.notice.text, source.start, source.end):
            return source, *place
    return None


def _polarity(entry: Entry, said: str) -> tuple[Polarity | None, str]:
    """Yes or no where the answer begins so, and the rest of it."""
    match = _POLAR.match(said)
    if match is None or (
        entry.facet is not Facet.POLARITY and len(match[0]) < len(said) and said[match.end(1)].isspace()
    ):
        return None, said
    rest = said[match.end() :]
    return Polarity.YES if match[1].lower() in _YES else Polarity.NO, rest


def _faults(one: Proved, text: str, rows: Sequence[Directive]) -> Iterator[tuple[str, Sequence[str]]]:
    """Each check of what is said: its reason, and the words at fault, if any."""
    facet, notice = one.entry.facet, one.notice
    known = Evidence(text)
    lacking = known.lacks(one.value)
    if lacking and of_notice(facet):
        lacking = Evidence.of(one.spans, lambda _: notice).lacks(one.value)
    yield "not in the quote", lacking
    if facet in _WHO:
        yield "not that part in the register", _misplaced(one, text, rows)
    if facet is Facet.DEADLINE:
        yield "no limit of that task", _no_limit(one, rows)
    if of_notice(facet):
        yield "not what the notice states of it", _unlike_head(one)


def _misplaced(one: Proved, text: str, rows: Sequence[Directive]) -> list[str]:
    """The bodies that have another part than the one they are said to have."""
    return [name for name in one.bodies if _part(one, name, text, rows) is None]


def _part(one: Proved, name: str, text: str, rows: Sequence[Directive]) -> str | None:
    """The part a body has where it fits the one it is said to have; empty where the text gives it none; None where it has another."""
    mine, facet = body_key(name), one.entry.facet
    register = {
        "lead": {body_key(body) for row in rows for body in row.lead},
        "assigned": {body_key(body) for row in rows for body in row.assigned},
        "coordinating": {body_key(body) for row in rows for body in row.coordinating},
        "reports_to": {body_key(body) for row in rows for body in row.reports_to},
    }
    given = [part for part, body in parts_given(text) if body == mine]
    given += ["coordinating"] if f"{canonical(name)} phối hợp" in canonical(text) else []
    parts = [part for part in register if mine in register[part]] + given
    wanted = {
        Facet.LEAD: ("lead", "assigned"),
        Facet.ASSIGNED: ("assigned", "lead"),
        Facet.COORDINATING: ("coordinating",),
        Facet.REPORTS_TO: ("reports_to",),
    }[facet]
    if fitting := next((part for part in wanted if part in parts), None):
        return fitting
    return None if parts else ""


def _no_limit(one: Proved, rows: Sequence[Directive]) -> list[str]:
    """The days said that are no limit in the clause nor in the register."""
    clause = collapse(plain(one.notice.text[one.spans[0].start : one.spans[0].end]))
    there = days_in(clause)
    limits = {day.value for day in there if limit_of(clause, day)}
    limits |= {row.deadline.date for row in rows if row.deadline and row.deadline.date}
    allowed = limits or {day.value for day in there}
    return [one.value[day.start : day.end] for day in days_in(one.value) if day.value not in allowed]


def _unlike_head(one: Proved) -> list[str]:
    """What is said where the notice was read to state something else of that facet as a whole."""
    facts = [
        fact for fact in one.notice.facts if fact.facet is one.entry.facet and fact.subject.kind is SubjectKind.NOTICE
    ]
    said = key(one.value)
    days = {day.value.isoformat() for day in days_in(one.value)}
    if not facts or any(
        fact.key in days or key(fact.value) in said or said in key(f"{fact.value} {fact.how or ''}") for fact in facts
    ):
        return []
    text = key(one.clause)
    return [] if any(key(fact.value) in text for fact in facts) else [one.value]


def _how(one: Proved, text: str, rows: Sequence[Directive]) -> str:
    """The part of the bodies, where all have the same; the precision of a deadline."""
    if one.entry.facet in (Facet.LEAD, Facet.ASSIGNED):
        parts = {_part(one, name, text, rows) for name in one.bodies}
        return (parts.pop() or "mentioned") if len(parts) == 1 else "mentioned"
    due = next((row.deadline for row in rows if row.deadline), None)
    return str(due.precision) if one.entry.facet is Facet.DEADLINE and due else ""


def _value(one: Proved, text: str) -> str:
    """What is said where it names nothing but values, or as far as the text has it word for word, and nothing turns it."""
    said = one.value
    if not set(tokens(canonical(without_entities(said)))) <= _joining():
        pieces = [_run(piece, text) for piece in said.split(";") if piece.strip()]
        said = "; ".join(pieces) if all(pieces) else ""
    return "" if not said or _left_open(one, said) else said


def _run(said: str, text: str) -> str:
    """The longest stretch of the text that repeats the words said, where it has most of them; else empty."""
    mine, there = list(WORD.finditer(canonical(said))), list(WORD.finditer(canonical(text)))
    left, right = [one[0] for one in mine], [one[0] for one in there]
    run = SequenceMatcher(None, left, right, autojunk=False).find_longest_match()
    if run.size == 0 or run.size < _MOST * len(left):
        return ""
    end = there[run.b + run.size - 1].end()
    return text[there[run.b].start() : end + (text[end : end + 1] in ("%", ")"))]


def _left_open(one: Proved, value: str) -> bool:
    """True where the clause denies or leaves open what is said of it right before, and the words said do not."""
    turning = saying()["turning"]
    clause = canonical(nfc(one.clause))
    if one.entry.facet in _WHO:
        parts = [(part, body_key(name)) for name in one.bodies for part in ("lead", "coordinating", "assigned")]
        return hedged(parts, [one.clause])
    if of_notice(one.entry.facet):
        return False
    said = canonical(value)
    at = clause.find(said)
    before = re.split(r"[,;.:(]", clause[:at])[-1] if at > 0 else ""  # the part of the sentence it stands in
    kinds = ("denied", "tentative")
    return any(re.search(turning[kind]["vi"], before) and not re.search(turning[kind]["vi"], said) for kind in kinds)


@cache
def _joining() -> frozenset[str]:
    """The words between values."""
    return frozenset(str(saying()["joining"]).split())


def _dropped(entry: Entry, reason: str, words: Sequence[str] = ()) -> Unproved:
    verdict = Verdict(
        text=(entry.answer or "")[:300], kept=False, source=entry.source, reason=reason, words=tuple(words)
    )
    return Unproved(verdict)
