"""What a chat model adds to the answer of the rules: what it is asked (`begun`), what more it is shown (`widened`), what
becomes of its reply (`finished`). Without one, `begun` passes the answer on and that is all.
"""

import logging
from collections.abc import Callable, Sequence
from time import perf_counter
from typing import NamedTuple

from rag.chat.dossier import OF_FEW, PASSAGES, sources_read
from rag.chat.generate import Generator, Material, Written, worth_reading, worth_wording
from rag.chat.reading import read_draft
from rag.chat.reword import reworded
from rag.chat.role import Role
from rag.coverage import words_of
from rag.draft import Draft, Finding, Said, Span
from rag.errors import NoticeDamaged
from rag.index import Index
from rag.models import Answer, AnswerStatus, Hit, Question, Trace, Turn, Verdict, meet
from rag.proof.claims import Reply
from rag.proof.reply import Reading
from rag.proof.sources import sources_of
from rag.question import LONGEST, cleaned
from rag.question.reading import read_question
from rag.search.retrieve import retrieve
from rag.search.scope import Scope, scope_of
from rag.wording import Wording

log = logging.getLogger(__name__)

_ANYWHERE = 2  # at least so many passages are the best of all notices, whatever a question names
_NEAREST = 3  # clauses shown beside a refusal
_FEW = 2  # notices of which most is shown
_COMPARED = 60  # passages whose notices are shown where things are compared


class Begun(NamedTuple):
    """The answer of the rules, and what a chat model is to be asked, if it is."""

    trace: Trace
    found: Finding
    material: Material | None = None


def begun(index: Index, generator: Generator | None, trace: Trace, found: Finding, history: Sequence[Turn]) -> Begun:
    """The answer of the rules with what the model is shown of it, where there is a model and something to word."""
    if generator is None:
        return Begun(trace, found)
    try:
        if generator.role is Role.READ:
            return Begun(trace, found, _to_read(index, generator, trace, found, history))
        worded = generator.role is Role.WORD and worth_wording(trace.question, found, trace.answer)
        return Begun(trace, found, _material(index, generator, trace, history) if worded else None)
    except NoticeDamaged:
        raise
    except Exception:  # whatever happens to what a model is shown: there is an answer already
        log.exception("The chat model could not be shown what was found; the answer of the rules stands.")
        return Begun(trace, found)


def _to_read(
    index: Index, generator: Generator, trace: Trace, found: Finding, history: Sequence[Turn]
) -> Material | None:
    """What a model reads: the passages found, then those found anywhere; None where there is nothing to read."""
    if not worth_reading(trace.answer):
        return None
    question, catalogue = trace.question, index.originals()
    scope = scope_of(question, catalogue)
    most = OF_FEW if scope.ids and len(scope.ids) <= _FEW else PASSAGES
    hits = _to_show(index, question, found.hits, scope, most)
    sources = sources_read(question, trace.answer, hits, catalogue, index.notice, generator.room, most)
    return generator.reading(question, sources, trace.answer, catalogue, index.generation, history) if sources else None


def _to_show(index: Index, question: Question, found: Sequence[Hit], scope: Scope, most: int) -> list[Hit]:
    """The passages found, and the best of all notices beside them; where things are compared, something of each notice first."""
    narrow = [*found, *(retrieve(index, question, scope)[1] if scope.ids is None or scope.ids else ())]
    anywhere = narrow if scope.ids is None else retrieve(index, question, Scope(None))[1]
    if question.comparison:
        first = {hit.passage.notice_id: hit for hit in reversed(anywhere[:_COMPARED])}
        anywhere = [*reversed(first.values()), *anywhere]
    whole = [*narrow[: most - _ANYWHERE], *anywhere]
    return list({(hit.passage.notice_id, hit.passage.position): hit for hit in whole}.values())


def widened(index: Index, generator: Generator, before: Begun, query: str, seconds: float) -> Begun:
    """With the passages that a second query finds among the notices of the first: more is shown, nothing replaced."""
    first, material = before.trace, before.material
    if material is None:
        return before
    text, other = cleaned(query)[:LONGEST], []
    if words_of(text).single:
        other = retrieve(index, read_question(index, text), scope_of(first.question, index.originals()))[1]
    more = _material(index, generator, first, (), other)
    return before._replace(material=more._replace(key=material.key, query="", spent=seconds))


