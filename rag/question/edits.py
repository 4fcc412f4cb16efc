"""What a word may have been meant as, when one key went wrong: every string one slip away, and how likely that slip is.

Likely: two letters swapped, one left out, one doubled, a key beside the right one, the key of a tone that stayed
(Telex: *mucj*), sounds that people mix up (s and x). Less so: a second key hit with the right one. The rest is possible.
"""

from functools import lru_cache

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_TONE_KEYS = "sfrxjwz"
_MIXED_UP = ("sx", "iy", "dr", "ln", "ck", "gr")
_LIKELY, _LESS, _POSSIBLE = 1.0, 0.6, 0.25
LONGEST_WORD = 32  # letters


@lru_cache(maxsize=64)
def slips(word: str) -> dict[str, float]:
    """The strings one slip away from a folded word, in a fixed order, each with its likelihood (0 to 1).

    None for what is longer than any word: those are words glued together.
    """
    found: dict[str, float] = {}
    if len(word) > LONGEST_WORD:
        return found

    def note(meant: str, likelihood: float) -> None:
        if meant != word and len(meant) > 1:
            found[meant] = max(likelihood, found.get(meant, 0.0))

    for at in range(len(word) + 1):
        left, right = word[:at], word[at:]
        if len(right) > 1:
            note(left + right[1] + right[0] + right[2:], _LIKELY)
        if right:
            note(left + right[1:], _stray(word, at))
            for letter in _LETTERS:
                note(left + letter + right[1:], _LIKELY if letter in beside(right[0]) else _mixed(letter, right[0]))
        for letter in _LETTERS:
            note(left + letter + right, _LIKELY)
    return found


@lru_cache(maxsize=64)
def beside(letter: str) -> str:
    """The keys around that of a letter without marks; empty for what is no letter."""
    row = next((number for number, keys in enumerate(_ROWS) if letter in keys), None)
    if row is None or not letter:
        return ""
    at = _ROWS[row].index(letter)
    same = _ROWS[row][max(0, at - 1) : at] + _ROWS[row][at + 1 : at + 2]
    above = _ROWS[row - 1][at : at + 2] if row else ""
    below = _ROWS[row + 1][max(0, at - 1) : at + 1] if row + 1 < len(_ROWS) else ""
    return same + above + below


def _stray(word: str, at: int) -> float:
    """How likely the letter at `at` came by itself: doubled, the key of a tone, or hit with the one beside it."""
    around = word[max(0, at - 1) : at] + word[at + 1 : at + 2]
    if word[at] in around or (at > 0 and word[at] in _TONE_KEYS):
        return _LIKELY
    return _LESS if any(word[at] in beside(one) for one in around) else _POSSIBLE


def _mixed(one: str, other: str) -> float:
    return _LIKELY if any(one in pair and other in pair for pair in _MIXED_UP) else _POSSIBLE
