"""What a question supposes, compared with what one clause states: bodies, documents, days, figures."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from corpus.citations import citations_in
from corpus.dates import date_parts, printed
from corpus.models import Notice
from corpus.names.agencies import agency_named, body_key, find_agencies, key, keys_of
from corpus.phrases import words
from corpus.text import collapse, fold
from rag.models import Hit, Question
from rag.proof.evidence import Evidence
from rag.question.whether import says, spoken
from rag.search.scope import cites, is_number_of
from rag.shorten import fitting
from rag.values import leading
from rag.wording import Wording

_FIGURE = re.compile(r"(?<![\w./])(\d+(?:[.,]\d+)*)\s*(%|[^\W\d]+)?|\b(quy)\s+([ivx]+|[1-4])\b")
_YEAR = re.compile(r"(?:19|20)\d\d")
_QUARTERS = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}


class Compared(NamedTuple):
    """One kind of thing: is what is supposed there (None: nothing is stated of that kind), and what is stated instead.

    `near`: of bodies, does the clause name the one that is supposed?
    """

    agrees: bool | None
    stated: str = ""
    near: bool | None = None


def compared(question: Question, hit: Hit, notice: Notice, wording: Wording) -> Iterator[Compared]:
    """Every thing that `question` supposes, as the clause of `hit` has it."""
    yield from _bodies(question, hit, notice, wording)
    yield from _numbers(question, hit, notice)
    yield from _days(question, hit, notice)
    yield from _figures(question, hit, notice)


def named(body: str, language: str) -> str:
    """A body's name, with its English name where the question is English."""
    agency = agency_named(body) if language == "en" else None
    return f"{body} ({agency.en})" if agency and agency.en else body


def _bodies(question: Question, hit: Hit, notice: Notice, wording: Wording) -> Iterator[Compared]:
    """The bodies supposed to do the work, against those the task is given to."""
    row, language, text = hit.row, question.language, hit.passage.text
    if says(question.text, language, "allows") and not question.premise:
        return
    standing = {agency.name for _, _, agency in find_agencies(words(fold(text)))}
    issuer = key(notice.issuer.value) if notice.issuer else ""
    lead = list(row.lead) if row and row.lead else list(leading(notice, hit.passage))
    given = lead or (list(row.assigned) if row else [])
    part = says(question.text, language, "takes_part") and not question.premise
    holders = [*given, *(row.bodies if row and part else ())]
    known = Evidence("; ".join((text, *given)))
    shown = [body if known.lacks(named(body, language)) else named(body, language) for body in given]
    said = wording.say(language, "answer.leads" if lead else "answer.is_assigned", bodies=fitting(shown))
    doers = list(doing(question))
    if question.premise and not doers:  # a body that no list of names has
        asked = [body for body in (row.bodies if row else ()) if key(body) in key(question.text)]
        agrees = any(body in asked for body in given)
        yield Compared(agrees or (False if asked and given else None), said if agrees or asked else "", bool(asked))
    around = key(f"{text} {hit.passage.context}")
    elsewhere = {*question.agencies} - {name for name, _ in doers}
    if any(key(name) not in around and name not in standing for name in elsewhere):
        yield Compared(None)  # one beside whom it is supposed to be done
    for name, outright in doers:
        if any(_is(body, name, question.text) for body in holders):
            yield Compared(True, said if outright else "")
        elif not outright and (key(name) in issuer or key(name) in key(text) or name in standing):
            continue  # whose decision it is, or what is done to it
        else:
            near = key(name) in key(text) or name in standing
            yield Compared(False if outright and given else None, said if outright and given else "", near)


def _is(body: str, name: str, asked: str) -> bool:
    """True for the body named; of two districts the one that `asked` names."""
    return body_key(body) in keys_of(name) or (key(name) in key(body) and key(body) in key(asked))


def doing(question: Question) -> Iterator[tuple[str, bool]]:
    """The bodies a question supposes to do the work, and whether it says so outright ("do …", "giao …", "… chủ trì").

    Not those it names beside one ("phối hợp với …", "trình …").
    """
    text, language = question.text, question.language
    after_by, after_beside = ({end for _, end in spoken(text, language, name)} for name in ("by", "beside"))
    sequence = words(fold(text))
    for first, _, agency in find_agencies(sequence):
        before = sequence[first - 1].end if first else 0
        if agency.name in question.agencies and before not in after_beside:
            yield agency.name, question.premise or before in after_by


