"""A chat model's reply and the draft of the rules -> the draft that is shown: what is proved replaces or extends, nothing is lost."""

import logging
from collections.abc import Sequence
from typing import NamedTuple

from rag.claim_words import says_all, verbatim
from rag.claims import MOST_CLAIMS, Reply, Verdict
from rag.draft import Draft, Line, Span
from rag.evidence import Evidence
from rag.generate import Material
from rag.ground import judged, judged_headline
from rag.models import Slot

log = logging.getLogger(__name__)

_MOST_PROOFS = 3
_LENGTH = 650  # characters of a text with what is joined
_OPEN = frozenset(
    (Slot.FACT, Slot.TASK, Slot.QUANTITY)
)  # slots whose headline is a clause, not a name the register holds


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
    all_judged = [judged(claim, sources, question.language) for claim in reply.claims[:MOST_CLAIMS]]
    verdicts = [one.verdict for one in all_judged]
    kept = [(one.line, sources[one.verdict.source]) for one in all_judged if one.line]
    said = _unrepeated([line for line, source in kept if source.proves])
    joined = _unrepeated([line for line, source in kept if source.joins and not source.proves])
    verdicts += [
        Verdict(text=line.text, kept=False, source=source.token, reason="about another matter")
        for line, source in kept
        if not (source.proves or source.joins)
    ]
    if not said:
        return _told(Reworded(None, tuple(verdicts)))
    lines: list[Line] = []
    for line in draft.lines:
        about = [
            one for one in said if one not in lines and _same_place(one, line) and not verbatim(one.text, line.text)
        ]
        about = [one.model_copy(update={"proof": line.proof}) if _within(one, line) else one for one in about]
        lines += about
        if not _replaces(" . ".join(one.text for one in about), line.text, question.slot):
            lines.append(line)  # a claim that leaves something out stands before it, not in its place
    for line in joined:
        if (
            _size([*lines, line]) <= _LENGTH
            and len({span for one in [*lines, line] for span in one.proof}) <= _MOST_PROOFS
        ):
            lines.append(line)
    if question.slot in _OPEN and not question.yes_no:
        verdict = judged_headline(reply.headline, headline, material.sources, question.language)
        verdicts.append(verdict)
        headline = verdict.text if verdict.kept else headline
    if [line.text for line in lines] == [line.text for line in draft.lines] and headline == draft.headline:
        return _told(Reworded(None, tuple(verdicts)))
    return _told(Reworded(draft.model_copy(update={"headline": headline, "lines": tuple(lines)}), tuple(verdicts)))


def _replaces(text: str, line: str, slot: Slot) -> bool:
    """True where nothing that the line names is left out, nor, where the line itself is the answer, any word of it."""
    return not Evidence(text).lacks(line) and (slot not in _OPEN or says_all(text, line))


def _told(outcome: Reworded) -> Reworded:
    for verdict in outcome.verdicts:
        if not verdict.kept:
            log.info(
                "A statement of the chat model was dropped: %s%s.",
                verdict.reason,
                f" ({verdict.source})" if verdict.source else "",
            )
    return outcome


def _unrepeated(lines: Sequence[Line]) -> list[Line]:
    return list({line.text.casefold(): line for line in lines}.values())


def _same_place(one: Line, other: Line) -> bool:
    """True where the claim rests on a slice that the line of the rules rests on too."""
    return any(_meet(left, right) for left in one.proof for right in other.proof)


def _within(one: Line, other: Line) -> bool:
    """True where the line's proof, as it is shown already, holds the whole slice of the claim."""
    first = one.proof[0]
    return any(
        first.notice_id == span.notice_id and span.start <= first.start and first.end <= span.end
        for span in other.proof
    )


def _meet(left: Span, right: Span) -> bool:
    return left.notice_id == right.notice_id and left.start < right.end and right.start < left.end


def _size(lines: Sequence[Line]) -> int:
    return sum(len(line.text) for line in lines)
