"""What speaks for a passage, as explainable features, and what they add up to.

A linear model over features between 0 and 1 (weights: rag/weights/ranking.json, learned by rag.train on questions that
are generated over synthetic notices). Vietnamese and English questions have weights of their own: a translation that is
missing says less than a word that is missing.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from statistics import fmean, pstdev
from typing import Any, NamedTuple

from corpus.dates import date_parts
from corpus.models import Directive, Facet
from corpus.names.agencies import body_key, key, keys_of
from rag.coverage import (
    Rarity,
    coverage,
    coverages,
    pair_coverages,
    share_of,
    words_of,
    written_words,
)
from rag.models import Hit, NumberAsked, Question
from rag.search.scope import cites

_OF_ROWS = (Facet.LEAD, Facet.COORDINATING, Facet.DEADLINE, Facet.TASK, Facet.REPORTS_TO, Facet.BASIS)
_OPEN = (Facet.FACT, Facet.TASK, Facet.SOURCE)  # any sentence fills them
_LONG = 60  # words of a passage that is long
_SPREADS = 3  # standard deviations above the mean that are as much as can be


class Query(NamedTuple):
    """A question, what of it is evidence, and how rare its words are in the index.

    `spoken`: every word of it, with its diacritics where it has any, and what it counts; `vectors`: what they weigh, where
    they are of a model that the ranking was not learned with.
    """

    question: Question
    numbers: Sequence[NumberAsked]
    rarity: Rarity
    spoken: Mapping[str, float]
    accented: bool = False
    vectors: float | None = None

    @property
    def plain(self) -> bool:
        """True for a question in Vietnamese that is typed without diacritics."""
        return self.question.language != "en" and not self.accented


@cache
def weights() -> dict[str, Any]:
    """What was learned, as it stands in rag/weights/ranking.json."""
    table: dict[str, Any] = json.loads(files("rag.weights").joinpath("ranking.json").read_text(encoding="utf-8"))
    return table


def score(language: str, features: Mapping[str, float], vectors: float | None = None) -> float:
    """What speaks for a passage, added up; `vectors`: what those of another model than the shipped one weigh."""
    learned: dict[str, float] = weights()["rank"][language]
    return weighted(learned if vectors is None else {**learned, "dense": vectors}, features)


def weighted(learned: Mapping[str, float], features: Mapping[str, float]) -> float:
    """The weighted sum; a feature that has no weight counts nothing."""
    return float(sum(learned.get(name, 0.0) * value for name, value in features.items()))


def standing_out(cosines: Sequence[float]) -> list[float]:
    """How far each cosine stands above all that were found, in spreads (0: no more than the mean, 1: three above it).

    The cosines of one model lie between 0 and 0.6, of another between 0.71 and 0.84: only order and distance say something.
    """
    if not cosines:
        return []
    mean, spread = fmean(cosines), pstdev(cosines) or 1.0
    return [min(1.0, max(0.0, (one - mean) / (_SPREADS * spread))) for one in cosines]


def weight_of_vectors(model: str, question: Question) -> float | None:
    """What the vectors of a model weigh for a question as it is typed; None for a model of which nothing but `dense` is known."""
    table: dict[str, dict[str, float]] = weights()["vectors"]
    typed = "english" if question.language == "en" else "accented" if question.accented else "plain"
    return next((known[typed] for name, known in table.items() if model.startswith(name)), None)


def hit_features(query: Query, hit: Hit, lexical: float, dense: float) -> dict[str, float]:
    """The features of one passage; `lexical` is its share of the best BM25 score, `dense` how its cosine stands out (0 to 1)."""
    question, passage, row = query.question, hit.passage, hit.row
    text, context, header = (words_of(part) for part in (passage.text, passage.context, passage.header))
    views = [(text, 1.0), (context, 1.0), (header, 1.0)]
    alone, inside, whole = coverages(question.terms, views, query.rarity)
    pairs = pair_coverages(question.pairs, views, query.rarity)
    return {
        "text": alone,
        "context": inside - alone,
        "header": whole - inside,
        "pairs": pairs[0],
        "pairs_context": pairs[1] - pairs[0],
        "task": coverage(question.terms, [(words_of(row.task), 1.0)], query.rarity) if row else 0.0,
        "spoken": _spoken(query, hit),
        "lexical": lexical,
        "dense": dense,
        "number": _number(query.numbers, passage.text, passage.context),
        "year": _year(question, passage.text, passage.header),
        "date": _date(question, passage.text),
        "subject": float(passage.position == 0 and not passage.context),
        "background": float(row is None and not passage.item),
        "long": min(1.0, len(passage.text.split()) / _LONG),
    }


def facet_features(question: Question, hit: Hit, filled: bool) -> dict[str, float]:
    """The features that what is asked for decides; `filled`: the passage states a value of that kind."""
    row, inside = (
        hit.row,
        hit.features["text"] + hit.features["context"],
    )  # each counts as far as it is about the matter
    return {
        "slot": filled * (question.facet not in _OPEN) * inside,
        "row": float(row is not None and question.facet in _OF_ROWS) * inside,
        "role": _role(question, row),
        "agency": _named(question, hit.passage.text),
        "leads": float(row is not None and question.facet is Facet.LEAD and bool(row.lead)) * inside,
    }


def _spoken(query: Query, hit: Hit) -> float:
    """The share of the question's own words that stand in the passage or around it.

    Without diacritics a syllable matches many by accident: there a word counts half where none beside it stands beside it.
    """
    parts = (hit.passage.text, hit.passage.context)
    if query.accented:
        return share_of(query.spoken, [written_words(part) for part in parts])
    views = [words_of(part) for part in parts]
    alone = share_of(query.spoken, [view.single for view in views])
    if query.question.language == "en":
        return alone
    paired = frozenset(word for pair in query.question.pairs if any(view.has(pair) for view in views) for word in pair)
    return (alone + share_of(query.spoken, [paired & view.single for view in views])) / 2


def _role(question: Question, row: Directive | None) -> float:
    """The share of the bodies asked about that have a role in the directive; those said to lead, that they do the work."""
    if not question.agencies or row is None or question.premise:
        return 0.0
    parts = {} if question.yes_no else dict(question.roles)
    leads = row.lead or row.assigned
    held = (leads if parts.get(name) is Facet.LEAD else row.bodies for name in question.agencies)
    pairs = zip(question.agencies, held, strict=True)
    return sum(bool(set(map(body_key, of)) & keys_of(name)) for name, of in pairs) / len(question.agencies)


def _named(question: Question, text: str) -> float:
    """The share of the bodies asked about that the words name."""
    if not question.agencies or question.premise:
        return 0.0
    named = key(text)
    return sum(key(name) in named for name in question.agencies) / len(question.agencies)


def _number(numbers: Sequence[NumberAsked], text: str, context: str) -> float:
    if any(cites(text, asked) for asked in numbers):
        return 1.0
    return 0.5 * any(cites(context, asked) for asked in numbers)


def _year(question: Question, text: str, header: str) -> float:
    if any(str(year) in text for year in question.years):
        return 1.0
    return 0.5 * any(str(year) in header for year in question.years)


def _date(question: Question, text: str) -> float:
    """1 where the text names a day or month that was asked about."""
    if not question.date_parts:
        return 0.0
    named = date_parts(text)
    return float(any(asked.holds(part) for asked in question.date_parts for part in named))
