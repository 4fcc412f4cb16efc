"""Words that mean the same: those by which the glossary translates one English word."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache

from corpus.lexicon import glossary
from corpus.text import canonical, fold

Phrase = tuple[str, ...]


@lru_cache(maxsize=4_096)
def concept(phrase: Phrase, accented: bool) -> frozenset[Phrase]:
    """What means the same as a phrase, that phrase among it, with diacritics; empty where it is not listed.

    `accented`: the phrase has its diacritics, so that *mùa* is not *mua*.
    """
    return frozenset(other for row in _rows(accented).get(phrase, ()) for other in row)


@cache
def _rows(accented: bool) -> Mapping[Phrase, list[tuple[Phrase, ...]]]:
    """The translations of each English word, by every one of them."""
    written = canonical("\n".join(" | ".join(readings) for readings in glossary().values()))
    found: defaultdict[Phrase, list[tuple[Phrase, ...]]] = defaultdict(list)
    for line, key in zip(written.split("\n"), (written if accented else fold(written)).split("\n"), strict=True):
        row = tuple(tuple(reading.split()) for reading in line.split(" | "))
        for phrase in key.split(" | "):
            found[tuple(phrase.split())].append(row)
    return found
