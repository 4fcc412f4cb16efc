"""The part that a question supposes a body to have: that it leads, that it helps another one."""

from collections.abc import Collection
from functools import cache

from corpus.lexicon import marks
from corpus.models import Facet
from corpus.names.agencies import find_agencies
from corpus.phrases import words
from corpus.text import fold
from rag.question.tags import Tagged, tags_of, unmarked

_DENYING = frozenset(("chang", "khong", "not"))


def roles_in(
    text: str, language: str, bodies: Collection[str], places: Collection[int] = ()
) -> tuple[tuple[str, Facet], ...]:
    """Each body that a part is said of, in order: "Sở A chủ trì", "Sở A và Sở B phối hợp", "chủ trì là Sở A".

    Who does something *with* another body may lead or help it, so nothing is said of either, unless it is said who leads.
    `places`: where in the text something else is named, as the province of a body.
    """
    tags = tags_of("whether", text, language)
    parts = [one for one in tags.tagged if one.has("lead") or one.has("helps")]
    named = [one for one in find_agencies(words(fold(text))) if one[2].name in bodies] if parts else []
    bare = unmarked(tags.words)
    beside, joins, naming = ({one.first for one in tags.of(mark)} for mark in ("beside", "joins", "naming"))
    starts = {first for first, _, _ in named}
    found: dict[int, Facet] = {}
    for part in parts:  # chủ trì là Sở A
        if part.after in naming and part.after + 1 in starts:
            found[part.after + 1] = _part(part, denied=False)
    parts = [part for part in parts if part.after + 1 not in found]
    for first, after, _ in reversed(named):
        following = next((one for one in parts if one.first >= after), None)
        joined = next((at for at in sorted(starts) if at >= after and joins.issuperset(range(after, at))), None)
        if first in found:
            continue
        if joined is not None and joined in found:
            found[first] = found[joined]
        elif following and (following.has("lead") or following.after not in beside | starts):
            between = [word.form for word in bare[after : following.first] if word.start not in places]
            if _linking(language).issuperset(between):
                found[first] = _part(following, denied=not _DENYING.isdisjoint(between))
    if Facet.LEAD in found.values():  # Sở A chủ trì, phối hợp với Sở B
        with_them = {part.after + 1 for part in parts if part.has("helps") and part.after in beside}
        found |= {first: Facet.COORDINATING for first in starts & with_them if first not in found}
    return tuple((agency.name, found[first]) for first, _, agency in named if first in found)


def _part(one: Tagged, *, denied: bool) -> Facet:
    return Facet.LEAD if one.has("lead") and not denied else Facet.COORDINATING


@cache
def _linking(language: str) -> frozenset[str]:
    """The words that may stand between a body and its part."""
    listed = marks("whether")["linking"][language]
    return frozenset(word for phrase in listed for word in fold(phrase).split()) | _DENYING
