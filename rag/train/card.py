"""The card of what is learned, `rag/weights/README.md`: `card.md` with its seed, checksum, size and figures filled in."""

import hashlib
from importlib.resources import files
from pathlib import Path

from rag.train.vectors import DIMENSIONS, SEED


def write_card(folder: Path) -> None:
    """Describe the model in `folder` in the README beside it."""
    from safetensors import safe_open

    model = folder / "model.safetensors"
    with safe_open(str(model), framework="numpy") as tensors:
        words = tensors.get_slice(next(iter(tensors.keys()))).get_shape()[0]
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    text = files("rag.train").joinpath("card.md").read_text(encoding="utf-8")
    card = text.format(
        words=words,
        dimensions=DIMENSIONS,
        seed=SEED,
        megabytes=size / 1_000_000,
        learned=(folder.parent / "ranking.txt").read_text(encoding="utf-8").strip(),
        checksum=hashlib.sha256(model.read_bytes()).hexdigest(),
    )
    (folder.parent / "README.md").write_text(card, encoding="utf-8")
