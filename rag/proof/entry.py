"""Whether the text bears out what a chat model that reads says of one thing asked.

The quote has to be a slice it was shown. What is said has to stand in the clause of the quote: each body, day, figure, document
and person (`rag.proof.entry_checks` has what else has to hold of a body, a deadline, a fact of the head). What is no value and
does not stand there word for word is not said in the model's words: the quote itself is shown instead.
"""

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache

from corpus.models import Facet
from corpus.text import canonical, collapse, nfc
from rag.draft import Span
from rag.label import LONGEST_QUOTE, quote_end
from rag.models import Polarity, Verdict
from rag.proof.claims import saying
from rag.proof.entities import without_entities
from rag.proof.entry_checks import WHO, Proved, bodies_said, faults, how, is_left_open
from rag.proof.evidence import Evidence
from rag.proof.lead_in import lead_in_of
from rag.proof.quote import located
from rag.proof.reply import Entry
from rag.proof.sources import Source
from rag.proof.unit import clause_of
from rag.proof.words import WORD, tokens
from rag.question.asides import to_a_machine

_MOST = 0.6  # of the words said: what a stretch of the text has to repeat


def proved(entry: Entry, sources: Mapping[str, Source]) -> Proved | Verdict:
    """An entry that says something, with its proof, or why it is not said."""
    said = collapse(nfc(entry.answer or ""))
    if not any(map(str.isalnum, said)) or to_a_machine(said):
        return verdict_on(entry, "says nothing that can be shown")
    found = _found(entry, sources)
    if found is None:
        return verdict_on(entry, "the quote does not stand in the source")
    source, start, end = found
    notice = source.notice
    polarity, said = _polarity(entry, said)
    names = bodies_said(said, entry.facet)
    left, right = clause_of(source, start, end)
    if quote_end(notice.text, left, right) < right:  # a long sentence: the words that were quoted
        left, right = _fitting(notice.text, start, end, said)
    rows = [row for row in notice.directives if row.start < right and left < row.end]
    rows = [row for row in rows if row.start < end and start < row.end] or rows
    item = notice.item_at(left)
    spans = [Span(notice_id=notice.id, start=left, end=right, item=item.path if item else "")]
    if entry.facet in WHO:  # a body may stand in the heading of its task
        own = [max(left, rows[0].start), min(right, rows[-1].end)] if rows else [left, right]
        spans += lead_in_of(notice, own[0], own[1], names)
    quoted = spans[0].model_copy(update={"start": start, "end": end})
    one = Proved(entry, notice, tuple(spans), tuple(rows), quoted, said, names, polarity=polarity)
    for reason, words in faults(one):
        if words:
            return verdict_on(entry, reason, words)
    return one._replace(value=_value(one), how=how(one))


def _fitting(text: str, start: int, end: int, said: str) -> tuple[int, int]:
    """As much of a slice as a quote may hold: from its beginning, or where what is said stands further on, up to that."""
    if quote_end(text, start, end) == end:
        return start, end
    place = located(said, text, start, end)
    if place and place[1] > quote_end(text, start, end):
        starts = [word.start() for word in re.finditer(r"\w+", text[start : place[1]])]
        start += starts[-LONGEST_QUOTE] if len(starts) > LONGEST_QUOTE else 0
    return start, quote_end(text, start, end)


def _found(entry: Entry, sources: Mapping[str, Source]) -> tuple[Source, int, int] | None:
    """The source that has the quote, the one named first, and where."""
    named = sources.get(entry.source.strip("[] "))
    for source in [*([named] if named else []), *(one for one in sources.values() if one is not named)]:
        if place := located(entry.quote, source.notice.text, source.start, source.end):
            return source, *place
    return None


def _polarity(entry: Entry, said: str) -> tuple[Polarity | None, str]:
    """Yes or no where the answer begins so, and the rest of it; a word alone, or apart from the rest, unless that is what is asked."""
    for polarity in (Polarity.YES, Polarity.NO):
        match = _polar(polarity).match(said)
        if match and (entry.facet is Facet.POLARITY or not said[match.end(1) :][:1].isspace()):
            return polarity, said[match.end() :]
    return None, said


@cache
def _polar(polarity: Polarity) -> re.Pattern[str]:
    words = saying()["polarity"][polarity.value]
    return re.compile(rf"\s*({words})(?!\w)[\s,.;:–-]*", re.IGNORECASE)


def _value(one: Proved) -> str:
    """What is said where it names nothing but values, or as far as the text has it word for word, and nothing turns it."""
    pieces = [one.value]
    if not set(tokens(canonical(without_entities(one.value)))) <= _joining():
        pieces = [_run(piece, one.text) for piece in one.value.split(";") if piece.strip()]
    stands = pieces and all(pieces) and not any(is_left_open(one, piece) for piece in pieces)
    return "; ".join(pieces) if stands else ""


def _run(said: str, text: str) -> str:
    """The longest stretch of the text that repeats the words said, where it has most of them and all its values; else empty."""
    mine, there = list(WORD.finditer(canonical(said))), list(WORD.finditer(canonical(text)))
    left, right = [one[0] for one in mine], [one[0] for one in there]
    run = SequenceMatcher(None, left, right, autojunk=False).find_longest_match()
    if run.size == 0 or run.size < _MOST * len(left):
        return ""
    end = there[run.b + run.size - 1].end()
    found = text[there[run.b].start() : end + (text[end : end + 1] in ("%", ")"))]
    return "" if Evidence(found).lacks(said) else found


@cache
def _joining() -> frozenset[str]:
    """The words between values."""
    return frozenset(str(saying()["joining"]).split())


def verdict_on(entry: Entry, reason: str = "", words: Sequence[str] = ()) -> Verdict:
    """That an entry is kept, or for which reason it is dropped."""
    text = (entry.answer or "")[:300]
    return Verdict(text=text, kept=not reason, source=entry.source, reason=reason, words=tuple(words))
