"""Words cut short: agencies and common words as offices abbreviate them, other words as people chat."""

import random
import re
from functools import lru_cache
from pathlib import Path

from corpus.lexicon import Agency, provinces
from corpus.text import fold

from ...phrasebook import PROVINCES
from ..bodies import known
from ..question import Language
from ..templates import read

ABBREVIATIONS = PROVINCES.with_name("abbreviations.tsv")
PEOPLE = "# people's spellings"


def short_body(rng: random.Random, text: str, body: str, language: Language) -> str:
    """The text with the body by one of its short names."""
    agency = known(body) if body else None
    shorts = _shorts(agency, language) if agency else []
    full = (body if language == "vi" else agency.en) if agency else ""
    return text.replace(full, rng.choice(shorts), 1) if shorts else text


def short_place(rng: random.Random, text: str, province: str) -> str:
    """The text with the province as people cut it short."""
    entry = next((one for one in provinces() if one.name == province), None)
    return text.replace(province, rng.choice(entry.typed), 1) if entry and entry.typed else text


def short_words(rng: random.Random, text: str, spared: str, chat: bool = False) -> str:
    """The text with one or two words abbreviated, as offices do or as people chat; not inside `spared`."""
    pattern, table = _table(chat)
    able = [found for found in pattern.finditer(text) if not spared or found[0].lower() not in spared.lower()]
    for found in sorted(rng.sample(able, min(len(able), rng.randint(1, 3 if chat else 2))), key=re.Match.start)[::-1]:
        text = text[: found.start()] + rng.choice(table[found[0].lower()]) + text[found.end() :]
    return text


def english_chat(text: str) -> str:
    """The text as typed in a hurry."""
    for word, short in read("words")["en"]["chat"].items():
        text = re.sub(rf"\b{word}\b", short, text, flags=re.IGNORECASE)
    return text


def _shorts(agency: Agency, language: Language) -> list[str]:
    """The short names made of letters of the name in that language."""
    name = agency.name if language == "vi" else agency.en
    return [short for short in agency.typed if _made_of(fold(short), fold(name)) and short != name]


def _made_of(short: str, name: str) -> bool:
    letters = iter(name)
    return all(letter in letters for letter in short if letter.isalnum())


@lru_cache
def _table(chat: bool) -> tuple[re.Pattern[str], dict[str, list[str]]]:
    """What each likeliest reading is cut short to; an office abbreviates two syllables or more."""
    table: dict[str, list[str]] = {}
    for line in _lines(ABBREVIATIONS, chat):
        short, _, readings = line.partition("\t")
        first = readings.split(" | ")[0].strip().lower()
        if chat or " " in first:
            table.setdefault(first, []).append(short)
    longest = sorted(table, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", re.IGNORECASE), table


def _lines(path: Path, chat: bool) -> list[str]:
    office, _, people = path.read_text(encoding="utf-8").partition(PEOPLE)
    return [line for line in (people if chat else office).splitlines() if "\t" in line and not line.startswith("#")]
