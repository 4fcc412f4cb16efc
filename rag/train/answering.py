"""Learns whether a passage answers: logistic regression over `rag.answers.evidence`.

Each question gives its first passages: those of its quote are right, all others wrong, and all of a near miss. Written
questions (`tests/written`) count whole, generated ones little: these keep what everyday words stand for. Fitted by Newton's
method with an L2 penalty on standardised features, so that the same data gives the same weights.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
L2 = 5.0
STEPS = 25
BEHIND = 0.3  # how much a wrong passage counts that is not the first: many are as wrong as one


class Weighed(NamedTuple):
    """One question: the evidence of its first passages, which of them are right, whether any answer is, what it counts."""

    rows: Sequence[dict[str, float]]
    right: Sequence[bool]
    answerable: bool
    weight: float


def learn_answering(found: Sequence[Weighed]) -> dict[str, Any]:
    """Bias and weights as they stand in ranking.json."""
    names = list(found[0].rows[0])
    rows = np.array([[row[name] for name in names] for one in found for row in one.rows])
    right = np.array([float(good and one.answerable) for one in found for good in one.right])
    counts = [one.weight * (1.0 if not at or good else BEHIND) for one in found for at, good in enumerate(one.right)]
    middle, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    fitted = _newton(np.column_stack([np.ones(len(rows)), (rows - middle) / spread]), right, np.array(counts))
    values = fitted[1:] / spread
    bias = float(fitted[0] - (values * middle).sum())
    learned = {name: round(float(value), 4) for name, value in zip(names, values, strict=True)}
    return {"bias": round(bias, 4), "weights": learned}


def _newton(rows: Matrix, right: Matrix, counts: Matrix) -> Matrix:
    weights = np.zeros(rows.shape[1])
    penalty = np.full(rows.shape[1], 2 * L2)
    penalty[0] = 1e-9
    for _ in range(STEPS):
        probable = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (counts * (probable - right)) + penalty * weights
        bent = (rows * (counts * probable * (1 - probable))[:, np.newaxis]).T @ rows + np.diag(penalty)
        weights = weights - np.linalg.solve(bent, slope)
    return weights
