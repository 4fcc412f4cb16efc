"""A chat model's reply and the draft of the rules -> the draft that is shown: what is proved replaces or extends, nothing is lost."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from corpus.models import Facet
from rag.chat.generate import Material
from rag.draft import Draft, Line
from rag.models import Verdict, meet
from rag.proof.claims import Reply
from rag.proof.ground import Judged, judged, judged_headline
from rag.proof.roles import parts_given
from rag.proof.sources import Source
from rag.proof.words import says_all, verbatim
from rag.shorten import HEADLINE

_MOST_PROOFS = 3
_LENGTH = 700  # characters of a text, markers included
_OPEN = (Facet.FACT, Facet.TASK, Facet.FIGURE)  # their headline is a clause, not a name the register holds


class Reworded(NamedTuple):
    """The draft in the words of the model, None where the answer of the rules stands; and what became of each claim."""

    draft: Draft | None = None
    verdicts: tuple[Verdict, ...] = ()


def reworded(draft: Draft, headline: str, material: Material, reply: Reply) -> Reworded:
    """The reply as far as it is proved, joined with the draft of the rules; `headline`: theirs, as it was shown."""
    if reply.status != "answered":
        return Reworded(None, (Verdict(text=headline, kept=False, reason="the model has no answer"),))
    question = material.question
    sources = {source.token: source for source in material.sources}
    found = [_about(judged(claim, sources, question.language), sources) for claim in reply.claims]
    verdicts = [one.verdict for one in found]
    kept = [(one.line, sources[one.verdict.source]) for one in found if one.line]
    said, joined = (
        list({line.text.casefold(): line for line, source in kept if source.proves is proves}.values())
        for proves in (True, False)
    )
    lines: list[Line] = []
    for at, line in enumerate(draft.lines if said else ()):
        about = [
            one
            for one in said
            if one not in lines and meet(one.proof[0], line.proof[0]) and not verbatim(one.text, line.text)
        ]
        about = [one.model_copy(update={"proof": line.proof}) if _within(one, line) else one for one in about]
        # a claim that leaves something out stands before the words of the notice, not in their place
        own = [] if says_all(" ".join(one.text for one in about), line.text) else [line]
        lines += [*about, *own] if _fit([*lines, *about, *own, *draft.lines[at + 1 :]]) else [line]
    for line in joined if said else ():
        lines += [line] if _fit([*lines, line]) else []
    if said and question.facet in _OPEN and not question.yes_no:
        verdict = judged_headline(reply.headline, headline, material.sources, question.language)
        verdicts.append(verdict)
        headline = _beside(verdict.text, headline, question.language) if verdict.kept else headline
    new = said and ([line.text for line in lines] != [line.text for line in draft.lines] or headline != draft.headline)
    worded = draft.model_copy(update={"headline": headline, "lines": tuple(lines)}) if new else None
    return Reworded(worded, tuple(verdicts))


def _about(one: Judged, sources: Mapping[str, Source]) -> Judged:
    """A claim that is proved by a passage about another matter is not said, nor who does what by one the rules did not take."""
    if one.line is None or sources[one.verdict.source].proves:
        return one
    if sources[one.verdict.source].joins and not parts_given(one.line.text):
        return one
    return Judged(one.verdict.model_copy(update={"kept": False, "reason": "about another matter"}))


def _beside(text: str, headline: str, language: str) -> str:
    """The model's headline: in English before the words of the notice, in Vietnamese where it has all of them."""
    if language == "en":
        both = f"{text.rstrip(' .')} – {headline}"
        return both if len(both) <= HEADLINE else headline
    return text if says_all(text, headline) else headline


def _within(one: Line, other: Line) -> bool:
    """True where the line's proof, as it is shown already, holds the whole slice of the claim."""
    first = one.proof[0]
    return any(
        first.notice_id == span.notice_id and span.start <= first.start and first.end <= span.end
        for span in other.proof
    )


def _fit(lines: Sequence[Line]) -> bool:
    """True where the lines are no more than a short answer has."""
    proofs = {span for line in lines for span in line.proof}
    return sum(len(line.text) + 8 for line in lines) <= _LENGTH and len(proofs) <= _MOST_PROOFS
