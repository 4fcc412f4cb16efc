"""Answers from what a notice states as a whole: its signer, number, date, recipients, meeting."""

from collections.abc import Sequence

from corpus.models import Notice, Passage, SubjectKind
from corpus.names.agencies import key
from rag.allowance import spend
from rag.answers.evidence import said_in
from rag.answers.match import Match
from rag.answers.said import Part, drafted, headline_of, label_of, said_of
from rag.coverage import Views, coverage, rarity_of, views_of, words_of
from rag.draft import LIST_LENGTH, LIST_LINES, About, Draft, Finding, Line, Said, Span
from rag.index import Index
from rag.label import label, quote_end
from rag.models import AnswerStatus, Asked, Choice, Question
from rag.question.cues import of_matter
from rag.question.ranks import is_another
from rag.search.retrieve import found
from rag.search.scope import Scope
from rag.shorten import HEADLINE, fitting, shortened
from rag.values.header import counting, stated
from rag.wording import Wording

_MOSTLY = 0.5  # of the matter, in the words of a subject
_MOST = 6  # readings to pick from
_OPENING = 6  # passages
_ALL_WEIGHED = 50  # notices; of more, those that the search finds
_SLACK = 0.15  # the coverage of a part may be above that of the whole by so much: another wording may count for a term
_CLOSE = 0.08  # two notices whose scores are closer than this match equally


def of_notices(match: Match) -> Finding:
    """What a notice states as a whole: of the one that is meant, of all, or each reading to pick from."""
    index, question, scope, wording = match.index, match.question, match.scope, match.wording
    notices = notice_asked(index, question, scope)
    notices = [notice for notice in notices if not is_another(question.ranks, notice.text)]
    if question.years and not (scope.own_numbers or question.givens):  # these decide, whatever year was said
        notices = [notice for notice in notices if any(_is_of(notice, year) for year in question.years)]
    if not notices:
        return Finding(Draft(status=AnswerStatus.NOT_IN_NOTICES))
    limited = question.everywhere or (bool(question.givens) and not question.numbers)
    if limited or (scope.ids is None and (question.listing or question.comparison) and not question.people):
        every = [index.notice(notice_id) for notice_id in (index.ids() if scope.ids is None else scope.ids)]
        return Finding(header_list(index, every, question, wording))
    if len(notices) > 1 and len(scope.own_numbers) < len(notices):
        drafts = [(notice, header_draft(index, [notice], question, wording)) for notice in notices]
        told = [(notice, draft) for notice, draft in drafts if draft.lines]
        if len({draft.headline for _, draft in told}) > 1:
            silent = len(notices) - len(told)
            draft = _ambiguous(told)
            if silent:
                said = wording.say(question.language, "answer.silent", count=silent)
                draft = draft.model_copy(update={"notes": (said,)})
            return Finding(draft, choices=choices([notice for notice, _ in told], question))
        notices = [notice for notice, _ in told][:1] or notices[:1]
    return Finding(header_draft(index, notices, question, wording))


def _is_of(notice: Notice, year: int) -> bool:
    """True for a notice that a question may call one of that year: by its day, its meeting, or what it is about."""
    days = (notice.issued_on, notice.meeting.held_on)
    about = notice.subject.value if notice.subject else notice.text
    return any(day is not None and day.value.year == year for day in days) or str(year) in about


def _ambiguous(told: Sequence[tuple[Notice, Draft]]) -> Draft:
    lines = [
        draft.lines[0].model_copy(update={"text": f"- {label(notice)}: {draft.headline}"})
        for notice, draft in told[:_MOST]
    ]
    return Draft(status=AnswerStatus.AMBIGUOUS, lines=tuple(lines), listing=True)


