"""What fills a slot."""

from collections.abc import Sequence

from corpus.models import Fact, Value
from rag.coverage import words_of
from rag.models import Hit, Term


class Filled(Value):
    """What fills a slot: names or phrases in the order of the text, their role, and the slice that proves them."""

    values: tuple[str, ...] = ()
    role: str = ""
    start: int
    end: int


def counts(noun: Sequence[Term], fact: Fact, language: str) -> bool:
    """True where the figure counts the noun: its first word stands in what is counted; in English any of its words."""
    said = words_of(fact.value).single
    heads = noun if language == "en" else noun[:1]
    return any(one.words[0] in said for term in heads for one in term.alternatives)


def values_of(facts: Sequence[Fact]) -> tuple[str, ...]:
    """Each value once."""
    return tuple(dict.fromkeys(fact.value for fact in facts))


def whole(hit: Hit, *values: str, role: str = "") -> Filled:
    """Proved by the passage, which itself is the answer where no value is singled out."""
    return Filled(values=values, role=role, start=hit.passage.start, end=hit.passage.end)
