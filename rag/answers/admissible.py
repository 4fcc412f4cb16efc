"""Which hits may answer at all: those of the numbers, the years and the bodies that are asked about."""

from collections.abc import Sequence
from functools import cache, lru_cache

from corpus.lexicon import body_heads
from corpus.models import Facet, Notice
from corpus.names.agencies import find_agencies, key, keys_of
from corpus.phrases import words
from corpus.text import fold
from rag.answers.roles import as_supposed
from rag.index import Index
from rag.models import Hit, Question
from rag.question.ranks import ranks_in
from rag.search.rank import Query
from rag.search.scope import Scope

_OF_A_BODY = frozenset((Facet.TASK, Facet.DEADLINE))  # what a body has to do: another body's work is no answer


def of_what_is_asked(index: Index, query: Query, scope: Scope, hits: Sequence[Hit]) -> list[Hit]:
    """The hits that name the numbers and the years asked about; none where a body asked about is in no notice."""
    if _body_missing(index, query.question, scope):
        return []
    question = query.question
    numbered = [hit for hit in hits if not query.numbers or hit.features["number"]]
    if not question.yes_no:
        numbered = [hit for hit in numbered if not is_another(question, _around(hit))]
    if not question.years:
        return numbered
    return [hit for hit in numbered if _of_years(question, hit, index.notice(hit.passage.notice_id))]


def is_another(question: Question, text: str) -> bool:
    """True where a text counts or ranks what is asked about otherwise: quý I for quý III, cấp xã for cấp huyện."""
    if not question.ranks:
        return False
    stated = ranks_in(text)
    things = {thing for thing, _ in stated}
    return any(asked[0] in things and asked not in stated for asked in question.ranks)


def of_the_body(question: Question, hits: Sequence[Hit]) -> list[Hit]:
    """Where a body's work is asked for, the hits that name it, in the part it is asked to have; else all."""
    if question.yes_no or question.facet not in _OF_A_BODY:
        return list(hits)
    if question.facet is Facet.TASK and question.roles:
        hits = [hit for hit in hits if hit.row and as_supposed(question, hit.row)]
    bodies = [name for name in question.agencies if f"{fold(name)} ".startswith(_beginnings(distinct=True))]
    return [hit for hit in hits if not bodies or _names_body(bodies, hit)]


@cache
def _beginnings(distinct: bool) -> tuple[str, ...]:
    """How the names of bodies begin that are looked for whatever is asked; `distinct`: that tell one body from all others."""
    heads = [*body_heads("sought"), *(body_heads("distinct") if distinct else ())]
    return tuple(f"{fold(head)} " for head in heads)


def _names_body(bodies: Sequence[str], hit: Hit) -> bool:
    """True where a body asked about has a role in the passage or is named in it or above it."""
    if hit.row is None and key(hit.passage.text) in map(key, bodies):
        return False  # a heading that is the name alone
    above = key(f"{hit.passage.context} {hit.passage.header}")
    return bool(hit.features["role"] or hit.features["agency"]) or any(key(name) in above for name in bodies)


def _around(hit: Hit) -> str:
    return f"{hit.passage.text} {hit.passage.context} {hit.passage.header}"


def _of_years(question: Question, hit: Hit, notice: Notice) -> bool:
    """True where every year asked about stands in the passage, in what it stands under, or in its notice's header.

    A notice that does not say when it was issued is of the years its text names.
    """
    text = f"{_around(hit)} {'' if notice.dated else notice.text}"
    return all(str(year) in text for year in question.years)


@lru_cache(maxsize=256)
def _names(text: str) -> frozenset[str]:
    """The keys of the bodies that a notice names in any spelling."""
    return frozenset(key(agency.name) for _, _, agency in find_agencies(words(fold(text))))


def _body_missing(index: Index, question: Question, scope: Scope) -> bool:
    """True where a body asked about that goes by one name is named in none of the (at most twenty) notices in question.

    A ministry, the Party or a council, whatever is asked; a department where its work in these notices is.
    """
    ids = scope.ids if scope.ids is not None else index.ids()
    if not question.agencies or len(ids) > 20:
        return False
    texts = [index.notice(notice_id).text for notice_id in ids]
    asked_of_it = scope.ids is not None and question.facet is Facet.TASK
    named = [name for name in question.agencies if f"{fold(name)} ".startswith(_beginnings(asked_of_it))]
    return any(all(key(name) not in key(text) and not keys_of(name) & _names(text) for text in texts) for name in named)
