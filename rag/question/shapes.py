"""The form of answer that a question asks for, what it is over, and what it says of days: read from marked phrases.

The phrases stand in corpus/lexicon/shapes.yaml; here is only which marks, how near to each other, make a shape.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from corpus.lexicon import kinds
from corpus.models import DocumentKind, Facet
from corpus.phrases import Word
from corpus.text import fold
from rag.models import Given, How, Over, Shape
from rag.question.entities import Entities, inside
from rag.question.marks import Marks

SOON = 30  # days in which what is due is due soon
_FAR = 10  # words between "cái nào" and "mới nhất"
_BRIEF = 6  # words of a question that says no more than a mark
_TEXTS = ("notice", "paper", "kind", "article", "meeting", "some")
_NOUNS = {noun: Over.NOTICE for noun in _TEXTS} | {noun.value: noun for noun in (Over.BODY, Over.ITEM)}
_NOUNS |= {noun.value: noun for noun in (Over.PROVINCE, Over.TASK)}
_BY = {"province": Over.PROVINCE, "body": Over.BODY, "in_year": Over.YEAR, "signer": Over.SIGNER, "notice": Over.NOTICE}
_DAY = timedelta(1)


class Form(NamedTuple):
    """What a question asks for as a whole; `by`: what a count is told apart by; `spoken` are the places of the words that
    say so and name no matter.
    """

    shape: Shape = Shape.ONE
    over: Over | None = None
    by: Over | None = None
    kinds: tuple[DocumentKind, ...] = ()
    givens: tuple[Given, ...] = ()
    spoken: frozenset[int] = frozenset()


def form_of(text: str, sequence: Sequence[Word], language: str, named: Entities, today: date | None = None) -> Form:
    """The form of a question; `sequence` is its folded words, `today` the day that "quá hạn" is said on."""
    marks = Marks(text, sequence, language)
    marks.periods = [(at, one) for at, one in marks.periods if not _in_number(text, sequence, at, one.length, named)]
    apart, counted, by = _told_apart(marks)
    shape, over = (apart, counted) if counted else _shape(marks, named)
    by = by if counted else None
    if over is None:
        dated = marks.asking and marks.dates(*_TEXTS[:3]) and not named.numbers
        return Form(shape, givens=tuple(_days(marks, Over.NOTICE, today or date.today())) if dated else ())
    if over is Over.TASK and marks.asks("province") and (marks.near("many", "province", 0) or marks.asks_several()):
        by = by or Over.PROVINCE
    givens: tuple[Given, ...] = ()
    if shape is not Shape.SUMMARY:
        givens = (*_days(marks, over, today or date.today()), *_roles(marks), *_hands(marks, named))
    of_kinds = over in (Over.NOTICE, Over.PROVINCE) or (over is Over.DOCUMENT and shape is Shape.COUNT)
    meant = _kinds(marks, named) if of_kinds else ()
    if marks.asks("article") or marks.counts("article") or _is_article(marks):
        meant = (DocumentKind.ARTICLE,)
    elif marks.lacking() and marks.has("notice") and not meant:
        meant = tuple(kind for kind in DocumentKind if kind is not DocumentKind.ARTICLE)
    return Form(shape, over, by, meant, givens, marks.places())


def _in_number(text: str, sequence: Sequence[Word], at: int, length: int, named: Entities) -> bool:
    """True for the year of a document's number: Nghị định 09/2017."""
    start, end = sequence[at].start, sequence[at + length - 1].end
    numbers = [f"{one.serial}/{one.rest}" for one in named.numbers]
    return any(text[:end].endswith(one) and text[start:end] in one for one in numbers)


def _told_apart(marks: Marks) -> tuple[Shape, Over | None, Over | None]:
    """What is counted, and what by: "mỗi tỉnh có bao nhiêu thông báo"; which has most: "sở nào có nhiều việc nhất"."""
    most = marks.has("most") or marks.near("much", "utmost", 3)
    each = marks.has("count", "few")
    by = next((over for noun, over in _BY.items() if each and marks.near("each", noun, 0)), None)
    leads = (_BY[noun] for noun in _BY if most and (marks.asks(noun) or (noun == "signer" and marks.has(noun))))
    over = by or next(leads, None)
    counted = next((_NOUNS[noun] for noun in ("task", *_TEXTS[:3]) if over and marks.has(noun)), None)
    return Shape.COUNT if by else Shape.LAST, counted if counted is not over else None, over


def _kinds(marks: Marks, named: Entities) -> tuple[DocumentKind, ...]:
    """The kinds of notices that are named in place of notices as such."""
    if marks.has("notice", "paper") and not (marks.counts("kind") or _of_kind(marks)):
        return ()
    taken = inside((*named.of_agencies, *named.spans))
    said = {
        " ".join(word.form for word in marks.words[one.first : one.after]).removesuffix("s" if marks.english else "")
        for one in marks.of("kind")
        if marks.words[one.first].start not in taken
    }
    return tuple(
        DocumentKind(kind.kind)
        for kind in kinds()
        if said & {fold(name) for name in (kind.kind, *kind.cited, *kind.asked, *kind.en_asked)}
    )


