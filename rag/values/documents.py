"""The documents a hit rests on."""

import re
from collections.abc import Sequence
from functools import lru_cache

from corpus.lexicon import kinds
from corpus.models import CitedDocument, DocumentKind, Notice
from corpus.text import canonical, collapse, fold
from rag.models import Hit, Question
from rag.values.around import shares
from rag.values.filled import Filled
from rag.values.within import cited_within

_CLAUSE_OF = re.compile(r"(?:(?:Khoản|Điểm|khoản|điểm)\s+\w+\s+)+(?:Điều|điều)\s+\d+\s+$|(?:Điều|điều)\s+\d+\s+$")


# Between two documents that are cited for the same: a comma, "and", whose they are.
_JOINED = re.compile(r"\s*(?:của [^,;.]{2,60})?\s*(?:,|;|và|cùng|-)?\s*(?:số\s*)?")
_CLEARLY = 0.15  # share of the topic by which a group has to lead


def legal_basis(question: Question, hit: Hit, notice: Notice) -> Filled | None:
    passage = hit.passage
    asked = _kind_asked(fold(question.text))
    cited = cited_within(notice, passage)
    if not cited:
        return None
    cited = [document for document in cited if asked and document.kind is asked] or cited
    printed = [_printed(notice.text, passage.start, document) for document in _about(question, hit, cited)]
    return Filled(values=tuple(dict.fromkeys(printed)), start=passage.start, end=passage.end)


def _about(question: Question, hit: Hit, cited: Sequence[CitedDocument]) -> Sequence[CitedDocument]:
    """Those of the group that the matter stands before, where a sentence cites several groups, each for its own."""
    text, offset = hit.passage.text, hit.passage.start
    groups: list[list[CitedDocument]] = []
    for document in cited:
        between = text[groups[-1][-1].end - offset : document.start - offset] if groups else ""
        if groups and _JOINED.fullmatch(canonical(between)):
            groups[-1].append(document)
        else:
            groups.append([document])
    spans = [(group[0].start - offset, group[-1].end - offset) for group in groups]
    found = shares(question, text, spans)
    best = max(found)
    clear = sum(share > best - _CLEARLY for share in found) == 1
    return groups[found.index(best)] if clear else cited


def _printed(text: str, start: int, document: CitedDocument) -> str:
    """A document with the article it is cited for."""
    clause = _CLAUSE_OF.search(text, start, document.start)
    return collapse(text[clause.start() if clause else document.start : document.end])


@lru_cache(64)  # asked of each hit of one question
def _kind_asked(folded: str) -> DocumentKind | None:
    for entry in kinds():
        if any(re.search(rf"\b{fold(word)}\b", folded) for word in entry.named):
            return entry.kind
    return None
