"""The slot a question asks for, and the flags beside it, by the cue words of the lexicon."""

import re
from functools import cache
from typing import NamedTuple

from corpus.lexicon import questions
from rag.models import Slot


class Asked(NamedTuple):
    """What is asked, and the spans of the words that ask it (they carry no topic)."""

    slot: Slot
    listing: bool
    yes_no: bool
    comparison: bool
    spans: tuple[tuple[int, int], ...]


def asked(folded: str) -> Asked:
    """What a question in folded words asks for."""
    slot, spans = Slot.FACT, []
    for name, pattern in _slots().items():
        if match := pattern.search(folded):
            slot = Slot(name)
            spans.append(match.span())
            break
    yes_no = flag("yes_no", folded)
    if yes_no and slot in (Slot.TASK, Slot.LEAD):
        slot = Slot.FACT
    return Asked(slot, flag("listing", folded), yes_no, flag("comparison", folded), tuple(spans))


def flag(name: str, folded: str) -> bool:
    """True where the question carries the cue words of that name."""
    return _flag(name).search(folded) is not None


@cache
def _slots() -> dict[str, re.Pattern[str]]:
    return {name: re.compile("|".join(f"(?:{pattern})" for pattern in patterns)) for name, patterns in questions()["slots"].items()}


@cache
def _flag(name: str) -> re.Pattern[str]:
    return re.compile(questions()[name])