def _material(
    index: Index, generator: Generator, trace: Trace, history: Sequence[Turn], other: Sequence[Hit] = ()
) -> Material:
    sources = sources_of(trace.answer, [*trace.hits, *trace.rejected], index.notice, other)
    return generator.material(trace.question, sources, trace.answer, index.generation, history)


def finished(
    index: Index,
    generator: Generator | None,
    before: Begun,
    written: Written,
    present: Callable[[Finding], Answer],
    wording: Wording,
) -> Trace:
    """What a chat model said as far as it is proved; else the answer of the rules.

    `present` makes an Answer of a draft for the question that was asked.
    """
    began, first = perf_counter(), before.trace
    answer, verdicts = first.answer, tuple[Verdict, ...]()
    fresh = before.material is not None and before.material.generation == index.generation
    if fresh and written.reply:
        try:
            reply = written.reply
            if isinstance(reply, Reading):
                answer, verdicts = _read(index, before, reply, present, wording)
            else:
                answer, verdicts = _worded(before, reply, present)
        except Exception:  # whatever a model's words do to the checks: there is an answer already
            log.exception("What the chat model said could not be checked; the answer of the rules stands.")
        _tell(verdicts)
    checked = round((perf_counter() - began) * 1000, 2)
    if before.material and before.material.role is Role.READ and generator and not written.reason:
        generator.heard([verdict.kept for verdict in verdicts])
    timings = {**first.answer.timings_ms, "generate": written.milliseconds, "check": checked}
    timings["total"] = round(sum(timings[name] for name in ("total", "generate", "check")), 2)
    return first._replace(
        answer=answer.model_copy(update={"timings_ms": timings}),
        verdicts=verdicts, model_reason=written.reason, tokens=written.tokens,
        by_rules=first.answer.headline if answer.headline != first.answer.headline else "",
    )  # fmt: skip


def _tell(verdicts: Sequence[Verdict]) -> None:
    for verdict in verdicts:
        if not verdict.kept:
            words = f" ({', '.join(verdict.words)})" if verdict.words else ""
            place = verdict.source or "the headline"
            log.info("A statement of the chat model on %s was dropped: %s%s.", place, verdict.reason, words)


def _worded(before: Begun, reply: Reply, present: Callable[[Finding], Answer]) -> tuple[Answer, tuple[Verdict, ...]]:
    """The answer of the rules in the model's words, as far as they are proved."""
    answer, material = before.trace.answer, before.material
    assert material is not None
    outcome = reworded(before.found.draft, answer.headline, material, reply)
    other = present(before.found._replace(draft=outcome.draft)) if outcome.draft else answer
    if outcome.draft and other.status is answer.status and other.citations:
        answer = other.model_copy(update={"id": answer.id, "engine": "chat"})
    return answer, outcome.verdicts


def _read(
    index: Index, before: Begun, reply: Reading, present: Callable[[Finding], Answer], wording: Wording
) -> tuple[Answer, tuple[Verdict, ...]]:
    """What the model read where it is proved; that nothing is stated where it says so; else the answer of the rules.

    Where both say the same of the same clauses, the rules' words stand; what is counted or listed over all notices stands too, for
    the model saw only some of them.
    """
    answer, material = before.trace.answer, before.material
    assert material is not None
    question = material.question
    outcome = read_draft(index, question, answer, material.sources, reply, wording)
    draft = outcome.draft
    if reply.silent and not answer.abstained and question.over is None:
        near = tuple(
            Span(notice_id=one.notice_id, start=one.start, end=one.end, item=one.item or "")
            for one in answer.citations[:_NEAREST]
        )
        facets = tuple(Said(facet=one.facet) for one in question.wanted)
        draft = Draft(status=AnswerStatus.NOT_STATED, nearest=near, facets=facets)
    if draft is None:
        return answer, outcome.verdicts
    other = present(Finding(draft))
    same = _values(other) == _values(answer) and all(
        any(meet(one, two) for two in answer.citations) for one in other.citations
    )
    if other.abstained is not draft.status.abstained or same:
        return answer, outcome.verdicts
    log.info("The chat model and the rules disagree: %s, by rules %s.", other.status, answer.status)
    return other.model_copy(update={"id": answer.id, "engine": "chat"}), outcome.verdicts


def _values(answer: Answer) -> list[tuple[str, str]]:
    """What an answer states of what was asked, as it is compared."""
    return sorted((one.facet, one.key or "") for one in answer.facets if one.asked)
