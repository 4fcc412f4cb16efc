"""`python -m tests.bench.xquad [FOLDER] [--model NAME] [--paragraphs N]`: the product's own retrieval on text nobody here wrote.

The 240 Vietnamese paragraphs of XQuAD become notices of a temporary index; each of the 1,190 questions should find its
own paragraph. A paragraph ranks by the best of its passages. Nothing of it is shipped or learned from. `--model` is what
CHIDAO_EMBEDDING_MODEL may be; below each line stand its vectors alone, without words and ranking; `--paragraphs` takes the
first N and their questions.

recall@k: the share of questions whose paragraph is among the first k. MRR@10: the mean of 1/rank, 0 below rank 10; ranks
1, 2 and none give (1 + 1/2 + 0) / 3 = 0.5.
"""

import json
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np

from corpus.models import Item, Notice
from corpus.passages import passages
from corpus.text import collapse, nfc, unaccented
from rag.index import Index
from rag.index.embed import Embedder, load_embedder
from rag.index.index import Addition
from rag.index.records import Origin
from rag.question import cleaned, understand
from rag.search.retrieve import retrieve
from rag.search.scope import Scope

FOLDER = Path(__file__).parents[3] / "shared" / "eval" / "xquad"
_DEEPEST = 10
_FAILURES = 10
Ranking = Callable[[str], list[str]]


class Asked(NamedTuple):
    """A question and the id of the notice made of its paragraph."""

    question: str
    wanted: str


def main(arguments: list[str]) -> None:
    """The figures of the three ways to ask; with `--failures` ten questions of each that did not find theirs first."""
    options = ArgumentParser()
    options.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    options.add_argument("--model", default="")
    options.add_argument("--paragraphs", type=int)
    options.add_argument("--failures", action="store_true")
    given = options.parse_args(arguments)
    folder, failures = given.folder, given.failures
    files = [folder / f"xquad.{language}.json" for language in ("vi", "en")]
    missing = [path for path in files if not path.is_file()]
    if missing:
        print(f"XQuAD is not measured: {missing[0]} is not there; name the folder that holds it.")
        return
    texts, vietnamese = _read(files[0], given.paragraphs)
    _, english = _read(files[1], given.paragraphs)
    embedder = load_embedder(given.model)
    with TemporaryDirectory() as data, Index.open(Path(data), embedder) as index:
        began = time.perf_counter()
        for notice_id, text in texts.items():
            notice = _notice(notice_id, text)
            index.add(Addition(notice, passages(notice), Origin(notice_id, f"{notice_id}.txt")))
        print(
            f"{embedder.name}: {len(texts)} paragraphs, {len(index)} passages, indexed in {time.perf_counter() - began:.1f} s"
        )
        alone = _nearest(index, embedder)
        print(f"{'':20}{'n':>6}{'recall@1':>10}{'recall@5':>10}{'MRR@10':>8}{'ms p50':>8}{'ms p95':>8}")
        for name, asked, form in (
            ("Vietnamese", vietnamese, str),
            ("without diacritics", vietnamese, unaccented),
            ("English", english, str),
        ):
            _measure(partial(ranked, index), name, asked, form, failures=failures)
            _measure(alone, "  vectors alone", asked, form)


def _measure(
    way: Ranking, name: str, asked: Iterable[Asked], form: Callable[[str], str], *, failures: bool = False
) -> None:
    ranks: list[int] = []
    taken: list[float] = []
    failed: list[str] = []
    for question, wanted in asked:
        text = form(question)
        began = time.perf_counter()
        found = way(text)
        taken.append(1_000 * (time.perf_counter() - began))
        ranks.append(found.index(wanted) + 1 if wanted in found[:_DEEPEST] else 0)
        if ranks[-1] != 1 and len(failed) < _FAILURES:
            failed.append(f"  rank {ranks[-1] or '-'}: {text}\n    wanted {wanted}, found {found[0] if found else '-'}")
    taken.sort()
    first, fifth = (sum(0 < rank <= k for rank in ranks) / len(ranks) for k in (1, 5))
    reciprocal = sum(1 / rank for rank in ranks if rank) / len(ranks)
    print(
        f"{name:20}{len(ranks):6}{100 * first:10.1f}{100 * fifth:10.1f}{reciprocal:8.3f}"
        f"{taken[len(taken) // 2]:8.1f}{taken[int(len(taken) * 0.95)]:8.1f}"
    )
    if failures:
        print("\n".join(failed))


def ranked(index: Index, text: str) -> list[str]:
    """The paragraphs by their best passages, as `Answerer` looks for them."""
    _, hits = retrieve(index, understand(cleaned(text)), Scope(None))
    return list(dict.fromkeys(hit.passage.notice_id for hit in hits))


def _nearest(index: Index, embedder: Embedder) -> Ranking:
    """The paragraphs by the cosine of their nearest passages."""
    owners = [notice_id for notice_id in index.ids() for _ in index.passages(notice_id)]
    rows = embedder.embed([passage.text for notice_id in index.ids() for passage in index.passages(notice_id)])

    def near(text: str) -> list[str]:
        order = np.argsort(-(rows @ embedder.embed_query(text)), kind="stable")
        return list(dict.fromkeys(owners[place] for place in order))

    return near


def _notice(notice_id: str, text: str) -> Notice:
    """A paragraph as a notice without a header: one item."""
    return Notice(id=notice_id, text=text, items=(Item(path="", text=text, start=0, end=len(text)),))


def _read(path: Path, limit: int | None = None) -> tuple[dict[str, str], list[Asked]]:
    """The paragraphs by id, and the questions; of the first `limit` alone."""
    texts: dict[str, str] = {}
    asked: list[Asked] = []
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            notice_id = f"p{len(texts) + 1:03}"
            texts[notice_id] = collapse(nfc(paragraph["context"]))
            asked += [Asked(one["question"], notice_id) for one in paragraph["qas"]]
    kept = dict(list(texts.items())[:limit])
    return kept, [one for one in asked if one.wanted in kept]


if __name__ == "__main__":
    main(sys.argv[1:])
