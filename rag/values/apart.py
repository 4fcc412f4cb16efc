"""What of one sentence is said of each of its values: of the one before a comma, of the one behind it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.models import Fact, FactSubject
from rag.coverage import Rarity, coverage, words_of
from rag.models import Hit, Question, Term
from rag.question.cues import of_matter

EVEN = Rarity({}, 1)  # within one passage every word counts alike
_MARK = re.compile(r"[;,.:]\s|\svà\s|\s?[()]|\s[-–|]\s")


def told_apart(question: Question, hit: Hit, facts: Sequence[Fact]) -> list[float]:
    """How much of what tells the facts from each other is said of each: of the terms that stand beside one and not beside
    another, between the marks around it. Those around the question word count double.
    """
    asked = question.wanted[0]
    terms = dict.fromkeys(of_matter(asked.terms or question.terms), 1) | dict.fromkeys(of_matter(asked.focus), 2)
    pieces = [words_of(hit.passage.text[left:right]) for left, right in _pieces(hit, facts)]
    held = {term: [coverage([term], [(piece, 1.0)], EVEN) for piece in pieces] for term in terms}
    telling = [(worth * len(term.alternatives[0].words), held[term]) for term, worth in terms.items()]
    telling = [(worth, row) for worth, row in telling if max(row) > min(row)]
    whole = sum(worth * max(row) for worth, row in telling)
    return [sum(worth * row[at] for worth, row in telling) / whole if whole else 0.0 for at in range(len(facts))]


def _pieces(hit: Hit, facts: Sequence[Fact]) -> list[tuple[int, int]]:
    """The part of the sentence that each fact stands in, from the mark before it to the mark after it."""
    text, offset = hit.passage.text, hit.passage.start
    in_order = sorted(facts, key=lambda one: one.start)
    ends = [0, *(one.end - offset for one in in_order)]
    starts = [*(one.start - offset for one in in_order), len(text)]
    found = {}
    for at, one in enumerate(in_order):
        before = [mark.end() for mark in _MARK.finditer(text, ends[at], starts[at])]
        after = _MARK.search(text, ends[at + 1], starts[at + 1])
        found[one] = before[-1] if before else ends[at], after.start() if after else starts[at + 1]
    return [found[one] for one in facts]


def shares_of(terms: Sequence[Term], hit: Hit, facts: Sequence[Fact | FactSubject]) -> list[float]:
    """How much of the topic is said of each: after the one before, up to the part of the sentence after it."""
    text = hit.passage.text
    parts = pairwise(edges(hit, facts))
    return [coverage(terms, [(words_of(text[left:right]), 1.0)], EVEN) for left, right in parts]


def edges(hit: Hit, facts: Sequence[Fact | FactSubject]) -> list[int]:
    """Where the parts of the sentence begin and end that each of the values stands in."""
    text, offset = hit.passage.text, hit.passage.start
    stops = [_stop(text, one.end - offset, after.start - offset) for one, after in pairwise(facts)]
    return [0, *stops, len(text)]


def _stop(text: str, end: int, following: int) -> int:
    """Where the next part of the sentence begins between two values."""
    mark = _MARK.search(text, end, following)
    return mark.start() if mark else end
