"""The habits of one clerk, kept through one notice."""

import random
from dataclasses import dataclass

NUMBERINGS = (
    ("1.", "-", "+"),
    ("1.", "a)", "-"),
    ("1.", "1.1.", "-"),
    ("1.", "*", "+"),
    ("1)", "-", "+"),
    ("-", "+", "*"),
    ("a)", "-", "+"),
)
SECTIONED = (("I.", "1.", "-", "+"), ("I.", "1.", "a)", "-"), ("I.", "1.", "1.1.", "-"), ("A.", "I.", "1.", "-"))


@dataclass(frozen=True)
class Style:
    """Probabilities are per use, the rest holds for the whole notice."""

    numbering: tuple[str, ...]
    sections: tuple[str, ...]
    shortens: float
    spells_out: float
    labels: float
    gathers: float
    capital_after_label: bool
    dash_end: str
    gap: str


def some_style(rng: random.Random) -> Style:
    """A clerk."""
    return Style(
        numbering=rng.choices(NUMBERINGS, [10, 4, 3, 1, 1, 1, 1])[0],
        sections=rng.choices(SECTIONED, [6, 2, 2, 1])[0],
        shortens=rng.choice((0, 0, 0, 0.3, 0.8)),
        spells_out=rng.choice((0, 0, 0, 0.3, 1)),
        labels=rng.choice((0.15, 0.4, 0.7)),
        gathers=rng.choice((0, 0, 0.3, 0.6)),
        capital_after_label=rng.random() < 0.6,
        dash_end=rng.choice((".", ".", ";")),
        gap=rng.choice(("\n\n", "\n\n", "\n")),
    )