def _shape(marks: Marks, named: Entities) -> tuple[Shape, Over | None]:
    """The shape, and what it is over; the more special ones first."""
    of_notice = marks.has("notice", "paper", "article") or bool(named.numbers)
    if marks.has("summary") and (of_notice or named.provinces):
        return Shape.SUMMARY, Over.NOTICE
    if picked := _picked(marks):
        return picked
    cites = marks.has("cited") or (marks.has("mention") and bool(named.numbers))
    if cites and (marks.counts("paper") or marks.counts("kind")) and (named.numbers or named.provinces):
        return Shape.COUNT, Over.DOCUMENT
    for noun, over in _NOUNS.items():
        if marks.counts(noun) and _counts(marks, noun, bound=bool(named.items) or of_notice):
            return Shape.COUNT, over
    if marks.has("cited") and marks.asks("paper") and (named.numbers or named.provinces):
        return Shape.LIST, Over.DOCUMENT
    if marks.counts("due", 0):
        return Shape.COUNT, Over.DEADLINE
    if each := _each(marks, named):
        return Shape.EACH, each
    texts = marks.opening("many", at=0) and marks.near("many", "notice", 0)
    texts = texts or (marks.has("who_all") and marks.has(*_TEXTS[:3]))
    plural = texts or any(marks.near("many", noun, 0) for noun in ("task", "paper")) or marks.asks_several()
    listing = bool(marks.has("list") or marks.near("many", "which", 8) or plural)
    shape = Shape.LIST if listing else Shape.ONE
    if marks.near("list", "due", 3) or marks.near("many", "due", 0):
        return Shape.LIST, Over.DEADLINE
    if of_tasks := _of_tasks(marks, shape, bodies=bool(named.agencies)):
        return of_tasks, Over.TASK
    if listing and marks.has("cited") and of_notice:
        return shape, Over.DOCUMENT
    listed = any(marks.near(one, noun, 2) for one in ("list", "many") for noun in _TEXTS[:3])
    held = marks.has("held") and any(marks.asks(noun) for noun in _TEXTS[:3])
    if listing and (listed or held) and not marks.has("task", "body"):
        return shape, Over.NOTICE
    every = marks.near("list", "every_notice", 0) or (marks.opens("every_notice") and marks.length <= _BRIEF)
    if not (marks.asking or named.numbers) and (every or marks.dates(*_TEXTS[:3])):
        return Shape.LIST, Over.NOTICE
    places = inside(named.spans)
    brief = sum(word.start not in places for word in marks.words) <= _BRIEF and any(
        marks.near(noun, "which", 3) for noun in _TEXTS[:3]
    )
    return shape, Over.NOTICE if brief and not named.numbers else None


def _picked(marks: Marks) -> tuple[Shape, Over] | None:
    """The newest notice, the oldest, the task due first; both of them are told by a list."""
    for mark, shape in (("last", Shape.LAST), ("first", Shape.FIRST)):
        for noun in _TEXTS:
            close = marks.near(mark, noun, 1) or marks.near(noun, mark, 3)
            named = close and not marks.near("order", noun, 1) and noun != "some"
            if named or (
                marks.near(noun, mark, _FAR if noun == "some" else 4) and marks.asks(noun) and marks.has(*_TEXTS[:5])
            ):
                return (Shape.LIST if marks.has("last") and marks.has("first") else shape), Over.NOTICE
            asked = marks.asks(noun) or (marks.english and marks.near("which", "order", 3))
            if marks.has("order") and asked and (marks.near(noun, mark, 4) or marks.near(mark, noun, 1)):
                return shape, Over.NOTICE
        due = marks.has("order") and (marks.near("due", mark, 2) or marks.near(mark, "due", 1))
        if due and (marks.asks("task") or marks.asks("due")):
            return shape, Over.TASK
    return None


def _counts(marks: Marks, noun: str, *, bound: bool) -> bool:
    """True where how many there are is no fact of a sentence: how many notices, tasks, proposals of an item."""
    if noun in ("some", "meeting"):
        return False
    if noun in ("body", "province"):
        return marks.has("mention") or (noun == "province" and marks.has("notice", "paper", "held"))
    if noun in ("paper", "kind", "article"):
        whose = marks.asks("province") or (noun == "paper" and _of_kind(marks))
        return marks.has("held", "mention") or whose or bool(marks.periods) or marks.length <= _BRIEF
    return noun != "item" or bound


def _of_kind(marks: Marks) -> bool:
    """True for "văn bản thuộc loại kế hoạch"."""
    return marks.near("paper", "being", 0) and marks.near("being", "kind", 0)


