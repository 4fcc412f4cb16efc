"""Whether a claim runs as its clause does: what is left out is left out whole.

"Stops analogue broadcasting to change to digital broadcasting" must not become "stops digital broadcasting" although all
its words, in this order, are there. In Vietnamese a claim may leave its clause, and enter it again, only where the clause
has punctuation, a word that says nothing of its own, a body or a day. English has another order: there, all words must
be readings of one such stretch of the clause, and leave little of it unsaid.
"""

import re
from collections.abc import Sequence
from functools import cache

from corpus.text import canonical, nfc
from rag.claim_words import english_content, function_words, places_of, tokens, without_entities
from rag.claims import saying

_SAID = 0.7  # of the words of a stretch: what an English claim must say
_PART = re.compile(r"[^\w\s]")


def torn(text: str, language: str, clause: str) -> tuple[str, ...]:
    """The words at which `text` leaves its clause where it must not."""
    return _torn_english(text, clause) if language == "en" else _torn_vietnamese(text, clause)


def _torn_vietnamese(text: str, clause: str) -> tuple[str, ...]:
    there = _with_breaks(clause)
    content = [word for word in _with_breaks(text) if word and word in there and word not in function_words("vi")]
    if not content:
        return ()
    after = {at for at in range(len(there)) if at + 1 == len(there) or _is_break(there[at + 1])}
    before = {at for at in range(len(there)) if at == 0 or _is_break(there[at - 1])}
    reached = {at for at, word in enumerate(there) if word == content[0] and at in before}
    for word in content[1:]:
        if not reached:
            break
        first_leave = min((at for at in reached if at in after), default=len(there))
        goes_on = {_following(there, at) for at in reached}
        enters = {at for at in before if at > first_leave}
        reached = {at for at, one in enumerate(there) if one == word and (at in goes_on or at in enters)}
    return () if reached & after else (" ".join(content[:6]),)


def _following(there: Sequence[str], at: int) -> int:
    """The next word of the clause that says something."""
    return next((n for n in range(at + 1, len(there)) if not _is_break(there[n])), -1)


def _is_break(word: str) -> bool:
    return not word or word in function_words("vi")


@cache
def _before_day() -> re.Pattern[str]:
    return re.compile(f"(?:{saying()['until']}|{saying()['since']})")


def _with_breaks(text: str) -> list[str]:
    """The words of a Vietnamese text; empty where punctuation, a body or a day stands."""
    words: list[str] = []
    bare = canonical(nfc(without_entities(text)))
    bare = re.sub(r"[^|]+(?=\|{8})", lambda match: _before_day().sub("|", match[0]), bare)
    for part in _PART.split(bare):
        words += ["", *tokens(part)]
    return words[1:]


def _torn_english(text: str, clause: str) -> tuple[str, ...]:
    there = _with_breaks(clause)
    wanted = [(word, set(places_of(word, there))) for word in english_content(without_entities(text))]
    wanted = [(word, places) for word, places in wanted if places]
    if not wanted:
        return ()
    said = set().union(*(places for _, places in wanted))
    first, last = min(max(places) for _, places in wanted), max(min(places) for _, places in wanted)
    starts = [at for at in range(len(there)) if not _is_break(there[at]) and (at == 0 or _is_break(there[at - 1]))]
    for start in (at for at in starts if at <= first):
        for end in range(max(last, start), len(there)):
            if _is_break(there[end]) or (end + 1 < len(there) and not _is_break(there[end + 1])):
                continue
            stretch = {at for at in range(start, end + 1) if not _is_break(there[at])}
            if all(places & stretch for _, places in wanted) and len(stretch & said) >= _SAID * len(stretch):
                return ()
    return tuple(word for word, _ in wanted[:6])
