"""Of several values in one passage: how much the words around each are about the matter."""

from collections.abc import Sequence
from itertools import pairwise

from rag.coverage import Rarity, coverage, words_of
from rag.models import Question

Slice = tuple[int, int]
_EVEN = Rarity({}, 1)  # within one passage every word counts alike


def shares(question: Question, text: str, spans: Sequence[Slice]) -> list[float]:
    """For each span of `text`, in order: the share of the topic that stands between the one before and the one after."""
    stops = [*(_stop(text, end, following) for (_, end), (following, _) in pairwise(spans)), len(text)]
    edges = [0, *stops[:-1]]
    return [
        coverage(question.terms, [(words_of(text[edge:stop]), 1.0)], _EVEN)
        for edge, stop in zip(edges, stops, strict=True)
    ]


def _stop(text: str, end: int, following: int) -> int:
    """Where what belongs to a value ends: where the next part of the sentence begins, before the value that follows."""
    found = [at for mark in (";", ",", ". ", " và ") if (at := text.find(mark, end, following)) >= 0]
    return min(found, default=end)
