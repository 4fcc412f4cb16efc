"""What speaks for a passage: how much of the topic it holds, and where."""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from sys import intern
from typing import NamedTuple, Protocol

from corpus.models import Passage
from corpus.text import fold, folded_syllables, syllables
from rag.models import Alternative, Term


class Words(NamedTuple):
    """The folded words of one field, and its pairs of neighbours."""

    single: frozenset[str]
    pairs: frozenset[tuple[str, str]]


@lru_cache(maxsize=20_000)
def words_of(text: str) -> Words:
    """The folded words of a text as they are compared."""
    folded = [intern(word) for word in folded_syllables(text)]  # one string for each word, however many texts have it
    return Words(frozenset(folded), frozenset(pairwise(folded)))


@lru_cache(maxsize=20_000)
def written_words(text: str) -> frozenset[str]:
    """The words of a text with their diacritics."""
    return frozenset(map(intern, syllables(text)))


class Rarity:
    """Inverse document frequency over the passages of the index: log((N + 1) / (df + 0.5))."""

    def __init__(self, frequencies: Mapping[str, int], passages: int) -> None:
        self._frequencies = frequencies
        self._passages = passages
        self._of: dict[str, float] = {}  # of one question, asked for again with each of its hits
        self._weights: dict[tuple[str, ...], float] = {}

    def of(self, word: str) -> float:
        """The IDF of a folded word or of a pair `left_right`; the highest where no passage has it."""
        known = self._of.get(word)
        if known is None:
            known = max(0.05, math.log((self._passages + 1) / (self._frequencies.get(word, 0) + 0.5)))
            self._of[word] = known
        return known

    def weight(self, words: tuple[str, ...]) -> float:
        """What an alternative of these words counts: a second word adds less than the first."""
        known = self._weights.get(words)
        if known is None:
            known = self._weights[words] = math.pow(sum(self.of(word) for word in words), 0.8)
        return known

    def known(self, words: Collection[str]) -> bool:
        """True where every word stands in some passage."""
        return all(self._frequencies.get(word, 0) for word in words)


class Counts(Protocol):
    """What an index knows of its passages' words."""

    def __len__(self) -> int:
        """How many passages there are."""

    def document_frequencies(self, words: Iterable[str]) -> Mapping[str, int]:
        """In how many of them each word stands."""


def rarity_of(index: Counts, terms: Sequence[Term]) -> Rarity:
    """How rare the words of some terms are in an index."""
    words = [word for term in terms for alternative in term.alternatives for word in alternative.words]
    return Rarity(index.document_frequencies(words), len(index))


Views = Sequence[tuple[Words, float]]


def views_of(passage: Passage, fields: Mapping[str, float]) -> Views:
    """The words of a passage's fields, each with how much being found there counts."""
    return [(words_of(getattr(passage, name)), weight) for name, weight in fields.items()]


def coverage(terms: Sequence[Term], views: Views, rarity: Rarity) -> float:
    """The share of the topic, weighted by rarity, that a passage and what it stands under hold (0 to 1)."""
    return coverages(terms, views, rarity)[-1]


def coverages(terms: Sequence[Term], views: Views, rarity: Rarity) -> list[float]:
    """The coverage of the first view alone, of the first two together, and so on."""
    total, found = [0.0] * len(views), [0.0] * len(views)
    anywhere: frozenset[str] = frozenset().union(*(words.single for words, _ in views))
    known: dict[int, list[tuple[float, float]]] = {}  # a term said again is one object
    for term in terms:
        if id(term) not in known:
            known[id(term)] = _covered(term, views, anywhere, rarity)
        for at, (best, weight) in enumerate(known[id(term)]):
            total[at] += weight
            found[at] += best * weight
    return [held / whole if whole else 0.0 for held, whole in zip(found, total, strict=True)]


def _covered(term: Term, views: Views, anywhere: frozenset[str], rarity: Rarity) -> list[tuple[float, float]]:
    """How much of a term is held by the first view, by the first two, and so on; each with what it then counts."""
    best, weights = [0.0] * len(views), [_cost(term, rarity)] * len(views)
    for alternative in term.alternatives:
        if anywhere.isdisjoint(alternative.words):
            continue
        most = 0.0
        for at, (words, field) in enumerate(views):
            most = max(most, field * alternative.weight * _held(alternative, words))
            if most > best[at]:
                best[at] = most
                weights[at] = rarity.weight(alternative.words)
    return list(zip(best, weights, strict=True))


def gain(terms: Sequence[Term], over: Words, by: Words, rarity: Rarity) -> tuple[float, float]:
    """What `by` holds of the topic that `over` lacks: as a share of what is lacking, and of the whole topic (0 to 1)."""
    total = lacking = gained = 0.0
    for term in terms:
        weight = _cost(term, rarity)
        first, second = (max(_held(a, words) * a.weight for a in term.alternatives) for words in (over, by))
        total += weight
        lacking += (1.0 - min(1.0, first)) * weight
        gained += max(0.0, second - first) * weight
    return (gained / lacking if lacking else 0.0, gained / total if total else 0.0)


def share_of(words: Iterable[str], fields: Sequence[frozenset[str]], rarity: Rarity) -> float:
    """The share of the words of a question, as they are typed and weighted by rarity, that stand in any of the fields."""
    total = found = 0.0
    for word in words:
        weight = rarity.of(fold(word))
        total += weight
        found += weight * any(word in field for field in fields)
    return found / total if total else 0.0


def gaps(terms: Sequence[Term], views: Views, rarity: Rarity) -> tuple[float, float]:
    """How much of the topic is missing, as shares of its weight: (its weightiest missing term, all that the index lacks)."""
    total = worst = unknown = 0.0
    for term in terms:
        weight = _cost(term, rarity)
        held = max((_held(a, words) * a.weight for a in term.alternatives for words, _ in views), default=0.0)
        total += weight
        worst = max(worst, (1.0 - min(1.0, held)) * weight)
        if not any(rarity.known(alternative.words) for alternative in term.alternatives):
            unknown += weight
    return (worst / total, unknown / total) if total else (0.0, 0.0)


def pair_coverage(pairs: Sequence[tuple[str, str]], views: Views, rarity: Rarity) -> float:
    """The same over pairs of neighbouring words; pairs that no passage has do not count."""
    known = [pair for pair in pairs if rarity.known(["_".join(pair)])]
    return all_pairs_coverage(known, views, rarity)


def all_pairs_coverage(pairs: Sequence[tuple[str, str]], views: Views, rarity: Rarity) -> float:
    """The same with the pairs that no passage has counted as missing: is the question about these texts at all?"""
    total = found = 0.0
    for pair in pairs:
        joined = "_".join(pair)
        weight = rarity.of(joined)
        total += weight
        found += weight * max((field for words, field in views if pair in words.pairs), default=0.0)
    return found / total if total else 0.0


def _held(alternative: Alternative, words: Words) -> float:
    """1 where all its words stand next to each other, less where apart or only some do."""
    if len(alternative.words) == 1:
        return float(alternative.words[0] in words.single)
    present = [word in words.single for word in alternative.words]
    if not all(present):
        return 0.4 * sum(present) / len(present) if sum(present) > 1 else 0.0
    return 1.0 if all(pair in words.pairs for pair in pairwise(alternative.words)) else 0.6


def _cost(term: Term, rarity: Rarity) -> float:
    """What a missing term counts: as its most common wording, so that no rare synonym is held against a passage."""
    return min(rarity.weight(alternative.words) for alternative in term.alternatives)
