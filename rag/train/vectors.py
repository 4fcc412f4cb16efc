"""A vector for every word of the vocabulary: nothing is fitted, so nothing can be overfitted.

Vietnamese words get vectors that are at right angles in blocks and nearly so between blocks, as long as the
word is rare (random indexing: Kanerva et al. 2000; the mean of IDF-weighted word vectors: Arora et al. 2017).
So the cosine of two texts is close to their TF-IDF cosine. English words stand where their translations stand.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from rag.train import vocabulary

Table = NDArray[np.float64]
DIMENSIONS = 256  # a power of two
SEED = 20261124

PIECE_WEIGHT = 0.5  # of a rare word's length, for letters of unknown words
EVERYDAY_PULL = 0.4  # how far an everyday word moves towards the official ones
STEPS = 2048  # values are rounded to this grid, so that machines that differ in the last bit agree; float16 holds it


def table(words: Sequence[str]) -> NDArray[np.float16]:
    """The vectors of `words` in their order, the first of which is the unknown word: zero."""
    row = {word: number for number, word in enumerate(words)}
    weights = vocabulary.inverse_frequencies(words)
    rows = _directions(len(words)) * np.array([weights[word] for word in words])[:, np.newaxis]
    pieces = [row[piece] for piece in vocabulary.pieces() if _only_a_piece(piece)]
    rows[pieces] *= PIECE_WEIGHT

    native = set(vocabulary.vietnamese())
    for said, official in vocabulary.everyday():
        target = _mean(rows, row, Counter(official))
        for word in said:
            rows[row[word]] = (1 - EVERYDAY_PULL / len(said)) * rows[row[word]] + EVERYDAY_PULL / len(said) * target
    translated = {word: _mean(rows, row, senses) for word, senses in vocabulary.english().items() if word not in native}
    for word, vector in translated.items():
        rows[row[word]] = vector
    rows[[row[word] for word in vocabulary.spelling()["english_empty"] if word not in native]] = 0
    rows[0] = 0
    return np.asarray(np.round(rows * STEPS) / STEPS, dtype=np.float16)


def _directions(count: int) -> Table:
    """`count` unit vectors: Hadamard matrices with columns of random sign, exact on every machine."""
    hadamard = np.ones((1, 1))
    while len(hadamard) < DIMENSIONS:
        hadamard = np.block([[hadamard, hadamard], [hadamard, -hadamard]])
    random = np.random.default_rng(SEED)
    blocks = -(-count // DIMENSIONS)
    signs = random.integers(0, 2, size=(blocks, DIMENSIONS)) * 2.0 - 1.0
    stacked = np.concatenate([hadamard * sign for sign in signs])[:count]
    unit: Table = stacked / np.sqrt(DIMENSIONS)
    return unit


def _mean(rows: Table, row: Mapping[str, int], words: Mapping[str, float]) -> Table:
    """The mean direction of `words`, as long as they are on average."""
    numbers = [row[word] for word in words]
    shares = np.array(list(words.values())) / sum(words.values())
    mean: Table = shares @ rows[numbers]
    length = shares @ np.linalg.norm(rows[numbers], axis=1)
    norm = np.linalg.norm(mean)
    scaled: Table = mean * (length / norm) if norm > 0 else mean
    return scaled


def _only_a_piece(piece: str) -> bool:
    return piece.startswith("##")
