"""Learns the weights that rank, from generated questions.

A linear model with the softmax over a question's hits as the probability of each (listwise; Cao et al. 2007), with an L2
penalty, fitted by full-batch gradient descent (Adam; Kingma & Ba 2015) in numpy, so that the same data gives the same
weights. A fifth of the templates and of the corpora is held out together; the figure of the card is of what neither has seen.
"""

from collections.abc import Callable, Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from rag.search import rank
from rag.train.examples import Example

Matrix = NDArray[np.float64]
STEPS, RATE = 1500, 0.05
L2 = 0.02
HELD_OUT = 5  # one template, and one corpus, in so many
# What each feature means says about how much it weighs; the data has to argue against it.
PRIOR = {
    "text": 4.0, "context": 2.0, "header": 1.0, "pairs": 2.0, "pairs_context": 1.0, "spoken": 2.5, "lexical": 4.0, "dense": 0.25, "slot": 1.8,
    "number": 4.0, "role": 1.0, "agency": 0.5, "year": 0.5, "date": 1.0, "task": 0.5,
}  # fmt: skip
# Evidence never counts the other way.
FOR = frozenset(PRIOR)


def learn_ranking(found: Sequence[Example]) -> tuple[dict[str, dict[str, float]], str]:
    """The weights for each language, and a table of what they do on what was held out."""
    table: dict[str, dict[str, float]] = {}
    report: list[str] = []
    for language in ("vi", "en"):
        of_language = [one for one in found if one.query.question.language == language]
        seen, unseen = ([one for one in of_language if _held_out(one) is apart] for apart in (False, True))
        ranking = fit_ranking(seen, list(seen[0].hits[0].features))
        table[language] = {name: round(float(value), 4) for name, value in ranking.items()}
        first = _first_right(unseen, ranking)
        report.append(f"{language}: {len(seen)} seen, {len(unseen)} held out; first right {first:.3f}")
    return table, "\n".join(report)


def fit_ranking(found: Sequence[Example], names: Sequence[str]) -> dict[str, float]:
    """Weights under which the right hits of each question stand first."""
    useful = [one for one in found if any(one.right) and not all(one.right)]
    rows = np.array([[hit.features.get(name, 0.0) for name in names] for one in useful for hit in one.hits])
    right = np.array([float(good) for one in useful for good in one.right])
    edges = np.cumsum([0, *(len(one.hits) for one in useful)])
    group = np.repeat(np.arange(len(useful)), np.diff(edges))
    weight = np.array([one.weight for one in useful])[group]
    prior = np.array([PRIOR.get(name, 0.0) for name in names])

    def gradient(weights: Matrix) -> Matrix:
        scores = rows @ weights
        top = np.maximum.reduceat(scores, edges[:-1])
        exp = np.exp(scores - top[group])
        share = exp / np.add.reduceat(exp, edges[:-1])[group]
        good = share * right
        wanted = good / np.maximum(np.add.reduceat(good, edges[:-1]), 1e-12)[group]
        slope: Matrix = rows.T @ (weight * (share - wanted)) / len(useful) + 2 * L2 * (weights - prior)
        return slope

    return dict(zip(names, _descend(gradient, names), strict=True))


def _descend(gradient: Callable[[Matrix], Matrix], names: Sequence[str]) -> Matrix:
    """Adam from zero; a weight never takes the sign that its feature cannot have."""
    low = np.array([0.0 if name in FOR else -np.inf for name in names])
    weights, first, second = (np.zeros(len(names)) for _ in range(3))
    for step in range(1, STEPS + 1):
        slope = gradient(weights)
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        weights = weights - RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
        weights = np.maximum(weights, low)
    return weights


def _held_out(one: Example) -> bool:
    return crc32(one.template.encode()) % HELD_OUT == 0 or crc32(one.corpus.encode()) % HELD_OUT == 0


def _reranked(one: Example, weights: dict[str, float]) -> Example:
    scored = [hit.model_copy(update={"score": rank.weighted(weights, hit.features)}) for hit in one.hits]
    order = sorted(range(len(scored)), key=lambda at: -scored[at].score)
    return one._replace(hits=[scored[at] for at in order], right=[one.right[at] for at in order])


def _first_right(found: Sequence[Example], weights: dict[str, float]) -> float:
    answerable = [one for one in found if one.answerable and any(one.right)]
    return sum(_reranked(one, weights).right[0] for one in answerable) / max(1, len(answerable))
