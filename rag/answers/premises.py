"""What a question supposes, compared with what one clause states: bodies, documents, days, figures."""

import re
from collections.abc import Iterator, Set
from typing import NamedTuple

from corpus.citations import citations_in
from corpus.dates import date_parts, printed
from corpus.models import Facet, Notice
from corpus.names.agencies import agency_named, find_agencies, key
from corpus.phrases import words
from corpus.text import collapse, fold
from rag.answers.roles import contradicts, is_called
from rag.models import Hit, Question
from rag.proof.evidence import Evidence
from rag.question.figures import figures
from rag.question.ranks import is_another
from rag.search.scope import cites, is_number_of
from rag.shorten import fitting
from rag.values import leading
from rag.wording import Wording

_PARTS = re.compile(r"[,;]\s+")


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
    if "allows" in question.supposes and not (question.premise or question.roles):
        return
    standing = {agency.name for _, _, agency in find_agencies(words(fold(text)))}
    issuer = key(notice.issuer.value) if notice.issuer else ""
    lead = list(row.lead) if row and row.lead else list(leading(notice, hit.passage))
    given = lead or (list(row.assigned) if row else [])
    part = "takes_part" in question.supposes and not question.premise
    holders = [*given, *(row.bodies if row and part else ())]
    known = Evidence("; ".join((text, *given)))
    shown = [body if known.lacks(named(body, language)) else named(body, language) for body in given]
    said = wording.say(language, "answer.leads" if lead else "answer.is_assigned", bodies=fitting(shown))
    doers = [(name, outright or question.premise) for name, outright in question.doers]
    if question.premise and not doers:  # a body that no list of names has
        asked = [body for body in (row.bodies if row else ()) if question.names(body)]
        agrees = any(body in asked for body in given)
        yield Compared(agrees or (False if asked and given else None), said if agrees or asked else "", bool(asked))
    around = key(f"{text} {hit.passage.context}")
    elsewhere = {*question.agencies} - {name for name, _ in doers}
    if any(key(name) not in around and name not in standing for name in elsewhere):
        yield Compared(None)  # one beside whom it is supposed to be done
    parts = dict(question.roles)
    doers += [(name, True) for name in parts if name not in dict(doers)]
    for name, outright in doers:
        helps = row is not None and parts.get(name) is Facet.COORDINATING
        if helps and row and (wrong := contradicts(question, row, name, Facet.COORDINATING)):
            yield Compared(not wrong, said, True)
        elif helps and row and row.coordinating:
            there = any(is_called(body, name, question) for body in row.bodies)
            yield Compared(there or None)
        elif any(is_called(body, name, question) for body in holders):
            yield Compared(True, said if outright else "")
        elif not outright and (key(name) in issuer or key(name) in key(text) or name in standing):
            continue  # whose decision it is, or what is done to it
        else:
            near = key(name) in key(text) or name in standing
            yield Compared(False if outright and given else None, said if outright and given else "", near)


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
    for asked in question.figures:
        same = [one for one in stated if one.value == asked.value]
        if told := _told_of_another(question, text, {one.value for one in same}):
            yield Compared(False, told)
            continue
        if any(one.unit == asked.unit or one.before == asked.before or question.language == "en" for one in same):
            yield Compared(True)
            continue
        like = list(dict.fromkeys(_alike(one.printed, asked.printed) for one in stated if one.unit == asked.unit))
        yield Compared(False if len(like) == 1 else None, like[0] if len(like) == 1 else "")


def _told_of_another(question: Question, text: str, values: Set[str]) -> str:
    """The part of a clause that states one of the figures of another thing of that name: 30% of mức độ 4, not of mức độ 3."""
    for part in (part.strip() for part in _PARTS.split(text) if values & {one.value for one in figures(part)}):
        if is_another(question.ranks, part):
            return part
    return ""


def _alike(stated: str, supposed: str) -> str:
    """The figure stated with as many of the words after it as the question has after its own."""
    ours, theirs = stated.split(), [fold(word).strip("?") for word in supposed.split()]
    same = [fold(word).strip(".,;:?") == other for word, other in zip(ours, theirs, strict=False)]
    after = next((at for at, one in enumerate(same) if at and not one), len(ours))
    return " ".join(ours[: max(2, after)]).strip(" ,;:.?")


def _without_documents(notice: Notice, hit: Hit) -> str:
    """The clause with its documents and days blanked out of it, so that what is left counts something."""
    passage = hit.passage
    text = passage.text
    for one in citations_in(notice.text, passage.start, passage.end):
        left, right = max(0, one.start - passage.start), one.end - passage.start
        text = text[:left] + " " * (right - left) + text[right:]
    return text
