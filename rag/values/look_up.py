"""Fills the slot a question asks for from the facts of one hit: the words of the answer, and the slice they stand in."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import pairwise

from corpus.lexicon import of_notice
from corpus.models import Facet, Fact, FactSubject, Notice, Passage, Precision, SubjectKind
from corpus.names.agencies import body_key, key, keys_of
from corpus.names.mentions import mentions
from corpus.patterns import cue
from corpus.text import canonical, collapse, fold
from rag.coverage import Rarity, coverage, words_of
from rag.models import Hit, Question, Term
from rag.question.cues import of_matter
from rag.values.filled import Filled, counts
from rag.values.named_part import named

_EVEN = Rarity({}, 1)  # within one passage every word counts alike
_CLEARLY = 0.15  # share of the topic by which a group of documents has to lead
_ADVISED = "advised"
_SERVED = "served"
_TOLD = 0.5  # of what tells the counted from others of its name, that has to be said of it
_BY_FAR = 0.3  # of the topic in the figure and around it, by which one of several has to lead
_NUMBER = re.compile(r"(?<![\w/])\d+(?:[.,]\d+)*")
_CHANGE = re.compile(r"(?<!\w)(?:tăng|giảm|tang|giam|increas\w*|decreas\w*|r[io]se|fell)(?!\w)")
_BY = re.compile(r"(?<!\w)(?:trước|đến|chậm nhất|hết)(?:\s+(?:hết|ngày))*\s*$")
_BEFORE = 20  # characters before a figure or a day in which that stands
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
_OF_A_DAY = re.compile(r"(?<!\w)(?:ngay|gio|date|day|hours?)(?!\w)")
_MARK = re.compile(r"[;,.:]\s|\svà\s|\s?[()]|\s[-–|]\s")
_FIGURES = {"money": ("money",), "funds": ("money", "share"), "share": ("share",), "rank": ("rank",)}


def fill(question: Question, hit: Hit, notice: Notice) -> Filled | None:
    """The slot's value in a hit; None where the hit does not state it."""
    facet = question.facet
    if facet in _OPEN or of_notice(facet):
        return _whole(hit)  # what a notice states as a whole is read from its header; here a sentence tells
    if facet is Facet.LEAD and question.sort:
        return named(question.sort, hit)
    facts = [one for one in _within(notice, facet, hit.passage) if _fits(question, one)]
    open_time = facet is Facet.DEADLINE and not question.sort and not _OF_A_DAY.search(fold(question.text))
    if open_time and not any(one.key for one in facts) and _has_condition(hit):
        return _whole(hit)  # khi nào thì cưỡng chế: what has to happen first
    if of_row := _OF_ROWS.get(facet):
        return of_row(question, hit, facts)
    if not facts or (facet is Facet.CONDITION and _assigns(hit)):
        return None
    if facet in _SENTENCES:
        return _whole(hit)  # which states it: its other words say of what
    return _whole(hit, (_nearest(question, hit, facts) if facet is Facet.PURPOSE else facts[0]).value)


def leading(notice: Notice, passage: Passage) -> tuple[str, ...]:
    """The bodies that lead by the words of the passage."""
    return _values(_within(notice, Facet.LEAD, passage))


def _within(notice: Notice, facet: Facet, passage: Passage) -> list[Fact]:
    """What the sentences of the passage state of a facet, in order."""
    of_sentences = (one for one in notice.facts if one.facet is facet and one.subject.kind is SubjectKind.SENTENCE)
    return [one for one in of_sentences if passage.start <= one.start < passage.end]


def _fits(question: Question, fact: Fact) -> bool:
    """True for a figure of the kind asked for, a person who holds the office asked about, those served where that is asked."""
    if fact.facet is Facet.PERSON:
        bodies = {body_key(body.name) for body in mentions(fact.how or "")}
        meant = {one for name in question.agencies for one in keys_of(name)}
        return fold(fact.how or "").startswith(question.sort) and (
            not (bodies and meant) or not bodies.isdisjoint(meant)
        )
    if fact.facet is Facet.BENEFICIARY:
        return (fact.how == _SERVED) == (question.sort == _SERVED)
    return fact.facet is not Facet.FIGURE or fact.how in _FIGURES.get(question.sort, (fact.how,))


def _has_condition(hit: Hit) -> bool:
    """True for a task that says in which case it is to be done: nếu lưu lượng dưới 0,5 lít/giây thì …"""
    return hit.row is not None and cue("condition").search(canonical(hit.passage.text)) is not None


