"""A question as it is understood over one index: slips and short names put right by what the index knows."""

import re
from collections.abc import Sequence
from functools import cache

from corpus.lexicon import Agency
from corpus.names.agencies import body_key
from corpus.names.people import names_in, unaccented_names
from rag.allowance import uncharged
from rag.index import Index
from rag.models import Question, Shape, Turn
from rag.question import cleaned, one_line, understand
from rag.question.cues import of_matter
from rag.question.language import language_of
from rag.question.matter import matter_of
from rag.question.parting import parted
from rag.question.short_names import bodies_in_full
from rag.question.typos import corrected
from rag.question.vocabulary import Vocabulary

_END = re.compile(r"\?+\s+")


def read_questions(
    index: Index, text: str, history: Sequence[Turn] = (), language: str | None = None
) -> tuple[Question, ...]:
    """What each question of a message asks; one that names no matter of its own belongs to the one before it."""
    pieces = [piece for piece in _END.split(text) if piece.strip()]
    if len(pieces) < 2:
        parts = tuple(read_question(index, part, history, language) for part in parted(text))
        return parts if all(map(_limits, parts)) else (read_question(index, text, history, language),)
    found: list[str] = []
    for piece in pieces:
        alone = read_question(index, piece)
        named = alone.numbers or alone.provinces or alone.agencies
        if found and not (len(of_matter(alone.terms)) > 1 or named):
            found[-1] = f"{found[-1]}? {piece}"
        else:
            found.append(piece)
    return tuple(read_question(index, piece, history, language) for piece in found)


def _limits(question: Question) -> bool:
    """True where it says of itself what it asks for."""
    named = question.numbers or question.provinces or question.agencies or question.dates or question.givens
    return bool(named) or question.shape in (Shape.FIRST, Shape.LAST) or len(of_matter(question.matter)) > 1


def read_question(index: Index, text: str, history: Sequence[Turn] = (), language: str | None = None) -> Question:
    """What `text` asks of an index, the questions before it read in the same way."""
    with uncharged():
        known = Vocabulary(index.vocabulary(), index.accented(), index.document_frequencies)
        provinces = {notice.province for notice in index.catalogue() if notice.province}

    @cache
    def working() -> frozenset[str]:
        with uncharged():
            rows = index.directives()
        return frozenset(body_key(name) for _, row in rows for name in row.bodies)

    def at_work(agency: Agency) -> bool:
        return body_key(agency.name) in working()

    def read(text: str) -> str:
        text = corrected(cleaned(text), known)
        return bodies_in_full(text, at_work) if language_of(text) == "vi" else text

    before = [
        turn.model_copy(update={"question": read(turn.question), "answer": one_line(turn.answer)}) for turn in history
    ]
    question = understand(read(text), before, language, provinces)
    people = names_in(question.text, 0, len(question.text)) or unaccented_names(question.text)
    named = tuple(dict.fromkeys(one.value for one in people if one.value not in question.provinces))
    return question.model_copy(update={"about": matter_of(question), "people": named})
