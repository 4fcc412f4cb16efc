"""What fills a slot."""

from collections.abc import Sequence

from corpus.models import Fact, Value
from rag.coverage import words_of
from rag.models import Term


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
