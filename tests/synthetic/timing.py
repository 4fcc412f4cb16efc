"""Where a deadline stands: in the sentence, ahead of it, in one of its own, or as a word of haste before the verb."""

from dataclasses import dataclass

from .deadlines import Deadline
from .draft import Draft
from .phrasebook import Phrase, carriers

STATED = 0.515  # 45 % of all tasks state none: some headings speak for their dashes, some closings never do


@dataclass(frozen=True)
class Timing:
    """The pieces of text that carry the deadline, and who they say is reported to."""

    deadline: Deadline | None = None
    front: str = ""
    manner: str = ""
    inline: str = ""
    after: str = ""
    report: str | None = None


NO_TIMING = Timing()


def timed(draft: Draft, *, front: bool, after: bool, manner: bool, reported: bool) -> Timing:
    """A deadline or none; the flags say which places the sentence leaves open, and whether it reports already."""
    if draft.rng.random() > STATED:
        return NO_TIMING
    place = draft.rng.choices(("inline", "after", "front", "manner"), (62, 20 * after, 12 * front, 7 * manner))[0]
    if place == "manner":
        deadline = draft.deadline("manner")
        return Timing(deadline, manner=f"{deadline.text} ")
    if place == "front":
        deadline = draft.deadline("finish" if draft.rng.random() < 0.85 else "start")
        carrier = draft.choose(_open(place, deadline, reported))
        return Timing(deadline, front=carrier.text.format(deadline.text))
    fit = draft.rng.choices(
        ("finish", "until", "reporting", "start", "repeated"), (72, 9, 9 * (not reported), 7, 3 * (place == "inline"))
    )[0]
    deadline = draft.deadline(fit)
    carrier = draft.choose(_open(place, deadline, reported))
    report = draft.report() if "{report}" in carrier.text else None
    text = carrier.text.format(deadline.text, report=report)
    return Timing(deadline, report=report, **{place: text})


def _open(place: str, deadline: Deadline, reported: bool) -> list[Phrase]:
    fitting = [carrier for carrier in carriers(place) if set(carrier.fits) & set(deadline.phrase.fits)]
    return [carrier for carrier in fitting if not (reported and "{report}" in carrier.text)]
