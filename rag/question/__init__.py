"""A question in words -> what is asked: language, slot, entities, the topic that is left."""

import re
from collections.abc import Collection, Iterable, Sequence
from functools import partial

from corpus.lexicon import of_notice
from corpus.models import Facet
from corpus.names.agencies import spelled_out
from corpus.phrases import Word, words
from corpus.text import collapse, fold, nfc, seen
from rag.models import PLACE, Asked, Question, Shape, Term, Turn
from rag.question.asides import aside_of, shows
from rag.question.asks import counted_in, kind_asked
from rag.question.cues import spoken_out
from rag.question.entities import entities, inside
from rag.question.facets import parts_of
from rag.question.figures import figures_asked
from rag.question.follow_up import Reader, completed
from rag.question.ranks import ranks_in
from rag.question.roles import roles_in
from rag.question.shapes import form_of
from rag.question.terms import english_terms, vietnamese_terms
from rag.question.whether import doers_in, office_in, supposed_in, whether_of

LONGEST = 1_000  # characters
_COUNTED = frozenset((Facet.FIGURE, Facet.ATTENDEES, Facet.ABSENT))  # bao nhiêu doanh nghiệp dự họp
_WHERE = ("where", "place")
_FOCUS = 5  # words on either side of a question word
_FEW = 4  # terms of a message that is only talk

_PAGE = re.compile(r"\s*\((?:trang|page)\s+([1-9]\d{0,2})\)\s*$", re.I)
_LINE_END = re.compile(r"(?<=\w)[ \t]*[\r\n]\s*(?=\S)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def cleaned(text: str) -> str:
    """The question as it is understood and echoed: one line, where a line ended a semicolon."""
    return one_line(_LINE_END.sub("; ", seen(text)))


def one_line(text: str) -> str:
    """One line of NFC, nothing invisible, no control characters."""
    return collapse(_CONTROL.sub(" ", nfc(seen(text))))


def understand(
    text: str, history: Sequence[Turn] = (), language: str | None = None, known_provinces: Iterable[str] = ()
) -> Question:
    """What `text` asks, a follow-up completed from the turns before it. `text` is cleaned already."""
    known = frozenset(known_provinces)
    question = completed(text, history, Reader(known, partial(_understood, known_provinces=known)))
    return question.model_copy(update={"language": language}) if language else question


def _wanted(text: str, language: str, known_provinces: Iterable[str], contexts: Collection[str]) -> tuple[Asked, ...]:
    """What is asked for, each thing with the terms of its own part where there are several."""
    text = spoken_out(text) if language == "vi" else text
    parts = parts_of(text, language, contexts)
    sequence = words(fold(text))
    places = inside(entities(text, sequence, known_provinces).spans)
    named = {at for at, word in enumerate(sequence) if word.start in places}

    def terms(first: int, after: int) -> tuple[Term, ...]:
        taken = {at - first for at in named.intersection(range(first, after))}
        return _terms(text, sequence[first:after], taken, language)[0]

    counted = [(at, terms(at, end)) for at, end in counted_in(text, language)]
    once = sum(part.facet in _COUNTED for part in parts) == 1
    return tuple(
        Asked(
            facet=part.facet,
            sort=part.sort,
            of_document=part.of_document and len(parts) > 1,
            whether=part.whether and len(parts) > 1,
            terms=terms(part.first, part.after) if len(parts) > 1 else (),
            kind=part.kind or (PLACE if part.bare in _WHERE and part.facet is Facet.FACT else ""),
            numbered=part.bare == "number",
            focus=terms(max(part.first, part.at - _FOCUS), min(part.after, part.at + _FOCUS)),
            counted=tuple(noun for at, noun in counted if once or part.first <= at < part.after)
            if part.facet in _COUNTED
            else (),
        )
        for part in parts
    ) or (Asked(facet=Facet.FACT, kind=kind_asked(text, language)),)


def _terms(
    text: str, sequence: Sequence[Word], taken: Collection[int], language: str
) -> tuple[tuple[Term, ...], tuple[tuple[str, str], ...]]:
    """The terms of a question and its pairs of neighbours; of an English one no pairs."""
    return (english_terms(sequence, taken), ()) if language == "en" else vietnamese_terms(text, sequence, taken)


def _understood(
    text: str, language: str, contexts: Collection[str] = (), known_provinces: Iterable[str] = ()
) -> Question:
    page = _PAGE.search(text)
    text = text[: page.start()].rstrip() if page else text
    folded = fold(text)
    sequence = words(folded)
    wanted = _wanted(text, language, known_provinces, contexts)
    supposes = supposed_in(text, language)
    several = len(wanted) > 1 and "which" in supposes
    whether = None if several else whether_of(text, language)
    leads = whether and "lead" in supposes
    named = entities(text, sequence, known_provinces)
    places = inside((*named.spans, *(named.of_agencies if leads else ())))
    form = form_of(text, sequence, language, named)
    roles = roles_in(text, language, named.agencies, inside(named.spans))
    with_whom = next(
        (asked for asked in wanted if asked.facet is Facet.COORDINATING), None
    )  # one who leads has such, too
    taken = {at for at, word in enumerate(sequence) if word.start in places}
    terms, pairs = _terms(text, sequence, taken, language)
    asking = {at for at, word in enumerate(sequence) if word.start in form.spoken}
    matter = _terms(text, sequence, taken | asking, language)[0] if asking else terms
    idle = not (named.provinces or named.numbers or named.agencies) and len(terms) <= _FEW
    aside = aside_of(text, language, idle=idle, asks=wanted[0].facet is not Facet.FACT)
    if whether and not of_notice(wanted[0].facet):
        wanted = (Asked(facet=Facet.LEAD if leads else Facet.FACT, kind=wanted[0].kind),)
    return Question(
        text=text,
        language=language,
        wanted=wanted,
        whether=whether,
        shape=Shape.WHETHER if whether else form.shape,
        over=None if whether else form.over,
        by=form.by,
        kinds=form.kinds,
        givens=form.givens,
        aside=aside,
        said=spelled_out(text),
        office=office_in(text),
        supposes=supposes,
        doers=tuple(doers_in(text, language, named.agencies)),
        roles=tuple(one for one in roles if with_whom is None or one[1] is not Facet.COORDINATING),
        figures=tuple(figures_asked(text, named.numbers)),
        ranks=ranks_in(text),
        comparison=shows("comparison", text),
        provinces=named.provinces,
        agencies=named.agencies,
        numbers=named.numbers,
        dates=named.dates,
        date_parts=named.date_parts,
        years=named.years,
        items=named.items,
        page=int(page[1]) if page else 1,
        terms=terms,
        matter=matter,
        pairs=pairs,
    )
