"""The same question for several provinces, side by side."""

from collections.abc import Callable, Sequence

from rag.allowance import spend
from rag.draft import About, Draft, Finding, Line, Said, Span
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
    texts: dict[tuple[str, tuple[Span, ...]], list[str]] = {}
    heads: list[str] = []
    hits: list[Hit] = []
    facets: list[Said] = []
    subjects: list[About] = []
    stated = {province: _years_of(index, province, question.years) for province in question.provinces}
    if set(question.years) - {year for years in stated.values() for year in years}:
        return Finding(Draft(status=AnswerStatus.NOT_IN_NOTICES))
    paired = zip(question.provinces, question.years, strict=False)  # ở A năm 2018 và ở B năm 2020
    if len(question.years) == len(question.provinces) and all(year in stated[one] for one, year in paired):
        stated = {one: (year,) for one, year in zip(question.provinces, question.years, strict=True)}
    for province, alone in zip(question.provinces, each, strict=True):
        spend()
        found = found_for(alone.model_copy(update={"years": stated[province] or question.years}))
        hits += found.hits
        if found.draft.status.abstained:
            heads.append(f"{province}: {wording.say(question.language, 'answer.nothing')}")
            facets += [Said(facet=asked.facet, subject=None) for asked in question.wanted]
            continue
        draft = grounded(found.draft, index.notice)
        if not draft.lines:
            continue
        first = draft.lines[0].model_copy(update={"text": draft.lines[0].text.removeprefix("- ")})
        counts = bool(draft.counted) or not draft.headline  # then the first entry says more
        said = first.text if counts else draft.headline
        heads.append(f"{province}: {best_clauses(said, question, 110)}")
        facets += [one for one in draft.facets_from(len(subjects)) if _proved_by(first.proof[:2], one)]
        subjects += draft.subjects
        text = first.text
        if not counts and text.strip(" .…") in draft.headline:  # the polarity before it
            text = draft.headline
        elif not counts and draft.headline.strip(" .…") not in text:
            text = f"{draft.headline.rstrip('. ')}. {text}"
        texts.setdefault((shortened(text, 500), first.proof[:2]), []).append(province)
    lines = [Line(text=f"- {', '.join(of)}: {text}", proof=proof) for (text, proof), of in texts.items()]
    if not lines:
        return Finding(Draft(status=AnswerStatus.NOT_IN_NOTICES), hits)
    whole = sum(map(len, texts.values())) == len(question.provinces)
    draft = Draft(
        status=AnswerStatus.ANSWERED if whole else AnswerStatus.PARTIAL,
        headline=fitting(["; ".join(heads)]),
        lines=tuple(lines),
        listing=True,
        facets=tuple(facets),
        subjects=tuple(subjects),
    )
    return Finding(draft, hits)


def _proved_by(proof: Sequence[Span], said: Said) -> bool:
    """True for a facet that is not stated, or by one of the slices."""
    return said.value is None or bool(set(proof) & set(said.proof))


def _years_of(index: Index, province: str, years: Sequence[int]) -> tuple[int, ...]:
    ids = [notice.id for notice in index.originals() if notice.province == province]
    texts = [index.notice(notice_id).text for notice_id in ids]
    return tuple(year for year in years if any(str(year) in text for text in texts))
