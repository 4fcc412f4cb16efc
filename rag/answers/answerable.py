"""Does a passage answer at all? A logistic model over what the passage bears out of the question, learned from written questions.

It looks at the first passages that the ranking has and puts the one first that answers most probably.
"""

import math
from collections.abc import Mapping, Sequence

from corpus.models import Facet
from rag.allowance import spend
from rag.answers.evidence import evidence, many
from rag.index import Index
from rag.models import Hit
from rag.search.rank import Query, weighted, weights

LOOKED_AT = 8  # passages


def likeliest_first(index: Index, query: Query, hits: Sequence[Hit]) -> list[Hit]:
    """The hits with those first that answer more probably; how probable that is (0 to 1), stands in their features as `chance`."""
    looked_at = looked_into(index, query, hits)
    for features, hit in looked_at:
        hit.features["chance"] = probability(features)
    likely = sorted((hit for _, hit in looked_at), key=lambda hit: -hit.features["chance"])
    return [*likely, *hits[LOOKED_AT:]]


def looked_into(index: Index, query: Query, hits: Sequence[Hit]) -> list[tuple[dict[str, float], Hit]]:
    """The first hits, each with its evidence."""
    spend()
    looked_at, count = hits[:LOOKED_AT], len(index.ids())
    notices = {notice_id: index.notice(notice_id) for notice_id in {hit.passage.notice_id for hit in looked_at}}
    return [(evidence(query, hits, hit, notices[hit.passage.notice_id], count), hit) for hit in looked_at]


def probability(features: Mapping[str, float]) -> float:
    """How probable it is that a passage with this evidence answers (0 to 1)."""
    learned = weights()["answers"]
    total = learned["bias"] + weighted(learned["weights"], features)
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def enough(facet: Facet, notices: int, *, plain: bool = False, placed: bool = False) -> float:
    """How probable an answer has to be: more among many notices, as more of them look alike, and more of a bare fact, whose
    sentence holds no value by which it could be told to be of the kind asked for; less where the question is typed without
    diacritics (`plain`), as its words then prove less and its answers are as often right, and where it names its province
    (`placed`): who does mostly knows of the notice.
    """
    table = weights()["answers"]["least"]
    least: dict[str, float] = table["fact" if facet is Facet.FACT else "others"]
    typed: float = table["plain"] if plain else 1.0
    named: float = table["placed"] if placed else 1.0
    return typed * named * (least["alone"] + least["among_many"] * many(notices))
