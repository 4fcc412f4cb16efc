"""The only place that may call a claim supported, whatever wrote the draft: rules or a chat model.

Here a claim is a number, a date, a document number, a body or a person. Each claim of a line must stand in the quotes of
that line or in the header of the notice they are from (`rag.proof.evidence`), and each claim of the headline in those of any
line. A line that claims more is dropped; so is a proof that is no slice of its notice.

A sentence that a chat model makes up is judged besides: its source is one it was shown, its quote a slice of that
source, its words those of the clause (nothing added, nothing turned round), days, figures and bodies stand where the
clause has them, and each body has the part that the task register gives it.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from corpus.models import Notice
from corpus.text import collapse, plain
from rag.draft import Draft, Line, Span
from rag.models import Verdict
from rag.proof.claims import Claim
from rag.proof.entities import bodies_in, without_entities
from rag.proof.evidence import Evidence
from rag.proof.lead_in import lead_in_of
from rag.proof.order import displaced
from rag.proof.quote import located
from rag.proof.roles import hedged, misplaced, parts_given
from rag.proof.run import parts_alone, torn
from rag.proof.sources import Source
from rag.proof.unit import Unit, clause_of, units_of
from rag.proof.words import turned, verbatim
from rag.question.asides import to_a_machine
from rag.question.language import language_of
from rag.shorten import HEADLINE

_TOKEN = re.compile(r"\s*\[\s*S?\d+\s*\]")
_MARKS = set(" .,;:()\"'“”‘’/-–&…")  # what a sentence may hold beside letters and figures


def grounded(draft: Draft, notice: Callable[[str], Notice]) -> Draft:
    """The draft without what it does not prove; without a headline where that claims more than its proof holds."""
    lines = []
    for line in draft.lines:
        proof = slices(line.proof, notice)
        if proof and not Evidence.of(proof, notice).lacks(line.text):
            lines.append(line.model_copy(update={"proof": proof}))
    whole = Evidence.of([span for line in lines for span in line.proof], notice)
    counted = draft.counted if len(lines) == len(draft.lines) else ()  # what is left was not counted
    claims = draft.headline.split("; ")  # a body's name does not reach into the next one
    headline = "" if any(whole.lacks(claim, counted) for claim in claims) else draft.headline
    kept = {"lines": tuple(lines), "headline": headline, "nearest": slices(draft.nearest, notice)}
    return draft.model_copy(update=kept)


def slices(spans: Sequence[Span], notice: Callable[[str], Notice]) -> tuple[Span, ...]:
    """The spans that are slices of a notice there is, and hold words."""
    return tuple(span for span in spans if _holds_words(span, notice))


def _holds_words(span: Span, notice: Callable[[str], Notice]) -> bool:
    try:
        text = notice(span.notice_id).text
    except KeyError:
        return False
    return 0 <= span.start < span.end <= len(text) and bool(text[span.start : span.end].strip())


class Judged(NamedTuple):
    """What became of a claim, and the line it makes where it is kept."""

    verdict: Verdict
    line: Line | None = None


def judged(claim: Claim, sources: Mapping[str, Source], language: str) -> Judged:
    """A claim of a chat model as a line with its proof, or why it is dropped."""
    text = collapse(_TOKEN.sub("", claim.text))
    source = sources.get(claim.source)
    if source is None:
        return _dropped(text, claim.source, "unknown source")
    found = located(claim.quote, source.notice.text, source.start, source.end)
    if found is None:
        return _dropped(text, claim.source, "the source does not say the quote")
    if fault := _unspeakable(text, language):
        return _dropped(text, claim.source, fault)
    return _proved(text, language, source, *clause_of(source, *found))


def judged_headline(text: str, shown: str, sources: Sequence[Source], language: str) -> Verdict:
    """Whether a chat model's headline may stand for the one the rules have: it says all that theirs names, and is proved."""
    text = collapse(_TOKEN.sub("", text))
    if fault := "too long" if len(text) > HEADLINE else _unspeakable(text, language):
        return _dropped(text, "", fault).verdict
    if missing := Evidence(text).lacks(shown):
        return _dropped(text, "", "says less than the rules found", missing).verdict
    verdict = _dropped(text, "", "no source").verdict
    for source in sources:
        if source.proves and not verdict.kept:
            verdict = _proved(text, language, source, source.start, source.end).verdict
    return verdict.model_copy(update={"source": ""})


def _proved(text: str, language: str, source: Source, start: int, end: int) -> Judged:
    """The text with the piece of `start:end` that says it; else why the first piece does not."""
    dropped = None
    for unit in units_of(source, start, end):
        spans = _spans(source, unit, [one.name for one in bodies_in(text)])
        fault = next((one for one in _faults(text, language, unit, spans, source.notice) if one[1]), None)
        if fault is None:
            return Judged(Verdict(text=text, kept=True, source=source.token), Line(text=text, proof=tuple(spans)))
        dropped = dropped or _dropped(text, source.token, *fault)
    return dropped or _dropped(text, source.token, "no clause")


def _faults(
    text: str, language: str, unit: Unit, spans: Sequence[Span], notice: Notice
) -> Iterator[tuple[str, Sequence[str]]]:
    """Each check that `text` says no more than one piece of a notice: its reason, and the words at fault, if any."""
    leading = [collapse(plain(notice.text[span.start : span.end])) for span in spans[1:]]
    rests_on = " . ".join(dict.fromkeys([*leading, unit.above, unit.text]))
    alone, parts = parts_alone(text, language, unit.row), parts_given(text)
    yield "says nothing", [text] if alone and not parts and language != "en" else ()
    signs = {one for one in text if not (one.isalnum() or one in _MARKS or one in unit.text)}
    yield "a sign the quote does not have", sorted(signs)
    yield "not in the quote", Evidence.of(spans, lambda _: notice).lacks(text)
    roles_only = alone and bool(parts)
    open_part = roles_only and hedged(parts, [f"{unit.above} {unit.text}", *leading])
    turns = turned(text, language, unit.text, rests_on, roles_only=roles_only, hedged=open_part)
    yield "turns what the quote says", turns
    yield "no whole stretch of the quote", torn(text, language, [unit.text, *leading], unit.row)
    if not verbatim(text, unit.text):
        order = [one.key for one in bodies_in(rests_on)]
        yield "not that part in the register", misplaced(text, unit.row, order)
        yield "days or figures in another place", displaced(text, unit.text, unit.row)


def _spans(source: Source, unit: Unit, bodies: Sequence[str]) -> list[Span]:
    """The clause, and the words above it that name a body which it does not."""
    clause = Span(notice_id=source.notice.id, start=unit.start, end=unit.end, item=source.item)
    return [clause, *lead_in_of(source.notice, unit.start, unit.end, bodies)]


def _unspeakable(text: str, language: str) -> str:
    """Why a sentence is not said whatever its quote holds; empty where it may be."""
    if not any(map(str.isalpha, text)):
        return "no words"
    if to_a_machine(text):
        return "speaks to a machine"
    said = without_entities(text)
    if len(said.split()) > 2 and language_of(said) != language:
        return "another language"
    return ""


def _dropped(text: str, source: str, reason: str, words: Sequence[str] = ()) -> Judged:
    return Judged(Verdict(text=text[:300], kept=False, source=source, reason=reason, words=tuple(words)))
