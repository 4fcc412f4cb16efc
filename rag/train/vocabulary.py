"""The words of the shipped embedding model, all folded: what notices say, what other provinces' notices may say,
and what people type in English. Called by `rag.train`; nothing here is used to answer a question.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import chain, product
from pathlib import Path
from string import ascii_lowercase, digits

from corpus import lexicon
from corpus.text import fold, sentences, syllables

YEARS = [str(year) for year in range(1975, 2051)]


@cache
def spelling() -> dict[str, list[str]]:
    """The lists of spelling.yaml by their names."""
    import yaml

    table = yaml.safe_load(files("rag.train").joinpath("spelling.yaml").read_text(encoding="utf-8"))
    return {name: listed.split() for name, listed in table.items()}


def passages() -> list[list[str]]:
    """The sentences of the sample notices as folded syllables: where document frequencies come from."""
    notices = sorted(Path(str(files("corpus"))).glob("notices/*.txt"))
    texts = [file.read_text(encoding="utf-8") for file in notices]
    return [folded(text[start:end]) for text in texts for start, end in sentences(text)]


def vietnamese() -> list[str]:
    """Folded syllables: of the notices, of the lexicon, and all that Vietnamese spelling allows."""
    said = chain.from_iterable(passages())
    listed = chain.from_iterable(folded(phrase) for phrase in _vietnamese_phrases())
    spelled = (
        onset + rime
        for onset, rime in product(["", *spelling()["onsets"]], spelling()["rimes"])
        if _spelled(onset, rime)
    )
    return list(dict.fromkeys(chain(said, listed, spelled, YEARS)))


def _spelled(onset: str, rime: str) -> bool:
    """True where Vietnamese writes it so: k, gh, ngh before e, i, y and c, g, ng before the rest; q before u."""
    if onset in ("k", "gh", "ngh"):
        return rime[0] in "eiy"
    if onset in ("c", "ng"):
        return rime[0] not in "eiy"
    return onset != "q" or (rime[0] == "u" and len(rime) > 1)


def english() -> dict[str, dict[str, float]]:
    """English word -> the folded syllables of its translations, weighted: the first reading counts most, a
    word's share in a long phrase least."""
    words: dict[str, dict[str, float]] = {}
    names = ((agency.en, (agency.name,)) for agency in lexicon.agencies())
    for phrase, readings in chain(lexicon.glossary().items(), names):
        parts = folded(phrase)
        for rank, reading in enumerate(readings):
            for part, syllable in product(parts, folded(reading)):
                shares = words.setdefault(part, {})
                shares[syllable] = shares.get(syllable, 0.0) + 1 / ((rank + 1) * len(parts))
    return words


def everyday() -> Iterator[tuple[list[str], list[str]]]:
    """(what people say, what notices say), as folded syllables."""
    for said, official in lexicon.everyday().items():
        yield folded(said), [syllable for reading in official for syllable in folded(reading)]


def pieces() -> list[str]:
    """Letters and pairs of letters, for words that are not in the vocabulary: names, codes, typing errors."""
    pairs = [left + right for kind in (ascii_lowercase, digits) for left, right in product(kind, kind)]
    beginnings = [*ascii_lowercase, *digits, *pairs]
    return [*beginnings, *(f"##{piece}" for piece in beginnings)]


def inverse_frequencies(words: Iterable[str]) -> dict[str, float]:
    """ln(1 + N / df) over the passages; a word that never stands in them counts as standing in half of one."""
    documents = passages()
    frequencies = Counter(word for document in documents for word in set(document))
    return {word: math.log(1 + len(documents) / max(frequencies[word], 0.5)) for word in words}


def folded(text: str) -> list[str]:
    """Folded syllables."""
    return [fold(syllable) for syllable in syllables(text)]


def _vietnamese_phrases() -> Iterator[str]:
    yield from chain.from_iterable((agency.name, *agency.typed) for agency in lexicon.agencies())
    yield from chain.from_iterable((province.name, *province.typed) for province in lexicon.provinces())
    for table in (lexicon.abbreviations(), lexicon.everyday()):
        for key, readings in table.items():
            yield from (key, *readings)
    yield from chain.from_iterable(lexicon.glossary().values())
