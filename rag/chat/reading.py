"""The reply of a chat model that reads -> a draft: what is proved and is about the question, what it says is not stated."""

import logging
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from corpus.lexicon import of_notice
from corpus.models import Facet, SubjectKind
from rag.answers.premises import named
from rag.answers.said import Part, drafted, said_of
from rag.answers.supposed import with_polarity
from rag.chat.about import About as Relevance
from rag.draft import About, Draft, Line, Said
from rag.index import Index
from rag.label import label
from rag.models import Asked, Polarity, Question, Verdict
from rag.proof.entry import Proved, Unproved, proved
from rag.proof.reply import Reading
from rag.proof.sources import Source
from rag.shorten import best_clauses, shortened
from rag.wording import Wording

log = logging.getLogger(__name__)

_LINE = 600  # characters


class Read(NamedTuple):
    """The draft of what a model read, None where nothing of it stands; what became of each statement.

    `silent`: the model says that nothing of what is asked is stated.
    """

    draft: Draft | None = None
    verdicts: tuple[Verdict, ...] = ()
    silent: bool = False


def read_draft(index: Index, question: Question, sources: Sequence[Source], reply: Reading, wording: Wording) -> Read:
    """What of the reply is proved, as a draft."""
    if reply.status == "proposal":
        return Read()
    said = [entry for entry in reply.answers if entry.answer]
    if not said:
        return Read(silent=True)
    tokens = {source.token: source for source in sources}
    relevance = Relevance(index, question)
    kept: list[Proved] = []
    verdicts: list[Verdict] = []
    for entry in said:
        found = proved(entry, tokens)
        if isinstance(found, Proved) and (fault := relevance.fault(found)):
            verdict = Verdict(text=(entry.answer or "")[:300], kept=False, source=entry.source, reason=fault)
            found = Unproved(verdict)
        if isinstance(found, Unproved):
            verdicts.append(found.verdict)
            log.info("A statement of the chat model was dropped: %s.", found.verdict.reason)
        else:
            kept.append(found)
            verdicts.append(Verdict(text=(entry.answer or "")[:300], kept=True, source=entry.source))
    if not kept:
        return Read(None, tuple(verdicts))
    silent = [Part(Asked(facet=entry.facet)) for entry in reply.answers if not entry.answer]
    parts = [*_parts(question, kept, wording), *silent]
    draft = drafted(index, question, parts, None, wording).model_copy(update={"subjects": (_about(kept[0]),)})
    first = next((one for one in kept if one.polarity), None)
    if first and first.polarity and question.yes_no:
        draft = _with_polarity(draft, question, first.polarity, wording)
    return Read(draft, tuple(verdicts))


def _parts(question: Question, kept: Sequence[Proved], wording: Wording) -> list[Part]:
    """The statements as parts of an answer: those of the same thing asked as one."""
    several = len({one.notice.id for one in kept}) > 1
    parts = []
    for (facet, _), group in groupby(kept, key=lambda one: (one.entry.facet, one.entry.asked)):
        ones = list(group)
        values = dict.fromkeys(_said(question, one, wording) for one in ones)
        value = "; ".join(values)
        if several and not of_notice(facet):
            value = f"{ones[0].notice.province or label(ones[0].notice)}: {value}"
        lines = [Line(text=shortened(one.clause, _LINE), proof=one.spans) for one in ones]
        facets = tuple(said for one in ones for said in _facets(question, one))
        parts.append(Part(Asked(facet=_facet(question, ones[0])), value, lines, facets))
    return parts


def _facet(question: Question, one: Proved) -> Facet:
    """The body assigned answers who leads."""
    wanted = {asked.facet for asked in question.wanted}
    assigned = one.entry.facet is Facet.ASSIGNED and Facet.ASSIGNED not in wanted
    return Facet.LEAD if assigned else Facet.FACT if one.entry.facet is Facet.POLARITY else one.entry.facet


def _facets(question: Question, one: Proved) -> tuple[Said, ...]:
    facet = _facet(question, one)
    by_name = facet in (Facet.LEAD, Facet.COORDINATING, Facet.REPORTS_TO) and one.bodies and one.value
    values = one.bodies if by_name else (one.value or best_clauses(one.clause, question),)
    return said_of(facet, values, one.spans, one.how)


def _said(question: Question, one: Proved, wording: Wording) -> str:
    """How a statement is said in the headline."""
    value = one.value or best_clauses(one.clause, question)
    if (
        question.language == "en"
        and one.bodies
        and one.value
        and one.entry.facet in (Facet.LEAD, Facet.ASSIGNED, Facet.COORDINATING)
    ):
        value = ", ".join(named(body, "en") for body in one.bodies)
    if one.how == "assigned" and one.value and _facet(question, one) is Facet.LEAD:
        value = wording.say(question.language, "answer.assigned", bodies=value)
    if one.polarity:
        yes = wording.say(question.language, f"answer.{one.polarity.value}")
        return f"{yes}: {value}" if value else yes
    return value


def _with_polarity(draft: Draft, question: Question, polarity: Polarity, wording: Wording) -> Draft:
    headline = draft.headline
    yes = wording.say(question.language, f"answer.{polarity.value}")
    return with_polarity(draft, polarity, headline if headline.startswith(yes) else f"{yes}: {headline}")


def _about(one: Proved) -> About:
    """What the first statement is about: the notice, the task, the sentence."""
    where = one.spans[0]
    task = any(row.start < where.end and where.start < row.end for row in one.notice.directives)
    kind = SubjectKind.NOTICE if of_notice(one.entry.facet) else SubjectKind.TASK if task else SubjectKind.SENTENCE
    return About(kind=kind, where=where, text=one.clause)
