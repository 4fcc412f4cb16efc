"""What speaks for a passage: how much of the topic it holds, and where."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from sys import intern
from typing import NamedTuple, Protocol

from corpus.models import Passage
from corpus.text import folded_syllables, syllables
from rag.models import Alternative, Term


class Words(NamedTuple):
    """The folded words of one field: which there are, and all of them in their order, a space around each."""

    single: frozenset[str]
    line: str

    def has(self, pair: tuple[str, str]) -> bool:
        """True where the second word stands right after the first."""
        return f" {pair[0]} {pair[1]} " in self.line


@lru_cache(maxsize=14_000)
def words_of(text: str) -> Words:
    """The folded words of a text as they are compared."""
    folded = [intern(word) for word in folded_syllables(text)]  # one string for each word, however many texts have it
    return Words(frozenset(folded), f" {' '.join(folded)} ")


@lru_cache(maxsize=14_000)
def written_words(text: str) -> frozenset[str]:
    """The words of a text with their diacritics."""
    return frozenset(map(intern, syllables(text)))


Pairs = Sequence[tuple[str, str]]


class Rarity:
    """Inverse document frequency over the passages of the index: log((N + 1) / (df + 0.5))."""

    def __init__(self, frequencies: Mapping[str, int], passages: int) -> None:
        self._frequencies = frequencies
        self._passages = passages
        self._of: dict[str, float] = {}  # of one question, asked for again with each of its hits
        self._weights: dict[tuple[str, ...], float] = {}
        self._topic: Topic | None = None  # the last one weighed
        self._pairs: tuple[Pairs, list[tuple[str, float]]] = ((), [])

    def of(self, word: str) -> float:
        """The IDF of a folded word or of a pair `left_right`; the highest where no passage has it."""
        known = self._of.get(word)
        if known is None:
            known = max(0.05, math.log((self._passages + 1) / (self._frequencies.get(word, 0) + 0.5)))
            self._of[word] = known
        return known

    def knows(self, word: str) -> bool:
        """True where some passage has a folded word."""
        return self._frequencies.get(word, 0) > 0

    def weight(self, words: tuple[str, ...]) -> float:
        """What an alternative of these words counts: a second word adds less than the first."""
        known = self._weights.get(words)
        if known is None:
            known = self._weights[words] = math.pow(sum(self.of(word) for word in words), 0.8)
        return known

    def topic(self, terms: Sequence[Term]) -> "Topic":
        """Terms weighed; those of the last time are remembered, for they are looked for in one passage after another."""
        known = self._topic
        if known is None or known.terms is not terms:
            known = self._topic = Topic.of(terms, self)
        return known

    def pairs(self, pairs: Pairs) -> list[tuple[str, float]]:
        """Each pair that some passage has, as it stands in a line, and what it counts; remembered likewise."""
        known = self._pairs
        if known[0] is not pairs:
            joined = [(f" {left} {right} ", f"{left}_{right}") for left, right in pairs]
            known = self._pairs = (pairs, [(line, self.of(one)) for line, one in joined if self._frequencies.get(one)])
        return known[1]


class Topic(NamedTuple):
    """The terms of a question, each once, with what it counts where it is missing and the alternatives it has.

    `order`: which of them stands at each place. `of_word`: the alternatives of a word, by their places.
    """

    terms: Sequence[Term]
    order: list[int]
    costs: list[float]
    alternatives: list[tuple[int, Alternative, float]]
    of_word: Mapping[str, list[int]]

    @classmethod
    def of(cls, terms: Sequence[Term], rarity: Rarity) -> "Topic":
        """Every term and alternative weighed by how rare its words are."""
        places = {id(term): 0 for term in terms}  # a term said again is one object
        alternatives: list[tuple[int, Alternative, float]] = []
        of_word: dict[str, list[int]] = defaultdict(list)
        distinct = list({id(term): term for term in terms}.values())
        for at, term in enumerate(distinct):
            places[id(term)] = at
            for one in term.alternatives:
                for word in dict.fromkeys(one.words):
                    of_word[word].append(len(alternatives))
                alternatives.append((at, one, rarity.weight(one.words)))
        order = [places[id(term)] for term in terms]
        return cls(terms, order, [_cost(term, rarity) for term in distinct], alternatives, of_word)


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
    topic = rarity.topic(terms)
    total, found = [0.0] * len(views), [0.0] * len(views)
    best = [[0.0] * len(views) for _ in topic.costs]
    weights = [[cost] * len(views) for cost in topic.costs]
    said = {word for words, _ in views for word in topic.of_word.keys() & words.single}
    for place in sorted({place for word in said for place in topic.of_word[word]}):
        term, alternative, weight = topic.alternatives[place]
        most = 0.0
        for at, (words, field) in enumerate(views):
            most = max(most, field * alternative.weight * _held(alternative, words))
            if most > best[term][at]:
                best[term][at] = most
                weights[term][at] = weight
    for term in topic.order:
        for at, weight in enumerate(weights[term]):
            total[at] += weight
            found[at] += best[term][at] * weight
    return [held / whole if whole else 0.0 for held, whole in zip(found, total, strict=True)]


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


def share_of(words: Mapping[str, float], fields: Sequence[frozenset[str]]) -> float:
    """The share of the words of a question, as they are typed and with what each counts, that stand in any of the fields."""
    total = sum(words.values())
    anywhere = words.keys() & fields[0].union(*fields[1:])
    return sum(weight for word, weight in words.items() if word in anywhere) / total if total else 0.0


def gap(terms: Sequence[Term], views: Views, rarity: Rarity) -> float:
    """How much of the topic is missing: its weightiest missing term, as a share of its weight."""
    total = worst = 0.0
    for term in terms:
        weight = _cost(term, rarity)
        held = max((_held(a, words) * a.weight for a in term.alternatives for words, _ in views), default=0.0)
        total += weight
        worst = max(worst, (1.0 - min(1.0, held)) * weight)
    return worst / total if total else 0.0


def unheard(terms: Sequence[Term], own: Words, rarity: Rarity) -> float:
    """The share of the topic that neither a notice of these words nor any passage has, in any wording (0 to 1)."""

    def stands(words: Sequence[str]) -> bool:
        if len(words) == 1:
            return words[0] in own.single or rarity.knows(words[0])
        return all(own.has(pair) or rarity.knows("_".join(pair)) for pair in pairwise(words))

    total = lost = 0.0
    for term in terms:
        weight = _cost(term, rarity)
        total += weight
        lost += 0.0 if any(stands(one.words) for one in term.alternatives) else weight
    return lost / total if total else 0.0


def pair_coverages(pairs: Pairs, views: Views, rarity: Rarity) -> list[float]:
    """The same over pairs of neighbouring words, of those that some passage has."""
    known, found = 0.0, [0.0] * len(views)
    for line, weight in rarity.pairs(pairs):
        most = 0.0
        for at, (words, field) in enumerate(views):
            most = max(most, field * (line in words.line))
            found[at] += weight * most
        known += weight
    return [one / known if known else 0.0 for one in found]


def _held(alternative: Alternative, words: Words) -> float:
    """1 where all its words stand next to each other, less where apart or only some do."""
    if len(alternative.words) == 1:
        return float(alternative.words[0] in words.single)
    present = sum(map(words.single.__contains__, alternative.words))
    if present < len(alternative.words):
        return 0.4 * present / len(alternative.words) if present > 1 else 0.0
    return 1.0 if all(map(words.has, pairwise(alternative.words))) else 0.6


def _cost(term: Term, rarity: Rarity) -> float:
    """What a missing term counts: as its most common wording, so that no rare synonym is held against a passage."""
    return min(rarity.weight(alternative.words) for alternative in term.alternatives)
