"""The same question for several provinces, side by side."""

from collections.abc import Callable, Sequence

from rag.allowance import spend
from rag.draft import Draft, Finding, Line
from rag.index import Index
from rag.models import AnswerStatus, Hit, Question
from rag.proof.ground import grounded
from rag.shorten import best_clauses, fitting, shortened
from rag.wording import Wording


def compared(
    index: Index,
    question: Question,
    wording: Wording,
    each: Sequence[Question],
    found_for: Callable[[Question], Finding],
) -> Finding:
    """Each province's answer (`each`: the question for one); of several years each takes those its notices have."""
    lines: list[Line] = []
    heads: list[str] = []
    hits: list[Hit] = []
    stated = {province: _years_of(index, province, question.years) for province in question.provinces}
    if set(question.years) - {year for years in stated.values() for year in years}:
        return Finding(Draft(status=AnswerStatus.NOT_IN_NOTICES))
    for province, alone in zip(question.provinces, each, strict=True):
        spend()
        found = found_for(alone.model_copy(update={"years": stated[province] or question.years}))
        hits += found.hits
        if found.draft.status.abstained:
            heads.append(f"{province}: {wording.say(question.language, 'answer.nothing')}")
            continue
        draft = grounded(found.draft, index.notice)
        if not draft.lines:
            continue
        first = draft.lines[0].model_copy(update={"text": draft.lines[0].text.removeprefix("- ")})
        counts = bool(draft.counted) or not draft.headline  # then the first entry says more
        said = first.text if counts else draft.headline
        heads.append(f"{province}: {best_clauses(said, question, 110)}")
        said_there = counts or draft.headline.strip(" .…") in first.text
        text = first.text if said_there else f"{draft.headline.rstrip('. ')}. {first.text}"
        lines.append(Line(text=f"- {province}: {shortened(text, 500)}", proof=first.proof[:2]))
    if not lines:
        return Finding(Draft(status=AnswerStatus.NOT_IN_NOTICES), hits)
    status = AnswerStatus.ANSWERED if len(lines) == len(question.provinces) else AnswerStatus.PARTIAL
    headline = fitting(["; ".join(heads)])
    return Finding(Draft(status=status, headline=headline, lines=tuple(lines), listing=True), hits)


def _years_of(index: Index, province: str, years: Sequence[int]) -> tuple[int, ...]:
    ids = [notice.id for notice in index.originals() if notice.province == province]
    texts = [index.notice(notice_id).text for notice_id in ids]
    return tuple(year for year in years if any(str(year) in text for text in texts))