def _assigns(hit: Hit) -> bool:
    """True where the work is given to a body by name: the sentence only says whose it is."""
    row, said = hit.row, key(hit.passage.text)
    return row is not None and any(key(name) in said for name in (*row.lead, *row.assigned))


def _values(facts: Sequence[Fact]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fact.value for fact in facts))


def _whole(hit: Hit, *values: str, role: str = "") -> Filled:
    """Proved by the passage, which itself is the answer where no value is singled out."""
    return Filled(values=values, role=role, start=hit.passage.start, end=hit.passage.end)


def _nearest(question: Question, hit: Hit, facts: Sequence[Fact]) -> Fact:
    """The one about which most is said that is not said of the others; the first of several alike."""
    shares = _apart(question, hit, facts)
    return facts[shares.index(max(shares))]


def _apart(question: Question, hit: Hit, facts: Sequence[Fact]) -> list[float]:
    """How much of what tells the facts from each other is said of each: of the terms that stand beside one and not beside
    another, between the marks around it. Those around the question word count double.
    """
    asked = question.wanted[0]
    terms = dict.fromkeys(of_matter(asked.terms or question.terms), 1) | dict.fromkeys(of_matter(asked.focus), 2)
    pieces = [words_of(hit.passage.text[left:right]) for left, right in _pieces(hit, facts)]
    held = {term: [coverage([term], [(piece, 1.0)], _EVEN) for piece in pieces] for term in terms}
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


def _shares(terms: Sequence[Term], hit: Hit, facts: Sequence[Fact | FactSubject]) -> list[float]:
    """How much of the topic is said of each: after the one before, up to the part of the sentence after it."""
    text = hit.passage.text
    parts = pairwise(_edges(hit, facts))
    return [coverage(terms, [(words_of(text[left:right]), 1.0)], _EVEN) for left, right in parts]


def _edges(hit: Hit, facts: Sequence[Fact | FactSubject]) -> list[int]:
    """Where the parts of the sentence begin and end that each of the values stands in."""
    text, offset = hit.passage.text, hit.passage.start
    stops = [_stop(text, one.end - offset, after.start - offset) for one, after in pairwise(facts)]
    return [0, *stops, len(text)]


def _stop(text: str, end: int, following: int) -> int:
    """Where the next part of the sentence begins between two values."""
    mark = _MARK.search(text, end, following)
    return mark.start() if mark else end


def _lead(question: Question, hit: Hit, facts: Sequence[Fact]) -> Filled | None:
    row = hit.row
    if row is None or not (row.lead or row.assigned):
        return None
    leads = row.lead or _values(facts)
    return Filled(values=leads or row.assigned, role="lead" if leads else "assigned", start=row.start, end=row.end)


def _coordinating(question: Question, hit: Hit, facts: Sequence[Fact]) -> Filled | None:
    """Those who coordinate; asked from the side of one who coordinates, those they coordinate with."""
    row = hit.row
    asked = {key(name) for name in question.agencies}
    if row is None or not row.coordinating:
        beside = tuple(name for name in row.assigned if key(name) not in asked) if row and not row.lead else ()
        shared = row is not None and 0 < len(beside) < len(row.assigned)  # giao A, B xem xét: A with B
        return Filled(values=beside, role="with", start=row.start, end=row.end) if row and shared else None
    others = tuple(name for name in row.coordinating if key(name) not in asked)
    first = row.lead or row.assigned
    joined = len(others) < len(row.coordinating) and not any(key(name) in asked for name in (*row.lead, *row.assigned))
    values, role = ((*first, *others), "with") if joined else (others or row.coordinating, "coordinating")
    return Filled(values=values, role=role, start=row.start, end=row.end)


def _reports_to(question: Question, hit: Hit, facts: Sequence[Fact]) -> Filled | None:
    """The first; asked where something is sent, whose opinion is sought or who is advised, the first of that kind."""
    facts = [one for one in facts if one.how != _ADVISED or question.sort == _ADVISED]
    if facts:
        return _whole(hit, min(facts, key=lambda one: one.how != question.sort).value)
    row = hit.row
    return Filled(values=row.reports_to, start=row.start, end=row.end) if row and row.reports_to else None


