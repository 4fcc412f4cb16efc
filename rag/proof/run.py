"""Whether a claim runs as its clause does: beside who does it and by when, it says one stretch of the clause, whole.

"Stops analogue broadcasting to change to digital broadcasting" must not become "stops digital broadcasting", nor "supports
half of it for communes" become "supports half of it". So what a Vietnamese claim says, the bodies of the register, the
words for their parts and the limit of time aside, must stand in the clause without a gap, from one break to another: a
break is an end of the clause, punctuation that ends or opens a part of it (a comma is none), or what was set aside. English has another order: there all
words must be readings of one such stretch, and leave little of it unsaid.
"""

import re
from collections.abc import Collection, Sequence
from functools import cache
from typing import NamedTuple

from corpus.dates import english_dates, find_dates
from corpus.models import Directive
from corpus.names.agencies import body_key, key
from corpus.text import canonical, collapse
from rag.proof.claims import saying
from rag.proof.roles import bodies_in
from rag.proof.words import WORD, english_content, function_words, places_of

_SAID = 0.7  # of the words of a stretch: what an English claim must say
_BREAK = ""
_BREAKS = frozenset(".;:()…")  # a comma ends no part: what comes after it may belong to what is before
_TOKEN = re.compile(rf"⟦[^⟧]*⟧|{WORD.pattern}|[^\w\s]")


class Run(NamedTuple):
    """The words of a text in order, a body as its key, `""` for a break."""

    words: list[str]

    @property
    def bare(self) -> list[str]:
        """The words without breaks, without what says nothing at either end."""
        words = [word for word in self.words if word != _BREAK]
        free = function_words("vi")
        while words and words[0] in free:
            words.pop(0)
        while words and words[-1] in free:
            words.pop()
        return words


def run_of(text: str, row: Directive | None) -> Run:
    """A text as it is compared: bodies of the row, words for their parts, and limits of time set aside as breaks."""
    text = collapse(text)
    bodies = {body_key(name) for name in row.bodies} if row else set()
    marked = canonical(text)
    spans = [(one.start, one.end, f"⟦{'' if one.key in bodies else key(one.name)}⟧") for one in bodies_in(text)]
    spans += [(one.start, one.end, f"⟦{one.value}⟧") for one in (*find_dates(text), *english_dates(text))]
    for start, end, mark in sorted(spans, reverse=True):
        before = marked[:start]
        if mark[1:3].isdigit() and not any(left < end and start < right for left, right, _ in spans if left != start):
            bare = _before_day().sub("", before)
            mark, before = ("⟦⟧", bare) if bare != before else (mark, before)
        marked = f"{before} {mark} {marked[end:]}"
    marked = _aside().sub(" ⟦⟧ ", marked)
    words = [_BREAK if one == "⟦⟧" or one in _BREAKS else one for one in _TOKEN.findall(marked)]
    return Run([_BREAK, *(one for one in words if one == _BREAK or one[0] == "⟦" or one[0].isalnum()), _BREAK])


def parts_alone(text: str, language: str, row: Directive | None) -> bool:
    """True where `text` says no more than which body has which part: no matter, no day, no figure."""
    if language != "en":
        return not run_of(text, row).bare
    bare = _without(collapse(text), [(one.start, one.end) for one in bodies_in(collapse(text))])
    return not english_content(bare) and not re.search(r"\d", bare)


def torn(text: str, language: str, clauses: Sequence[str], row: Directive | None) -> tuple[str, ...]:
    """The words of `text` that are no whole stretch of any of the clauses; nothing where they are."""
    if language == "en":
        wanted = english_content(_without_marks(text, row))
        return () if any(_torn_english(wanted, run_of(clause, row)) == () for clause in clauses) else tuple(wanted[:6])
    said = run_of(text, row).bare
    return () if any(_holds(run_of(clause, row), said) for clause in clauses) else tuple(said[:8])


def _holds(clause: Run, said: Sequence[str]) -> bool:
    words = [(word, at) for at, word in enumerate(clause.words) if word != _BREAK]
    bare = [word for word, _ in words]
    for at in range(len(bare) - len(said) + 1):
        if bare[at : at + len(said)] == list(said):
            first, last = (words[at][1], words[at + len(said) - 1][1]) if said else (0, 0)
            if not said or (_opens(clause.words, first) and _closes(clause.words, last)):
                return True
    return False


def _opens(words: Sequence[str], at: int) -> bool:
    """True where nothing but words that say nothing stands between a break and word `at`."""
    return _reaches_break(words, range(at - 1, -1, -1))


def _closes(words: Sequence[str], at: int) -> bool:
    return words[at + 1] == _BREAK


def _reaches_break(words: Sequence[str], places: Collection[int]) -> bool:
    free = function_words("vi")
    for at in places:
        if words[at] == _BREAK:
            return True
        if words[at] not in free:
            return False
    return True


def _torn_english(wanted: Sequence[str], clause: Run) -> tuple[str, ...]:
    words = clause.words
    found = [(word, set(places_of(word, words))) for word in wanted]
    if not found:
        return ()
    said = set().union(*(places for _, places in found))
    content = {at for at, word in enumerate(words) if word != _BREAK and word not in function_words("vi")}
    breaks = [at for at, word in enumerate(words) if word == _BREAK]
    for number, start in enumerate(breaks):
        for end in breaks[number + 1 :]:
            stretch = content & set(range(start, end))
            if stretch and all(places & stretch for _, places in found) and len(stretch & said) >= _SAID * len(stretch):
                return ()
    return tuple(word for word, _ in found[:6])


def _without_marks(text: str, row: Directive | None) -> str:
    """An English text without its bodies and days: those are compared as what they name."""
    text = collapse(text)
    spans = [(one.start, one.end) for one in bodies_in(text)]
    spans += [(one.start, one.end) for one in (*find_dates(text), *english_dates(text))]
    return _without(text, spans)


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return text


@cache
def _before_day() -> re.Pattern[str]:
    return re.compile(f"(?:{saying()['until']}|{saying()['since']})")


@cache
def _aside() -> re.Pattern[str]:
    """Words for the part of a body, and what frames a statement."""
    phrases = sorted((*saying()["role_words_vi"], *saying()["frames_vi"]), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)")
