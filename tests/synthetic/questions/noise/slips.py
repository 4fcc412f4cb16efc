"""Slips of the finger, in one word."""

import random
import re
from collections.abc import Container

from corpus.text import fold

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_WORD = re.compile(r"[^\W\d_]{4,}")
NEIGHBOURS = {
    letter: "".join(
        row[place + step]
        for row in _ROWS[max(0, level - 1) : level + 2]
        for step in (-1, 0, 1)
        if 0 <= place + step < len(row) and row[place + step] != letter
    )
    for level, letters in enumerate(_ROWS)
    for place, letter in enumerate(letters)
}


def slip(rng: random.Random, text: str, spared: Container[str]) -> str:
    """The text with one word mistyped, none of the `spared` (folded) ones."""
    able = [found for found in _WORD.finditer(text) if fold(found[0]) not in spared]
    if not able:
        return text
    found = rng.choice(able)
    wrong = _mistyped(rng, found[0])
    return text[: found.start()] + wrong + text[found.end() :]


def _mistyped(rng: random.Random, word: str) -> str:
    place = rng.randrange(1, len(word) - 1)
    match rng.choice(("swapped", "dropped", "doubled", "neighbour")):
        case "swapped":
            return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
        case "dropped":
            return word[:place] + word[place + 1 :]
        case "doubled":
            return word[:place] + word[place] + word[place:]
    near = NEIGHBOURS.get(fold(word[place]), "")
    return word[:place] + rng.choice(near) + word[place + 1 :] if near else word
