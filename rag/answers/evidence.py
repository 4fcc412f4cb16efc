"""What of a question a passage bears out: the evidence from which it is learned whether the passage answers.

Each word of the question that is not spent on asking is looked for in the clause, in what the clause stands under, in the
head of its notice, elsewhere in that notice, and in the collection: a word the collection knows and this notice does not is
more of a gap than one that nobody writes. Among many notices what nobody writes is only put otherwise; among few it may be a
matter that none is about. Names, figures and years that stand nowhere, neighbours of which one is gone, and a body without a
part in the task count by themselves. No feature is much over 1.
"""

import re
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from itertools import pairwise
from math import log
from typing import NamedTuple

from corpus.dates import english_dates, find_dates
from corpus.models import Facet, Notice
from corpus.phrases import Word, words
from corpus.text import canonical, fold, has_diacritics, is_syllable, nfc
from rag.answers.acts import missing
from rag.coverage import Words, unheard, words_of, written_words
from rag.models import Hit
from rag.question.asks import asks_in, bodies_in
from rag.question.entities import places_of
from rag.question.vocabulary import english_stops, folded_functions, function_words
from rag.search.rank import Query

FACETS = tuple(map(Facet, "figure basis fact task coordinating reports_to condition".split()))  # sure or unsure by kind
_FROM_HIT = ("text", "context", "header", "task")
_FEW = 4  # words, of which capitals say something even where most have one
_BESIDE = 3  # words between a question word and what is asked of it
_FIGURE, _YEAR = re.compile(r"\d+(?:[.,/]\d+)*"), re.compile(r"(?:19|20)\d\d")
_HEAD, _NOTICE, _KNOWN, _UNHEARD = range(2, 6)  # where a word is found, after the clause and what it stands under


class Said(NamedTuple):
    """A word of the question that carries matter: its place, as it is written, without diacritics, beside a question word."""

    at: int
    form: str
    folded: str
    asked: bool


class Spoken(NamedTuple):
    """What a question says: its words of matter, the names with capitals, its figures and its years."""

    words: tuple[Said, ...]
    names: tuple[tuple[str, ...], ...]
    figures: tuple[str, ...]
    years: tuple[str, ...]


def evidence(query: Query, hits: Sequence[Hit], hit: Hit, notice: Notice, notices: int) -> dict[str, float]:
    """The features of answering from `hit`, one of `hits`, out of a collection of so many notices."""
    question, passage = query.question, hit.passage
    others = [one.score for one in hits if place(one) != place(hit)]
    named = bool(question.agencies)
    return {
        **{name: hit.features[name] for name in _FROM_HIT},
        **_borne_out(said_in(question.text, question.language, question.provinces), query, hit, notice),
        **_lacking(query, hit, notice, notices),
        "score": hit.score / 10,
        "behind": max(0.0, max(others, default=0.0) - hit.score) / 10,
        "filled": float(hit.filled),
        "row": float(hit.row is not None),
        "long": min(2.0, len(passage.text.split()) / 60),
        "act_missing": float(bool(missing(question, hit))),
        "body_absent": float(named and not (hit.features["role"] or hit.features["agency"])),
        "body_behind": float(named and hit.row is None and not passage.item),
        "few_terms": 1.0 / (1.0 + len(question.terms)),
        "yes_no": float(question.yes_no),
        "english": float(question.language == "en"),
        "plain": float(query.plain),
        "placed": float(bool(question.provinces)),
        "many": many(notices),
        **{f"asks_{facet.value}": float(question.facet is facet) for facet in FACETS},
    }


def place(hit: Hit) -> tuple[str, str]:
    """The item of a notice that a hit stands in."""
    return hit.passage.notice_id, hit.passage.item


def many(notices: int) -> float:
    """How many notices there are: 0 for one, 1 for a thousand."""
    return log(max(1, notices), 1_000)


@lru_cache(maxsize=256)
def said_in(text: str, language: str, provinces: tuple[str, ...] = ()) -> Spoken:
    """What a question says; its provinces, its days and the documents it names by number limit by themselves where it looks."""
    text = nfc(text)
    sequence, accented = words(canonical(text)), has_diacritics(text)
    tags = asks_in(text, language)
    named = places_of(text, provinces)
    limits = [*named["provinces"], *named["numbers"]]
    limits += [(day.start, day.end) for day in (*find_dates(text), *english_dates(text))]
    spent = {at for one in tags.tagged for at in range(one.first, one.after)}
    spent |= {at for at, word in enumerate(sequence) if _inside(word.start, limits)}
    asking = [at for one in tags.tagged if one.values("ask") for at in range(one.first, one.after)]
    empty = {at for at, word in enumerate(sequence) if _empty(word.form, language, accented)}
    found = []
    for at, word in enumerate(sequence):
        bare = fold(word.form)
        if at not in spent | empty and (len(bare) > 1 or bare.isdigit()):
            found.append(Said(at, word.form, bare, any(abs(at - one) <= _BESIDE for one in asking)))
    figures = [one[0] for one in _FIGURE.finditer(text) if not _inside(one.start(), limits)]
    years = tuple(one for one in figures if _YEAR.fullmatch(one))
    names = tuple(_names(text, sequence, spent | empty))
    return Spoken(tuple(found), names, tuple(one for one in figures if one not in years), years)


