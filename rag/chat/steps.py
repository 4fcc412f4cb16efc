"""What a chat model adds to the answer of the rules: what it is asked (`begun`), what more it is shown (`widened`), what
becomes of its reply (`finished`). Without one, `begun` passes the answer on and that is all.
"""

import logging
from collections.abc import Callable, Sequence
from time import perf_counter
from typing import NamedTuple

from rag.chat.generate import Generator, Material, Written, worth_wording
from rag.chat.reword import Reworded, reworded
from rag.coverage import words_of
from rag.draft import Finding
from rag.index import Index
from rag.models import Answer, Hit, Trace, Turn
from rag.proof.sources import sources_of
from rag.question import LONGEST, cleaned
from rag.question.reading import read_question
from rag.search.retrieve import retrieve
from rag.search.scope import scope_of

log = logging.getLogger(__name__)


class Begun(NamedTuple):
    """The answer of the rules, and what a chat model is to be asked, if it is."""

    trace: Trace
    found: Finding
    material: Material | None = None


def begun(index: Index, generator: Generator | None, trace: Trace, found: Finding, history: Sequence[Turn]) -> Begun:
    """The answer of the rules with what the model is shown of it, where there is a model and something to word."""
    if generator is None or not worth_wording(trace.question, found, trace.answer):
        return Begun(trace, found)
    return Begun(trace, found, _material(index, generator, trace, history))


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


def finished(before: Begun, written: Written, present: Callable[[Finding], Answer]) -> Trace:
    """The answer in the words of a chat model as far as they are proved; else that of the rules.

    `present` makes an Answer of a draft for the question that was asked.
    """
    began, first = perf_counter(), before.trace
    outcome, answer = Reworded(), first.answer
    if before.material and written.reply:
        try:
            outcome = reworded(before.found.draft, answer.headline, before.material, written.reply)
            other = present(before.found._replace(draft=outcome.draft)) if outcome.draft else answer
            if outcome.draft and other.status is answer.status and other.citations:
                answer = other.model_copy(update={"id": answer.id, "engine": "chat"})
        except Exception:  # whatever a model's words do to the checks: there is an answer already
            log.exception("What the chat model said could not be checked; the answer of the rules stands.")
    checked = round((perf_counter() - began) * 1000, 2)
    timings = {**first.answer.timings_ms, "generate": written.milliseconds, "check": checked}
    timings["total"] = round(sum(timings[name] for name in ("total", "generate", "check")), 2)
    return first._replace(
        answer=answer.model_copy(update={"timings_ms": timings}),
        verdicts=outcome.verdicts, model_reason=written.reason, tokens=written.tokens,
    )  # fmt: skip
