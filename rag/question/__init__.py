"""A question in words -> what is asked: language, slot, entities, the topic that is left."""

import re
from collections.abc import Collection, Iterable, Sequence

from corpus.models import Facet
from corpus.phrases import Word, words
from corpus.text import INVISIBLE, collapse, fold, nfc
from rag.models import Question, Term, Turn
from rag.question.cues import intent_of
from rag.question.entities import entities, inside
from rag.question.follow_up import completed
from rag.question.language import language_of
from rag.question.shapes import form_of
from rag.question.terms import english_terms, vietnamese_terms

LONGEST = 1_000  # characters

_PAGE = re.compile(r"\s*\((?:trang|page)\s+([1-9]\d{0,2})\)\s*$", re.I)
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def cleaned(text: str) -> str:
    """The question as it is understood and echoed: one line of NFC, nothing invisible, no control characters."""
    return collapse(_CONTROL.sub(" ", nfc(text.translate(INVISIBLE))))


def understand(
    text: str, history: Sequence[Turn] = (), language: str | None = None, known_provinces: Iterable[str] = ()
) -> Question:
    """What `text` asks, a follow-up completed from the turns before it. `text` is cleaned already."""
    question = _understood(text, language, known_provinces)
    if history:
        before = [_understood(cleaned(turn.question), None, known_provinces) for turn in history]
        answers = [_understood(cleaned(turn.answer), None, known_provinces) for turn in history]
        question = completed(question, before, answers)
    return question


def _understood(text: str, language: str | None, known_provinces: Iterable[str]) -> Question:
    page = _PAGE.search(text)
    text = text[: page.start()].rstrip() if page else text
    folded = fold(text)
    sequence = words(folded)
    spoken = language_of(text)
    intent = intent_of(folded, spoken)
    named = entities(text, sequence, known_provinces)
    supposed = named.of_agencies if intent.yes_no and intent.wanted[0].facet is Facet.LEAD else ()
    places = inside((*named.spans, *supposed))
    form = form_of(text, sequence, spoken, named)
    taken = {at for at, word in enumerate(sequence) if word.start in places}
    terms, pairs = _terms(text, spoken, sequence, taken)
    asking = {at for at, word in enumerate(sequence) if word.start in form.spoken}
    matter = _terms(text, spoken, sequence, taken | asking)[0] if asking else terms
    return Question(
        text=text,
        language=language or spoken,
        wanted=intent.wanted,
        shape=form.shape,
        over=form.over,
        kinds=form.kinds,
        givens=form.givens,
        yes_no=intent.yes_no,
        comparison=intent.comparison,
        provinces=named.provinces,
        agencies=named.agencies,
        numbers=named.numbers,
        dates=named.dates,
        date_parts=named.date_parts,
        years=named.years,
        item=named.item,
        page=int(page[1]) if page else 1,
        terms=terms,
        matter=matter,
        pairs=pairs,
    )


def _terms(
    text: str, language: str, sequence: Sequence[Word], taken: Collection[int]
) -> tuple[tuple[Term, ...], tuple[tuple[str, str], ...]]:
    return (english_terms(sequence, taken), ()) if language == "en" else vietnamese_terms(text, sequence, taken)
