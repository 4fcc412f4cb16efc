"""Examples to learn from: generated questions, each with the passages retrieved for it and which of them are right.

A folder of corpora: each has notices (`*.txt`) and `questions.jsonl` (question, language, slot, quotes, answerable,
template; see tests/synthetic/questions). Every corpus gets an index of its own, so small and large ones are seen.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from corpus.lexicon import of_notice
from rag.index import Index
from rag.index.embed import load_embedder
from rag.index.refresh import refresh
from rag.models import Hit
from rag.question.reading import read_question
from rag.search.rank import Query
from rag.search.retrieve import retrieve
from rag.search.scope import Scope, scope_of

_DEEPEST = 40  # hits of one question that are learned from
_SAID = {"asked": 0.35, "english": 0.7}
_OVERLAP = 0.5  # of the shorter of quote and passage


class Example(NamedTuple):
    """One question: its hits, which of them are right, and whether any answer is. `template` and `corpus` hold out.

    `weight`: a matter in quite other words than the text's counts less, or the models learn to trust no word.
    """

    query: Query
    scope: Scope
    hits: list[Hit]
    right: list[bool]
    answerable: bool
    template: str
    corpus: str
    why: str
    weight: float


def examples(folder: Path) -> Iterator[Example]:
    """The examples of every corpus in `folder`."""
    corpora = sorted(path for path in folder.iterdir() if (path / "questions.jsonl").exists())
    embedder = load_embedder("")
    for number, corpus in enumerate(corpora, 1):
        print(f"\r{number}/{len(corpora)} {corpus.name}", end="", file=sys.stderr, flush=True)
        with TemporaryDirectory() as data, Index.open(Path(data), embedder) as index:
            refresh(index, corpus)
            for line in (corpus / "questions.jsonl").read_text(encoding="utf-8").splitlines():
                yield from _example(index, json.loads(line), corpus.name)
    print(file=sys.stderr)


def _example(index: Index, one: dict[str, Any], corpus: str) -> Iterator[Example]:
    question = read_question(index, one["question"])
    scope = scope_of(question, index.catalogue())
    if scope.missing or of_notice(question.facet) or one["slot"] == "list":
        return
    query, hits = retrieve(index, question, scope)
    hits = hits[:_DEEPEST]
    if not hits:
        return
    gold = list(_places(index, one["quotes"]))
    right = [_is_right(hit, gold) for hit in hits]
    why, weight = one.get("why") or "", _SAID.get(one["said"], 1.0)
    yield Example(query, scope, hits, right, one["answerable"], one["template"], corpus, why, weight)


def _places(index: Index, quotes: Iterable[dict[str, str]]) -> Iterator[tuple[str, int, int]]:
    """Where the quotes stand in the notices as they are indexed."""
    for quote in quotes:
        notice = index.notice(quote["notice_id"])
        start = notice.text.find(quote["text"])
        if start >= 0:
            yield notice.id, start, start + len(quote["text"])


def _is_right(hit: Hit, gold: Iterable[tuple[str, int, int]]) -> bool:
    passage = hit.passage
    return any(
        passage.notice_id == notice_id
        and min(end, passage.end) - max(start, passage.start)
        >= _OVERLAP * min(end - start, passage.end - passage.start)
        for notice_id, start, end in gold
    )