def notice_asked(index: Index, question: Question, scope: Scope) -> list[Notice]:
    """The notice a question about a whole notice means; several where they match equally."""
    ids: Sequence[str] = scope.ids if scope.ids is not None else index.ids()
    if len(ids) <= max(1, len(scope.own_numbers)):  # each is named
        return [index.notice(one) for one in ids]
    wanted = set(ids)
    heads = [one for one in index.originals() if one.id in wanted]
    if question.years and not (scope.own_numbers or question.givens) and (named := _of_the_years(heads, question)):
        heads, ids = named, [one.id for one in named]
    said = said_in(question.text, question.language, question.provinces).words
    if not question.numbers and all(word.form.isdigit() for word in said):  # nothing tells one from another
        return [index.notice(one.id) for one in _newest(heads)[:_MOST]]
    if len(ids) > _ALL_WEIGHED:
        ids = tuple(dict.fromkeys(one.passage.notice_id for one in found(index, question, scope)[1])) or ids
    rarity = rarity_of(index, question.terms)
    openings = {notice_id: index.passages(notice_id, first=_OPENING) for notice_id in ids}
    has = {notice_id: 0.25 * bool(stated(index.notice(notice_id), question.facet)) for notice_id in ids}
    bounds = {}
    for notice_id, opening in openings.items():
        spend()
        bounds[notice_id] = has[notice_id] + coverage(question.terms, _together(opening), rarity)
    scored: list[tuple[float, str]] = []
    top = 0.0
    for notice_id in sorted(bounds, key=lambda one: -bounds[one]):
        spend()
        if bounds[notice_id] + _SLACK < top - _CLOSE:
            break  # no passage of it, nor of those after it, comes near the best
        views = (views_of(passage, {"text": 1.0, "header": 1.0}) for passage in openings[notice_id])
        best = max((coverage(question.terms, view, rarity) for view in views), default=0.0)
        scored.append((best + has[notice_id], notice_id))
        top = max(top, best + has[notice_id])
    return [index.notice(notice_id) for score, notice_id in sorted(scored, reverse=True) if score >= top - _CLOSE]


def _of_the_years(heads: Sequence[Notice], question: Question) -> list[Notice]:
    """Those of the years asked about, as their heads have it."""
    return [one for one in heads if any(_is_of(one, year) for year in question.years)]


def _newest(heads: Sequence[Notice]) -> list[Notice]:
    """The latest first; those without a day last."""
    return sorted(heads, key=lambda one: (one.dated is not None, one.dated), reverse=True)


def is_about(index: Index, notice: Notice, question: Question) -> bool:
    """True where most of the matter stands in what the notice says it is about."""
    about = f"{notice.type or ''} {notice.subject.value if notice.subject else ''}"
    matter = of_matter(question.terms)
    return coverage(matter, [(words_of(about), 1.0)], rarity_of(index, matter)) >= _MOSTLY


def _together(opening: Sequence[Passage]) -> Views:
    """All that the first passages of a notice hold, as one."""
    header = opening[0].header if opening else ""
    return [(words_of(" . ".join(passage.text for passage in opening)), 1.0), (words_of(header), 1.0)]