def _numbers(question: Question, hit: Hit, notice: Notice) -> Iterator[Compared]:
    """The documents supposed, against those the clause cites."""
    passage = hit.passage
    asked = [one for one in question.numbers if not is_number_of(notice, one)]
    if not asked:
        return
    if all(cites(passage.text, one) for one in asked):
        yield Compared(True)
        return
    cited = [one for one in citations_in(notice.text, passage.start, passage.end) if one.number]
    kinds = {one.kind for one in asked if one.kind}
    like = [one for one in cited if not kinds or (one.kind and fold(one.kind.value) in kinds)]
    yield Compared(False if like else None, "; ".join(dict.fromkeys(collapse(one.name) for one in like)))


def _days(question: Question, hit: Hit, notice: Notice) -> Iterator[Compared]:
    """The days and months supposed, against those of the clause; those of the documents it cites are no others."""
    passage, row = hit.passage, hit.row
    if not question.date_parts:
        return
    documents = citations_in(notice.text, passage.start, passage.end)
    dated = [one.date for one in documents if one.date and any(cites(one.name, asked) for asked in question.numbers)]
    if dated:  # the day of a document that is named
        yield Compared(set(question.dates) <= set(dated), printed(dated[0]), True)
        return
    named_ = date_parts(passage.text)
    if all(any(asked.holds(part) for part in named_) for asked in question.date_parts):
        yield Compared(True)
        return
    bare = _without_documents(notice, hit)
    own = list(dict.fromkeys(_printed_days(bare)))
    if row and row.deadline and row.deadline.date:
        yield Compared(False, collapse(row.deadline.text))
    else:
        yield Compared(False if len(own) == 1 else None, own[0] if len(own) == 1 else "")


def _printed_days(text: str) -> Iterator[str]:
    for part in date_parts(text):
        day = f"{part.day:02}/" if part.day else ""
        yield f"{day}{part.month:02}/{part.year}" if part.year else f"{day}{part.month:02}"


def _figures(question: Question, hit: Hit, notice: Notice) -> Iterator[Compared]:
    """The figures supposed, each against those of the clause that count the same."""
    text = _without_documents(notice, hit)
    stated = list(figures(text))
    for asked in figures(_without_entities(question)):
        same = [one for one in stated if one.value == asked.value]
        if any(one.unit == asked.unit or one.before == asked.before or question.language == "en" for one in same):
            yield Compared(True)
            continue
        like = list(dict.fromkeys(_alike(one.printed, asked.printed) for one in stated if one.unit == asked.unit))
        yield Compared(False if len(like) == 1 else None, like[0] if len(like) == 1 else "")


def _alike(stated: str, supposed: str) -> str:
    """The figure stated with as many of the words after it as the question has after its own."""
    ours, theirs = stated.split(), supposed.split()
    after = next(
        (
            at
            for at, (one, other) in enumerate(zip(ours, theirs, strict=False))
            if at and fold(one).strip(".,;:?") != fold(other).strip("?")
        ),
        99,
    )
    return " ".join(ours[: max(2, after)]).strip(" ,;:.?")


class Figure(NamedTuple):
    """A figure: its value, the folded words after it (what it counts) and before it, and as printed with what follows."""

    value: str
    unit: str
    before: str
    printed: str


def figures(text: str) -> Iterator[Figure]:
    """The figures of a text that are no years: ("4700", "dong", "nguyen", "4.700 đồng/m3"), ("3", "quy", "trong", "quý III")."""
    folded = fold(text)
    for match in _FIGURE.finditer(folded):
        before = (folded[: match.start()].split() or [""])[-1]
        read = collapse(text[match.start() : match.start() + 60])
        if match[3]:
            yield Figure(_QUARTERS.get(match[4], match[4]), "quy", before, read)
        elif not _YEAR.fullmatch(match[1]):
            yield Figure(match[1].replace(".", "").lstrip("0"), match[2] or "", before, read)


def _without_documents(notice: Notice, hit: Hit) -> str:
    """The clause with its documents and days blanked out of it, so that what is left counts something."""
    passage = hit.passage
    text = passage.text
    for one in citations_in(notice.text, passage.start, passage.end):
        left, right = max(0, one.start - passage.start), one.end - passage.start
        text = text[:left] + " " * (right - left) + text[right:]
    return text


@cache
def _dated() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\d.])\d{1,2}\s*[/.-]\s*\d{1,2}(?:\s*[/.-]\s*\d{4})?(?!\d)|(?:ngay|thang|nam)\s+\d+(?:/\d+)?"
    )


def _without_entities(question: Question) -> str:
    """The question without its numbers of documents and its days."""
    text = question.text
    taken = [
        match.span()
        for one in question.numbers
        for match in re.finditer(rf"\b{re.escape(one.serial)}\b(?:\s*/\s*[\w-]+)*", text)
    ]
    taken += [match.span() for match in _dated().finditer(fold(text))]
    for start, end in taken:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
