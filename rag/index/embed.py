"""Text to vectors of unit length: the shipped static model, multilingual-e5-small, or any sentence-transformers model.

The shipped model is a table of word vectors made with sentence-transformers (`rag.train`). It is read here
without torch (15 s and 500 MB to import): a text's vector is the mean of its words' vectors, to unit length.
"""

import hashlib
import logging
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.text import canonical, fold, nfc
from rag.errors import EmbeddingError
from rag.index import e5

log = logging.getLogger(__name__)
Vectors = NDArray[np.float32]
SHIPPED = Path(str(files("rag"))) / "weights" / "static"


class Embedder(Protocol):
    """What the index needs of a model. Two models of one `name` give the same vectors."""

    name: str
    dimensions: int

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Passages as rows `[len(texts), dimensions]` of unit length (zero where no word is known)."""

    def embed_query(self, text: str) -> Vectors:
        """A question as one row `[dimensions]`."""


def load_embedder(model: str = "") -> Embedder:
    """The shipped model for an empty name, else e5 by its name, or a sentence-transformers model by name or folder."""
    if model == e5.NAME:
        if weights := e5.installed():
            return e5.E5Embedder(weights)
        _said_once(f"{e5.NOT_INSTALLED}; until then the shipped model serves.")
    elif model:
        return SentenceEmbedder(model)
    return StaticEmbedder(SHIPPED)


class StaticEmbedder:
    """A saved sentence-transformers `StaticEmbedding`, read with tokenizers, safetensors and numpy."""

    def __init__(self, folder: Path) -> None:
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer

        try:
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            weights = folder / "model.safetensors"
            self._table: Vectors = load_file(weights)["embedding.weight"].astype(np.float32)
            digest = hashlib.sha256(weights.read_bytes() + (folder / "tokenizer.json").read_bytes())
        # tokenizers and safetensors raise bare Exceptions of their own for damaged files
        except Exception as error:
            raise EmbeddingError(
                f"The shipped embedding model in {folder} cannot be read ({error}): run `make model`, "
                "or name another model in CHIDAO_EMBEDDING_MODEL."
            ) from error
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self.name = f"static-{digest.hexdigest()[:12]}"
        self.dimensions = int(self._table.shape[1])

    def embed(self, texts: Sequence[str]) -> Vectors:
        """The mean of the words' vectors, to unit length."""
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        encoded = self._tokenizer.encode_batch([folded(text) for text in texts], add_special_tokens=False)
        for row, words in zip(rows, encoded, strict=True):
            if words.ids:
                row[:] = self._table[words.ids].mean(axis=0)
        return unit(rows)

    def embed_query(self, text: str) -> Vectors:
        """The same as for a passage."""
        row: Vectors = self.embed([text])[0]
        return row


class SentenceEmbedder:
    """Any model sentence-transformers can load, with its prompts for questions and passages."""

    def __init__(self, model: str) -> None:
        from sentence_transformers import SentenceTransformer

        try:
            self._model: Any = SentenceTransformer(model, device="cpu")
        # the hub's errors, OSError, ValueError and what a model's own code raises have no common base
        except Exception as error:
            reason = str(error).strip().splitlines()
            raise EmbeddingError(
                f"The embedding model {model!r} cannot be loaded ({reason[0] if reason else type(error).__name__}): "
                "check CHIDAO_EMBEDDING_MODEL, download the model first, or leave it empty for the shipped one."
            ) from error
        self.name = model + _folder_mark(Path(model))
        self.dimensions = int(self._model.get_embedding_dimension())

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Passages, with the model's document prompt."""
        return self._encode(self._model.encode_document, list(texts))

    def embed_query(self, text: str) -> Vectors:
        """A question, with the model's query prompt."""
        row: Vectors = self._encode(self._model.encode_query, [text])[0]
        return row

    def _encode(self, encode: Callable[..., Any], texts: list[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        texts = [encodable(text) for text in texts]
        return unit(np.asarray(encode(texts, convert_to_numpy=True, show_progress_bar=False), dtype=np.float32))


@cache
def _said_once(sentence: str) -> None:
    log.warning("%s", sentence)


def folded(text: str) -> str:
    """What the static model reads: with and without diacritics the same."""
    return fold(canonical(nfc(encodable(text))))


def encodable(text: str) -> str:
    """`text` without lone surrogates, which tokenizers refuse."""
    return text.encode("utf-8", "replace").decode()


def unit(rows: Vectors) -> Vectors:
    """Rows to length 1; a zero row stays zero."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths > 0, lengths, 1), dtype=np.float32)


def _folder_mark(folder: Path) -> str:
    """Tells two contents of one model folder apart: a retrained model is another collection."""
    if not folder.is_dir():
        return ""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    marks = [(str(path.relative_to(folder)), path.stat().st_size, path.stat().st_mtime_ns) for path in files]
    return "-" + hashlib.sha256(repr(marks).encode()).hexdigest()[:12]