def header_draft(index: Index, notices: Sequence[Notice], question: Question, wording: Wording) -> Draft:
    """The facts asked for, each with its quote; what is not stated is not answered."""
    rows = []
    for notice in notices:
        spend()
        rows.append((notice, [part_of(asked, notice, question.language) for asked in question.wanted]))
    stated_ = [(notice, parts) for notice, parts in rows if any(part.lines for part in parts)]
    if not stated_:
        subject = notices[0].subject if notices else None
        near = (Span(notice_id=notices[0].id, start=subject.start, end=subject.end),) if subject else ()
        unstated = tuple(Said(facet=asked.facet) for asked in question.wanted)
        return Draft(status=AnswerStatus.NOT_STATED, facets=unstated, nearest=near)
    subjects = tuple(map(as_subject, (notice for notice, _ in stated_)))
    if len(notices) == 1:
        return drafted(index, question, stated_[0][1], None, wording).model_copy(update={"subjects": subjects})
    values = [_together_said(parts, question, wording) for _, parts in stated_]
    lines = [
        Line(
            text=f"- {label(notice)}: {shortened(value, 400)}",
            proof=tuple(span for part in parts for line in part.lines for span in line.proof),
        )
        for (notice, parts), value in zip(stated_, values, strict=True)
    ]
    named = [f"{_brief(notice)}: {value}" for (notice, _), value in zip(stated_, values, strict=True)]
    same = ""
    if question.comparison and len(stated_) > 1:
        last = {parts[-1].value for _, parts in stated_}
        same = wording.say(question.language, "answer.same" if len(last) == 1 else "answer.different") + ": "
    facets = [
        one.model_copy(update={"subject": at})
        for at, (_, parts) in enumerate(stated_)
        for part in parts
        for one in part.said
    ]
    silent = [notice for notice, parts in rows if not any(part.lines for part in parts)]
    notes: tuple[str, ...] = ()
    if silent:
        facets += [Said(facet=asked.facet, subject=None) for asked in question.wanted]
        missing = ", ".join(label_of(asked.facet, question.language).lower() for asked in question.wanted)
        named_too = fitting([_brief(notice) for notice in silent])
        notes = (wording.say(question.language, "answer.missing", facets=f"{missing} ({named_too})"),)
    return Draft(
        status=AnswerStatus.ANSWERED if all(one.value for one in facets) else AnswerStatus.PARTIAL,
        headline=shortened(same + "; ".join(named), HEADLINE - 1),
        lines=tuple(lines),
        listing=True,
        notes=notes,
        facets=tuple(facets),
        subjects=subjects,
    )


def as_subject(notice: Notice) -> About:
    """A notice as what is asked about."""
    return About(
        kind=SubjectKind.NOTICE, where=Span(notice_id=notice.id, start=0, end=len(notice.text)), text=label(notice)
    )


def _brief(notice: Notice) -> str:
    """How a notice is called among several: by its number, else its province."""
    return notice.number.value if notice.number else notice.province or label(notice)


def part_of(asked: Asked, notice: Notice, language: str) -> Part:
    """A fact of a notice as a part of an answer."""
    fact = counting(notice, asked, language) or stated(notice, asked.facet)
    if fact is None:
        return Part(asked)
    quoted = notice.text[fact.start : quote_end(notice.text, fact.start, fact.end)]
    line = Line(text=shortened(quoted), proof=(Span(notice_id=notice.id, start=fact.start, end=fact.end),))
    value = fact.value if key(fact.value) in key(quoted) or len(quoted) == fact.end - fact.start else quoted
    return Part(asked, fact.value, (line,), said_of(asked.facet, [value], line.proof))


def _together_said(parts: Sequence[Part], question: Question, wording: Wording) -> str:
    """The values of one notice on one line."""
    if len(parts) == 1:
        return parts[0].value
    return headline_of(parts, question.language, wording)


def header_list(index: Index, notices: Sequence[Notice], question: Question, wording: Wording) -> Draft:
    """The facts of every notice; where they are more than a list holds, the headline says of how many."""
    draft = header_draft(index, notices, question, wording)
    kept: list[Line] = []
    for line in draft.lines[:LIST_LINES]:
        if sum(len(one.text) + 8 for one in (*kept, line)) <= LIST_LENGTH:
            kept.append(line)
    if len(kept) == len(draft.lines):
        return draft
    count = len({line.proof[0].notice_id for line in draft.lines})
    said = wording.say(question.language, "answer.notices_held", count=count)
    shown = {line.proof[0].notice_id for line in kept}
    named = header_draft(index, [one for one in notices if one.id in shown], question, wording).headline
    changed = {"headline": shortened(f"{said} {named}", HEADLINE - 1), "lines": tuple(kept), "counted": (count,)}
    return draft.model_copy(update=changed)


def choices(notices: Sequence[Notice], question: Question) -> tuple[Choice, ...]:
    """One choice a notice: its label, and the question with the notice named."""
    return tuple(
        Choice(
            label=label(notice),
            question=f"{question.text.rstrip(' ?')} – {label(notice)}",
            notice_id=notice.id,
        )
        for notice in notices[:_MOST]
    )