def _each(marks: Marks, named: Entities) -> Over | None:
    """By what the answer is told apart: "những tỉnh nào", "which notices mention …", "thông báo nào không có số"."""
    bound = named.provinces or named.agencies
    first = marks.opens("province") or marks.near("many", "province", 0)
    if marks.asks("province") and (marks.has("mention") or (first and not bound)):
        return Over.PROVINCE
    if any(marks.asks(noun) for noun in _TEXTS):
        issued = marks.has("issued") and any(marks.asks(noun) for noun in _TEXTS[1:3])
        dated = marks.periods and (marks.asks("notice") or issued)
        if marks.has("mention") or marks.lacking() or _is_article(marks) or dated or _issued_by(marks, named):
            return Over.NOTICE
    return Over.BODY if marks.asks("body") and marks.near("assigned", "task", 1) else None


def _of_tasks(marks: Marks, shape: Shape, *, bodies: bool) -> Shape | None:
    """The shape where tasks are asked for, of a body or of a time."""
    dated = marks.has("soon", "overdue", "dated") or (marks.has("deadline") and marks.names_days())
    lacking = marks.lacking()
    if marks.asks("body") or not (dated or bodies or (lacking and lacking[0] is Facet.DEADLINE)):
        return None
    pressing = any(marks.near(one, two, 3) for one in ("which", "task", "due") for two in ("soon", "overdue"))
    pressing = pressing or (marks.has("soon", "overdue") and marks.length <= _BRIEF)
    if dated and (marks.asks("task") or marks.near("list", "task", 2) or pressing):
        return Shape.LIST
    leads = marks.english and marks.opens("which") and marks.has("lead")
    if marks.asks("task") or marks.does() or leads or (shape is Shape.LIST and marks.has("task")):
        return shape if bodies and not dated else Shape.LIST
    return None


def _issued_by(marks: Marks, named: Entities) -> bool:
    """True for "những thông báo nào do Sở Y tế ban hành"."""
    return marks.has("issuing") and bool(named.agencies) and any(marks.asks(noun) for noun in _TEXTS[:3])


def _hands(marks: Marks, named: Entities) -> Iterator[Given]:
    """Who issued or signed the notices, where they are asked for by that."""
    if _issued_by(marks, named):
        yield Given(facet=Facet.ISSUER, how=How.IS)
    elif named.agencies and marks.has("signing"):
        yield Given(facet=Facet.SIGNER_TITLE, how=How.IS)


def _is_article(marks: Marks) -> bool:
    """True for "cái nào là bài báo"."""
    return any(marks.near(one, "article", 2) for one in ("which", "some"))


def _days(marks: Marks, over: Over, today: date) -> Iterator[Given]:
    """What the question says of the days of what it is over."""
    facet = Facet.DEADLINE if over in (Over.TASK, Over.DEADLINE) else Facet.ISSUED_ON
    met = over is Over.PROVINCE and marks.has("met", "meeting") and not marks.has("issuing")
    if over is Over.NOTICE and marks.has("meeting"):
        yield Given(facet=Facet.HELD_ON, how=How.IS)
    if met or (over is Over.NOTICE and marks.has("meeting")):
        facet = Facet.HELD_ON
    lacking = marks.lacking()
    if lacking and (lacking[0] is Facet.DEADLINE or marks.has(*_TEXTS)):
        yield Given(facet=lacking[0], how=How.NONE)
    of_notices = over is Over.NOTICE or met or (over is Over.PROVINCE and marks.has("issued"))
    due = marks.has("deadline", "soon", "overdue") or any(how in ("before", "until") for how, *_ in marks.limits(today))
    if not (of_notices or over is Over.TASK) or (over is Over.TASK and not due):
        return
    if over is Over.TASK and marks.has("dated"):
        yield Given(facet=facet, how=How.IS)
    if over is Over.TASK and marks.has("soon"):
        yield Given(facet=facet, how=How.IN, start=today, end=today + timedelta(SOON))
    if over is Over.TASK and marks.has("overdue"):
        yield Given(facet=facet, how=How.BEFORE, end=today - _DAY)
    for how, first, last in marks.limits(today):
        if how in ("before", "until"):  # "trước ngày 30/6" as a deadline has that day as its last
            whole = how == "until" or (first == last and facet is Facet.DEADLINE)
            yield Given(facet=facet, how=How.BEFORE, end=last if whole else first - _DAY)
        elif how in ("after", "since"):
            yield Given(facet=facet, how=How.AFTER, start=last + _DAY if how == "after" else first)
        else:
            yield Given(facet=facet, how=How.IN, start=first, end=last)


def _roles(marks: Marks) -> Iterator[Given]:
    """The part that a body named is asked to have."""
    for facet in (Facet.LEAD, Facet.COORDINATING):
        if marks.has(facet.value):
            yield Given(facet=facet, how=How.IS)
            return
