"""Which figure of a sentence is asked for: the one that counts what is asked, of the unit, not the one that is given."""

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from corpus.models import Fact
from corpus.text import canonical, fold
from rag.coverage import coverage, words_of
from rag.models import Hit, Question, Term
from rag.values.apart import EVEN, edges, shares_of, told_apart
from rag.values.filled import Filled, counts, values_of, whole

_TOLD = 0.5  # of what tells the counted from others of its name, that has to be said of it
_BY_FAR = 0.3  # of the topic in the figure and around it, by which one of several has to lead
_NUMBER = re.compile(r"(?<![\w/])\d+(?:[.,]\d+)*")
_CHANGE = re.compile(r"(?<!\w)(?:tăng|giảm|tang|giam|increas\w*|decreas\w*|r[io]se|fell)(?!\w)")
_BEFORE = 20  # characters before a figure in which that stands
_UNITS = {
    unit: re.compile(rf"\d\s*(?:{spelled})(?![^\W\d_])")
    for unit, spelled in {
        "met": r"met|m\d?|m[²³]|km\d?",
        "km": r"km\d?|cay so",
        "ha": r"ha|hec-?ta|m2|m²",
        "phut": "phut|gio",
        "gio": "gio|phut|h",
        "tan": "tan|kg|ta",
        "kg": "kg|tan|ta|yen",
        "lit": "lit|m3|m³",
    }.items()
}


def figure(question: Question, hit: Hit, facts: Sequence[Fact]) -> Filled | None:
    """The figure that counts what is asked, or the one of its kind of which most is said; each noun asked has its own.

    Where none is clearly the one, the sentence is the answer with all of them.
    """
    if not facts:
        return None
    given = {one.lstrip("0") for one in _NUMBER.findall(question.text)}
    facts = [one for one in facts if not given.intersection(_NUMBER.findall(one.value)[:1])] or facts
    if not _CHANGE.search(canonical(question.text)):  # tăng 1 người chết: by how much, not how many
        facts = [one for one in facts if not _changes(hit, one)] or facts
    nouns = question.wanted[0].counted or ((),)
    named = [[one for one in facts if noun and counts(noun, one, question.language)] for noun in nouns]
    if any(_of_no_such_unit(noun, facts) for noun in nouns):
        return None
    counting = [_told_of(question, noun, hit, facts, group) for noun, group in zip(nouns, named, strict=True)]
    if any(named) and not any(counting):
        return None
    others = [one for one in facts if not any(one in group for group in counting)]
    groups = [group for noun, of_noun in zip(nouns, counting, strict=True) if (group := of_noun if noun else others)]
    if not groups and question.sort:
        groups = [list(facts)]
    found = [_said_most(question, hit, facts, group) for group in groups]
    return whole(hit, *values_of([one for one in found if one])) if all(found) else whole(hit)


def _of_no_such_unit(noun: Sequence[Term], facts: Sequence[Fact]) -> bool:
    """True where a measure is asked for, mấy *mét*, and no figure is of it."""
    unit = _UNITS.get(noun[0].alternatives[0].words[0]) if noun else None
    return unit is not None and not any(unit.search(fold(one.value)) for one in facts)


def _said_most(question: Question, hit: Hit, facts: Sequence[Fact], group: Sequence[Fact]) -> Fact | None:
    """The figure of a group of which clearly most is said: beside it, else up to the figure before it."""
    beside = dict(zip(group, told_apart(question, hit, group), strict=True))
    if clearest := _clearest(beside):
        return clearest
    terms, in_order = question.wanted[0].terms or question.terms, sorted(facts, key=lambda one: one.start)
    around = zip(in_order, shares_of(terms, hit, in_order), strict=True)
    said = {one: share + coverage(terms, [(words_of(one.value), 1.0)], EVEN) for one, share in around}
    return _clearest({one: said[one] for one in group})


def _changes(hit: Hit, fact: Fact) -> bool:
    """True for the figure by which something grew or fell."""
    at = fact.start - hit.passage.start
    return _CHANGE.search(canonical(hit.passage.text[max(0, at - _BEFORE) : at])) is not None


def _told_of(
    question: Question, noun: Sequence[Term], hit: Hit, facts: Sequence[Fact], counting: list[Fact]
) -> list[Fact]:
    """Of the figures that count a noun those of which that is said which tells it from others of its name.

    Where it is said of another figure (người *bị thương* beside người chết), or not at all, they count something else.
    """
    told = noun[1:] if question.language != "en" else ()
    if not counting or not told:
        return counting
    alike = [one for one in facts if one.how in {fact.how for fact in counting}]
    parts = dict(zip(facts, pairwise(edges(hit, facts)), strict=True))
    near = {one: _held(told, f"{one.value} {hit.passage.text[slice(*parts[one])]}") for one in alike}
    best = max(near.values())
    if best >= _TOLD:
        return [one for one in counting if near[one] >= best]
    known = [one for one in told if len(one.alternatives[0].words) > 1 or len(one.alternatives) > 1]  # by the lexicon
    return counting if not known or _held(known, f"{hit.passage.text} {hit.passage.context}") >= _TOLD else []


def _held(terms: Sequence[Term], text: str) -> float:
    """The share of the words of terms that a text has, each term in the wording of which it has most."""
    said = words_of(text).single
    wordings = (max(_share(one.words, said) for one in term.alternatives) for term in terms)
    return sum(wordings) / len(terms)


def _share(words: Sequence[str], said: Collection[str]) -> float:
    return sum(word in said for word in words) / len(words)


def _clearest(shares: Mapping[Fact, float]) -> Fact | None:
    """The one of which clearly most is said, where no other stands right behind it: mức độ 2 mức độ 3."""
    best, *others = sorted(shares, key=lambda one: -shares[one])
    beside = any(one.start - best.end in (1, 2) for one in others)
    return best if not others or (not beside and shares[best] - shares[others[0]] > _BY_FAR) else None
