"""Whether a claim runs as its clause does: beside who does it and by when, it says one stretch of the clause, whole.

"Stops analogue broadcasting to change to digital broadcasting" must not become "stops digital broadcasting", nor "supports
half of it for communes" become "supports half of it". So what a Vietnamese claim says, the bodies of the register, the
words for their parts and the limit of time aside, must stand in the clause without a gap, from one break to another: a
break is an end of the clause, punctuation that ends or opens a part of it (a comma is none), or what was set aside. English has another order: there all
words must be readings of one such stretch, and leave little of it unsaid.
"""

import re
from collections.abc import Sequence
from functools import cache

from corpus.models import Directive
from corpus.names.agencies import body_key, key
from corpus.text import canonical, collapse
from rag.proof.claims import saying
from rag.proof.entities import bodies_in, days_in, without
from rag.proof.words import WORD, english_content, function_words, places_of

_SAID = 0.7  # of the words of a stretch: what an English claim must say
_BREAK = "⟦⟧"  # as what has a value of its own is written, ⟦its key⟧, without one
_BREAKS = frozenset(".;:()…")  # a comma ends no part: what comes after it may belong to what is before
_TOKEN = re.compile(rf"⟦[^⟧]*⟧|{WORD.pattern}|[^\w\s]")


def parts_alone(text: str, language: str, row: Directive | None) -> bool:
    """True where `text` says no more than which body has which part: no matter, no day, no figure."""
    if language != "en":
        return not _bare(_run(text, row))
    bare = without(collapse(text), bodies_in(collapse(text)))
    return not english_content(bare) and not re.search(r"\d", bare)


def torn(text: str, language: str, clauses: Sequence[str], row: Directive | None) -> tuple[str, ...]:
    """The words of `text` that are no whole stretch of any of the clauses; nothing where they are."""
    runs = [_run(clause, row) for clause in clauses]
    if language == "en":
        text = collapse(text)
        wanted = english_content(without(text, [*bodies_in(text), *days_in(text)]))
        return () if any(_has_readings(run, wanted) for run in runs) else tuple(wanted[:6])
    said = _bare(_run(text, row))
    return () if any(_has(run, said) for run in runs) else tuple(said[:8])


def _run(text: str, row: Directive | None) -> list[str]:
    """The words of a text in order, a body as its key, with breaks: its ends, the marks that end a part, and where a body of
    the row, words for its part or a limit of time were set aside.
    """
    text = collapse(text)
    own = {body_key(name) for name in row.bodies} if row else set()
    bodies = bodies_in(text)
    marks = [(one.start, one.end, _BREAK if one.key in own else f"⟦{key(one.name)}⟧") for one in bodies]
    for day in days_in(text):
        apart = not any(one.start < day.end and day.start < one.end for one in bodies)
        limit = _before_day().search(canonical(text[: day.start])) if apart else None
        marks.append((limit.start(), day.end, _BREAK) if limit else (day.start, day.end, f"⟦{day.value}⟧"))
    marked = canonical(text)
    for start, end, mark in sorted(marks, reverse=True):
        marked = f"{marked[:start]} {mark} {marked[end:]}"
    tokens = [_BREAK if one in _BREAKS else one for one in _TOKEN.findall(_aside().sub(f" {_BREAK} ", marked))]
    return [_BREAK, *(one for one in tokens if one[0] == "⟦" or one[0].isalnum()), _BREAK]


def _bare(run: Sequence[str]) -> list[str]:
    """The words without breaks, without what says nothing at either end."""
    words = [word for word in run if word != _BREAK]
    saying_something = [at for at, word in enumerate(words) if word not in function_words("vi")]
    return words[saying_something[0] : saying_something[-1] + 1] if saying_something else []


def _has(run: Sequence[str], said: Sequence[str]) -> bool:
    """True where `said` stands in the run from one break to another, but for words that say nothing before it."""
    free = "|".join(map(re.escape, function_words("vi")))
    words = f"(?: {_BREAK})* ".join(map(re.escape, said))
    return not said or re.search(f"{_BREAK}(?: (?:{free}))* {words} {_BREAK}", " ".join(run)) is not None


def _has_readings(run: Sequence[str], wanted: Sequence[str]) -> bool:
    """True where a stretch from one break to another has a reading of each English word, and little beside them."""
    found = [set(places_of(word, run)) for word in wanted]
    said = set().union(*found)
    content = {at for at, word in enumerate(run) if word != _BREAK and word not in function_words("vi")}
    breaks = [at for at, word in enumerate(run) if word == _BREAK]
    stretches = (content & set(range(start, end)) for n, start in enumerate(breaks) for end in breaks[n + 1 :])
    return not wanted or any(
        stretch and all(places & stretch for places in found) and len(stretch & said) >= _SAID * len(stretch)
        for stretch in stretches
    )


@cache
def _before_day() -> re.Pattern[str]:
    return re.compile(f"(?:{saying()['until']}|{saying()['since']})")


@cache
def _aside() -> re.Pattern[str]:
    """Words for the part of a body, and what frames a statement."""
    phrases = sorted((*saying()["role_words_vi"], *saying()["frames_vi"]), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)")