def _inside(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)


def _empty(form: str, language: str, accented: bool) -> bool:
    """True for a word that carries no matter."""
    bare = fold(form)
    if language == "en":
        return bare in english_stops()
    return form in function_words() if accented else bare in folded_functions()


def _names(text: str, sequence: Sequence[Word], spent: Set[int]) -> Iterator[tuple[str, ...]]:
    """Two or more syllables with capitals beside each other that are of no body: a place, a person, a thing by its name.

    The first word of a question has a capital whatever it is; where most words have one, it says nothing.
    """
    bodies = {at for first, after in bodies_in(sequence) for at in range(first, after)}
    capitals = {at for at, word in enumerate(sequence) if text[word.start].isupper()}
    if 2 * len(capitals) > len(sequence) > _FEW:
        return
    named = [at for at in sorted(capitals - spent - bodies) if is_syllable(fold(sequence[at].form))]
    run: list[int] = []
    for at in [*named, len(sequence)]:
        if run and (
            at == len(sequence) or at != run[-1] + 1 or text[sequence[run[-1]].end : sequence[at].start] != " "
        ):
            run = run[1:] if run[0] == 0 and len(run) > 2 else run
            if len(run) > 1:
                yield tuple(fold(sequence[one].form) for one in run)
            run = []
        run.append(at)


def _borne_out(said: Spoken, query: Query, hit: Hit, notice: Notice) -> dict[str, float]:
    """How much of what is said stands in the passage and around it, and what does not."""
    passage = hit.passage
    parts = (passage.text, passage.context, passage.header)
    views, whole = [words_of(part) for part in parts], words_of(notice.text)
    places = [(one, _found(one, query, parts, notice), query.rarity.of(one.folded)) for one in said.words]
    total = sum(rarity for *_, rarity in places) or 1.0
    near = " ".join(parts)

    def share(where: int) -> float:
        return sum(rarity for _, found, rarity in places if found == where) / total

    asked = [one for one in places if one[0].asked]
    of_asked = sum(rarity for *_, rarity in asked)
    return {
        "said_head": share(_HEAD),
        "said_notice": share(_NOTICE),
        "said_elsewhere": share(_KNOWN),
        "asked_lost": sum(rarity for _, found, rarity in asked if found >= _NOTICE) / of_asked if of_asked else 0.5,
        **_pairs([(one, found) for one, found, _ in places], views),
        "names": min(2, len(said.names)) / 2,
        "names_lost": min(2, sum(not any(_beside(name, view) for view in views) for name in said.names)) / 2,
        "names_unknown": min(2, sum(not _beside(name, whole) for name in said.names)) / 2,
        "figures_lost": min(2, sum(not _has_figure(near, one) for one in said.figures)) / 2,
        "year_lost": float(any(one not in near and not _is_of(notice, one) for one in said.years)),
    }


def _lacking(query: Query, hit: Hit, notice: Notice, notices: int) -> dict[str, float]:
    """What the clause and all around it lack of the topic (most of it far more than some), and what of it nobody writes."""
    lost = 1.0 - min(1.0, hit.features["text"] + hit.features["context"] + hit.features["header"])
    nowhere = unheard(query.question.terms, words_of(notice.text), query.rarity)
    return {"lost": lost**2, "unheard": nowhere, "unheard_among": nowhere * many(notices)}


def _found(one: Said, query: Query, parts: Sequence[str], notice: Notice) -> int:
    """Where a word is found, as it is written where both sides have diacritics."""
    written = query.accented and has_diacritics(parts[0])
    word = one.form if written else one.folded
    for place, part in enumerate((*parts, notice.text)):
        if word in (written_words(part) if written else words_of(part).single):
            return place
    return _KNOWN if query.rarity.knows(one.folded) else _UNHEARD


def _pairs(places: Sequence[tuple[Said, int]], views: Sequence[Words]) -> dict[str, float]:
    """Of the words beside each other in the question: those that stand so near the clause, and those of which one is gone."""
    pairs = [(one, other) for one, other in pairwise(places) if other[0].at == one[0].at + 1]
    kept = sum(any(view.has((one[0].folded, other[0].folded)) for view in views) for one, other in pairs)
    half = sum((one[1] >= _NOTICE) != (other[1] >= _NOTICE) for one, other in pairs)
    return {"pairs_kept": kept / len(pairs) if pairs else 0.5, "pairs_half": min(4, half) / 4}


def _beside(name: Sequence[str], view: Words) -> bool:
    return all(map(view.has, pairwise(name)))


def _has_figure(text: str, figure: str) -> bool:
    """True where a figure stands in a text by itself, with or without a zero before it: 5, not the 5 of 2,5."""
    return re.search(rf"(?<![\d.,/])0*{re.escape(figure.lstrip('0') or '0')}(?![.,/]?\d)", text) is not None


def _is_of(notice: Notice, year: str) -> bool:
    return notice.dated is not None and str(notice.dated.year) == year
