"""Question -> hits: candidates of the index, each with its features and an explainable score."""

from collections.abc import Mapping, Sequence

from corpus.models import Directive, Passage, is_under
from corpus.text import fold
from rag.allowance import spend
from rag.coverage import Rarity
from rag.index import Candidate, Index, tokens
from rag.index.tokens import bigrams
from rag.models import Hit, Question, Span
from rag.search.rank import Query, facet_features, hit_features, score, standing_out, weight_of_vectors
from rag.search.scope import Scope
from rag.values import fill

_LIMIT = 60
_MOST_WORDS = 16
_WHOLE_NOTICES = 3  # a scope of so few notices is looked at whole


def retrieve(index: Index, question: Question, scope: Scope) -> tuple[Query, list[Hit]]:
    """The question with its evidence, and the passages that may answer, best first; all are kept to be explained."""
    query, candidates = found(index, question, scope)
    near = standing_out([candidate.dense for candidate in candidates])
    places = [(candidate.passage.notice_id, candidate.passage.position) for candidate in candidates]
    scores = {where: (c.lexical, dense) for where, c, dense in zip(places, candidates, near, strict=True)}
    passages = {(c.passage.notice_id, c.passage.position): c.passage for c in candidates}
    if scope.ids is not None and len(scope.ids) <= _WHOLE_NOTICES:
        for notice_id in scope.ids:
            passages |= {(passage.notice_id, passage.position): passage for passage in index.passages(notice_id)}
    if question.held_to is not None:
        inside = [one for name in {span.notice_id for span in question.held_to} for one in index.passages(name)]
        passages = {(one.notice_id, one.position): one for one in inside if _is_held(one, question.held_to)}
    top = max((lexical for lexical, _ in scores.values()), default=0.0) or 1.0
    rows = {notice_id: index.notice(notice_id).directives for notice_id in {name for name, _ in passages}}
    hits = []
    for where, passage in passages.items():
        spend()
        lexical, dense = scores.get(where, (0.0, 0.0))
        hit = Hit(passage=passage, row=_row_of(passage, rows[passage.notice_id]))
        hit.features.update(hit_features(query, hit, lexical / top, dense))
        hits.append(hit)
    return asked_for(index, query, hits, question)


def found(index: Index, question: Question, scope: Scope) -> tuple[Query, list[Candidate]]:
    """The question with its evidence, and what the index finds for it, copies left out."""
    spoken = tokens(question.text)
    wordings = [alternative.words for term in question.terms for alternative in term.alternatives]
    folded = list(dict.fromkeys(word for words in wordings for word in words))
    joined = list(
        dict.fromkeys(
            [
                *(f"{left}_{right}" for left, right in question.pairs),
                *(pair for words in wordings for pair in bigrams(words)),
            ]
        )
    )
    numbers = [asked for asked in question.numbers if asked not in scope.own_numbers]
    frequencies = index.document_frequencies([*folded, *joined, *spoken.folded])
    accented = question.accented
    said = frozenset(spoken.accented if accented else spoken.folded)
    rarity = Rarity(frequencies, len(index))
    weight = weight_of_vectors(index.embedding, question)
    query = Query(question, numbers, rarity, {word: rarity.of(fold(word)) for word in said}, accented, weight)
    candidates = index.search(
        accented=spoken.accented if accented else [],
        folded=[*_rarest(folded, frequencies), *(number.serial for number in numbers)],
        bigrams=_rarest(joined, frequencies),
        text=question.text,
        notices=scope.ids,
        limit=_LIMIT,
    )
    copied = index.copies()
    return query, [candidate for candidate in candidates if candidate.passage.notice_id not in copied]


def asked_for(index: Index, query: Query, hits: Sequence[Hit], question: Question) -> tuple[Query, list[Hit]]:
    """The same evidence for the same question where it asks for something else, best first."""
    notices = {notice_id: index.notice(notice_id) for notice_id in {hit.passage.notice_id for hit in hits}}
    scored = []
    for hit in hits:
        spend()
        filled = fill(question, hit, notices[hit.passage.notice_id]) is not None
        features = {**hit.features, **facet_features(question, hit, filled)}
        update = {"filled": filled, "features": features, "score": score(question.language, features, query.vectors)}
        scored.append(hit.model_copy(update=update))
    scored.sort(key=lambda hit: (-hit.score, hit.passage.notice_id, hit.passage.position))
    return query._replace(question=question), scored


def _rarest(words: Sequence[str], frequencies: Mapping[str, int]) -> list[str]:
    """The words that some passage has, rarest first: each word searched costs, a synonym no text has finds nothing."""
    known = [word for word in words if frequencies[word]]
    return sorted(known, key=lambda word: frequencies[word])[:_MOST_WORDS]


def is_held(notice_id: str, item: str, spans: Sequence[Span]) -> bool:
    """True for what stands in one of the items, or under it."""
    return any(one.notice_id == notice_id and (item == one.item or is_under(item, one.item)) for one in spans)


def _is_held(passage: Passage, spans: Sequence[Span]) -> bool:
    """True for a passage of one of the slices; where a slice is a whole item, of that and of those under it."""
    at = passage.notice_id
    touched = any(one.notice_id == at and one.start < passage.end and passage.start < one.end for one in spans)
    return touched or is_held(at, passage.item, [one for one in spans if not one.end])


def _row_of(passage: Passage, rows: Sequence[Directive]) -> Directive | None:
    """The directive that shares most with the passage; else the next one of its item ("… Giao Sở … chỉ thị này")."""

    def shared(row: Directive) -> int:
        return min(row.end, passage.end) - max(row.start, passage.start)

    touching = (row for row in rows if row.start < passage.end and passage.start < row.end)
    if best := max(touching, key=shared, default=None):
        return best
    return next((row for row in rows if row.item == passage.item and passage.item and row.start >= passage.end), None)
