"""The documents a hit rests on."""

import re
from functools import lru_cache

from corpus.citations import citations_in
from corpus.lexicon import kinds
from corpus.models import DocumentKind, Notice
from corpus.text import collapse, fold
from rag.fill.filled import Filled
from rag.models import Hit, Question

_CLAUSE_OF = re.compile(r"(?:(?:Khoản|Điểm|khoản|điểm)\s+\w+\s+)+(?:Điều|điều)\s+\d+\s+$|(?:Điều|điều)\s+\d+\s+$")


def legal_basis(question: Question, hit: Hit, notice: Notice) -> Filled | None:
    passage = hit.passage
    asked = _kind_asked(fold(question.text))
    found = []
    for cited in citations_in(notice.text, passage.start, passage.end):
        clause = _CLAUSE_OF.search(notice.text, passage.start, cited.start)
        left = clause.start() if clause else cited.start
        found.append((cited.kind, collapse(notice.text[left : cited.end])))
    if not found:
        return None
    of_kind = [printed for kind, printed in found if asked and kind is asked]
    return Filled(
        values=tuple(dict.fromkeys(of_kind or [printed for _, printed in found])),
        start=passage.start,
        end=passage.end,
    )


@lru_cache(64)  # asked of each hit of one question
def _kind_asked(folded: str) -> DocumentKind | None:
    for entry in kinds():
        if any(re.search(rf"\b{fold(word)}\b", folded) for word in (*entry.cited, *entry.asked)):
            return entry.kind
    return None
