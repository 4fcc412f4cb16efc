"""Whether the words of a claim are those of the text it rests on: nothing added, nothing turned."""

import re
from collections.abc import Sequence
from functools import cache

from corpus.lexicon import agencies, glossary, offices, provinces
from corpus.text import canonical, fold, nfc
from rag.proof.claims import saying

WORD = re.compile(r"\d+(?:[.,/]\d+)*(?:/[\w-]+)*[^\W\d]*|[^\W\d_]+(?:/[\w-]+)*")


def verbatim(text: str, clause: str) -> bool:
    """True where `text` is said word for word in `clause`, without a break."""
    said, there = (f" {' '.join(tokens(canonical(nfc(one))))} " for one in (text, clause))
    return said in there


def says_all(text: str, line: str) -> bool:
    """True where `text` has every word of a Vietnamese `line` that says something."""
    free = function_words("vi")
    return {one for one in tokens(canonical(nfc(line))) if one not in free} <= set(tokens(canonical(nfc(text))))


def turned(
    text: str, language: str, clause: str, whole: str, *, roles_only: bool, hedged: bool = False
) -> tuple[str, ...]:
    """The ways in which `text` turns what its clause says: denied, conditional, tentative, only, past.

    What denies or sets a condition counts wherever it stands in `whole`, the clause with the words that lead to it. With
    `roles_only` the text says no more than who has which part: that is not turned by how the work is worded, unless the
    part itself is `hedged`.
    """
    said = canonical(nfc(text))
    faults = []
    for kind in saying()["turning"]:
        mine = _holds(kind, language, said)
        there = _holds(kind, "vi", canonical(nfc(whole if kind in ("denied", "conditional") else clause)))
        of_the_work = roles_only and (kind == "only" or (kind == "tentative" and not hedged))
        may_omit = kind == "past" or of_the_work
        if mine != there and (mine or not may_omit):
            faults.append(kind)
    return tuple(faults)


def _holds(kind: str, language: str, text: str) -> bool:
    return re.search(saying()["turning"][kind][language], text) is not None


def english_content(text: str) -> list[str]:
    """The words of an English text that say something of their own."""
    return [one for one in tokens(nfc(text).lower()) if one not in function_words("en") and not one[:1].isdigit()]


def places_of(token: str, held: Sequence[str]) -> list[int]:
    """Where Vietnamese words have an English one, as it is written or as a reading of it."""
    found = [at for at, word in enumerate(held) if fold(word) == fold(token)]
    for reading in {*_readings().get(token, ()), *_readings().get(_base(token), ())}:
        spoken = reading.split()
        found += [
            at + n for at in range(len(held)) if held[at : at + len(spoken)] == spoken for n in range(len(spoken))
        ]
    return found


def tokens(text: str) -> list[str]:
    """Words and figures, a figure without leading zeros."""
    return [match.lstrip("0") or "0" for match in WORD.findall(text)]


@cache
def function_words(language: str) -> frozenset[str]:
    """The words that say nothing of their own."""
    table = saying()
    roles = (word for phrase in table["role_words_en"] for word in phrase.split()) if language == "en" else ()
    return frozenset([*table[f"function_{language}"].split(), *roles])


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    """An English word -> the Vietnamese readings of every phrase of the lexicon that holds it."""
    found: dict[str, list[str]] = {}
    entries = [(phrase, readings) for phrase, readings in glossary().items()]
    entries += [(agency.en.lower(), (agency.name,)) for agency in agencies()]
    entries += [(office.en.lower(), (office.name,)) for office in offices() if office.en]
    entries += [(province.en.lower(), (province.name,)) for province in provinces()]
    for phrase, readings in entries:
        spoken = [" ".join(tokens(canonical(reading))) for reading in readings]
        for word in tokens(phrase):
            found.setdefault(_base(word), []).extend(spoken)
    return {word: tuple(dict.fromkeys(readings)) for word, readings in found.items()}


def _base(word: str) -> str:
    """An English word without the endings of plurals and verbs, the same for all its forms: survey, surveys, surveyed."""
    for ending in ("ies", "ied", "ing", "es", "ed", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word.removesuffix(ending)
            return f"{stem}y" if ending in ("ies", "ied") else stem
    return word
