"""Examples to learn from: questions, each with the passages retrieved for it and which of them are right.

A folder of corpora: each has notices (`*.txt`) and `questions.jsonl` (question, slot, quotes, answerable, said, why,
template; see tests/synthetic/questions and tests/written_questions.py). Every corpus gets an index of its own, so small and large ones are seen.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from corpus.lexicon import of_notice
from corpus.models import Facet
from corpus.text import nfc
from rag.answers.admissible import of_the_body, of_what_is_asked
from rag.answers.answerable import looked_into
from rag.index import Index
from rag.index.embed import load_embedder
from rag.index.refresh import refresh
from rag.models import Hit
from rag.question.reading import read_question
from rag.search.rank import Query
from rag.search.retrieve import retrieve
from rag.search.scope import scope_of
from rag.train.answering import Weighed

_DEEPEST = 40  # hits of one question that are learned from
_SAID = {"asked": 0.35, "english": 0.7}
_OVERLAP = 0.5  # of the shorter of quote and passage
_CORRECTED = ("swapped_role", "other_body")  # a wrong premise is corrected, not refused


class Example(NamedTuple):
    """One question: its hits, which of them are right, and whether any answer is. `template` and `corpus` are held out by.

    `weight`: a matter in quite other words than the text's counts less, or the models learn to trust no word.
    """

    query: Query
    hits: list[Hit]
    right: list[bool]
    answerable: bool
    template: str
    corpus: str
    weight: float


def examples(folder: Path) -> Iterator[Example]:
    """What the ranking is learned from, of every corpus in `folder`."""
    for corpus, index, one in _asked(folder):
        question = read_question(index, one["question"])
        scope = scope_of(question, index.originals())
        if scope.missing or of_notice(question.facet) or one["slot"] == "list":
            continue
        query, hits = retrieve(index, question, scope)
        hits = hits[:_DEEPEST]
        if hits:
            gold = list(_places(index, one["quotes"]))
            right = [_is_right(hit, gold) for hit in hits]
            weight = _SAID.get(one["said"], 1.0)
            yield Example(query, hits, right, one["answerable"], one["template"], corpus, weight)


def learned_from(folder: Path, weight: float) -> Iterator[Weighed]:
    """What deciding is learned from, of every corpus in `folder`; each counts `weight`."""
    for _, index, one in _asked(folder):
        question = read_question(index, one["question"])
        scope = scope_of(question, index.originals())
        away = scope.missing or of_notice(question.facet) or question.listing or one["slot"] == "list"
        named = question.facet is Facet.LEAD and question.sort  # decided otherwise
        if away or named or one["why"] in _CORRECTED:
            continue
        query, hits = retrieve(index, question, scope)
        admitted = of_the_body(question, of_what_is_asked(index, query, scope, hits))
        if admitted and not query.numbers:
            gold = list(_places(index, one["quotes"]))
            rows, looked_at = zip(*looked_into(index, query, admitted), strict=True)
            right = [_is_right(hit, gold) for hit in looked_at]
            yield Weighed(rows, right, one["answerable"], weight * _SAID.get(one["said"], 1.0))


def _asked(folder: Path) -> Iterator[tuple[str, Index, dict[str, Any]]]:
    """Every question of every corpus, with the index of its notices, which is kept beside the folder: they are read once."""
    corpora = sorted(path for path in folder.iterdir() if (path / "questions.jsonl").exists())
    embedder = load_embedder("")
    for number, corpus in enumerate(corpora, 1):
        print(f"\r{folder.name}: {number}/{len(corpora)} {corpus.name}", end="", file=sys.stderr, flush=True)
        with Index.open(folder.with_name(f"{folder.name}.index") / corpus.name, embedder) as index:
            refresh(index, corpus)
            for line in (corpus / "questions.jsonl").read_text(encoding="utf-8").splitlines():
                yield corpus.name, index, json.loads(line)
    print(file=sys.stderr)


def _places(index: Index, quotes: Iterable[dict[str, str]]) -> Iterator[tuple[str, int, int]]:
    """Where the quotes stand in the notices as they are indexed."""
    for quote in quotes:
        notice = index.notice(quote["notice_id"])
        words = (re.escape(word) for word in nfc(quote["text"]).split())
        if found := re.search(r"\s+".join(words), notice.text):
            yield notice.id, found.start(), found.end()


def _is_right(hit: Hit, gold: Iterable[tuple[str, int, int]]) -> bool:
    passage = hit.passage
    return any(
        passage.notice_id == notice_id
        and min(end, passage.end) - max(start, passage.start)
        >= _OVERLAP * min(end - start, passage.end - passage.start)
        for notice_id, start, end in gold
    )
