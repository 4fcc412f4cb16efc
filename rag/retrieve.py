"""Question -> hits: candidates of the index, each with its features and an explainable score."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from corpus.agencies import key
from corpus.dates import date_parts
from corpus.models import Directive, Passage
from corpus.text import fold, has_diacritics
from rag.features import Rarity, all_pairs_coverage, coverage, pair_coverage, views_of
from rag.fill import fill
from rag.index import Index, tokens
from rag.index.tokens import bigrams
from rag.models import Hit, NumberAsked, Question
from rag.scope import Scope

_LIMIT = 60
_MOST_WORDS = 16
_WHOLE_NOTICES = 3  # a scope of so few notices is looked at whole


@cache
def weights() -> dict[str, Any]:
    """The ranking weights, as they stand in rag/weights/ranking.json."""
    table: dict[str, Any] = json.loads(files("rag.weights").joinpath("ranking.json").read_text(encoding="utf-8"))
    return table


def retrieve(index: Index, question: Question, scope: Scope) -> list[Hit]:
    """The passages that may answer, best first; all are kept, so that a rejected one can be explained."""
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
    frequencies = index.document_frequencies([*folded, *joined])
    rarity = Rarity(frequencies, len(index))
    candidates = index.search(
        accented=spoken.accented if has_diacritics(question.text) else [],
        folded=[*_rarest(folded, frequencies), *(asked.serial for asked in numbers)],
        bigrams=_rarest(joined, frequencies),
        text=question.text,
        notices=scope.ids,
        limit=_LIMIT,
    )
    scores = {(c.passage.notice_id, c.passage.position): (c.lexical, c.dense) for c in candidates}
    passages = {(c.passage.notice_id, c.passage.position): c.passage for c in candidates}
    if scope.ids is not None and len(scope.ids) <= _WHOLE_NOTICES:
        for notice_id in scope.ids:
            passages |= {(passage.notice_id, passage.position): passage for passage in index.passages(notice_id)}
    top = max((lexical for lexical, _ in scores.values()), default=0.0) or 1.0
    rows = _rows(index.directives(), {passage.notice_id for passage in passages.values()})
    hits = []
    for where, passage in passages.items():
        lexical, dense = scores.get(where, (0.0, 0.0))
        row = _row_of(passage, rows)
        hit = Hit(passage=passage, row=row)
        features = _features(index, question, numbers, hit, rarity)
        features |= {"lexical": lexical / top, "dense": max(0.0, dense)}
        score = sum(weights()["rank"].get(name, 0.0) * value for name, value in features.items())
        hits.append(Hit(passage=passage, row=row, features=features, score=score))
    return sorted(hits, key=lambda hit: (-hit.score, hit.passage.notice_id, hit.passage.position))


def _rarest(words: Sequence[str], frequencies: Mapping[str, int]) -> list[str]:
    """The words that some passage has, rarest first: each word searched costs, a synonym no text has finds nothing."""
    known = [word for word in words if frequencies[word]]
    return sorted(known, key=lambda word: frequencies[word])[:_MOST_WORDS]


def _features(
    index: Index, question: Question, numbers: Sequence[NumberAsked], hit: Hit, rarity: Rarity
) -> dict[str, float]:
    passage = hit.passage
    views = views_of(passage, weights()["fields"])
    filled = fill(question, hit, index.notice(passage.notice_id)) is not None
    return {
        "coverage": coverage(question.terms, views, rarity),
        "pairs": pair_coverage(question.pairs, views, rarity),
        "all_pairs": all_pairs_coverage(question.pairs, views, rarity),
        "slot": float(filled),
        "number": float(any(cites(passage.text, asked) for asked in numbers))
        or 0.5 * any(cites(passage.context, asked) for asked in numbers),
        "agency": _agency(question, hit),
        "year": float(any(str(year) in passage.text for year in question.years))
        or 0.5 * any(str(year) in passage.header for year in question.years),
        "date": _date(question, passage),
    }


def _date(question: Question, passage: Passage) -> float:
    """1 where the passage names a day or month that was asked about."""
    if not question.date_parts:
        return 0.0
    named = date_parts(passage.text)
    return float(any(asked.holds(part) for asked in question.date_parts for part in named))


def cites(text: str, asked: NumberAsked) -> bool:
    """True where `text` holds the document number asked for, its serial whole."""
    folded = fold(text)
    wanted = f"{asked.serial}/{asked.rest}" if asked.rest else asked.serial
    at = folded.replace(" /", "/").replace("/ ", "/")
    start = at.find(wanted)
    while start >= 0:
        before, after = at[start - 1 : start], at[start + len(wanted) : start + len(wanted) + 1]
        if not before.isalnum() and before != "/" and not after.isdigit():
            kinds = at[max(0, start - 24) : start]
            if asked.rest or after == "/" or not asked.kind or asked.kind in kinds or "so" in kinds.split()[-1:]:
                return True
        start = at.find(wanted, start + 1)
    return False


def _agency(question: Question, hit: Hit) -> float:
    """How well the bodies asked about are those of the directive, else those of the words."""
    if not question.agencies:
        return 0.0
    bodies = [key(name) for name in (*hit.row.lead, *hit.row.assigned, *hit.row.coordinating)] if hit.row else []
    text = key(hit.passage.text)
    wanted = [key(name) for name in question.agencies]
    return sum(1.0 if any(name in body for body in bodies) else 0.6 * (name in text) for name in wanted) / len(wanted)


def _rows(directives: Sequence[tuple[str, Directive]], ids: set[str]) -> dict[str, list[Directive]]:
    rows: dict[str, list[Directive]] = {}
    for notice_id, directive in directives:
        if notice_id in ids:
            rows.setdefault(notice_id, []).append(directive)
    return rows


def _row_of(passage: Passage, rows: dict[str, list[Directive]]) -> Directive | None:
    """The directive read from the passage; else the next one of the same item ("… Giao Sở … chỉ thị này")."""
    of_notice = rows.get(passage.notice_id, ())
    inside = [row for row in of_notice if row.start < passage.end and row.end > passage.start]
    if inside:
        return inside[0]
    follows = [row for row in of_notice if row.item == passage.item and passage.item and row.start >= passage.end]
    return follows[0] if follows else None
