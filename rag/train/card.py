"""The card of what is learned, `rag/weights/README.md`: data, recipe, seed, checksum, size, figures. Filled by `rag.train`."""

import hashlib
from pathlib import Path

from rag.train.vectors import DIMENSIONS, SEED

_CARD = """# What is learned

## static: the shipped embedding model

A sentence-transformers `StaticEmbedding` of {words} words and {dimensions} dimensions, read without torch by
`rag/index/embed.py`. Nothing is fitted: `make model` makes it from this repository alone, the same bytes each time.

- **Data**: the syllables of `corpus/notices`, of the lexicon, and all that Vietnamese spelling allows (folded);
  the English words of `corpus/lexicon/glossary.tsv`.
- **Recipe**: a random direction for each Vietnamese syllable, as long as it is rare (inverse document frequency);
  an English word stands where its translations stand; everyday words are pulled towards official ones.
- **Seed**: {seed}. **Size**: {megabytes:.1f} MB. **sha256** of model.safetensors: `{checksum}`.
- **Limits**: word order is not seen; a word outside the vocabulary counts by its letters. It is the small leg of a
  hybrid: what it counts is `dense` in ranking.json; scores without it stand below ("without vectors") and in README.md of
  the project.

## ranking.json

The weights of the features that rank passages (`rag/search/rank.py`) and that decide whether the best one answers
(`rag/answers/answerable.py`), for Vietnamese and English questions apart.

- **Data**: questions generated over generated notices (`tests/synthetic`), in corpora of 5, 14 and 80 notices, with
  their seeds; no judged question.
- **Recipe**: a linear model with a softmax over the hits of a question; logistic regression for deciding. What a feature
  means is its prior, and evidence never counts the other way. The threshold answers nearly all answerable questions.
  `about`, `slot_margin`, `closer` and `tie` are set by hand.
- **Held out**: a fifth of the templates and of the corpora. First right: how often a right passage stands first where one
  was retrieved; "without": what that loses without a group of features. All of it is generated text: judged
  questions say more (README.md of the project).

```text
{learned}
```
"""


def write_card(folder: Path) -> None:
    """Describe the model in `folder` in the README beside it."""
    from safetensors import safe_open

    model = folder / "model.safetensors"
    with safe_open(str(model), framework="numpy") as tensors:
        words = tensors.get_slice(next(iter(tensors.keys()))).get_shape()[0]
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    card = _CARD.format(
        words=words,
        dimensions=DIMENSIONS,
        seed=SEED,
        megabytes=size / 1_000_000,
        learned=(folder.parent / "ranking.txt").read_text(encoding="utf-8").strip(),
        checksum=hashlib.sha256(model.read_bytes()).hexdigest(),
    )
    (folder.parent / "README.md").write_text(card, encoding="utf-8")
