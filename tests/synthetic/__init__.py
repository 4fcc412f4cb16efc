"""Invented notices of provincial offices, as varied as clerks write them, with what they say known by construction.

`generate(count, seed)` yields them; `python -m tests.synthetic FOLDER --count 1000 --seed 7` writes them out.
The phrases are data (phrases/), so is what they are about (topics/). Facts in the truth are written as they were meant;
only `quote` is a slice of the noisy text. Paths of items: `1`, `II.2`, `3.a`, `2.1`, `Điều 2.1`, `2, gạch 1`, `2, gạch 1, cộng 2`; "" unnumbered.
"""

from .generate import generate
from .truth import SyntheticNotice, Truth

__all__ = ["SyntheticNotice", "Truth", "generate"]
