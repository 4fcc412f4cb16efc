"""Which noises a document meets: three in five documents stay clean or nearly so."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from . import layout, letters, stamps

Noise = Callable[[str, int, random.Random], str]
LIGHT: tuple[Noise, ...] = (layout.doubled_spaces, letters.old_tone_places, layout.bold_marks, layout.dos_lines)
HEAVY: dict[Noise, int] = {  # in the order of a document's life: printed, scanned, typed again, saved
    layout.broken_pages: 6,
    letters.misread_letters: 6,
    letters.old_tone_places: 3,
    letters.lost_diacritics: 2,
    letters.foreign_d: 3,
    layout.doubled_spaces: 3,
    layout.bold_marks: 3,
    layout.form_feeds: 2,
    layout.wrapped_lines: 5,
    letters.decomposed: 3,
    layout.dos_lines: 2,
}
CLEAN, NEARLY_CLEAN = 0.38, 0.62


@dataclass(frozen=True)
class Sheet:
    """A document in three parts, with what stamps and running heads are made of."""

    head: str
    middle: str
    foot: str
    issuer: str
    receiver: str
    issued_on: date
    dated: bool
    running_head: str

    @property
    def text(self) -> str:
        """The whole document."""
        return "\n\n".join(part for part in (self.head, self.middle, self.foot) if part) + "\n"


def befall(sheet: Sheet, rng: random.Random) -> tuple[str, tuple[str, ...]]:
    """The noisy text, marks still in it, and the names of the noises."""
    fate = rng.random()
    if fate < CLEAN:
        return sheet.text, ()
    if fate < NEARLY_CLEAN:
        noise = rng.choice(LIGHT)
        return noise(sheet.text, 1, rng), (noise.__name__,)
    level = rng.choice((1, 1, 2, 3))
    wanted = set(rng.choices(list(HEAVY), list(HEAVY.values()), k=rng.choice((2, 3, 4))))
    sheet, names = _stamped(sheet, rng)
    if rng.random() < 0.15:
        sheet = replace(sheet, head=letters.lost_diacritics(sheet.head, level, rng))
        names.append("bare_header")
    text = sheet.text
    for noise in HEAVY:
        if noise not in wanted:
            continue
        if noise is layout.broken_pages:
            text = layout.broken_pages(text, level, rng, sheet.running_head)
        else:
            text = noise(text, level, rng)
        names.append(noise.__name__)
    return text, tuple(names)


def _stamped(sheet: Sheet, rng: random.Random) -> tuple[Sheet, list[str]]:
    if rng.random() > 0.3:
        return sheet, []
    place = rng.choice(("below", "above", "signed") if sheet.dated else ("below", "above"))  # a signature tells the day
    if place == "below":
        stamp = stamps.incoming_stamp(rng, sheet.issued_on, sheet.receiver)
        return replace(sheet, head=f"{sheet.head}\n\n{stamp}".strip()), ["incoming_stamp"]
    if place == "above":
        return replace(sheet, head=f"{stamps.urgency_stamp(rng)}\n{sheet.head}"), ["urgency_stamp"]
    signature = stamps.digital_signature(rng, sheet.issued_on, sheet.issuer)
    if rng.random() < 0.5:
        return replace(sheet, head=f"{signature}\n\n{sheet.head}"), ["digital_signature"]
    return replace(sheet, foot=f"{sheet.foot}\n{signature}"), ["digital_signature"]
