"""The parts of an answer as one draft: the values under their labels, each quote once, what is missing named."""

from collections.abc import Sequence
from typing import NamedTuple

from corpus.lexicon import facets
from corpus.models import SubjectKind
from rag.draft import About, Draft, Line, Said, Span
from rag.index import Index
from rag.models import AnswerStatus, Asked, Hit, Question
from rag.shorten import HEADLINE, shortened
from rag.wording import Wording


class Part(NamedTuple):
    """One thing asked: its value and the lines that prove it; neither where the text does not state it."""

    asked: Asked
    value: str = ""
    lines: Sequence[Line] = ()
    how: str = ""


def drafted(index: Index, question: Question, parts: Sequence[Part], subject: Hit | None, wording: Wording) -> Draft:
    """The draft of several parts: `partial` where some are stated and some are not."""
    language = question.language
    missing = [part for part in parts if not part.lines]
    lines = _once([line for part in parts for line in part.lines])
    if missing:
        labels = ", ".join(label_of(part.asked, language).lower() for part in missing)
        lines[-1] = lines[-1].model_copy(
            update={"text": f"{lines[-1].text} {wording.say(language, 'answer.missing', facets=labels)}"}
        )
    return Draft(
        status=AnswerStatus.PARTIAL if missing else AnswerStatus.ANSWERED,
        headline=headline_of(parts, language, wording),
        lines=tuple(lines),
        facets=tuple(said(part) for part in parts),
        subjects=tuple(_about(index, subject)),
    )


def said(part: Part) -> Said:
    """A part as a facet of the draft."""
    proof = tuple(span for line in part.lines for span in line.proof)
    return Said(facet=part.asked.facet, value=part.value or None, how=part.how or None, proof=proof)


def label_of(asked: Asked, language: str) -> str:
    """How a facet is called in an answer."""
    entry = facets()[asked.facet]
    return entry.en_label if language == "en" else entry.label


def headline_of(parts: Sequence[Part], language: str, wording: Wording) -> str:
    """The values under their labels, one alone without; the longest cut first where they are too long together."""
    if len(parts) == 1:
        return shortened(parts[0].value, HEADLINE - 1)
    missing = wording.say(language, "answer.nothing")
    named = [f"{label_of(part.asked, language)}: {part.value or missing}" for part in parts]
    while len("; ".join(named)) > HEADLINE and max(map(len, named)) > 40:
        longest = max(range(len(named)), key=lambda at: len(named[at]))
        named[longest] = shortened(named[longest], max(38, len(named[longest]) - 20))
    return shortened("; ".join(named), HEADLINE - 1)


def _once(lines: Sequence[Line]) -> list[Line]:
    """Each quote once: a line whose slice stands in another's is left out, its further proof kept there."""
    kept: list[Line] = []
    for line in lines:
        first = line.proof[0]
        around = next((at for at, one in enumerate(kept) if _inside(first, one.proof[0])), None)
        within = next((at for at, one in enumerate(kept) if _inside(one.proof[0], first)), None)
        at = around if around is not None else within
        if at is None:
            kept.append(line)
            continue
        base, more = (kept[at], line) if around is not None else (line, kept[at])
        proof = tuple(dict.fromkeys((*base.proof, *more.proof)))
        outer = tuple(one for one in proof if not any(one is not two and _inside(one, two) for two in proof))
        kept[at] = base.model_copy(update={"proof": outer})
    return kept


def _inside(one: Span, other: Span) -> bool:
    return one.notice_id == other.notice_id and other.start <= one.start and one.end <= other.end


def _about(index: Index, subject: Hit | None) -> list[About]:
    if subject is None:
        return []
    passage, row = subject.passage, subject.row
    kind = SubjectKind.TASK if row else SubjectKind.SENTENCE
    where = Span(notice_id=passage.notice_id, start=passage.start, end=passage.end, item=passage.item)
    return [About(kind=kind, where=where, text=row.task if row else passage.text)]
