"""Which hits may answer at all: those of the numbers, the years and the bodies that are asked about."""

import re
from collections.abc import Collection, Sequence
from functools import cache, lru_cache

from corpus.dates import date_parts
from corpus.lexicon import body_heads
from corpus.models import DatePart, Facet, Notice
from corpus.names.agencies import find_agencies, key, keys_of
from corpus.names.mentions import mentions
from corpus.phrases import words
from corpus.text import fold
from rag.answers.roles import as_supposed
from rag.index import Index
from rag.models import Hit, Question
from rag.question.ranks import is_another
from rag.search.rank import Query
from rag.search.scope import Scope

_YEAR = re.compile(r"(?<!\w)nam ((?:19|20)\d\d)(?!\d)")
_OF_A_BODY = frozenset((Facet.TASK, Facet.DEADLINE))  # what a body has to do: another body's work is no answer


def of_what_is_asked(index: Index, query: Query, scope: Scope, hits: Sequence[Hit]) -> list[Hit]:
    """The hits that name the numbers and the years asked about; none where a body asked about is in no notice."""
    if _body_missing(index, query.question, scope):
        return []
    question = query.question
    numbered = [hit for hit in hits if not query.numbers or hit.features["number"]]
    if not question.yes_no:
        numbered = [hit for hit in numbered if _may_state(index, question, hit)]
    dated = (
        {part.year for part in question.date_parts if part.year} if not (question.yes_no or query.numbers) else set()
    )
    if dated:  # what is asked of September 2014 is in no notice that does not know that year
        numbered = [hit for hit in numbered if _knows(index.notice(hit.passage.notice_id), dated)]
    if not question.years:
        return numbered
    return [hit for hit in numbered if _of_years(question, hit, index.notice(hit.passage.notice_id))]


def _may_state(index: Index, question: Question, hit: Hit) -> bool:
    """True where a passage is of the ranks asked about; a figure where its own sentence is, and of the years and days, too."""
    if (hit.features.get("subject") and _is_subject(index, hit)) or is_another(question.ranks, _around(hit)):
        return False
    return question.facet is not Facet.FIGURE or _counts_of(index, question, hit)


def _is_subject(index: Index, hit: Hit) -> bool:
    """True for what a notice is about, as its head has it: it states nothing else."""
    subject = index.notice(hit.passage.notice_id).subject
    return subject is not None and hit.passage.end <= subject.end + 1


def _counts_of(index: Index, question: Question, hit: Hit) -> bool:
    """True where the sentence of a figure is of the ranks, the days and the years asked about, or names none."""
    own = {int(year) for year in _YEAR.findall(fold(hit.passage.text))} if question.years else set()
    if own and not own & {*question.years}:
        return False  # what it says of 2020 is nothing of 2021, whatever the year of its notice
    if is_another(question.ranks, hit.passage.text):
        return False
    return names_days(question, _around(hit)) or names_days(question, _around(hit), _days_of(index, hit))


def _days_of(index: Index, hit: Hit) -> list[DatePart]:
    """The days of the notice and of its meeting."""
    notice = index.notice(hit.passage.notice_id)
    days = [fact.value for fact in (notice.issued_on, notice.meeting.held_on) if fact]
    return [DatePart(day=day.day, month=day.month, year=day.year) for day in days]


def names_days(question: Question, text: str, more: Sequence[DatePart] = ()) -> bool:
    """True where every day asked about stands in a text, or is one of some `more`."""
    days = [part for part in question.date_parts if part.day]
    named = [*date_parts(text), *more] if days else ()
    return all(any(asked.holds(one) for one in named) for asked in days)


def of_the_body(question: Question, hits: Sequence[Hit]) -> list[Hit]:
    """Where a body's work is asked for, the hits that name it, in the part it is asked to have; else all."""
    if question.yes_no or question.facet not in _OF_A_BODY:
        return list(hits)
    if question.facet is Facet.TASK and question.roles:
        hits = [hit for hit in hits if hit.row and as_supposed(question, hit.row)]
    bodies = [name for name in question.agencies if _is_sought(name, distinct=True)]
    bodies += [with_province for name in bodies for with_province in _of_province(name, question.provinces)]
    return [hit for hit in hits if not bodies or _names_body(bodies, hit)]


def _of_province(body: str, provinces: Sequence[str]) -> list[str]:
    """How a body of the province is called with the province's name: Kho bạc Nhà nước *tỉnh*, Kho bạc Nhà nước *Hưng Yên*."""
    head, _, level = body.rpartition(" ")
    return [f"{head} {province}" for province in provinces if head and level == "tỉnh"]


def _is_sought(body: str, *, distinct: bool) -> bool:
    """True for a ministry, not for a bộ phận: "một cửa" names an office wherever people go."""
    name = f"{fold(body)} "
    return name.startswith(_beginnings(distinct)) and not name.startswith("bo phan ")


@cache
def _beginnings(distinct: bool) -> tuple[str, ...]:
    """How the names of bodies begin that are looked for whatever is asked; `distinct`: that tell one body from all others."""
    heads = [*body_heads("sought"), *(body_heads("distinct") if distinct else ())]
    return tuple(f"{fold(head)} " for head in heads)


def _names_body(bodies: Sequence[str], hit: Hit) -> bool:
    """True where a body asked about has a role in the passage or is named in it or above it."""
    if hit.row is None and _only_names(hit.passage.text):
        return False
    if hit.features["role"] or hit.features["agency"]:
        return True
    near = key(hit.passage.text), key(f"{hit.passage.context} {hit.passage.header}")
    return any(key(name) in text for name in bodies for text in near)


def _only_names(text: str) -> bool:
    """True for a heading of names of bodies alone: 4. Cục Thuế tỉnh, Kho bạc Nhà nước tỉnh."""
    letters = list(text)
    for body in mentions(text):
        letters[body.start : body.end] = " " * (body.end - body.start)
    return not any(len(word) > 1 and fold(word) != "va" for word in re.findall(r"[^\W\d]+", "".join(letters)))


def _around(hit: Hit) -> str:
    return f"{hit.passage.text} {hit.passage.context} {hit.passage.header}"


def _knows(notice: Notice, years: Collection[int]) -> bool:
    return all(str(year) in notice.text for year in years)


def _of_years(question: Question, hit: Hit, notice: Notice) -> bool:
    """True where every year asked about stands in the passage, in what it stands under, or in its notice's header.

    A notice that does not say when it was issued is of the years its text names.
    """
    text = f"{_around(hit)} {notice.dated.year if notice.dated else notice.text}"
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
    named = [name for name in question.agencies if _is_sought(name, distinct=asked_of_it)]
    return any(all(key(name) not in key(text) and not keys_of(name) & _names(text) for text in texts) for name in named)
