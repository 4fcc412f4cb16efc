"""Names of people who do not exist."""

import random

from .phrasebook import read


def person(rng: random.Random) -> str:
    """A full name: family, middle, given."""
    names = read("people")
    sex = "men" if rng.random() < 0.75 else "women"
    return f"{rng.choice(names['families'])} {rng.choice(names['middles'][sex])} {rng.choice(names['given'][sex])}"
