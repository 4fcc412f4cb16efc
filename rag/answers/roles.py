"""The part that a question supposes a body to have, against the one that the register gives it."""

from corpus.models import Directive, Facet
from corpus.names.agencies import body_key, key, keys_of
from rag.draft import Finding
from rag.index import Index
from rag.models import Question
from rag.shorten import HEADLINE, fitting, shortened
from rag.wording import Wording


def is_called(body: str, name: str, question: Question) -> bool:
    """True for the body named; of two districts the one that the question names."""
    return body_key(body) in keys_of(name) or (key(name) in key(body) and question.names(body))


def as_supposed(question: Question, row: Directive) -> bool:
    """True where every body that a part is said of has it."""
    return all(any(is_called(body, name, question) for body in _holders(row, part)) for name, part in question.roles)


def _holders(row: Directive, part: Facet) -> tuple[str, ...]:
    if part is Facet.LEAD:
        return row.lead
    return (*row.coordinating, *(row.assigned if row.coordinating and not row.lead else ()))


def contradicts(question: Question, row: Directive, name: str, part: Facet) -> bool:
    """True where a body said to lead only helps another one that does, or the other way round."""
    led, helped = (any(is_called(body, name, question) for body in of) for of in (row.lead, row.coordinating))
    return row.lead != () and (helped and not led if part is Facet.LEAD else led and not helped)


def corrected(index: Index, question: Question, finding: Finding, wording: Wording) -> Finding:
    """An answer that rests on a task in which a body has another part than the question says, with who leads it."""
    draft, language = finding.draft, question.language
    if draft.status.abstained or draft.listing or question.yes_no or not question.roles or not draft.lines:
        return finding
    span = draft.lines[0].proof[0]
    rows = (row for row in index.notice(span.notice_id).directives if row.start < span.end and span.start < row.end)
    row = next(rows, None)
    if row is None or not any(contradicts(question, row, *one) for one in question.roles):
        return finding
    said = wording.say(language, "answer.leads", bodies=fitting(list(row.lead)))
    rest = "" if question.facet is Facet.LEAD else f"; {draft.headline}"
    headline = shortened(f"{wording.say(language, 'answer.no')}: {said}{rest}", HEADLINE - 1)
    return finding._replace(draft=draft.model_copy(update={"headline": headline}))
