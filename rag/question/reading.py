"""A question as it is understood over one index: slips and short names put right by what the index knows."""

from collections.abc import Sequence
from functools import cache

from corpus.lexicon import Agency
from corpus.names.agencies import body_key
from rag.allowance import uncharged
from rag.index import Index
from rag.models import Question, Turn
from rag.question import cleaned, understand
from rag.question.language import language_of
from rag.question.short_names import bodies_in_full
from rag.question.typos import corrected, mended
from rag.question.vocabulary import Vocabulary


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
        turn.model_copy(update={"question": read(turn.question), "answer": cleaned(turn.answer)}) for turn in history
    ]
    return mended(understand(read(text), before, language, provinces), known)
