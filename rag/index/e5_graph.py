"""The network of a small BERT as an ONNX model that onnxruntime runs at 4 bits, written by hand.

An ONNX model is a protocol buffer: each field is its number and kind, then a number or a length and bytes. Here are the
fields this one network needs (onnx.proto: ModelProto, GraphProto, NodeProto, TensorProto); the operations that read weights at
4 bits are onnxruntime's own (com.microsoft).
"""

import struct

import numpy as np
from numpy.typing import NDArray

from rag.index.e5_file import BLOCK, E5File

_OWN = "com.microsoft"
_KINDS = {"float32": 1, "uint8": 2}


def graph(file: E5File) -> bytes:
    """From `rows` [texts, pieces, hidden], all texts of one length, to the rows of the last layer."""
    return _Graph(file).written()


class _Graph:
    """Nodes and tensors are written as they are named."""

    def __init__(self, file: E5File) -> None:
        self._file = file
        self._nodes: list[bytes] = []
        self._tensors: list[bytes] = []

    def written(self) -> bytes:
        """Layer upon layer."""
        sizes, rows = self._file.sizes, "rows"
        for layer in range(sizes.layers):
            at = f"l{layer}."
            each = [self._product(f"{at}{part}", rows, sizes.hidden) for part in "qkv"]
            mixed = self._node("MultiHeadAttention", each, f"{at}mixed", num_heads=sizes.heads)
            rows = self._normed(f"{at}aln", rows, self._product(f"{at}ao", mixed, sizes.hidden))
            inner = self._node("Gelu", [self._product(f"{at}fi", rows, sizes.hidden)], f"{at}inner")
            rows = self._normed(f"{at}oln", rows, self._product(f"{at}fo", inner, sizes.inner))
        body = b"".join(_field(1, node) for node in self._nodes) + _field(2, "e5")
        body += b"".join(_field(5, tensor) for tensor in self._tensors)
        body += _field(11, _value("rows", sizes.hidden))
        body += _field(12, _value(rows, sizes.hidden))
        return _field(1, 8) + _field(7, body) + _field(8, _field(1, "") + _field(2, 17)) + _field(8, _operations())

    def _product(self, name: str, rows: str, columns: int) -> str:
        """Rows times a matrix of 4 bits, whose neighbours share a byte here, and a bias."""
        halves, scales = self._file.blocks(f"{name}.w", columns)
        matrix = self._tensor(f"{name}.w", halves[..., ::2] | halves[..., 1::2] << 4)
        taken = [rows, matrix, self._tensor(f"{name}.scales", scales.ravel()), "", "", self._numbers(f"{name}.b")]
        how = {"K": columns, "N": len(halves), "bits": 4, "block_size": BLOCK}
        return self._node("MatMulNBits", taken, f"{name}.out", **how)

    def _normed(self, name: str, rows: str, added: str) -> str:
        taken = [rows, added, self._numbers(f"{name}.w"), self._numbers(f"{name}.b")]
        return self._node("SkipLayerNormalization", taken, f"{name}.out", epsilon=self._file.epsilon)

    def _node(self, operation: str, taken: list[str], given: str, **how: float) -> str:
        fields = b"".join(_field(1, one) for one in taken) + _field(2, given) + _field(4, operation)
        self._nodes.append(fields + b"".join(_field(5, _setting(*one)) for one in how.items()) + _field(7, _OWN))
        return given

    def _numbers(self, name: str) -> str:
        return self._tensor(name, self._file.numbers(name))

    def _tensor(self, name: str, values: NDArray[np.generic]) -> str:
        shape = b"".join(_field(1, size) for size in values.shape)
        kind = _field(2, _KINDS[values.dtype.name])
        self._tensors.append(shape + kind + _field(8, name) + _field(9, values.tobytes()))
        return name


def _operations() -> bytes:
    return _field(1, _OWN) + _field(2, 1)


def _value(name: str, hidden: int) -> bytes:
    """A name, its kind and its sizes: the first two are left open."""
    shape = _field(1, _field(2, "texts")) + _field(1, _field(2, "pieces")) + _field(1, _field(1, hidden))
    return _field(1, name) + _field(2, _field(1, _field(1, _KINDS["float32"]) + _field(2, shape)))


def _setting(name: str, value: float) -> bytes:
    if isinstance(value, int):
        return _field(1, name) + _field(3, value) + _field(20, 2)
    return _field(1, name) + _varint(2 << 3 | 5) + struct.pack("<f", value) + _field(20, 1)


def _field(number: int, value: int | str | bytes) -> bytes:
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    content = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _varint(number: int) -> bytes:
    """Seven bits a byte, the lowest first; the eighth says that more follow."""
    written = bytearray()
    while number > 127:
        written.append(number & 127 | 128)
        number >>= 7
    return bytes([*written, number])
