"""Questions as people also type them: without diacritics, abbreviated, with slips, in capitals, decomposed.

The same question, kind and `seed` give the same text on every machine.
"""

import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import lru_cache

from corpus.lexicon import Agency
from corpus.names.agencies import find_agencies
from corpus.phrases import words
from corpus.text import canonical, fold, nfc, unaccented

ALL = "all"
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_TYPED = re.compile(r"(?<![\w/&-])[^\W\d_]{3,}(?![\w/&-])")


class Perturbation(StrEnum):
    """How a question is changed."""

    NODIACRITICS = "nodiacritics"
    ABBREVIATIONS = "abbreviations"
    TYPO = "typo"
    UPPER = "upper"
    NFD = "nfd"

    @property
    def of_vietnamese(self) -> bool:
        """True where only Vietnamese questions with diacritics are changed."""
        return self in (Perturbation.NODIACRITICS, Perturbation.ABBREVIATIONS)


def kinds_named(listed: str) -> tuple[Perturbation, ...]:
    """The kinds of a list such as `typo,nfd`, or of `all`. Raises ValueError that names the unknown one."""
    names = [name.strip().lower() for name in listed.split(",") if name.strip()]
    unknown = next((name for name in names if name not in (*Perturbation, ALL)), None)
    if unknown is not None or not names:
        raise ValueError(f"{unknown or listed!r} is no kind: name {', '.join(Perturbation)} or {ALL}.")
    return tuple(Perturbation) if ALL in names else tuple(dict.fromkeys(map(Perturbation, names)))


def perturbed(text: str, kind: Perturbation, seed: str) -> str:
    """`text` changed in one way; the same text where that way changes nothing (no agency to abbreviate)."""
    changes: dict[Perturbation, Callable[[str, random.Random], str]] = {
        Perturbation.NODIACRITICS: lambda text, rng: unaccented(text),
        Perturbation.ABBREVIATIONS: abbreviated,
        Perturbation.TYPO: mistyped,
        Perturbation.UPPER: lambda text, rng: text.upper(),
        Perturbation.NFD: lambda text, rng: unicodedata.normalize("NFD", text),
    }
    return changes[kind](nfc(text), random.Random(f"{kind} {seed}"))


def abbreviated(text: str, rng: random.Random) -> str:
    """Every agency that is written out by one of the short names the lexicon has for it."""
    sequence = words(fold(text))
    for first, after, agency in reversed(find_agencies(sequence)):
        left, right = sequence[first].start, sequence[after - 1].end
        full = canonical(text[left:right]) in _written_out(agency)
        if full and (short := _short_names(agency)):
            text = text[:left] + rng.choice(short) + text[right:]
    return text


def mistyped(text: str, rng: random.Random) -> str:
    """A slip in one word of three letters and more: two swapped, one left out, doubled, or its neighbour hit."""
    typed = [found for found in _TYPED.finditer(text) if not found[0].isupper()]
    slips = rng.sample(typed, min(len(typed), 1))
    for found in sorted(slips, key=re.Match.start, reverse=True):
        text = text[: found.start()] + _slip(found[0], rng) + text[found.end() :]
    return text


def _slip(word: str, rng: random.Random) -> str:
    at = rng.randrange(1, len(word))
    left, right = word[:at], word[at + 1 :]
    match rng.choice(("swapped", "left out", "doubled", "neighbour")):
        case "swapped" if word[at - 1] != word[at]:
            return word[: at - 1] + word[at] + word[at - 1] + right
        case "left out" if word[at] != word[at - 1]:
            return left + right
        case "neighbour" if beside := _beside(word[at]):
            return left + rng.choice(beside) + right
        case _:
            return left + word[at] * 2 + right


def _beside(letter: str) -> str:
    """The keys left and right of a letter's, without its marks."""
    key = fold(letter)
    row = next((row for row in _KEYS if key in row), "")
    at = row.find(key)
    return row[max(0, at - 1) : at] + row[at + 1 : at + 2] if row else ""


@lru_cache(maxsize=1_000)
def _written_out(agency: Agency) -> frozenset[str]:
    """Its full names; not what people say for it in quite other words (một cửa)."""
    first = agency.name.split(" ")[0].lower()
    names = (name for name in (agency.name, *agency.other_names) if name.lower().startswith(f"{first} "))
    return frozenset(canonical(form) for name in names for form in (name, _in_full(name)))


@lru_cache(maxsize=1_000)
def _short_names(agency: Agency) -> tuple[str, ...]:
    """The Vietnamese ones of its short names: STTTT, Sở TT&TT; not DOIC."""
    return tuple(short for short in agency.typed if _abbreviates(short, agency.name))


def _abbreviates(short: str, name: str) -> bool:
    """True where every word of `short` is one of `name`, or made of the first letters of its words in their order."""
    full = [word.form for word in words(fold(_in_full(name)))]
    made = [word.form for word in words(fold(short)) if word.form not in full]
    initials: Iterator[str] = (word[0] for word in full)
    return bool(made) and all(letter in initials for letter in "".join(made))


def _in_full(name: str) -> str:
    return name.replace("UBND", "Ủy ban nhân dân")
