"""Learns the weights that rank and decide, from generated questions; writes rag/weights/ranking.json.

Ranking: a linear model with the softmax over a question's hits as the probability of each (listwise; Cao et al. 2007).
Deciding: logistic regression on whether the best hit answers. Both with an L2 penalty, fitted by full-batch gradient
descent (Adam; Kingma & Ba 2015) in numpy, so that the same data gives the same weights. A fifth of the templates and of
the corpora is held out together; the figures of the card are of what neither has seen.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from rag.answers.answerable import chance, decision_features, foremost
from rag.search import rank
from rag.train.examples import Example

Matrix = NDArray[np.float64]
STEPS, RATE = 1500, 0.05
L2 = {"rank": 0.02, "answerable": 0.0005}
HELD_OUT = 5  # one template, and one corpus, in so many
ANSWERED = 0.965  # share of the answerable questions that have to be answered
_CORRECTED = frozenset(("swapped_role", "other_body"))  # a wrong premise is corrected, not refused
# What each feature means says about how much it weighs; the data has to argue against it.
PRIOR = {
    "text": 4.0, "context": 2.0, "header": 1.0, "pairs": 2.0, "pairs_context": 1.0, "spoken": 2.5, "lexical": 4.0, "dense": 0.5, "slot": 1.8,
    "number": 4.0, "role": 1.0, "agency": 0.5, "year": 0.5, "date": 1.0, "task": 0.5,
}  # fmt: skip
# Evidence never counts the other way.
FOR = frozenset((*PRIOR, "lead", "scoped"))
AGAINST = frozenset(("missing", "missing_near", "body_absent", "behind"))


def learn(found: Sequence[Example], target: Path) -> str:
    """Fit both models for each language, write them to `target`, return a table of what they do on what was held out."""
    table: dict[str, dict[str, Any]] = {"rank": {}, "answerable": {}}
    report: list[str] = []
    for language in ("vi", "en"):
        of_language = [one for one in found if one.query.question.language == language]
        seen, unseen = ([one for one in of_language if _held_out(one) is apart] for apart in (False, True))
        ranking = fit_ranking(seen, list(seen[0].hits[0].features))
        ranked, ranked_unseen = ([_put_first(_reranked(one, ranking)) for one in part] for part in (seen, unseen))
        deciding, threshold = fit_deciding([one for one in ranked if one.why not in _CORRECTED])
        learned = {
            "bias": round(deciding.pop("bias"), 4), "weights": _rounded(deciding), "threshold": round(threshold, 4),
        }  # fmt: skip
        table["rank"][language], table["answerable"][language] = _rounded(ranking), learned
        first = _first_right(unseen, ranking)
        report.append(f"{language}: {len(seen)} seen, {len(unseen)} held out; first right {first:.3f}")
        report.append(_decisions(language, [one for one in ranked_unseen if one.why not in _CORRECTED], learned))
    written = {**rank.weights(), **table}  # what is set by hand stays as it is
    target.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")
    rank.weights.cache_clear()
    return "\n".join(report)


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
        slope: Matrix = rows.T @ (weight * (share - wanted)) / len(useful) + 2 * L2["rank"] * (weights - prior)
        return slope

    return dict(zip(names, _descend(gradient, names), strict=True))


def fit_deciding(found: Sequence[Example]) -> tuple[dict[str, float], float]:
    """Weights of the logistic model with its bias, and the threshold that answers enough."""
    features = [decision_features(one.query, one.hits, one.scope) for one in found]
    names = list(features[0])
    rows = np.array([[1.0, *(one[name] for name in names)] for one in features])
    truth = np.array([float(one.answerable) for one in found])
    # a question whose best hit is wrong teaches little either way
    weight = np.array([one.weight * (1.0 if not one.answerable or one.right[0] else 0.3) for one in found])

    def gradient(weights: Matrix) -> Matrix:
        probable = 1 / (1 + np.exp(-rows @ weights))
        penalty = 2 * L2["answerable"] * weights
        penalty[0] = 0.0
        slope: Matrix = rows.T @ (weight * (probable - truth)) / weight.sum() + penalty
        return slope

    fitted = _descend(gradient, ["bias", *names])
    probable = 1 / (1 + np.exp(-rows @ fitted))
    good = np.array([one.answerable and one.right[0] for one in found])
    order = np.argsort(probable[good])
    share = np.cumsum(weight[good][order]) / weight[good].sum()
    threshold = float(probable[good][order][np.searchsorted(share, 1 - ANSWERED)])
    return dict(zip(["bias", *names], fitted, strict=True)), threshold


def _descend(gradient: Callable[[Matrix], Matrix], names: Sequence[str]) -> Matrix:
    """Adam from zero; a weight never takes the sign that its feature cannot have."""
    low = np.array([0.0 if name in FOR else -np.inf for name in names])
    high = np.array([0.0 if name in AGAINST else np.inf for name in names])
    weights, first, second = (np.zeros(len(names)) for _ in range(3))
    for step in range(1, STEPS + 1):
        slope = gradient(weights)
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        weights = weights - RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
        weights = np.clip(weights, low, high)
    return weights


def _held_out(one: Example) -> bool:
    return crc32(one.template.encode()) % HELD_OUT == 0 or crc32(one.corpus.encode()) % HELD_OUT == 0


def _reranked(one: Example, weights: dict[str, float]) -> Example:
    scored = [hit.model_copy(update={"score": rank.weighted(weights, hit.features)}) for hit in one.hits]
    order = sorted(range(len(scored)), key=lambda at: -scored[at].score)
    return one._replace(hits=[scored[at] for at in order], right=[one.right[at] for at in order])


def _put_first(one: Example) -> Example:
    """The example with the hit first that may answer, as `rag.answers.decide` looks at it."""
    hits = foremost(one.query.question.facet, one.hits)
    right = {id(hit): good for hit, good in zip(one.hits, one.right, strict=True)}
    return one._replace(hits=hits, right=[right[id(hit)] for hit in hits])


def _first_right(found: Sequence[Example], weights: dict[str, float]) -> float:
    answerable = [one for one in found if one.answerable and any(one.right)]
    return sum(_reranked(one, weights).right[0] for one in answerable) / max(1, len(answerable))


def _decisions(language: str, found: Sequence[Example], learned: Mapping[str, Any]) -> str:
    def answers(one: Example) -> bool:
        features = decision_features(one.query, one.hits, one.scope)
        return chance(learned, features) >= float(learned["threshold"])

    good = [answers(one) for one in found if one.answerable]
    bad = [not answers(one) for one in found if not one.answerable]
    return f"{language}: held out, answered {np.mean(good):.3f} of {len(good)} answerable, refused {np.mean(bad):.3f} of {len(bad)} others"


def _rounded(weights: dict[str, float]) -> dict[str, float]:
    return {name: round(float(value), 4) for name, value in weights.items()}
