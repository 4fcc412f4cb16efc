"""The parts of an answer as one draft: the values under their labels, each quote once, what is missing named."""

from collections.abc import Sequence
from typing import NamedTuple

from corpus.dates import find_dates
from corpus.lexicon import facets, questions
from corpus.models import Facet, Precision, SubjectKind
from corpus.names.agencies import body_key
from corpus.text import collapse, fold
from rag.draft import About, Draft, Line, Said, Span
from rag.index import Index
from rag.models import AnswerStatus, Asked, Hit, Question
from rag.shorten import HEADLINE, shortened
from rag.wording import Wording

_HOW = frozenset(("lead", "assigned", "mentioned", *Precision))


class Part(NamedTuple):
    """One thing asked: how it is said, its values and the lines that prove them; nothing where it is not stated.

    `doer`: whose task the sentence gives that states it.
    """

    asked: Asked
    value: str = ""
    lines: Sequence[Line] = ()
    facets: tuple[Said, ...] = ()
    doer: str = ""

    @property
    def said(self) -> tuple[Said, ...]:
        """Its values as facets, or that it is not stated."""
        return self.facets or (Said(facet=self.asked.facet),)


def drafted(index: Index, question: Question, parts: Sequence[Part], subject: Hit | None, wording: Wording) -> Draft:
    """The draft of several parts: `partial` where some are stated and some are not."""
    language = question.language
    missing = dict.fromkeys(label_of(part.asked.facet, language, part.asked.sort) for part in parts if not part.lines)
    notes = (wording.say(language, "answer.missing", facets=", ".join(missing).lower()),) if missing else ()
    return Draft(
        status=AnswerStatus.PARTIAL if missing else AnswerStatus.ANSWERED,
        headline=headline_of(parts, language, wording),
        lines=tuple(_once([line for part in parts for line in part.lines])),
        notes=notes,
        facets=tuple(one for part in parts for one in part.said),
        subjects=tuple(about(index, subject)),
    )


def said_of(facet: Facet, values: Sequence[str], proof: Sequence[Span], how: str = "") -> tuple[Said, ...]:
    """The values of a facet, each with its key and what proves it."""
    entry = facets()[facet]
    return tuple(
        Said(
            facet=facet, value=value, key=_key(entry.asks, value), how=how if how in _HOW else None, proof=tuple(proof)
        )
        for value in dict.fromkeys(map(collapse, values))
    )


def _key(asks: str, value: str) -> str:
    """What is compared of a value: the day of one that is asked by "when", the body of one asked by "who"."""
    if "when" in asks and (day := next(iter(find_dates(value)), None)):
        return day.value.isoformat()
    return body_key(value) if "who" in asks else fold(value)


def label_of(facet: Facet, language: str, sort: str = "") -> str:
    """How a facet is called in an answer; who is asked for by the name of a part (investor), by that."""
    if facet is Facet.LEAD and sort:
        named: dict[str, str] = questions()["named_parts"][sort]
        return named["en_label" if language == "en" else "label"]
    entry = facets()[facet]
    return entry.en_label if language == "en" else entry.label


def headline_of(parts: Sequence[Part], language: str, wording: Wording) -> str:
    """The values under their labels, one alone without; the longest cut first where they are too long together."""
    values = [part.value for part in parts]
    for title in values:  # "Võ Văn Viên, Phó Chánh Văn phòng" where both are asked
        values = [value.removesuffix(f", {title}") for value in values]
    labels = [label_of(part.asked.facet, language, part.asked.sort) for part in parts]
    each = dict.fromkeys(zip(labels, values, strict=True))
    if len(each) == 1:
        return shortened(values[0], HEADLINE - 1)
    missing = wording.say(language, "answer.nothing")
    named = [f"{label}: {value or missing}" for label, value in each]
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


def about(index: Index, subject: Hit | None) -> list[About]:
    """The task or the sentence that a hit is."""
    if subject is None:
        return []
    passage, row = subject.passage, subject.row
    kind = SubjectKind.TASK if row else SubjectKind.SENTENCE
    return [About(kind=kind, where=subject.span, text=row.task if row else passage.text)]