def _basis(question: Question, hit: Hit, facts: Sequence[Fact]) -> Filled | None:
    """Those of the kind asked for; of several groups, each cited for its own, the one that the matter stands before."""
    facts = [one for one in facts if one.how == question.sort] or facts
    groups = list(dict.fromkeys(one.subject for one in facts))
    shares = _shares(question.terms, hit, groups) if groups else []
    near = [group for group, share in zip(groups, shares, strict=True) if share > max(shares) - _CLEARLY]
    about = near if len(near) == 1 else groups
    return _whole(hit, *_values([one for one in facts if one.subject in about])) if facts else None


def _deadline(question: Question, hit: Hit, facts: Sequence[Fact]) -> Filled | None:
    """By when, how often, or when: a last day with what recurs before it, what recurs, a deadline; a limit is set for a
    task, never only told.
    """
    row, sort = hit.row, question.sort
    if sort == "limit" and row is None and not hit.passage.item:
        return None
    recurring = [one for one in facts if one.how == Precision.RECURRING]
    due = [one for one in facts if one.how]
    dated = [one for one in due if one.key and one.how != Precision.RECURRING]
    if recurring and dated and sort != "recurring":  # hằng tháng; hoàn thành trước ngày 30/6
        nearest = _nearest(question, hit, dated)
        last = _as_in_row(hit, nearest)
        both = (last,) if sort == "limit" else (last, _nearest(question, hit, recurring).value)
        return _whole(hit, *both, role=nearest.how or "")
    if recurring:
        return _whole(hit, _nearest(question, hit, recurring).value)
    if due and sort != "recurring":
        others = (one for one in facts if one.key and not one.how and _is_limit(hit, one))
        nearest = _nearest(question, hit, [*due, *others])
        return _whole(hit, _as_in_row(hit, nearest), role=nearest.how or due[0].how or "")
    if sort == "recurring":
        return None
    if row and row.deadline and row.start < hit.passage.end and hit.passage.start < row.end:
        return _whole(hit, collapse(row.deadline.text), role=row.deadline.precision)
    return _whole(hit, _nearest(question, hit, facts).value) if facts and sort != "limit" else None


def _is_limit(hit: Hit, day: Fact) -> bool:
    """True for a day by which something is due: phần Ngọc Lịch *trước* 30/9/2022."""
    at = day.start - hit.passage.start
    return _BY.search(canonical(hit.passage.text[max(0, at - _BEFORE) : at])) is not None


def _as_in_row(hit: Hit, due: Fact) -> str:
    """The words of a deadline, without the number and the head of a page that stand inside the slice."""
    of_row = hit.row.deadline if hit.row else None
    same = of_row and of_row.date and of_row.date.isoformat() == due.key and of_row.precision == due.how
    return min((due.value, collapse(of_row.text)), key=len) if same and of_row else due.value


def _figure(question: Question, hit: Hit, facts: Sequence[Fact]) -> Filled | None:
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
    return _whole(hit, *_values([one for one in found if one])) if all(found) else _whole(hit)


def _of_no_such_unit(noun: Sequence[Term], facts: Sequence[Fact]) -> bool:
    """True where a measure is asked for, mấy *mét*, and no figure is of it."""
    unit = _UNITS.get(noun[0].alternatives[0].words[0]) if noun else None
    return unit is not None and not any(unit.search(fold(one.value)) for one in facts)


def _said_most(question: Question, hit: Hit, facts: Sequence[Fact], group: Sequence[Fact]) -> Fact | None:
    """The figure of a group of which clearly most is said: beside it, else up to the figure before it."""
    beside = dict(zip(group, _apart(question, hit, group), strict=True))
    if clearest := _clearest(beside):
        return clearest
    terms, in_order = question.wanted[0].terms or question.terms, sorted(facts, key=lambda one: one.start)
    around = zip(in_order, _shares(terms, hit, in_order), strict=True)
    said = {one: share + coverage(terms, [(words_of(one.value), 1.0)], _EVEN) for one, share in around}
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
    parts = dict(zip(facts, pairwise(_edges(hit, facts)), strict=True))
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


_OF_ROWS: dict[Facet, Callable[[Question, Hit, Sequence[Fact]], Filled | None]] = {
    Facet.LEAD: _lead,
    Facet.COORDINATING: _coordinating,
    Facet.REPORTS_TO: _reports_to,
    Facet.BASIS: _basis,
    Facet.DEADLINE: _deadline,
    Facet.FIGURE: _figure,
}
_SENTENCES = frozenset((Facet.BENEFICIARY, Facet.CONDITION))
_OPEN = frozenset((Facet.FACT, Facet.TASK, Facet.SOURCE, Facet.POLARITY, Facet.ASSIGNED))  # any sentence tells
