"""The order in which things happen: words are cut short, fingers slip, diacritics and capitals are left out."""

import random
import unicodedata

from corpus.text import fold

from ..asked import Asked
from ..templates import read
from .shortening import english_chat, short_body, short_place, short_words
from .slips import slip

UNMARKED = 0.45
TYPO = 0.15
CHANCES = {
    "vi": {"polite": 0.12, "short_body": 0.4, "short_place": 0.07, "short_words": 0.25, "chat": 0.14},
    "en": {"polite": 0.08, "short_body": 0.25, "short_place": 0, "short_words": 0, "chat": 0.1},
}
UPPER, LOWER, NO_MARK = 0.03, 0.4, 0.45


def happen(rng: random.Random, asked: Asked) -> tuple[str, tuple[str, ...]]:
    """The question as typed, and what was done to it."""
    language, text, done = asked.template.language, asked.text, []
    for name, chance in CHANCES[language].items():
        if rng.random() < chance:
            changed = _done(rng, name, text, asked)
            done += [name] if changed != text else []
            text = changed
    if rng.random() < TYPO:
        changed = slip(rng, text, set(fold(asked.named.province).split()))
        done += ["typo"] if changed != text else []
        text = changed
    if rng.random() < UNMARKED and _unmarked(text) != text:
        text = _unmarked(text)
        done.append("no_diacritics")
    chance = rng.random()
    if chance < UPPER:
        text, done = text.upper(), [*done, "upper"]
    elif chance < UPPER + LOWER:
        text, done = text.lower(), [*done, "lower"]
    if text.endswith(("?", ".")) and rng.random() < NO_MARK:
        text, done = text[:-1], [*done, "no_mark"]
    return text, tuple(done)


def _done(rng: random.Random, name: str, text: str, asked: Asked) -> str:
    match name:
        case "polite":
            return _polite(rng, text, asked)
        case "short_body":
            return short_body(rng, text, asked.named.body, asked.template.language)
        case "short_place":
            return short_place(rng, text, asked.named.province)
        case "short_words":
            return short_words(rng, text, f"{asked.named.body} {asked.named.province}")
    if asked.template.language == "en":
        return english_chat(text)
    return short_words(rng, text, f"{asked.named.body} {asked.named.province}", chat=True)


def _polite(rng: random.Random, text: str, asked: Asked) -> str:
    words = read("words")[asked.template.language]
    if text.split()[-1].strip("?.") in ("ạ", "vậy", "hả", "nhỉ", "rồi") or text.endswith("."):
        return text
    if rng.random() < 0.5:
        begin = rng.choice(words["before"])
        lower = (
            text[0].lower() + text[1:] if text[1:2].islower() and not text.startswith(asked.named.province) else text
        )
        return begin[0].upper() + begin[1:] + lower
    end = "?" if text.endswith("?") else ""
    return text.removesuffix("?") + rng.choice(words["after"]) + end


def _unmarked(text: str) -> str:
    """Without diacritics, capitals kept."""
    text = unicodedata.normalize("NFC", text)
    return "".join(plain.upper() if letter.isupper() else plain for letter, plain in zip(text, fold(text), strict=True))
