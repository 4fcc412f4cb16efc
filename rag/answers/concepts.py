"""Words that mean the same: those by which the glossary translates one English word."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache

from corpus.lexicon import glossary
from corpus.text import fold

Phrase = tuple[str, ...]


@lru_cache(maxsize=4_096)
def concept(phrase: Phrase) -> frozenset[Phrase]:
    """A phrase of folded words with all that mean the same."""
    return frozenset((phrase, *(other for row in _rows().get(phrase, ()) for other in row)))


@cache
def _rows() -> Mapping[Phrase, list[tuple[Phrase, ...]]]:
    """The translations of each English word, by every one of them."""
    folded = fold("\n".join(" | ".join(readings) for readings in glossary().values()))
    found: defaultdict[Phrase, list[tuple[Phrase, ...]]] = defaultdict(list)
    for line in folded.split("\n"):
        row = tuple(tuple(reading.split()) for reading in line.split(" | "))
        for phrase in row if len(row) > 1 else ():
            found[phrase].append(row)
    return found
