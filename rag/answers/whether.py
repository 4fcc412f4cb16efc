"""Yes, no, or not told: what a question supposes, compared with what one clause states, thing by thing."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from corpus.citations import citations_in
from corpus.dates import date_parts, printed
from corpus.models import Notice
from corpus.names.agencies import agency_named, body_key, find_agencies, key, keys_of
from corpus.patterns import denying, whole
from corpus.phrases import words
from corpus.text import canonical, collapse, fold, has_diacritics
from rag.answers.decide import Decision
from rag.coverage import Rarity, coverage, gaps, words_of
from rag.models import Hit, Polarity, Question, Whether
from rag.proof.evidence import Evidence
from rag.question.whether import says, spoken
from rag.search.scope import cites, is_number_of
from rag.shorten import HEADLINE, best_clauses, fitting, shortened
from rag.values.bodies import leading
from rag.wording import Wording

CLAUSES = 170  # characters of the deciding words after a sentence of ours
STATED = 0.62  # the share of the matter that the clause and what it stands under hold where it states the matter
DENIED = 0.35  # the same where the clause denies something in words that are quoted
MISSING = 0.25  # the share of one thing that is missing, at most, where it is said to be so
_FIGURE = re.compile(r"(?<![\w./])(\d+(?:[.,]\d+)*)\s*(%|[^\W\d]+)?|\b(quy)\s+([ivx]+|[1-4])\b")
_YEAR = re.compile(r"(?:19|20)\d\d")
_QUARTERS = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}


class Judgement(NamedTuple):
    """The polarity, the words that decide it, and how much of the matter the clause holds (0 to 1)."""

    polarity: Polarity
    said: str
    held: float


class Compared(NamedTuple):
    """One kind of thing: is what is supposed there (None: nothing is stated of that kind), and what is stated instead.

    `near`: of bodies, does the clause name the one that is supposed?
    """

    agrees: bool | None
    stated: str = ""
    near: bool | None = None


def judged(question: Question, decision: Decision, notice: Notice, rarity: Rarity, wording: Wording) -> Judgement:
    """What the decided clause answers to `question`, which names all that is supposed."""
    hit, language = decision.hit, question.language
    assert hit is not None
    passage = hit.passage
    views = [(words_of(part), 1.0) for part in (passage.text, passage.context, passage.header)]
    held = coverage(question.terms, views, rarity)
    found = [one for compare in _COMPARED for one in compare(question, hit, notice, wording)]
    other = next((one for one in found if one.agrees is False and one.stated and (one.near or held >= STATED)), None)
    direction = _direction(question, passage.text)
    if direction is Polarity.NO and held >= DENIED and not (other and other.near is not None):
        other = Compared(False, best_clauses(passage.text, question, HEADLINE - 12))
    if other:
        return Judgement(Polarity.NO, _headed("no", other.stated, language, wording), held)
    sure = held >= STATED and gaps(question.terms, views, rarity)[0] <= MISSING and all(one.agrees for one in found)
    if sure and (direction is Polarity.YES or (direction is None and not _undone(question, hit))):
        said = next((one.stated for one in found if one.stated), "")
        said = said or best_clauses(passage.text, question, HEADLINE - 12)
        return Judgement(Polarity.YES, _headed("yes", said, language, wording), held)
    sentence = "done" if direction is None and question.whether is Whether.DONE else "whether"
    clauses = best_clauses(passage.text, question, CLAUSES)
    said = wording.say(language, f"answer.not_told.{sentence}", clauses=clauses)
    return Judgement(Polarity.NOT_TOLD, shortened(said, HEADLINE - 1), held)


def named(body: str, language: str) -> str:
    """A body's name, with its English name where the question is English."""
    agency = agency_named(body) if language == "en" else None
    return f"{body} ({agency.en})" if agency and agency.en else body


def _headed(polarity: str, words_: str, language: str, wording: Wording) -> str:
    return shortened(f"{wording.say(language, f'answer.{polarity}')}: {words_}", HEADLINE - 1)


def _direction(question: Question, text: str) -> Polarity | None:
    """Yes, no or left open as the clause's own words have it; None where they say neither, or permission is not asked for."""
    said = canonical(best_clauses(text, question, 200))
    denied = _holds(canonical(question.text), denying()) or says(question.text, question.language, "denies")
    if _holds(said, denying()):
        return None if denied else Polarity.NO
    if not says(question.text, question.language, "allows"):
        return None
    if _holds(said, whole("undecided")):
        return Polarity.NOT_TOLD
    return Polarity.YES if _holds(said, whole("agrees")) else Polarity.NOT_TOLD


def _holds(said: str, pattern: re.Pattern[str]) -> bool:
    """True where a text has the words, without diacritics where it has none."""
    return bool(pattern.search(said) if has_diacritics(said) else re.search(fold(pattern.pattern), said))


def _undone(question: Question, hit: Hit) -> bool:
    """True where it is asked whether something has been done, and the clause only has it to be done."""
    said = canonical(hit.passage.text)
    return question.whether is Whether.DONE and ("đã" if has_diacritics(said) else "da") not in said.split()


def _bodies(question: Question, hit: Hit, notice: Notice, wording: Wording) -> Iterator[Compared]:
    """The bodies supposed to do the work, against those the task is given to."""
    row, language, text = hit.row, question.language, hit.passage.text
    if says(question.text, language, "allows") and not question.premise:
        return
    standing = {agency.name for _, _, agency in find_agencies(words(fold(text)))}
    issuer = key(notice.issuer.value) if notice.issuer else ""
    lead = list(row.lead) if row and row.lead else list(leading(text))
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
    for name, outright in doers:
        if any(_is(body, name) or key(body) in key(question.text) for body in holders):
            yield Compared(True, said if outright else "")
        elif not outright and (key(name) in issuer or key(name) in key(text) or name in standing):
            continue  # whose decision it is, or what is done to it
        else:
            near = key(name) in key(text) or name in standing
            yield Compared(False if outright and given else None, said if outright and given else "", near)


def _is(body: str, name: str) -> bool:
    return body_key(body) in keys_of(name)


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


def _numbers(question: Question, hit: Hit, notice: Notice, _: Wording) -> Iterator[Compared]:
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


def _days(question: Question, hit: Hit, notice: Notice, _: Wording) -> Iterator[Compared]:
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


def _figures(question: Question, hit: Hit, notice: Notice, _: Wording) -> Iterator[Compared]:
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
        (at for at, (one, other) in enumerate(zip(ours, theirs, strict=False)) if at and fold(one) != fold(other)), 99
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


_COMPARED: Sequence[Callable[[Question, Hit, Notice, Wording], Iterator[Compared]]] = (
    _bodies,
    _numbers,
    _days,
    _figures,
)
