"""How far an embedding model finds sentences by itself: a handful of questions over two notices that come with the product.

Mean reciprocal rank (Voorhees 1999): the mean of 1/rank of the sentence that is meant. Ranks 1 and 2 give (1 + 1/2) / 2 = 0.75.
"""

from importlib.resources import files

import yaml

from corpus.parse import parse
from corpus.passages import passages
from rag.index.embed import Embedder


def ranks(embedder: Embedder) -> list[int]:
    """The place of each sentence among those of both notices, by the cosine alone; 1 is the first."""
    asked = yaml.safe_load((files("rag.evaluate") / "nearness.yaml").read_text(encoding="utf-8"))
    found = []
    texts: list[str] = []
    for notice_id in asked:
        text = (files("corpus") / "notices" / f"{notice_id}.txt").read_text(encoding="utf-8")
        texts += [passage.text for passage in passages(parse(notice_id, text))]
    rows = embedder.embed(texts)
    for one in (one for those in asked.values() for one in those):
        cosines = rows @ embedder.embed_query(one["question"])
        best = max(cosine for text, cosine in zip(texts, cosines, strict=True) if one["sentence"] in text)
        found.append(1 + int((cosines > best).sum()))
    return found


def mean_reciprocal(ranks: list[int]) -> float:
    """1 where every sentence stands first."""
    return sum(1 / rank for rank in ranks) / len(ranks)
