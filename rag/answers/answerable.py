"""Does the best passage answer at all? A logistic model of its own, apart from the ranking.

What speaks for it: how much of the topic and of the question's own words the passage holds, whether the slot is filled,
how far it leads; what speaks against it: a weighty term that is missing, a body that is not named there, a better passage
that states no value of the kind asked for.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from corpus.models import Facet
from rag.coverage import gap, words_of
from rag.models import Hit
from rag.search.rank import Query, weighted, weights
from rag.search.scope import Scope

_FROM_HIT = tuple("text context header pairs task spoken lexical dense slot role agency".split())


def foremost(slot: Facet, hits: Sequence[Hit]) -> list[Hit]:
    """The hits with the one first that may answer: where a value is asked for, the best that states one."""
    stating = next((hit for hit in hits if hit.filled), None) if slot in _OF_VALUES else None
    return [stating, *(hit for hit in hits if hit is not stating)] if stating else list(hits)


def place(hit: Hit) -> tuple[str, str]:
    """The item of a notice that a hit stands in."""
    return hit.passage.notice_id, hit.passage.item


_OF_VALUES = frozenset(map(Facet, "deadline figure basis person phone coordinating reports_to payer".split()))


def decision_features(query: Query, hits: Sequence[Hit], scope: Scope) -> dict[str, float]:
    """The features of answering from the first hit."""
    question, best = query.question, hits[0]
    passage = best.passage
    views = [(words_of(part), 1.0) for part in (passage.text, passage.context, passage.header)]
    missing = gap(question.terms, views, query.rarity)
    missing_near = gap(question.terms, views[:2], query.rarity)
    others = [hit.score for hit in hits if place(hit) != place(best)]
    named = best.features["role"] or best.features["agency"]
    return {
        **{name: best.features[name] for name in _FROM_HIT},
        "missing": missing,
        "missing_near": missing_near,
        "lead": max(0.0, best.score - max(others, default=0.0)),
        "behind": max(0.0, max(others, default=0.0) - best.score),
        "scoped": float(scope.ids is not None),
        "body_absent": float(bool(question.agencies) and not question.premise and not named),
        "few_terms": 1.0 / (1.0 + len(question.terms)),
        "yes_no": float(question.yes_no),
    }


def probability(language: str, features: Mapping[str, float]) -> float:
    """How probable it is that the best hit answers (0 to 1)."""
    return chance(weights()["answerable"][language], features)


def chance(learned: Mapping[str, Any], features: Mapping[str, float]) -> float:
    """The probability that one language's model gives."""
    total = learned["bias"] + weighted(learned["weights"], features)
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def enough(language: str, features: Mapping[str, float]) -> bool:
    """True where it is probable enough to answer."""
    threshold: float = weights()["answerable"][language]["threshold"]
    return probability(language, features) >= threshold
