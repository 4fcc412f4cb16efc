"""`python -m tests.bench.xquad [FOLDER]`: the product's own retrieval on text nobody here wrote.

The 240 Vietnamese paragraphs of XQuAD become notices of a temporary index; each of the 1,190 questions should find its
own paragraph. A paragraph ranks by the best of its passages. Nothing of it is shipped or learned from.

recall@k: the share of questions whose paragraph is among the first k. MRR@10: the mean of 1/rank, 0 below rank 10; ranks
1, 2 and none give (1 + 1/2 + 0) / 3 = 0.5.
"""

import json
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from corpus.models import Item, Notice
from corpus.passages import passages
from corpus.text import collapse, nfc, unaccented
from rag.index import Index
from rag.index.embed import load_embedder
from rag.index.index import Addition
from rag.index.records import Origin
from rag.question import cleaned, understand
from rag.search.retrieve import retrieve
from rag.search.scope import Scope

FOLDER = Path(__file__).parents[3] / "shared" / "eval" / "xquad"
_DEEPEST = 10
_FAILURES = 10


class Asked(NamedTuple):
    """A question and the id of the notice made of its paragraph."""

    question: str
    wanted: str


def main(arguments: list[str]) -> None:
    """The figures of the three ways to ask; with `--failures` ten questions of each that did not find theirs first."""
    failures = "--failures" in arguments
    named = [one for one in arguments if not one.startswith("-")]
    folder = Path(named[0]) if named else FOLDER
    files = [folder / f"xquad.{language}.json" for language in ("vi", "en")]
    missing = [path for path in files if not path.is_file()]
    if missing:
        print(f"XQuAD is not measured: {missing[0]} is not there; name the folder that holds it.")
        return
    texts, vietnamese = _read(files[0])
    _, english = _read(files[1])
    with TemporaryDirectory() as data, Index.open(Path(data), load_embedder("")) as index:
        began = time.perf_counter()
        for notice_id, text in texts.items():
            notice = _notice(notice_id, text)
            index.add(Addition(notice, passages(notice), Origin(notice_id, f"{notice_id}.txt")))
        print(f"{len(texts)} paragraphs, {len(index)} passages, indexed in {time.perf_counter() - began:.1f} s")
        print(f"{'':20}{'n':>6}{'recall@1':>10}{'recall@5':>10}{'MRR@10':>8}{'ms p50':>8}{'ms p95':>8}")
        _measure(index, "Vietnamese", vietnamese, failures=failures)
        _measure(index, "without diacritics", vietnamese, unaccented, failures=failures)
        _measure(index, "English", english, failures=failures)


def _measure(
    index: Index, name: str, asked: Iterable[Asked], form: Callable[[str], str] = str, *, failures: bool
) -> None:
    ranks: list[int] = []
    taken: list[float] = []
    failed: list[str] = []
    for question, wanted in asked:
        text = form(question)
        began = time.perf_counter()
        found = ranked(index, text)
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


def _notice(notice_id: str, text: str) -> Notice:
    """A paragraph as a notice without a header: one item."""
    return Notice(id=notice_id, text=text, items=(Item(path="", text=text, start=0, end=len(text)),))


def _read(path: Path) -> tuple[dict[str, str], list[Asked]]:
    """The paragraphs by id, and the questions."""
    texts: dict[str, str] = {}
    asked: list[Asked] = []
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            notice_id = f"p{len(texts) + 1:03}"
            texts[notice_id] = collapse(nfc(paragraph["context"]))
            asked += [Asked(one["question"], notice_id) for one in paragraph["qas"]]
    return texts, asked


if __name__ == "__main__":
    main(sys.argv[1:])
