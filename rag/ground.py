"""The only place that may call a claim supported, whatever wrote the draft: rules or a chat model.

Here a claim is a number, a date, a document number, a body or a person. Each claim of a line must stand in the quotes of
that line or in the header of the notice they are from (`rag.evidence`), and each claim of the headline in those of any
line. A line that claims more is dropped; so is a proof that is no slice of its notice.
"""

from collections.abc import Callable, Sequence

from corpus.models import Notice
from rag.draft import Draft, Span
from rag.evidence import Evidence


def grounded(draft: Draft, notice: Callable[[str], Notice]) -> Draft:
    """The draft without what it does not prove; without a headline where that claims more than its proof holds."""
    lines = []
    for line in draft.lines:
        proof = slices(line.proof, notice)
        if proof and not Evidence.of(proof, notice).lacks(line.text):
            lines.append(line.model_copy(update={"proof": proof}))
    whole = Evidence.of([span for line in lines for span in line.proof], notice)
    counted = draft.counted if len(lines) == len(draft.lines) else ()  # what is left was not counted
    headline = "" if whole.lacks(draft.headline, counted) else draft.headline
    kept = {"lines": tuple(lines), "headline": headline, "nearest": slices(draft.nearest, notice)}
    return draft.model_copy(update=kept)


def slices(spans: Sequence[Span], notice: Callable[[str], Notice]) -> tuple[Span, ...]:
    """The spans that are slices of a notice there is, and hold words."""
    return tuple(span for span in spans if _holds_words(span, notice))


def _holds_words(span: Span, notice: Callable[[str], Notice]) -> bool:
    try:
        text = notice(span.notice_id).text
    except KeyError:
        return False
    return 0 <= span.start < span.end <= len(text) and bool(text[span.start : span.end].strip())
