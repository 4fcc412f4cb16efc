"""A question in words -> what is asked: language, slot, entities, the topic that is left."""

import re
from collections.abc import Iterable, Sequence

from corpus.models import Facet
from corpus.phrases import words
from corpus.text import INVISIBLE, collapse, fold, nfc
from rag.models import Question, Turn
from rag.question.cues import intent_of
from rag.question.entities import entities, inside
from rag.question.follow_up import Reader, completed
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
    known = frozenset(known_provinces)
    question = completed(text, history, Reader(known, lambda said, spoken: _understood(said, spoken, known)))
    return question.model_copy(update={"language": language}) if language else question


def _understood(text: str, language: str, known_provinces: Iterable[str]) -> Question:
    page = _PAGE.search(text)
    text = text[: page.start()].rstrip() if page else text
    folded = fold(text)
    sequence = words(folded)
    intent = intent_of(folded, language)
    named = entities(text, sequence, known_provinces)
    pairs: tuple[tuple[str, str], ...] = ()
    supposed = named.of_agencies if intent.yes_no and intent.wanted[0].facet is Facet.LEAD else ()
    places = inside((*named.spans, *supposed))
    taken = {at for at, word in enumerate(sequence) if word.start in places}
    if language == "en":
        terms = english_terms(sequence, taken)
    else:
        terms, pairs = vietnamese_terms(text, sequence, taken)
    return Question(
        text=text,
        language=language,
        wanted=intent.wanted,
        listing=intent.listing,
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
        pairs=pairs,
    )
