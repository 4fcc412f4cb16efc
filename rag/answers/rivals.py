"""Notices that match a question equally well and answer differently: then it is the person who picks, not we."""

from collections.abc import Sequence

from corpus.models import Facet
from corpus.names.agencies import body_key
from rag.allowance import spend
from rag.answers.decide import Decision
from rag.index import Index
from rag.models import Hit
from rag.register.amendments import later_notices
from rag.search.rank import Query, weights
from rag.search.scope import Scope
from rag.values import Filled, fill

_MOST = 4
_VALUED = (Facet.LEAD, Facet.COORDINATING, Facet.DEADLINE, Facet.REPORTS_TO, Facet.BASIS, Facet.FIGURE, Facet.PERSON)


def rivals(
    index: Index, query: Query, scope: Scope, hits: Sequence[Hit], decision: Decision
) -> list[tuple[Hit, Filled]]:
    """The best hit of each notice that ties with the decided one, that one first; empty where one alone fits."""
    question, best = query.question, decision.hit
    if best is None or decision.filled is None or question.facet not in _VALUED or query.numbers or question.yes_no:
        return []
    if scope.ids is not None and len(scope.ids) == 1:
        return []
    tied = [(best, decision.filled)]
    taken = {best.passage.notice_id, *_linked(index, best.passage.notice_id)}
    for hit in hits:
        spend()
        if hit.passage.notice_id in taken or not _ties(hit, best):
            continue
        filled = fill(question, hit, index.notice(hit.passage.notice_id))
        if filled:
            tied.append((hit, filled))
            taken |= {hit.passage.notice_id, *_linked(index, hit.passage.notice_id)}
    differ = len({frozenset(map(body_key, filled.values)) for _, filled in tied}) > 1
    return tied[:_MOST] if differ else []


def _ties(hit: Hit, best: Hit) -> bool:
    """True where the passage holds as much of the topic, in as good a place, and answers as probably."""
    limits: dict[str, float] = weights()["tie"]
    same = abs(hit.features["text"] - best.features["text"]) <= limits["text"]
    same = same and hit.features.get("chance", 0.0) >= limits["chance"] * best.features.get("chance", 0.0)
    return same and abs(best.score - hit.score) <= limits["score"]


def _linked(index: Index, notice_id: str) -> set[str]:
    """The notices that change this one, or that it changes: they do not compete, the later one prevails."""
    links = later_notices(index)
    after = {later.id for _, later in links.get(notice_id, ())}
    before = {earlier for earlier, found in links.items() if any(later.id == notice_id for _, later in found)}
    return after | before
